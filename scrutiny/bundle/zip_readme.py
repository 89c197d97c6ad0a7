"""README.txt: what each file in the ZIP is, and what is not in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from scrutiny.bundle.bound import LeftOut
from scrutiny.domain.dates import written_with_weekday
from scrutiny.papers.agenda import Enclosure
from scrutiny.papers.pack import Pack, PackItem
from scrutiny.word.withheld import EXEMPT_COPY, not_for_publication

_ALWAYS = (
    ("agenda.docx", "The agenda, as a Word document."),
    ("meeting.json", "The same as data: the meeting, its items and their papers."),
    ("SHA256SUMS", "A checksum of each file. “sha256sum -c SHA256SUMS” says whether one was changed since."),
)


class Filed(Protocol):
    """A paper, the number of its item, and the name of its file."""

    @property
    def number(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def paper(self) -> Enclosure: ...


def readme(pack: Pack, filed: Sequence[Filed], left_out: Sequence[LeftOut]) -> str:
    agenda = pack.agenda
    supplement = f", supplement {pack.supplement}" if pack.supplement else ""
    lines = [agenda.council, agenda.committee, f"Papers for {written_with_weekday(agenda.on)}{supplement}", ""]
    if pack.exempt:
        lines += [f"{EXEMPT_COPY}.", "The files with EXEMPT in their names must not be passed on.", ""]
    lines += _part("What is here", (*(f"{name}\n    {said}" for name, said in _ALWAYS), *map(_told, filed)))
    lines += _part("What is not here", _missing(pack.items))
    lines += _part("What is here, but not in the PDF pack", (f"{_plain(out.title)}: {out.why}." for out in left_out))
    return "\n".join(lines)


def _part(heading: str, entries: Iterable[str]) -> Iterator[str]:
    if told := list(entries):
        yield from (heading, "-" * len(heading), *told, "")


def _told(each: Filed) -> str:
    exempt = " Not for publication." if each.paper.exempt else ""
    own = f" Came as “{_plain(each.paper.name)}”." if each.paper.name else ""
    return f"{each.name}\n    Agenda item {each.number}: {_plain(each.paper.title)}.{exempt}{own}"


def _missing(items: Iterable[PackItem]) -> Iterator[str]:
    for item in items:
        for paper in item.papers:
            start = f"Agenda item {item.line.number}, {_plain(item.line.title)}: {_plain(paper.title)}"
            if paper.withheld:
                yield f"{start}. {not_for_publication(paper.paragraphs or item.line.paragraphs)}"
            elif paper.to_follow or not paper.sha256:
                yield f"{start}, {paper.awaited}."


def _plain(text: str) -> str:
    """On one line, so that no title looks like a line of its own."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
