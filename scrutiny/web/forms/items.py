"""The forms of one item of an agenda."""

from __future__ import annotations

from typing import Any

from wtforms import ValidationError

from scrutiny.domain import leads
from scrutiny.domain.leads import LeadNamed
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import Nation
from scrutiny.models.agenda import AgendaItem
from scrutiny.operations.items import as_it_is
from scrutiny.papers.agenda import paragraphs
from scrutiny.web.forms import Change
from scrutiny.web.forms.exemption import OPEN, ExemptionForm, heard
from scrutiny.web.forms.fields import Day, Line, Lines, Number, Tick

LONGEST = 600  # minutes


class WithdrawForm(Change):
    because = Lines("Why it is withdrawn", needed="Enter why it is withdrawn", rows=3)


class ItemForm(ExemptionForm):
    """`seen` is the item as it was when its writer opened it."""

    title = Line("Title", needed="Enter the title")
    leads = Lines("Who answers for it", rows=3)
    report_recommendations = Lines("What the report recommends", rows=4)
    minutes_wanted = Number("Minutes wanted", most=LONGEST)
    papers_due = Day("Papers due")
    read_through = Tick("I have read what becomes public with the item, and all of it may be read by everybody")

    @classmethod
    def of(cls, item: AgendaItem, nation: Nation, **options: Any) -> ItemForm:
        """Filled from the item, which is loaded with its leads and its meeting, and from what was sent.

        With `formdata=None` from the item alone.
        """
        form = cls(
            **options,
            data={
                "title": item.title,
                "leads": leads.lines(item.leads),
                "report_recommendations": item.report_recommendations,
                "minutes_wanted": item.minutes_wanted,
                "papers_due": item.papers_due,
                "heard": heard(item.part, item.restricted),
                "paragraphs": [str(number) for number in paragraphs(item.paragraphs)],
                "public_title": item.public_title,
                "seen": as_it_is(item),
            },
        )
        form.offer_paragraphs(nation, item.meeting.on)
        if not item.exempt:
            del form.read_through
        return form

    def validate_read_through(self, field: Tick) -> None:
        """What was written for the desk alone is out with the item, and what the public has read is not taken back."""
        if self.heard.data == OPEN and not field.data:
            raise ValidationError("Read what becomes public with the item, and say that all of it may be")

    def validate_leads(self, field: Lines) -> None:
        try:
            leads.read(field.data or "")
        except RuleBroken as broken:
            raise ValidationError(str(broken)) from broken

    @property
    def answering(self) -> tuple[LeadNamed, ...]:
        return leads.read(self.leads.data or "")
