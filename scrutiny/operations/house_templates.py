"""Keeps the versions of a council's templates, and which of them its papers are printed in."""

from __future__ import annotations

from typing import Protocol

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from scrutiny.database import author_of
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import TemplateKind
from scrutiny.models.committees import Committee, Council
from scrutiny.models.house_templates import HouseTemplate
from scrutiny.operations.turns import lock_row

CHANGED = "Which template is in use was changed while you were looking at it. Look at it as it is now."


class Sent(Protocol):
    """A file that was tried, and that the store keeps."""

    @property
    def sha256(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def size(self) -> int: ...


def keep(session: Session, of: Council | Committee, *, kind: TemplateKind, file: Sent) -> HouseTemplate:
    """The next version of a template, not in use yet. Raises RuleBroken for a file that is a version already."""
    council_id, committee_id = _owner(of)
    lock_row(session, Council, council_id)
    there = select(HouseTemplate).where(*_of(council_id, committee_id, kind))
    same = session.scalar(there.where(HouseTemplate.sha256 == file.sha256))
    if same is not None:
        raise RuleBroken(f"This very file is version {same.version} already.")
    author = author_of(session)
    template = HouseTemplate(
        council_id=council_id,
        committee_id=committee_id,
        kind=kind,
        version=1 + session.scalars(there.with_only_columns(func.coalesce(func.max(HouseTemplate.version), 0))).one(),
        sha256=file.sha256,
        name=file.name,
        size=file.size,
        by=author.name,
        at=author.at,
    )
    session.add(template)
    session.flush()
    return template


def put_in_use(session: Session, template: HouseTemplate, *, seen: int) -> None:
    """In place of the one that is; `seen` is the id of that one as whoever chose saw it, 0 for none."""
    used = _in_use(session, template)
    if used is template:
        return
    if (used.id if used else 0) != seen:
        raise RuleBroken(CHANGED)
    if used:
        _note(session, used, in_use=False)
        session.flush()  # of two at once in use the database takes neither
    _note(session, template, in_use=True)
    session.flush()


def take_out_of_use(session: Session, template: HouseTemplate) -> None:
    """Back to the council's, or to the product's own; done again it changes nothing."""
    if _in_use(session, template) is template:
        _note(session, template, in_use=False)
        session.flush()


def _in_use(session: Session, template: HouseTemplate) -> HouseTemplate | None:
    """Of its kind and owner, as the one before left it."""
    lock_row(session, Council, template.council_id)
    of = _of(template.council_id, template.committee_id, template.kind)
    asked = select(HouseTemplate).where(*of, HouseTemplate.in_use).execution_options(populate_existing=True)
    return session.scalar(asked)


def _note(session: Session, template: HouseTemplate, *, in_use: bool) -> None:
    author = author_of(session)
    template.in_use, template.used_by, template.used_since = in_use, author.name, author.at


def _owner(of: Council | Committee) -> tuple[int, int | None]:
    return (of.council_id, of.id) if isinstance(of, Committee) else (of.id, None)


def _of(council_id: int, committee_id: int | None, kind: TemplateKind) -> tuple[ColumnElement[bool], ...]:
    return (
        HouseTemplate.council_id == council_id,
        HouseTemplate.committee_id.is_(None) if committee_id is None else HouseTemplate.committee_id == committee_id,
        HouseTemplate.kind == kind,
    )
