"""Every table that rolling forward reads or writes, taken as it stands and not by the product's own queries."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

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
