"""Packs as their readers find them: the newest of each kind, and the versions before it with what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from scrutiny.domain.files import in_words
from scrutiny.domain.vocabulary import Audience, PackKind
from scrutiny.papers.agenda import Enclosure, Line
from scrutiny.papers.pack import Pack

KINDS = (PackKind.PDF, PackKind.WORD, PackKind.ZIP)


@dataclass(frozen=True, slots=True)
class File:
    """`told` is how long and how big it is: "120 pages, 3.4 MB"."""

    address: str
    kind: str
    told: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A version with its files, none where it is withdrawn; `left_out` is a sentence a paper."""

    version: int
    made_at: datetime
    files: tuple[File, ...]
    changed: str
    withdrawn_because: str
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What there is of one pack for one audience. `newest` is None where the last version is withdrawn."""

    title: str
    members: bool
    newest: Edition | None
    earlier: tuple[Edition, ...]

    @property
    def note(self) -> str:
        """What a reader of the version before wants to know: nothing of the first one."""
        return self.newest.changed if self.newest else ""


@dataclass(frozen=True, slots=True)
class Inside:
    """A paper that is in a pack, or that it only names, and what is to be said of it."""

    item_id: int
    item: str
    title: str
    notes: tuple[str, ...]


def inside(pack: Pack) -> tuple[Inside, ...]:
    """Its papers in their order."""
    return tuple(
        Inside(item.line.item_id, item.line.number, paper.title, tuple(_notes(pack, item.line, paper)))
        for item in pack.items
        for paper in item.papers
        if not paper.withheld
    )


def _notes(pack: Pack, line: Line, paper: Enclosure) -> Iterable[str]:
    printed = not paper.document_id and line.item_id in pack.printed
    if printed:
        yield "from the record"
    if paper.to_follow:
        yield paper.awaited
    if paper.exempt:  # what the record prints of an open item it prints for the public too
        yield "the public’s without what is exempt" if printed and not line.paragraphs else "for members only"


def of(rows: Iterable[Any], meeting_id: int) -> tuple[Shelf, ...]:
    """By supplement, the public's before the members'. The rows come so, the newest version first."""
    alike = groupby(rows, lambda row: (row.supplement, row.audience))
    return tuple(_shelf(list(of_one), meeting_id) for _, of_one in alike)


def drafts(rows: Iterable[Any]) -> tuple[Shelf, ...]:
    """What the desk looks at before it goes out, each at its own address."""
    alike = groupby(rows, lambda row: (row.supplement, row.audience))
    return tuple(
        Shelf(_title(found[0]), found[0].audience is Audience.MEMBERS, _edition(found), ())
        for found in (list(of_one) for _, of_one in alike)
    )


def _shelf(rows: Sequence[Any], meeting_id: int) -> Shelf:
    last: dict[PackKind, Any] = {}
    for row in rows:
        last.setdefault(row.kind, row)
    newest = [row for row in last.values() if not row.withdrawn_because]
    earlier = [row for row in rows if row not in newest]
    by_version = groupby(earlier, lambda row: row.version)
    return Shelf(
        title=_title(rows[0]),
        members=rows[0].audience is Audience.MEMBERS,
        newest=_edition(newest, f"/meetings/{meeting_id}/{_name(rows[0])}") if newest else None,
        earlier=tuple(_edition(list(of_one)) for _, of_one in by_version),
    )


def _edition(rows: Sequence[Any], newest_at: str = "") -> Edition:
    """`rows` are of one version, or the newest of their kinds: then `newest_at` is the address that stays with it."""
    there = sorted((row for row in rows if not row.withdrawn_because), key=lambda row: KINDS.index(row.kind))
    latest = max(rows, key=lambda row: row.version)
    return Edition(
        version=latest.version,
        made_at=latest.made_at,
        files=tuple(File(_address(row, newest_at), row.kind.label, _told(row)) for row in there),
        changed="" if latest.withdrawn_because else latest.changed,
        withdrawn_because=latest.withdrawn_because,
        left_out=tuple(dict.fromkeys(line for row in there for line in row.left_out.splitlines())),
    )


def _address(row: Any, newest_at: str) -> str:
    return f"{newest_at}.{row.kind}" if newest_at else f"/packs/{row.id}/pack.{row.kind}"


def _name(row: Any) -> str:
    name = f"supplement-{row.supplement}" if row.supplement else "pack"
    return f"members-{name}" if row.audience is Audience.MEMBERS else name


def _title(row: Any) -> str:
    return f"Supplement {row.supplement}" if row.supplement else "Agenda pack"


def _told(row: Any) -> str:
    pages = f"{row.pages:,} page{'' if row.pages == 1 else 's'}" if row.pages else ""
    return ", ".join(filter(None, (pages, in_words(row.size))))
