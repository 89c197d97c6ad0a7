"""What a template may read: plain values under names that a clerk knows, each with a word on what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from scrutiny.word.body import Body


class Form(StrEnum):
    """What a field holds. The value is said on the page that lists the fields."""

    TEXT = "words"
    DAY = "a day"
    HOUR = "a time"
    NUMBER = "a number"
    ANSWER = "yes or no"
    TEXTS = "a list"
    ROWS = "a list with fields"
    GROUP = "fields"
    PARAGRAPHS = "whole paragraphs"

    @property
    def printed(self) -> bool:
        return self in (Form.TEXT, Form.DAY, Form.HOUR, Form.NUMBER)

    @property
    def many(self) -> bool:
        return self in (Form.TEXTS, Form.ROWS)


@dataclass(frozen=True, slots=True)
class Field:
    """`read` takes the value from the paper, or from the row that the field is a part of; of paragraphs it writes them.

    `sections` tells that those paragraphs begin sections of the document, so they can stand nowhere else.
    """

    name: str
    means: str
    form: Form
    read: Callable[..., Any]
    parts: tuple[Field, ...] = ()
    sections: bool = False

    @property
    def by_name(self) -> dict[str, Field]:
        return {part.name: part for part in self.parts}


def text(name: str, means: str, read: Callable[[Any], str]) -> Field:
    return Field(name, means, Form.TEXT, read)


def day(name: str, means: str, read: Callable[[Any], Any]) -> Field:
    return Field(name, means, Form.DAY, read)


def hour(name: str, means: str, read: Callable[[Any], Any]) -> Field:
    return Field(name, means, Form.HOUR, read)


def number(name: str, means: str, read: Callable[[Any], int]) -> Field:
    return Field(name, means, Form.NUMBER, read)


def answer(name: str, means: str, read: Callable[[Any], bool]) -> Field:
    return Field(name, means, Form.ANSWER, read)


def texts(name: str, means: str, read: Callable[[Any], Any]) -> Field:
    return Field(name, means, Form.TEXTS, read)


def rows(name: str, means: str, read: Callable[[Any], Any], *parts: Field) -> Field:
    return Field(name, means, Form.ROWS, read, parts)


def group(name: str, means: str, *parts: Field) -> Field:
    return Field(name, means, Form.GROUP, lambda paper: paper, parts)


def paragraphs(name: str, means: str, write: Callable[[Body, Any], None], *, sections: bool = False) -> Field:
    return Field(name, means, Form.PARAGRAPHS, write, sections=sections)


Write = Callable[[Callable[[Body, Any], None], Any], object]
"""Takes what writes paragraphs and what they are of, and gives the paragraphs."""


def values(fields: tuple[Field, ...], of: Any, used: frozenset[Field], write: Write) -> dict[str, Any]:
    """The fields that are used, by name: words, days, numbers, and lists and dicts of them."""
    return {field.name: _value(field, of, used, write) for field in fields if field in used}


def _value(field: Field, of: Any, used: frozenset[Field], write: Write) -> Any:
    match field.form:
        case Form.GROUP:
            return values(field.parts, of, used, write)
        case Form.ROWS:
            return [values(field.parts, row, used, write) for row in field.read(of)]
        case Form.TEXTS:
            return list(field.read(of))
        case Form.PARAGRAPHS:
            return write(field.read, of)
        case _:
            return field.read(of)


def dotted(fields: Mapping[str, Field], before: str = "") -> Iterator[tuple[str, Field]]:
    """`meeting.date` and all others that can be written, in order; what a row of a list has is not among them."""
    for name, field in fields.items():
        yield f"{before}{name}", field
        if field.form is Form.GROUP:
            yield from dotted(field.by_name, f"{before}{name}.")
