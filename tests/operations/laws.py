"""The laws of rolling forward, judged from the bare tables."""

from __future__ import annotations

import json
from collections import Counter, defaultdict

from sqlalchemy import Row

from scrutiny.domain.roll_forward import Destination, Plan, Subject, Thing
from tests.operations.bare_tables import Record

REWORDED = "As the officer has it"


def nothing_is_lost(before: Record, after: Record) -> None:
    """Conservation: what was open is open still, or closed with a reason that is in the record."""
    for kind, id_ in before.open_keys() - after.open_keys():
        reason = _CLOSED[kind](after, id_)
        assert reason, f"{kind} {id_} was open and is gone without a reason"


def _entry_closed(record: Record, id_: int) -> object:
    entry = record.by_id("work_programme_entries").get(id_)
    if entry is None:  # made by a roll-forward that was undone: the resolution asks again, or the business waits again
        business = {record.by_id("agenda_items")[item_id].topic_id for item_id in _given_slots(record, id_)}
        return any(key[0] == "resolution" or key in {("topic", id_) for id_ in business} for key in record.open_keys())
    if entry.status == "considered":
        return any(
            item.topic_id == entry.topic_id and item.meeting_id == entry.meeting_id and item.outcome == "considered"
            for item in record["agenda_items"]
        )
    return entry.status_because or entry.outcome


def _action_closed(record: Record, id_: int) -> object:
    action = record.by_id("actions")[id_]
    return action.state_because and any(update.action_id == id_ for update in record["action_updates"])


def _recommendation_closed(record: Record, id_: int) -> object:
    return record.by_id("recommendations")[id_].state_because


def _resolution_closed(record: Record, id_: int) -> object:
    entries = record.by_id("work_programme_entries")
    return any(o.resolution_id == id_ and o.entry_id in entries for o in record["entry_origins"])


def _minutes_closed(record: Record, id_: int) -> object:
    meeting = record.by_id("meetings")[id_]
    return meeting.confirmed_at_meeting_id or meeting.status_because


def _topic_closed(record: Record, id_: int) -> object:
    last = record.last_appearances().get(id_)
    if last is None or last.outcome == "considered":
        return True
    if last.outcome == "withdrawn":
        return last.outcome_note
    return record.by_id("work_programme_entries")[last.entry_id].status in ("withdrawn", "completed")


_CLOSED = {
    "entry": _entry_closed,
    "action": _action_closed,
    "recommendation": _recommendation_closed,
    "resolution": _resolution_closed,
    "minutes": _minutes_closed,
    "topic": _topic_closed,
}


def rolling_closes_nothing(before: Record, after: Record) -> None:
    """A roll-forward moves things: it closes none, and opens none but the entries that were asked for.

    Resolutions ask for them, and an officer who gives business of an agenda a slot on the programme.
    """
    gone, new = before.open_keys() - after.open_keys(), after.open_keys() - before.open_keys()
    assert all(kind == "resolution" and _resolution_closed(after, id_) for kind, id_ in gone), gone
    made = {("entry", origin.entry_id) for origin in after["entry_origins"]}
    given = {entry_id for _, entry_id in _slots_given(after)}
    made |= {("entry", entry_id) for entry_id in given}
    assert all(key[0] == "topic" or key in made for key in new), new


def _slots_given(record: Record) -> list[tuple[int, int]]:
    """The business of an agenda that an officer gave a slot on the programme, each with the entry made for it."""
    rolled = [
        (line, json.loads(_plain(line.before))) for line in record["roll_forward_lines"] if line.subject == "item"
    ]
    return [(line.subject_id, before["entry_id"]) for line, before in rolled if "entry_id" in before]


def _given_slots(record: Record, entry_id: int) -> list[int]:
    return [item_id for item_id, made in _slots_given(record) if made == entry_id]


def _plain(column: object) -> str:
    """A column of JSON, which a bare statement gives as text on SQLite and as objects on PostgreSQL."""
    return column if isinstance(column, str) else json.dumps(column)


