"""Reads a committee's record from JSON: an export of this program, or a shorter one that somebody wrote by hand."""

import json
from dataclasses import dataclass
from typing import Any

from scrutiny.domain.record import Doubt, Record
from scrutiny.domain.rules import RuleBroken
from scrutiny.intake.record.agreement import check
from scrutiny.intake.record.completion import complete
from scrutiny.intake.record.notes import Notes
from scrutiny.intake.record.shapes import Shape, Unreadable


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. Mistakes keep it from being stored, doubts do not. Without a committee there is no `record`."""

    record: Record | None
    mistakes: tuple[Doubt, ...]
    doubts: tuple[Doubt, ...]

    @property
    def noted(self) -> tuple[Doubt, ...]:
        """Everything that a person should look at, the mistakes first."""
        return self.mistakes + self.doubts

    def accept(self) -> Record:
        """The record, to be stored. Raises RuleBroken with the first mistake and how many others there are."""
        if self.record is not None and not self.mistakes:
            return self.record
        first, *others = self.mistakes
        more = f" There are {len(others)} more mistakes like it." if len(others) > 1 else ""
        more = " There is one more mistake." if len(others) == 1 else more
        raise RuleBroken(f"The record cannot be read. {first.where}: {first.what}.{more}")


def read(file: bytes) -> Reading:
    """Every mistake is named with its place, like `meetings[3].date`. Raises RuleBroken for what is not JSON at all."""
    notes = Notes()
    given = _json(file, notes)
    try:
        record: Record | None = Shape(notes).read(Record, given, "")
    except Unreadable:
        record = None
    if record is not None and not notes.mistakes:
        record = complete(record, notes)
    if record is not None and not notes.mistakes:
        check(record, notes)
    return Reading(record, tuple(notes.mistakes), tuple(notes.doubts))


def _json(file: bytes, notes: Notes) -> Any:
    def keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            notes.mistake(twice, "this key stands twice in one place, and only one can be meant")
        return found

    try:
        return json.loads(file.decode("utf-8-sig"), object_pairs_hook=keys)
    except UnicodeDecodeError as error:
        raise RuleBroken(
            "The file is not a text in UTF-8, so it is no record. Save it as UTF-8 and try again."
        ) from error
    except json.JSONDecodeError as error:
        raise RuleBroken(
            f"The file is not JSON: line {error.lineno}, column {error.colno} cannot be read ({error.msg})."
        ) from error
    except (ValueError, RecursionError) as error:
        raise RuleBroken("The file is JSON, but with a number or a depth that no record has.") from error
