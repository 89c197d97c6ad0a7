"""What minutes leave out: the integer behind a printed number, and the run of numbers it belongs to."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.numbering import MinuteStyle, Place, ordinal_in, series
from scrutiny.domain.record import MinuteSeries, Record
from scrutiny.domain.record.meetings import Item, Meeting
from scrutiny.domain.rules import RuleBroken
from scrutiny.intake.record.links import Links


def complete(record: Record, links: Links) -> Record:
    try:
        style = MinuteStyle(record.committee.minute_pattern, record.committee.minutes_restart)
    except RuleBroken as broken:
        links.notes.mistake("committee.minute_pattern", str(broken))
        return record
    annual = {each.year: each.on for each in record.council.annual_meetings}
    runs = {run.name: run for run in record.minute_series}
    meetings = []
    for at, meeting in enumerate(record.meetings):
        items = []
        for number, item in enumerate(meeting.items):
            item = _numbered(item, meeting, record, style, annual, f"meetings[{at}].items[{number}]", links)
            if item.minute_series:
                year = MunicipalYear.of(meeting.date, annual)
                runs.setdefault(item.minute_series, MinuteSeries(name=item.minute_series, year=year.starts))
            items.append(item)
        meetings.append(replace(meeting, items=tuple(items)))
    done = replace(record, meetings=tuple(meetings), minute_series=tuple(runs.values()))
    _refuse_repeats(done, links)
    return done


def _numbered(
    item: Item,
    meeting: Meeting,
    record: Record,
    style: MinuteStyle,
    annual: Mapping[int, date],
    where: str,
    links: Links,
) -> Item:
    """A number or a resolution is a minute, even without a narrative."""
    if item.minute is None and (item.minute_number or item.resolutions):
        item = replace(item, minute="")
    if not item.minute_number:
        return item
    ordinal = item.minute_ordinal
    if ordinal is None:
        ordinal = ordinal_in(style, item.minute_number)
    if ordinal is None:
        digits = re.search(r"[0-9]+", item.minute_number)
        ordinal = int(digits[0]) if digits else None
    if ordinal is None:
        links.notes.mistake(f"{where}.minute_number", f"“{item.minute_number}” has no number in it")
    run = item.minute_series
    if not run:
        place = Place(on=meeting.date, year=MunicipalYear.of(meeting.date, annual), item=item.number)
        run = f"{record.committee.code} {series(style, place)}"
    return replace(item, minute_ordinal=ordinal, minute_series=run)


def _refuse_repeats(record: Record, links: Links) -> None:
    """No number twice in a run: neither as it is printed nor as it is counted."""
    taken: set[tuple[str, object]] = set()
    for run in record.minute_series:
        for unused in run.unused:
            taken |= {(run.name, unused.number), (run.name, (unused.ordinal, unused.suffix))}
    for at, meeting in enumerate(record.meetings):
        for number, item in enumerate(meeting.items):
            if not item.minute_number:
                continue
            keys = {
                (item.minute_series, item.minute_number),
                (item.minute_series, (item.minute_ordinal, item.minute_suffix)),
            }
            if keys & taken:
                where = f"meetings[{at}].items[{number}].minute_number"
                links.notes.mistake(where, f"{item.minute_number} was issued already in {item.minute_series}")
            taken |= keys
