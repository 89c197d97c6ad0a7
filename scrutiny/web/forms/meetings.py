"""The form by which a meeting is moved, called off, or broken off."""

from __future__ import annotations

from wtforms import ValidationError

from scrutiny.domain.vocabulary import MeetingStatus
from scrutiny.models.meetings import Meeting
from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Choice, Day, Hour, Line, Lines

PLACE, MOVE, CANCEL, ADJOURN = "place", "move", "cancel", "adjourn"


class ChangeMeetingForm(Change):
    """`seen` is the version of the meeting that its writer was looking at."""

    what = Choice("What happens to the meeting?", needed="Choose what happens to the meeting", spread=True)
    day = Day("New day")
    at = Hour("New time")
    venue = Line("New place")
    because = Lines("Why", rows=3)

    @classmethod
    def of(cls, meeting: Meeting) -> ChangeMeetingForm:
        """With what can happen to it, and where and when it is to be now."""
        form = cls(data={"day": meeting.on, "at": meeting.at, "venue": meeting.venue, "seen": str(meeting.version)})
        ways = [(MOVE, "It is held on another day, at another time or in another place"), (CANCEL, "It is cancelled")]
        if not meeting.venue:
            ways.insert(0, (PLACE, "Its place is known now"))
        if meeting.status is MeetingStatus.SCHEDULED:
            ways.append((ADJOURN, "It is broken off, and will be resumed"))
        form.what.choices = ways
        return form

    def validate_day(self, field: Day) -> None:
        if self.what.data == MOVE and field.data is None:
            raise ValidationError("Enter the day on which it is held")

    def validate_at(self, field: Hour) -> None:
        if self.what.data == MOVE and field.data is None:
            raise ValidationError("Enter the time at which it begins")

    def validate_venue(self, field: Line) -> None:
        if self.what.data == PLACE and not field.data:
            raise ValidationError("Enter where it is held")

    def validate_because(self, field: Lines) -> None:
        if self.what.data in (MOVE, CANCEL, ADJOURN) and not (field.data or "").strip():
            raise ValidationError("Enter why: the public is told")
