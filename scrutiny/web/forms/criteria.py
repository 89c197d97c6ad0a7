"""What is asked of a criterion that suggestions are scored by."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Self

from scrutiny.operations.criteria import MOST_EVER
from scrutiny.web.forms.fields import Line, Lines, Number
from scrutiny.web.forms.rows import RowForm

USUAL_MOST = 5


class CriterionForm(RowForm):
    name = Line("Name", needed="Enter the name", most=100)
    most = Number("Most points", needed="Enter the most points", most=MOST_EVER)
    guidance = Lines("What to ask", rows=2)

    @classmethod
    def anew(cls) -> Self:
        return cls(SimpleNamespace(name="", most=USUAL_MOST, guidance=""))
