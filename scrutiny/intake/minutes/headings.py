"""Which lines are the headings of items: by their mark, or by number and title where the marks are gone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrutiny.domain.merging.drafts import DraftItem
from scrutiny.domain.merging.marks import Place
from scrutiny.intake.minutes.lines import Line

_NUMBERED = re.compile(r"\s*(?P<number>[A-Za-z]{0,4}\d[0-9A-Za-z/.\-]*?)?[.)]?(?:\t\s*|\s+)(?P<title>\S.*)", re.DOTALL)
_NOT_WORDS = re.compile(r"[\W_]+")
_LONGEST = 320
"""Characters of a heading: the longest title, and its number."""


def parted(text: str) -> tuple[str, str]:
    """`26.`, a tab, and the title: the number and the title. A heading without a number has none."""
    if "\t" in text:
        number, _, title = text.partition("\t")
        return number.strip().rstrip("."), " ".join(title.split())
    found = _NUMBERED.fullmatch(text)
    if found is None or not found["number"]:
        return "", " ".join(text.split())
    return found["number"].rstrip("."), " ".join(found["title"].split())


def folded(title: str) -> str:
    """A title by its letters and figures alone: quotes become curly, and hyphens dashes, on the way."""
    return _NOT_WORDS.sub(" ", title).casefold().strip()


class Headings:
    """Knows the items of the record, and recognises each once."""

    def __init__(self, items: Sequence[DraftItem]) -> None:
        self._waiting = list(items)
        self._titles = {id(item): folded(item.title) for item in items}

    def of_mark(self, line: Line) -> int | None:
        """The item whose mark a line stands in."""
        for mark in line.marks:
            if mark.place in (Place.ITEM, Place.NARRATIVE, Place.SUMMARY, Place.CLAUSES):
                return mark.number
            if mark.place is Place.RESOLUTION:
                return next((i.item_id for i in self._waiting if mark.number in _resolutions(i)), None)
        return None

    def of_words(self, line: Line) -> DraftItem | None:
        """The item whose heading a line is: both number and title, or the title where it looks like a heading, or the
        number where it does."""
        if line.point is not None or len(line.words) > _LONGEST:
            return None
        number, title = parted(line.text)
        looks, called = looks_like_one(line), folded(title)
        for item in self._waiting:
            if self._titles[id(item)] == called and (looks or (number and number == item.number)):
                return item
        return next((i for i in self._waiting if looks and number and i.number == number), None)

    def met(self, item_id: int | None) -> DraftItem | None:
        """The item of that id, which is not looked for any more."""
        found = next((item for item in self._waiting if item.item_id == item_id), None)
        if found is not None:
            self._waiting.remove(found)
        return found


def looks_like_one(line: Line) -> bool:
    """A heading below the parts of the meeting, or a line that is bold from end to end."""
    bold = bool(line.runs) and all(run.bold for run in line.runs if run.text.strip())
    return line.outline > 1 or (bold and not line.outline and line.point is None)


def _resolutions(item: DraftItem) -> set[int | None]:
    return {clause.resolution_id for clause in item.clauses}
