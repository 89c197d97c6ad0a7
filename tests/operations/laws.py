"""The laws of rolling forward, judged from the bare tables and not with the product's own queries."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from scrutiny.domain.roll_forward import Destination, Plan, Subject, Thing

TABLES = (
    "meetings",
    "topics",
    "agenda_items",
    "item_leads",
    "minutes",
    "minute_versions",
    "resolutions",
    "work_programme_entries",
    "entry_moves",
    "entry_origins",
    "actions",
    "action_updates",
    "action_appearances",
    "recommendations",
    "recommendation_appearances",
    "roll_forwards",
    "roll_forward_lines",
)
ROLLED_TO = (
    "agenda_items",
    "item_leads",
    "topics",
    "work_programme_entries",
    "entry_moves",
    "entry_origins",
    "action_appearances",
    "recommendation_appearances",
)
_READ = {table: text(f"SELECT * FROM {table} ORDER BY id") for table in TABLES}
REWORDED = "As the officer has it"
UNFINISHED = ("deferred", "adjourned", "not_reached", "pending")

Key = tuple[str, int]
Rows = list[Row[tuple[object, ...]]]


@dataclass(frozen=True)
class Record:
    """Every table that rolling forward reads or writes, as it stands."""

    tables: dict[str, Rows]

    @classmethod
    def read(cls, session: Session) -> Record:
        session.flush()
        return cls({table: list(session.execute(statement)) for table, statement in _READ.items()})

    def __getitem__(self, table: str) -> Rows:
        return self.tables[table]

    def counts(self) -> dict[str, int]:
        return {table: len(rows) for table, rows in self.tables.items()}

    def by_id(self, table: str) -> dict[int, Row[tuple[object, ...]]]:
        return {row.id: row for row in self.tables[table]}

    def rolled_to(self) -> dict[str, list[dict[str, object]]]:
        """All that a roll-forward may write, without the counters of versions."""
        return {
            table: [{name: value for name, value in row._mapping.items() if name != "version"} for row in self[table]]
            for table in ROLLED_TO
        }

    def held_papers(self) -> list[tuple[object, ...]]:
        """Agendas, minutes and resolutions of the meetings that took place: what nobody may rewrite."""
        held = {meeting.id for meeting in self["meetings"] if meeting.status == "held"}
        items = [item for item in self["agenda_items"] if item.meeting_id in held]
        ids = {item.id for item in items}
        minutes = [minute for minute in self["minutes"] if minute.item_id in ids]
        minute_ids = {minute.id for minute in minutes}
        rest = [row for row in (*self["resolutions"], *self["minute_versions"]) if row.minute_id in minute_ids]
        leads = [lead for lead in self["item_leads"] if lead.item_id in ids]
        return [tuple(row) for row in (*items, *minutes, *rest, *leads)]

    def confirmed(self) -> frozenset[tuple[object, ...]]:
        """The words of confirmed minutes and their resolutions, and the agenda they were taken under."""
        meetings = {meeting.id for meeting in self["meetings"] if meeting.minutes_state == "confirmed"}
        items = {item.id: item for item in self["agenda_items"] if item.meeting_id in meetings}
        minutes = {minute.id: minute for minute in self["minutes"] if minute.item_id in items}
        agenda = {(item.id, item.position, item.title, item.number, item.outcome) for item in items.values()}
        texts = {(minute.id, minute.narrative, minute.number_id) for minute in minutes.values()}
        clauses = {(r.id, r.letter, r.text) for r in self["resolutions"] if r.minute_id in minutes}
        return frozenset(agenda | texts | clauses)

    def last_appearances(self) -> dict[int, Row[tuple[object, ...]]]:
        """By topic, its item at the latest meeting."""
        meetings = self.by_id("meetings")
        last: dict[int, Row[tuple[object, ...]]] = {}
        order = {m.id: (m.on, m.at, m.id) for m in meetings.values()}
        for item in sorted(self["agenda_items"], key=lambda item: order[item.meeting_id]):
            if item.kind == "business" and item.topic_id is not None:
                last[item.topic_id] = item
        return last

    def open_keys(self) -> frozenset[Key]:
        """Everything that has still to be dealt with, by the words of the rules."""
        meetings = self.by_id("meetings")
        entries = {e.id for e in self["work_programme_entries"] if e.status in ("planned", "to_be_confirmed")}
        closed_entries = {e.id for e in self["work_programme_entries"] if e.status in ("withdrawn", "completed")}
        answered = {origin.resolution_id for origin in self["entry_origins"]}
        item_of = {minute.id: minute.item_id for minute in self["minutes"]}
        items = self.by_id("agenda_items")
        keys: set[Key] = {("entry", id_) for id_ in entries}
        keys |= {("action", a.id) for a in self["actions"] if a.state not in ("closed", "withdrawn", "superseded")}
        keys |= {("recommendation", r.id) for r in self["recommendations"] if r.state not in ("closed", "withdrawn")}
        for resolution in self["resolutions"]:
            meeting = meetings[items[item_of[resolution.minute_id]].meeting_id]
            if resolution.kind == "programme" and resolution.id not in answered and meeting.status != "cancelled":
                keys.add(("resolution", resolution.id))
        for meeting in meetings.values():
            formal_held = meeting.kind == "formal" and meeting.status == "held"
            if formal_held and meeting.minutes_state != "confirmed":
                keys.add(("minutes", meeting.id))
        for topic_id, item in self.last_appearances().items():
            to_come = item.outcome == "pending" and meetings[item.meeting_id].status in ("scheduled", "adjourned")
            if item.outcome in UNFINISHED and (to_come or item.entry_id not in closed_entries):
                keys.add(("topic", topic_id))
        return frozenset(keys)


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
