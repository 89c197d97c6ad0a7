"""The form in which the meetings of a year are written, one a line."""

from __future__ import annotations

from hashlib import blake2b

from wtforms import ValidationError

from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Lines

MOST_LINES = 200


class YearForm(Change):
    """`seen` is the text that was looked at: what was changed after that is looked at again before it is called."""

    lines = Lines("Meetings, one a line", needed="Write at least one meeting, like 17 June 2021 10.00 am", rows=10)

    def validate_lines(self, field: Lines) -> None:
        if sum(bool(line.strip()) for line in field.data.split("\n")) > MOST_LINES:
            raise ValidationError(f"Write at most {MOST_LINES} meetings at a time")

    @property
    def digest(self) -> str:
        return blake2b(self.lines.data.strip().encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()

    @property
    def was_looked_at(self) -> bool:
        return bool(self.seen.data) and self.seen.data == self.digest
