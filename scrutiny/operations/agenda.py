"""Changes an agenda: what is on it, in which order, under which number, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from scrutiny.domain import lifecycles
from scrutiny.domain.numbering import AgendaNumber
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import clean, one_line
from scrutiny.domain.vocabulary import EntryStatus, ItemKind, ItemOutcome, MeetingStatus, MinutesState, Part
from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.operations import exemption, leaving, supplements
from scrutiny.operations.reasons import required
from scrutiny.operations.topics import open_topic
from scrutiny.operations.turns import as_it_stands, lock_row, take_turn

ENTRY_BECOMES = {
    ItemOutcome.CONSIDERED: EntryStatus.CONSIDERED,
    ItemOutcome.WITHDRAWN: EntryStatus.WITHDRAWN,
}


def add_item(
    session: Session,
    meeting: Meeting,
    *,
    title: str,
    on: date,
    kind: ItemKind = ItemKind.BUSINESS,
    topic: Topic | None = None,
    entry: WorkProgrammeEntry | None = None,
    position: int | None = None,
    report_recommendations: str = "",
    paragraphs: Sequence[int] = (),
    public_title: str = "",
    part: Part = Part.ONE,
) -> AgendaItem:
    """Put an item on a draft agenda, at the end or at `position` (from 1). Business without a topic opens one.

    With `part` Two, or `paragraphs` and so restricted, it is exempt from the start, as `exemption` makes it. An item
    of an exempt topic is so whatever is said here.
    """
    take_turn(session, meeting.committee_id)
    now = as_it_stands(session, meeting)
    if now.published_on is not None or now.status is not MeetingStatus.SCHEDULED:
        raise RuleBroken("This agenda is published or gone through. Add the item as a late one, with the reason.")
    item = _item(session, meeting, title=title, on=on, kind=kind, topic=topic, entry=entry)
    item.report_recommendations = clean(report_recommendations, field="The recommendations of the report")
    items = _items(session, meeting)
    items.insert(len(items) if position is None else position - 1, item)
    return _withheld(session, _put(session, items, item), paragraphs, public_title, part)


def add_late_item(
    session: Session,
    meeting: Meeting,
    *,
    after: AgendaItem,
    title: str,
    because: str,
    on: date,
    topic: Topic | None = None,
    entry: WorkProgrammeEntry | None = None,
    paragraphs: Sequence[int] = (),
    public_title: str = "",
    part: Part = Part.ONE,
) -> AgendaItem:
    """Put an urgent item on a published agenda, as 5A behind 5, in a supplement of its own (LGA 1972 s.100B(4)).

    It can be exempt from the start, as one of a draft can: the public reads it at once.
    """
    because = required(because, "why the item cannot wait: the minutes must give the reason")
    take_turn(session, meeting.committee_id)
    now = as_it_stands(session, meeting)
    if now.published_on is None or now.status not in (MeetingStatus.SCHEDULED, MeetingStatus.ADJOURNED):
        raise RuleBroken("A late item is one added to a published agenda before the meeting ends. Add it as usual.")
    items = _items(session, meeting)
    if after.number == "":
        raise RuleBroken(f"“{after.title}” has no number on the published agenda. Choose a numbered item.")
    item = _item(session, meeting, title=title, on=on, kind=ItemKind.BUSINESS, topic=topic, entry=entry)
    number = AgendaNumber.parse(after.number).late_item(_numbers(items))
    item.number, item.late_because = str(number), because
    item.supplement = supplements.of_late_item(session, meeting.id)
    same = [place for place, other in enumerate(items) if _position(other) == number.position]
    items.insert(max(same) + 1, item)
    return _withheld(session, _put(session, items, item), paragraphs, public_title, part)


def order(session: Session, meeting: Meeting, *, items: Sequence[AgendaItem]) -> None:
    """Take the items in this order. Numbers that were published stay with their items, whatever the order."""
    take_turn(session, meeting.committee_id)
    if as_it_stands(session, meeting).status is MeetingStatus.HELD:
        raise RuleBroken("The meeting was held, so the order of its agenda is part of the record.")
    if {item.id for item in items} != {item.id for item in _items(session, meeting)} or len(items) != len(set(items)):
        raise RuleBroken("The agenda changed while you were ordering it. Look at it again, then order it.")
    for position, item in enumerate(items, start=1):
        item.position = position
    session.flush()


def number(session: Session, meeting: Meeting) -> None:
    """Give every unnumbered item its number: 1, 2, 3 …, or on an agenda published before, the letter of a late item."""
    items = _items(session, meeting)
    printed = any(item.number for item in items)
    before = next((_number(item) for item in items if item.number), AgendaNumber(1))
    for place, item in enumerate(items, start=1):
        if not item.number:
            item.number = str(before.late_item(_numbers(items)) if printed else AgendaNumber(place))
        before = AgendaNumber(_position(item))
    session.flush()


def set_outcome(session: Session, item: AgendaItem, *, outcome: ItemOutcome, because: str = "", on: date) -> AgendaItem:
    """Record what became of an item. Its programme entry follows: considered, or withdrawn with the same reason.

    Raises RuleBroken without a reason for what was put off or withdrawn, and once the minutes are confirmed.
    """
    meeting = session.get_one(Meeting, item.meeting_id)
    take_turn(session, meeting.committee_id)
    lock_row(session, AgendaItem, item.id)  # its minute may be being written, and that has an outcome too
    session.refresh(item, ["outcome", "outcome_note"])
    now = as_it_stands(session, meeting)
    if now.minutes_state is MinutesState.CONFIRMED:
        raise RuleBroken("The minutes are confirmed, so what became of the item stands. Take it up at a later meeting.")
    if outcome is ItemOutcome.WITHDRAWN:
        because = required(because, "why the item is withdrawn")
    if outcome is not ItemOutcome.WITHDRAWN and on < now.on:
        raise RuleBroken("The meeting is still to come. Withdraw the item, or move its entry on the programme.")
    if item.outcome is ItemOutcome.WITHDRAWN and outcome is not ItemOutcome.WITHDRAWN:
        raise RuleBroken(f"“{item.title}” was withdrawn. To take it up again, put it on the programme as a new entry.")
    item.outcome, item.outcome_note = outcome, clean(because, field="The reason")
    follow_with_entries(session, item)
    session.flush()
    return item


def follow_with_entries(session: Session, item: AgendaItem) -> None:
    """The entries of its topic that were planned for this meeting go the way of the item, and back if it does."""
    if item.topic_id is None:
        return
    status = ENTRY_BECOMES.get(item.outcome, EntryStatus.PLANNED)
    planned = select(WorkProgrammeEntry).where(
        WorkProgrammeEntry.topic_id == item.topic_id, WorkProgrammeEntry.meeting_id == item.meeting_id
    )
    for entry in session.scalars(planned):
        done = entry.status is EntryStatus.COMPLETED
        if not done and entry.status is not status and lifecycles.may_become(entry.status, status):
            entry.status, entry.status_because = status, item.outcome_note


def remove_item(session: Session, item: AgendaItem) -> None:
    """Take an item off a draft agenda. Raises RuleBroken once it was published or work has been put into it."""
    meeting = session.get_one(Meeting, item.meeting_id)
    take_turn(session, meeting.committee_id)
    if not leaving.can_leave(session, item, meeting):
        raise RuleBroken(
            f"“{item.title}” was published or gone through, or has papers. Withdraw it with a reason instead."
        )
    leaving.leave(session, item)


def take_off(
    session: Session,
    entry: WorkProgrammeEntry,
    *,
    outcome: ItemOutcome,
    because: str,
    keep_at: Meeting | None = None,
) -> None:
    """Take an entry's item off the agendas to come, but for `keep_at`; a published item stays, marked and explained."""
    rows = session.execute(
        select(AgendaItem, Meeting)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(
            AgendaItem.entry_id == entry.id,
            AgendaItem.outcome == ItemOutcome.PENDING,
            Meeting.status == MeetingStatus.SCHEDULED,
        )
    )
    for item, meeting in rows:
        if keep_at is not None and meeting.id == keep_at.id:
            continue
        if leaving.can_leave(session, item, meeting):
            leaving.leave(session, item)
        else:
            item.outcome, item.outcome_note = outcome, because


