"""How a clerk takes minutes away, sends them back, and looks at what came of it."""

from __future__ import annotations

import io
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.models.minutes import Minute, Resolution
from tests.browser import Browser, Page
from tests.web.desk_forms import form_of

DESK = "/meetings/1/minutes/word"
GONE = "There were none at this meeting."
"""The minute of the first item, as the chamber has it."""


def taken_away(browser: Browser, address: str = "/meetings/1/minutes.docx") -> bytes:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.data


def sent(browser: Browser, file: bytes, *, name: str = "Minutes, finished.docx", desk: str = DESK) -> Any:
    form: dict[str, Any] = dict(form_of(browser.read(desk), desk))
    return browser.post(desk, data=form | {"files": (io.BytesIO(file), name)})


def compared(browser: Browser, file: bytes) -> str:
    """The address of the comparison of a file that is sent."""
    answer = sent(browser, file)
    assert answer.status_code == 303, answer.text
    return answer.location


def form_at(page: Page) -> dict[str, Any]:
    """As it stands; whoever sends it does want to change what the public reads, where that is asked."""
    (form,) = page.all("//form[.//input[@name='seen']]")
    areas = {str(area.name) for area in form.xpath(".//textarea")}
    meant = {"publicly": "y"} if form.xpath(".//input[@name='publicly']") else {}
    return {name: value.removeprefix("\n") if name in areas else value for name, value in form.form_values()} | meant


def minute(session: Session, item_id: int) -> Minute:
    session.rollback()
    session.expire_all()
    return session.scalars(select(Minute).where(Minute.item_id == item_id)).one()


def clauses(session: Session, item_id: int) -> list[tuple[str, str]]:
    session.rollback()
    session.expire_all()
    found = select(Resolution.letter, Resolution.text).join(Minute).where(Minute.item_id == item_id)
    return [(row.letter, row.text) for row in session.execute(found.order_by(Resolution.position))]
