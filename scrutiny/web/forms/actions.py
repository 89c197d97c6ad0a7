"""What is done with an action: a form for each step that its state allows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from scrutiny.domain.steps import ActionStep
from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Choice, Day, Line, Lines, MeetingChoice
from scrutiny.web.forms.steps import StepForm, reason, speaker

TAKEN_BACK = "It is over then, for good. What comes after it is a new action."


class UpdateForm(StepForm):
    about = "text"
    together = ("by", "on")
    known: ClassVar = {"by": "known-owners"}
    text = Lines("What there is to report", needed="Enter what there is to report", rows=3)
    by = speaker()
    on = Day("Day", needed="Enter the day")


class CompleteForm(StepForm):
    about = "text"
    together = ("by", "on")
    known: ClassVar = {"by": "known-owners"}
    hints: ClassVar = {"text": "It then waits for the committee to confirm it."}
    text = Lines("What was done", needed="Enter what was done", rows=3)
    by = speaker()
    on = Day("Day", needed="Enter the day")


class ConfirmForm(StepForm):
    about = "meeting"
    hints: ClassVar = {"meeting": "The committee is told once more, at its next meeting, that it is closed."}
    meeting = MeetingChoice("The meeting that confirmed it", needed="Choose the meeting that confirmed it")


class CloseForm(StepForm):
    about = "because"
    because = reason("Why no meeting need confirm it", "Enter why no meeting need confirm it")


class ReopenForm(StepForm):
    about = "because"
    because = reason("Why it is taken up again", "Enter why it is taken up again")


class RedateForm(StepForm):
    about = "due"
    together = ("due", "meeting")
    hints: ClassVar = {"because": "The date that it had is kept with the reason."}
    due = Day("New date")
    meeting = MeetingChoice("Or the meeting that it is due at", none="No meeting")
    because = reason("Why the date is changed", "Enter why the date is changed")

    def validate(self, extra_validators: Any = None) -> bool:
        sound = bool(super().validate(extra_validators))
        if self.due.errors or bool(self.due.data) != bool(self.meeting.data):
            return sound
        self.fails("due", f"Enter a date or choose a meeting{', not both' if self.due.data else ''}")
        return False


class ReassignForm(StepForm):
    about = "owner"
    hints: ClassVar = {"owner": "A name or an office. The owner that it had is kept in an update."}
    known: ClassVar = {"owner": "known-owners"}
    owner = Line("New owner", needed="Enter the new owner", most=250)
    because = Lines("Why (optional)", rows=2)


class PauseForm(StepForm):
    about = "because"
    hints: ClassVar = {"because": "While it is paused it is not overdue, and nobody is reminded of it."}
    because = reason("Why it is paused", "Enter why it is paused")


class SupersedeForm(StepForm):
    about = "reference"
    final = True
    hints: ClassVar = {"reference": TAKEN_BACK}
    known: ClassVar = {"reference": "open-actions"}
    reference = Line("Reference of the action that takes its place", needed="Enter the reference of the other action")


class WithdrawForm(StepForm):
    about = "because"
    final = True
    hints: ClassVar = {"because": TAKEN_BACK}
    because = reason("Why it is withdrawn", "Enter why it is withdrawn")


class RewordForm(StepForm):
    about = "text"
    hints: ClassVar = {"text": "What it said before stays in the history."}
    text = Lines("What is asked for", needed="Enter what is asked for", rows=4)


class AddActionForm(Change):
    text = Lines("What is asked for", needed="Enter what is asked for", rows=3)
    owner = Line("Owner", most=250)
    due = Day("Due on")
    meeting = MeetingChoice("Or due at the meeting of", none="No meeting")
    source = Choice("Where it came from")

    def validate(self, extra_validators: Any = None) -> bool:
        sound = bool(super().validate(extra_validators))
        if self.due.data and self.meeting.data:
            self.fails("due", "Enter a date or choose a meeting, not both")
            return False
        return sound


FORMS: Mapping[ActionStep, type[StepForm]] = {
    ActionStep.UPDATE: UpdateForm,
    ActionStep.COMPLETE: CompleteForm,
    ActionStep.CONFIRM: ConfirmForm,
    ActionStep.CLOSE: CloseForm,
    ActionStep.REOPEN: ReopenForm,
    ActionStep.REDATE: RedateForm,
    ActionStep.REASSIGN: ReassignForm,
    ActionStep.PAUSE: PauseForm,
    ActionStep.SUPERSEDE: SupersedeForm,
    ActionStep.WITHDRAW: WithdrawForm,
    ActionStep.REWORD: RewordForm,
}
