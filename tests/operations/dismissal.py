"""A matter that is not for the public, all that may become of it, and where the public would be told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain.record import Record
from scrutiny.domain.vocabulary import Part, ResolutionKind
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
