"""Brings the rows of a past work programme onto the record's, under their meetings, topics and people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain.dates import written
from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.record.programme import Entry
from scrutiny.domain.text import clean, one_line
from scrutiny.domain.vocabulary import Capacity, EntryStatus, Section
from scrutiny.intake.past.tables.dates import TO_BE_CONFIRMED
from scrutiny.intake.past.tables.draft import Draft
from scrutiny.models.agenda import Topic
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.models.programme import EntryLead, EntryMove, WorkProgrammeEntry
from scrutiny.operations.past.brought import Brought, require_public
from scrutiny.operations.past.known import Known, key
from scrutiny.operations.programme import last_position
from scrutiny.operations.topics import open_topic
from scrutiny.operations.turns import take_turn
from scrutiny.queries import closures

Slot = tuple[str, date | None, str, int]
"""What makes a row the same one: its title, and its day, or else the words for it and the year that has it."""


def bring_in(session: Session, committee: Committee, draft: Draft, *, on: date) -> Brought:
    """Every row that does not stand there yet, inside the caller's one change; rows that say they are exempt are not.

    A row is the same where its title and its day are; what waits for a day waits once, whichever year lists it.
    Raises RuleBroken for a document that is not for publication.
    """
    require_public(draft)
    take_turn(session, committee.id)
    bringing = _Bringing(session, committee, on)
    for place, entry in enumerate(draft.work_programme):
        bringing.row(entry, f"work_programme[{place}]", withheld=f"work_programme[{place}]" in draft.withheld)
    bringing.tell_unknown(draft)
    return bringing.brought


class _Bringing:
    """A programme while it is brought in."""

    def __init__(self, session: Session, committee: Committee, on: date) -> None:
        self._session, self._committee, self._on = session, committee, on
        self._known = Known(session, committee)
        self._annual = closures.annual_meetings(session, committee.council_id)
        self._there = _there(session, committee)
        self._strangers: dict[str, None] = {}
        self.brought = Brought()

    def row(self, entry: Entry, where: str, *, withheld: bool) -> None:
        day = entry.meeting or entry.planned_on
        name = f"{entry.title} ({written(day) if day else entry.when or 'no day'})"
        year = self._year(entry, day)
        slot = _slot(entry.title, day, entry.when, entry.section, year)
        if withheld:
            self.brought.left_out.append(name)
        elif slot in self._there:
            self.brought.there.append(name)
        else:
            self._there.add(slot)
            self._make(entry, day, year, where)
            self.brought.made.append(name)

    def tell_unknown(self, draft: Draft) -> None:
        """Of meetings and people that a programme names, those that the record has not: neither is made from a list."""
        if self._strangers:
            self.brought.doubt(
                "leads", f"nobody of the record is called {', '.join(self._strangers)}: the names are kept as words"
            )
        strange = [written(each.date) for each in draft.meetings if self._known.meeting(each.date) is None]
        if strange:
            self.brought.doubt(
                "meetings", f"the record has no meeting on {', '.join(strange)}, and none is made: rows keep their day"
            )

    def _year(self, entry: Entry, day: date | None) -> int:
        return entry.year if entry.year is not None else MunicipalYear.of(day or self._on, self._annual).starts

    def _make(self, entry: Entry, day: date | None, year: int, where: str) -> None:
        meeting, topic = self._known.meeting(day), self._topic(entry, day, where)
        row = WorkProgrammeEntry(
            committee_id=self._committee.id,
            topic_id=topic.id,
            meeting_id=meeting.id if meeting else None,
            planned_on=None if meeting else day,
            when="" if day else one_line(entry.when, field=f"The date of {where}", most=60),
            year=year,
            section=entry.section,
            position=last_position(self._session, self._committee.id, year, entry.section) + 1,
            title=one_line(entry.title, field=f"The title of {where}", most=300),
            details=clean(entry.details, field=f"The details of {where}"),
            outcome=clean(entry.outcome, field=f"The outcome of {where}"),
            status=entry.status,
            status_because=clean(entry.status_because, field=f"The reason of {where}"),
            leads=self._leads(entry),
        )
        self._session.add(row)
        self._session.flush()
        self._session.add_all(self._moves(entry, row))
        self._session.flush()
        self._tell_if_past(entry, day, where)
        if entry.status.open and (minute := self._known.asks_for(topic)):
            self.brought.doubt(where, f"{minute} asked for it: choose this row there, or a roll-forward makes another")

    def _moves(self, entry: Entry, row: WorkProgrammeEntry) -> Iterator[EntryMove]:
        """Where the paper says that it was moved from; when that was decided, no paper says."""
        for move in entry.moves:
            was = move.from_meeting if isinstance(move.from_meeting, date) else None
            meeting = self._known.meeting(was)
            words = written(was) if was and meeting is None else move.from_when
            yield EntryMove(
                entry_id=row.id,
                from_meeting_id=meeting.id if meeting else None,
                to_meeting_id=row.meeting_id,
                from_when=words,
                to_when=written(row.planned_on) if row.planned_on else row.when,
                because=clean(move.because, field="The reason of a move"),
            )

    def _topic(self, entry: Entry, day: date | None, where: str) -> Topic:
        """The topic of that title, exempt as it may be, or a new one."""
        topic = self._known.topics.get(key(entry.title))
        if topic is None:
            topic = open_topic(self._session, committee=self._committee, title=entry.title, on=day or self._on)
            self._known.topics[key(entry.title)] = topic
        elif topic.exempt:
            self.brought.doubt(where, "its topic is exempt in the record, so the public is not shown it")
        return topic

    def _leads(self, entry: Entry) -> list[EntryLead]:
        found = []
        for place, lead in enumerate(entry.leads or ()):
            person = self._known.person(lead.name) if lead.name else None
            if lead.name and person is None:
                self._strangers[lead.name] = None
            found.append(
                EntryLead(
                    label=one_line(lead.label, field="The label of a name", most=100),
                    name=one_line(lead.name, field="A name", most=250),
                    capacity=lead.capacity or Capacity.OTHER,
                    person_id=person.id if person else None,
                    position=place,
                )
            )
        return found

    def _tell_if_past(self, entry: Entry, day: date | None, where: str) -> None:
        if entry.status is EntryStatus.PLANNED and day is not None and day < self._on:
            self.brought.doubt(
                where, f"{written(day)} is past and no outcome is told, so it is open: the next roll-forward has it"
            )


def _there(session: Session, committee: Committee) -> set[Slot]:
    row = WorkProgrammeEntry
    rows = session.execute(
        select(row.title, row.planned_on, row.when, row.section, row.year, Meeting.on)
        .outerjoin(Meeting, Meeting.id == row.meeting_id)
        .where(row.committee_id == committee.id)
    )
    return {_slot(row.title, row.on or row.planned_on, row.when, row.section, row.year) for row in rows}


def _slot(title: str, day: date | None, words: str, section: Section, year: int) -> Slot:
    """To be confirmed and not said yet are one: the record prints both as `tbc`."""
    said = key(words) if day is None and key(words) != TO_BE_CONFIRMED else ""
    waits = day is None and not said and section is Section.PROGRAMME
    return key(title), day, said, 0 if day or waits else year
