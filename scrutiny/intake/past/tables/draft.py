"""What was read of a past work programme or tracker, in the shapes of the record, with every doubt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from scrutiny.domain.record import Doubt
from scrutiny.domain.record.follow_up import Action, Recommendation
from scrutiny.domain.record.meetings import Meeting
from scrutiny.domain.record.programme import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`year` is that in which the municipal year of the programme begins, `as_at` the day that the document names.

    `marked` are the words by which the document as a whole says that it is not for publication; `withheld` are the
    places, like `actions[3]`, of rows that say so themselves.
    """

    year: int | None = None
    as_at: date | None = None
    meetings: tuple[Meeting, ...] = ()
    work_programme: tuple[Entry, ...] = ()
    actions: tuple[Action, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    marked: str = ""
    withheld: frozenset[str] = frozenset()
