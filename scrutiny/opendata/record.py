"""Prints a committee's record as JSON: UTF-8, ISO dates, every key every time, in the order of the record."""

import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Any

from scrutiny.domain.record import Doubt, Record
from scrutiny.domain.vocabulary import Part


def write(record: Record, doubts: Iterable[Doubt] = ()) -> bytes:
    """The whole file. `doubts` are those of the reader, where the record was read from a document."""
    keys = plain(record) | {"doubts": [plain(doubt) for doubt in doubts]}
    return (json.dumps(keys, ensure_ascii=False, indent=2) + "\n").encode()


def write_part(record: Record) -> bytes:
    """A part of a record, with the keys that it has something to say under: what it is silent on, nobody was told."""
    return (json.dumps(_said(record), ensure_ascii=False, indent=2) + "\n").encode()


def _said(value: Any) -> Any:
    """A value without the fields that are at their defaults; which part of the agenda it is is always said."""
    if isinstance(value, tuple):
        return [_said(each) for each in value]
    if not is_dataclass(value) or isinstance(value, type):
        return plain(value)
    there = ((field, getattr(value, field.name)) for field in fields(value))
    return {
        field.name.rstrip("_"): _said(each) for field, each in there if each != field.default or isinstance(each, Part)
    }


def plain(value: Any) -> Any:
    """A value of the record as JSON has it; times are written to the minute where nothing is lost by it."""
    match value:
        case Part():
            return int(value)
        case Enum():
            return value.value
        case time():
            return value.isoformat("auto" if value.second or value.microsecond else "minutes")
        case date() | datetime():
            return value.isoformat()
        case tuple():
            return [plain(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name.rstrip("_"): plain(getattr(value, field.name)) for field in fields(value)}
    return value
