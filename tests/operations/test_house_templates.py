"""Which template papers are printed in: a committee's before its council's, and never two of one kind."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import TemplateKind
from scrutiny.models.committees import Committee, Council
from scrutiny.models.house_templates import HouseTemplate
from scrutiny.operations import house_templates as operations
from scrutiny.queries import house_templates as queries
from tests import make
from tests.at_once import at_once, engine_at

NOTICE, MINUTES = TemplateKind.NOTICE, TemplateKind.MINUTES


@dataclass(frozen=True, slots=True)
class Sent:
    sha256: str
    name: str = "notice.docx"
    size: int = 1


@dataclass(frozen=True, slots=True)
class House:
    council: Council
    sos: Committee
    hcs: Committee


@pytest.fixture
def house(session: Session, author: Author) -> House:
    with writing(session, author):
        council = make.council(session)
        return House(council, make.committee(session, council), make.committee(session, council, code="HCS"))


def kept(session: Session, of: Council | Committee, file: str, kind: TemplateKind = NOTICE) -> HouseTemplate:
    return operations.keep(session, of, kind=kind, file=Sent(file))


def printed_in(session: Session, code: str, kind: TemplateKind = NOTICE) -> str:
    row = queries.in_use(session, code, kind)
    return row.sha256 if row else "the product's own"


def test_what_is_kept_is_not_in_use(session: Session, author: Author, house: House) -> None:
    with writing(session, author):
        template = kept(session, house.sos, "a")
    assert (template.version, template.by, template.in_use) == (1, author.name, False)
    assert printed_in(session, "SOS") == "the product's own"


def test_the_committees_comes_before_the_councils(session: Session, author: Author, house: House) -> None:
    with writing(session, author):
        ours, councils = kept(session, house.sos, "ours"), kept(session, house.council, "council's")
        operations.put_in_use(session, ours, seen=0)
        operations.put_in_use(session, councils, seen=0)
    assert printed_in(session, "SOS") == "ours"
    assert printed_in(session, "HCS") == "council's"
    assert printed_in(session, "SOS", MINUTES) == "the product's own"
    with writing(session, author):
        operations.take_out_of_use(session, ours)
    assert printed_in(session, "SOS") == "council's"


def test_versions_are_counted_apart_for_each_owner_and_kind(session: Session, author: Author, house: House) -> None:
    with writing(session, author):
        numbers = [
            kept(session, owner, file, kind).version
            for owner, file, kind in (
                (house.sos, "a", NOTICE),
                (house.sos, "b", NOTICE),
                (house.hcs, "a", NOTICE),
                (house.council, "a", NOTICE),
                (house.sos, "a", MINUTES),
            )
        ]
    assert numbers == [1, 2, 1, 1, 1]
    assert [row.sha256 for row in queries.versions(session, house.council.id, house.sos.id, NOTICE)] == ["b", "a"]


def test_another_councils_is_nothing_of_ours(session: Session, author: Author, house: House) -> None:
    with writing(session, author):
        theirs = kept(session, make.council(session, name="Borsetshire"), "theirs")
        operations.put_in_use(session, theirs, seen=0)
    assert house.sos.code == "SOS"
    assert printed_in(session, "SOS") == "the product's own"


def test_who_put_it_in_use_and_when_is_kept(session: Session, author: Author, house: House) -> None:
    with writing(session, author):
        template = kept(session, house.sos, "a")
    later = Author("Olga Officer", author.at.replace(year=author.at.year + 1))
    with writing(session, later):
        operations.put_in_use(session, template, seen=0)
    row = queries.in_use(session, "SOS", NOTICE)
    assert row is not None
    assert (row.used_by, row.used_since, row.by) == ("Olga Officer", later.at, author.name)


def test_a_choice_by_what_is_not_so_any_more_is_refused(session: Session, author: Author, house: House) -> None:
    with writing(session, author):
        first, second = kept(session, house.sos, "a"), kept(session, house.sos, "b")
        operations.put_in_use(session, first, seen=0)
        with pytest.raises(RuleBroken, match="was changed while you were looking at it"):
            operations.put_in_use(session, second, seen=0)
        operations.put_in_use(session, second, seen=first.id)
    assert printed_in(session, "SOS") == "b"


def test_two_officers_put_two_versions_in_use_at_once(database_url: str, author: Author) -> None:
    engine = engine_at(database_url)
    with Session(engine, autoflush=False, expire_on_commit=False) as session, writing(session, author):
        committee = make.committee(session, make.council(session))
        ids = [kept(session, committee, name).id for name in "ab"]
    refusals: list[str] = []

    def put(own: Session, id_: int) -> None:
        try:
            operations.put_in_use(own, own.get_one(HouseTemplate, id_), seen=0)
        except RuleBroken as broken:
            refusals.append(str(broken))

    at_once(engine, author, *[lambda own, id_=id_: put(own, id_) for id_ in ids])
    with Session(engine) as session:
        assert len(list(session.scalars(select(HouseTemplate).where(HouseTemplate.in_use)))) == 1
    assert refusals == [operations.CHANGED]
    engine.dispose()


def test_two_officers_send_at_once(database_url: str, author: Author) -> None:
    engine = engine_at(database_url)
    with Session(engine, autoflush=False, expire_on_commit=False) as session, writing(session, author):
        id_ = make.committee(session, make.council(session)).id
    at_once(engine, author, *[lambda own, f=f: kept(own, own.get_one(Committee, id_), f) for f in "abc"])
    with Session(engine) as session:
        assert sorted(session.scalars(select(HouseTemplate.version))) == [1, 2, 3]
    engine.dispose()
