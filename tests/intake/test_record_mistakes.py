"""A mistake in a record is named with its place, in a sentence; what is merely odd is a doubt."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrutiny.domain.rules import RuleBroken
from scrutiny.intake.record import read
from scrutiny.opendata.record import write
from tests import everything
from tests.intake.short_record import SHORT, changed, reading_of

MISTAKES: dict[str, tuple[dict[str, Any], str, str]] = {
    "a day that is none": (
        changed("meetings", 1, "date", to="2021-13-01"),
        "meetings[1].date",
        "'2021-13-01' is not a date; write it like 2021-11-30",
    ),
    "a day without a month": (changed("meetings", 0, "date", to="2021"), "meetings[0].date", "'2021' is not a date"),
    "an hour that is none": (changed("meetings", 0, "time", to="25:00"), "meetings[0].time", "is not a time of day"),
    "an hour in words": (changed("meetings", 0, "time", to="ten"), "meetings[0].time", "write it like 10:00"),
    "an instant without a zone": (
        changed("meetings", 0, "changed_at", to="2021-11-30T10:00:00"),
        "meetings[0].changed_at",
        "is not an instant",
    ),
    "an instant that is a number": (changed("meetings", 0, "changed_at", to=7), "meetings[0].changed_at", "7 is not"),
    "a missing code": (changed("committee", "code", drop=True), "committee.code", "is missing"),
    "a missing committee": (changed("committee", drop=True), "committee", "is missing"),
    "a number for a text": (changed("committee", "name", to=7), "committee.name", "7 is not a text"),
    "null for a text": (changed("committee", "remit", to=None), "committee.remit", "null is not a text"),
    "a text for a number": (changed("committee", "quorum", to="3"), "committee.quorum", "'3' is not a whole number"),
    "a number below nothing": (changed("committee", "quorum", to=-1), "committee.quorum", "-1 is not a whole number"),
    "a number past every column": (changed("committee", "quorum", to=2**31), "committee.quorum", "is not a whole"),
    "yes or no in words": (
        changed("committee", "crime_and_disorder", to="yes"),
        "committee.crime_and_disorder",
        "'yes' is neither true nor false",
    ),
    "an unknown word": (
        changed("meetings", 0, "status", to="over"),
        "meetings[0].status",
        "'over' is not one of scheduled, held, adjourned, cancelled",
    ),
    "a list for a text": (changed("committee", "name", to=[]), "committee.name", "a list is not a text"),
    "a text for a list": (changed("meetings", to="none"), "meetings", "'none' is not a list"),
    "a text for a row": (changed("meetings", 0, to="June"), "meetings[0]", "is not a set of keys and values"),
    "a name that is too long": (
        changed("people", 0, "name", to="x" * 201),
        "people[0].name",
        "is 201 characters long and the most is 200. Shorten it by 1",
    ),
    "a character that Word cannot hold": (
        changed("meetings", 0, "items", 2, "minute", to="a\x00b"),
        "meetings[0].items[2].minute",
        "has a character that cannot be kept: U+0000 (null) at line 1",
    ),
    "letters turned round in a title": (
        changed("meetings", 0, "items", 2, "title", to="a\u202eb"),
        "meetings[0].items[2].title",
        "U+202E (right-to-left override)",
    ),
    "half a character": (changed("committee", "remit", to="\ud800"), "committee.remit", "half of a broken"),
    "the same id twice": (
        changed("work_programme", 1, "id", to=1),
        "work_programme[1].id",
        "1 is the id of another one already",
    ),
    "a day without a meeting": (
        changed("work_programme", 0, "meeting", to="2022-06-15"),
        "work_programme[0].meeting",
        "no meeting is on 15 June 2022, or there are several: give its id",
    ),
    "an unknown meeting": (
        changed("work_programme", 0, "meeting_id", to=9),
        "work_programme[0].meeting_id",
        "no meeting is number 9",
    ),
    "an unknown topic": (changed("work_programme", 0, "topic", to=9), "work_programme[0].topic", "number 9"),
    "an unknown row": (changed("meetings", 0, "items", 1, "entry", to=9), "meetings[0].items[1].entry", "number 9"),
    "an unknown standing item": (
        changed("meetings", 0, "items", 0, "standing", to="Prayers"),
        "meetings[0].items[0].standing",
        "no standing item is “Prayers”",
    ),
    "an unknown person": (changed("actions", 2, "owner_person", to=9), "actions[2].owner_person", "is number 9"),
    "an unknown name": (changed("actions", 2, "owner_person", to="Zed"), "actions[2].owner_person", "is “Zed”"),
    "an unknown minute": (changed("actions", 0, "from_minute", to="99"), "actions[0].from_minute", "no minute 99"),
    "an unknown clause": (changed("actions", 0, "from_resolution", to="z"), "actions[0].from_resolution", "z"),
    "an unknown item": (changed("actions", 2, "from_item", to=99), "actions[2].from_item", "no item is number 99"),
    "an unknown entry": (changed("actions", 1, "from_entry", to=99), "actions[1].from_entry", "number 99"),
    "an action nobody asked for on any day": (
        changed("actions", 2, "from_item", to=None),
        "actions[2].opened_on",
        "is missing, and there is no from_meeting to take it from",
    ),
    "a successor not there": (changed("actions", 0, "superseded_by", to="9"), "actions[0].superseded_by", "“9”"),
    "one action taking its own place": (changed("actions", 0, "superseded_by", to="1"), "actions", "in a circle: 1, 1"),
    "a reference given twice": (changed("actions", 1, "reference", to="1"), "actions[1].reference", "of another one"),
    "a minute number given twice": (
        changed("meetings", 0, "items", 1, "minute_number", to="12"),
        "meetings[0].items[1].minute_number",
        "12 was issued already in HCS 2022/23",
    ),
    "a minute number without a number": (
        changed("meetings", 0, "items", 0, "minute_number", to="none"),
        "meetings[0].items[0].minute_number",
        "“none” has no number in it",
    ),
    "a pattern that cannot be printed": (
        changed("committee", "minute_pattern", to="{x}"),
        "committee.minute_pattern",
        "cannot be read",
    ),
    "an agenda number given twice": (
        changed("meetings", 0, "items", 1, "number", to="1"),
        "meetings[0].items[1].number",
        "this number is there already",
    ),
    "one person twice at a meeting": (
        changed("meetings", 0, "apologies", to=["Ann Elm"]),
        "meetings[0].attendance[3]",
        "this person is there already",
    ),
    "two meetings at one hour": (
        changed("meetings", to=[*SHORT["meetings"], {"date": "2022-12-01"}, {"date": "2022-12-01"}]),
        "meetings[3]",
        "a meeting at this hour is there already",
    ),
    "minutes confirmed before they were made": (
        changed("meetings", 1, "confirmed_at", to="2022-06-14"),
        "meetings[1].confirmed_at",
        "minutes are confirmed at a later meeting",
    ),
    "a meeting that lasts no time": (changed("meetings", 0, "duration", to=0), "meetings[0].duration", "at least 1"),
    "a month that is none": (
        changed("standing_items", to=[{"title": "Report", "month": 13}]),
        "standing_items[0].month",
        "13 is not a month",
    ),
    "a seat that ends before it begins": (
        changed("members", 0, "to", to="2020-01-01"),
        "members[0].to",
        "2020-01-01 is before 2022-05-15",
    ),
    "two people of a member's name": (
        changed("people", to=[{"name": "Ann Elm"}, {"name": "Ann Elm"}]),
        "members[0]",
        "none of the people is “Ann Elm”, or several are: give the id",
    ),
    "a movement during another meeting's item": (
        changed("meetings", 1, "attendance", to=[{"name": "Ann Elm", "movements": [{"movement": "left", "item": 1}]}]),
        "meetings[1].attendance",
        "no item of this meeting is number 1",
    ),
    "a portfolio that ends before it begins": (
        changed("people", 0, "portfolios", to=[{"name": "Care", "from": "2022-05-01", "to": "2021-05-01"}]),
        "people[0].portfolios[0].to",
        "2021-05-01 is before 2022-05-01",
    ),
    "more paragraphs than the Act has": (
        changed("meetings", 0, "items", 2, "paragraphs", to=list(range(11))),
        "meetings[0].items[2].paragraphs",
        "are more than 10",
    ),
    "a seat without a beginning where there is no meeting": (
        {"committee": SHORT["committee"], "members": [{"name": "Ann Elm"}]},
        "members[0].from",
        "is missing, and there is no meeting to take it from",
    ),
    "a row of no year where there is no meeting": (
        {"committee": SHORT["committee"], "work_programme": [{"title": "Beds"}]},
        "work_programme[0].year",
        "is missing, and there is no meeting to take it from",
    ),
    "a row that no minute asked for": (
        changed("work_programme", 1, "asked_by", to=[{"meeting": "2022-06-14", "minute": "7", "resolution": "a"}]),
        "work_programme[1].asked_by[0]",
        "no minute 7 is found at that meeting",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("record", "where", "what"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_its_place(record, where, what):
    reading = reading_of(record)
    said = [(noted.where, noted.what) for noted in reading.mistakes]
    assert any(place == where and what in sentence for place, sentence in said), said
    with pytest.raises(RuleBroken, match="The record cannot be read"):
        reading.accept()


def test_every_mistake_is_named_in_one_reading_and_the_first_is_said():
    record = changed("meetings", 0, "date", to="soon")
    record["meetings"][1]["time"] = "noon"
    record["actions"][0]["due"] = "never"
    reading = reading_of(record)
    assert [noted.where for noted in reading.mistakes] == ["meetings[0].date", "meetings[1].time", "actions[0].due"]
    with pytest.raises(RuleBroken) as refused:
        reading.accept()
    assert str(refused.value) == (
        "The record cannot be read. meetings[0].date: 'soon' is not a date; write it like 2021-11-30. "
        "There are 2 more mistakes like it."
    )


NO_RECORD = {
    "not JSON": (b"{,}", "The file is not JSON: line 1, column 2 cannot be read"),
    "not UTF-8": (b'{"committee": "\xe9"}', "The file is not a text in UTF-8"),
    "deeper than any record": (b"[" * 100_000, "a depth that no record has"),
    "a number longer than any": (b"9" * 5_000, "with a number"),
}


@pytest.mark.parametrize(("file", "sentence"), NO_RECORD.values(), ids=NO_RECORD)
def test_a_file_is_refused_that_is(file, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        read(file)


def test_a_key_that_stands_twice_is_a_mistake():
    reading = read(b'{"committee": {"code": "A", "code": "B", "name": "C", "council": "D"}}')
    assert [(noted.where, noted.what) for noted in reading.mistakes] == [
        ("code", "this key stands twice in one place, and only one can be meant")
    ]


DOUBTS = {
    "an unknown key": (changed("meetings", 0, "colour", to="red"), "meetings[0].colour", "is not a key of the record"),
    "lists that differ from the attendance": (
        changed("meetings", 0, "attendance", to=[{"name": "Ann Elm"}]),
        "meetings[0].present",
        "differs from attendance, which is what counts",
    ),
    "a list that differs from the leads": (
        changed("work_programme", 0, "leads", to=[{"label": "Cabinet Member", "name": "Hal Judd"}]),
        "work_programme[0].cabinet_members",
        "differs from leads, which are what counts",
    ),
}


@pytest.mark.parametrize(("record", "where", "what"), DOUBTS.values(), ids=DOUBTS)
def test_what_is_odd_is_a_doubt_and_no_mistake(record, where, what):
    reading = reading_of(record)
    assert reading.mistakes == ()
    assert (where, True) in [(noted.where, what in noted.what) for noted in reading.doubts]
    assert reading.accept()


def test_the_doubts_of_an_earlier_reading_are_passed_over():
    assert reading_of(SHORT | {"doubts": [{"where": "here", "what": "odd"}]}).noted == ()


def test_a_mark_at_the_beginning_of_the_file_does_no_harm():
    assert read(b"\xef\xbb\xbf" + json.dumps(SHORT).encode()).mistakes == ()


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(deadline=None)
@given(given_=junk)
def test_any_json_is_read_or_refused_in_words(given_):
    try:
        reading = reading_of(given_)
    except RuleBroken:
        return
    assert reading.record is None or reading.mistakes == ()


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_any_value_put_anywhere_in_a_record_is_read_or_named(data):
    """What is accepted after it can be written and read again; nothing is half understood."""
    record: Any = json.loads(write(everything.record()))
    inner: Any = record
    while True:
        step = data.draw(st.sampled_from(sorted(inner) if isinstance(inner, dict) else range(len(inner))))
        if not inner[step] or not isinstance(inner[step], dict | list) or data.draw(st.integers(0, 5)) == 0:
            break
        inner = inner[step]
    inner[step] = data.draw(junk)
    try:
        reading = reading_of(record)
    except RuleBroken:
        return
    if not reading.mistakes:
        assert read(write(reading.accept())).record == reading.record
