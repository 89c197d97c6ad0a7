"""Minutes come back from Word at the desk: who may send them, and what is kept, found in order, or refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.models.official_minutes import MinutesDraft
from tests.browser import Browser
from tests.intake import mill
from tests.web.desk_forms import form_of
from tests.web.finishing import DESK, GONE, compared, sent, taken_away
from tests.web.signing_in import signed_in
from tests.word import hands

pytestmark = pytest.mark.usefixtures("everybody")


@pytest.fixture
def cleo(app: Flask) -> Browser:
    return signed_in(app, "Cleo Clerk")


# Who may


def test_signed_out_it_leads_to_signing_in(reader: Browser) -> None:
    assert reader.get(DESK).location == f"/sign-in?next={DESK}"


@pytest.mark.parametrize("name", ["Mara Member", "Clara Chair", "Hugo Clerk", "Otto Outsider", "Adam Administrator"])
def test_only_who_takes_these_minutes_comes_in(app: Flask, cleo: Browser, name: str) -> None:
    draft = compared(cleo, taken_away(cleo))
    browser = signed_in(app, name)
    for address in (DESK, draft, f"{draft}/file", f"{draft}/adopt"):
        assert browser.get(address).status_code == 403
    token = form_of(browser.read("/sign-out"), "/sign-out")
    for address in (DESK, draft, f"{draft}/adopt"):
        assert browser.post(address, data=token).status_code == 403


@pytest.mark.parametrize("address", ["/meetings/999/minutes/word", "/minutes/word/999", "/minutes/word/999/adopt"])
def test_what_is_not_there_is_not_found(cleo: Browser, address: str) -> None:
    assert cleo.get(address).status_code == 404


# Sending it back


def test_a_file_that_was_not_touched_says_that_nothing_differs(cleo: Browser) -> None:
    page = cleo.read(compared(cleo, taken_away(cleo)))
    assert "Nothing is different." in page.text
    assert not page.all("//button[normalize-space()='Take over what is chosen']")


def test_a_file_is_kept_and_found_again(cleo: Browser, session: Session) -> None:
    file = hands.rewritten(taken_away(cleo), {GONE: "None were declared."})
    first = compared(cleo, file)
    assert compared(cleo, file) == first
    assert cleo.get(f"{first}/file").data == file
    assert "Minutes, finished.docx" in cleo.read(DESK).text
    assert len(session.scalars(select(MinutesDraft)).all()) == 1


def bomb() -> bytes:
    return mill.word(change={"word/document.xml": bytes(20_000_000)})


@pytest.mark.parametrize(
    ("file", "name", "refusal"),
    [
        pytest.param(lambda: b"", "", "Choose the Word file", id="no file"),
        pytest.param(
            lambda: b"PK nonsense", "minutes.docx", "does not begin as a Word document does", id="no Word file"
        ),
        pytest.param(
            lambda: mill.locked_zip(mill.word()), "minutes.docx", "locked with a password", id="a locked file"
        ),
        pytest.param(bomb, "minutes.docx", "unpacks to far more than a paper holds", id="a bomb"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(
    cleo: Browser, session: Session, file: Callable[[], bytes], name: str, refusal: str
) -> None:
    answer = sent(cleo, file(), name=name)
    assert answer.status_code == 422
    assert refusal in answer.text
    assert session.scalars(select(MinutesDraft)).all() == []


def test_the_minutes_of_another_meeting_are_refused(cleo: Browser) -> None:
    answer = sent(cleo, taken_away(cleo, "/meetings/2/minutes.docx"))
    assert answer.status_code == 422
    assert "made from the minutes of another meeting" in answer.text
