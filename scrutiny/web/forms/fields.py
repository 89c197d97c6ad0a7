"""What forms are made of: fields that read what a person typed, and say in words what is wrong with it.

A field keeps what was typed, right or wrong, and shows it again. What a box must hold is said by `needed`: the sentence
that asks for it ("Enter the title"). An empty box that may be empty is "" for text and None for all else.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from datetime import date, time
from typing import Any, ClassVar, Generic, TypeVar

from werkzeug.datastructures import FileStorage
from wtforms import (
    BooleanField,
    Field,
    MultipleFileField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional, StopValidation

from scrutiny.domain.dates import written
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import clean, one_line
from scrutiny.queries.rows import Rows
from scrutiny.web.forms.widgets import Area, Boxed, Chosen, Listed, Spread, Ticked

Pairs = Iterable[tuple[str, str]]
T = TypeVar("T", date, time, int)

_DAY = re.compile(r"\s*([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})\s*|\s*([0-9]{1,2})[/. ]([0-9]{1,2})[/. ]([0-9]{4})\s*")
_HOUR = re.compile(r"\s*([0-9]{1,2})[:.]([0-9]{2})(?::00)?\s*(am|pm)?\s*", re.IGNORECASE)
_NUMBER = re.compile(r"\s*([0-9]{1,6})\s*")


class Needed(InputRequired):
    """That a box is not left empty; what was typed but could not be read has its own fault already."""

    field_flags: ClassVar[dict[str, Any]] = {}  # a browser's own refusal would stand in the way of ours

    def __call__(self, _form: Any, field: Field) -> None:
        if field.process_errors:
            raise StopValidation
        if not any(str(value).strip() for value in field.raw_data or []):
            raise StopValidation(self.message)


def _rules(needed: str) -> list[Any]:
    return [Needed(needed)] if needed else [Optional()]


class Line(StringField):
    """One line of text. `reads` makes the value of what was typed, or says in a RuleBroken why it cannot."""

    def __init__(
        self,
        label: str,
        *,
        reads: Callable[[str], str] | None = None,
        needed: str = "",
        most: int = 300,
        kind: str = "text",
        classes: str = "",
        **options: Any,
    ) -> None:
        if needed:
            options["validators"] = [*options.get("validators", []), Needed(needed)]
        super().__init__(label, widget=Boxed(kind, classes), **options)
        self.reads = reads or (lambda typed: one_line(typed, field=label, most=most))

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0] if valuelist else ""
        try:
            self.data = self.reads(self.data)
        except RuleBroken as broken:
            raise ValueError(str(broken)) from broken


class Lines(StringField):
    """Several lines of text, cleaned; Markdown where the record keeps Markdown."""

    def __init__(self, label: str, *, needed: str = "", rows: int = 5, **options: Any) -> None:
        super().__init__(label, widget=Area(rows), validators=_rules(needed), **options)
        self.called = label

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0] if valuelist else ""
        try:
            self.data = clean(self.data, field=self.called)
        except RuleBroken as broken:
            raise ValueError(str(broken)) from broken


class Measure(Field, Generic[T], ABC):
    """A day, an hour or a number, typed into one box; what cannot be read is shown as it was typed."""

    data: T | None

    def __init__(self, label: str, box: Boxed, *, needed: str = "", **options: Any) -> None:
        super().__init__(label, widget=box, validators=_rules(needed), **options)

    @property
    def given(self) -> T:
        """What is in a box that is needed, of a form that was found whole."""
        if self.data is None:
            raise ValueError(f"{self.label.text} was not given.")
        return self.data

    @abstractmethod
    def read(self, typed: str) -> T:
        """A ValueError says in a sentence what is wrong with it."""

    def written(self, held: T) -> str:
        return str(held)

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        self.data = self.read(typed) if typed else None

    def _value(self) -> str:
        if self.raw_data and self.process_errors:
            return str(self.raw_data[0])
        return "" if self.data is None else self.written(self.data)


class Day(Measure[date]):
    """A day: `2021-11-30` as a browser's calendar sends it, or 30/11/2021 as somebody types it."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, Boxed("date", "input--short"), **options)

    def read(self, typed: str) -> date:
        found = _DAY.fullmatch(typed)
        try:
            if found is None:
                raise ValueError
            year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
            if not 1900 <= int(year) <= 2199:
                raise ValueError
            return date(int(year), int(month), int(day))
        except ValueError:
            raise ValueError("Enter a real date, like 30/11/2021") from None


