"""Changes one item of a draft agenda: what it is about, who answers for it, and whether the public may hear it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from scrutiny.domain.leads import LeadNamed
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import clean, one_line
from scrutiny.domain.vocabulary import ItemOutcome, MeetingStatus, Part
from scrutiny.models.agenda import AgendaItem, ItemLead
from scrutiny.models.meetings import Meeting
from scrutiny.operations import agenda, exemption
from scrutiny.operations.turns import as_it_stands, take_turn
from scrutiny.queries import publishing


@dataclass(frozen=True, slots=True)
class Exemption:
    """What is withheld and why; without paragraphs and with Part One the item is public."""

    part: Part = Part.ONE
    restricted: bool = False
    paragraphs: tuple[int, ...] = ()
    public_title: str = ""

    @property
    def public(self) -> bool:
        return self.part is Part.ONE and not self.restricted


class ItemChanged(RuleBroken):
    """Somebody else changed the item since it was looked at."""

    def __init__(self, item: AgendaItem) -> None:
        self.item = item
        super().__init__("Somebody changed this item while you were writing. Nothing of yours was saved yet.")


def edit(
    session: Session,
    item: AgendaItem,
    *,
    title: str,
    leads: Sequence[LeadNamed],
    report_recommendations: str,
    minutes_wanted: int | None,
    papers_due: date | None,
    exempt: Exemption,
    seen: str | None = None,
) -> AgendaItem:
    """Say anew what a draft has of an item; `seen` is `as_it_is` of it when it was looked at.

    Raises RuleBroken once the agenda is published or gone through, ItemChanged where the item is not as it was seen.
    """
    meeting = session.get_one(Meeting, item.meeting_id)
    take_turn(session, meeting.committee_id)
    require_draft(session, meeting)
    session.refresh(item)
    session.refresh(item, ["leads"])
    if seen is not None and seen != as_it_is(item):
        raise ItemChanged(item)
    item.title = one_line(title, field="The title", most=300)
    if not item.title:
        raise RuleBroken("Give the item a title.")
    item.report_recommendations = clean(report_recommendations, field="The recommendations of the report")
    item.minutes_wanted, item.papers_due = minutes_wanted, papers_due
    _answered_by(item, leads)
    _withhold_or_open(session, item, exempt)
    session.flush()
    return item


def withdraw(session: Session, item: AgendaItem, *, because: str, on: date) -> AgendaItem:
    """Say before the meeting that an item will not be taken; its entry on the programme is withdrawn with it."""
    meeting = session.get_one(Meeting, item.meeting_id)
    take_turn(session, meeting.committee_id)
    now = as_it_stands(session, meeting)
    if now.status not in (MeetingStatus.SCHEDULED, MeetingStatus.ADJOURNED):
        raise RuleBroken(f"This meeting is {now.status.label.lower()}, so its agenda is part of the record.")
    session.refresh(item, ["outcome"])
    if item.outcome is not ItemOutcome.PENDING:
        raise RuleBroken(f"“{item.title}” is {item.outcome.label.lower()} already.")
    return agenda.set_outcome(session, item, outcome=ItemOutcome.WITHDRAWN, because=because, on=on)


def as_it_is(item: AgendaItem) -> str:
    """All that `edit` changes, as one word: another word is another state."""
    told = [
        *(item.title, item.report_recommendations, item.minutes_wanted, item.papers_due),
        *(item.part, item.restricted, item.paragraphs, item.public_title),
        *([lead.label, lead.name] for lead in item.leads),
    ]
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()[:20]


def agenda_as_it_is(session: Session, meeting: Meeting) -> str:
    """All that publishing an agenda puts before the public, as one word: another word is another agenda."""
    items = publishing.items(session, meeting.id)
    told = [meeting.version, *(f"{item.id} {as_it_is(item)}" for item in items)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:20]


def require_draft(session: Session, meeting: Meeting) -> None:
    if because := stands_because(session, meeting):
        raise RuleBroken(because)


def stands_because(session: Session, meeting: Meeting) -> str:
    """Why the items of an agenda are not changed any more, "" while it is a draft.

    What people have in their hands changes by a supplement, and never in silence.
    """
    now = as_it_stands(session, meeting)
    if now.status is MeetingStatus.SCHEDULED and now.published_on is None:
        return ""
    if now.published_on is None or now.status not in (MeetingStatus.SCHEDULED, MeetingStatus.ADJOURNED):
        return f"This meeting is {now.status.label.lower()}, so its agenda is part of the record."
    still = "Reopen it with a reason, or add" if now.status is MeetingStatus.SCHEDULED else "Add"
    return f"This agenda is published, so its items stand. {still} a late item."


def _answered_by(item: AgendaItem, leads: Sequence[LeadNamed]) -> None:
    """Who answered for it already stays the same row."""
    held = {(lead.label, lead.name): lead for lead in item.leads}
    answering = [held.get((named.label, named.name)) or _lead(named) for named in leads]
    for place, lead in enumerate(answering):
        lead.position = place
    if answering != item.leads:
        item.leads = answering


def _lead(named: LeadNamed) -> ItemLead:
    return ItemLead(label=named.label, name=named.name, capacity=named.capacity, person_id=named.person_id)


def _withhold_or_open(session: Session, item: AgendaItem, exempt: Exemption) -> None:
    if not exempt.public:
        exemption.make_exempt(
            session, item, paragraphs=exempt.paragraphs, public_title=exempt.public_title, part=exempt.part
        )
    elif item.exempt:
        exemption.make_public(session, item)
