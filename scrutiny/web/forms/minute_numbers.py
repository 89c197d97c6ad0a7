"""The forms of minute numbers: issuing one, voiding one."""

from __future__ import annotations

from wtforms import HiddenField

from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Line, Lines


class NumberForm(Change):
    """`warned` is the number whose warnings were shown: sent again, it is issued all the same."""

    number = Line("Minute number", needed="Enter the number", most=40, classes="govuk-input--width-10")
    warned = HiddenField()


class VoidForm(Change):
    because = Lines("Why the number is voided", rows=3, needed="Enter why the number is voided")
