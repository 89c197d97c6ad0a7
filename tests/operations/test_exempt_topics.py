"""What was exempt stays so: taken off, put off, undone, rolled again, or come back by way of the programme."""

from __future__ import annotations

import csv
import io

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import ItemOutcome, Part
from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.follow_up import Action
from scrutiny.operations import agenda, exemption, meetings, programme
from scrutiny.operations.programme import Slot
from scrutiny.operations.roll_forward import roll_forward
from tests.browser import Browser
from tests.operations.chamber import NOTICE, OPEN_ALL_DAYS, day
from tests.operations.dismissal import (
    BY,
    CHANGES,
    SECRET,
    TODAY,
    TOLD,
    Autumn,
    Change,
    asked_from_the_entry,
    deferred,
    leaks,
    public_record,
    resolved_onto_the_programme,
    rolled_and_undone,
    taken_off,
)


@pytest.fixture
def autumn(app: Flask, session: Session, author: Author) -> Autumn:
    app.extensions["scrutiny.clock"].as_of = TODAY
    with writing(session, author):
        return Autumn(session)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_public_is_told_nothing_of_it(
    app: Flask, session: Session, author: Author, autumn: Autumn, change: Change
) -> None:
    assert leaks(app, session) != [], "what is hunted for is there while it is public"
    with writing(session, author):
        change(session, autumn)
    assert leaks(app, session) == []


@pytest.mark.parametrize(
    "change", [deferred, taken_off, rolled_and_undone, resolved_onto_the_programme], ids=lambda change: change.__name__
)
def test_its_row_of_the_programme_keeps_its_place_under_the_public_title(
    app: Flask, session: Session, author: Author, autumn: Autumn, change: Change
) -> None:
    with writing(session, author):
        change(session, autumn)
    public = Browser(app)
    file = csv.reader(io.StringIO(public.get("/committees/SOS/work-programme.csv?year=2021-22").text))
    assert any(TOLD in row for row in file)
    rows = public_record(session).work_programme
    assert {(row.title, row.topic, row.details) for row in rows} == {(TOLD, None, "")}


def test_a_row_to_come_is_on_the_committees_page_without_a_way_to_its_story(
    app: Flask, session: Session, author: Author, autumn: Autumn
) -> None:
    with writing(session, author):
        deferred(session, autumn)
    page = Browser(app).get("/committees/SOS").text
    assert TOLD in page
    assert "/topics/" not in page


@pytest.mark.parametrize("change", [deferred, taken_off, rolled_and_undone], ids=lambda change: change.__name__)
def test_rolled_forward_it_begins_exempt_again(
    session: Session, author: Author, autumn: Autumn, change: Change
) -> None:
    with writing(session, author):
        change(session, autumn)
        roll_forward(session, autumn.september, autumn.november, by=BY, on=TODAY)
        roll_forward(session, autumn.november, autumn.february, by=BY, on=TODAY)
    [item] = session.scalars(select(AgendaItem).where(AgendaItem.topic_id == autumn.entry.topic_id))
    assert (item.part, item.restricted, item.paragraphs, item.public_title) == (Part.TWO, True, "1", TOLD)


def test_an_entry_of_a_topic_that_was_exempt_earlier_becomes_exempt_business(
    session: Session, author: Author, autumn: Autumn
) -> None:
    """The earlier item was not of the entry, only of its topic, and is not what is carried over."""
    with writing(session, author):
        item = agenda.add_item(session, autumn.november, title=SECRET, on=TODAY, paragraphs=[3], public_title=TOLD)
        meetings.hold(session, autumn.november, on=autumn.november.on)
        agenda.set_outcome(
            session, item, outcome=ItemOutcome.DEFERRED, because="No time was left", on=autumn.november.on
        )
        topic = session.get_one(Topic, item.topic_id)
        planned = programme.add_entry(
            session, committee=autumn.committee, title=SECRET, topic=topic, at=Slot(autumn.february), on=TODAY
        )
        roll_forward(session, autumn.november, autumn.february, by=BY, on=day("2021-12-01"))
    here = (AgendaItem.meeting_id == autumn.february.id, AgendaItem.topic_id == planned.topic_id)
    [rolled] = session.scalars(select(AgendaItem).where(*here))
    assert (rolled.part, rolled.restricted, rolled.paragraphs) == (Part.ONE, True, "3")


