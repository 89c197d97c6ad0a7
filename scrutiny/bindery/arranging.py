"""What packs a meeting should have as its record stands now: for whom, of which supplement, of what kind."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from scrutiny.bindery.printing import Printer
from scrutiny.domain.vocabulary import Audience, PackKind
from scrutiny.opendata.record import plain
from scrutiny.papers import agenda, pack
from scrutiny.papers.pack import Pack
from scrutiny.queries import agenda as agenda_queries
from scrutiny.queries import packs as queries
from scrutiny.queries.agenda import AgendaFacts
from scrutiny.store import Store

EDITION = 1
"""Of how packs are bound. Raise it where the same papers are to be bound anew: each is then a new version."""

KINDS = (PackKind.PDF, PackKind.WORD, PackKind.ZIP)  # the ZIP says what the PDF is without


@dataclass(frozen=True, slots=True)
class Arranged:
    """A meeting's packs; `out` once its agenda is public, before that they are drafts for the desk.

    `files` are the papers in them that the record printed, by SHA-256; `lacking` says of which there is none and why.
    """

    out: bool
    packs: tuple[Pack, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """A pack to be bound, of several kinds; `tried` is what the version that is there, if it is this one, lacks."""

    pack: Pack
    made_from: str
    kinds: tuple[PackKind, ...]
    tried: Mapping[PackKind, str]

    @property
    def is_new(self) -> bool:
        """Whether it is another than the version that is there, and not only to be tried again."""
        return not self.tried


class _Arranger:
    def __init__(self, session: Session, store: Store, facts: AgendaFacts, on: date) -> None:
        self._facts = facts
        self.printer = Printer(session, store, facts, on=on)
        self.lacking: dict[str, None] = {}

    def packs(self, number: int) -> Iterator[Pack]:
        """The public's, and the members' where they may see more."""
        yield self.pack(Audience.PUBLIC, number)
        members = self.pack(Audience.MEMBERS, number)
        if members.exempt or members.agenda.contains_exempt:
            yield members

    def pack(self, audience: Audience, number: int = 0) -> Pack:
        arranged = self.agenda(audience)
        prints = self.printer.of(arranged, audience=audience, supplement=number)
        self.lacking |= dict.fromkeys(prints.lacking)
        return pack.of(arranged, audience=audience, supplement=number, printed=prints.papers)

    def agenda(self, audience: Audience) -> agenda.Agenda:
        return agenda.of(self._facts, exempt=audience is Audience.MEMBERS, drafts=True)


def arrange(session: Session, meeting_id: int, *, store: Store, on: date) -> Arranged:
    """All that is due: nothing, where there is no such meeting any more."""
    facts = agenda_queries.find(session, meeting_id)
    if facts is None:
        return Arranged(out=False, packs=())
    arranger = _Arranger(session, store, facts, on)
    whole = arranger.agenda(Audience.MEMBERS)
    known = {each.supplement for each in queries.of_meeting(session, meeting_id) if each.published}
    numbers = sorted({0, *pack.supplements(whole), *known})
    packs = tuple(each for number in numbers for each in arranger.packs(number))
    return Arranged(not whole.draft, packs, arranger.printer.files, tuple(arranger.lacking))


def one(session: Session, facts: AgendaFacts, audience: Audience, *, store: Store, on: date) -> Arranged:
    """The agenda's own pack for that audience alone, a draft as long as the agenda is one."""
    arranger = _Arranger(session, store, facts, on)
    only = arranger.pack(audience)
    return Arranged(not only.agenda.draft, (only,), arranger.printer.files, tuple(arranger.lacking))


def due(session: Session, meeting_id: int, arranged: Arranged) -> Iterator[Due]:
    """What has to be bound: a draft always; else what is not there as it is now, or lacks papers that may do now."""
    last = queries.last_versions(session, meeting_id) if arranged.out else {}
    for each in arranged.packs:
        key, same = made_from(each), {}
        for kind in KINDS:
            there = last.get((each.supplement, each.audience, kind))
            if there is not None and there.made_from == key and not there.withdrawn_because:
                same[kind] = there.left_out
        kinds = tuple(kind for kind in KINDS if same.get(kind) != "")
        if kinds:
            yield Due(each, key, kinds, same)


def made_from(due: Pack) -> str:
    """A digest of all that makes the pack what it is: unchanged, it is not made again."""
    told = json.dumps([EDITION, plain(pack.told(due))], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
