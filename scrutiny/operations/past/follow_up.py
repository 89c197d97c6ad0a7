"""Brings the rows of a past tracker onto the record's, under the minutes that asked for them and the people named."""

from __future__ import annotations

import re
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain.dates import written
from scrutiny.domain.record.follow_up import Action as GivenAction
from scrutiny.domain.record.follow_up import Recommendation as GivenRecommendation
from scrutiny.domain.text import clean, one_line
from scrutiny.intake.past.tables.draft import Draft
from scrutiny.models.committees import Committee
from scrutiny.models.follow_up import Action, ActionUpdate, Recommendation
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.operations import follow_up, recommendations
from scrutiny.operations.follow_up import Source
from scrutiny.operations.past.brought import Brought, require_public
from scrutiny.operations.past.known import Known, key
from scrutiny.operations.turns import take_turn

Given = GivenAction | GivenRecommendation
_FIGURES = re.compile(r"([0-9]+)")


def bring_in(session: Session, committee: Committee, draft: Draft, *, on: date) -> Brought:
    """Every row that does not stand there yet, inside the caller's one change; rows that say they are exempt are not.

    A row is the same where its reference is, or without one its words. Raises RuleBroken for a document that is not
    for publication.
    """
    require_public(draft)
    take_turn(session, committee.id)
    bringing = _Bringing(session, committee, on)
    rows: list[tuple[Given, str]] = [(row, f"actions[{at}]") for at, row in enumerate(draft.actions)]
    rows += [(row, f"recommendations[{at}]") for at, row in enumerate(draft.recommendations)]
    for row, where in sorted(rows, key=lambda each: _in_order(each[0].reference)):
        bringing.row(row, where, withheld=where in draft.withheld)
    return bringing.brought


def _in_order(reference: str) -> tuple[bool, list[tuple[int, str]]]:
    """The last is the highest, after which new references go on; those without one are given theirs after it."""
    parts = _FIGURES.split(reference)
    return not reference, [(int(part), "") if part.isdecimal() else (-1, part.casefold()) for part in parts]


class _Bringing:
    """A tracker while it is brought in."""

    def __init__(self, session: Session, committee: Committee, on: date) -> None:
        self._session, self._committee, self._on = session, committee, on
        self._known = Known(session, committee)
        self._there = {kind: _there(session, committee, kind) for kind in (Action, Recommendation)}
        self.brought = Brought()

    def row(self, given: Given, where: str, *, withheld: bool) -> None:
        there = self._there[Action if isinstance(given, GivenAction) else Recommendation]
        name = f"{given.reference or 'without a reference'}: {_shortened(given.text)}"
        if withheld:
            self.brought.left_out.append(name)
        elif given.reference and given.reference.casefold() in there:
            if key(there[given.reference.casefold()]) != key(given.text):
                self.brought.doubt(where, f"{given.reference} is in the record with other words, which are kept")
            self.brought.there.append(name)
        elif not given.reference and key(given.text) in map(key, there.values()):
            self.brought.there.append(name)
        else:
            reference = self._make(given, where)
            there[reference.casefold()] = given.text
            self.brought.made.append(f"{reference}: {_shortened(given.text)}")

    def _make(self, given: Given, where: str) -> str:
        opened_on = given.opened_on or self._on
        if given.opened_on is None:
            self.brought.doubt(
                f"{where}.opened_on", f"when it was asked for is not said: {written(opened_on)} is taken"
            )
        source = self._source(given, where)
        if isinstance(given, GivenAction):
            return self._action(given, where, opened_on, source).reference
        return self._recommendation(given, where, opened_on, source).reference

    def _action(self, given: GivenAction, where: str, opened_on: date, source: Source) -> Action:
        at = self._known.meeting(given.due_at_meeting if isinstance(given.due_at_meeting, date) else None)
        due = given.due
        if at is None and isinstance(given.due_at_meeting, date):
            due = given.due_at_meeting
            self.brought.doubt(f"{where}.due", f"the record has no meeting on {written(due)}: it is due on that day")
        person = self._known.person(given.owner) if given.owner else None
        action = follow_up.open_action(
            self._session,
            committee=self._committee,
            text=given.text,
            on=opened_on,
            owner=person or given.owner,
            due=due,
            due_meeting=at,
            source=source,
            reference=one_line(given.reference, field=f"The reference of {where}", most=40) or None,
        )
        action.state, action.completed_on, action.closed_on = given.status, given.completed_on, given.closed_on
        action.state_because = clean(given.status_because, field=f"The reason of {where}")
        self._session.add_all(
            ActionUpdate(
                action_id=action.id,
                on=said.on,
                by=one_line(said.by, field=f"The name in {where}", most=250),
                text=clean(said.text, field=f"The progress of {where}"),
                state=said.status,
            )
            for said in given.updates
        )
        self._session.flush()
        return action

    def _recommendation(
        self, given: GivenRecommendation, where: str, opened_on: date, source: Source
    ) -> Recommendation:
        made = recommendations.make(
            self._session,
            committee=self._committee,
            text=given.text,
            addressee=given.to,
            on=opened_on,
            source=source,
            reference=one_line(given.reference, field=f"The reference of {where}", most=40) or None,
        )
        made.sent_on, made.response_due, made.responded_on = given.sent, given.response_due, given.responded_on
        made.response, made.response_text = given.response, clean(given.response_text, field=f"The response of {where}")
        made.done_about_it = clean(given.done_about_it, field=f"What was done in {where}")
        made.state, made.closed_on = given.status, given.closed_on
        made.state_because = clean(given.status_because, field=f"The reason of {where}")
        self._session.flush()
        return made

    def _source(self, given: Given, where: str) -> Source:
        """The minute that asked for it, or else the latest row of the programme of that title: as open as that is."""
        on = given.from_meeting if isinstance(given.from_meeting, date) else None
        item = self._known.item(on, given.from_minute)
        if given.from_minute and item is None:
            self.brought.doubt(
                f"{where}.from_minute", f"no minute {given.from_minute} of that meeting is in the record"
            )
        topic = self._known.topics.get(key(given.topic)) if isinstance(given.topic, str) else None
        if topic is None:
            return Source(item=item)
        rows = select(WorkProgrammeEntry).where(WorkProgrammeEntry.topic_id == topic.id)
        return Source(item=item, entry=self._session.scalar(rows.order_by(WorkProgrammeEntry.id.desc()).limit(1)))


def _there(session: Session, committee: Committee, kind: type[Action] | type[Recommendation]) -> dict[str, str]:
    """The words of each, by its reference."""
    rows = session.execute(select(kind.reference, kind.text).where(kind.committee_id == committee.id))
    return {row.reference.casefold(): row.text for row in rows}


def _shortened(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= 80 else f"{said[:79]}…"
