"""A form over one row of the record, whose fields are named like the columns they show."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from wtforms import Field, HiddenField

from scrutiny.web.forms import Change

MOST_SAID = 200
"""Characters of what a row holds now; a remit can be long, and the page of the committee has it whole."""

UNCHANGED = frozenset({"csrf_token", "once", "seen"})


class RowForm(Change):
    """Begins with what the row holds. Sent from a page that was opened before somebody else changed the row, it is
    refused: each field that differs says what it is now, and sending it again is a decision, not an accident.
    """

    def __init__(self, row: Any = None, **options: Any) -> None:
        super().__init__(obj=row, **options)
        self.now = self._digest()
        if not self.seen.data:
            self.seen.data = self.now

    def validate(self, extra_validators: Any = None) -> bool:
        return bool(super().validate(extra_validators)) and not self._is_stale()

    def _is_stale(self) -> bool:
        if self.seen.data == self.now:
            return False
        for field in self._of_the_row():
            if field.object_data != field.data and str(field.object_data or "") != str(field.data or ""):
                self.fails(field.name, f"Somebody changed this meanwhile. It is now: {_said(field)}")
        self.seen.data = self.now
        return bool(self.errors)

    def _of_the_row(self) -> Iterator[Field]:
        return (field for field in self if field.name not in UNCHANGED and not isinstance(field, HiddenField))

    def _digest(self) -> str:
        held = "\0".join(f"{field.name}={field.object_data}" for field in self._of_the_row())
        return blake2b(held.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _said(field: Field) -> str:
    """What the row holds, as its reader would read it."""
    words = {str(value): label for value, label, *_ in getattr(field, "choices", None) or ()}
    held = field.object_data
    if isinstance(held, bool):
        return "yes" if held else "no"
    if held in (None, ""):
        return "empty"
    said = " ".join(str(words.get(str(held), held)).split())
    return f"“{said if len(said) <= MOST_SAID else said[:MOST_SAID] + ' …'}”"
