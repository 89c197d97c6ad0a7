"""Two officers press the same button at the same moment, each in a browser of their own: it is done once."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, db, writing
from scrutiny.domain.vocabulary import ItemKind
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import StandingItem
from scrutiny.models.follow_up import ActionAppearance
from scrutiny.models.history import HistoryLine
from scrutiny.models.meetings import Meeting, Rearrangement
from scrutiny.models.roll_forward import RollForward
from tests.browser import Browser
from tests.chamber import Chamber
from tests.web.desk_forms import form_of
from tests.web.signing_in import signed_in

ROLL = "/meetings/5/roll-forward?from=1"
PUBLISH = "/meetings/5/publish"

pytestmark = pytest.mark.usefixtures("everybody")


@pytest.fixture
def officers(app: Flask, session: Session, author: Author, filled: Chamber) -> tuple[Browser, Browser]:
    with writing(session, author):
        filled.draft.venue = "Oak Room"
        session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == 5)).one().number = ""
        apologies = {"kind": ItemKind.APOLOGIES, "title": "Apologies", "position": 1}
        session.add(StandingItem(committee_id=filled.committee.id, **apologies))
    return signed_in(app, "Olga Officer"), signed_in(app, "Cleo Clerk")


def at_once(*requests: tuple[Browser, str, dict[str, Any]]) -> list[int]:
    """Each on a thread of its own, started together; the answers' states, in their order."""
    start = Barrier(len(requests))

    def send(request: tuple[Browser, str, dict[str, Any]]) -> int:
        browser, address, data = request
        start.wait(timeout=30)
        try:
            return browser.post(address, data=data).status_code
        finally:
            with browser.application.app_context():
                db.session.remove()

    with ThreadPoolExecutor(len(requests)) as threads:
        return list(threads.map(send, requests, timeout=120))


def counted(session: Session, *kinds: type[Any]) -> Sequence[int | None]:
    session.rollback()
    return [session.scalar(select(func.count()).select_from(kind)) for kind in kinds]


def test_two_officers_roll_forward_at_once_and_the_second_is_told(
    officers: tuple[Browser, Browser], session: Session
) -> None:
    olga, cleo = officers
    forms = [form_of(officer.read(ROLL), ROLL) for officer in officers]
    session.rollback()
    states = at_once((olga, ROLL, forms[0]), (cleo, ROLL, forms[1]))
    assert sorted(states) == [303, 409]
    assert counted(session, RollForward, ActionAppearance) == [1, 4]
    titles = list(session.scalars(select(AgendaItem.title).where(AgendaItem.meeting_id == 5)))
    assert len(titles) == len(set(titles)) == 5


def test_one_officers_double_click_is_one_roll_forward_and_both_answers_lead_to_it(
    officers: tuple[Browser, Browser], session: Session
) -> None:
    olga, _ = officers
    form = form_of(olga.read(ROLL), ROLL)
    session.rollback()
    assert at_once((olga, ROLL, form), (olga, ROLL, form)) == [303, 303]
    assert counted(session, RollForward, ActionAppearance) == [1, 4]


def test_two_officers_publish_at_once_and_it_is_published_once(
    officers: tuple[Browser, Browser], session: Session
) -> None:
    olga, cleo = officers
    forms = [form_of(officer.read(PUBLISH), PUBLISH) for officer in officers]
    session.rollback()
    assert at_once((olga, PUBLISH, forms[0]), (cleo, PUBLISH, forms[1])) == [303, 303]
    session.expire_all()
    assert session.get_one(Meeting, 5).published_on == date(2021, 11, 15)
    told = select(HistoryLine).where(HistoryLine.subject == "meetings", HistoryLine.subject_id == 5)
    published = [line for line in session.scalars(told) if (line.after or {}).get("published_on")]
    assert len(published) == 1


def test_rolling_forward_while_another_publishes_leaves_no_item_without_a_number(
    officers: tuple[Browser, Browser], session: Session
) -> None:
    olga, cleo = officers
    roll, publish = form_of(olga.read(ROLL), ROLL), form_of(cleo.read(PUBLISH), PUBLISH)
    session.rollback()
    states = at_once((olga, ROLL, roll), (cleo, PUBLISH, publish))
    assert states in ([303, 409], [409, 303]), "whoever comes second is told"
    if states == [303, 409]:
        assert cleo.post(PUBLISH, data=form_of(cleo.read(PUBLISH), PUBLISH)).status_code == 303
    session.rollback()
    numbers = list(session.scalars(select(AgendaItem.number).where(AgendaItem.meeting_id == 5)))
    assert sorted(map(int, numbers)) == list(range(1, len(numbers) + 1))


def test_two_officers_move_a_meeting_at_once_and_the_second_is_told(
    officers: tuple[Browser, Browser], session: Session
) -> None:
    page = "/meetings/5/change"
    forms = [form_of(officer.read(page), page) | {"what": "move", "because": "A clash."} for officer in officers]
    session.rollback()
    moves = zip(officers, forms, ("2022-02-15", "2022-02-16"), strict=True)
    states = at_once(*((officer, page, form | {"day": day}) for officer, form, day in moves))
    assert sorted(states) == [303, 422]
    assert counted(session, Rearrangement) == [2]  # the one of the chamber, and this


def test_two_officers_change_an_item_at_once_and_the_second_sees_what_the_first_wrote(
    officers: tuple[Browser, Browser], session: Session
) -> None:
    item_id = session.scalars(select(AgendaItem.id).where(AgendaItem.meeting_id == 5)).one()
    page = f"/items/{item_id}"
    forms = [form_of(officer.read(page), page) for officer in officers]
    session.rollback()
    titles = ("Carers of all ages", "Young carers")
    states = at_once(*((o, page, form | {"title": t}) for o, form, t in zip(officers, forms, titles, strict=True)))
    assert sorted(states) == [303, 409]
    session.expire_all()
    assert session.get_one(AgendaItem, item_id).title == titles[states.index(303)]
