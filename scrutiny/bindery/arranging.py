"""What packs a meeting should have as its record stands now: for whom, of which supplement, of what kind."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from scrutiny.domain.vocabulary import Audience, PackKind
from scrutiny.opendata.record import plain
from scrutiny.papers import agenda, pack
from scrutiny.papers.pack import Pack
from scrutiny.queries import agenda as agenda_queries
from scrutiny.queries import packs as queries
from scrutiny.queries.agenda import AgendaFacts

EDITION = 1
"""Of how packs are bound. Raise it where the same papers are to be bound anew: each is then a new version."""

KINDS = (PackKind.PDF, PackKind.WORD, PackKind.ZIP)  # the ZIP says what the PDF is without


@dataclass(frozen=True, slots=True)
class Arranged:
    """A meeting's packs; `out` once its agenda is public, before that they are drafts for the desk."""

    out: bool
    packs: tuple[Pack, ...]


def arrange(session: Session, meeting_id: int) -> Arranged:
    """All that is due: nothing, where there is no such meeting any more."""
    facts = agenda_queries.find(session, meeting_id)
    if facts is None:
        return Arranged(out=False, packs=())
    whole = _agenda(facts, Audience.MEMBERS)
    known = {each.supplement for each in queries.of_meeting(session, meeting_id) if each.published}
    numbers = sorted({0, *pack.supplements(whole), *known})
    return Arranged(out=not whole.draft, packs=tuple(each for number in numbers for each in _of(facts, number)))


def one(facts: AgendaFacts, audience: Audience) -> Pack:
    """The agenda's own pack for that audience, a draft as long as the agenda is one."""
    return pack.of(_agenda(facts, audience), audience=audience)


def made_from(due: Pack) -> str:
    """A digest of all that makes the pack what it is: unchanged, it is not made again."""
    told = json.dumps([EDITION, plain(pack.told(due))], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _of(facts: AgendaFacts, number: int) -> Iterator[Pack]:
    """The public's, and the members' where they may see more."""
    yield pack.of(_agenda(facts, Audience.PUBLIC), audience=Audience.PUBLIC, supplement=number)
    members = pack.of(_agenda(facts, Audience.MEMBERS), audience=Audience.MEMBERS, supplement=number)
    if members.exempt or members.agenda.contains_exempt:
        yield members


def _agenda(facts: AgendaFacts, audience: Audience) -> agenda.Agenda:
    return agenda.of(facts, exempt=audience is Audience.MEMBERS, drafts=True)
