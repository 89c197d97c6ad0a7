"""The forms of an agenda: what joins it, and how it goes out, is reopened, and takes a late item."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import ValidationError

from scrutiny.web.forms import Change
from scrutiny.web.forms.exemption import ExemptionForm
from scrutiny.web.forms.fields import Choice, Line, Lines

NEW = ""


class AddItemForm(Change):
    """Business for a draft: a new matter by its title, or one that the committee knows."""

    topic = Choice("Matter")
    title = Line("Title")

    @classmethod
    def of(cls, topics: Iterable[Any]) -> AddItemForm:
        form = cls()
        form.topic.choices = known(topics)
        return form

    def validate_title(self, _field: Line) -> None:
        if not self.title.data and not self.topic.data:
            raise ValidationError("Enter the title, or choose a matter that the committee knows")


class LateItemForm(AddItemForm, ExemptionForm):
    """Urgent business for an agenda that is out (LGA 1972 s.100B(4))."""

    after = Choice("After item", needed="Choose the item that it comes after")
    because = Lines("Why it cannot wait", needed="Enter why it cannot wait", rows=3)


class PublishForm(Change):
    late_because = Lines("Why it is late", rows=3)


class ReopenForm(Change):
    because = Lines("Why it is reopened", needed="Enter why it is reopened", rows=3)


def known(topics: Iterable[Any]) -> list[tuple[str, str]]:
    """The committee's topics as a list to choose from, a new matter first."""
    return [(NEW, "A new matter"), *((str(topic.id), topic.title) for topic in topics)]
