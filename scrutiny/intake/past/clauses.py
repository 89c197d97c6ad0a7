"""What was resolved: the lead-in as many hands wrote it, and the clauses under it with their letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from scrutiny.domain import wording
from scrutiny.domain.record.meetings import Resolution
from scrutiny.intake.past.rows import BULLET, MARKER, NUMBERED, Row, Rows, unnumbered
from scrutiny.papers.resolution import bare

_WORDS = ("RESOLVED", "DECIDED", "RECOMMENDED", "AGREED")
_LEAD_IN = re.compile(
    r"(?:(?:It was|IT WAS|Members|The Committee)\s+(?:(?i:then|also|further|therefore|unanimously)\s+){0,2})?"
    r"(?P<word>[A-Z]{5,13}|Resolved|Decided|Recommended|Agreed)(?P<how>\s+(?:unanimously|UNANIMOUSLY|\([^()]{1,40}\)))?"
    r"(?P<stop>\s*[:–—-]+)?(?P<rest>.*)",
    re.DOTALL,
)
_THAT = re.compile(r"\s*(?:t\s?h\s?a\s?t)\b\s*[:,–—-]*\s*", re.IGNORECASE)
_GOES_ON = re.compile(r"\s*$|\s+(?:[a-z(]|T\s?H\s?A\s?T\b|That\b)")
"""What may follow without a colon: AGREED ACTIONS is a heading."""
_ALIKE = 0.8
_DASHES = re.compile(r"^[\s:–—-]+")
_STEM = re.compile(r"(?P<stem>[^.;]{2,60}?)\s*[:–—-]+")
_ROMAN = re.compile(r"[ivx]+")
_ENDED = (".", "?", "!", ".”", ".)")


@dataclass(frozen=True, slots=True)
class LeadIn:
    """`word` as it was written; `doubt` where it was misspelt; `rest` is what stands behind it on its line."""

    word: str
    rest: str
    doubt: str = ""


@dataclass(slots=True)
class _Clause:
    letter: str
    lines: list[str] = field(default_factory=list)

    def text(self) -> str:
        said = ""
        for line in self.lines:
            said += line if not said or said.endswith("\n") else f" {line}"
        return bare(_THAT.sub("", said, count=1) if _THAT.match(said) else said)


@dataclass(frozen=True, slots=True)
class Resolved:
    """`after` is the place of the first line that is no part of it."""

    clauses: tuple[Resolution, ...]
    after: int
    doubts: tuple[str, ...] = ()


def begins(text: str) -> LeadIn | None:
    """Whether a line is the lead-in of a resolution. In small letters it is a verb unless a colon or a dash follows."""
    found = _LEAD_IN.match(unnumbered(text))
    if found is None:
        return None
    word, rest = found["word"], found["rest"]
    if found["stop"] is None and not (word.isupper() and _GOES_ON.match(rest)):
        return None
    if word.upper() in _WORDS:
        return LeadIn(word, rest)
    if word.isupper() and get_close_matches(word, ("RESOLVED",), cutoff=_ALIKE):
        return LeadIn(word, rest, f"“{word}” is read as RESOLVED.")
    return None


def read(rows: Rows, at: int, end: int) -> Resolved:
    """The resolution that begins at a place, to where it ends or the item does."""
    lead_in = begins(rows.every[at].text)
    reading = _Reading(rows, [lead_in.doubt] if lead_in and lead_in.doubt else [])
    reading.begin(lead_in.rest if lead_in else "")
    place = at + 1
    while place < end and reading.takes(rows.every[place], rows.every[place - 1]):
        place += 1
    clauses = tuple(reading.finished())
    if not clauses:
        reading.doubts.append(f"Nothing is read under “{rows.every[at].text}”.")
    return Resolved(clauses, place, tuple(reading.doubts))


class _Reading:
    def __init__(self, rows: Rows, doubts: list[str]) -> None:
        self.doubts = doubts
        self._rows = rows
        self._clauses: list[_Clause] = []
        self._stem = ""
        self._bulleted = False

    def begin(self, rest: str) -> None:
        said = _DASHES.sub("", rest)
        said = _DASHES.sub("", _THAT.sub("", said, count=1)) if _THAT.match(said) else said
        if not said:
            return
        if MARKER.match(said):
            self._open(said)
        elif stem := _STEM.fullmatch(said):
            self._stem = stem["stem"].strip()
        else:
            self._clauses.append(_Clause("", [said]))

    def takes(self, row: Row, before: Row) -> bool:
        """Whether a line is part of the resolution; then it is read."""
        text = row.text
        if begins(text) or row.outline or NUMBERED.match(text):
            return False
        lettered = not self._clauses or bool(self._clauses[-1].letter)
        if lettered and self._is_next(text):
            self._open(text)
            return True
        bullet = BULLET.match(text)
        if bullet and (self._bulleted or not self._clauses):
            self._bulleted = True
            self._clauses.append(_Clause("", [text[bullet.end() :]]))
            return True
        if not self._clauses:
            return self._takes_first(text)
        held = self._clauses[-1]
        broken = self._rows.breaks(before, row)
        inside = lettered and (BULLET.match(text) or self._is_deeper(text)) and not before.text.endswith(_ENDED)
        if inside:
            held.lines[-1] += "\n"
            held.lines.append(text)
            return True
        if broken and (row.gap or before.text.endswith(_ENDED) or not text[0].islower()):
            return False
        held.lines.append(text)
        return True

    def _takes_first(self, text: str) -> bool:
        """What stands under a lead-in that says nothing more."""
        rest = _THAT.sub("", text, count=1) if _THAT.match(text) else text
        if not rest:
            return True
        if (stem := _STEM.fullmatch(rest)) and not self._stem:
            self._stem = stem["stem"].strip()
        else:
            self._clauses.append(_Clause("", [rest]))
        return True

    def finished(self) -> Iterator[Resolution]:
        for clause in self._clauses:
            text = clause.text()
            if not text:
                continue
            said = f"{self._stem} {text}" if self._stem else text
            yield Resolution(letter=clause.letter, text=said, kind=wording.suggest(said).kind)

    def _open(self, text: str) -> None:
        found = MARKER.match(text)
        letter = found["mark"] if found else ""
        self._clauses.append(_Clause(letter, [text[found.end() if found else 0 :]]))

    def _is_next(self, text: str) -> bool:
        """Whether a line begins with the next letter or number: a line in a clause may begin with `12. month` too."""
        found = MARKER.match(text)
        if found is None:
            return False
        mark = found["mark"]
        if not self._clauses:
            return mark.casefold() in ("a", "i", "1")
        last = self._clauses[-1].letter
        return mark in _after(last, len(self._clauses))

    def _is_deeper(self, text: str) -> bool:
        found = MARKER.match(text)
        return found is not None and bool(_ROMAN.fullmatch(found["mark"]) or found["mark"] == "1")


def _after(last: str, count: int) -> tuple[str, ...]:
    """What the next mark may be; one may have been passed over."""
    if last.isdecimal():
        return str(int(last) + 1), str(int(last) + 2)
    if count == _value(last):
        return _NUMERALS[count : count + 1]
    if len(last) == 1:
        return chr(ord(last) + 1), chr(ord(last) + 2)
    return ()


_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def _value(numeral: str) -> int:
    return _NUMERALS.index(numeral) + 1 if numeral in _NUMERALS else 0
