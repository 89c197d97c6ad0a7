"""What a look into a paper finds."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST_TEXT = 200_000
"""Characters of a paper's own words that are kept for the search: a report of 100 pages."""

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
"""What a database refuses, or a search stumbles over."""


@dataclass(frozen=True, slots=True)
class Look:
    """`text` is what a reader of the paper reads; `carries` what else is in it, a sentence each."""

    text: str = ""
    pages: int = 0
    carries: tuple[str, ...] = ()


class Words:
    """Gathers what a paper says, up to LONGEST_TEXT."""

    def __init__(self) -> None:
        self._said: list[str] = []
        self._length = 0

    @property
    def full(self) -> bool:
        return self._length >= LONGEST_TEXT

    def say(self, text: str) -> None:
        if not self.full:
            self._said.append(text)
            self._length += len(text)

    def __str__(self) -> str:
        """A paragraph a line; single spaces; Unicode's composed form, as everything that is searched."""
        text = unicodedata.normalize("NFC", _UNFIT.sub(" ", "".join(self._said)))
        lines = (" ".join(line.split()) for line in text.split("\n"))
        return "\n".join(filter(None, lines))[:LONGEST_TEXT]