def everything_has_one_place(record: Record, planned: Plan) -> None:
    """Each open thing is in the plan exactly once, and nothing closed is but what has to be reported once."""
    lines = {line.thing: line for line in planned.lines}
    repeated = [thing for thing, times in Counter(line.thing for line in planned.lines).items() if times > 1]
    assert not repeated
    keys = record.open_keys()
    meetings = record.by_id("meetings")
    target = meetings[planned.target.meeting_id]
    items_of: defaultdict[int, list[Row[tuple[object, ...]]]] = defaultdict(list)
    for item in record["agenda_items"]:
        items_of[item.topic_id].append(item)
    for kind, id_ in keys:
        if kind == "topic":
            own = any(Thing(Subject.ITEM, item.id) in lines for item in items_of[id_])
            assert own or any(Thing(Subject.ENTRY, item.entry_id) in lines for item in items_of[id_]), (kind, id_)
        elif kind == "minutes":
            earlier = (meetings[id_].on, meetings[id_].at) < (target.on, target.at)
            assert (Thing(Subject.MINUTES, id_) in lines) is earlier
        elif kind == "resolution":
            assert Thing(Subject.RESOLUTION, id_) in lines or _resolved_after(record, id_, target)
        else:
            assert Thing(Subject(kind), id_) in lines, (kind, id_)
    for thing in lines:
        if thing.subject in (Subject.ENTRY, Subject.RESOLUTION, Subject.MINUTES):
            assert (thing.subject.value, thing.id) in keys, f"{thing} is in the plan and not open"
    assert all(line.because for line in lines.values())


def _resolved_after(record: Record, resolution_id: int, target: Row[tuple[object, ...]]) -> bool:
    minute = record.by_id("minutes")[record.by_id("resolutions")[resolution_id].minute_id]
    meeting = record.by_id("meetings")[record.by_id("agenda_items")[minute.item_id].meeting_id]
    return meeting.on > target.on or meeting.id == target.id or meeting.status not in ("held", "adjourned")


def the_plan_was_carried_out(record: Record, planned: Plan) -> None:
    """What the plan put on the agenda or the tracker is there, once."""
    target = planned.target.meeting_id
    items = [item for item in record["agenda_items"] if item.meeting_id == target]
    entries, actions = record.by_id("work_programme_entries"), Counter(_seen(record, "action", target))
    recommendations = Counter(_seen(record, "recommendation", target))
    topics, standing = Counter(i.topic_id for i in items), Counter(i.standing_item_id for i in items)
    minutes = Counter(item.minutes_of_id for item in items)
    for line in planned.lines:
        if line.destination is Destination.TRACKER:
            seen = actions if line.thing.subject is Subject.ACTION else recommendations
            assert seen[line.thing.id] == 1
            assert line.settled, "the tracker has it in a state that it no longer has"
        elif line.destination is Destination.AGENDA and line.thing.subject is Subject.ENTRY:
            assert entries[line.thing.id].meeting_id == target
            assert topics[entries[line.thing.id].topic_id] == 1
        elif line.thing.subject is Subject.STANDING and line.destination is Destination.AGENDA:
            assert standing[line.thing.id] == 1
        elif line.thing.subject is Subject.MINUTES and line.destination is Destination.AGENDA:
            assert minutes[line.thing.id] == 1
    assert sorted(item.position for item in items) == list(range(1, len(items) + 1))


def _seen(record: Record, kind: str, meeting_id: int) -> list[int]:
    rows = record[f"{kind}_appearances"]
    return [getattr(row, f"{kind}_id") for row in rows if row.meeting_id == meeting_id]


def minutes_wait_on_one_agenda(record: Record) -> None:
    """No two agendas to come have the same minutes to confirm. A meeting that was broken off has its own still."""
    scheduled = {meeting.id for meeting in record["meetings"] if meeting.status == "scheduled"}
    waiting = Counter(
        item.minutes_of_id
        for item in record["agenda_items"]
        if item.minutes_of_id is not None and item.outcome == "pending" and item.meeting_id in scheduled
    )
    assert all(times == 1 for times in waiting.values()), "the same minutes are on two agendas"


def what_was_reworded_stays(before: Record, after: Record) -> None:
    """Undoing takes away nothing that an officer put into words; what only took its words from there may go."""
    reworded, left = [{i.id for i in r["agenda_items"] if i.title == REWORDED} for r in (before, after)]
    copied = {line.item_id for line in before["roll_forward_lines"] if line.item_id and REWORDED in str(line.before)}
    assert reworded - copied <= left, "undoing took an officer's work with it"


def one_roll_stands_for_a_meeting(record: Record) -> None:
    standing = Counter(roll.to_meeting_id for roll in record["roll_forwards"] if roll.undone_at is None)
    assert all(times == 1 for times in standing.values())


def confirmed_minutes_stand(before: Record, after: Record) -> None:
    """What was confirmed is neither changed nor removed, whatever happens."""
    assert before.confirmed() <= after.confirmed(), "confirmed minutes were changed"