def test_what_is_asked_from_an_exempt_entry_is_of_part_two(session: Session, author: Author, autumn: Autumn) -> None:
    with writing(session, author):
        asked_from_the_entry(session, autumn)
    assert {action.part for action in session.scalars(select(Action))} == {Part.TWO}


def test_made_public_again_all_of_it_is_told(app: Flask, session: Session, author: Author, autumn: Autumn) -> None:
    with writing(session, author):
        asked_from_the_entry(session, autumn)
        item = session.scalars(select(AgendaItem).where(AgendaItem.entry_id == autumn.entry.id)).one()
        exemption.make_public(session, item)
    told = leaks(app, session)
    assert {"/search?q=quokka", f"/topics/{autumn.entry.topic_id}", "/committees/SOS", "/committees/SOS/follow-up"} <= {
        *told
    }
    topic = session.get_one(Topic, autumn.entry.topic_id)
    assert (topic.exempt, topic.paragraphs) == (False, "")
    assert {action.part for action in session.scalars(select(Action))} == {Part.ONE}


def test_a_topic_is_opened_with_the_last_of_its_exempt_items(session: Session, author: Author, autumn: Autumn) -> None:
    with writing(session, author):
        first = autumn.exempt(session)
        topic = session.get_one(Topic, autumn.entry.topic_id)
        second = agenda.add_item(session, autumn.february, title=SECRET, topic=topic, on=TODAY)
        assert second.exempt
        exemption.make_public(session, first)
        assert topic.exempt
        exemption.make_public(session, second)
        assert not topic.exempt


def test_a_late_item_of_an_exempt_topic_begins_exempt(session: Session, author: Author, autumn: Autumn) -> None:
    with writing(session, author):
        taken_off(session, autumn)
        other = agenda.add_item(session, autumn.november, title="Fostering", on=TODAY)
        meetings.publish(session, autumn.november, on=day("2021-11-15"), calendar=OPEN_ALL_DAYS, rule=NOTICE)
        late = agenda.add_late_item(
            session, autumn.november, after=other, title=SECRET, because="It cannot wait", entry=autumn.entry, on=TODAY
        )
    assert (late.part, late.public_title) == (Part.TWO, TOLD)


def test_business_without_a_topic_is_given_one_to_keep_the_exemption(
    session: Session, author: Author, autumn: Autumn
) -> None:
    with writing(session, author):
        item = agenda.add_item(session, autumn.november, title=SECRET, on=TODAY)
        item.topic_id = None
        exemption.make_exempt(session, item, paragraphs=[1], public_title=TOLD)
    topic = session.get_one(Topic, item.topic_id)
    assert (topic.title, topic.exempt, topic.public_title, topic.paragraphs) == (SECRET, True, TOLD, "1")


def test_an_item_is_not_put_on_as_exempt_without_the_paragraph(
    session: Session, author: Author, autumn: Autumn
) -> None:
    with writing(session, author), pytest.raises(RuleBroken, match="Choose the paragraph"):
        agenda.add_item(session, autumn.november, title=SECRET, on=TODAY, part=Part.TWO, public_title=TOLD)


def test_a_topic_of_a_draft_is_told_when_its_agenda_is_published(
    app: Flask, session: Session, author: Author, autumn: Autumn
) -> None:
    public = Browser(app)
    with writing(session, author):
        item = agenda.add_item(session, autumn.november, title="Fostering", on=TODAY)
    assert public.get(f"/topics/{item.topic_id}").status_code == 404
    assert "Fostering" not in public.get("/search?q=fostering&kind=topic").text.split("</form>")[-1]
    with writing(session, author):
        meetings.publish(session, autumn.november, on=day("2021-11-15"), calendar=OPEN_ALL_DAYS, rule=NOTICE)
    assert public.get(f"/topics/{item.topic_id}").status_code == 200
    assert f"/topics/{item.topic_id}" in public.get("/search?q=fostering").text
