"""The form of one item of a draft agenda."""

from __future__ import annotations

from wtforms import ValidationError

from scrutiny.domain import exemption, leads
from scrutiny.domain.leads import LeadNamed
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import Nation, Part
from scrutiny.models.agenda import AgendaItem
from scrutiny.operations.items import Exemption, as_it_is
from scrutiny.papers.agenda import paragraphs
from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Choice, Choices, Day, Line, Lines, Number

OPEN, EXEMPT, RESTRICTED = "open", "exempt", "restricted"
LONGEST = 600  # minutes


class ItemForm(Change):
    """`seen` is the item as it was when its writer opened it."""

    title = Line("Title", needed="Enter the title")
    leads = Lines("Who answers for it", rows=3)
    report_recommendations = Lines("What the report recommends", rows=4)
    minutes_wanted = Number("Minutes wanted", most=LONGEST)
    papers_due = Day("Papers due")
    heard = Choice(
        "May the public hear it?",
        needed="Choose whether the public may hear it",
        choices=[
            (OPEN, "Yes: Part One"),
            (EXEMPT, "No: Part Two, exempt"),
            (RESTRICTED, "It is taken in Part One, but its papers are not for publication"),
        ],
        spread=True,
    )
    paragraphs = Choices("Paragraph of Schedule 12A that makes it exempt")
    public_title = Line("Title that the public reads")

    @classmethod
    def of(cls, item: AgendaItem, nation: Nation) -> ItemForm:
        """Filled from the item, which is loaded with its leads and its meeting."""
        form = cls(
            data={
                "title": item.title,
                "leads": leads.lines(item.leads),
                "report_recommendations": item.report_recommendations,
                "minutes_wanted": item.minutes_wanted,
                "papers_due": item.papers_due,
                "heard": EXEMPT if item.part is Part.TWO else RESTRICTED if item.restricted else OPEN,
                "paragraphs": [str(number) for number in paragraphs(item.paragraphs)],
                "public_title": item.public_title,
                "seen": as_it_is(item),
            }
        )
        held = exemption.descriptions(nation, item.meeting.on).paragraphs
        form.paragraphs.choices = [(str(number), f"{number}. {words}") for number, words in held.items()]
        return form

    def validate_leads(self, field: Lines) -> None:
        try:
            leads.read(field.data or "")
        except RuleBroken as broken:
            raise ValidationError(str(broken)) from broken

    def validate_paragraphs(self, field: Choices) -> None:
        if self.heard.data in (EXEMPT, RESTRICTED) and not field.data:
            raise ValidationError("Choose the paragraph that makes the item exempt")

    def validate_public_title(self, field: Line) -> None:
        if self.heard.data in (EXEMPT, RESTRICTED) and not field.data:
            raise ValidationError("Enter the title that the public reads")

    @property
    def answering(self) -> tuple[LeadNamed, ...]:
        return leads.read(self.leads.data or "")

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
