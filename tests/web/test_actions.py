"""The page of an action at the desk: who may see it, everything of it, and what was changed by whom."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author
from scrutiny.domain.steps import of_action
from scrutiny.domain.vocabulary import AccountRole, ActionState
from scrutiny.models.follow_up import Action
from scrutiny.permissions import TABLE, Permission
from tests.browser import Browser, Page
from tests.web.desk_forms import form_of
from tests.web.signing_in import signed_in
from tests.web.tracked import as_kept, put, take

PAGE = "/actions/1"
TODAY = date(2021, 11, 15)
pytestmark = pytest.mark.usefixtures("everybody")


def steps_on(page: Page) -> list[str]:
    return [str(address).rpartition("/")[2] for address in page.all(f"//form[starts-with(@action, '{PAGE}/')]/@action")]


# Who may


def test_signed_out_it_leads_to_signing_in(reader: Browser) -> None:
    assert reader.get(PAGE).location == "/sign-in?next=/actions/1"


@pytest.mark.parametrize("name", ["Mara Member", "Clara Chair", "Hugo Clerk", "Otto Outsider", "Adam Administrator"])
def test_only_who_keeps_this_tracker_sees_it_or_changes_it(app: Flask, session: Session, name: str) -> None:
    browser = signed_in(app, name)
    assert browser.get(PAGE).status_code == 403
    token = form_of(browser.read("/sign-out"), "/sign-out")
    assert browser.post(f"{PAGE}/withdraw", data=token | {"because": "Mine"}).status_code == 403
    assert as_kept(session, Action).state is ActionState.IN_PROGRESS


def test_whoever_keeps_a_tracker_may_see_exempt_matter() -> None:
    """The pages of the desk show an exempt action to all who may open them."""
    for role in AccountRole:
        assert Permission.FOLLOW_UP not in TABLE[role] or Permission.SEE_EXEMPT in TABLE[role]


@pytest.mark.parametrize("address", ["/actions/999", "/actions/999/update", "/actions/1/explode"])
def test_what_is_not_there_is_not_found(olga: Browser, address: str) -> None:
    assert olga.get(address).status_code == 404


# The page


def test_the_page_has_everything_of_the_action(olga: Browser) -> None:
    page = olga.read(PAGE)
    assert page.heading == "Action SOS/21/1"
    for said in (
        "Send comparative data on referrals",
        "Ivy Lane",
        "31 October 2021 Overdue by 15 days",
        "In progress",
        "Open for 62 days, since 14 September 2021",
        "The next meeting is on 30 November 2021",
        "Minute 27, 14 September 2021",
        "Adult Safeguarding Transformation",
        "1 October 2021, Test Clerk The figures are being checked.",
    ):
        assert said in page.text
    assert "/meetings/1" in page.links()
    assert "/committees/SOS/follow-up?action=1" in page.links()


@pytest.mark.parametrize("state", list(ActionState))
def test_only_the_steps_that_its_state_allows_are_offered(
    olga: Browser, session: Session, author: Author, state: ActionState
) -> None:
    put(session, author, Action, state=state)
    assert steps_on(olga.read(PAGE)) == [step.value for step in of_action(state)]


def test_a_step_has_an_address_at_which_it_lies_open(olga: Browser) -> None:
    page = olga.read(f"{PAGE}/withdraw")
    assert page.texts("//details[@open]/summary") == ["Withdraw it"]
    assert "confirm" not in steps_on(olga.read(f"{PAGE}/confirm"))


def test_an_exempt_action_is_shown_as_that_and_nowhere_for_the_public(
    olga: Browser, reader: Browser, session: Session
) -> None:
    secret = session.scalars(select(Action.id).where(Action.text == "SECRET action")).one()
    page = olga.read(f"/actions/{secret}")
    assert "Not for publication" in page.text
    assert f"/committees/SOS/follow-up?action={secret}" not in page.links()
    assert "on the public tracker" not in page.text
    take_ = f"/actions/{secret}/update"
    olga.post(take_, data=form_of(page, take_) | {"text": "SECRET progress"})
    for address in ("/", "/committees/SOS/follow-up", "/committees/SOS/news.atom", "/search?q=progress", "/meetings/1"):
        assert "SECRET" not in reader.get(address).text


def test_the_history_says_who_changed_what(olga: Browser) -> None:
    take(olga, PAGE, "redate", {"due": "", "meeting": "3", "because": "The Chairman asked."})
    told = olga.read(PAGE).texts("//ol[@class='history__lines']/li")[0]
    assert told.startswith("Changed by Olga Officer")
    assert "Due: 31 October 2021 → nothing" in told
    assert "Due at the meeting of: nothing → 30 November 2021" in told
