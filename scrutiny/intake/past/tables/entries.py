"""A row of a past work programme, made of what its cells say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scrutiny.domain.record.people import Lead, named
from scrutiny.domain.record.programme import Entry
from scrutiny.domain.vocabulary import Capacity, EntryStatus, Section
from scrutiny.intake.past.tables.answering import LONGEST_LABEL
from scrutiny.intake.past.tables.dates import TO_BE_CONFIRMED, When
from scrutiny.intake.past.tables.moved import taken_apart
from scrutiny.intake.past.tables.notes import Notes

LONGEST_TITLE, LONGEST_NAME, LONGEST_WHEN = 300, 250, 60

_WITHDRAWN = re.compile(r"(?:\w+ ){0,2}withdrawn\b|\bremoved from the (?:work )?programme", re.IGNORECASE)
_SAID = (
    (EntryStatus.WITHDRAWN, r"withdrawn|removed|cancelled|deleted|not (?:being )?pursued"),
    (EntryStatus.TO_BE_CONFIRMED, r"to be confirmed|tb[acd]|deferred|unscheduled"),
    (EntryStatus.COMPLETED, r"completed?|closed|done|green"),
    (EntryStatus.CONSIDERED, r"considered|heard|received|noted"),
    (EntryStatus.PLANNED, r"planned|scheduled|open|on ?going|in progress|on track|not started|amber|red"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the cells of a row say; texts are Markdown already."""

    section: Section
    title: str
    when: When
    leads: Sequence[Lead] = ()
    details: str = ""
    outcome: str = ""
    status: str = ""
    note: str = ""


def made(told: Told, place: int, notes: Notes, *, as_at: date | None, year: int | None) -> Entry:
    """The entry that will be `work_programme[place]`, its doubts noted."""
    where = f"work_programme[{place}]"
    leads = tuple(_fitted(lead, f"{where}.leads", notes) for lead in told.leads)
    for lead in leads:
        if not lead.name:
            notes.doubt(f"{where}.leads", f"“{lead.label}:” has no name behind it")
    notes.look_for_marks(where, told.title, told.details, told.outcome, told.status, told.note, told.when.rest)
    status = _status(told, where, notes, as_at=as_at)
    noted = taken_apart(told.details, told.note)
    is_withdrawn = status is EntryStatus.WITHDRAWN
    for text in (*noted.rest, *([] if is_withdrawn else [noted.withdrawn])):
        notes.unplaced(f"{where}, note", text)
    if told.when.rest:
        notes.unplaced(f"{where}.when", told.when.rest)
    at_meeting = told.section is Section.PROGRAMME
    return Entry(
        meeting=told.when.on if at_meeting else None,
        planned_on=None if at_meeting else told.when.on,
        when=told.when.words,
        section=told.section,
        title=notes.fitted(told.title, LONGEST_TITLE, f"{where}.title"),
        cabinet_members=named(leads, Capacity.CABINET_MEMBER),
        lead_officers=named(leads, Capacity.LEAD_OFFICER),
        leads=leads,
        details=noted.details,
        outcome=told.outcome,
        status=status,
        status_because=noted.withdrawn if is_withdrawn else "",
        year=year,
        moves=noted.moves,
    )


def _fitted(lead: Lead, where: str, notes: Notes) -> Lead:
    label = notes.fitted(lead.label, LONGEST_LABEL, where)
    return Lead(label=label, name=notes.fitted(lead.name, LONGEST_NAME, where), capacity=lead.capacity)


def _status(told: Told, where: str, notes: Notes, *, as_at: date | None) -> EntryStatus:
    """As it is said; else as the day and the outcome let one guess, with the guess told."""
    if told.status:
        exact = next((each for each in EntryStatus if each.label.casefold() == told.status.casefold()), None)
        if exact is not None:
            return exact
        status = next(
            (each for each, words in _SAID if re.search(rf"\b(?:{words})\b", told.status, re.IGNORECASE)), None
        )
        if status is not None:
            notes.doubt(f"{where}.status", f"“{told.status}” is taken for “{status.label}”")
            return status
        notes.unplaced(f"{where}.status", told.status)
    if _WITHDRAWN.match(told.outcome):
        notes.doubt(f"{where}.status", "the outcome speaks of withdrawing, so it is taken for withdrawn")
        return EntryStatus.WITHDRAWN
    if told.section is Section.STANDING:
        return EntryStatus.PLANNED
    if told.when.words == TO_BE_CONFIRMED or (told.section is Section.PROGRAMME and not told.when.told):
        if told.when.words != TO_BE_CONFIRMED:
            notes.doubt(f"{where}.when", "no day stands beside it, so it is taken as to be confirmed")
        return EntryStatus.TO_BE_CONFIRMED
    if told.outcome and (as_at is None or told.when.on is None or told.when.on <= as_at):
        notes.doubt(f"{where}.status", "an outcome stands beside it, so it is taken as considered")
        return EntryStatus.CONSIDERED
    return EntryStatus.PLANNED
