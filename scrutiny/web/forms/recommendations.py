"""What is done with a recommendation: a form for each step that its state allows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from scrutiny.domain.steps import RecommendationStep
from scrutiny.domain.vocabulary import Response, ResponseClock
from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Choice, Day, Line, Lines
from scrutiny.web.forms.steps import StepForm, reason

CLOCKS = (
    (ResponseClock.EXECUTIVE.value, "The executive: two months from receipt (Local Government Act 2000 s.9FE)"),
    (ResponseClock.HEALTH.value, "An NHS body: 28 days of the request (SI 2013/218 reg. 22)"),
    (ResponseClock.COMMUNITY_SAFETY.value, "Community safety partners: 28 days from receipt (SI 2009/942)"),
    (ResponseClock.NONE.value, "Nobody who must answer by law"),
)


class SendForm(StepForm):
    about = "on"
    hints: ClassVar = {"received_on": "The time for a response runs from this day. Leave it empty until it is known."}
    on = Day("Day it was sent", needed="Enter the day it was sent")
    received_on = Day("Day it was received")


class ReceiveForm(StepForm):
    about = "on"
    hints: ClassVar = {"on": "The time for a response runs from this day."}
    on = Day("Day it was received", needed="Enter the day it was received")


class RespondForm(StepForm):
    about = "on"
    response = Choice(
        "The response",
        needed="Choose what the response was",
        choices=[(response.value, response.label) for response in Response],
        spread=True,
    )
    text = Lines("What was answered", rows=4)
    on = Day("Day of the response", needed="Enter the day of the response")


class AskAgainForm(StepForm):
    about = "because"
    hints: ClassVar = {"because": "The answer that came is kept; the time for a response begins when this is received."}
    because = reason("Why it is asked for again", "Enter why it is asked for again")


class MonitorForm(StepForm):
    """A button that asks nothing."""


class ReportForm(StepForm):
    about = "done"
    done = Lines("What was done about it", needed="Enter what was done about it", rows=3)


class CloseForm(StepForm):
    about = "because"
    because = reason("What was done about it, and why it is closed", "Enter what was done about it", rows=3)


class WithdrawForm(StepForm):
    about = "because"
    final = True
    hints: ClassVar = {"because": "It is over then, for good. What comes after it is a new recommendation."}
    because = reason("Why it is withdrawn", "Enter why it is withdrawn")


class RewordForm(StepForm):
    about = "text"
    hints: ClassVar = {"text": "What it said before stays in the history."}
    known: ClassVar = {"addressee": "known-addressees"}
    text = Lines("What is recommended", needed="Enter what is recommended", rows=4)
    addressee = Line("To whom", most=250)
    clock = Choice("Who must answer, and by when", choices=CLOCKS, needed="Choose who must answer", spread=True)


class AddRecommendationForm(Change):
    text = Lines("What is recommended", needed="Enter what is recommended", rows=3)
    addressee = Line("To whom", needed="Enter to whom it is recommended", most=250)
    clock = Choice(
        "Who must answer, and by when",
        choices=CLOCKS,
        needed="Choose who must answer",
        spread=True,
        default=ResponseClock.EXECUTIVE.value,
    )
    source = Choice("Where it came from")


FORMS: Mapping[RecommendationStep, type[StepForm]] = {
    RecommendationStep.SEND: SendForm,
    RecommendationStep.RECEIVE: ReceiveForm,
    RecommendationStep.RESPOND: RespondForm,
    RecommendationStep.ASK_AGAIN: AskAgainForm,
    RecommendationStep.MONITOR: MonitorForm,
    RecommendationStep.REPORT: ReportForm,
    RecommendationStep.CLOSE: CloseForm,
    RecommendationStep.TAKE_UP: MonitorForm,
    RecommendationStep.WITHDRAW: WithdrawForm,
    RecommendationStep.REWORD: RewordForm,
}
