"""Names of files that every system takes, in the order of the agenda: `07-2 Report of the Head of Transport.docx`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from mimetypes import guess_extension
from pathlib import PurePosixPath

from scrutiny.papers.agenda import Enclosure

LONGEST = 150
"""Bytes. File systems take 255, but Windows 260 for the whole path, and people unpack in deep folders."""

_SAID_OTHERWISE = str.maketrans(
    {"/": "-", "\\": "-", "|": "-", ":": " –", '"': "'", "<": "(", ">": ")", "?": "", "*": ""}
)
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
"""Categories of Unicode with no look of their own: controls, changes of writing direction, halves of pairs."""


class Names:
    """Gives each file a name of its own, also where capitals and accents are not told apart."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, number: str, paper: Enclosure) -> str:
        """`number` begins it, so that no name is one that Windows keeps for its devices, or looks like an option."""
        ending = _ending(paper)
        title = clean(paper.title)
        if ending and title.casefold().endswith(ending):
            title = title[: -len(ending)].rstrip(". ")
        start = f"{number} {'EXEMPT ' if paper.exempt else ''}{title or 'Paper'}"
        copy = 1
        while True:
            after = f" ({copy}){ending}" if copy > 1 else ending
            name = _cut(start, LONGEST - len(after.encode())) + after
            if (key := _key(name)) not in self._taken:
                self._taken.add(key)
                return name
            copy += 1


def numbers(item: str, papers: int) -> Iterator[str]:
    """`07-1`, `07-2` for the papers of item 7, and `05A-1` for 5A: in order wherever files are sorted by name."""
    padded = re.sub("[0-9]+", lambda digits: digits[0].zfill(2), clean(item), count=1)
    for place in range(1, papers + 1):
        yield f"{padded[:20] or '00'}-{str(place).zfill(len(str(papers)))}"


def clean(text: str) -> str:
    """On one line, of letters that are seen, without what some system forbids, and no path."""
    composed = unicodedata.normalize("NFC", text)
    spaced = "".join(" " if letter.isspace() else letter for letter in composed)
    seen = "".join(letter for letter in spaced if unicodedata.category(letter) not in _UNSEEN)
    return " ".join(seen.translate(_SAID_OTHERWISE).split()).strip(". ")


def _ending(paper: Enclosure) -> str:
    """What the file's own name ends with, if that is an ending at all, else what its kind is called by."""
    own = PurePosixPath(clean(paper.name)).suffix.lower()
    return own if re.fullmatch(r"\.[a-z0-9]{1,8}", own) else guess_extension(paper.media_type) or ""


def _cut(text: str, longest: int) -> str:
    """At most so many bytes, with no half of a letter at the end."""
    return text.encode()[:longest].decode(errors="ignore").rstrip(". ")


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
