"""The forms of a council's templates."""

from __future__ import annotations

from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Files


class TemplateForm(Change):
    files = Files("The template", needed="Choose a file", endings=(".docx",))


class UseForm(Change):
    """`seen` is the id of the template that was in use when its writer looked, 0 for the product's own."""
