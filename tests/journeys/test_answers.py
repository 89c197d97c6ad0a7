"""An action is asked about by e-mail and answered by its owner, from the officer's press to the officer's letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from scrutiny.cli.post import postman
from scrutiny.database import Author, db, writing
from scrutiny.domain.vocabulary import AccountRole
from scrutiny.models.follow_up import Action
from scrutiny.operations import answer_links, contacts, follow_up
from tests import chamber, databases
from tests.journeys.looking import RULES, TOO_WIDE, check
from tests.journeys.serving import Served, serving
from tests.post.servers import Postbox, postbox
from tests.post.test_sending import wait_until
from tests.web.signing_in import PASSWORD, account

IVY = "ivy.lane@example.org"


@pytest.fixture
def box() -> Iterator[Postbox]:
    with postbox(Postbox()) as box:
        yield box


@pytest.fixture
def site(sqlite: databases.SQLite, tmp_path_factory: pytest.TempPathFactory, box: Postbox) -> Iterator[Served]:
    """The chamber, served with a postman, where Ivy Lane's address is known."""
    folder = tmp_path_factory.mktemp("answering")
    settings = {"MAIL_SERVER": box.url, "MAIL_FROM": "Scrutiny <scrutiny@example.gov.uk>"}
    with serving(sqlite.fresh(folder), folder, **settings) as served:
        served.app.extensions["scrutiny.clock"].as_of = chamber.TODAY
        with served.app.app_context(), writing(db.session(), Author("Test Clerk", datetime.now(UTC))) as session:
            filled = chamber.fill(session)
            account(session, "Olga Officer", AccountRole.OFFICER)
            contacts.keep(session, filled.council.id, name="Ivy Lane", email=IVY)
        man = postman(served.app)
        assert man is not None
        man.start()
        yield served
        man.stop()


def letter_to(box: Postbox, email: str) -> str:
    wait_until(lambda: email in box.readers)
    return str(box.taken[box.readers.index(email)].get_content())


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_an_owner_without_an_account_answers_from_a_letter(
    browser: Browser, site: Served, box: Postbox, script: bool
) -> None:
    officer = browser.new_context(java_script_enabled=script).new_page()
    officer.goto(f"{site.url}/sign-in?next=/actions/1")
    officer.get_by_label("Email address").fill("olga.officer@example.org")
    officer.get_by_label("Password").fill(PASSWORD)
    officer.get_by_role("button", name="Sign in").click()
    officer.get_by_role("button", name="Send Ivy Lane a link").click()
    officer.get_by_text("A letter with a link goes to Ivy Lane.").wait_for()

    (path,) = re.findall(r"http://127\.0\.0\.1(/answer/\S+)", letter_to(box, IVY))
    owner = browser.new_context(java_script_enabled=script, viewport={"width": 390, "height": 800}).new_page()
    owner.goto(site.url + path)
    owner.get_by_role("button", name="Send your answer").click()
    owner.get_by_role("link", name="Choose whether it is done").click()
    assert owner.evaluate("document.activeElement.type") == "radio"
    owner.get_by_label("It is done").check()
    owner.get_by_label("What has been done").fill("Sent to all members on Friday.")
    owner.get_by_role("button", name="Send your answer").click()
    owner.get_by_role("heading", name="Thank you, your answer is kept").wait_for()
    assert owner.context.cookies() == []

    assert "Sent to all members on Friday." in letter_to(box, "olga.officer@example.org")
    officer.reload()
    officer.get_by_text("Complete, awaiting confirmation").first.wait_for()
    officer.get_by_text("Sent to all members on Friday.").wait_for()
    officer.get_by_role("button", name="Withdraw the link of Ivy Lane").click()
    owner.goto(site.url + path)
    owner.get_by_text("This link was withdrawn.").wait_for()
    officer.context.close()
    owner.context.close()


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_every_state_of_answering_can_be_used_by_everybody(browser: Browser, site: Served, width: int) -> None:
    with site.app.app_context(), writing(db.session(), Author("Test Clerk", datetime.now(UTC))) as session:
        keys = {}
        for number in (1, 2):
            action = session.get_one(Action, number)
            keys[number] = answer_links.make(session, action, name="Ivy Lane", email="", on=chamber.TODAY)
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    addresses = {number: f"{site.url}/answer/{key}" for number, key in keys.items()}
    for address in [*addresses.values(), f"{addresses[1]}/thanks"]:
        check(page, address)
    page.goto(addresses[1])
    page.get_by_role("button", name="Send your answer").click()
    assert_usable(page)
    with site.app.app_context(), writing(db.session(), Author("Test Clerk", datetime.now(UTC))) as session:
        action = session.get_one(Action, 1)
        follow_up.withdraw(session, action, because="Not needed", by="x", on=chamber.TODAY)
    check(page, addresses[1])
    page.context.close()


def assert_usable(page: Page) -> None:
    found = Axe().run(page, options=RULES)
    assert not found.response["violations"], found.generate_report()
    assert not page.evaluate(TOO_WIDE)
    assert page.evaluate("document.activeElement.id") == "error-summary"
