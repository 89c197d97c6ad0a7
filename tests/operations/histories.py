"""Random histories of a committee, told with the real operations, every law judged after every step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from scrutiny.database import writing
from scrutiny.domain.vocabulary import (
    ItemOutcome,
    MeetingKind,
    MeetingStatus,
    RecommendationState,
    ResolutionKind,
    Response,
    Section,
)
from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.follow_up import Action, Recommendation
from scrutiny.models.meetings import Meeting
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.operations import (
    agenda,
    follow_up,
    meetings,
    minutes,
    programme,
    recommendations,
    roll_forward,
)
from scrutiny.operations.programme import TO_BE_CONFIRMED, Slot
from tests.operations import chamber, laws
from tests.operations.bare_tables import Record
from tests.operations.choosing import Choosing
from tests.operations.telling import AUTHOR
from tests.operations.upheavals import Upheavals

BEGINS = date(2021, 6, 1)
OUTCOMES = [outcome for outcome in ItemOutcome if outcome is not ItemOutcome.PENDING]

MEETING_KINDS = st.sampled_from([MeetingKind.FORMAL] * 3 + [MeetingKind.BRIEFING])
SECTIONS = st.sampled_from([Section.PROGRAMME] * 4 + [Section.INQUIRY, Section.STANDING])
FOLLOW_UPS = st.sampled_from(["update", "complete", "close", "confirm", "pause", "reopen", "withdraw", "supersede"])
BECAME = st.lists(st.sampled_from(list(ItemOutcome)), min_size=1, max_size=4)
data = st.data()


class History(Upheavals, Choosing):
    """A committee's life, step by step."""

    @initialize(weeks=st.lists(st.integers(0, 100), min_size=4, max_size=6, unique=True), became=BECAME)
    def a_committee_that_has_met(self, weeks: list[int], became: list[ItemOutcome]) -> None:
        self.today = BEGINS
        with writing(self.session, AUTHOR):
            self.committee = chamber.committee(self.session)
            chamber.yearly_report(self.session, self.committee)
            first, *_ = (
                meetings.schedule(self.session, committee=self.committee, day=BEGINS + timedelta(weeks=week))
                for week in sorted(weeks)
            )
            for title, at in (("Cusp of care", Slot(first)), ("KPI data", Slot(first)), ("DoLS", TO_BE_CONFIRMED)):
                entry = programme.add_entry(self.session, committee=self.committee, title=title, at=at, on=BEGINS)
                if at.meeting:
                    agenda.add_item(self.session, first, title=title, entry=entry, on=BEGINS)
            agenda.add_item(self.session, first, title="A petition", on=BEGINS)
            self.record = Record.read(self.session)
        self.hold_with(first, became)

    # The chamber's own steps

    @rule(became=BECAME, kind=st.sampled_from(list(ResolutionKind)))
    def the_next_meeting_goes_by(self, became: list[ItemOutcome], kind: ResolutionKind) -> None:
        """As an officer does it: roll forward, meet, record what became of each item, write a minute."""
        pair = self.next_pair()
        if pair is not None:
            self.change(lambda: self.roll(*pair), rolling=True)
            self.hold_with(pair[1], became, kind)

    @rule(
        week=st.integers(0, 100),
        hour=st.integers(9, 18),
        kind=MEETING_KINDS,
    )
    def schedule(self, week: int, hour: int, kind: MeetingKind) -> None:
        day = BEGINS + timedelta(weeks=week)
        if not any(str(meeting.on) == str(day) for meeting in self.record["meetings"]):
            self.change(
                lambda: meetings.schedule(self.session, committee=self.committee, day=day, at=time(hour), kind=kind)
            )

    @rule(data=data, became=BECAME)
    def meet(self, data: Any, became: list[ItemOutcome]) -> None:
        """A meeting is held, with whatever its agenda has."""
        meeting = self.pick(data, Meeting, "scheduled", "adjourned")
        if meeting is not None:
            self.hold_with(meeting, became)

    @rule(data=data)
    def record_an_outcome(self, data: Any) -> None:
        item, outcome = self.pick(data, AgendaItem), data.draw(st.sampled_from(OUTCOMES))
        if item is not None:
            self.change(
                lambda: agenda.set_outcome(self.session, item, outcome=outcome, because="Officer unwell", on=self.today)
            )

    @rule(data=data, again=st.booleans())
    def add_business(self, data: Any, again: bool) -> None:
        meeting = self.pick(data, Meeting, "scheduled")
        topic = self.pick(data, Topic) if again else None
        if meeting is not None:
            self.change(lambda: agenda.add_item(self.session, meeting, title="A petition", topic=topic, on=self.today))

    @rule(data=data)
    def take_business_off(self, data: Any) -> None:
        item = self.pick(data, AgendaItem)
        if item is not None:
            self.change(lambda: agenda.remove_item(self.session, item))

    # The programme

    @rule(
        data=data,
        again=st.booleans(),
        section=SECTIONS,
    )
    def plan_something(self, data: Any, again: bool, section: Section) -> None:
        topic = self.pick(data, Topic) if again else None
        slot = self.slot(data)
        self.change(
            lambda: programme.add_entry(
                self.session,
                committee=self.committee,
                title="A matter",
                at=slot,
                topic=topic,
                section=section,
                on=self.today,
            )
        )

    @rule(data=data, step=st.sampled_from(["defer", "defer", "withdraw", "complete"]))
    def change_an_entry(self, data: Any, step: str) -> None:
        entry = self.pick(data, WorkProgrammeEntry)
        if entry is None:
            return
        slot = self.slot(data) if step == "defer" else TO_BE_CONFIRMED
        steps: dict[str, Callable[[], object]] = {
            "defer": lambda: programme.defer(self.session, entry, to=slot, because="Report late", on=self.today),
            "withdraw": lambda: programme.withdraw(self.session, entry, because="No longer wanted"),
            "complete": lambda: programme.complete(self.session, entry, outcome="A briefing note was sent"),
        }
        self.change(steps[step])

    # Minutes and what they ask for

    @rule(data=data, kind=st.sampled_from(list(ResolutionKind)))
    def resolve(self, data: Any, kind: ResolutionKind) -> None:
        held = {meeting.id for meeting in self.record["meetings"] if meeting.status == "held"}
        items = [item.id for item in self.record["agenda_items"] if item.meeting_id in held]
        if items:
            item = self.session.get_one(AgendaItem, data.draw(st.sampled_from(items)))
            self.change(lambda: self.resolve_under(item, kind))

    @rule(data=data)
    def confirm_minutes(self, data: Any) -> None:
        held = [meeting.id for meeting in self.record["meetings"] if meeting.status == "held"]
        if len(held) < 2:
            return
        earlier, later = (self.session.get_one(Meeting, data.draw(st.sampled_from(held))) for _ in range(2))

        def confirm() -> None:
            minutes.agree(self.session, earlier, by="Chairman")
            minutes.confirm(self.session, earlier, at=later, by="Clerk", on=self.today)

        self.change(confirm)

    @rule(due=st.none() | st.integers(-30, 200))
    def ask(self, due: int | None) -> None:
        day = None if due is None else self.today + timedelta(days=due)
        self.change(
            lambda: follow_up.open_action(
                self.session, committee=self.committee, text="A visit be arranged", due=day, on=self.today
            )
        )

    @precondition(lambda self: self.record["actions"])
    @rule(
        data=data,
        step=FOLLOW_UPS,
    )
    def follow_up(self, data: Any, step: str) -> None:
        action, other = self.pick(data, Action), self.pick(data, Action)
        meeting = self.pick(data, Meeting)
        said: dict[str, Any] = {"by": "Lead Officer", "on": self.today}
        steps: dict[str, Callable[[], object]] = {
            "update": lambda: follow_up.update(self.session, action, text="In hand", **said),
            "complete": lambda: follow_up.complete(self.session, action, text="Sent", **said),
            "close": lambda: follow_up.close(self.session, action, because="Seen by all members", **said),
            "confirm": lambda: follow_up.confirm(self.session, action, at=meeting, **said),
            "pause": lambda: follow_up.pause(self.session, action, because="Awaiting data", **said),
            "reopen": lambda: follow_up.reopen(self.session, action, because="Not what was asked", **said),
            "withdraw": lambda: follow_up.withdraw(self.session, action, because="Overtaken", **said),
            "supersede": lambda: follow_up.supersede(self.session, action, with_=other, **said),
        }
        self.change(steps[step])

    @precondition(lambda self: self.record["recommendations"])
    @rule(data=data)
    def answer(self, data: Any) -> None:
        """A recommendation goes one step on its way."""
        its = self.pick(data, Recommendation)
        on = self.today
        steps: dict[RecommendationState, Callable[[], object]] = {
            RecommendationState.DRAFT: lambda: recommendations.send(self.session, its, on=on),
            RecommendationState.SENT: lambda: recommendations.respond(
                self.session, its, response=Response.ACCEPTED, text="Agreed", on=on
            ),
            RecommendationState.ANSWERED: lambda: recommendations.monitor(self.session, its),
        }
        self.change(steps.get(its.state, lambda: recommendations.close(self.session, its, because="Done", on=on)))

    @precondition(lambda self: self.record["recommendations"])
    @rule(data=data)
    def withdraw_a_recommendation(self, data: Any) -> None:
        its = self.pick(data, Recommendation)
        self.change(lambda: recommendations.withdraw(self.session, its, because="Overtaken", on=self.today))

    # Rolling forward

    @rule(data=data, some=st.booleans())
    def roll_forward(self, data: Any, some: bool) -> None:
        """All lines or some; then the same once more, which must add nothing."""
        pair = self.pair(data)
        if pair is None:
            return
        only = None
        if some:
            things = sorted(line.thing for line in self.planned(*pair).lines)
            only = data.draw(st.sets(st.sampled_from(things), max_size=5)) if things else None
            self.session.commit()
        before = self.record
        if not self.change(lambda: self.roll(*pair, only), rolling=True):
            return
        laws.rolling_closes_nothing(before, self.record)
        once = self.record
        if only is None:
            laws.the_plan_was_carried_out(once, self.planned(*pair))
            self.session.commit()
            self.change(lambda: self.roll(*pair), rolling=True)
            assert self.record.counts() == once.counts(), "twice is not once"
            assert self.record.rolled_to() == once.rolled_to(), "twice is not once"

    @rule(data=data)
    def roll_forward_and_undo(self, data: Any) -> None:
        pair = self.pair(data)
        if pair is None or pair[1].id in self.rolled_to():
            return
        before = self.record
        if self.change(lambda: self.roll(*pair), rolling=True) and pair[1].id in self.rolled_to():
            self.change(lambda: roll_forward.undo_roll_forward(self.session, pair[1], by="Clerk"), rolling=True)
            assert self.record.rolled_to() == before.rolled_to(), "undoing does not restore"

    @rule(data=data, reword=st.booleans())
    def undo(self, data: Any, reword: bool) -> None:
        """What an officer has reworded since stays."""
        if targets := self.rolled_to():
            target = self.session.get_one(Meeting, data.draw(st.sampled_from(targets)))
            items = [item.id for item in self.record["agenda_items"] if item.meeting_id == target.id]
            if reword and items and target.status is MeetingStatus.SCHEDULED:
                item = self.session.get_one(AgendaItem, data.draw(st.sampled_from(items)))
                self.change(lambda: setattr(item, "title", laws.REWORDED))
            before = self.record
            self.change(lambda: roll_forward.undo_roll_forward(self.session, target, by="Clerk"), rolling=True)
            laws.what_was_reworded_stays(before, self.record)

    @rule(data=data, reopen=st.booleans())
    def publish(self, data: Any, reopen: bool) -> None:
        meeting = self.pick(data, Meeting, "scheduled")
        if meeting is None:
            return
        if reopen:
            self.change(lambda: meetings.reopen(self.session, meeting, because="A typing error"))
            return
        notice = {"calendar": chamber.OPEN_ALL_DAYS, "rule": chamber.NOTICE, "late_because": "Urgent"}
        self.change(lambda: meetings.publish(self.session, meeting, on=self.today, **notice))
