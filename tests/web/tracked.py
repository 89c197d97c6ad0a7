"""What the desk does to an action or a recommendation, each by the steps of its own page."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.models.follow_up import Action, Recommendation
from tests.browser import Browser, Page
from tests.web.desk_forms import filled_in

Tracked = TypeVar("Tracked", Action, Recommendation)


def as_kept(session: Session, kind: type[Tracked]) -> Tracked:
    """The chamber's first, as the database has it by now."""
    session.rollback()
    session.expire_all()
    return session.get_one(kind, 1)


def put(session: Session, author: Author, kind: type[Action | Recommendation], **values: Any) -> None:
    """The chamber's first in another state than the chamber has it."""
    with writing(session, author):
        its = session.get_one(kind, 1)
        for name, value in values.items():
            setattr(its, name, value)


def take(browser: Browser, page: str, step: str, typed: dict[str, Any]) -> None:
    """Take a step on that page; it leads back there."""
    answer = browser.post(f"{page}/{step}", data=filled_in(browser, page, f"{page}/{step}", typed))
    assert (answer.status_code, answer.location) == (303, page), answer.text


def refused(browser: Browser, page: str, step: str, typed: dict[str, Any]) -> Page:
    return browser.sent(f"{page}/{step}", filled_in(browser, page, f"{page}/{step}", typed), 422)
