"""Packs as an officer asks for them: how far they are, what could not be made, and a preview."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from huey import MemoryHuey
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.bindery.worker import Bindery
from scrutiny.database import Author, writing
from scrutiny.models.packs import PackBuild
from scrutiny.operations import packs
from scrutiny.queries import packs as queries
from tests import make
from tests.at_once import engine_at
from tests.bindery.stand_in import NOON, Workshop
from tests.browser import Browser
from tests.chamber import Chamber
from tests.web.desk_forms import form_of
from tests.web.packs.reading import read, somebody

pytestmark = pytest.mark.usefixtures("everybody")


def test_an_officer_sees_how_far_they_are(olga: Browser, session: Session, author: Author, filled: Chamber) -> None:
    page, at = f"/meetings/{filled.next.id}/packs", filled.next.id
    assert "No pack of this meeting has been made yet." in olga.read(page).text
    with writing(session, author):
        packs.want(session, at)
    assert "They wait for their turn." in olga.read(page).text
    with writing(session, author):
        mine = packs.claim(session, at)
        assert mine
        packs.beat(session, mine, done=3, of=12, doing="Agenda pack for the public, PDF: Converting 12 papers")
    found = olga.read(page)
    assert "Converting 12 papers" in found.text
    assert [(bar.get("value"), bar.get("max")) for bar in found.all("//progress")] == [("3", "12")]
    told = olga.get(f"{page}/progress")
    assert told.json == {"state": "making", "done": 3, "of": 12, "doing": found_doing(session, at)}
    assert told.headers["Cache-Control"] == "private, no-store"
    with writing(session, author):
        packs.fail(session, mine, "The disk is full.")
    found = olga.read(page)
    assert "The packs could not be made. The disk is full." in found.text
    assert "Try again" in found.texts("//button")


def found_doing(session: Session, meeting_id: int) -> str:
    build = queries.build(session, meeting_id)
    assert build
    return build.doing


@pytest.mark.parametrize(
    ("meeting", "says"), [("next", "The packs are being made."), ("draft", "A preview is being made.")]
)
def test_they_are_made_again_by_a_button_once(
    olga: Browser, session: Session, filled: Chamber, meeting: str, says: str
) -> None:
    at = getattr(filled, meeting).id
    page = f"/meetings/{at}/packs"
    form = form_of(olga.read(page), page)
    for _ in range(2):
        answer = olga.post(page, data=form)
        assert (answer.status_code, answer.location) == (303, page)
    assert says in olga.read(page).text
    session.rollback()
    assert list(session.scalars(select(PackBuild.meeting_id))) == [at]


def test_a_preview_is_shown_with_what_is_left_out_of_it(
    olga: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    with writing(session, author):
        draft = make.pack(session, filled.draft, b"a draft", published=False, left_out="“Map” cannot be read.")
    page = olga.read(f"/meetings/{filled.draft.id}/packs")
    assert "Preview" in page.texts("//h2")
    assert "“Map” cannot be read." in page.text
    assert f"/packs/{draft.id}/pack.pdf" in page.links()


@pytest.mark.parametrize(
    ("name", "status"), [("", 302), ("Mara Member", 403), ("Hugo Clerk", 403), ("Adam Administrator", 403)]
)
def test_nobody_else_comes_to_that_page(app: Flask, session: Session, at: str, name: str, status: int) -> None:
    browser = somebody(app, name)
    for address in (f"{at}/packs", f"{at}/packs/progress"):
        assert browser.get(address).status_code == status
    if name:
        form = form_of(browser.read("/password"), "/password")
        assert browser.post(f"{at}/packs", data={"csrf_token": form["csrf_token"]}).status_code == 403
    session.rollback()
    assert session.scalars(select(PackBuild)).all() == []


def test_what_an_officer_asks_for_is_made_and_read_by_everybody(
    app: Flask, olga: Browser, database_url: str, tmp_path: Path, at: str
) -> None:
    """With a bindery that works at once, and binders that only write down what they are given."""
    engine = engine_at(database_url)
    workshop = Workshop(engine, tmp_path)
    app.extensions["scrutiny.bindery"] = Bindery(
        MemoryHuey(immediate=True), workshop.builder(), workshop.opened, now=lambda: NOON, stopped=workshop.stopped
    )
    page = f"{at}/packs"
    assert olga.post(page, data=form_of(olga.read(page), page)).status_code == 303
    found = olga.read(page)
    assert "Published" in found.texts("//h2")
    assert f"{at}/members-pack.pdf" in found.links()
    text = read(Browser(app), f"{at}/pack.pdf").text
    assert "Annual report of the Board" in text
    assert "SECRET" not in text
    assert "SECRET placement" in read(olga, f"{at}/members-pack.pdf").text
    engine.dispose()
