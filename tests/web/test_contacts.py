"""Contacts: who may keep them, how they are kept, and that no public answer ever holds one."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from lxml import html
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import AccountRole
from scrutiny.models.committees import Committee
from scrutiny.models.history import HistoryLine
from scrutiny.models.post import AnswerLink, Contact
from scrutiny.opendata import record as record_json
from scrutiny.operations import answer_links, contacts
from scrutiny.papers import record as record_paper
from scrutiny.post import telling
from scrutiny.queries import record as whole_record
from tests import make
from tests.browser import Browser, said
from tests.chamber import Chamber
from tests.journeys.addresses import FULL
from tests.web.signing_in import TODAY, account, cast, signed_in, token_in
from tests.web.test_exempt import addresses as every_address

ADDRESS = "/committees/SOS/contacts"
HIDDEN = "zq9x7kwv"


@pytest.fixture
def office(session: Session, author: Author, filled: Chamber) -> Chamber:
    """The chamber with one officer: a password takes as long as a whole page."""
    with writing(session, author):
        account(session, "Olga Officer", AccountRole.OFFICER)
    return filled


@pytest.fixture
def officer(app: Flask, office: Chamber) -> Browser:
    assert office
    return signed_in(app, "Olga Officer")


def kept(session: Session) -> dict[str, str]:
    session.rollback()
    session.expire_all()
    return {contact.name: contact.email for contact in session.scalars(select(Contact).order_by(Contact.name))}


def fields(page: TestResponse) -> dict[str, str]:
    """The form as it stands, by the names of its fields."""
    tree: Any = html.document_fromstring(page.text)
    return {box.get("name"): box.get("value") or "" for box in tree.xpath("//main//form//input[@name]")}


def field_of(page: TestResponse, label: str) -> str:
    tree: Any = html.document_fromstring(page.text)
    (name,) = tree.xpath("//input[@id=//label[normalize-space()=$label]/@for]/@name", label=label)
    return str(name)


def send(browser: Browser, **typed: str) -> TestResponse:
    page = browser.get(ADDRESS)
    data = fields(page) | {field_of(page, label.replace("_", " ")): value for label, value in typed.items()}
    return browser.post(ADDRESS, data=data)


def test_who_may_see_contacts(app: Flask, session: Session, author: Author, filled: Chamber) -> None:
    with writing(session, author):
        cast(session, filled.committee, session.scalars(select(Committee).where(Committee.code == "HCS")).one())
    refused = ("Mara Member", "Clara Chair", "Hugo Clerk", "Adam Administrator")
    for name, status in [*((name, 403) for name in refused), ("Cleo Clerk", 200), ("Olga Officer", 200)]:
        assert signed_in(app, name).get(ADDRESS).status_code == status, name


def test_signed_out_it_is_the_way_to_sign_in(reader: Browser, office: Chamber) -> None:
    assert office
    assert reader.get(ADDRESS).location == "/sign-in?next=/committees/SOS/contacts"


def test_a_clerk_of_another_committee_changes_nothing(
    app: Flask, session: Session, author: Author, filled: Chamber
) -> None:
    assert filled
    with writing(session, author):
        account(session, "Hugo Clerk", AccountRole.CLERK, "HCS")
    hugo = signed_in(app, "Hugo Clerk")
    data = {"csrf_token": token_in(hugo.get("/desk")), "new_name": "X", "new_email": "x@example.org"}
    assert hugo.post(ADDRESS, data=data).status_code == 403
    assert kept(session) == {}


def test_a_committee_that_there_is_not(officer: Browser) -> None:
    assert officer.get("/committees/NONE/contacts").status_code == 404


def test_those_without_an_address_stand_first(
    officer: Browser, session: Session, author: Author, office: Chamber
) -> None:
    with writing(session, author):
        make.action(session, office.committee, "Another", owner="Aaron Ash")
        contacts.keep(session, office.council.id, name="Aaron Ash", email="aaron@example.org")
        contacts.keep(session, office.council.id, name="Zoe Idle", email="zoe@example.org")
    page = officer.read(ADDRESS)
    labels = page.texts("//main//label")
    assert labels == ["Ivy Lane", "SECRET coroner", "Aaron Ash", "Zoe Idle", "Name", "Email address"]
    assert "1 open action. No address yet." in page.text
    assert "No letter was sent yet." in page.text


def test_addresses_are_added_changed_and_taken_away_in_one_go(officer: Browser, session: Session) -> None:
    answer = send(officer, Ivy_Lane="Ivy.Lane@Example.org", Name="Jo Reed", Email_address="jo@example.org")
    assert (answer.status_code, answer.location) == (303, ADDRESS)
    assert kept(session) == {"Ivy Lane": "ivy.lane@example.org", "Jo Reed": "jo@example.org"}
    assert "Ivy Lane, Jo Reed will be written to there." in officer.read(ADDRESS).text

    assert send(officer, Ivy_Lane="new@example.org", Jo_Reed="").status_code == 303
    assert kept(session) == {"Ivy Lane": "new@example.org"}


def test_the_form_sent_twice_is_done_once(officer: Browser, session: Session) -> None:
    page = officer.get(ADDRESS)
    data = fields(page) | {"new_name": "Jo Reed", "new_email": "jo@example.org"}
    assert [officer.post(ADDRESS, data=data).status_code for _ in (1, 2)] == [303, 303]
    assert kept(session) == {"Jo Reed": "jo@example.org"}
    session.rollback()
    assert len(session.scalars(select(HistoryLine).where(HistoryLine.subject == "contacts")).all()) == 1


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        pytest.param({"Ivy_Lane": "ivy"}, "Enter an email address in the correct format", id="no address"),
        pytest.param(
            {"Ivy_Lane": "ivy@example.org\nBcc: all@example.org"},
            "Enter an email address in the correct format",
            id="a second header behind a newline",
        ),
        pytest.param({"Name": "Jo Reed"}, "Enter the email address of this person", id="a name alone"),
        pytest.param(
            {"Email_address": "jo@example.org"}, "Enter the name whose address this is", id="an address alone"
        ),
        pytest.param(
            {"Name": "Jo\u202eReed", "Email_address": "jo@example.org"}, "U+202E", id="a name that reads backwards"
        ),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_stays_typed(
    officer: Browser, session: Session, typed: dict[str, str], fault: str
) -> None:
    page = officer.get(ADDRESS)
    data = fields(page) | {field_of(page, label.replace("_", " ")): value for label, value in typed.items()}
    answer = officer.sent(ADDRESS, data, 422)
    assert any(fault in said for said in answer.texts("//*[@id='error-summary']//a"))
    values = [str(value) for value in answer.all("//main//form//input/@value")]
    assert all(value.replace("\n", "") in [shown.replace("\n", "") for shown in values] for value in typed.values())
    assert kept(session) == {}


def test_a_page_that_was_opened_before_somebody_else_changed_it_says_so(
    officer: Browser, session: Session, author: Author, office: Chamber
) -> None:
    page = officer.get(ADDRESS)
    data = fields(page) | {field_of(page, "Ivy Lane"): "mine@example.org"}
    with writing(session, author):
        contacts.keep(session, office.council.id, name="Ivy Lane", email="theirs@example.org")
    answer = officer.sent(ADDRESS, data, 422)
    assert "Somebody changed this meanwhile. It is now: “theirs@example.org”" in answer.text
    assert kept(session) == {"Ivy Lane": "theirs@example.org"}


def test_a_changed_address_ends_the_links_that_were_sent_to_the_old_one(
    officer: Browser, session: Session, author: Author, office: Chamber
) -> None:
    with writing(session, author):
        contacts.keep(session, office.council.id, name="Ivy Lane", email="old@example.org")
        action = make.action(session, office.committee, "Another", owner="Ivy Lane")
        for email in ("old@example.org", ""):
            answer_links.make(session, action, name="Ivy Lane", email=email, on=TODAY)
    send(officer, Ivy_Lane="new@example.org")
    session.rollback()
    session.expire_all()
    ended = {link.email: link.withdrawn_at is not None for link in session.scalars(select(AnswerLink))}
    assert ended == {"old@example.org": True, "": False}


def test_no_contact_detail_is_in_any_public_answer_export_or_history(
    app: Flask, session: Session, author: Author, office: Chamber, reader: Browser
) -> None:
    """An address is planted in every place that holds one, and hunted wherever somebody without an account can look."""
    with writing(session, author):
        contacts.keep(session, office.council.id, name="Ivy Lane", email=f"{HIDDEN}@old.example")
        contacts.keep(session, office.council.id, name="Ivy Lane", email=f"{HIDDEN}@mailbox.example")
        action = make.action(session, office.committee, "Another", owner="Ivy Lane", due=TODAY)
        key = telling.send_link(
            session, action, name="Ivy Lane", email=f"{HIDDEN}@mailbox.example", site="", today=TODAY
        )
    for address in [*every_address(app, office), *FULL, "/search?q=mailbox", key, f"{key}/thanks"]:
        assert HIDDEN not in said(reader.get(address)), address

    facts = whole_record.of_committee(session, "SOS")
    assert facts is not None
    assert HIDDEN not in record_json.write(record_paper.of(facts, exempt=True)).decode()
    lines = session.scalars(select(HistoryLine)).all()
    assert {"contacts", "answer_links"} <= {line.subject for line in lines}
    assert not any(HIDDEN in f"{line.before}{line.after}" for line in lines)

    officers_page = signed_in(app, "Olga Officer").get(ADDRESS)
    assert HIDDEN in officers_page.text
    assert officers_page.headers["Cache-Control"] == "private, no-store"


def test_whoever_is_known_by_exempt_matter_alone_is_named_to_no_other_committee(
    app: Flask, session: Session, author: Author, filled: Chamber
) -> None:
    with writing(session, author):
        account(session, "Hugo Clerk", AccountRole.CLERK, "HCS")
        for name in ("SECRET coroner", "Ivy Lane", "Zoe Idle"):
            contacts.keep(session, filled.council.id, name=name, email="somebody@example.org")
    page = signed_in(app, "Hugo Clerk").read("/committees/HCS/contacts")
    assert page.texts("//main//label") == ["Ivy Lane", "Zoe Idle", "Name", "Email address"]
    assert "SECRET" not in page.response.text
