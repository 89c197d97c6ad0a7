"""The marks that a Word file carries, so that what a clerk finished in it finds its way back: their names and digests.

A mark names a place of the record: `narrative-12` is the text of item 12. The digest that the file keeps of each place
is the version it was made from: short, the same for the same text, and nothing can be read from it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

_DIGEST = 8  # bytes: two texts of one minute that share one are not to be expected
_TAG = re.compile(r"([a-z]+)-([0-9]{1,9})")


class Place(StrEnum):
    """What a mark goes around; its number is the meeting's, the item's, or the resolution's."""

    MEETING = "meeting"
    ITEM = "minute"
    TITLE = "title"
    NARRATIVE = "narrative"
    SUMMARY = "summary"
    CLAUSES = "clauses"
    RESOLUTION = "resolution"


@dataclass(frozen=True, slots=True)
class Mark:
    place: Place
    number: int

    @property
    def tag(self) -> str:
        return f"{self.place.value}-{self.number}"


def of_tag(tag: str) -> Mark | None:
    """The mark of a tag; None for what another program or hand has put there."""
    found = _TAG.fullmatch(tag)
    if found is None or found[1] not in set(Place):
        return None
    return Mark(Place(found[1]), int(found[2]))


def digest(text: str) -> str:
    return blake2b(text.encode(errors="replace"), digest_size=_DIGEST).hexdigest()
