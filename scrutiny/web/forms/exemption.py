"""What every form asks that puts business before the public: may they hear it, and if not, why."""

from __future__ import annotations

from datetime import date

from wtforms import ValidationError

from scrutiny.domain import exemption
from scrutiny.domain.vocabulary import Nation, Part
from scrutiny.operations.items import Exemption
from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Choice, Choices, Line

OPEN, EXEMPT, RESTRICTED = "open", "exempt", "restricted"


class ExemptionForm(Change):
    heard = Choice(
        "May the public hear it?",
        needed="Choose whether the public may hear it",
        choices=[
            (OPEN, "Yes: Part One"),
            (EXEMPT, "No: Part Two, exempt"),
            (RESTRICTED, "It is taken in Part One, but its papers are not for publication"),
        ],
        default=OPEN,
        spread=True,
    )
    paragraphs = Choices("Paragraph of Schedule 12A that makes it exempt")
    public_title = Line("Title that the public reads")

    def offer_paragraphs(self, nation: Nation, on: date) -> None:
        """Those of the nation's list that is in force on the meeting's day."""
        held = exemption.descriptions(nation, on).paragraphs
        self.paragraphs.choices = [(str(number), f"{number}. {words}") for number, words in held.items()]

    def validate_paragraphs(self, field: Choices) -> None:
        if self.heard.data in (EXEMPT, RESTRICTED) and not field.data:
            raise ValidationError("Choose the paragraph that makes the item exempt")

    def validate_public_title(self, field: Line) -> None:
        if self.heard.data in (EXEMPT, RESTRICTED) and not field.data:
            raise ValidationError("Enter the title that the public reads")

    @property
    def exempt(self) -> Exemption:
        if self.heard.data == OPEN:
            return Exemption()
        return Exemption(
            part=Part.TWO if self.heard.data == EXEMPT else Part.ONE,
            restricted=True,
            paragraphs=tuple(map(int, self.paragraphs.data or ())),
            public_title=self.public_title.data or "",
        )


def heard(part: Part, restricted: bool) -> str:
    """The choice that an item stands for."""
    return EXEMPT if part is Part.TWO else RESTRICTED if restricted else OPEN
