"""Finds the official text of minutes: the files that were adopted, and which of them the public may read."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.models.agenda import AgendaItem
from scrutiny.models.official_minutes import OfficialMinutes
from scrutiny.queries.rows import AnyRow, Rows
from scrutiny.queries.withheld import EXEMPT


def versions(session: Session, meeting_id: int, *, exempt: bool) -> Rows:
    """Those that a reader may see, withdrawn ones too, the newest first; without `exempt` he is the public.

    A file cannot be cut: of an item that was made exempt since it was adopted, all of it would be told. So from then on
    the public has none of it.
    """
    found = select(*OfficialMinutes.__table__.c).where(OfficialMinutes.meeting_id == meeting_id)
    rows = session.execute(found.order_by(OfficialMinutes.version.desc())).all()
    if exempt or not rows:
        return rows
    withheld = exempt_items(session, meeting_id)
    return [row for row in rows if not row.exempt and withheld <= ids(row.withheld)]


def version(session: Session, meeting_id: int, number: int, *, exempt: bool) -> AnyRow | None:
    return next((row for row in versions(session, meeting_id, exempt=exempt) if row.version == number), None)


def official(versions: Iterable[AnyRow], *, without: int = 0) -> AnyRow | None:
    """Of such versions the official text: the newest that is not withdrawn. None: what the record prints is it.

    It is as if the version `without` were withdrawn too.
    """
    return next((row for row in versions if row.withdrawn_at is None and row.version != without), None)


def standing(session: Session, meeting_id: int) -> list[int]:
    """The numbers of the versions that are not withdrawn, the newest first."""
    return [row.version for row in versions(session, meeting_id, exempt=True) if row.withdrawn_at is None]


def exempt_items(session: Session, meeting_id: int) -> set[int]:
    return set(session.scalars(select(AgendaItem.id).where(AgendaItem.meeting_id == meeting_id, EXEMPT)))


def ids(written: str) -> set[int]:
    return {int(number) for number in written.split()}
