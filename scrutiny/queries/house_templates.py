"""Finds the template that a paper is printed in, and the versions there are."""

from __future__ import annotations

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from scrutiny.domain.vocabulary import TemplateKind
from scrutiny.models.committees import Committee
from scrutiny.models.house_templates import HouseTemplate
from scrutiny.queries.rows import AnyRow, Rows

_COLUMNS = tuple(HouseTemplate.__table__.c)
_FOR_A_COMMITTEE = (
    select(*_COLUMNS)
    .join(Committee, Committee.council_id == HouseTemplate.council_id)
    .where(
        Committee.code == bindparam("code"),
        HouseTemplate.in_use,
        or_(HouseTemplate.committee_id == Committee.id, HouseTemplate.committee_id.is_(None)),
    )
    .order_by(HouseTemplate.committee_id.is_(None))
)
"""The committee's before the council's."""

_IN_USE = _FOR_A_COMMITTEE.where(HouseTemplate.kind == bindparam("kind")).limit(1)


def in_use(session: Session, code: str, kind: TemplateKind) -> AnyRow | None:
    """Of the committee with that code, or else of its council; None where the product's own look is."""
    return session.connection().execute(_IN_USE, {"code": code, "kind": kind}).first()


def all_in_use(session: Session, code: str) -> dict[TemplateKind, AnyRow]:
    """The same of every kind that has one."""
    found: dict[TemplateKind, AnyRow] = {}
    for row in session.connection().execute(_FOR_A_COMMITTEE, {"code": code}):
        found.setdefault(row.kind, row)
    return found


def of_council(session: Session, council_id: int) -> dict[TemplateKind, AnyRow]:
    """The council's own that are in use, by kind."""
    own = (HouseTemplate.council_id == council_id, HouseTemplate.committee_id.is_(None), HouseTemplate.in_use)
    return {row.kind: row for row in session.connection().execute(select(*_COLUMNS).where(*own))}


def versions(session: Session, council_id: int, committee_id: int | None, kind: TemplateKind) -> Rows:
    """Of the committee, or of the council itself; the latest first."""
    asked = select(*_COLUMNS).where(
        HouseTemplate.council_id == council_id,
        HouseTemplate.committee_id.is_(None) if committee_id is None else HouseTemplate.committee_id == committee_id,
        HouseTemplate.kind == kind,
    )
    return session.connection().execute(asked.order_by(HouseTemplate.version.desc())).all()
