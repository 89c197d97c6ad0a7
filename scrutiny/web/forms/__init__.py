"""Forms: one file a noun; here what they all are, and `fields` for what they are made of."""

from __future__ import annotations

from flask_wtf import FlaskForm


class Form(FlaskForm):
    """A form that shows its faults above itself, each a link to its field."""

    @property
    def faults(self) -> list[tuple[str, str]]:
        """The id of the field and what is wrong with it, in the order of the page; one fault a field."""
        return [(field.id, field.errors[0]) for field in self if field.errors and field.type != "CSRFTokenField"]
