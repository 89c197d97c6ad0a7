"""Who came late, left or returned, and during which item."""

from __future__ import annotations

from datetime import time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain.vocabulary import Movement
from scrutiny.models.meetings import AttendanceMovement
from tests.browser import Browser
from tests.web.sitting import HELD, fields, moved

pytestmark = pytest.mark.usefixtures("clock", "everybody")


def test_who_left_and_during_which_item_is_told_in_the_minutes_and_the_quorum(cleo: Browser, session: Session) -> None:
    page = cleo.read(HELD)
    for name in ("Ada Marsh", "Eve Cole"):
        sent = moved(page, session, name, "left", "Adult", at="11.20", note="for another meeting", once=name[:3] * 8)
        assert cleo.post(f"{HELD}/movement", data=sent).status_code == 303
    page = cleo.read(HELD)
    assert "Ada Marsh Left during item 2 at 11.20 am (for another meeting)" in page.text
    assert "4 present, quorum 3: quorate, but not throughout." in page.text
    assert "During item 2 only 2 were there: not quorate." in page.text
    assert "Ada Marsh left at 11.20 am, for another meeting." in cleo.read("/meetings/1/minutes").text
    session.rollback()
    movement = session.scalars(select(AttendanceMovement)).first()
    assert movement is not None
    assert (movement.movement, movement.at) == (Movement.LEFT, time(11, 20))
    away = f"/movements/{movement.id}/remove"
    assert cleo.post(away, data=fields(page, away)).location == f"{HELD}#comings"
    assert "4 present, quorum 3: quorate." in cleo.read(HELD).text


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        pytest.param({"who": ""}, "who", "Choose who came or went", id="nobody"),
        pytest.param({"item": ""}, "item", "Choose the item", id="at no item"),
        pytest.param({"movement": ""}, "movement", "Choose whether they arrived", id="nothing done"),
        pytest.param({"at": "25:99"}, "at", "Enter a time", id="no time of day"),
        pytest.param({"movement": "returned"}, "movement", "from the beginning", id="returned without leaving"),
        pytest.param({"who": "999999"}, "who", "not on it any more", id="somebody of another meeting"),
        pytest.param({"note": "a\x00b"}, "note", "U+0000", id="a note that cannot be kept"),
    ],
)
def test_a_movement_that_cannot_be_is_refused_beside_its_field(
    cleo: Browser, session: Session, sent: dict[str, str], field: str, words: str
) -> None:
    page = cleo.read(HELD)
    whole = moved(page, session, "Ada Marsh", "left", "Adult") | {
        f"movement-{key}": value for key, value in sent.items()
    }
    refused = cleo.sent(f"{HELD}/movement", whole, 422)
    [said] = refused.texts(f"//*[@id='error-summary']//a[@href='#movement-{field}']")
    assert words in said
    assert session.scalars(select(AttendanceMovement)).all() == []
