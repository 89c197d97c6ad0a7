"""The attendance of one meeting as whoever takes it sees it: a quorum or not, who else is there, who came and went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from scrutiny.domain.attendance import Bar, Room, Sitting
from scrutiny.domain.dates import written_time
from scrutiny.domain.vocabulary import AttendanceStatus, Movement
from scrutiny.papers.groups import grouped
from scrutiny.papers.people import listed

if TYPE_CHECKING:
    from scrutiny.queries.attendance import AttendanceFacts


@dataclass(frozen=True, slots=True)
class Quorum:
    """`5 present, quorum 3: quorate.` `kept` is None where no quorum is set; `told` says what changes the figure."""

    words: str
    kept: bool | None
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coming:
    """One arrival or departure, with what takes it out again."""

    movement_id: int
    words: str


@dataclass(frozen=True, slots=True)
class There:
    """Somebody besides the members: a substitute or a guest."""

    attendance_id: int
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class Change:
    """Who recorded what, and when: `Ada Marsh: present → apologies`."""

    at: datetime
    by: str
    words: str


@dataclass(frozen=True, slots=True)
class Attendance:
    quorum: Quorum
    substitutes: tuple[There, ...]
    guests: tuple[There, ...]
    comings: tuple[tuple[str, Coming], ...]


def of(facts: AttendanceFacts) -> Attendance:
    by_status = grouped(facts.rows, "status")
    names = {row.id: row.name for row in facts.rows}
    items = {item.id: f"item {item.number or place}" for place, item in enumerate(facts.items, start=1)}
    return Attendance(
        quorum=quorum(facts),
        substitutes=tuple(
            There(row.id, row.name, f"for {row.substitute_for}" if row.substitute_for else "")
            for row in by_status[AttendanceStatus.SUBSTITUTE]
        ),
        guests=tuple(There(row.id, row.name, row.role_title) for row in by_status[AttendanceStatus.IN_ATTENDANCE]),
        comings=tuple((names[row.attendance_id], _coming(row, items)) for row in facts.movements),
    )


def quorum(facts: AttendanceFacts) -> Quorum:
    """Whether there is one, and whether it was kept up through every item."""
    room = facts.room
    present = len(room.counted)
    told = [*_uncounted(room)]
    if not room.quorum:
        return Quorum(f"{present} present. The committee’s quorum is not set.", None, tuple(told))
    if present < room.quorum:
        return Quorum(f"{present} present, quorum {room.quorum}: not quorate.", False, tuple(told))
    for place, fewest in room.inquorate:
        number = facts.items[place - 1].number or place
        were = "was" if fewest == 1 else "were"
        told.append(f"During item {number} only {fewest or 'none'} {were} there: not quorate.")
    words = f"{present} present, quorum {room.quorum}: quorate"
    return Quorum(f"{words}, but not throughout." if room.inquorate else f"{words}.", not room.inquorate, tuple(told))


def _uncounted(room: Room) -> list[str]:
    def barred(bar: Bar) -> list[Sitting]:
        return [each for each in room.sittings if room.counts(each) is bar]

    why = {Bar.REMOTE: "remotely", Bar.NO_VOTE: "without a vote"}
    return [
        f"{listed([each.name for each in barred(bar)])} {'is' if len(barred(bar)) == 1 else 'are'} there {how}, "
        f"and not counted."
        for bar, how in why.items()
        if barred(bar)
    ]


def _coming(row: Any, items: dict[int, str]) -> Coming:
    when = f" at {written_time(row.at)}" if row.at else ""
    where = f"during {items[row.item_id]}" if row.item_id else "before the first item"
    note = f" ({row.note})" if row.note else ""
    return Coming(row.id, f"{row.movement.label} {where}{when}{note}")


def changes(rows: Sequence[Any]) -> tuple[Change, ...]:
    """The history of a roll in words, the last change first."""
    told = [row for row in rows if row.subject == "attendances" and row.did != "changed"]
    about = {row.subject_id: row.after | row.before for row in told}
    return tuple(Change(row.at, row.by, _changed(row, about)) for row in rows)


def _changed(row: Any, about: dict[int, dict[str, Any]]) -> str:
    whole = row.after | row.before
    if row.subject == "attendance_movements":
        name, what = about[whole["attendance_id"]]["name"], Movement(whole["movement"]).label.lower()
    else:
        name, what = about[row.subject_id]["name"], ""
    said = [AttendanceStatus(each["status"]).label.lower() for each in (row.before, row.after) if "status" in each]
    if row.did == "removed":
        return f"{name}: {what or said[0]}, taken out"
    return f"{name}: {what or ' → '.join(said) or 'put right'}"
