"""Tables whose cells come one after another: what is left of a PDF's columns when its text is taken out.

Cells are told apart by the gaps between them; which is which is told by labels ("Lead Officer:"), by days, by how such
cells usually begin, and by their order. What that leaves open is placed as it most likely stood, and told as a doubt.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from scrutiny.domain.vocabulary import Section
from scrutiny.intake.past.tables import answering, dates
from scrutiny.intake.past.tables.answering import Titled
from scrutiny.intake.past.tables.sections import section_of

_HEADING = re.compile(
    r"date(?: of(?: meeting)?)?|meeting|item|topic|details?|actions?\s*/\s*outcomes?|outcomes?", re.IGNORECASE
)
_DETAILS = re.compile(
    r"(?:also |this was )?(?:suggested|requested|proposed|referred)|(?:annual )?report brought|item for|pre-decision"
    r"|to (?:consider|look|receive|review|scrutinise)|update on|(?:scoping )?report|within the|at the|following|where ",
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    r"the (?:committee|panel|chair)|members (?:agreed|asked|noted|supported|welcomed|requested)|they "
    r"|(?:request )?withdrawn|circulated|completed?\b|noted|agreed|considered|resolved|this was included",
    re.IGNORECASE,
)
_TITLE_WIDTH, _TITLE_LINES = 30, 5
_MOST_LINES_OF_A_DAY = 6
_LONGEST_DAY = 120
_LAST_ROWS = 6
_ENDS = (".", "!", "?", ";", ":", ")", "”")
_WIDER = 1.2
"""How much wider a text is than the column of details where it is of another column."""
_FULL_LINE = 35
"""Characters: a shorter last line without a full stop is an end all the same ("Report brought annually")."""


@dataclass(slots=True)
class Row:
    """A row put together of its cells. `doubtful` says in words what is not sure of it."""

    section: Section
    when: str = ""
    titled: Titled = field(default_factory=Titled)
    details: list[str] = field(default_factory=list)
    outcome: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of lines of one kind; `announces` where it is the heading of a table, `day` where it is one."""

    lines: tuple[str, ...]
    announces: Section | None = None
    day: bool = False


def begins(lines: Sequence[str]) -> int | None:
    """The place of the first heading of a table; None where there is none."""
    return next((place for place in range(len(lines)) if _announces(lines, place)), None)


def rows(lines: Sequence[str]) -> tuple[list[Row], list[str]]:
    """Lines from the first heading on, where an empty one is a gap, as rows; and the lines that are of none."""
    assembly = Assembly()
    for cell in _cells(lines):
        assembly.take(cell)
    assembly.end()
    return assembly.rows, assembly.left


def _announces(lines: Sequence[str], place: int) -> Section | None:
    """A table is headed by what it is, with the headings of its columns under it."""
    section = section_of(lines[place])
    under = next((line for line in lines[place + 1 : place + 4] if line), "")
    return section if _HEADING.fullmatch(under) else None


def _cells(lines: Sequence[str]) -> Iterator[Cell]:
    held: list[str] = []
    place, fresh = 0, True

    def let_go() -> Iterator[Cell]:
        if len(held) > 1 and _HEADING.fullmatch(held[-1]):
            held.pop()
        if held:
            yield Cell(tuple(held))
            held.clear()

    while place < len(lines):
        section = _announces(lines, place)
        taken = 0 if section else _day(lines, place, fresh=fresh)
        if not lines[place] or section or taken or (fresh and _HEADING.fullmatch(lines[place])):
            yield from let_go()
        if section:
            yield Cell((lines[place],), announces=section)
        elif taken:
            yield Cell(tuple(lines[place : place + taken]), day=True)
        elif lines[place] and not (fresh and _HEADING.fullmatch(lines[place])):
            held.append(lines[place])
        fresh = not held
        place += max(taken, 1)
    yield from let_go()


def _day(lines: Sequence[str], place: int, *, fresh: bool) -> int:
    """How many lines from here on are a day: at the beginning of a cell, or wherever its hour stands under it."""
    ahead = lines[place : place + _MOST_LINES_OF_A_DAY + 1]
    most = next((n for n, line in enumerate(ahead) if not line), len(ahead))
    for taken in range(min(most, _MOST_LINES_OF_A_DAY), 0, -1):
        text = "\n".join(ahead[:taken])
        if len(text) > _LONGEST_DAY:
            continue
        said = dates.when(text)
        if not said.told or said.rest:
            continue
        if (said.on and (fresh or (taken > 1 and said.at))) or (said.words and fresh and taken == most):
            return taken
    return 0


