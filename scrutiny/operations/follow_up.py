"""Changes actions: opened, reported on, confirmed by the committee and closed, or ended with a reason.

Every step is an update that stays. Who did it is in the history; `by` is who says it, often the owner.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import count

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import author_of
from scrutiny.domain import lifecycles
from scrutiny.domain.dates import written
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import clean, one_line
from scrutiny.domain.vocabulary import ActionState, MeetingStatus, Part, ResolutionKind
from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.committees import Committee
from scrutiny.models.follow_up import Action, ActionUpdate, Recommendation
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, Resolution
from scrutiny.models.people import Person
from scrutiny.models.post import AnswerLink
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.operations.reasons import required
from scrutiny.operations.turns import take_turn


@dataclass(frozen=True, slots=True)
class Source:
    """Where a request came from: a resolution, an item, or an entry of the programme. Its topic and part follow."""

    resolution: Resolution | None = None
    item: AgendaItem | None = None
    entry: WorkProgrammeEntry | None = None


NOWHERE = Source()


def open_action(
    session: Session,
    *,
    committee: Committee,
    text: str,
    on: date,
    owner: str | Person = "",
    due: date | None = None,
    due_meeting: Meeting | None = None,
    source: Source = NOWHERE,
    reference: str | None = None,
) -> Action:
    """Ask for something. From a resolution, the resolution is an action from then on, linked for ever."""
    text = _asked(text)
    take_turn(session, committee.id)
    item = origin_item(session, source)
    action = Action(
        committee_id=committee.id,
        reference=reference or next_reference(session, committee, Action, "A"),
        text=text,
        owner=_owner(owner),
        owner_id=owner.id if isinstance(owner, Person) else None,
        due=due,
        due_meeting_id=due_meeting.id if due_meeting else None,
        opened_on=on,
        part=part_of(session, item, source),
        item_id=item.id if item else None,
        resolution_id=source.resolution.id if source.resolution else None,
        entry_id=source.entry.id if source.entry else None,
        topic_id=item.topic_id if item else source.entry.topic_id if source.entry else None,
    )
    if source.resolution is not None:
        source.resolution.kind = ResolutionKind.ACTION
    session.add(action)
    session.flush()
    return action


def update(
    session: Session, action: Action, *, text: str, by: str, on: date, state: ActionState | None = None
) -> Action:
    """Add what was said. An open action that is reported on is in progress, unless another state is given."""
    if not action.state.open:
        raise RuleBroken(f"{action.reference} is {action.state.label.lower()}. Reopen it before reporting on it.")
    state = state or (ActionState.IN_PROGRESS if action.state is ActionState.OPEN else action.state)
    return _step(session, action, state, text=required(text, "what there is to report"), by=by, on=on)


def complete(session: Session, action: Action, *, text: str, by: str, on: date) -> Action:
    """The owner says it is done: the committee is asked to confirm that."""
    _step(session, action, ActionState.COMPLETE, text=text, by=by, on=on)
    action.completed_on = on
    session.flush()
    return action


def confirm(session: Session, action: Action, *, at: Meeting, by: str, on: date) -> Action:
    """A meeting confirms that it is done. It is reported once more, as closed, and then leaves the tracker."""
    if at.status is MeetingStatus.CANCELLED or on < at.on or at.committee_id != action.committee_id:
        raise RuleBroken(f"The meeting on {written(at.on)} cannot have confirmed this. Choose one that was held.")
    _end(session, action, ActionState.CLOSED, because=f"Confirmed at the meeting on {written(at.on)}", by=by, on=on)
    action.confirmed_at_meeting_id = at.id
    session.flush()
    return action


def close(session: Session, action: Action, *, because: str, by: str, on: date) -> Action:
    """Close an action that was reported complete, with the reason why no meeting need confirm it."""
    return _end(session, action, ActionState.CLOSED, because=because, by=by, on=on)


def withdraw(session: Session, action: Action, *, because: str, by: str, on: date) -> Action:
    return _end(session, action, ActionState.WITHDRAWN, because=because, by=by, on=on)


def supersede(session: Session, action: Action, *, with_: Action, by: str, on: date) -> Action:
    """Another action takes its place."""
    if with_.id == action.id or not with_.state.open:
        raise RuleBroken("Choose another action, one that is open, to take its place.")
    _end(session, action, ActionState.SUPERSEDED, because=f"Superseded by {with_.reference}", by=by, on=on)
    action.superseded_by_id = with_.id
    session.flush()
    return action


def pause(session: Session, action: Action, *, because: str, by: str, on: date) -> Action:
    because = required(because, "why the action is paused")
    _step(session, action, ActionState.PAUSED, text=because, by=by, on=on)
    action.state_because = because
    session.flush()
    return action


def reopen(session: Session, action: Action, *, because: str, by: str, on: date) -> Action:
    """Take a paused, complete or closed action up again."""
    because = required(because, "why the action is taken up again")
    _step(session, action, ActionState.OPEN, text=because, by=by, on=on)
    action.state_because, action.closed_on, action.completed_on = "", None, None
    action.confirmed_at_meeting_id = None
    session.flush()
    return action


def redate(
    session: Session,
    action: Action,
    *,
    because: str,
    by: str,
    on: date,
    due: date | None = None,
    due_meeting: Meeting | None = None,
) -> Action:
    """Give an action another due date, or the meeting it is due at; the old one stays in the update."""
    because = required(because, "why the date is changed")
    _require_open(action, "dated anew")
    was = _was_due(session, action)
    action.due, action.due_meeting_id = due, due_meeting.id if due_meeting else None
    return _step(session, action, action.state, text=f"{because} {was}", by=by, on=on)


def reassign(session: Session, action: Action, *, owner: str | Person, by: str, on: date, because: str = "") -> Action:
    """Give an action another owner; the old one stays in the update, and can answer by a link no more."""
    _require_open(action, "given to another owner")
    name, was = _owner(owner), action.owner
    if name == was:
        raise RuleBroken(f"{was} owns this already. Name another owner." if was else "Name the new owner.")
    action.owner, action.owner_id = name, owner.id if isinstance(owner, Person) else None
    theirs = (AnswerLink.action_id == action.id, AnswerLink.name == was, AnswerLink.withdrawn_at.is_(None))
    for link in session.scalars(select(AnswerLink).where(*theirs)):
        link.withdrawn_at = author_of(session).at
    passed = f"It passed from {was or 'nobody'} to {name or 'nobody yet'}."
    return _step(session, action, action.state, text=f"{because} {passed}".strip(), by=by, on=on)


def reword(session: Session, action: Action, *, text: str) -> Action:
    """Mend how it is worded; what it said before is in the history."""
    action.text = _asked(text)
    session.flush()
    return action


def origin_item(session: Session, source: Source) -> AgendaItem | None:
    if source.item is not None or source.resolution is None:
        return source.item
    return session.get_one(AgendaItem, session.get_one(Minute, source.resolution.minute_id).item_id)


def part_of(session: Session, item: AgendaItem | None, source: Source) -> Part:
    """As open as the item that it came from, or else as the topic of the entry."""
    if item is None and source.entry is not None:
        return Part.TWO if session.get_one(Topic, source.entry.topic_id).exempt else Part.ONE
    return Part.TWO if item is not None and item.exempt else Part.ONE


def next_reference(
    session: Session, committee: Committee, kind: type[Action] | type[Recommendation], letter: str
) -> str:
    """The first free number after the last one, in its manner: SOS/A12, SOS/2021/019. Take the turn first.

    Not simply the next: a tracker that was brought in may have brought a higher one before it.
    """
    last = session.scalar(
        select(kind.reference).where(kind.committee_id == committee.id).order_by(kind.id.desc()).limit(1)
    )
    numbered = re.fullmatch(r"(.*?)([0-9]+)", last or f"{committee.code}/{letter}0")
    if numbered is None:
        numbers = select(func.count()).where(kind.committee_id == committee.id)
        before, number, width = f"{committee.code}/{letter}", session.scalar(numbers) or 0, 1
    else:
        before, number, width = numbered[1], int(numbered[2]), len(numbered[2])
    taken = set(session.scalars(select(kind.reference).where(kind.committee_id == committee.id)))
    return next(free for more in count(number + 1) if (free := f"{before}{more:0{width}}") not in taken)


def _asked(text: str) -> str:
    asked = clean(text, field="The action").strip()
    if not asked:
        raise RuleBroken("Write what is asked for.")
    return asked


def _owner(owner: str | Person) -> str:
    return owner.name if isinstance(owner, Person) else one_line(owner, field="The owner", most=250)


def _was_due(session: Session, action: Action) -> str:
    if action.due:
        return f"It was due on {written(action.due)}."
    if action.due_meeting_id:
        return f"It was due at the meeting of {written(session.get_one(Meeting, action.due_meeting_id).on)}."
    return "It had no due date."


def _require_open(action: Action, done: str) -> None:
    if not action.state.open:
        raise RuleBroken(f"{action.reference} is {action.state.label.lower()} and cannot be {done}.")


def _end(session: Session, action: Action, state: ActionState, *, because: str, by: str, on: date) -> Action:
    because = required(because, "why the action ends")
    _step(session, action, state, text=because, by=by, on=on)
    action.state_because, action.closed_on = because, on
    session.flush()
    return action


def _step(session: Session, action: Action, state: ActionState, *, text: str, by: str, on: date) -> Action:
    """Go to a state, or stay in it, and keep what was said."""
    if state is not action.state:
        lifecycles.require(action.state, state)
    action.state = state
    session.add(ActionUpdate(action_id=action.id, on=on, by=by, text=clean(text, field="The update"), state=state))
    session.flush()
    return action
