"""JSON into the record's values, guided by their types alone: what is not of its type is named with its place.

A list goes on without an element that cannot be read, and a value goes on with its default where it has one, so that
one reading names every mistake.
"""

import re
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from scrutiny.domain.record.references import OneLine
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import clean, one_line
from scrutiny.intake.record.notes import Notes

LARGEST = 2**31 - 1
"""The largest whole number that both databases keep in a column of integers."""

_LONGEST_SHOWN = 40


class Unreadable(Exception):
    """This value cannot be made; why has been noted."""


@dataclass(frozen=True, slots=True)
class Shape:
    notes: Notes

    def read(self, kind: Any, given: Any, where: str) -> Any:
        """A value of this type. Raises Unreadable, when the mistake is noted."""
        arguments = get_args(kind)
        if get_origin(kind) is Annotated:
            return self._line(arguments[1], given, where)
        if get_origin(kind) is tuple:
            return self._list(arguments[0], given, where)
        if arguments:
            return self._either(arguments, given, where)
        if is_dataclass(kind):
            return self._keys(kind, given, where)
        if issubclass(kind, Enum):
            return self._word(kind, given, where)
        return _PLAIN[kind](self, given, where)

    def _keys(self, kind: Any, given: Any, where: str) -> Any:
        if not isinstance(given, dict):
            raise self._wrong(where, f"{_shown(given)} is not a set of keys and values")
        hints = _types_of(kind)
        values, whole = {}, True
        for field in fields(kind):
            key = field.name.rstrip("_")
            place = f"{where}.{key}" if where else key
            required = field.default is MISSING and field.default_factory is MISSING
            if key in given:
                try:
                    values[field.name] = self.read(hints[field.name], given[key], place)
                except Unreadable:
                    whole = whole and not required
            elif required:
                self.notes.mistake(place, "is missing")
                whole = False
        for key in given.keys() - {field.name.rstrip("_") for field in fields(kind)}:
            if where or key != "doubts":
                self.notes.doubt(f"{where}.{key}".lstrip("."), "is not a key of the record and is left out")
        if not whole:
            raise Unreadable
        return kind(**values)

    def _list(self, kind: Any, given: Any, where: str) -> tuple[Any, ...]:
        if not isinstance(given, list):
            raise self._wrong(where, f"{_shown(given)} is not a list")
        found = []
        for at, each in enumerate(given):
            try:
                found.append(self.read(kind, each, f"{where}[{at}]"))
            except Unreadable:
                continue
        return tuple(found)

    def _either(self, kinds: tuple[Any, ...], given: Any, where: str) -> Any:
        if given is None and type(None) in kinds:
            return None
        others = [kind for kind in kinds if kind is not type(None)]
        if int in others and isinstance(given, int) and not isinstance(given, bool):
            return self._number(given, where)
        return self.read(others[-1], given, where)

    def _line(self, limit: OneLine, given: Any, where: str) -> str:
        self._require_text(given, where)
        try:
            line = one_line(given, field=where, most=limit.most)
        except RuleBroken as broken:
            raise self._wrong(where, str(broken).removeprefix(f"{where} ")) from broken
        return line

    def _text(self, given: Any, where: str) -> str:
        self._require_text(given, where)
        try:
            return clean(given, field=where)
        except RuleBroken as broken:
            raise self._wrong(where, str(broken).removeprefix(f"{where} ")) from broken

    def _require_text(self, given: Any, where: str) -> None:
        if not isinstance(given, str):
            raise self._wrong(where, f"{_shown(given)} is not a text")

    def _number(self, given: Any, where: str) -> int:
        if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= LARGEST:
            raise self._wrong(where, f"{_shown(given)} is not a whole number from 0 to {LARGEST}")
        return given

    def _yes_or_no(self, given: Any, where: str) -> bool:
        if not isinstance(given, bool):
            raise self._wrong(where, f"{_shown(given)} is neither true nor false")
        return given

    def _day(self, given: Any, where: str) -> date:
        if isinstance(given, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given):
            try:
                return date.fromisoformat(given)
            except ValueError:
                pass
        raise self._wrong(where, f"{_shown(given)} is not a date; write it like 2021-11-30")

    def _hour(self, given: Any, where: str) -> time:
        if isinstance(given, str) and re.fullmatch(r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{6})?)?", given):
            try:
                return time.fromisoformat(given)
            except ValueError:
                pass
        raise self._wrong(where, f"{_shown(given)} is not a time of day; write it like 10:00")

    def _instant(self, given: Any, where: str) -> datetime:
        try:
            instant = datetime.fromisoformat(given)
            if instant.tzinfo:
                return instant.astimezone(UTC)
        except (TypeError, ValueError, OverflowError):
            pass
        raise self._wrong(where, f"{_shown(given)} is not an instant; write it like 2021-11-30T10:00:00+00:00")

    def _word(self, kind: type[Enum], given: Any, where: str) -> Enum:
        words = {str(word.value): word for word in kind}
        if isinstance(given, str | int) and not isinstance(given, bool) and str(given) in words:
            return words[str(given)]
        raise self._wrong(where, f"{_shown(given)} is not one of {', '.join(words)}")

    def _wrong(self, where: str, what: str) -> Unreadable:
        self.notes.mistake(where or "the record", what)
        return Unreadable()


_PLAIN: dict[Any, Callable[[Shape, Any, str], Any]] = {
    str: Shape._text,
    int: Shape._number,
    bool: Shape._yes_or_no,
    date: Shape._day,
    time: Shape._hour,
    datetime: Shape._instant,
}


@cache
def _types_of(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _shown(given: Any) -> str:
    """What was given, short enough for a sentence, in quotation marks if it is a text."""
    if isinstance(given, dict | list):
        return "a list" if isinstance(given, list) else "a set of keys"
    text = {None: "null", True: "true", False: "false"}.get(given) if given is None or isinstance(given, bool) else None
    shown = text or (repr(given) if isinstance(given, str) else str(given))
    return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"
