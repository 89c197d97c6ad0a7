"""A record stored is the record that was read, wherever it is stored, and it is stored whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete, event, func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, Base, writing
from scrutiny.domain.record import Record
from scrutiny.domain.rules import RuleBroken
from scrutiny.intake import record as intake
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee, Council
from scrutiny.models.follow_up import Action
from scrutiny.models.history import HistoryLine
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import MinuteSeries
from scrutiny.models.people import Person
from scrutiny.models.roll_forward import RollForward, RollForwardLine
from scrutiny.opendata.record import write
from scrutiny.operations.record import load
from scrutiny.operations.record.demonstration import FILE
from scrutiny.papers import record as papers
from scrutiny.queries import record as queries
from tests import everything, make

ELSEWHERE = {
    "accounts",
    "answer_links",
    "closures",
    "contacts",
    "covered_years",
    "criteria",
    "grants",
    "history",
    "house_templates",
    "letters",
    "minutes_drafts",
    "pack_builds",
    "packs",
    "phrases",
    "reminders",
    "revision",
    "roll_forwards",
    "roll_forward_lines",
    "scores",
    "sign_in_tries",
    "stored_files",
    "submissions",
    "suggestions",
}
"""Tables that are no part of a committee's record: what the desk works with, who has a key to it, and what is made or
read again from the rest."""


def demonstration() -> Record:
    return intake.read(FILE.read_bytes()).accept()


RECORDS = {"the demonstration": demonstration, "a record that uses everything": everything.record}


def exported(session: Session, code: str) -> bytes:
    facts = queries.of_committee(session, code)
    assert facts
    return write(papers.of(facts, exempt=True))


def store(session: Session, author: Author, record: Record) -> bytes:
    with writing(session, author):
        load(session, record)
    return exported(session, record.committee.code)


def without_people(file: bytes) -> dict[str, Any]:
    """People whom nobody names are in every committee's record, so that they are in one of them."""
    return json.loads(file) | {"people": []}


def empty(session: Session, author: Author) -> None:
    with writing(session, author):
        for table in reversed(Base.metadata.sorted_tables):
            if table.name not in ("history", "revision"):
                session.execute(delete(table))
    session.expunge_all()


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_exported_and_read_back_into_an_empty_database_it_exports_as_the_same_bytes(record, session, author):
    first = store(session, author, record())
    empty(session, author)
    reading = intake.read(first)
    assert reading.noted == ()
    assert store(session, author, reading.accept()) == first


def test_two_exports_of_one_database_are_the_same_bytes(session, author):
    assert store(session, author, everything.record()) == exported(session, "CSP")


def test_every_column_of_a_committees_tables_is_held_by_the_record(session, author):
    """A column that is added to a model and not to the record is found here, since nothing fills it."""
    store(session, author, everything.record())
    unfilled = []
    for mapper in Base.registry.mappers:
        if mapper.local_table.name in ELSEWHERE:
            continue
        for column in mapper.column_attrs:
            values = session.scalars(select(getattr(mapper.class_, column.key)).distinct()).all()
            if column.key != "version" and not any(values):
                unfilled.append(f"{mapper.local_table.name}.{column.key}")
    assert unfilled == []


def test_in_an_empty_database_the_ids_are_kept_and_the_next_row_comes_after_them(session, author):
    store(session, author, everything.record())
    assert set(session.scalars(select(Meeting.id))) == {4, 6, 7, 9, 10}
    with writing(session, author):
        added = make.person(session, "Somebody New")
    assert added.id > max(person.id for person in everything.record().people)


def test_beside_another_committee_its_ids_are_raised_past_those_in_use(session, author):
    store(session, author, everything.record())
    before = without_people(exported(session, "CSP"))
    store(session, author, demonstration())
    assert without_people(exported(session, "CSP")) == before
    sos = session.scalar(select(Committee.id).where(Committee.code == "SOS"))
    assert set(session.scalars(select(Meeting.id).where(Meeting.committee_id == sos))) == set(range(11, 19))
    asked = session.scalar(select(Action).where(Action.reference == "SOS/2021/011"))
    item = session.get_one(AgendaItem, asked.item_id)
    assert (item.title, session.get_one(Meeting, item.meeting_id).on) == (
        "Adult Safeguarding Transformation Project",
        date(2021, 9, 14),
    )


def test_a_council_that_is_there_already_keeps_its_settings(session, author):
    with writing(session, author):
        make.council(session, "Loamshire County Council", clear_days=7)
    store(session, author, everything.record())
    assert session.scalars(select(Council.clear_days)).all() == [7]


def test_two_committees_can_share_a_run_of_minute_numbers(session, author):
    store(session, author, everything.record())
    given = everything.EVERYTHING
    shared = {"title": "Bins", "minute_number": "2432", "minute_series": "All committees"}
    other = {
        "committee": given["committee"] | {"code": "BINS"},
        "minute_series": [given["minute_series"][1]],
        "meetings": [{"date": "2023-01-17", "items": [shared]}],
    }
    store(session, author, intake.read(json.dumps(other).encode()).accept())
    assert session.scalar(select(func.count()).where(MinuteSeries.name == "All committees")) == 1
    assert b"2432" not in exported(session, "CSP").split(b'"meetings"')[0]


