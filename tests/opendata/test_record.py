"""The record as JSON: the keys that others rely on, dates as ISO has them, any text unharmed."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrutiny.domain.record import Doubt, Record
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import clean
from scrutiny.intake.record import read
from scrutiny.opendata.record import plain, write
from tests import everything

KEYS = {
    "committee": ("committee", "code name remit council"),
    "a member": ("members", "name honours role from to"),
    "a meeting": (
        "meetings",
        "date time venue kind status rearranged_from present apologies in_attendance substitutes items",
    ),
    "a row of the work programme": (
        "work_programme",
        "meeting section title cabinet_members lead_officers details outcome status",
    ),
    "an action": ("actions", "reference text owner due status from_minute appearances"),
    "a recommendation": ("recommendations", "reference text to sent response_due response status from_minute"),
}
ITEM_KEYS = (
    "number title part restricted minute_number minute outcome resolutions votes declarations",
    "letter text kind",
)


@pytest.fixture(scope="module")
def record() -> Record:
    return everything.record()


@pytest.fixture(scope="module")
def printed(record) -> dict[str, Any]:
    return json.loads(write(record))


@pytest.mark.parametrize(("part", "keys"), KEYS.values(), ids=KEYS)
def test_every_one_has_the_keys_that_others_rely_on(part, keys, printed):
    rows = [printed[part]] if isinstance(printed[part], dict) else printed[part]
    assert rows
    for row in rows:
        assert set(keys.split()) <= row.keys()


def test_an_item_and_a_resolution_have_the_keys_that_others_rely_on(printed):
    items = [item for meeting in printed["meetings"] for item in meeting["items"]]
    for item in items:
        assert set(ITEM_KEYS[0].split()) <= item.keys()
        assert item["part"] in (1, 2)
        assert all(set(ITEM_KEYS[1].split()) <= clause.keys() for clause in item["resolutions"])


def test_every_key_stands_in_every_row_whether_or_not_it_is_filled(printed):
    for part in ("people", "members", "topics", "meetings", "work_programme", "actions", "recommendations"):
        assert len({tuple(row) for row in printed[part]}) == 1


def test_dates_times_and_instants_are_as_iso_has_them(printed):
    meeting = printed["meetings"][0]
    assert (meeting["date"], meeting["time"], meeting["ended_at"]) == ("2023-01-10", "09:30:15", "11:45")
    assert meeting["changed_at"] == "2023-01-11T08:00:00+00:00"
    days = re.findall(rb'"((?:date|due|on|from|to|sent)": "\d{4}[^"]*)"', write(everything.record()))
    assert all(re.fullmatch(rb'\w+": "\d{4}-\d{2}-\d{2}', day) for day in days)


def test_a_substitute_is_named_with_the_member_they_stood_in_for(printed):
    assert printed["meetings"][0]["substitutes"] == [{"name": "Cai Ellis", "for": "Dee Fox"}]


def test_a_renamed_member_is_named_as_they_were_on_the_day(printed):
    meeting = printed["meetings"][0]
    assert meeting["present"] == ["Ann Before", "Ben Oak"]
    assert [each["person"] for each in meeting["attendance"][:2]] == [3, 4]


def test_it_is_utf_8_with_letters_as_letters(record):
    renamed = replace(record, committee=replace(record.committee, name="Pwyllgor Craffu Tŷ’r Sir 🏛"))
    assert "Pwyllgor Craffu Tŷ’r Sir 🏛".encode() in write(renamed)


def test_the_doubts_of_a_reader_come_last(record):
    assert json.loads(write(record))["doubts"] == []
    assert json.loads(write(record, [Doubt("meetings[0]", "is odd")]))["doubts"] == [
        {"where": "meetings[0]", "what": "is odd"}
    ]
    assert list(json.loads(write(record)))[-1] == "doubts"


def test_the_record_used_here_leaves_no_field_of_the_shape_untried(record):
    untried: dict[str, bool] = {}

    def walk(value: Any) -> None:
        if isinstance(value, tuple):
            for each in value:
                walk(each)
        elif hasattr(value, "__dataclass_fields__"):
            for field in fields(value):
                held = getattr(value, field.name)
                name = f"{type(value).__name__}.{field.name}"
                untried[name] = untried.get(name, True) and (held == field.default or held in ((), "", None))
                walk(held)

    walk(record)
    assert [name for name, never in untried.items() if never] == []


@settings(deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_that_may_be_kept_comes_back_as_it_was(text):
    try:
        kept = clean(text, field="remit")
    except RuleBroken:
        return
    record = everything.record()
    there = replace(record, committee=replace(record.committee, remit=kept))
    back = read(write(there)).record
    assert back is not None
    assert back.committee.remit == kept


def test_a_value_of_no_known_kind_is_left_to_json():
    assert plain(None) is None
    assert plain(7) == 7
