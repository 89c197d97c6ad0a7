"""A November meeting, those before and after it, and business for them: what the plan’s tests are told with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from scrutiny.domain.roll_forward import Destination, Line, OpenThings, plan
from scrutiny.domain.roll_forward.facts import Appearance, OpenAction, PlannedEntry, Sitting
from scrutiny.domain.vocabulary import ActionState, EntryStatus, ItemOutcome, MeetingStatus

AGENDA, TRACKER, REDATED, UNDATED, STAYS = Destination


def sitting(on: str, number: int, status: MeetingStatus = MeetingStatus.SCHEDULED) -> Sitting:
    return Sitting(date.fromisoformat(on), time(10), number, status)


AUGUST = sitting("2021-08-03", 1, MeetingStatus.CANCELLED)
SEPTEMBER = sitting("2021-09-14", 2, MeetingStatus.HELD)
OCTOBER = sitting("2021-10-12", 3)
BROKEN_OFF = sitting("2021-10-19", 8, MeetingStatus.ADJOURNED)
NOVEMBER = sitting("2021-11-30", 4)
JANUARY = sitting("2022-01-10", 5, MeetingStatus.CANCELLED)
FEBRUARY = sitting("2022-02-28", 6)
BEFORE = OpenThings(target=NOVEMBER, year=2021, year_began=date(2021, 5, 20), later=(FEBRUARY,))


def only_line(things: OpenThings) -> Line:
    (line,) = plan(things).lines
    return line


def entry(**changes: object) -> PlannedEntry:
    return replace(PlannedEntry(entry_id=1, title="Young carers", topic_id=1, year=2021), **changes)  # type: ignore[arg-type]


def appearance(at: Sitting, outcome: ItemOutcome = ItemOutcome.PENDING, **changes: object) -> Appearance:
    seen = Appearance(item_id=at.meeting_id, title="Young carers", sitting=at, outcome=outcome, topic_id=1)
    return replace(seen, **changes)  # type: ignore[arg-type]


TBC = EntryStatus.TO_BE_CONFIRMED
DEFERRED = appearance(SEPTEMBER, ItemOutcome.DEFERRED, note="Officer unwell.")
ASKED = OpenAction(1, "SOS/A1", "Data be sent", ActionState.OPEN, SEPTEMBER.on)
