"""The form of an item that comes onto agendas by itself."""

from __future__ import annotations

from scrutiny.domain.dates import MONTHS
from scrutiny.domain.vocabulary import ItemKind
from scrutiny.operations.standing_items import Matter
from scrutiny.web.forms.fields import Choice, Line, Tick
from scrutiny.web.forms.rows import RowForm

KINDS = [
    (ItemKind.BUSINESS.value, "Business, like a yearly report"),
    (ItemKind.APOLOGIES.value, "Apologies"),
    (ItemKind.DECLARATIONS.value, "Declarations of interest"),
    (ItemKind.MINUTES.value, "Minutes of the last meeting"),
    (ItemKind.WORK_PROGRAMME.value, "Work programme"),
]


class StandingItemForm(RowForm):
    title = Line("Title", needed="Enter the title")
    kind = Choice("What it is for", choices=KINDS, default=ItemKind.BUSINESS.value, needed="Choose what it is for")
    month = Choice(
        "When",
        choices=[
            ("", "On every agenda"),
            *((str(number), f"Yearly, from {name}") for number, name in enumerate(MONTHS, 1)),
        ],
    )
    at_the_end = Tick("At the end of the agenda")

    @property
    def matter(self) -> Matter:
        return Matter(
            title=self.title.data,
            kind=ItemKind(self.kind.data),
            month=int(self.month.data) if self.month.data else None,
            at_the_end=self.at_the_end.data,
        )
