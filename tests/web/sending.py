"""Files as they are sent to the papers of an item, and what is said of them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from scrutiny.models.documents import Document
from tests.browser import Browser, Page
from tests.web.desk_forms import filled_in

Sent = tuple[bytes, str]

HELD = "/items/2/papers"
"""Of an item at a meeting that was held: a public paper, one to follow, and an exempt one."""
LOST = "Nothing was taken. Choose the file again: a browser does not keep it."


def send(browser: Browser, page: str, files: Sequence[Sent], **typed: Any) -> TestResponse:
    """Fill in the form for files on that page, and send it."""
    fields = filled_in(browser, page, page, typed)
    return browser.post(page, data=fields | {"files": [(io.BytesIO(content), name) for content, name in files]})


def refused(browser: Browser, page: str, files: Sequence[Sent], status: int = 422, **typed: Any) -> Page:
    fields = filled_in(browser, page, page, typed)
    data = fields | {"files": [(io.BytesIO(content), name) for content, name in files]}
    return browser.sent(page, data, status)


def told(page: Page) -> dict[str, str]:
    """What is wrong, by the field that it is said of."""
    links = page.all("//*[@id='error-summary']//a")
    return {str(link.get("href")).removeprefix("#"): link.text_content() for link in links}


def papers(session: Session, address: str) -> list[Document]:
    """Of that item, in their order, as the database has them."""
    session.rollback()
    session.expire_all()
    item_id = int(address.split("/")[2])
    return list(
        session.scalars(select(Document).where(Document.item_id == item_id).order_by(Document.position, Document.id))
    )
