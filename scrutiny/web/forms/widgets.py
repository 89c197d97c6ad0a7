"""How fields look: the mark-up of GOV.UK Frontend, each with its label, its hint, its fault in words, and the box.

Every widget is called with the field and, from the template, `hint=` and attributes of the box itself.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape
from wtforms import Field
from wtforms.widgets import html_params

GROUP = Markup('<div class="govuk-form-group{}">\n{}\n</div>')
LABEL = Markup('<label class="govuk-label" for="{}">{}</label>')
HINT = Markup('<div id="{}-hint" class="govuk-hint">{}</div>')
FAULT = Markup('<p id="{}-error" class="govuk-error-message"><span class="govuk-visually-hidden">Error:</span> {}</p>')
LEGEND = Markup('<legend class="govuk-fieldset__legend">{}</legend>')
FIELDSET = Markup('<fieldset class="govuk-fieldset"{}>\n{}\n</fieldset>')


class Widget:
    """A label, a hint, the error and the box, in the order in which they are read out."""

    def __call__(self, field: Field, *, hint: str = "", **attributes: Any) -> Markup:
        fault = field.errors[0] if field.errors else ""
        told_by = " ".join(f"{field.id}-{name}" for name, said in (("hint", hint), ("error", fault)) if said)
        said = [
            HINT.format(field.id, hint) if hint else Markup(),
            FAULT.format(field.id, fault) if fault else Markup(),
        ]
        within = self.arranged(field, [part for part in said if part], told_by, attributes)
        return GROUP.format(" govuk-form-group--error" if fault else "", within)

    def arranged(self, field: Field, said: list[Markup], told_by: str, attributes: dict[str, Any]) -> Markup:
        if told_by:
            attributes["aria-describedby"] = told_by
        box = self.box(field, attributes | {"id": field.id, "name": field.name})
        return Markup("\n").join([LABEL.format(field.id, field.label.text), *said, box])

    def box(self, field: Field, attributes: dict[str, Any]) -> Markup:
        raise NotImplementedError


class Boxed(Widget):
    """One line: text, e-mail, password, day or time."""

    def __init__(self, kind: str = "text", classes: str = "") -> None:
        self.kind = kind
        self.classes = classes

    def box(self, field: Field, attributes: dict[str, Any]) -> Markup:
        attributes["class"] = _classes("govuk-input", field, self.classes)
        attributes["type"] = self.kind
        if self.kind != "password":
            attributes["value"] = field._value()
        return Markup(f"<input {html_params(**attributes)}>")


class Chosen(Widget):
    """One or several files from the reader's own machine."""

    def __init__(self, several: bool, accept: str) -> None:
        self.several = several
        self.accept = accept

    def box(self, field: Field, attributes: dict[str, Any]) -> Markup:
        attributes |= {"class": _classes("govuk-file-upload", field), "type": "file", "multiple": self.several}
        if self.accept:
            attributes["accept"] = self.accept
        return Markup(f"<input {html_params(**attributes)}>")


class Area(Widget):
    """Several lines. A browser drops the first line end after the tag, so there is one to drop."""

    def __init__(self, rows: int = 5) -> None:
        self.rows = rows

    def box(self, field: Field, attributes: dict[str, Any]) -> Markup:
        attributes = {"rows": self.rows} | attributes | {"class": _classes("govuk-textarea", field)}
        return Markup(f"<textarea {html_params(**attributes)}>\n{escape(field._value())}</textarea>")


class Listed(Widget):
    """One of a list that folds out."""

    def box(self, field: Field, attributes: dict[str, Any]) -> Markup:
        attributes["class"] = _classes("govuk-select", field)
        options = [
            Markup("<option {}>{}</option>").format(Markup(html_params(value=value, selected=bool(chosen))), words)
            for value, words, chosen, _ in field.iter_choices()
        ]
        return Markup(f"<select {html_params(**attributes)}>\n{Markup().join(options)}\n</select>")


class Spread(Widget):
    """One or several of a list that lies open: radios or checkboxes. The first has the field's own id."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.block = {"radio": "govuk-radios", "checkbox": "govuk-checkboxes"}[kind]

    def arranged(self, field: Field, said: list[Markup], told_by: str, attributes: dict[str, Any]) -> Markup:
        hints = attributes.pop("hints", {})
        small = attributes.pop("small", False)
        entries = [
            self._entry(field, place, value, words, bool(chosen), hints.get(str(value), ""))
            for place, (value, words, chosen, _) in enumerate(field.iter_choices())
        ]
        classes = f"{self.block} {self.block}--small" if small else self.block
        box = Markup('<div class="{}">\n{}\n</div>').format(classes, Markup("\n").join(entries))
        described = Markup(' aria-describedby="{}"').format(told_by) if told_by else ""
        return FIELDSET.format(described, Markup("\n").join([LEGEND.format(field.label.text), *said, box]))

    def _entry(self, field: Field, place: int, value: str, words: str, chosen: bool, hint: str) -> Markup:
        id_ = f"{field.id}-{place}" if place else field.id
        attributes: dict[str, Any] = {"class": f"{self.block}__input", "id": id_, "name": field.name}
        attributes |= {"type": self.kind, "value": value, "checked": chosen}
        if hint:
            attributes["aria-describedby"] = f"{id_}-entry-hint"
        return Markup('<div class="{0}__item">\n<input {1}>\n{2}{3}\n</div>').format(
            self.block,
            Markup(html_params(**attributes)),
            Markup('<label class="govuk-label {}__label" for="{}">{}</label>').format(self.block, id_, words),
            Markup('<div id="{}-entry-hint" class="govuk-hint {}__hint">{}</div>').format(id_, self.block, hint)
            if hint
            else "",
        )


class Ticked(Widget):
    """Yes or no: a lone checkbox, whose label stands behind it."""

    def arranged(self, field: Field, said: list[Markup], told_by: str, attributes: dict[str, Any]) -> Markup:
        attributes |= {"class": "govuk-checkboxes__input", "id": field.id, "name": field.name, "type": "checkbox"}
        attributes |= {"value": "y", "checked": bool(field.data)}
        if told_by:
            attributes["aria-describedby"] = told_by
        label = Markup('<label class="govuk-label govuk-checkboxes__label" for="{}">{}</label>')
        box = Markup('<div class="govuk-checkboxes">\n<div class="govuk-checkboxes__item">\n{}\n{}\n</div>\n</div>')
        ticked = Markup(f"<input {html_params(**attributes)}>")
        return Markup("\n").join([*said, box.format(ticked, label.format(field.id, field.label.text))])


def _classes(block: str, field: Field, more: str = "") -> str:
    return " ".join(filter(None, (block, f"{block}--error" if field.errors else "", more)))
