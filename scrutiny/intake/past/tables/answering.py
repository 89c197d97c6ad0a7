"""Who answers for a matter: the labelled lines under the title of an item, in a cell of their own or not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from scrutiny.domain.leads import capacity
from scrutiny.domain.record.people import Lead
from scrutiny.intake.past.tables.cells import joined

LONGEST_LABEL = 100

_OFFICE = (
    r"(?:members?|officers?|chair(?:man|woman|person)?|holders?|directors?|leads?|authors?|witness(?:es)?|sponsors?)"
)
_LABEL = re.compile(
    rf"(?P<label>(?:[A-Z][\w’'&/-]*\s+){{0,3}}{_OFFICE}(?:\s*\(s\)|/[A-Z]\w*)?)\s*:\s*(?P<names>.*)", re.IGNORECASE
)
_ANY_LABEL = re.compile(r"(?P<label>[^:]{1,60}):(?:\s+(?P<names>.*))?$")
_BETWEEN = re.compile(r"\s*(?:;|/|,|&|\band\b)\s*")
_NAME = re.compile(
    r"(?:(?:Cllr|Councillor|Dr|Mr|Mrs|Ms|Miss|Sir|Dame|Rev|Prof)\.?\s+)?[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){1,3}"
)
_HONOURS = re.compile(r"(?:[A-Z]{2,5}|Esq\.?)(?:\s+[A-Z]{2,5})*")
_GOES_ON = re.compile(r"(?:&|,|/|;|\band)$")


@dataclass(slots=True)
class Titled:
    """A title with those who answer for it, while the lines of its cell are read."""

    title: list[str] = field(default_factory=list)
    labelled: list[tuple[str, list[str]]] = field(default_factory=list)

    @property
    def leads(self) -> tuple[Lead, ...]:
        return tuple(lead for label, said in self.labelled for lead in leads(label, joined(said)))


def label_of(line: str) -> re.Match[str] | None:
    """`Lead Officer: Ivy Lane`, whatever the office is."""
    return _LABEL.fullmatch(line.strip())


def in_cell(lines: Sequence[str]) -> Titled:
    """A cell whose lines are paragraphs: the title first, and every labelled line under it names somebody."""
    found = Titled()
    for number, line in enumerate(each.strip() for each in lines):
        labelled = label_of(line) or (_ANY_LABEL.fullmatch(line) if number else None)
        if labelled:
            found.labelled.append((labelled["label"].strip(), [(labelled["names"] or "").strip()]))
        elif found.labelled and _carries_on(found.labelled[-1][1], line):
            found.labelled[-1][1].append(line)
        elif line:
            found.title.append(line)
    return found


def in_column(lines: Iterable[str]) -> list[Titled]:
    """A narrow column, where names go over the end of the line; behind the names of one item another may begin."""
    found = [Titled()]
    for line in (each.strip() for each in lines):
        labelled = label_of(line)
        last = found[-1]
        if labelled:
            last.labelled.append((labelled["label"].strip(), [labelled["names"].strip()]))
        elif last.labelled and _carries_on(last.labelled[-1][1], line):
            last.labelled[-1][1].append(line)
        elif last.labelled:
            found.append(Titled([line]))
        else:
            last.title.append(line)
    return [each for each in found if each.title or each.labelled]


def leads(label: str, names: str) -> tuple[Lead, ...]:
    """A lead for each name; a label without one is kept, because it says that nobody is named yet."""
    which = capacity(label)
    return tuple(Lead(label=label, name=name, capacity=which) for name in divided(names) or [""])


def divided(names: str) -> list[str]:
    """Names are told apart only where each is plainly one: “DM/PL” and “Director of Care and Health” stay whole."""
    parts = list(_with_honours(part for part in _BETWEEN.split(names.strip()) if part))
    if len(parts) > 1 and all(_NAME.fullmatch(part.split(",")[0]) for part in parts):
        return parts
    return [part for each in names.split(";") if (part := " ".join(each.split()))]


def _with_honours(parts: Iterable[str]) -> Iterator[str]:
    held = ""
    for part in parts:
        if held and _HONOURS.fullmatch(part):
            held = f"{held}, {part}"
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def _carries_on(names: Sequence[str], line: str) -> bool:
    """Whether a line under names belongs to them: they break off, or have no second name yet."""
    said = joined(names)
    if not said:
        return bool(line) and all(_NAME.fullmatch(part) for part in _BETWEEN.split(line) if part)
    if _GOES_ON.search(said):
        return True
    last = _BETWEEN.split(said)[-1].split()
    return len(last) == 1 and last[0][:1].isupper() and not last[0].isupper() and line[:1].isupper()
