"""How a word is looked for: the same rule for what is remembered, what is typed, and what is marked in the answer.

One rule in Python and not the databases' own, so that SQLite and PostgreSQL find the same, a Welsh name is found
with or without its accents on both, and the words marked on the page are exactly those that were found.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from unicodedata import normalize

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
LONGEST_WORD = 64
MOST_WORDS = 12  # in one search: nobody types more, and each is a list to be walked
MOST_READ = 2000  # characters of what was typed

PASSAGE = 240  # characters shown of a text
BEFORE_THE_HIT = 80

_VOWELS = frozenset("aeiouy")


class Kind(IntEnum):
    """What a search can find. The number is part of an entry's key in the index: it is never given a new meaning."""

    MINUTE = 1
    ITEM = 2
    ACTION = 3
    RECOMMENDATION = 4
    TOPIC = 5
    ENTRY = 6
    DOCUMENT = 7
    MEETING = 8
    COMMITTEE = 9
    PERSON = 10

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Kind.MINUTE: "Minutes",
    Kind.ITEM: "Agenda item",
    Kind.ACTION: "Action",
    Kind.RECOMMENDATION: "Recommendation",
    Kind.TOPIC: "Topic",
    Kind.ENTRY: "Work programme",
    Kind.DOCUMENT: "Document",
    Kind.MEETING: "Meeting",
    Kind.COMMITTEE: "Committee",
    Kind.PERSON: "Person",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an answer. Plain text: whoever prints it escapes it, and marks it if it is a hit."""

    text: str
    hit: bool = False


def words(text: str) -> set[str]:
    """The words of a text as they are remembered: without accents, case and ending."""
    return {stem(word) for word in _WORD.findall(text)} - {""}


def asked(typed: str) -> tuple[str, ...]:
    """The words of a search, in the order typed. All else that was typed, operators too, means nothing."""
    found = dict.fromkeys(filter(None, map(stem, _WORD.findall(typed[:MOST_READ]))))
    return tuple(found)[:MOST_WORDS]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What a word is remembered as: "policies" and "policy" alike, or "housing" and "house".

    Only plain English endings, and only where four letters are left, so that "care" is not found as "car".
    """
    letters = normalize("NFKD", word[:LONGEST_WORD]).casefold()
    folded = "".join(letter for letter in letters if letter.isalnum())  # leaves out the accents, now apart
    if not (folded.isascii() and folded.isalpha()):
        return folded
    plain = _without_participle(_without_participle(_singular(folded), "ing"), "ed")
    return plain[:-1] if len(plain) > 4 and plain.endswith("e") else plain


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y" if len(word) > 4 else word[:-1]
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes")) else word[:-1]


def _without_participle(word: str, ending: str) -> str:
    root = word.removesuffix(ending)
    if root == word or len(root) < 4 or not _VOWELS.intersection(root):
        return word
    if root[-1] == root[-2] and root[-1] in "bdgmnprt":  # planned, planning: plan
        return root[:-1]
    return word[:-1] if word.endswith("eed") else root  # agreed: agree, and proceed no less


def passage(text: str, sought: Collection[str]) -> tuple[Piece, ...]:
    """A stretch of the text round the first word sought, those words marked; its beginning where none is in it."""
    first = next((match.start() for match in _WORD.finditer(text) if stem(match[0]) in sought), 0)
    start = _edge(text, first - BEFORE_THE_HIT)
    end = _edge(text, start + PASSAGE)
    pieces = tuple(marked(text[start:end].strip(), sought))
    before = (Piece("… "),) if start else ()
    after = (Piece(" …"),) if end < len(text) else ()
    return (*before, *pieces, *after) if pieces else ()


def marked(text: str, sought: Collection[str]) -> Iterator[Piece]:
    """The text in pieces, the words sought marked; joined again they are the text."""
    done = 0
    for match in _WORD.finditer(text):
        if stem(match[0]) in sought:
            if match.start() > done:
                yield Piece(text[done : match.start()])
            yield Piece(match[0], hit=True)
            done = match.end()
    if done < len(text):
        yield Piece(text[done:])


def _edge(text: str, near: int) -> int:
    """The end of a word near here, never far off: a text may be one long word."""
    if near <= 0:
        return 0
    if near >= len(text):
        return len(text)
    space = text.rfind(" ", max(near - LONGEST_WORD, 0), near)
    return near if space < 0 else space
