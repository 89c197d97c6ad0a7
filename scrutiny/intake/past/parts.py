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
_PRIVATE = re.compile(
    r"(?:section\s+\w+\s*[:–—-]*\s*)?\(?(?:(?:strictly|private|confidential|exempt|restricted)\b[\s,/&]*(?:and\s+)?)*"
    r"(?:private|confidential|exempt|restricted|closed)\b"
    r"(?:\s+(?:session|part|section|agenda|items?|business|matters?|reports?|minutes?|information|appendix|appendices))*"
    r"\s*\)?[\s.:–—-]*|(?:items?|matters?|business|reports?)\s+(?:for|to be)\s+.{1,40}\s+in\s+private\W*",
    re.IGNORECASE,
)
_SHUT = re.compile(
    r"\b(?:in(?:to)?|go|went)\s+(?:private|closed|confidential|exempt)\s+session\b|\bin\s+camera\b|"
    r"(?<!member of the )\b(?:public|press)\b.{0,60}\b(?:(?:were|was)\s+(?:then\s+)?(?:excluded|asked\s+to\s+(?:leave|"
    r"withdraw))|(?:left|withdrew\s+from)\s+the\s+(?:meeting|room|chamber))",
    re.IGNORECASE | re.DOTALL,
)
_FOR_NOTHING = re.compile(r"\bno\s+(?:\w+\s+)?(?:items?|business|matters?|reports?)\b[^.]*$", re.IGNORECASE)
_THIS_ONE = re.compile(r"\bthis\s+(?:agenda\s+)?(?:item|matter|report|minute|business|part)\b", re.IGNORECASE)
_THE_NEXT = re.compile(r"\b(?:following|next|remain(?:ing|der))\b", re.IGNORECASE)
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
    if rest and not (rest[0] in "([" or _EXEMPT.search(rest) or text.isupper() or _PRIVATE.match(rest)):
        return None
    return Named(_which(found["which"]), rest)


def is_private(text: str) -> bool:
    """Whether a line of its own says no more than that something is not public: `EXEMPT ITEMS`, `Confidential`."""
    return len(text) <= _LONGEST and _PRIVATE.fullmatch(text) is not None


def without_part(title: str) -> tuple[str, Part | None]:
    """`CALL-INS - PART II`: the title, and the part that it says."""
    found = _IN_TITLE.search(title)
    return (title[: found.start()].strip(), Part.TWO) if found else (title, None)


def paragraphs(text: str) -> tuple[int, ...]:
    """The paragraphs of the Schedule that a text cites, where it speaks of exempt matter at all."""
    if not _EXEMPT.search(text):
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


def shuts(text: str) -> bool:
    """Whether a paragraph tells that the public was shut out, or went: `moved into private session`."""
    found = _SHUT.search(text)
    return found is not None and not _FOR_NOTHING.search(text[: found.start()])


def is_of_this_one(text: str) -> bool:
    """Whether it is the very item that says it for which the public is shut out."""
    return _THIS_ONE.search(text) is not None


def is_of_the_next(text: str) -> bool:
    return _THE_NEXT.search(text) is not None


def items_named(text: str) -> frozenset[str]:
    """The minutes or items that a resolution to exclude names by number."""
    return frozenset(found["number"].upper() for found in _NAMED_ITEM.finditer(text))


def _which(word: str) -> Part:
    return Part.TWO if word.upper() in _SECOND else Part.ONE
