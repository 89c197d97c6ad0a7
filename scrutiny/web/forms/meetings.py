"""The form by which a meeting is moved, called off, or broken off."""

from __future__ import annotations

from datetime import date
from typing import Any

from scrutiny.domain.vocabulary import MeetingStatus
from scrutiny.models.meetings import Meeting
from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Choice, Day, Hour, Line, Lines

PLACE, MOVE, CANCEL, ADJOURN = "place", "move", "cancel", "adjourn"
WHY = "Enter why: the public is told"
ASKED = {
    PLACE: {"venue": "Enter where it is held"},
    MOVE: {"day": "Enter the day on which it is held", "at": "Enter the time at which it begins", "because": WHY},
    CANCEL: {"because": WHY},
    ADJOURN: {"because": WHY},
}
"""By what happens to a meeting, the boxes that must not stay empty, with the sentence that asks for each."""


class ChangeMeetingForm(Change):
    """`seen` is the version of the meeting that its writer was looking at."""

    what = Choice("What happens to the meeting?", needed="Choose what happens to the meeting", spread=True)
    day = Day("New day")
    at = Hour("New time")
    venue = Line("New place")
    because = Lines("Why", rows=3)
    short_notice_because = Line("Why it cannot wait for the clear days")

    today: date

    @classmethod
    def of(cls, meeting: Meeting, *, on: date) -> ChangeMeetingForm:
        """With what can happen to it, and where and when it is to be now."""
        form = cls(data={"day": meeting.on, "at": meeting.at, "venue": meeting.venue, "seen": str(meeting.version)})
        form.today = on
        ways = [(MOVE, "It is held on another day, at another time or in another place"), (CANCEL, "It is cancelled")]
        if not meeting.venue:
            ways.insert(0, (PLACE, "Its place is known now"))
        if meeting.status is MeetingStatus.SCHEDULED:
            ways.append((ADJOURN, "It is broken off, and will be resumed"))
        form.what.choices = ways
        return form

    def validate(self, extra_validators: Any = None) -> bool:
        """What is asked for depends on what happens; a box that may stay empty is asked nothing by itself."""
        right = super().validate(extra_validators)
        missing = [(field, asked) for field, asked in ASKED.get(self.what.data, {}).items() if not self._said(field)]
        for field, asked in missing:
            if not self[field].errors:
                self.fails(field, asked)
        gone = self.what.data == MOVE and self.day.data is not None and self.day.data < self.today
        if gone:
            self.fails("day", "The new day must be today or later")
        return right and not missing and not gone

    def _said(self, field: str) -> bool:
        return bool(str(self[field].data or "").strip())
