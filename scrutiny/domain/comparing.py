"""What is different between two texts: for whoever must choose between them, or reads how one became the other."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Change(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one text or the other. Line feeds stand in it as they were written."""

    change: Change
    text: str


MOST_LINES = 1_000
MOST_WORDS = 1_500
"""Beyond these a stretch is shown as replaced as a whole: comparing takes the product of the two lengths, and a hostile
text must not hold up whoever waits for the record."""

ALIKE = 3
"""Words are compared where at least one part in so many of the shorter text is in both."""

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_WORD = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")  # with the space behind it, or every gap would be the same in both


def compare(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of which both texts are made: without those added it is `before`, without those removed `after`.

    Lines are compared first, then the words of those that differ, as a reader would.
    """
    pieces: list[Piece] = []
    for piece in _by_line(_LINE.findall(before), _LINE.findall(after)):
        if not piece.text:
            continue
        if pieces and pieces[-1].change is piece.change:
            piece = Piece(piece.change, pieces.pop().text + piece.text)
        pieces.append(piece)
    return tuple(pieces)


def _by_line(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    for same, old, new in _matched(before, after, MOST_LINES):
        if same:
            yield Piece(Change.SAME, "".join(old))
        else:
            yield from _by_word("".join(old), "".join(new))


def _by_word(before: str, after: str) -> Iterable[Piece]:
    """Word by word, unless so little is the same that a reader would have to pick the two apart."""
    pieces: list[Piece] = []
    for same, old, new in _matched(_WORD.findall(before), _WORD.findall(after), MOST_WORDS):
        if same:
            pieces.append(Piece(Change.SAME, "".join(old)))
        else:
            pieces += [Piece(Change.REMOVED, "".join(old)), Piece(Change.ADDED, "".join(new))]
    alike = sum(len(piece.text.strip()) for piece in pieces if piece.change is Change.SAME)
    if ALIKE * alike < min(len(before), len(after)):
        return (Piece(Change.REMOVED, before), Piece(Change.ADDED, after))
    return pieces


def _matched(
    before: Sequence[str], after: Sequence[str], most: int
) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Stretches that are the same in both, and between them those that are not. The two ends are cut off first."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    yield True, before[:start], before[:start]
    if len(old) > most or len(new) > most:
        yield False, old, new
    else:
        for what, i, j, k, m in SequenceMatcher(None, old, new).get_opcodes():
            yield what == "equal", old[i:j], new[k:m]
    yield True, before[len(before) - end :], before[len(before) - end :]
