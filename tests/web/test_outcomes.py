"""What became of an item, and minutes that are confirmed."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import ItemOutcome, MeetingStatus, MinutesState
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from tests.browser import Browser
from tests.chamber import Chamber
from tests.web.desk_forms import form_of
from tests.web.minuting import as_kept, filled_in, item_called
from tests.web.signing_in import signed_in, wound_clock

pytestmark = pytest.mark.usefixtures("everybody")


def test_what_became_of_an_item_is_recorded_with_its_reason(cleo: Browser, session: Session, filled: Chamber) -> None:
    item = item_called(session, "Fostering")
    address = f"/items/{item}/outcome"
    page = cleo.read(address)
    (form,) = page.all("//main//form[.//@name='outcome']")
    assert dict(form.form_values())["outcome"] == "deferred"
    sent = dict(form.form_values())
    nothing = cleo.sent(address, sent | {"outcome": "withdrawn", "because": " "}, 422)
    assert nothing.all("//*[@id='error-summary']//a/@href") == ["#because"]
    done = cleo.post(address, data=sent | {"outcome": "withdrawn", "because": "Overtaken."})
    assert done.location == f"/meetings/{filled.held.id}/minutes/write#item-{item}"
    session.rollback()
    session.expire_all()
    kept = session.get_one(AgendaItem, item)
    assert (kept.outcome, kept.outcome_note) == (ItemOutcome.WITHDRAWN, "Overtaken.")


def test_confirmed_minutes_are_shown_and_not_written(
    cleo: Browser, session: Session, author: Author, filled: Chamber, project: str
) -> None:
    with writing(session, author):
        session.get_one(Meeting, filled.held.id).minutes_state = MinutesState.CONFIRMED
    page = cleo.read(project)
    assert not page.all("//textarea")
    assert "Correct this minute" in page.text
    token = form_of(cleo.read("/sign-out"), "/sign-out")
    answer = cleo.sent(project, token | {"narrative": "Otherwise", "seen": "1"}, 422)
    assert "These minutes are confirmed, so they stand." in answer.text
    assert as_kept(session, project).startswith("Concerns had")


@pytest.mark.parametrize(("day", "offered"), [(date(2021, 11, 29), False), (date(2021, 11, 30), True)])
def test_confirming_is_offered_from_the_day_of_the_meeting_on(
    app: Flask, session: Session, author: Author, filled: Chamber, day: date, offered: bool
) -> None:
    item = item_called(session, "Minutes of the meeting held on 14 September 2021")
    with writing(session, author):
        session.get_one(AgendaItem, item).minutes_of_id = filled.held.id
    wound_clock(app).wind_to(day)
    page = signed_in(app, "Cleo Clerk").read(f"/items/{item}/minute")
    assert bool(page.all(f"//form[@action='/items/{item}/confirmed']")) is offered


def test_a_meeting_in_progress_can_be_minuted_and_says_what_is_to_do(
    cleo: Browser, session: Session, filled: Chamber, blank: str
) -> None:
    assert session.get_one(Meeting, filled.next.id).status is MeetingStatus.SCHEDULED
    page = cleo.read(f"/meetings/{filled.next.id}/minutes/write")
    assert f"/meetings/{filled.next.id}/attendance" in page.links()
    assert cleo.post(blank, data=filled_in(cleo.read(blank), blank, narrative="So far.")).status_code == 303