class Assembly:
    """Puts cells into rows, in the order in which they come."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.left: list[str] = []
        self._section = Section.PROGRAMME
        self._when = ""
        self._days: deque[str] = deque()
        self._several = False
        self._open: list[Row] = []
        self._written = True
        self._held: list[str] = []
        self._width = 0

    def take(self, cell: Cell) -> None:
        if cell.announces:
            self._begin(cell.announces)
        elif cell.day:
            self._several = bool(self._days)
            self._days.append(" ".join(cell.lines))
        elif any(answering.label_of(line) for line in cell.lines):
            self._items(answering.in_column(cell.lines))
        else:
            self._text(list(cell.lines))

    def end(self) -> None:
        """Of a table: days and texts that no item has come for are nobody's."""
        self.left += [*self._days, *self._held]
        self._days.clear()
        self._held = []

    def _begin(self, section: Section) -> None:
        self.end()
        self._section, self._when, self._open = section, "", []
        self._written, self._width = True, 0

    def _items(self, titled: list[Titled]) -> None:
        bare = self.rows[-1] if self.rows and not self.rows[-1].titled.labelled else None
        if not titled[0].title and bare is not None and bare.section is self._section:
            bare.titled.labelled = titled.pop(0).labelled
        if not titled:
            return
        self._next_day()
        if self._written:
            self._open, self._written = [], False
        for each in titled:
            row = self._added(each)
            if len(titled) > 1:
                row.doubtful.append("It stood in one stretch with other items, so its day and its texts may be theirs.")

    def _next_day(self) -> None:
        if self._days:
            self._when = self._days.popleft()

    def _added(self, titled: Titled) -> Row:
        row = Row(self._section, self._when, titled)
        if self._several:
            row.doubtful.append("Several days stood together, so it may be another day’s.")
        self._open.append(row)
        self.rows.append(row)
        if self._held:
            row.details, self._held = self._held, []
            self._written = True
        return row

    def _text(self, lines: list[str]) -> None:
        if self._is_title(lines):
            self._next_day()
            self._open, self._written = [], False
            self._added(Titled(lines))
            return
        self._written = True
        broken_off = None if _begins_a_cell(lines) else self._broken_off(among_open=lines[0][:1].islower())
        cell = self._place(lines) if broken_off is None else broken_off
        cell += lines

    def _broken_off(self, *, among_open: bool) -> list[str] | None:
        """The text of one of the last rows that ends in the middle of a sentence, as at the end of a page."""
        for row in self.rows[-_LAST_ROWS:]:
            if row.section is not self._section or (not among_open and any(row is each for each in self._open)):
                continue
            for cell in (row.details, row.outcome):
                if len(cell) > 1 and len(cell[-1]) >= _FULL_LINE and not cell[-1].endswith(_ENDS):
                    return cell
        return None

    def _place(self, lines: list[str]) -> list[str]:
        """Where a text goes: the cell of the row that it is most likely of."""
        said, width = lines[0], max(map(len, lines))
        answers = bool(_OUTCOME.match(said)) or (0 < self._width * _WIDER < width)
        if _DETAILS.match(said):
            answers, self._width = False, max(self._width, width)
        without = next((row for row in self._open if not row.details), None)
        unanswered = next((row for row in reversed(self._open) if row.details and not row.outcome), None)
        if answers and unanswered is not None:
            return unanswered.outcome
        if without is not None:
            return without.details
        if _DETAILS.match(said) or not self._open:
            return self._held
        if unanswered is not None:
            return unanswered.outcome
        row = self._open[-1]
        row.doubtful.append(f"More text stood behind it than it has columns: “{' '.join(lines)}”.")
        return row.outcome

    def _is_title(self, lines: list[str]) -> bool:
        """Whether an unlabelled cell is an item's: where one must come, or where it looks like nothing else."""
        narrow = len(lines) <= _TITLE_LINES and all(len(line) <= _TITLE_WIDTH for line in lines)
        if not narrow or lines[-1].endswith((".", ";", ":")) or lines[0][:1].islower():
            return False
        if _begins_a_cell(lines) or self._broken_off(among_open=False) is not None:
            return False
        if self._days or not self._open:
            return True
        return len(lines) > 1 and all(row.details for row in self._open)


def _begins_a_cell(lines: Sequence[str]) -> bool:
    """Whether it begins as details or outcomes do."""
    return bool(_DETAILS.match(lines[0]) or _OUTCOME.match(lines[0]))
