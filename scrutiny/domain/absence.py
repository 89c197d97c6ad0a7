"""Six months without attending: the rule that ends a councillor's office (Local Government Act 1972 s.85).

A member who attends no meeting of the authority throughout six consecutive months from the last attendance ceases to be
a member, unless the authority approved the reason before the six months ran out. Committees, joint committees and
outside bodies count too (s.85(2)), and this record knows only some of them, hence "from the meetings recorded here".
For the clerks' eyes only. Whether a substitute or a remote attendance counts is for the monitoring officer: ask.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scrutiny.domain.dates import written
from scrutiny.domain.deadlines import months_after

SOURCE = "Local Government Act 1972 s.85"
AMBER_MONTHS, RED_MONTHS, LAPSE_MONTHS = 4, 5, 6


class AbsenceState(StrEnum):
    CALM = "calm"
    AMBER = "amber"
    RED = "red"
    LAPSED = "lapsed"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Absence:
    """One member's clock. Who has never attended is counted from the day they took office."""

    last_attended: date
    approved_on: date | None = None

    @property
    def amber_on(self) -> date:
        return months_after(self.last_attended, AMBER_MONTHS)

    @property
    def red_on(self) -> date:
        return months_after(self.last_attended, RED_MONTHS)

    @property
    def lapses_on(self) -> date:
        """The last day on which attending, or the authority's approval, still saves the office."""
        return months_after(self.last_attended, LAPSE_MONTHS)

    @property
    def approved_in_time(self) -> bool:
        return self.approved_on is not None and self.last_attended <= self.approved_on <= self.lapses_on

    def state(self, today: date) -> AbsenceState:
        if self.approved_in_time:
            return AbsenceState.APPROVED
        if today > self.lapses_on:
            return AbsenceState.LAPSED
        if today >= self.red_on:
            return AbsenceState.RED
        return AbsenceState.AMBER if today >= self.amber_on else AbsenceState.CALM

    def chances(self, meetings: Iterable[date], today: date) -> tuple[date, ...]:
        """The meetings still to come at which attending would start the six months afresh, earliest first."""
        return tuple(sorted(day for day in meetings if today <= day <= self.lapses_on))

    def warning(self, name: str) -> str:
        """The sentence for a clerk: what is known, what follows from it, and what it rests on."""
        return (
            f"From the meetings recorded here, {name} last attended on {written(self.last_attended)}. "
            f"Unless {name} attends a meeting of the authority by {written(self.lapses_on)}, or the authority approves "
            f"the reason by then, the office ends ({SOURCE})."
        )
