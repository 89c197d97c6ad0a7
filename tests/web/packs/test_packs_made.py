"""The page on which packs are made: what goes in by itself, what is not there yet, and that nothing has changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from huey import MemoryHuey
from sqlalchemy.orm import Session

from scrutiny.bindery.worker import Bindery
from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import ItemKind, MinutesState
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.store import Store
from tests import make
from tests.at_once import engine_at
from tests.bindery.stand_in import NOON, Workshop
from tests.browser import Browser, Page
from tests.chamber import Chamber
from tests.web.desk_forms import form_of

pytestmark = pytest.mark.usefixtures("everybody")


@pytest.fixture
def at(session: Session, author: Author, filled: Chamber) -> str:
    """The page of the meeting to come, which confirms the minutes of the last and has the programme on its agenda."""
    with writing(session, author):
        item = session.query(AgendaItem).filter_by(meeting_id=filled.next.id, kind=ItemKind.MINUTES).one()
        item.minutes_of_id = filled.held.id
        make.item(session, filled.next, "Work programme", kind=ItemKind.WORK_PROGRAMME, number="19")
    return f"/meetings/{filled.next.id}/packs"


@pytest.fixture
def press(app: Flask, olga: Browser, at: str, database_url: str, tmp_path: Path) -> Callable[[], Page]:
    """The button, with a bindery that works at once, and binders that only write down what they are given."""
    workshop = Workshop(engine_at(database_url), tmp_path)
    store: Store = app.extensions["scrutiny.store"]
    workshop.store = store
    app.extensions["scrutiny.bindery"] = Bindery(
        MemoryHuey(immediate=True), workshop.builder(), workshop.opened, now=lambda: NOON, stopped=workshop.stopped
    )

    def press() -> Page:
        assert olga.post(at, data=form_of(olga.read(at), at)).status_code == 303
        return olga.read(at)

    return press


def test_it_lists_what_goes_in_and_what_the_record_brings(
    olga: Browser, session: Session, author: Author, filled: Chamber, at: str
) -> None:
    page = olga.read(at)
    notes = "from the record, the public’s without what is exempt"
    assert f"Item 2: Draft minutes, 14 September 2021 ({notes})" in page.texts("//li")
    assert "Item 19: Work programme 2021/22 (from the record)" in page.texts("//li")
    with writing(session, author):
        filled.next.published_on = None
    assert "add one at the item: a file, or one to follow." in olga.read(at).text


def test_it_warns_of_minutes_that_are_still_being_written(
    olga: Browser, session: Session, author: Author, filled: Chamber, at: str
) -> None:
    with writing(session, author):
        filled.held.minutes_state = MinutesState.DRAFT
    assert (
        "The minutes of 14 September 2021 are still being written: they are not in this pack (item 2)."
        in olga.read(at).text
    )


def test_pressed_again_it_says_that_nothing_has_changed(press: Callable[[], Page]) -> None:
    assert "Nothing has changed" not in press().text
    assert "Nothing has changed since version 1 was made, so there is nothing to make." in press().text


def test_it_says_what_is_otherwise_by_now_until_it_is_made_again(
    olga: Browser, session: Session, author: Author, at: str, press: Callable[[], Page]
) -> None:
    assert "The record has changed since" not in press().text
    with writing(session, author):
        session.query(WorkProgrammeEntry).filter_by(title="Missing children").one().title = "Missing adults"
    said = "The record has changed since the newest version was made. Made again, the next would say:"
    assert f"{said} “Work programme 2021/22” was brought up to date." in olga.read(at).text
    page = press()
    assert "The record has changed since" not in page.text
    assert "Version 2" in page.text
