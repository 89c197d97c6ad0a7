"""One item of past minutes: its title and number, its text, what was resolved, and the votes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from scrutiny.domain.record import Doubt
from scrutiny.domain.record.meetings import Declaration, Item, Resolution, Vote
from scrutiny.domain.vocabulary import AttendanceStatus, ItemKind, ItemOutcome, Part
from scrutiny.intake.past import apologies, clauses, interests, parts, prose, votes
from scrutiny.intake.past.headings import Heading
from scrutiny.intake.past.names import Somebody
from scrutiny.intake.past.rows import Row, Rows, unnumbered

_AGENDA_NUMBER = re.compile(
    r"\s*\(\s*Agenda\s+Item\s+(?:No\.?\s*)?(?P<number>[0-9]{1,3}[A-Za-z]?)\s*\)\s*", re.IGNORECASE
)
_EDGES = " –—-:."
_LONGEST_TITLE = 300
_ACTION = re.compile(r"actions?(?:\s+(?:by|for|point))?\s*[:–-]", re.IGNORECASE)
_PUT_OFF = re.compile(r"(?:this|the) item was (?P<how>deferred|adjourned|withdrawn|not reached)\.", re.IGNORECASE)
_OUTCOMES = {
    "deferred": ItemOutcome.DEFERRED,
    "adjourned": ItemOutcome.ADJOURNED,
    "withdrawn": ItemOutcome.WITHDRAWN,
    "not reached": ItemOutcome.NOT_REACHED,
}
_KINDS = (
    (ItemKind.APOLOGIES, re.compile(r"apologies\b", re.IGNORECASE)),
    (ItemKind.DECLARATIONS, re.compile(r"(?:members['’]?\s+)?(?:declarations?|disclosures?)\s+of\s+", re.IGNORECASE)),
    (ItemKind.EXCLUSION, re.compile(r"exclusion\s+of\s+", re.IGNORECASE)),
    (ItemKind.MINUTES, re.compile(r"(?:to\s+(?:receive|confirm|approve)\s+the\s+)?minutes\b", re.IGNORECASE)),
    (
        ItemKind.WORK_PROGRAMME,
        re.compile(r"(?:committee['’]?s?\s+)?(?:forward\s+)?work\s+(?:programme|plan)\b(?!.{40})", re.IGNORECASE),
    ),
)


@dataclass(slots=True)
class Read:
    """An item as it was read. `there` is who its text says sent apologies or came for somebody; `excludes` whether it
    shuts the public out, for the items named (none: for those that follow) and under which paragraphs. `marked` where
    it is its own words, and not the part that it stands in, that make it exempt.
    """

    item: Item
    there: list[tuple[AttendanceStatus, Somebody]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    excludes: bool = False
    names: frozenset[str] = frozenset()
    cited: tuple[int, ...] = ()
    marked: bool = False


@dataclass(slots=True)
class _Reading:
    where: str
    body: list[Row] = field(default_factory=list)
    resolutions: list[Resolution] = field(default_factory=list)
    votes: list[Vote] = field(default_factory=list)
    declarations: list[Declaration] = field(default_factory=list)
    paragraphs: tuple[int, ...] = ()
    exempt: bool = False
    outcome: ItemOutcome = ItemOutcome.CONSIDERED
    doubts: list[Doubt] = field(default_factory=list)

    def doubt(self, what: str) -> None:
        self.doubts.append(Doubt(self.where, what))


def read(rows: Rows, heading: Heading, end: int, part: Part) -> Read:
    """The lines from a heading to the next one."""
    title, agenda_number = _title_and_number(heading.title)
    title, own_part = parts.without_part(title)
    reading = _Reading(f"item {heading.number}" if heading.number else f"“{title}”")
    place = heading.last + 1
    while place < end:
        place = _take(rows, place, end, reading)
    texts = prose.paragraphs(rows, reading.body)
    kind = kind_of(title)
    _tell_of_motions(texts, reading)
    resolved = " ".join(each.text for each in reading.resolutions)
    whole = " ".join((*texts, resolved))
    excludes, of_this_one = _shuts_out(texts, resolved, kind)
    item = Item(
        number=agenda_number,
        title=_fitting(title.strip(_EDGES) or heading.title, reading),
        part=own_part or part,
        minute_number=heading.number[:40],
        minute=prose.markdown(texts),
        outcome=reading.outcome,
        resolutions=tuple(reading.resolutions),
        votes=tuple(reading.votes),
        declarations=(*reading.declarations, *_declarations(texts, kind, reading)),
        kind=kind,
        paragraphs=reading.paragraphs,
    )
    marked = item.part is Part.ONE and (reading.exempt or of_this_one)
    if marked:
        item = replace(item, part=Part.TWO)
    there = list(apologies.told(" ".join(texts))) if kind is ItemKind.APOLOGIES else []
    return Read(
        item,
        there,
        reading.doubts,
        excludes,
        parts.items_named(resolved) if excludes else frozenset(),
        parts.paragraphs(whole) if excludes else (),
        marked,
    )


def _shuts_out(texts: Sequence[str], resolved: str, kind: ItemKind) -> tuple[bool, bool]:
    """Whether it shuts the public out for what follows, and whether for itself.

    Said at the end of an item it is of those behind it; said above the rest of its text, of that too, unless it says
    otherwise. Where it is wrong somebody opens the item, and a title that was shown cannot be taken back.
    """
    resolves = parts.excludes(resolved)
    said = resolved if resolves else next(filter(parts.shuts, texts), "")
    if not said or kind is ItemKind.EXCLUSION:
        return bool(said), False
    if parts.is_of_this_one(said):
        return False, True
    return True, not (resolves or parts.is_of_the_next(said) or said == texts[-1])


def _take(rows: Rows, place: int, end: int, reading: _Reading) -> int:
    """One line, or a resolution as a whole; the place of what comes next."""
    row = rows.every[place]
    if clauses.begins(row.text):
        resolved = clauses.read(rows, place, end)
        if reading.resolutions and resolved.clauses:
            reading.doubt("Several resolutions stand here; they are kept as one list, in their order.")
        reading.resolutions += resolved.clauses
        for what in resolved.doubts:
            reading.doubt(what)
        return resolved.after
    if not reading.body and not reading.resolutions and (parts.is_exemption(row.text) or parts.is_private(row.text)):
        reading.paragraphs, reading.exempt = parts.paragraphs(row.text), True
    elif vote := votes.vote(row.text):
        reading.votes.append(vote)
    elif reading.votes and (names := votes.cast(row.text)):
        reading.votes[-1] = replace(reading.votes[-1], names=(*reading.votes[-1].names, *names))
    elif declaration := interests.listed_as_printed(row.text):
        reading.declarations.append(declaration)
    elif found := _PUT_OFF.fullmatch(row.text):
        reading.outcome = _OUTCOMES[found["how"].casefold()]
    else:
        _take_prose(row, reading)
    return place + 1


def _take_prose(row: Row, reading: _Reading) -> None:
    if reading.resolutions and not reading.doubts:
        reading.doubt(f"“{_short(row.text)}” stands behind what was resolved. It is kept at the end of the minute.")
    if _ACTION.match(row.text):
        reading.doubt(f"“{_short(row.text)}” may belong on the tracker.")
    if votes.is_counted(row.text):
        reading.doubt(f"A vote may be told in “{_short(row.text)}”.")
    reading.body.append(row)


def _tell_of_motions(texts: Sequence[str], reading: _Reading) -> None:
    """Who moved and seconded is told with the vote that was taken of it."""
    if not reading.votes or reading.votes[-1].moved_by:
        return
    for text in reversed(texts):
        if found := votes.motion(unnumbered(text)):
            reading.votes[-1] = replace(
                reading.votes[-1], motion=found.motion, moved_by=found.moved_by, seconded_by=found.seconded_by
            )
            return


def _declarations(texts: Sequence[str], kind: ItemKind, reading: _Reading) -> tuple[Declaration, ...]:
    if kind is not ItemKind.DECLARATIONS:
        return ()
    found = tuple(each for text in texts for each in interests.declared(unnumbered(text)))
    for each in found:
        reading.doubt(f"{each.name} is read as declaring an interest ({each.kind.label}). Look whether that is right.")
    return found


def kind_of(title: str) -> ItemKind:
    return next((kind for kind, pattern in _KINDS if pattern.match(title)), ItemKind.BUSINESS)


def _title_and_number(title: str) -> tuple[str, str]:
    """The number on the agenda, where the title says it in brackets."""
    found = _AGENDA_NUMBER.search(title)
    return (f"{title[: found.start()]} {title[found.end() :]}".strip(), found["number"]) if found else (title, "")


def _fitting(title: str, reading: _Reading) -> str:
    if len(title) <= _LONGEST_TITLE:
        return title
    reading.doubt(f"The title is cut: “{title}”.")
    return title[: _LONGEST_TITLE - 1].rstrip() + "…"


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79].rstrip()}…"
