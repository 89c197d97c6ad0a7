"""What minutes say of exempt business: the parts that they fall into, and the paragraphs of Schedule 12A."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scrutiny.domain.vocabulary import Part

_PART = re.compile(
    r"[\s–—(-]*PART\s+(?P<which>ONE|TWO|I{1,2}|1|2|A|B)\b[\s.:–—-]*(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
_IN_TITLE = re.compile(r"\s*[–—(-]+\s*PART\s+(?P<which>TWO|II|2|B)\s*\)?\s*$", re.IGNORECASE)
_SECOND = frozenset({"TWO", "II", "2", "B"})
_LONGEST = 120
_PARAGRAPHS = re.compile(
    r"\bpara(?:graph)?s?\.?\s*(?:\(s\)\s*)?(?P<numbers>[0-9]{1,2}(?:\s*(?:,|and|&|or|to)\s*(?:paragraph\s*)?[0-9]{1,2})*)\b",
    re.IGNORECASE,
)
_EXEMPT = re.compile(
    r"schedule\s+12A|exempt|not for publication|confidential|public\s+(?:and\s+press\s+)?be\s+excluded", re.IGNORECASE
)
_EXCLUDED = re.compile(
    r"\b(?:public|press)\b.{0,80}\bexcluded\b|\bexclu(?:de|sion of) the (?:press|public)\b", re.I | re.S
)
_NAMED_ITEM = re.compile(r"\b(?:minutes?|items?)\s+(?:no\.?\s*)?(?P<number>[0-9]{1,5}[A-Z]?)\b", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*\(?[^()]*\)?\s*")
_OWN = re.compile(r"not for publication", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    part: Part
    rest: str


def part_named(text: str) -> Named | None:
    """The part that a line of its own begins: `PART TWO`, `Part II (exempt)`."""
    found = _PART.fullmatch(text)
    if found is None or len(text) > _LONGEST:
        return None
    rest = found["rest"].strip()
    if rest and not (rest[0] in "([" or _EXEMPT.search(rest) or text.isupper()):
        return None
    return Named(_which(found["which"]), rest)


def without_part(title: str) -> tuple[str, Part | None]:
    """`CALL-INS - PART II`: the title, and the part that it says."""
    found = _IN_TITLE.search(title)
    return (title[: found.start()].strip(), Part.TWO) if found else (title, None)


def paragraphs(text: str) -> tuple[int, ...]:
    """The paragraphs of the Schedule that a text cites, where it speaks of exempt matter at all."""
    if not _EXEMPT.search(text) and not re.search("exempt", text, re.IGNORECASE):
        return ()
    cited: set[int] = set()
    for found in _PARAGRAPHS.finditer(text):
        numbers = [int(each) for each in re.findall("[0-9]+", found["numbers"])]
        if re.search(r"[0-9]\s*to\s*[0-9]", found["numbers"]) and len(numbers) == 2:
            numbers = list(range(numbers[0], numbers[1] + 1))
        cited |= {number for number in numbers if 1 <= number <= 18}
    return tuple(sorted(cited))


def is_exemption(text: str) -> bool:
    """Whether a line under a title is only why the item is exempt: `(Exemption paragraphs 1 and 2)`."""
    alone = text.startswith("(") and text.endswith((")", ").")) and bool(re.search("exempt", text, re.IGNORECASE))
    return (alone and bool(paragraphs(text))) or bool(_OWN.match(text.lstrip("(")) and len(text) < _LONGEST)


def excludes(text: str) -> bool:
    """Whether a resolution shuts the public out."""
    return _EXCLUDED.search(text) is not None


def items_named(text: str) -> frozenset[str]:
    """The minutes or items that a resolution to exclude names by number."""
    return frozenset(found["number"].upper() for found in _NAMED_ITEM.finditer(text))


def _which(word: str) -> Part:
    return Part.TWO if word.upper() in _SECOND else Part.ONE
