"""Making links for owners on the desk: shown once or sent, listed with their readers, and withdrawn."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import AccountRole
from scrutiny.models.follow_up import Action
from scrutiny.models.post import AnswerLink, Letter
from scrutiny.operations import contacts, follow_up
from scrutiny.post.server import MailServer
from tests import make
from tests.browser import Browser
from tests.chamber import Chamber
from tests.web.signing_in import TODAY, account, signed_in, token_in

SERVER = MailServer.read("smtp://mail.example", "a@b.example")


@pytest.fixture
def action(session: Session, author: Author, filled: Chamber) -> Action:
    assert filled
    with writing(session, author):
        account(session, "Cleo Clerk")
        contacts.keep(session, filled.council.id, name="Ivy Lane", email="ivy@example.org")
        return session.scalars(select(Action).where(Action.owner == "Ivy Lane")).one()


@pytest.fixture
def clerk(app: Flask, action: Action) -> Browser:
    assert action
    app.extensions["scrutiny.config"] = replace(app.extensions["scrutiny.config"], mail=SERVER)
    return signed_in(app, "Cleo Clerk")


def typed(browser: Browser, action: Action, **values: str) -> dict[str, str]:
    page = browser.get(f"/actions/{action.id}/links")
    found = re.findall(r'name="(csrf_token|once)"[^>]* value="([^"]+)"', page.text)
    return {**dict(found), "csrf_token": token_in(page), "name": "Ivy Lane", "email": "ivy@example.org"} | values


def links(session: Session) -> list[AnswerLink]:
    session.rollback()
    session.expire_all()
    return list(session.scalars(select(AnswerLink).order_by(AnswerLink.id)))


def test_the_form_knows_the_owner_and_the_address(clerk: Browser, action: Action) -> None:
    page = clerk.read(f"/actions/{action.id}/links")
    assert page.all("//input[@name='name']/@value") == ["Ivy Lane"]
    assert page.all("//input[@name='email']/@value") == ["ivy@example.org"]


def test_a_link_is_sent_by_letter_and_shown_nowhere(clerk: Browser, session: Session, action: Action) -> None:
    answer = clerk.post(f"/actions/{action.id}/links", data=typed(clerk, action, way="send"))
    assert (answer.status_code, answer.location) == (303, f"/actions/{action.id}#links")
    (link,), letter = links(session), session.scalars(select(Letter)).one()
    assert (link.name, link.email, str(link.expires_on)) == ("Ivy Lane", "ivy@example.org", "2021-12-15")
    assert (letter.email, letter.subject) == ("ivy@example.org", "SOS/21/1: how does it stand?")
    assert "overdue by 15 days" in letter.body
    (key,) = re.findall(r"https://scrutiny.example/answer/(\S{43})\n", letter.body)
    page = clerk.read(f"/actions/{action.id}")
    assert "Ivy Lane, ivy@example.org Until 15 December 2021; not used yet" in page.text
    assert key not in page.response.text


def test_one_press_on_the_page_of_the_action_sends_it(clerk: Browser, session: Session, action: Action) -> None:
    page = clerk.read(f"/actions/{action.id}")
    (form,) = page.all("//form[.//button[normalize-space()='Send Ivy Lane a link']]")
    data = {box.get("name"): box.get("value") for box in form.xpath(".//input")}
    assert [clerk.post(form.get("action"), data=data).status_code for _ in (1, 2)] == [303, 303]
    assert len(links(session)) == 1
    assert session.scalar(select(func.count()).select_from(Letter)) == 1


def test_a_link_to_copy_is_shown_once(app: Flask, clerk: Browser, session: Session, action: Action) -> None:
    page = clerk.sent(f"/actions/{action.id}/links", typed(clerk, action, way="show", name="A colleague"), 200)
    (address,) = page.texts("//span[@class='address']")
    assert page.response.headers["Cache-Control"] == "private, no-store"
    assert session.scalars(select(Letter)).all() == []
    assert [(link.name, link.email) for link in links(session)] == [("A colleague", "")]
    path = address.removeprefix("https://scrutiny.example")
    assert Browser(app).get(path).status_code == 200
    assert path not in clerk.get(f"/actions/{action.id}").text


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        pytest.param({"way": "send", "email": ""}, "Enter the email address of this person", id="nowhere to send it"),
        pytest.param({"way": "send", "email": "ivy\nBcc: all@b.example"}, "in the correct format", id="a newline"),
        pytest.param({"way": "show", "name": " "}, "Enter the name of the person who is asked", id="nobody"),
        pytest.param({"way": "fly"}, "Choose one of the list", id="another way"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    clerk: Browser, session: Session, action: Action, values: dict[str, str], fault: str
) -> None:
    page = clerk.sent(f"/actions/{action.id}/links", typed(clerk, action, **values), 422)
    assert any(fault in said for said in page.texts("//*[@id='error-summary']//a"))
    assert links(session) == []


def test_withdrawing_ends_every_link_that_this_reader_has(clerk: Browser, session: Session, action: Action) -> None:
    for way, name in (("show", "Ivy Lane"), ("show", "Ivy Lane"), ("show", "A colleague")):
        clerk.post(f"/actions/{action.id}/links", data=typed(clerk, action, way=way, name=name))
    first, second, other = links(session)
    data = {"csrf_token": token_in(clerk.get("/desk")), "link": str(second.id)}
    assert clerk.post(f"/actions/{action.id}/links/withdraw", data=data).status_code == 303
    assert [link.withdrawn_at is not None for link in links(session)] == [True, True, False]
    page = clerk.read(f"/actions/{action.id}")
    assert "A colleague" in page.text
    assert "Ivy Lane Until" not in page.text
    assert (first.id, other.id) == (1, 3)


def test_a_link_of_another_action_is_not_withdrawn_here(
    clerk: Browser, session: Session, author: Author, filled: Chamber, action: Action
) -> None:
    clerk.post(f"/actions/{action.id}/links", data=typed(clerk, action, way="show"))
    with writing(session, author):
        other = make.action(session, filled.committee, "Another", owner="Jo Reed")
    data = {"csrf_token": token_in(clerk.get("/desk")), "link": "1"}
    assert clerk.post(f"/actions/{other.id}/links/withdraw", data=data).status_code == 404
    assert links(session)[0].withdrawn_at is None


def test_nobody_is_asked_about_what_is_closed(clerk: Browser, session: Session, author: Author, action: Action) -> None:
    data = typed(clerk, action, way="show")
    with writing(session, author):
        follow_up.withdraw(session, session.get_one(Action, action.id), because="Not needed", by="x", on=TODAY)
    page = clerk.sent(f"/actions/{action.id}/links", data, 422)
    assert "Nobody need report on it." in page.text
    assert links(session) == []


def test_another_committees_clerk_makes_and_withdraws_none(
    app: Flask, session: Session, author: Author, clerk: Browser, action: Action
) -> None:
    clerk.post(f"/actions/{action.id}/links", data=typed(clerk, action, way="show"))
    with writing(session, author):
        account(session, "Hugo Clerk", AccountRole.CLERK, "HCS")
    hugo = signed_in(app, "Hugo Clerk")
    data = {"csrf_token": token_in(hugo.get("/desk")), "link": "1", "name": "Hugo", "way": "show"}
    for address in (f"/actions/{action.id}/links", f"/actions/{action.id}/links/withdraw"):
        assert hugo.post(address, data=data).status_code == 403
    assert hugo.get(f"/actions/{action.id}/links").status_code == 403
    assert Browser(app).get(f"/actions/{action.id}/links").location == f"/sign-in?next=/actions/{action.id}/links"
    assert clerk.get("/actions/999/links").status_code == 404
    assert [link.withdrawn_at for link in links(session)] == [None]
