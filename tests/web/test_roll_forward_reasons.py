"""Rolling forward, why an officer chose otherwise: said beside the choice, and told with what was done."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import ActionState
from scrutiny.models.follow_up import ActionAppearance
from scrutiny.models.programme import EntryMove
from scrutiny.models.roll_forward import RollForwardLine
from tests import make
from tests.browser import Browser, Page
from tests.chamber import Chamber
from tests.web.desk_forms import faults, form_of
from tests.web.signing_in import signed_in

PAGE, ACTION = "/meetings/5/roll-forward", "/meetings/5/roll-forward?from=1"

pytestmark = pytest.mark.usefixtures("everybody")


@pytest.fixture
def olga(app: Flask, session: Session, author: Author, filled: Chamber) -> Browser:
    with writing(session, author):
        make.meeting(session, filled.committee, date(2022, 4, 12))
    return signed_in(app, "Olga Officer")


def box(page: Page, title: str) -> str:
    """The name of the box that says where the thing of that title goes."""
    (name,) = page.all(f"//label[contains(., '“{title}”')]/following-sibling::select/@name")
    return str(name)


def press(browser: Browser, **typed: str) -> None:
    answer = browser.post(ACTION, data=form_of(browser.read(PAGE), ACTION) | typed)
    assert (answer.status_code, answer.location) == (303, PAGE), answer.text


def left(session: Session) -> list[str]:
    """What was said of things that were left."""
    session.rollback()
    said = select(RollForwardLine.because).where(RollForwardLine.destination == "stays").order_by(RollForwardLine.id)
    return list(session.scalars(said))


def test_why_something_is_left_is_told_with_what_was_done_and_the_last_word_counts(
    olga: Browser, session: Session
) -> None:
    name = box(olga.read(PAGE), "Fostering")
    for why in ("The head of service is on leave.", "The report is late.", "The report is late."):
        press(olga, **{name: "stays", f"why-{name}": why})
    assert left(session) == ["The officer chose to leave it where it is: The report is late."]
    done = " ".join(olga.read(PAGE).texts("//details[contains(., 'Left where it is')]"))
    assert "Fostering The officer chose to leave it where it is: The report is late." in done
    press(olga)
    assert left(session) == [], "it is on the agenda now, and was not left"


def test_why_a_row_is_given_another_date_stands_with_its_move(olga: Browser, session: Session) -> None:
    name = box(olga.read(PAGE), "Missing children")
    press(olga, **{name: "agenda", f"why-{name}": "The inspectors come in February."})
    session.rollback()
    told = session.scalars(select(EntryMove.because).where(EntryMove.because.contains("inspectors"))).one()
    assert told == "The officer chose this agenda: The inspectors come in February."


def test_a_reason_without_a_choice_is_asked_about_and_kept(olga: Browser, session: Session) -> None:
    page = olga.read(PAGE)
    why = f"why-{box(page, 'Fostering')}"
    form = form_of(page, ACTION) | {why: "The report is late."}
    refused = olga.sent(ACTION, form, 422)
    assert faults(refused) == {why: "Choose where it goes instead, or take the reason out"}
    assert refused.all(f"//details[@open]//input[@name='{why}']/@value") == ["The report is late."]
    assert left(session) == []


def test_undoing_takes_back_nothing_of_what_was_left(olga: Browser, session: Session, author: Author) -> None:
    page = olga.read(PAGE)
    (action,) = page.all("//select[starts-with(@name, 'action-')]/@name")[:1]
    press(olga, **{action: "stays", f"why-{action}": "It is being written."})
    with writing(session, author):
        number = int(action.removeprefix("action-"))
        session.add(ActionAppearance(action_id=number, meeting_id=5, state=ActionState.OPEN))
    undo = f"{PAGE}/undo"
    assert olga.post(undo, data=form_of(olga.read(PAGE), undo)).status_code == 303
    session.rollback()
    kept = select(ActionAppearance.action_id).where(ActionAppearance.meeting_id == 5)
    assert session.scalars(kept).all() == [number], "somebody else brought it there"
