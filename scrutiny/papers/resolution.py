"""The clauses of a resolution as one sentence: `RESOLVED: That a) …; b) …; and, c) ….`"""

import re
from collections.abc import Sequence

_JOINED = re.compile(r"[;,]\s*(?:and|or),?\s*$|[;:?!]\s*$")
_EARLY_AND = re.compile(r"[;,]\s*and,?$")
_AND = re.compile(r"[;,]\s*(?:and|or)$")
_LOOSE_END = re.compile(r"[\s.,;:]+$")


def clauses(texts: Sequence[str]) -> tuple[str, ...]:
    """Each clause with the stop that its place asks for, unless the clerk has written one that will do."""
    if not texts:
        return ()
    *others, last = texts
    joined = [_joined(text, "; and," if number == len(others) else ";") for number, text in enumerate(others, 1)]
    return *joined, _closed(last)


def bare(printed: str) -> str:
    """A clause without what only joins it to the next one: the same, in whatever place it was printed."""
    held = printed
    while (shorter := _LOOSE_END.sub("", _AND.sub("", held))) != held:
        held = shorter
    return held


def _joined(text: str, stop: str) -> str:
    """A clause with another one after it. The clerk's own `; and` stands before the last one, and nowhere else."""
    wants_and = "and" in stop
    held = text.rstrip() if wants_and else _EARLY_AND.sub(";", text.rstrip())
    if (found := _JOINED.search(held)) and (not wants_and or len(found[0].strip()) > 1):
        return held
    return _LOOSE_END.sub("", held) + stop


def _closed(text: str) -> str:
    held = text.rstrip()
    return held if held.endswith((".", "?", "!")) else _LOOSE_END.sub("", held) + "."
