"""Forms: one file a noun; here what they all are, `fields` for what they are made of, `widgets` for how that looks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import HiddenField
from wtforms.widgets import HiddenInput

from scrutiny.domain.rules import RuleBroken
from scrutiny.web import once


class Form(FlaskForm):
    """A form that shows its faults above itself, each a link to its field."""

    @property
    def faults(self) -> list[tuple[str, str]]:
        """The id of the field and what is wrong with it, in the order of the page; one fault a field."""
        return [(field.id, field.errors[0]) for field in self if field.errors and field.type != "CSRFTokenField"]


class Change(Form):
    """A form of the desk: it changes the record, and sent twice is done once.

    `seen` is the version of the thing that its writer was looking at, for a page that has to tell a stale one.
    """

    once = HiddenField(default=once.new_key)
    seen = HiddenField(default="")

    def fails(self, field: str, why: RuleBroken | str) -> None:
        """Put what a rule said beside the field that it is about."""
        self[field].errors = [*self[field].errors, str(why)]

    @contextmanager
    def rules(self, field: str) -> Iterator[None]:
        """What is done inside may break a rule; it is said beside that field, and the page goes on to show the form."""
        try:
            yield
        except RuleBroken as broken:
            self.fails(field, broken)

    @property
    def version(self) -> int:
        """Which version of the thing its writer saw; none that there is, where the form does not say."""
        seen = self.seen.data or ""
        return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1

    @property
    def sealed(self) -> Markup:
        """What the form carries that nobody sees; without ids, since a page may have several forms."""
        return Markup("\n").join(field(id=False) for field in self if isinstance(field.widget, HiddenInput))
