"""Exempt information: the paragraphs of Schedule 12A, how they are cited, and the resolution to exclude the public.

The public may be shut out for an item only by a resolution passed in the open part of the meeting, which must
identify the part of the proceedings and say which description of exempt information applies (Local Government Act
1972 s.100A(4) and (5)). Hence item by item, each with its paragraphs. All are subject to the public interest test.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from scrutiny.domain.dates import written
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import Nation

ACT = "the Local Government Act 1972"


@dataclass(frozen=True, slots=True)
class Descriptions:
    """One nation's list of exempt information from a day on: paragraph number → what it covers, in our words."""

    nation: Nation
    part: int
    since: date
    made_by: str
    paragraphs: dict[int, str]


_COVERED = (
    "Relates to an individual",
    "Likely to reveal who an individual is",
    "Financial or business affairs of a particular person or body, the authority included",
    "Consultations or negotiations on a labour relations matter with employees or office holders",
    "Covered by legal professional privilege",
    "Shows that the authority proposes to serve a notice, or make an order or direction, under an enactment",
    "Action to prevent, investigate or prosecute crime",
)

SCHEDULE_12A = (
    Descriptions(
        nation=Nation.ENGLAND,
        part=1,
        since=date(2006, 3, 1),
        made_by="SI 2006/88",
        paragraphs=dict(enumerate(_COVERED, start=1)),
    ),
    # Wales has its own Part of the Schedule: its descriptions stand in Part 4, not in Part 1.
    Descriptions(
        nation=Nation.WALES,
        part=4,
        since=date(2007, 4, 21),
        made_by="SI 2007/969 (W.86)",
        paragraphs=dict(enumerate(_COVERED, start=12)),
    ),
)


@dataclass(frozen=True, slots=True)
class ExemptItem:
    """An item of Part Two as the public sees it: the agenda number, the public title, the paragraphs claimed."""

    number: str
    public_title: str
    paragraphs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """The resolution to exclude: an opening, then one clause an item."""

    opening: str
    clauses: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join((self.opening, *self.clauses))


def descriptions(nation: Nation, on: date) -> Descriptions:
    """The list in force on a day. Raises RuleBroken for a day before the lists that are held here."""
    in_force = [held for held in SCHEDULE_12A if held.nation is nation and held.since <= on]
    if not in_force:
        raise RuleBroken(
            f"The exempt paragraphs for {nation.label} in force on {written(on)} are not held here. "
            "Cite them in the resolution by hand."
        )
    return max(in_force, key=lambda held: held.since)


def exclusion(items: Sequence[ExemptItem], nation: Nation, on: date) -> Exclusion:
    """The resolution to exclude the public for these items. Raises RuleBroken where an item claims no paragraph."""
    if not items:
        raise RuleBroken("There is no exempt item, so there is nothing to exclude the public for.")
    held = descriptions(nation, on)
    for item in items:
        if not item.paragraphs:
            raise RuleBroken(
                f"Item {item.number} is exempt but no paragraph of Schedule 12A is given. "
                "Choose the paragraph that applies, or move the item to Part One "
                "(Local Government Act 1972 s.100A(5))."
            )
    return Exclusion(
        opening=(
            f"That under section 100A(4) of {ACT} the public be excluded from the meeting for the items "
            "of business below, because they are likely to disclose exempt information of the description in "
            f"Part {held.part} of Schedule 12A to the Act that is given for each, and because in all the "
            "circumstances the public interest in maintaining the exemption outweighs the public interest in "
            "disclosing the information:"
        ),
        clauses=tuple(f"Item {item.number}, {item.public_title} – {_listed(item.paragraphs, held)}" for item in items),
    )


def _listed(paragraphs: Collection[int], held: Descriptions) -> str:
    """ "paragraph 3", "paragraphs 1, 2 and 5": each once, in order, and only those that the nation has."""
    numbers = sorted(set(paragraphs))
    for number in numbers:
        if number not in held.paragraphs:
            raise RuleBroken(
                f"Paragraph {number} is not a description of exempt information in {held.nation.label}. "
                f"Choose from {min(held.paragraphs)} to {max(held.paragraphs)}."
            )
    *rest, last = map(str, numbers)
    return f"paragraphs {', '.join(rest)} and {last}" if rest else f"paragraph {last}"
