"""What a committee confirms at a meeting, all at once."""

from __future__ import annotations

from typing import Any

from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Choices, MeetingChoice


class ConfirmForm(Change):
    meeting = MeetingChoice("The meeting that confirmed them", needed="Choose the meeting that confirmed them")
    actions = Choices("Which actions it confirmed")

    def validate(self, extra_validators: Any = None) -> bool:
        sound = bool(super().validate(extra_validators))
        if self.actions.data or self.actions.errors:
            return sound
        self.fails("actions", "Choose the actions that the meeting confirmed")
        return False
