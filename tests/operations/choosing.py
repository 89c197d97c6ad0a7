"""Officers who choose otherwise than the plan: the same laws hold of what they chose."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from scrutiny.domain.roll_forward import Choice, Destination, Subject, Thing, offers, plan
from scrutiny.domain.roll_forward.choices import LEAVE
from scrutiny.models.meetings import Meeting
from scrutiny.operations import roll_forward
from scrutiny.queries.roll_forward import open_things
from tests.operations import laws
from tests.operations.bare_tables import Record
from tests.operations.telling import Telling

data = st.data()


class Choosing(Telling):
    """The part of a history in which the plan is only a proposal."""

    @rule(data=data)
    def roll_forward_as_chosen(self, data: Any) -> None:
        """What was chosen is where it was chosen to be; the same choices once more add nothing."""
        pair = self.pair(data)
        chosen = self._choices(data, *pair) if pair else {}
        if not pair or not chosen:
            return
        before = self.record
        if not self.change(lambda: self.roll(*pair, chosen=chosen), rolling=True):
            return
        laws.rolling_closes_nothing(before, self.record)
        for thing, choice in chosen.items():
            if choice == LEAVE:
                assert _rows_of(thing, before) == _rows_of(thing, self.record), "what was to be left was changed"
            else:
                assert _is_where_it_was_sent(thing, choice, self.record, pair[1].id)
        once = self.record
        self.change(lambda: self.roll(*pair, chosen=chosen), rolling=True)
        assert self.record.rolled_to() == once.rolled_to(), "twice is not once"

    @rule(data=data)
    def roll_forward_as_chosen_and_undo(self, data: Any) -> None:
        pair = self.pair(data)
        if pair is None or pair[1].id in self.rolled_to():
            return
        chosen, before = self._choices(data, *pair), self.record
        rolled = self.change(lambda: self.roll(*pair, chosen=chosen), rolling=True)
        if rolled and pair[1].id in self.rolled_to():
            self.change(lambda: roll_forward.undo_roll_forward(self.session, pair[1], by="Clerk"), rolling=True)
            assert self.record.rolled_to() == before.rolled_to(), "undoing does not restore"

    def _choices(self, data: Any, since: Meeting, target: Meeting) -> dict[Thing, Choice]:
        """A choice for some of the lines that can be changed."""
        self.session.commit()
        things = open_things(self.session, target, since=since.on)
        offered = sorted(offers(plan(things), things).items())
        self.session.commit()
        if not offered:
            return {}
        some = data.draw(st.lists(st.sampled_from(offered), max_size=4, unique_by=lambda line: line[0]))
        return {thing: data.draw(st.sampled_from(choices)) for thing, choices in some}


def _rows_of(thing: Thing, record: Record) -> list[object]:
    """What there is of it on the programme, or on a tracker."""
    if thing.subject is Subject.ENTRY:
        return [tuple(record.by_id("work_programme_entries")[thing.id])]
    named = {
        Subject.RESOLUTION: ("entry_origins", "resolution_id"),
        Subject.ACTION: ("action_appearances", "action_id"),
        Subject.RECOMMENDATION: ("recommendation_appearances", "recommendation_id"),
        Subject.STANDING: ("agenda_items", "standing_item_id"),
        Subject.MINUTES: ("agenda_items", "minutes_of_id"),
    }
    if thing.subject not in named:
        return []
    table, column = named[thing.subject]
    return [row.id for row in record[table] if getattr(row, column) == thing.id]


def _is_where_it_was_sent(thing: Thing, choice: Choice, record: Record, target: int) -> bool:
    """Its entry has that slot, and on this agenda its topic is taken once."""
    entry = _entry_of(thing, record)
    if choice.destination is Destination.UNDATED:
        return entry.meeting_id is None and entry.status == "to_be_confirmed"
    if choice.to is not None:
        return entry.meeting_id == choice.to.meeting_id and entry.status == "planned"
    items = [item for item in record["agenda_items"] if item.meeting_id == target and item.topic_id == entry.topic_id]
    return entry.meeting_id == target and len(items) == 1


def _entry_of(thing: Thing, record: Record) -> Any:
    entries = record.by_id("work_programme_entries")
    if thing.subject is Subject.ENTRY:
        return entries[thing.id]
    if thing.subject is Subject.RESOLUTION:
        return next(entries[row.entry_id] for row in record["entry_origins"] if row.resolution_id == thing.id)
    topic = record.by_id("agenda_items")[thing.id].topic_id
    return max((entry for entry in entries.values() if entry.topic_id == topic), key=lambda entry: entry.id)
