"""The six-month warning beside a member's name, for the clerk who takes the attendance (LGA 1972 s.85)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from scrutiny.domain.absence import Absence, AbsenceState
from scrutiny.domain.dates import written
from scrutiny.domain.vocabulary import AttendanceStatus
from scrutiny.papers.people import listed

if TYPE_CHECKING:
    from scrutiny.queries.absences import AbsenceFacts

_HOW = {AttendanceStatus.SUBSTITUTE: "as a substitute", AttendanceStatus.REMOTE: "remotely"}


@dataclass(frozen=True, slots=True)
class Warned:
    state: AbsenceState
    sentences: tuple[str, ...]


def of(facts: AbsenceFacts, today: date) -> Warned | None:
    """What to say of one member; None while there is nothing to warn of, or nothing is known."""
    absence = Absence(facts.attended or facts.seated)
    state = absence.state(today)
    if not facts.known or state is AbsenceState.CALM:
        return None
    if state is AbsenceState.LAPSED:
        end = f"Six months ended on {written(absence.lapses_on)}: ask the monitoring officer."
        chances = ""
    else:
        end = f"Six months end on {written(absence.lapses_on)}."
        days = [written(day) for day in absence.chances(facts.coming, today)]
        chances = f"Meetings that would reset it: {listed(days)}." if days else "No meeting called here would reset it."
    return Warned(state, tuple(filter(None, (_known(facts), end, chances, _otherwise(facts)))))


def _known(facts: AbsenceFacts) -> str:
    if facts.attended:
        return f"Last attendance recorded here: {written(facts.attended)}."
    return f"No attendance is recorded here since the seat began on {written(facts.seated)}."


def _otherwise(facts: AbsenceFacts) -> str:
    """Whether these count is not for a record to say."""
    if not facts.otherwise:
        return ""
    days = [f"{_HOW[status]} on {written(on)}" for on, status in facts.otherwise]
    return f"Since then there {listed(days)}: ask the monitoring officer whether that counts."
