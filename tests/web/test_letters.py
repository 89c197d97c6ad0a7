"""The outbox on a page: who may see it, what it says of each letter, and that it never says what is in one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import AccountRole
from scrutiny.models.post import Letter
from scrutiny.operations import letters
from scrutiny.post.server import MailServer
from scrutiny.queries.letters import PAGE
from tests.browser import Browser
from tests.chamber import Chamber
from tests.web.signing_in import account, signed_in, token_in

SECRET = "https://scrutiny.example/answer/SECRET"


@pytest.fixture
def administrator(app: Flask, session: Session, author: Author, filled: Chamber) -> Browser:
    assert filled
    with writing(session, author):
        account(session, "Adam Administrator", AccountRole.ADMINISTRATOR, None)
    return signed_in(app, "Adam Administrator")


@pytest.fixture
def outbox(session: Session, author: Author, filled: Chamber) -> dict[str, int]:
    """A letter in every state, by what became of it."""
    assert filled
    with writing(session, author):
        for name in ("new", "sent", "refused", "put off", "being sent"):
            email = f"{name.replace(' ', '.')}@example.org"
            letters.queue(session, once=name, email=email, name=name.title(), subject=f"About {name}", body=SECRET)
        letters.queue(session, once="demo", email="clerk@demo.invalid", name="", subject="About demo", body=SECRET)
        ids = {letter.once: letter.id for letter in session.scalars(select(Letter))}
        for name in ("sent", "refused", "put off", "being sent"):
            session.get_one(Letter, ids[name]).tries = 1
        letters.mark_sent(session, ids["sent"], author.at)
        letters.give_up(session, ids["refused"], "The mail server refuses the address (550). No such user")
        letters.put_off(session, ids["put off"], author.at, "The mail server does not answer in time.")
    return ids


def kept(session: Session, id_: int) -> Letter:
    session.rollback()
    session.expire_all()
    return session.get_one(Letter, id_)


def press(browser: Browser, address: str) -> int:
    token = token_in(browser.get("/letters"))
    return browser.post(address, data={"csrf_token": token, "once": "k" * 22}).status_code


def test_only_an_administrator_of_all_committees_may_look(
    app: Flask, session: Session, author: Author, filled: Chamber
) -> None:
    assert filled
    with writing(session, author):
        account(session, "Olga Officer", AccountRole.OFFICER, None)
        account(session, "Ada Administrator", AccountRole.ADMINISTRATOR, "SOS")
    for name in ("Olga Officer", "Ada Administrator"):
        browser = signed_in(app, name)
        assert browser.get("/letters").status_code == 403
        data = {"csrf_token": token_in(browser.get("/desk"))}
        for address in ("/letters/1/try-again", "/letters/try-again"):
            assert browser.post(address, data=data).status_code == 403
    assert Browser(app).get("/letters").location == "/sign-in?next=/letters"


def test_an_empty_outbox_says_that_nothing_is_sent_without_a_server(administrator: Browser) -> None:
    page = administrator.read("/letters")
    assert "No letter is waiting." in page.text
    assert "No mail server is set, so nothing is sent." in page.text


def test_with_a_server_nothing_of_the_kind_is_said(app: Flask, administrator: Browser) -> None:
    server = MailServer.read("smtp://mail.example", "a@b.example")
    app.extensions["scrutiny.config"] = _with_mail(app, server)
    assert "No mail server" not in administrator.read("/letters").text


def _with_mail(app: Flask, server: MailServer) -> object:
    return replace(app.extensions["scrutiny.config"], mail=server)


@pytest.mark.parametrize(
    ("shown", "says"),
    [
        ("waiting", ["Waits to be sent", "Being sent", "does not answer in time. Tried 1 time; again on"]),
        ("given-up", ["refuses the address (550). No such user After 1 try", "address of a demonstration"]),
        ("sent", ["Sent on 15 November 2021"]),
    ],
)
def test_each_letter_says_what_became_of_it_and_never_what_is_in_it(
    administrator: Browser, outbox: dict[str, int], shown: str, says: list[str]
) -> None:
    assert outbox
    page = administrator.read(f"/letters?shown={shown}")
    assert all(words in page.text for words in says)
    assert page.texts("//nav[@aria-label='Letters by what became of them']//a") == [
        "Waiting (3)",
        "Given up (2)",
        "Sent (1)",
    ]
    assert "SECRET" not in page.response.text


def test_a_letter_that_was_given_up_is_tried_again(
    administrator: Browser, session: Session, author: Author, outbox: dict[str, int]
) -> None:
    assert press(administrator, f"/letters/{outbox['refused']}/try-again") == 303
    letter = kept(session, outbox["refused"])
    assert (letter.given_up_because, letter.tries, letter.body) == ("", 0, SECRET)
    assert letter.next_try_at > author.at - timedelta(days=1)
    assert "The letter to refused@example.org is tried again at once." in administrator.read("/letters").text


@pytest.mark.parametrize("name", ["sent", "being sent", "demo"])
def test_what_cannot_be_tried_again_is_refused_in_words(
    administrator: Browser, session: Session, outbox: dict[str, int], name: str
) -> None:
    before = vars(kept(session, outbox[name])).copy()
    assert press(administrator, f"/letters/{outbox[name]}/try-again") == 409
    after = vars(kept(session, outbox[name]))
    assert {key: after[key] for key in before if not key.startswith("_")} == {
        key: value for key, value in before.items() if not key.startswith("_")
    }


def test_a_letter_that_there_is_not(administrator: Browser) -> None:
    assert press(administrator, "/letters/999/try-again") == 404


def test_when_the_server_is_back_whatever_was_put_off_is_tried(
    administrator: Browser, session: Session, outbox: dict[str, int]
) -> None:
    assert press(administrator, "/letters/try-again") == 303
    assert (kept(session, outbox["put off"]).tries, kept(session, outbox["put off"]).last_trouble) == (0, "")
    assert kept(session, outbox["refused"]).given_up_because != ""
    assert kept(session, outbox["being sent"]).tries == 1
    assert "One letter is tried again at once." in administrator.read("/letters").text


def test_a_long_outbox_is_shown_a_page_at_a_time(administrator: Browser, session: Session, author: Author) -> None:
    with writing(session, author):
        for number in range(PAGE + 1):
            letters.queue(session, once=f"{number}", email="jo@example.org", name="", subject=f"No {number}.", body="")
    first = administrator.read("/letters")
    assert "No 100." in first.text
    assert "No 0." not in first.text
    (older,) = [link for link in first.links() if "before=" in link]
    second = administrator.read(older)
    assert "No 0." in second.text
    assert not [link for link in second.links() if "before=" in link]
    assert administrator.get("/letters?shown=nonsense").status_code == 404
