"""Reads past minutes into a draft: the meeting as the record has it, and a doubt for whatever was not sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from scrutiny.domain.names import key
from scrutiny.domain.people import printed
from scrutiny.domain.record import Doubt
from scrutiny.domain.record.meetings import Attendance, Item, Meeting, in_short
from scrutiny.domain.record.people import Member, Person
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import AttendanceStatus, MeetingStatus, MinutesState, Part
from scrutiny.intake.past import ending, items, opening, pages, rows
from scrutiny.intake.past.ending import Ending
from scrutiny.intake.past.headings import Heading, headings
from scrutiny.intake.past.items import Read
from scrutiny.intake.past.kept import lost
from scrutiny.intake.past.names import Somebody
from scrutiny.intake.past.opening import Opening
from scrutiny.intake.past.parts import Named, is_private, part_named
from scrutiny.intake.past.rows import Rows

_TRACKED = "Tracked changes"


@dataclass(frozen=True, slots=True)
class PastMinutes:
    """`council` and `committee` are as the file names them; `people` and `members` are all whom it names, with honours
    and role.
    """

    council: str
    committee: str
    meeting: Meeting
    people: tuple[Person, ...]
    members: tuple[Member, ...]
    doubts: tuple[Doubt, ...]


def read(content: bytes, name: str) -> PastMinutes:
    """Raises RuleBroken where the file cannot be read, or is not minutes of a meeting."""
    found = pages.read(content, name)
    every = rows.of(found)
    first, end, heads = _bounds(every)
    if not heads:
        raise RuleBroken(f"“{name}” does not look like minutes: no numbered item is found in it.")
    head = opening.read(every, first, heads[0].first)
    if head.on is None:
        raise RuleBroken(f"“{name}” does not say on what day the meeting was held, as in “held on 14 September 2021”.")
    last = ending.read(every, heads[-1].last, end)
    read_items = _items(every, heads, last.at)
    _mark_exempt(read_items)
    there = _there(head, read_items)
    _require_minutes(name, there, read_items)
    doubts = (
        *_before(every, first),
        *head.doubts,
        *(doubt for each in read_items for doubt in each.doubts),
        *_numbers(heads),
        *last.doubts,
        *_besides(found),
        *_missing(head, there),
    )
    people, members = _people(there)
    meeting = _meeting(head.on, head, last, tuple(each.item for each in read_items), there, people)
    unplaced = tuple(lost(every.every[first:end], (head.council, head.committee, meeting, people, doubts)))
    return PastMinutes(head.council, head.committee, meeting, people, members, (*doubts, *unplaced))


def _require_minutes(name: str, there: Sequence[tuple[AttendanceStatus, Somebody]], found: Sequence[Read]) -> None:
    """A report has numbered paragraphs and days too."""
    somebody = any(status in (AttendanceStatus.PRESENT, AttendanceStatus.REMOTE) for status, _ in there)
    if not somebody and not any(each.item.resolutions for each in found):
        raise RuleBroken(f"“{name}” does not look like minutes: nobody is named as present, and nothing was resolved.")


def is_called(past: PastMinutes, name: str) -> bool:
    """Whether the committee that the file names may be the one of that name: `OVERVIEW & SCRUTINY COMMITTEE`."""
    said, wanted = (key(each.replace("&", " and ")).removeprefix("the ") for each in (past.committee, name))
    return said == wanted


def _bounds(every: Rows) -> tuple[int, int, list[Heading]]:
    """The first line, the place behind the signature, and the headings between."""
    first = opening.first_row(every.every)
    end, found = first, list[Heading]()
    while not found and end < len(every.every):
        end = ending.signature(every, end)
        found = headings(every, first, end)
        end += not found
    return first, end, found


def _items(every: Rows, heads: Sequence[Heading], end: int) -> list[Read]:
    """Each up to the next heading, in the part that was begun before it."""
    part = Part.ONE
    for row in every.every[: heads[0].first]:
        named = _part_begun(row.text)
        part = named.part if named else part
    found = []
    for heading, after in zip(heads, [*(each.first for each in heads[1:]), end], strict=True):
        until, following = after, part
        for place in range(heading.last + 1, after):
            own = place == heading.last + 1 < after - 1  # under its title, and above its text
            if named := (part_named if own else _part_begun)(every.every[place].text):
                until, following = min(until, place), named.part
        read_item = items.read(every, heading, until, part)
        for row in every.every[until + 1 : after]:
            read_item.doubts.append(Doubt(rows.where(row), f"“{row.text}” stands below a part, and above its items."))
        found.append(read_item)
        part = following
    return found


def _part_begun(text: str) -> Named | None:
    """The part that a line begins, be it only by saying that what follows is not public."""
    return part_named(text) or (Named(Part.TWO, "") if is_private(text) else None)


def _mark_exempt(found: Sequence[Read]) -> None:
    """With its paragraphs, which the resolution to exclude the public may be alone in telling."""
    cited: tuple[int, ...] = ()
    names: frozenset[str] = frozenset()
    excluded = False
    has_parts = any(each.item.part is Part.TWO and not each.marked for each in found)
    for each in found:
        item, where = each.item, f"item {each.item.minute_number}"
        named = item.minute_number.upper() in names or (bool(item.number) and item.number.upper() in names)
        if item.part is Part.ONE and excluded and (named or not (names or has_parts)):
            item = replace(item, part=Part.TWO)
            each.doubts.append(Doubt(where, "The public was excluded before it, so it is kept as exempt."))
        if item.part is Part.TWO:
            item = replace(item, restricted=True, paragraphs=item.paragraphs or cited)
            if not item.paragraphs:
                each.doubts.append(Doubt(where, "It is exempt, and no paragraph of Schedule 12A is told."))
        each.item = item
        if each.excludes:
            excluded, names, cited = True, names | (each.names - {item.minute_number.upper()}), each.cited


def _there(head: Opening, found: Sequence[Read]) -> list[tuple[AttendanceStatus, Somebody]]:
    """Everybody once. Who came for somebody is a substitute, wherever else they are listed."""
    every = [*head.there, *(each for read_item in found for each in read_item.there)]
    substitutes = {key(who.name): who for status, who in every if status is AttendanceStatus.SUBSTITUTE}
    seen: set[str] = set()
    there = []
    for status, who in every:
        name = key(who.name)
        if name in seen:
            continue
        seen.add(name)
        if came := substitutes.get(name):
            status, who = AttendanceStatus.SUBSTITUTE, replace(who, instead_of=came.instead_of or who.instead_of)
        there.append((status, who))
    return there


def _people(there: Sequence[tuple[AttendanceStatus, Somebody]]) -> tuple[tuple[Person, ...], tuple[Member, ...]]:
    people, members = [], []
    for number, (status, who) in enumerate(there, start=1):
        outside = status is AttendanceStatus.IN_ATTENDANCE
        people.append(
            Person(
                id=number,
                name=who.name,
                title=who.title[:50],
                honours=who.honours[:50],
                post=who.role[:200] if outside else "",
            )
        )
        if status not in (AttendanceStatus.IN_ATTENDANCE, AttendanceStatus.SUBSTITUTE):
            members.append(Member(name=who.name, honours=who.honours[:50], role=who.role[:100], person=number))
    return tuple(people), tuple(members)


def _meeting(
    on: date,
    head: Opening,
    last: Ending,
    found: tuple[Item, ...],
    there: Sequence[tuple[AttendanceStatus, Somebody]],
    people: Sequence[Person],
) -> Meeting:
    names = {key(person.name): person.printed for person in people}
    attendance = tuple(
        Attendance(
            name=printed(who.name, title=who.title[:50], honours=who.honours[:50]),
            role=who.role[:200],
            status=status,
            substitute_for=names.get(key(who.instead_of), who.instead_of),
            person=number,
        )
        for number, (status, who) in enumerate(there, start=1)
    )
    meeting = Meeting(
        date=on,
        time=head.at or last.began,
        venue=head.venue[:300] or None,
        status=MeetingStatus.HELD,
        committee_name=head.committee[:300] or None,
        ended_at=last.ended or head.until,
        minutes_state=MinutesState.DRAFT,
        signed_by=last.signed_by,
        attendance=attendance,
        items=found,
    )
    lists: dict[str, Any] = in_short(attendance, {person.id: person for person in people})
    return replace(meeting, **lists)


def _before(every: Rows, first: int) -> Iterator[Doubt]:
    if first:
        said = " ".join(row.text for row in every.every[:first])
        shown = said if len(said) < 2_000 else f"{said[:200]}…"
        yield Doubt("before the minutes", f"This stands above the title, and is not read: “{shown}”")


def _numbers(heads: Sequence[Heading]) -> Iterator[Doubt]:
    for head in heads:
        if not head.number:
            yield Doubt(f"“{head.title}”", "It has no number.")
    for before, after in pairwise(heads):
        first, second = before.number, after.number
        if first.isdecimal() and second.isdecimal() and int(second) > int(first) + 1:
            yield Doubt(f"item {second}", f"It follows item {first}: a number is missing between the two.")


def _besides(found: pages.Pages) -> Iterator[Doubt]:
    if found.put_aside:
        said = "”, “".join(found.put_aside)
        yield Doubt("every page", f"Left out as numbers, heads and feet of pages: “{said}”.")
    for line in found.carries:
        if line.startswith(_TRACKED):
            yield Doubt("the file", "It holds tracked changes. It is read as if all of them were accepted.")


def _missing(head: Opening, there: Sequence[tuple[AttendanceStatus, Somebody]]) -> Iterator[Doubt]:
    if not any(status is AttendanceStatus.PRESENT for status, _ in there):
        yield Doubt("present", "Nobody is read as present.")
    if not head.committee:
        yield Doubt("the title", "The name of the committee is not told.")