def test_a_record_that_was_not_completed_is_not_stored(session, author):
    [item, *_] = everything.record().meetings[0].items
    record = everything.record()
    meeting = replace(record.meetings[0], items=(replace(item, topic="Winter plan"),))
    with pytest.raises(TypeError, match="'Winter plan' is still not an id"), writing(session, author):
        load(session, replace(record, meetings=(meeting, *record.meetings[1:])))


def test_drafts_are_left_out_for_those_who_may_not_see_them(session, author):
    store(session, author, everything.record())
    facts = queries.of_committee(session, "CSP")
    assert facts
    assert b"MEDLAR" in write(papers.of(facts, exempt=True))
    assert b"MEDLAR" not in write(papers.of(facts, exempt=True, drafts=False))


def test_exempt_matter_is_left_out_unless_it_is_asked_for(session, author):
    store(session, author, everything.record())
    facts = queries.of_committee(session, "CSP")
    assert facts
    assert b"QUINCE" in write(papers.of(facts, exempt=True))
    assert b"QUINCE" not in write(papers.of(facts, exempt=False))


REFUSED = {
    "the committee is there already": (lambda record: record, "There is a committee CSP already."),
    "one of its meetings is there already under another committee": (
        lambda record: replace(record, committee=replace(record.committee, code="CSP2")),
        "A meeting with the calendar identity one@meetings.example is here already.",
    ),
    "its run of minute numbers belongs to another committee": (
        lambda record: replace(record, committee=replace(record.committee, code="CSP2"), meetings=()),
        "The run of minute numbers “CSP all” belongs to another committee of this council.",
    ),
}


@pytest.mark.parametrize(("change", "sentence"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_in_a_sentence_and_changes_nothing_when(change, sentence, session, author):
    before = store(session, author, everything.record())
    people = session.scalar(select(func.count()).select_from(Person))
    with pytest.raises(RuleBroken, match=sentence), writing(session, author):
        load(session, change(everything.record()))
    assert exported(session, "CSP") == before
    assert session.scalar(select(func.count()).select_from(Person)) == people


def test_a_load_that_breaks_off_leaves_nothing(session, author):
    def load_and_break_off() -> None:
        with writing(session, author):
            load(session, everything.record())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        load_and_break_off()
    assert queries.of_committee(session, "CSP") is None
    assert session.scalar(select(func.count()).select_from(HistoryLine)) == 0


def test_the_history_says_who_loaded_it(session, author):
    store(session, author, everything.record())
    assert set(session.scalars(select(HistoryLine.by))) == {author.name}
    lines = select(func.count()).where(HistoryLine.subject == "actions", HistoryLine.did == "added")
    assert session.scalar(lines) == len(everything.record().actions)


def test_it_takes_as_many_statements_to_find_whatever_its_length(session, author):
    store(session, author, everything.record())
    store(session, author, demonstration())
    with counting(session) as short:
        queries.of_committee(session, "CSP")
    with counting(session) as long:
        queries.of_committee(session, "SOS")
    assert len(short) == len(long) == len(fields(queries.RecordFacts))


def test_a_meeting_without_an_identity_gets_one_that_is_not_made_of_its_date(session, author):
    store(session, author, demonstration())
    uids = set(session.scalars(select(Meeting.uid)))
    assert len(uids) == 8
    assert not any("2021" in uid.split("@")[0].split("-")[0] and "11-30" in uid for uid in uids)
    assert {row.changed_at for row in session.scalars(select(Meeting))} == {author.at}


def test_business_without_a_topic_that_was_carried_over_is_not_carried_twice_after_a_move(session, author):
    """The roll-forward is no part of the record, so the business takes on the topic that was made for it."""
    store(session, author, everything.record())
    with writing(session, author):
        before, after = session.get_one(Meeting, 7), session.get_one(Meeting, 10)
        left = make.item(session, before, "Left over", position=8)
        taken_up = make.item(session, after, "Left over", position=8, topic_id=5)
        roll = RollForward(from_meeting_id=before.id, to_meeting_id=after.id, by="A Clerk", at=author.at)
        session.add(roll)
        session.flush()
        line = {"roll_forward_id": roll.id, "position": 1, "destination": "agenda", "because": "Not reached"}
        session.add(RollForwardLine(**line, subject="item", subject_id=left.id, item_id=taken_up.id))
    facts = queries.of_committee(session, "CSP")
    assert facts
    items = {item.id: item for meeting in papers.of(facts, exempt=True).meetings for item in meeting.items}
    assert items[left.id].topic == 5


@contextmanager
def counting(session: Session) -> Iterator[list[str]]:
    said: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    engine = session.get_bind().engine
    event.listen(engine, "before_cursor_execute", hear)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", hear)
