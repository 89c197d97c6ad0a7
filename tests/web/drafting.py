"""An agenda on the desk as the tests of it go about it: the chamber's draft, one that is out, and their buttons."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from tests.browser import Browser, Page
from tests.web.desk_forms import filled_in, form_of

DRAFT, OUT, OVER, OFF, INFORMAL = 5, 3, 1, 4, 6
AGENDA = f"/meetings/{DRAFT}/agenda"
PUBLISH = f"/meetings/{DRAFT}/publish"


def items(session: Session, meeting_id: int = DRAFT) -> list[AgendaItem]:
    session.rollback()
    session.expire_all()
    of_it = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id).order_by(AgendaItem.position)
    return list(session.scalars(of_it))


def titles(session: Session, meeting_id: int = DRAFT) -> list[str]:
    return [item.title for item in items(session, meeting_id)]


def meeting(session: Session, id_: int = DRAFT) -> Meeting:
    session.rollback()
    session.expire_all()
    return session.get_one(Meeting, id_)


def press(browser: Browser, page_at: str, action: str, **also: Any) -> str:
    """Press the one-button form with that address, and follow to where it leads."""
    sent = dict(form_of(browser.read(page_at), action), **also)
    answer = browser.post(action, data=sent)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def sent(browser: Browser, address: str, **typed: Any) -> Any:
    return browser.post(address, data=filled_in(browser, address, address, typed))


def refused(browser: Browser, address: str, **typed: Any) -> Page:
    return browser.sent(address, filled_in(browser, address, address, typed), 422)
