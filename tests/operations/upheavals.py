"""What befalls meetings: called off and on again, broken off, and moved past one another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from scrutiny.models.meetings import Meeting
from scrutiny.operations import meetings
from tests.operations.telling import Telling

data = st.data()


class Upheavals(Telling):
    """The part of a history in which no meeting is where it was."""

    @rule(data=data, step=st.sampled_from(["cancel", "restore", "adjourn", "move"]), days=st.integers(-40, 90))
    def disturb_a_meeting(self, data: Any, step: str, days: int) -> None:
        meeting = self.pick(data, Meeting)
        if meeting is None:
            return
        day = meeting.on + timedelta(days=days)
        if step == "move" and any(str(other.on) == str(day) for other in self.record["meetings"]):
            return
        steps: dict[str, Callable[[], object]] = {
            "cancel": lambda: meetings.cancel(self.session, meeting, because="Storm"),
            "restore": lambda: meetings.restore(self.session, meeting),
            "adjourn": lambda: meetings.adjourn(self.session, meeting, because="Fire alarm"),
            "move": lambda: meetings.rearrange(self.session, meeting, day=day, because="Clash", on=self.today),
        }
        self.change(steps[step])

    @rule()
    def call_the_next_meeting_off_and_on_again(self) -> None:
        """In between its business goes to the one after it."""
        pair = self.next_pair()
        if pair is not None and self.change(lambda: meetings.cancel(self.session, pair[1], because="Storm")):
            following = self.next_pair()
            if following is not None:
                self.change(lambda: self.roll(*following), rolling=True)
            self.change(lambda: meetings.restore(self.session, pair[1]))

    @rule(weeks=st.integers(1, 40))
    def move_the_next_meeting_past_others(self, weeks: int) -> None:
        pair = self.next_pair()
        if pair is not None:
            day = pair[1].on + timedelta(weeks=weeks, days=1)
            self.change(lambda: meetings.rearrange(self.session, pair[1], day=day, because="Snow", on=self.today))