def _item(
    session: Session,
    meeting: Meeting,
    *,
    title: str,
    on: date,
    kind: ItemKind,
    topic: Topic | None,
    entry: WorkProgrammeEntry | None,
) -> AgendaItem:
    title = one_line(title, field="The title", most=300)
    if not title:
        raise RuleBroken("Give the item a title.")
    topic_id = topic.id if topic else entry.topic_id if entry else None
    if topic_id is not None and session.scalar(_on_agenda(meeting, topic_id)):
        raise RuleBroken("That topic is on this agenda already, and is taken once. Change the item that is there.")
    if topic_id is None and kind is ItemKind.BUSINESS:
        committee = session.get_one(Committee, meeting.committee_id)
        topic_id = open_topic(session, committee=committee, title=title, on=on).id
    item = AgendaItem(meeting_id=meeting.id, title=title, kind=kind, topic_id=topic_id)
    item.entry_id = entry.id if entry else None
    topic = session.get(Topic, topic_id) if topic_id is not None else None
    if topic is not None and topic.exempt:
        exemption.begin_exempt(session, item, topic)
    session.add(item)
    return item


def _on_agenda(meeting: Meeting, topic_id: int) -> Select[tuple[bool]]:
    return select(exists().where(AgendaItem.meeting_id == meeting.id, AgendaItem.topic_id == topic_id))


def _put(session: Session, items: Sequence[AgendaItem], item: AgendaItem) -> AgendaItem:
    for position, other in enumerate(items, start=1):
        other.position = position
    session.flush()
    return item


def _withheld(
    session: Session, item: AgendaItem, paragraphs: Sequence[int], public_title: str, part: Part
) -> AgendaItem:
    if part is Part.TWO or paragraphs:
        exemption.make_exempt(session, item, paragraphs=paragraphs, public_title=public_title, part=part)
    return item


def _items(session: Session, meeting: Meeting) -> list[AgendaItem]:
    found = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id).order_by(AgendaItem.position, AgendaItem.id)
    return list(session.scalars(found))


def _number(item: AgendaItem) -> AgendaNumber:
    return AgendaNumber.parse(item.number)


def _numbers(items: Sequence[AgendaItem]) -> list[AgendaNumber]:
    return [_number(item) for item in items if item.number]


def _position(item: AgendaItem) -> int:
    return _number(item).position if item.number else 0
