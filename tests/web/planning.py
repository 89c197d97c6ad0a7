"""The chamber's programme as the tests of the desk look at it: its board, its rows and their moves."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.models.programme import EntryMove, WorkProgrammeEntry
from tests.browser import Page

BOARD = "/committees/SOS/work-programme/board"
CUSP, MISSING, WITHDRAWN, PLACEMENT = 1, 2, 3, 4


def kept(session: Session, id_: int = CUSP) -> WorkProgrammeEntry:
    session.rollback()
    session.expire_all()
    return session.get_one(WorkProgrammeEntry, id_)


def moves(session: Session) -> list[tuple[int, int | None, int | None, str]]:
    session.rollback()
    columns = (EntryMove.entry_id, EntryMove.from_meeting_id, EntryMove.to_meeting_id, EntryMove.because)
    return [tuple(row) for row in session.execute(select(*columns).order_by(EntryMove.id))]


def columns(page: Page) -> dict[str, list[str]]:
    """The titles of the cards under the heading of their column."""
    return {
        page.texts(f"//section[@aria-labelledby='{key}']/h2")[0]: page.texts(f"//ol[@data-column='{key}']/li/h3")
        for key in map(str, page.all("//section/@aria-labelledby"))
    }
