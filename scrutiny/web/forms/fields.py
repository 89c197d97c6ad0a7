"""What forms are made of: fields in the mark-up of GOV.UK Frontend, each error in words and tied to its field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup
from wtforms import Field, PasswordField, StringField
from wtforms.widgets import html_params

from scrutiny.domain.rules import RuleBroken

GROUP = Markup('<div class="govuk-form-group{}">\n{}\n</div>')
LABEL = Markup('<label class="govuk-label" for="{}">{}</label>')
HINT = Markup('<div id="{}-hint" class="govuk-hint">{}</div>')
FAULT = Markup('<p id="{}-error" class="govuk-error-message"><span class="govuk-visually-hidden">Error:</span> {}</p>')


class Boxed:
    """A label, a hint, the error and the box to write in, in the order in which they are read out."""

    def __init__(self, kind: str = "text") -> None:
        self.kind = kind

    def __call__(self, field: Field, *, hint: str = "", **attributes: Any) -> Markup:
        fault = field.errors[0] if field.errors else ""
        told_by = [name for name, said in (("hint", hint), ("error", fault)) if said]
        parts = [
            LABEL.format(field.id, field.label.text),
            HINT.format(field.id, hint) if hint else Markup(),
            FAULT.format(field.id, fault) if fault else Markup(),
            self._box(field, told_by, attributes),
        ]
        return GROUP.format(" govuk-form-group--error" if fault else "", Markup("\n").join(filter(None, parts)))

    def _box(self, field: Field, told_by: list[str], attributes: dict[str, Any]) -> Markup:
        classes = "govuk-input govuk-input--error" if "error" in told_by else "govuk-input"
        attributes |= {"class": classes, "id": field.id, "name": field.name, "type": self.kind}
        if self.kind != "password":
            attributes["value"] = field._value()
        if told_by:
            attributes["aria-describedby"] = " ".join(f"{field.id}-{name}" for name in told_by)
        return Markup(f"<input {html_params(**attributes)}>")


class Line(StringField):
    """One line of text. `reads` makes the value of what was typed, or says in a RuleBroken why it cannot."""

    def __init__(self, label: str, *, reads: Callable[[str], str], kind: str = "text", **options: Any) -> None:
        super().__init__(label, widget=Boxed(kind), **options)
        self.reads = reads

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0] if valuelist else ""
        try:
            self.data = self.reads(self.data)
        except RuleBroken as broken:
            raise ValueError(str(broken)) from broken


class Password(PasswordField):
    """A password: never sent back, and never trimmed."""

    widget = Boxed("password")
