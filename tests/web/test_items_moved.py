"""An item moved up and down its agenda, taken off it while it is a draft, and withdrawn once it is out."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import ItemOutcome
from scrutiny.models.agenda import AgendaItem
from tests import make
from tests.browser import Browser
from tests.web.desk_forms import filled_in, form_of
from tests.web.drafting import AGENDA, OUT, sent, titles
from tests.web.one_item import as_kept, id_of, told

pytestmark = pytest.mark.usefixtures("everybody")


def test_items_move_up_and_down_by_buttons_and_stop_at_the_ends(olga: Browser, session: Session, carers: str) -> None:
    for way, order in (
        ("up", ["Apologies", "Carers", "Buses"]),
        ("up", ["Carers", "Apologies", "Buses"]),
        ("up", ["Carers", "Apologies", "Buses"]),
        ("down", ["Apologies", "Carers", "Buses"]),
    ):
        seal = form_of(olga.read(AGENDA), f"{carers}/remove")
        assert olga.post(f"{carers}/move", data=seal | {"way": way}).status_code == 303
        assert titles(session) == order
    assert olga.post(f"{carers}/move", data=seal | {"way": "sideways", "once": "s" * 22}).status_code == 400


def test_one_press_sent_twice_moves_an_item_once(olga: Browser, session: Session, carers: str) -> None:
    seal = form_of(olga.read(AGENDA), f"{carers}/remove") | {"way": "up"}
    assert [olga.post(f"{carers}/move", data=seal).status_code for _ in range(2)] == [303, 303]
    assert titles(session) == ["Apologies", "Carers", "Buses"]


def test_on_a_published_agenda_the_order_moves_and_the_numbers_stay(olga: Browser, session: Session) -> None:
    in_order = select(AgendaItem).where(AgendaItem.meeting_id == OUT).order_by(AgendaItem.position)
    *others, last = session.scalars(in_order).all()
    address, number, place = f"/items/{last.id}", last.number, len(others)
    page = olga.read(f"/meetings/{OUT}/agenda")
    assert page.all("//form[contains(@action, '/remove')]") == []
    (token,) = {str(value) for value in page.all("//input[@name='csrf_token']/@value")}
    assert olga.post(f"{address}/move", data={"csrf_token": token, "way": "up"}).status_code == 303
    assert (as_kept(session, address).number, as_kept(session, address).position) == (number, place)
    for refused in (address, f"{address}/remove"):
        assert olga.post(refused, data={"csrf_token": token, "title": "Mine"}).status_code == 409


def test_an_item_is_taken_off_unless_something_rests_on_it(
    olga: Browser, session: Session, author: Author, carers: str
) -> None:
    buses = f"/items/{id_of(session, 'Buses')}"
    with writing(session, author):
        make.document(session, as_kept(session, carers), "Report")
    page = olga.read(AGENDA)
    assert page.all(f"//form[@action='{carers}/remove']") == []
    seal = form_of(page, f"{buses}/remove")
    assert olga.post(f"{carers}/remove", data=seal).status_code == 409
    assert olga.post(f"{buses}/remove", data=seal).location == AGENDA
    assert titles(session) == ["Apologies", "Carers"]
    assert "“Buses” is off the agenda." in olga.read(AGENDA).text


# Withdrawn


def test_a_published_item_is_withdrawn_with_a_reason_and_stays_in_its_place(
    olga: Browser, session: Session, reader: Browser
) -> None:
    address = f"/items/{id_of(session, 'Annual report of the Board')}"
    way = f"{address}/withdraw"
    assert way in olga.read(f"/meetings/{OUT}/agenda").links()
    page = olga.sent(way, filled_in(olga, way, way, {"because": " "}), 422)
    assert told(page) == {"because": "Enter why it is withdrawn"}
    number = as_kept(session, address).number
    assert sent(olga, way, because="The Board has asked for more time.").status_code == 303
    kept = as_kept(session, address)
    assert (kept.outcome, kept.number) == (ItemOutcome.WITHDRAWN, number)
    assert "Withdrawn. The Board has asked for more time." in reader.read(f"/meetings/{OUT}").text
    assert way not in olga.read(f"/meetings/{OUT}/agenda").links()
    page = olga.sent(way, filled_in(olga, way, way, {"because": "Again"}), 422)
    assert told(page) == {"because": "“Annual report of the Board” is withdrawn already."}


def test_why_an_exempt_item_is_withdrawn_is_not_told_to_the_public(
    olga: Browser, session: Session, reader: Browser
) -> None:
    way = f"/items/{id_of(session, 'SECRET placement of a named child')}/withdraw"
    assert sent(olga, way, because="SECRET: the child has moved.").status_code == 303
    for address in (f"/meetings/{OUT}", "/committees/SOS/work-programme", "/search?q=secret", "/feed.atom", "/"):
        assert "SECRET" not in reader.get(address).text


def test_what_a_meeting_went_through_is_not_withdrawn(olga: Browser, session: Session) -> None:
    way = f"/items/{id_of(session, 'Adult Safeguarding Transformation')}/withdraw"
    assert olga.sent(way, filled_in(olga, way, way, {"because": "No"}), 422).text.count("part of the record") >= 1
