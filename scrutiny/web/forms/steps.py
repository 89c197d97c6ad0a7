"""The steps of an action or a recommendation: each a small form, of which several stand on one page.

So each has ids of its own, made of the name of its step. What all of them ask in the same words is here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, ClassVar, TypeVar

from wtforms import Field, ValidationError

from scrutiny.domain.vocabulary import Labelled
from scrutiny.web.day import today
from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Line, Lines

Step = TypeVar("Step", bound=Labelled)

STALE = "This was changed while you were looking at it. See how it is now, and send this again if it still holds."


def reason(label: str, needed: str, rows: int = 2) -> Lines:
    return Lines(label, needed=needed, rows=rows)


def speaker() -> Line:
    return Line("Who says so", needed="Enter who says so", most=250)


class StepForm(Change):
    """`about` is the field beside which a broken rule is told, `known` by field the list that it is completed from.

    A form that asks nothing is told of above its button. The fields `together` stand side by side. `final` is what
    cannot be taken back from the page: its button is a warning.
    """

    about: ClassVar[str] = "seen"
    hints: ClassVar[Mapping[str, str]] = {}
    known: ClassVar[Mapping[str, str]] = {}
    together: ClassVar[tuple[str, ...]] = ()
    final: ClassVar[bool] = False

    def __init__(self, step: Labelled, *, fresh: bool = False, **options: Any) -> None:
        """`fresh` is not filled with what was sent to another step of the page."""
        super().__init__(**options, **({"formdata": None} if fresh else {}))
        self.step = step
        for field in self:
            field.id = f"{step.value}-{field.short_name}"
        self.seen.id = self.id

    @property
    def id(self) -> str:
        """Of the form itself: where a fault of no one field leads."""
        return f"{self.step.value}-step"

    @property
    def asked(self) -> list[Field]:
        """The fields that somebody fills in, in their order."""
        return [field for field in self if field.type not in ("HiddenField", "CSRFTokenField")]

    def is_of(self, version: int) -> bool:
        """Whether the one who sent it had seen that version. From here on it is of that version, to be sent again."""
        seen, self.seen.data = self.version, str(version)
        if seen != version:
            self.fails("seen", STALE)
        return seen == version

    def validate_on(self, field: Field) -> None:
        """A day on which something happened is not one to come."""
        if isinstance(field.data, date) and field.data > today():
            raise ValidationError("The day must be today or in the past")

    validate_received_on = validate_on


def on_the_page(allowed: Iterable[Step], sent: StepForm | None, fresh: Callable[[Step], StepForm]) -> list[StepForm]:
    """A form for each step. The one that was sent stands as it was sent, even if no longer allowed: no word is lost."""
    forms = [sent if sent and sent.step is step else fresh(step) for step in allowed]
    return [sent, *forms] if sent and sent.errors and sent not in forms else forms
