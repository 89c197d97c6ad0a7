"""Reads a tracker of years ago: its actions and its recommendations."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from scrutiny.domain.record.follow_up import Action, Recommendation
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import ActionState, RecommendationState
from scrutiny.intake.past.pages import Pages
from scrutiny.intake.past.sheet import Line, Table
from scrutiny.intake.past.tables import asked, cells, states
from scrutiny.intake.past.tables.draft import Draft
from scrutiny.intake.past.tables.notes import Notes
from scrutiny.intake.past.tables.programme import as_at, marked
from scrutiny.intake.past.tables.sections import columns

TRACKER: Mapping[str, str] = {
    "kind": r"kind|type",
    "reference": r"ref(?:erence)?\.?(?: (?:no|number)\.?)?|no\.?|number|id",
    "recommendation": r"(?:scrutiny )?recommendations?(?: made)?",
    "action": r"actions?(?: required| agreed| points?)?|requests?|tasks?",
    "words": r"text|description|details?",
    "origin": r"origin|asked for at|made at|source|committee|minute.*",
    "sent_by_executive_date": r"exec(?:utive)?\.? date|cabinet date",
    "sent": r"(?:date )?sent.*",
    "opened": r"date(?: raised| of meeting| agreed| opened| made)?|meeting(?: date)?|opened or sent",
    "area": r"area|service|theme|portfolio|directorate|topic",
    "owner": r"owner.*|(?:lead|responsible|assigned|officer).*|to|addressee",
    "due": r"(?:response )?due(?: date| by)?|deadline|target(?: date)?|by when|timescale",
    "status": r"status|state|rag.*",
    "overdue": r"overdue",
    "days": r"days open",
    "carried": r"meetings it was carried through",
    "closed": r"closed or answered|(?:date )?(?:closed|completed)",
    "response": r"response",
    "progress": r"progress|actions? taken|(?:latest )?updates?.*|comments?|outcome",
}
"""What a column is for, and the headings under which it goes; the first that fits."""

_WORKED_OUT = frozenset({"overdue", "days", "carried"})
_TEXTS = ("recommendation", "action", "words")
_TELLS = frozenset({"status", "progress", "owner", "due", "reference", "response"})


def read(pages: Pages, *, on: date) -> Draft:
    """`on` is the day as of which it is, where it names none itself. Raises RuleBroken where there is no tracker."""
    reading = _Reading(pages, as_at(pages) or on)
    reading.blocks()
    if not reading.actions and not reading.recommendations:
        raise RuleBroken(
            f"No tracker is found in “{pages.name}”: no table with a column “Action” or “Recommendation” and rows."
        )
    return reading.draft()


class _Reading:
    """A document while it is read."""

    def __init__(self, pages: Pages, on: date) -> None:
        self._pages, self._on = pages, on
        self.actions: list[Action] = []
        self.recommendations: list[Recommendation] = []
        self._notes = Notes()
        self._unplaced: list[str] = []

    def blocks(self) -> None:
        """Rows go by the headings above them, on the next page too; what is no row of a tracker is told."""
        of: dict[int, str] = {}
        above = ""
        for block in self._pages.blocks:
            if isinstance(block, Line):
                above = block.text or above
                self._notes.passes(block.text)
                if block.text:
                    self._unplaced.append(block.text)
                continue
            of = self._table(block, of, above)

    def draft(self) -> Draft:
        self._notes.unplaced("the text around the tables", "\n".join(self._unplaced))
        for sentence in self._pages.carries:
            self._notes.doubt(self._pages.name, sentence)
        for text in self._pages.put_aside:
            self._notes.unplaced("the heads and feet of the pages", text)
        return Draft(
            as_at=self._on,
            actions=tuple(self.actions),
            recommendations=tuple(self.recommendations),
            doubts=tuple(self._notes.doubts),
            marked=marked(self._pages),
            withheld=frozenset(self._notes.withheld),
        )

    def _table(self, table: Table, of: dict[int, str], above: str) -> dict[int, str]:
        for row in table.rows:
            headed = columns(row, TRACKER, requires=frozenset())
            if headed and set(headed.values()) & set(_TEXTS) and set(headed.values()) & _TELLS:
                of = headed
                continue
            cell = {name: self._said(name, row[at].strip()) for at, name in of.items() if at < len(row)}
            others = [text for at, text in enumerate(row) if at not in of and text.strip()]
            text = next((cell[name] for name in _TEXTS if cell.get(name)), "")
            if len(alone := [each for each in row if each.strip()]) == 1:
                self._notes.passes(alone[0])
            if text:
                self._row(cell | {"text": text}, others, above)
            else:
                self._unplaced += [*filter(None, cell.values()), *others]
        return of

    def _said(self, name: str, text: str) -> str:
        """A narrow column's lines joined again: a reference is divided at its strokes, and a state has its own line."""
        if not self._pages.wrapped or "\n" not in text:
            return text
        if name == "reference":
            return re.sub(r"(?<=[/-])\n", "", text)
        first, _, below = text.partition("\n")
        if states.label_in([first], (*ActionState, *RecommendationState)):
            return "\n".join([first, *cells.paragraphs(below)])
        return "\n".join(cells.paragraphs(text))

    def _row(self, cell: dict[str, str], others: Sequence[str], above: str) -> None:
        recommends = _recommends(cell, above)
        place = len(self.recommendations) if recommends else len(self.actions)
        where = f"{'recommendations' if recommends else 'actions'}[{place}]"
        self._notes.look_for_marks(where, *cell.values(), *others)
        lines = cell.get("reference", "").split("\n")
        cell["reference"] = lines[0]
        if cell.get("sent_by_executive_date"):
            cell.setdefault("sent", cell["sent_by_executive_date"])
        if recommends:
            if "sent" not in cell and "kind" in cell:
                cell["sent"] = cell.pop("opened", "")
            if "progress" not in cell:
                cell["progress"] = cell.pop("response", "")
            self.recommendations.append(asked.recommendation(cell, where, self._notes, on=self._on))
        else:
            self.actions.append(asked.action(cell, where, self._notes, on=self._on))
        for text in (*lines[1:], *others, *_other_texts(cell)):
            self._notes.unplaced(where, text)


def _recommends(cell: Mapping[str, str], above: str) -> bool:
    """A recommendation or an action: by what the row says, its heading, or the line above the table."""
    if said := cell.get("kind", "") or ("recommendation" if cell.get("recommendation") else ""):
        return "recommend" in said.casefold()
    return "action" not in cell and re.search(r"recommendation", above, re.IGNORECASE) is not None


def _other_texts(cell: Mapping[str, str]) -> list[str]:
    """What stands in a second column of words."""
    return [cell[name] for name in _TEXTS if cell.get(name) and cell[name] != cell["text"]]
