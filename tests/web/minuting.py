"""The page of a minute as tests fill it in, and what the record keeps of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.models.agenda import AgendaItem
from scrutiny.models.history import HistoryLine
from scrutiny.models.minutes import Minute
from tests.browser import Page
from tests.web.desk_forms import form_of

SCRIPT = {"X-Requested-With": "desk"}


def item_called(session: Session, title: str) -> int:
    return session.scalars(select(AgendaItem.id).where(AgendaItem.title == title)).one()


def minute_at(session: Session, address: str) -> Minute | None:
    session.rollback()
    session.expire_all()
    return session.scalar(select(Minute).where(Minute.item_id == int(address.split("/")[2])))


def as_kept(session: Session, address: str) -> str:
    minute = minute_at(session, address)
    return minute.narrative if minute else ""


def filled_in(page: Page, address: str, **typed: str) -> dict[str, Any]:
    (clause,) = page.all("//textarea[@name='clause']")
    assert clause.get("form") == "minute"
    return form_of(page, address) | typed


def lines(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(HistoryLine)) or 0
