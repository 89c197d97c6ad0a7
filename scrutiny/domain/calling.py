"""Meetings that somebody means to call: what stands in the way of each, and what is to be looked at first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time

from scrutiny.domain.dates import WEEKDAYS, written, written_time
from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.notice import NoticeRule, publish_by
from scrutiny.domain.rules import NotCovered
from scrutiny.domain.vocabulary import MeetingKind
from scrutiny.domain.working_days import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """A meeting as one line of a list has it; `number` is the line's, from 1, and `text` what stands there.

    `faults` say why it cannot be called as it is written, `doubts` what was not plain and how it was read.
    """

    number: int
    text: str
    on: date | None
    at: time
    venue: str = ""
    kind: MeetingKind = MeetingKind.FORMAL
    title: str = ""
    duration_minutes: int = 120
    faults: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """The line and all that is to be said of it. `publish_by` is None where no notice is needed, or can be counted."""

    line: MeetingLine
    publish_by: date | None
    faults: tuple[str, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a new meeting has to fit in with. `taken` are the days and hours at which the committee meets by now."""

    today: date
    year: MunicipalYear
    annual_meetings: Mapping[int, date]
    calendar: Calendar
    rule: NoticeRule
    taken: frozenset[tuple[date, time]]


def weigh(lines: Iterable[MeetingLine], ground: Ground) -> tuple[Proposal, ...]:
    """Each line held against the record, the calendar of closed days, and the lines before it."""
    earlier: dict[tuple[date, time], int] = {}
    return tuple(_weighed(line, ground, earlier) for line in lines)


def _weighed(line: MeetingLine, ground: Ground, earlier: dict[tuple[date, time], int]) -> Proposal:
    if line.on is None:
        return Proposal(line, None, line.faults, line.doubts)
    hour = (line.on, line.at)
    faults = [*line.faults]
    if hour in ground.taken:
        faults.append(f"The committee has a meeting on {written(line.on)} at {written_time(line.at)} already.")
    if hour in earlier:
        faults.append(f"Line {earlier[hour]} has the same day and the same hour.")
    earlier.setdefault(hour, line.number)
    last_day, uncounted = _last_day(line.on, ground) if line.kind is MeetingKind.FORMAL else (None, "")
    doubts = (*line.doubts, *_doubts_of_the_day(line.on, ground), *([uncounted] if uncounted else []))
    if last_day is not None and last_day < ground.today <= line.on:
        doubts = (*doubts, f"Its papers should have been up by {written(last_day)}.")
    if any(on == line.on and at != line.at for on, at in ground.taken):
        doubts = (*doubts, "The committee meets at another hour of that day too.")
    return Proposal(line, last_day, tuple(faults), doubts)


def _last_day(on: date, ground: Ground) -> tuple[date | None, str]:
    """The day by which papers go up, or else why it cannot be counted."""
    try:
        return publish_by(on, ground.calendar, ground.rule), ""
    except NotCovered:
        year = on.year if on.year not in ground.calendar.years else on.year - 1
        return None, f"The bank holidays of {year} are not loaded, so the day to publish by cannot be counted."


def _doubts_of_the_day(on: date, ground: Ground) -> Iterator[str]:
    if on < ground.today:
        yield "That day is over."
    year = MunicipalYear.of(on, ground.annual_meetings)
    if year != ground.year:
        yield f"{written(on)} is in {year}, not in {ground.year}."
    if on.year in ground.calendar.years:
        because = ground.calendar.closed_because(on)
        if because in WEEKDAYS:
            yield f"{written(on)} is a {because}."
        elif because is not None:
            yield f"The offices are closed on {written(on)}: {because}."
    elif on.weekday() >= 5:
        yield f"{written(on)} is a {WEEKDAYS[on.weekday()]}."
