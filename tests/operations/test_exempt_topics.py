"""What was exempt stays so: taken off, put off, undone, rolled again, or come back by way of the programme."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.record import Record
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import ItemOutcome, Part, ResolutionKind
from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.follow_up import Action
from scrutiny.models.meetings import Meeting
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.opendata.record import write
from scrutiny.operations import agenda, exemption, follow_up, meetings, minutes, programme, recommendations
from scrutiny.operations.follow_up import Source
from scrutiny.operations.programme import LeadNamed, Slot
from scrutiny.operations.roll_forward import roll_forward, undo_roll_forward
from scrutiny.papers import record
from scrutiny.queries import record as found
from tests.browser import Browser, said
from tests.operations import chamber
from tests.operations.chamber import NOTICE, OPEN_ALL_DAYS, day

SECRET, TOLD = "Quokka", "A staffing matter"
TODAY = day("2021-11-01")
BY = "Clerk"


class Autumn:
    """Three meetings, the first of them held, and an entry for the second whose matter is not for the public."""

    def __init__(self, session: Session) -> None:
        self.committee = chamber.committee(session)
        self.september, self.november, self.february = (
            meetings.schedule(session, committee=self.committee, day=day(text))
            for text in ("2021-09-14", "2021-11-30", "2022-02-28")
        )
        meetings.hold(session, self.september, on=self.september.on)
        self.entry = programme.add_entry(
            session,
            committee=self.committee,
            title=f"{SECRET} dismissal",
            at=Slot(self.november),
            details=f"{SECRET} was suspended",
            leads=[LeadNamed("Lead Officer", f"{SECRET} senior")],
            on=day("2021-08-01"),
        )

    def exempt(self, session: Session) -> AgendaItem:
        return agenda.add_item(
            session,
            self.november,
            title=f"{SECRET} dismissal",
            entry=self.entry,
            on=TODAY,
            part=Part.TWO,
            paragraphs=[1],
            public_title=TOLD,
        )


@pytest.fixture
def autumn(app: Flask, session: Session, author: Author) -> Autumn:
    app.extensions["scrutiny.clock"].as_of = TODAY
    with writing(session, author):
        return Autumn(session)


def addresses(session: Session) -> Iterator[str]:
    yield from ("/", "/committees", "/committees/SOS", "/feed.atom", "/calendar.ics", "/people", "/search?q=quokka")
    for paper in ("work-programme", "follow-up"):
        yield from (f"/committees/SOS/{paper}{ending}" for ending in ("", ".csv", ".docx"))
    yield "/committees/SOS/work-programme?year=2021-22"
    yield from (f"/topics/{number}" for number in session.scalars(select(Topic.id)))
    for number in session.scalars(select(Meeting.id)):
        yield from (f"/meetings/{number}", f"/meetings/{number}/minutes")


def leaks(app: Flask, session: Session) -> list[str]:
    """Every address at which the public is told of it."""
    public = Browser(app)
    told = [address for address in addresses(session) if SECRET in said(public.get(address))]
    return [*told, "record.json"] if SECRET.encode() in write(public_record(session)) else told


def public_record(session: Session) -> Record:
    facts = found.of_committee(session, "SOS")
    assert facts is not None
    return record.of(facts, exempt=False, drafts=False)


def made_exempt(session: Session, autumn: Autumn) -> None:
    item = agenda.add_item(session, autumn.november, title=f"{SECRET} dismissal", entry=autumn.entry, on=TODAY)
    exemption.make_exempt(session, item, paragraphs=[1], public_title=TOLD)


def exempt_from_the_start(session: Session, autumn: Autumn) -> None:
    autumn.exempt(session)


def deferred(session: Session, autumn: Autumn) -> None:
    autumn.exempt(session)
    programme.defer(session, autumn.entry, to=Slot(autumn.february), because=f"{SECRET} is ill", on=TODAY)


def taken_off(session: Session, autumn: Autumn) -> None:
    agenda.remove_item(session, autumn.exempt(session))


def rolled_and_undone(session: Session, autumn: Autumn) -> None:
    roll_forward(session, autumn.september, autumn.november, by=BY, on=TODAY)
    item = session.scalars(select(AgendaItem).where(AgendaItem.entry_id == autumn.entry.id)).one()
    exemption.make_exempt(session, item, paragraphs=[1], public_title=TOLD)
    undo_roll_forward(session, autumn.november, by=BY)


def deferred_and_rolled_again(session: Session, autumn: Autumn) -> None:
    deferred(session, autumn)
    roll_forward(session, autumn.november, autumn.february, by=BY, on=TODAY)


def asked_from_the_entry(session: Session, autumn: Autumn) -> None:
    asked = Source(entry=autumn.entry)
    follow_up.open_action(session, committee=autumn.committee, text=f"Ask {SECRET}", on=TODAY, source=asked)
    autumn.exempt(session)
    follow_up.open_action(session, committee=autumn.committee, text=f"Ask {SECRET} again", on=TODAY, source=asked)
    recommendations.make(
        session, committee=autumn.committee, text=f"Pay {SECRET}", addressee="Cabinet", on=TODAY, source=asked
    )


def asked_of_the_topic_without_its_part(session: Session, autumn: Autumn) -> None:
    """As a row may have come in from elsewhere."""
    asked_from_the_entry(session, autumn)
    for action in session.scalars(select(Action)):
        action.part = Part.ONE


def resolved_onto_the_programme(session: Session, autumn: Autumn) -> None:
    _resolve(session, autumn)
    roll_forward(session, autumn.november, autumn.february, by=BY, on=day("2021-12-01"))


def found_a_date_after_that(session: Session, autumn: Autumn) -> None:
    resolved_onto_the_programme(session, autumn)
    entered = session.scalars(select(WorkProgrammeEntry).order_by(WorkProgrammeEntry.id.desc())).first()
    assert entered is not None
    may = meetings.schedule(session, committee=autumn.committee, day=day("2022-05-03"))
    programme.defer(session, entered, to=Slot(may), because="There is room", on=TODAY)
    roll_forward(session, autumn.february, may, by=BY, on=day("2022-03-01"))
    meetings.publish(session, may, on=day("2022-04-20"), calendar=OPEN_ALL_DAYS, rule=NOTICE)


def open_at_another_meeting(session: Session, autumn: Autumn) -> None:
    """An item that may be read does not open the title of a topic of which another may not."""
    autumn.exempt(session)
    item = agenda.add_item(
        session,
        autumn.february,
        title="Staffing figures",
        topic=session.get_one(Topic, autumn.entry.topic_id),
        on=TODAY,
    )
    exemption.make_public(session, item)
    meetings.publish(session, autumn.february, on=day("2022-02-10"), calendar=OPEN_ALL_DAYS, rule=NOTICE)


def on_a_draft_alone(session: Session, autumn: Autumn) -> None:
    made_exempt(session, autumn)
    agenda.add_item(session, autumn.february, title=f"{SECRET} in the spring", on=TODAY)


def _resolve(session: Session, autumn: Autumn) -> None:
    item = autumn.exempt(session)
    meetings.publish(session, autumn.november, on=day("2021-11-15"), calendar=OPEN_ALL_DAYS, rule=NOTICE)
    meetings.hold(session, autumn.november, on=autumn.november.on)
    minute = minutes.write(session, item, narrative=f"{SECRET} was heard")
    minutes.resolve(session, minute, text=f"{SECRET} be on the programme", kind=ResolutionKind.PROGRAMME)


Change = Callable[[Session, Autumn], None]
CHANGES: dict[str, Change] = {
    "made exempt on a draft": made_exempt,
    "exempt from the start": exempt_from_the_start,
    "put off, and so taken off its agenda": deferred,
    "taken off its agenda by hand": taken_off,
    "rolled forward, made exempt and undone": rolled_and_undone,
    "put off and rolled forward again": deferred_and_rolled_again,
    "with actions of its entry, asked before and after": asked_from_the_entry,
    "with actions whose own part says nothing": asked_of_the_topic_without_its_part,
    "resolved onto the programme": resolved_onto_the_programme,
    "resolved onto the programme, and rolled to a date": found_a_date_after_that,
    "read in public under another title": open_at_another_meeting,
    "beside business that is on a draft alone": on_a_draft_alone,
}


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
