"""What is asked of a suggestion: what, who, when and why; its points; and why it is declined."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any, Self

from scrutiny.models.suggestions import Criterion, Suggestion
from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Day, Line, Lines, Number
from scrutiny.web.forms.rows import RowForm

POINTS = "points_"


class SuggestionForm(RowForm):
    """With a field for each criterion in force, where the committee scores."""

    title = Line("Title", needed="Enter the title")
    suggested_by = Line("Who suggested it", most=250)
    suggested_on = Day("When", needed="Enter the day it was suggested")
    why = Lines("Why", rows=4)

    criteria: Sequence[Criterion] = ()

    @classmethod
    def anew(cls, *, on: date) -> Self:
        return cls(SimpleNamespace(title="", suggested_by="", suggested_on=on, why=""))

    @classmethod
    def of(cls, suggestion: Suggestion, criteria: Sequence[Criterion]) -> Self:
        given = {score.criterion_id: score.points for score in suggestion.scores}
        held = SimpleNamespace(
            title=suggestion.title,
            suggested_by=suggestion.suggested_by,
            suggested_on=suggestion.suggested_on,
            why=suggestion.why,
            **{f"{POINTS}{criterion.id}": given.get(criterion.id) for criterion in criteria},
        )
        boxes = {f"{POINTS}{criterion.id}": Number(criterion.name, most=criterion.most) for criterion in criteria}
        form: Self = type("ScoredForm", (cls,), boxes)(held)
        form.criteria = criteria
        return form

    def box(self, criterion: Criterion) -> Any:
        return self[f"{POINTS}{criterion.id}"]

    @property
    def points(self) -> dict[Criterion, int | None]:
        return {criterion: self.box(criterion).data for criterion in self.criteria}


class DeclineForm(Change):
    because = Lines("Why is it declined?", needed="Enter why it is declined", rows=3)
