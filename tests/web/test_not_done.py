"""A form that could not be done, through no fault of the clerk: what was typed is on the page, and is sent again."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from scrutiny import write_lock
from scrutiny.database import Author, writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee
from scrutiny.web import gate
from scrutiny.write_lock import WriteLock
from tests import chamber
from tests.browser import Browser, Page
from tests.web.desk_forms import filled_in
from tests.web.signing_in import PASSWORD, cast, signed_in, wound_clock

TITLE = "Safeguarding of adults on the cusp of care, and what has become of the forum that the Committee asked for"


@pytest.fixture
def draft(app: Flask, session: Session, author: Author) -> str:
    wound_clock(app)
    with writing(session, author):
        scene = chamber.fill(session)
        cast(session, scene.committee, session.query(Committee).filter_by(code="HCS").one())
    return f"/meetings/{scene.draft.id}/agenda"


def sent(officer: Browser, draft: str, status: int) -> tuple[Page, dict[str, Any]]:
    form = filled_in(officer, draft, draft, {"title": TITLE})
    return officer.sent(draft, form, status), form


def to_send_again(page: Page) -> dict[str, str]:
    """What the button on the page would send."""
    (form,) = page.all("//main//form")
    return dict(form.form_values())


def items(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(AgendaItem).where(AgendaItem.title == TITLE)) or 0


@pytest.mark.parametrize(
    ("trouble", "status"),
    [
        pytest.param(
            OperationalError("COMMIT", None, Exception("database or disk is full")), 503, id="the disk is full"
        ),
        pytest.param(OperationalError("BEGIN", None, Exception("connection refused")), 503, id="the database is gone"),
        pytest.param(RuntimeError("a fault of ours"), 500, id="a fault of ours"),
    ],
)
def test_what_was_typed_is_sent_again_when_the_trouble_is_over(
    app: Flask, session: Session, draft: str, trouble: Exception, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_trouble(*_: object) -> None:
        raise trouble

    app.config["PROPAGATE_EXCEPTIONS"] = False
    officer = signed_in(app, "Olga Officer")
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(gate.once, "begin", in_trouble)
        page, _ = sent(officer, draft, status)
    assert [area.text_content().strip() for area in page.all("//textarea")] == [TITLE]
    assert items(session) == 0
    assert officer.post(draft, data=to_send_again(page)).status_code == 303
    assert items(session) == 1
    assert officer.post(draft, data=to_send_again(page)).status_code == 303
    assert items(session) == 1, "sent twice it is done once"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # PostgreSQL locks rows, and never the record
def test_while_another_program_holds_the_record_nothing_is_lost(
    app: Flask, session: Session, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bind = session.get_bind()
    monkeypatch.setattr(write_lock, "LONGEST_WAIT", 0.1)
    officer = signed_in(app, "Olga Officer")
    other = WriteLock.beside(bind.engine.url.database)
    other.take()
    try:
        page, _ = sent(officer, draft, 503)
    finally:
        other.give()
    assert page.heading == "Sorry, the record cannot be reached at the moment"
    assert officer.post(draft, data=to_send_again(page)).status_code == 303
    assert items(session) == 1


def test_what_a_rule_forbids_is_shown_and_not_offered_again(
    app: Flask, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise RuleBroken("The agenda was published meanwhile.")

    monkeypatch.setattr(gate.once, "begin", forbidden)
    page, _ = sent(signed_in(app, "Olga Officer"), draft, 409)
    assert TITLE in page.text
    assert page.all("//main//form") == []


def test_no_password_is_ever_put_on_such_a_page(app: Flask, draft: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert draft
    officer = signed_in(app, "Olga Officer")
    secret = "a secret of mine, long enough to be worth showing " * 2
    typed = {"old_password": PASSWORD, "new_password": secret}
    form = filled_in(officer, "/password", "/password", typed)
    monkeypatch.setattr(import_module("scrutiny.web.passwords"), "begin_writing", _gone)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    answer = officer.post("/password", data=form)
    assert answer.status_code == 503
    assert "a secret of mine" not in answer.text
    assert PASSWORD not in answer.text


def _gone(*_: object) -> None:
    raise OperationalError("BEGIN", None, Exception("connection refused"))
