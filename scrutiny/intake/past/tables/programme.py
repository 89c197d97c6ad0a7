"""Reads a work programme of years ago: the calendar of meetings, and the rows of its four tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.record.meetings import Meeting
from scrutiny.domain.record.people import Lead
from scrutiny.domain.record.programme import Entry
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import Section
from scrutiny.intake.past.pages import Pages
from scrutiny.intake.past.parts import is_private, part_named
from scrutiny.intake.past.sheet import Line, Table
from scrutiny.intake.past.tables import answering, calendar, cells, columns, dates, entries
from scrutiny.intake.past.tables.draft import Draft
from scrutiny.intake.past.tables.entries import Told
from scrutiny.intake.past.tables.notes import Notes
from scrutiny.intake.past.tables.sections import PROGRAMME, section_of
from scrutiny.intake.past.tables.sections import columns as columns_of

_REQUIRED = frozenset({"item"})
_AS_AT = re.compile(r"as at:?\s+(?P<day>.+)", re.IGNORECASE)
_YEAR = re.compile(r"\b20[0-9]{2}\s*[/–-]\s*(?:20)?[0-9]{2}\b")
_OPENING = 10
_WITHHELD = ("not for publication", "exempt", "confidential", "restricted")
_CALENDAR = 60
"""Lines before the first table in which its calendar is looked for: before them, a pack has other papers."""


def read(pages: Pages) -> Draft:
    """Raises RuleBroken where there is no table of a work programme."""
    reading = _Reading(pages)
    if any(_columns(row) for table in pages.tables for row in table.rows):
        reading.tables()
    else:
        reading.text()
    if not reading.entries:
        raise RuleBroken(
            f"No work programme is found in “{pages.name}”: no table with a column “Item” and no heading “Work "
            "Programme” with such columns under it."
        )
    return reading.draft()


def marked(pages: Pages) -> str:
    """The line by which the document as a whole says that it is not for publication."""
    opening = [block.text for block in pages.blocks if isinstance(block, Line) and block.text][:_OPENING]
    return next((text for text in (*pages.put_aside, *opening) if text.casefold().startswith(_WITHHELD)), "")


def as_at(pages: Pages) -> date | None:
    found = (_AS_AT.match(line.text) for line in pages.blocks if isinstance(line, Line))
    return next((dates.day(match["day"]) for match in found if match), None)


class _Reading:
    """A document while it is read."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self.entries: list[Entry] = []
        self._meetings: dict[date, Meeting] = {}
        self._notes = Notes()
        self._as_at = as_at(pages)
        self._year = _year(pages)
        self._unplaced: list[str] = []

    def draft(self) -> Draft:
        if self._unplaced:
            self._notes.unplaced("the text around the tables", "\n".join(self._unplaced))
        for sentence in self._pages.carries:
            self._notes.doubt(self._pages.name, sentence)
        for text in self._pages.put_aside:
            self._notes.unplaced("the heads and feet of the pages", text)
        return Draft(
            year=self._year,
            as_at=self._as_at,
            meetings=tuple(self._meetings[on] for on in sorted(self._meetings)),
            work_programme=tuple(self.entries),
            doubts=tuple(self._notes.doubts),
            marked=marked(self._pages),
            withheld=frozenset(self._notes.withheld),
        )

    def tables(self) -> None:
        """A table follows its heading; one without headings of its own goes on with the columns of the last."""
        section, of, above = Section.PROGRAMME, dict[int, str](), ""
        for block in self._pages.blocks:
            if isinstance(block, Line):
                self._notes.passes(block.text)
                announced = section_of(block.text)
                section = announced or section
                if announced is None:
                    above = _day_over(block.text) or above
                    self._line(block.text)
                continue
            if calendar.is_heading(block.rows[0]):
                meetings, left = calendar.of_rows(block.rows[1:])
                self._calendar(meetings)
                self._unplaced += left
                continue
            of, above = self._table(block, section, of, above), ""

    def _table(self, table: Table, section: Section, of: dict[int, str], above: str) -> dict[int, str]:
        """`above` is the day that stands over the table, or over the rows that follow."""
        for row in table.rows:
            headed = _columns(row)
            alone = [cell for cell in row if cell.strip()]
            if len(alone) == 1:
                self._notes.passes(alone[0])
            if headed:
                of = headed
            elif len(alone) == 1 and _day_over(alone[0]):
                above = _day_over(alone[0])
            elif len(alone) == 1 and (announced := section_of(alone[0])):
                section = announced
            elif of and any(name == "item" and row[at : at + 1] and row[at].strip() for at, name in of.items()):
                above = self._row(row, of, section, above)
            elif alone:
                self._unplaced += alone
        return of

    def _row(self, row: Sequence[str], of: Mapping[int, str], section: Section, above: str) -> str:
        """Its day is kept for the row below, where one cell stands for several rows."""
        cell = {name: row[at].strip() for at, name in of.items() if at < len(row)}
        others = [(at, text) for at, text in enumerate(row) if at not in of and text.strip()]
        place = len(self.entries)
        where = f"work_programme[{place}]"
        section = section_of(cell.get("section", "")) or section
        said = f"{cell.get('when') or cell.get('words', '')}\n{cell.get('time', '')}"
        inherits = section is Section.PROGRAMME and self._as_at is None and "words" not in cell
        if not said.strip() and above and inherits:
            said = above
            self._notes.doubt(f"{where}.when", "no day stands beside it, so that above it is taken")
        titled = self._titled(cell["item"], where)
        told = Told(
            section=section,
            title=cells.joined(titled.title) or "(without a title)",
            when=dates.when(said),
            leads=(*titled.leads, *_answering(cell)),
            details=self._prose(cell.get("details", "")),
            outcome=self._prose(cell.get("outcome", "")),
            status=cells.line(cell.get("status", "")),
            note=cells.line(cell.get("note", "")),
        )
        entry = entries.made(told, place, self._notes, as_at=self._as_at, year=self._year)
        self._tell(where, entry, cell, others)
        self.entries.append(entry)
        return said if section is Section.PROGRAMME else ""

    def _prose(self, text: str) -> str:
        """As it stands where it was Markdown already, as our own tables for spreadsheets are."""
        if self._pages.name.lower().endswith(".csv"):
            return cells.markdown(text)
        return cells.prose(text, wrapped=self._pages.wrapped)

    def _titled(self, text: str, where: str) -> answering.Titled:
        if not self._pages.wrapped:
            return answering.in_cell(text.split("\n"))
        first, *others = answering.in_column(text.split("\n"))
        for other in others:
            self._notes.unplaced(f"{where}, under its title", cells.joined(other.title))
            first.labelled += other.labelled
        return first

    def _tell(self, where: str, entry: Entry, cell: Mapping[str, str], others: Sequence[tuple[int, str]]) -> None:
        """What the record works out itself is passed over, where it says the same; all else is told."""
        if cell.get("happened", "") not in ("", entry.status.label):
            self._notes.unplaced(f"{where}, what happened", cell["happened"])
        if cell.get("deferred", "") not in ("", "0", str(len(entry.moves))):
            self._notes.unplaced(f"{where}, times deferred", cell["deferred"])
        self._notes.unplaced(f"{where}, minute", cell.get("minute", ""))
        for at, text in others:
            self._notes.unplaced(f"{where}, column {at + 1}", text)

    def text(self) -> None:
        """Cells that come one after another; before them, the calendar."""
        lines = [line.text for line in self._pages.lines]
        begins = columns.begins(lines)
        if begins is None:
            return
        for place, line in enumerate(lines[:begins]):
            self._line(line, in_calendar=begins - place <= _CALENDAR)
        rows, left = columns.rows(lines[begins:])
        for row in rows:
            self._of_columns(row)
        self._unplaced += left

    def _of_columns(self, row: columns.Row) -> None:
        place = len(self.entries)
        told = Told(
            section=row.section,
            title=cells.joined(row.titled.title) or "(without a title)",
            when=dates.when(row.when),
            leads=row.titled.leads,
            details=cells.prose("\n".join(row.details), wrapped=True),
            outcome=cells.prose("\n".join(row.outcome), wrapped=True),
        )
        self.entries.append(entries.made(told, place, self._notes, as_at=self._as_at, year=self._year))
        for doubt in row.doubtful:
            self._notes.doubt(f"work_programme[{place}]", doubt)
        for line in (*row.details, *row.outcome):  # what stands between two rows is taken for the end of the first
            if part_named(line) or (is_private(line) and " " in line):
                self._notes.passes(line)

    def _line(self, text: str, *, in_calendar: bool = True) -> None:
        meeting = calendar.of_line(text) if in_calendar else None
        if meeting:
            self._calendar([meeting])
        elif text:
            self._unplaced.append(text)

    def _calendar(self, meetings: Sequence[Meeting]) -> None:
        for meeting in meetings:
            if meeting.date in self._meetings:
                self._notes.doubt("meetings", f"{meeting.date.isoformat()} stands twice in the calendar")
            self._meetings[meeting.date] = meeting


