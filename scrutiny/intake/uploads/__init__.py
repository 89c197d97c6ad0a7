"""Reads a file that somebody sent as a paper: is it what it says, whole, harmless, and what does it say?"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from scrutiny.domain.rules import RuleBroken
from scrutiny.intake.uploads import aside, impostors, kinds, names
from scrutiny.intake.uploads.refusal import Refused

LARGEST = 50 * 1024 * 1024
"""Bytes of a paper: a 400-page report with pictures is a tenth of it."""

ENDINGS = tuple(ending for kind in kinds.Kind for ending in kind.endings)
"""What the names of papers end with, for the `accept` of a form."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A paper that was found in order. `name` is fit for any disk; `text` is its own words, for the search;
    `pages` is known of a PDF, else 0; `carries` is what it tells besides, in a sentence each, such as tracked changes
    and its author's name: for whoever publishes it, never for its readers.
    """

    name: str
    media_type: str
    size: int
    sha256: str
    text: str
    pages: int
    carries: tuple[str, ...] = ()


def read(content: bytes, name: str) -> Upload:
    """The paper, or RuleBroken with the sentence for whoever sent it. It takes half a second, and more for a few."""
    name = names.fit(name)
    try:
        kind = kinds.named(name)
        _require_size(content)
        impostors.require_true(content, kind)
        found = aside.look(content, kind)
    except Refused as refused:
        raise RuleBroken(f"“{name}” {refused}") from refused
    return Upload(
        name=name,
        media_type=kind.media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        text=found.text,
        pages=found.pages,
        carries=found.carries,
    )


def metadata_warnings(content: bytes, media_type: str) -> tuple[str, ...]:
    """What a paper that was taken before carries besides what its readers see; nothing where that is not known."""
    kind = kinds.typed(media_type)
    try:
        return aside.look(content, kind).carries if kind else ()
    except Refused:
        return ()


def _require_size(content: bytes) -> None:
    if not content:
        raise Refused("is empty. Look whether it opens on your computer, and send it again.")
    if len(content) > LARGEST:
        raise Refused(f"is larger than {LARGEST // 1024**2} MB. Make its pictures smaller, or send it in parts.")
