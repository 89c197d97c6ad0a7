"""How a random history is told: a step a transaction, and every law judged before it is committed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, pairwise
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from sqlalchemy.orm import Session

from scrutiny.database import Author, Base, writing
from scrutiny.domain.roll_forward import Choice, Plan, Thing, plan
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import ItemOutcome, ResolutionKind
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute
from scrutiny.operations import agenda, follow_up, meetings, minute_numbers, minutes, recommendations, roll_forward
from scrutiny.operations.follow_up import Source
from scrutiny.operations.programme import TO_BE_CONFIRMED, Slot
from scrutiny.queries.roll_forward import open_things
from tests.operations import laws
from tests.operations.bare_tables import Record
from tests.operations.reporting import what_has_ended_is_reported

AUTHOR = Author("Clerk", datetime(2021, 6, 1, tzinfo=UTC))
Kind = TypeVar("Kind", bound=Base)


class Telling(RuleBasedStateMachine):
    """`session` is given by the test, on an empty database; `record` is what the last step left."""

    session: Session
    committee: Committee
    record: Record
    today: date

    def change(self, step: Callable[[], object], *, rolling: bool = False) -> bool:
        """Take a step and judge it. A step that the rules refuse changes nothing."""
        before = self.record
        self.session.commit()  # ends what was only read, so that the change begins a transaction of its own
        try:
            with writing(self.session, AUTHOR):
                step()
                after = Record.read(self.session)
                self._judge(before, after)
        except RuleBroken:
            return False
        if rolling:
            assert after.held_papers() == before.held_papers(), "a held meeting's papers were rewritten"
        self.record = after
        return True

    def _judge(self, before: Record, after: Record) -> None:
        laws.nothing_is_lost(before, after)
        laws.confirmed_minutes_stand(before, after)
        laws.one_roll_stands_for_a_meeting(after)
        laws.minutes_wait_on_one_agenda(after)
        if pair := self.next_pair(after):
            planned = self.planned(*pair)
            laws.everything_has_one_place(after, planned)
            what_has_ended_is_reported(after, planned)

    def planned(self, since: Meeting, target: Meeting) -> Plan:
        return plan(open_things(self.session, target, since=since.on))

    def roll(
        self,
        since: Meeting,
        target: Meeting,
        only: Collection[Thing] | None = None,
        chosen: Mapping[Thing, Choice] | None = None,
    ) -> None:
        roll_forward.roll_forward(self.session, since, target, only=only, chosen=chosen, by="Clerk", on=self.today)

    def pick(self, data: Any, kind: type[Kind], *statuses: str) -> Kind | None:
        """Any row of that kind, or None while there is none; of meetings, one of those statuses."""
        rows = self.record[kind.__tablename__]
        ids = [row.id for row in rows if not statuses or row.status in statuses]
        return self.session.get_one(kind, data.draw(st.sampled_from(ids))) if ids else None

    def slot(self, data: Any) -> Slot:
        what = data.draw(st.sampled_from(["meeting", "meeting", "meeting", "nowhere", "day", "words"]))
        meeting = self.pick(data, Meeting, "scheduled")
        if what == "meeting" and meeting is not None:
            return Slot(meeting)
        if what == "day":
            return Slot(day=self.today + timedelta(days=data.draw(st.integers(-20, 200))))
        return Slot(words="next summer") if what == "words" else TO_BE_CONFIRMED

    def next_pair(self, record: Record | None = None) -> tuple[Meeting, Meeting] | None:
        """The first formal meeting still to come, and the one before it."""
        formal = [meeting for meeting in (record or self.record)["meetings"] if meeting.kind == "formal"]
        for earlier, later in pairwise(sorted(formal, key=lambda row: (str(row.on), str(row.at)))):
            if later.status == "scheduled":
                return self.session.get_one(Meeting, earlier.id), self.session.get_one(Meeting, later.id)
        return None

    def pair(self, data: Any) -> tuple[Meeting, Meeting] | None:
        """A meeting to roll forward to, often the next one, and an earlier one."""
        rows = sorted(self.record["meetings"], key=lambda row: (str(row.on), str(row.at)))
        targets = [place for place, row in enumerate(rows) if row.status == "scheduled" and place > 0]
        if not targets:
            return None
        place = data.draw(st.sampled_from(targets))
        since, target = rows[data.draw(st.integers(0, place - 1))], rows[place]
        return self.session.get_one(Meeting, since.id), self.session.get_one(Meeting, target.id)

    def hold_with(
        self, meeting: Meeting, became: list[ItemOutcome], kind: ResolutionKind = ResolutionKind.NONE
    ) -> None:
        self.today = max(self.today, meeting.on)
        pending = [
            item.id
            for item in self.record["agenda_items"]
            if item.meeting_id == meeting.id and item.kind == "business" and item.outcome == "pending"
        ]

        def hold() -> None:
            meetings.hold(self.session, meeting, on=self.today)
            for item_id, outcome in zip(pending, cycle(became)):
                item = self.session.get_one(AgendaItem, item_id)
                if outcome is not ItemOutcome.PENDING:
                    agenda.set_outcome(self.session, item, outcome=outcome, because="As minuted", on=self.today)
            if pending and kind is not ResolutionKind.NONE:
                self.resolve_under(self.session.get_one(AgendaItem, pending[0]), kind)

        self.change(hold)

    def resolve_under(self, item: AgendaItem, kind: ResolutionKind) -> None:
        there = next((minute for minute in self.record["minutes"] if minute.item_id == item.id), None)
        version = there.version if there else None
        minute: Minute = minutes.write(self.session, item, narrative="Members considered it.", version=version)
        minute_numbers.issue(self.session, minute)
        resolution = minutes.resolve(self.session, minute, text="something be done", kind=kind)
        source = Source(resolution=resolution)
        if kind is ResolutionKind.ACTION:
            follow_up.open_action(self.session, committee=self.committee, text="Data", on=self.today, source=source)
        elif kind is ResolutionKind.RECOMMENDATION:
            recommendations.make(
                self.session, committee=self.committee, text="That…", addressee="Cabinet", on=self.today, source=source
            )

    def rolled_to(self) -> list[int]:
        return [roll.to_meeting_id for roll in self.record["roll_forwards"] if roll.undone_at is None]