def _columns(row: Sequence[str]) -> dict[int, str] | None:
    """An agenda has items too: a programme says something of them."""
    found = columns_of(row, PROGRAMME, requires=_REQUIRED)
    return found if found and len(found) > 1 else None


def _day_over(text: str) -> str:
    """The day, where a line or a row says nothing else: `Meeting on 16 June 2022 at 10.00 am`."""
    said = re.sub(r"^(?:meeting|date)s?(?: of| on)?:?\s+", "", text.strip(), flags=re.IGNORECASE)
    when = dates.when(said)
    return said if when.on is not None and not when.rest else ""


def _answering(cell: Mapping[str, str]) -> tuple[Lead, ...]:
    """Those who have a column of their own."""
    found: list[Lead] = []
    for part in filter(None, (part.strip() for part in re.split(r"[;\n]", cell.get("answering", "")))):
        label, colon, names = part.partition(":")
        found += answering.leads(label.strip(), names) if colon else answering.leads("Lead", part)
    by_column: tuple[tuple[str, str, Callable[[str], str]], ...] = (
        ("cabinet", "Cabinet Member", cells.line),
        ("officer", "Lead Officer", cells.line),
    )
    for name, label, said in by_column:
        if name in cell:
            found += answering.leads(label, said(cell[name]))
    return tuple(found)


def _year(pages: Pages) -> int | None:
    """The first municipal year that is named on a line of its own or in a heading, the last such line before a table
    having the best claim; a pack names others before.
    """
    lines = [line.text for line in pages.lines]
    begins = columns.begins(lines)
    near = lines[begins : begins + 1] if begins is not None else []
    for text in (*near, *lines):
        for found in _YEAR.finditer(text):
            try:
                return MunicipalYear.parse(found[0]).starts
            except RuleBroken:
                continue
    return None