class Hour(Measure[time]):
    """A time of day: `10:00`, or 2.30 pm as somebody types it."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, Boxed("time", "input--short"), **options)

    def read(self, typed: str) -> time:
        found = _HOUR.fullmatch(typed)
        try:
            if found is None:
                raise ValueError
            hour = int(found[1])
            if found[3]:
                if not 1 <= hour <= 12:
                    raise ValueError
                hour = hour % 12 + (12 if found[3].lower() == "pm" else 0)
            return time(hour, int(found[2]))
        except ValueError:
            raise ValueError("Enter a time, like 10:00") from None

    def written(self, held: time) -> str:
        return held.strftime("%H:%M")


class Number(Measure[int]):
    """A whole number of things, from 0."""

    def __init__(self, label: str, *, most: int = 999_999, **options: Any) -> None:
        super().__init__(label, Boxed("text", "govuk-input--width-4"), **options)
        self.most = most

    def read(self, typed: str) -> int:
        found = _NUMBER.fullmatch(typed)
        if found is None or int(found[1]) > self.most:
            raise ValueError(f"{self.label.text} must be a whole number from 0 to {self.most}")
        return int(found[1])


def _offered(pairs: Pairs) -> list[SelectChoice]:
    return [pair if isinstance(pair, SelectChoice) else SelectChoice(str(pair[0]), pair[1]) for pair in pairs]


def _offer(field: SelectField, pairs: Pairs) -> None:
    SelectField.choices.fset(field, _offered(pairs))


class Choice(SelectField):
    """One of a list. `spread` lays it open as radios. Values are strings; "" stands for none of them.

    `choices` are pairs of a value and its words.
    """

    def __init__(
        self, label: str, *, needed: str = "", choices: Pairs = (), spread: bool = False, **options: Any
    ) -> None:
        self.needed = needed
        widget = Spread("radio") if spread else Listed()
        super().__init__(label, widget=widget, choices=_offered(choices), validate_choice=False, **options)

    data: str

    choices = property(SelectField.choices.fget, _offer)

    def pre_validate(self, _form: Any) -> None:
        if not self.data:
            self.data = ""
            if self.needed:
                raise StopValidation(self.needed)
        elif self.data not in {str(value) for value, *_ in self.choices or []}:
            raise StopValidation("Choose one of the list: what you chose is not on it any more")


class MeetingChoice(Choice):
    """One of a committee's meetings, told by its day; `none` are the words for none of them."""

    def __init__(self, label: str, *, none: str = "Choose a meeting", **options: Any) -> None:
        super().__init__(label, **options)
        self.none = none

    def offer(self, meetings: Rows) -> None:
        self.choices = [("", self.none), *((str(row.id), written(row.on)) for row in meetings)]


class Choices(SelectMultipleField):
    """Any of a list, as checkboxes. Values are strings."""

    def __init__(self, label: str, *, choices: Pairs = (), **options: Any) -> None:
        super().__init__(label, widget=Spread("checkbox"), choices=_offered(choices), validate_choice=False, **options)

    choices = property(SelectField.choices.fget, _offer)

    def pre_validate(self, _form: Any) -> None:
        if not set(self.data or []) <= {str(value) for value, *_ in self.choices or []}:
            raise StopValidation("Choose from the list: something you chose is not on it any more")


class Tick(BooleanField):
    """Yes or no."""

    widget = Ticked()


class Password(PasswordField):
    """A password: never sent back, and never trimmed. Its name says that it is one, so that no page carries it on."""

    widget = Boxed("password")

    def __init__(self, *said: Any, name: str = "", **options: Any) -> None:
        if "password" not in name:
            raise TypeError(f"The field {name} holds a password: name it one.")
        super().__init__(*said, name=name, **options)


class Files(MultipleFileField):
    """Files, one or with `several` more; a browser is told which endings to offer. The form is sent as multipart."""

    def __init__(
        self, label: str, *, needed: str = "", several: bool = False, endings: Iterable[str] = (), **options: Any
    ) -> None:
        super().__init__(label, widget=Chosen(several, ",".join(endings)), **options)
        self.needed = needed
        self.several = several

    @property
    def given(self) -> list[FileStorage]:
        """What was chosen: an empty box sends a file without a name."""
        return [sent for sent in self.data or () if isinstance(sent, FileStorage) and sent.filename]

    def pre_validate(self, _form: Any) -> None:
        if self.needed and not self.given:
            raise StopValidation(self.needed)
        if len(self.given) > 1 and not self.several:
            raise StopValidation("Choose one file")
