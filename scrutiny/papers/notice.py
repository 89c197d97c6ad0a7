"""The public notice of a meeting (LGA 1972 s.100A(6)(a)): time and place, five clear days before."""

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class Notice:
    council: str
    committee: str
    on: date
    at: time
    venue: str
    status: str
    rearranged_from: date | None
    given_on: date | None
    publish_by: date | None
    clear_days: int
    business: tuple[str, ...]
    exempt: tuple[str, ...]
    notes: tuple[str, ...]
