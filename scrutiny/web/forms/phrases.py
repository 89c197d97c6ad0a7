"""The form of a phrase."""

from __future__ import annotations

from scrutiny.operations.phrases import LONGEST
from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Line


class PhraseForm(Change):
    text = Line("Phrase", needed="Enter the phrase", most=LONGEST)
