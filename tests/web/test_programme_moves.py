"""A card moved about the board: to a meeting, a day or words, up and down, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import EntryStatus, MeetingStatus
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.models.programme import WorkProgrammeEntry
from tests import make
from tests.browser import Browser
from tests.chamber import Chamber
from tests.web.desk_forms import faults, filled_in, form_of
from tests.web.planning import BOARD, CUSP, MISSING, PLACEMENT, columns, kept, moves

pytestmark = pytest.mark.usefixtures("everybody")


def move(browser: Browser, to: str, **typed: Any) -> Any:
    form = filled_in(browser, BOARD, "/entries/1/move", {"to": to, "because": "Report late"})
    return browser.post("/entries/1/move", data=form | typed)


def test_a_card_is_moved_to_another_meeting_with_the_reason(olga: Browser, session: Session, filled: Chamber) -> None:
    answer = move(olga, f"meeting-{filled.draft.id}")
    assert (answer.status_code, answer.location) == (303, f"{BOARD}?year=2021-22&section=programme#entry-1")
    assert kept(session).meeting_id == filled.draft.id
    assert moves(session) == [(CUSP, filled.next.id, filled.draft.id, "Report late")]
    page = olga.read(BOARD)
    assert "“Adults on the cusp of care” is moved." in page.text
    assert columns(page)["8 February 2022"] == ["Adults on the cusp of care"]
    assert page.texts("//li[@id='entry-1']//*[contains(@class, 'tag--grey')]") == ["Moved once"]


def test_the_same_form_sent_twice_moves_it_once(olga: Browser, session: Session, filled: Chamber) -> None:
    to = {"to": f"meeting-{filled.draft.id}", "because": "Report late"}
    form = filled_in(olga, BOARD, "/entries/1/move", to)
    first, second = olga.post("/entries/1/move", data=form), olga.post("/entries/1/move", data=form)
    assert (second.status_code, second.location) == (303, first.location)
    assert len(moves(session)) == 1


def test_the_button_beside_it_leaves_its_date_to_be_confirmed(olga: Browser, session: Session) -> None:
    form = filled_in(olga, BOARD, "/entries/1/move", {"because": "No officer yet"})
    button = olga.read(BOARD).all("//li[@id='entry-1']//button[@formaction]")[0]
    assert olga.post(button.get("formaction"), data=form).status_code == 303
    row = kept(session)
    assert (row.status, row.meeting_id) == (EntryStatus.TO_BE_CONFIRMED, None)
    assert moves(session)[0][3] == "No officer yet"


def test_a_first_date_needs_no_reason(olga: Browser, session: Session, filled: Chamber) -> None:
    form = filled_in(olga, BOARD, "/entries/2/move", {"to": f"meeting-{filled.draft.id}"})
    assert olga.post("/entries/2/move", data=form).status_code == 303
    assert kept(session, MISSING).status is EntryStatus.PLANNED


def test_the_table_and_the_page_of_a_row_lead_back_to_where_it_was_moved(olga: Browser, filled: Chamber) -> None:
    for number, (page, back) in enumerate(
        [
            ("/entries/1/move?back=table", f"{BOARD}?year=2021-22&section=programme&shown=table#entry-1"),
            ("/entries/1/move", "/entries/1"),
        ]
    ):
        to = f"meeting-{(filled.draft, filled.next)[number].id}"
        form = filled_in(olga, page, "/entries/1/move", {"to": to, "because": "Report late"})
        assert olga.post("/entries/1/move", data=form).location == back


@pytest.mark.parametrize(
    ("typed", "field", "fault"),
    [
        pytest.param({"because": " "}, "because", "Say why the entry is moved.", id="no reason"),
        pytest.param({"to": ""}, "to", "Choose when it is planned for", id="nowhere"),
        pytest.param({"to": "meeting-1"}, "to", "Choose one of the list", id="a meeting that was held"),
        pytest.param({"to": "meeting-4"}, "to", "Choose one of the list", id="a meeting that is cancelled"),
        pytest.param({"to": "meeting-999"}, "to", "Choose one of the list", id="no such meeting"),
        pytest.param({"to": "meeting-3"}, "because", "is planned for that already", id="where it is"),
        pytest.param({"to": "day"}, "day", "Enter the day", id="another day, and none given"),
        pytest.param({"to": "day", "day": "2021-11-14"}, "day", "must be today or later", id="yesterday"),
        pytest.param({"to": "day", "day": "31/11/2021"}, "day", "Enter a real date", id="no day of the calendar"),
        pytest.param({"to": "words"}, "words", "Enter the time in words", id="no words"),
        pytest.param({"to": "words", "words": "w" * 61}, "words", "Shorten it by 1", id="too many words"),
        pytest.param({"because": "a\x07b"}, "because", "U+0007 (bell)", id="a character that cannot be kept"),
    ],
)
def test_a_move_that_cannot_be_made_says_why_and_keeps_what_was_typed(
    olga: Browser, session: Session, typed: dict[str, str], field: str, fault: str
) -> None:
    form = filled_in(olga, BOARD, "/entries/1/move", {"to": "meeting-5", "because": "A storm is coming"})
    page = olga.sent("/entries/1/move", form | typed, 422)
    assert fault in faults(page)[field]
    assert page.texts("//title")[0].startswith("Error: ")
    if "because" not in typed:
        assert page.all("//textarea[@id='because']")[0].text.strip() == "A storm is coming"
    assert kept(session).meeting_id == 3
    assert moves(session) == []


def test_a_day_and_words_are_kept_as_they_are(olga: Browser, session: Session) -> None:
    assert move(olga, "day", day="2022-03-01").status_code == 303
    assert kept(session).planned_on == date(2022, 3, 1)
    page = olga.read(BOARD)
    assert columns(page)["On another day"] == ["Adults on the cusp of care"]
    assert "1 March 2022" in page.texts("//li[@id='entry-1']//p[@class='card__when']")
    assert move(olga, "words", words=" July  2022 ").status_code == 303
    assert (kept(session).when, kept(session).planned_on) == ("July 2022", None)


def test_a_card_moved_to_the_next_year_is_shown_there(olga: Browser, session: Session, author: Author) -> None:
    with writing(session, author):
        june = make.meeting(session, session.get_one(Committee, 1), date(2022, 6, 14))
    answer = move(olga, f"meeting-{june.id}")
    assert "year=2022-23" in answer.location
    assert kept(session).year == 2022
    assert columns(olga.read(f"{BOARD}?year=2022-23"))["14 June 2022"] == ["Adults on the cusp of care"]


def test_a_stale_card_is_told_and_nothing_is_moved_until_it_is_sent_again(
    olga: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    form = filled_in(olga, BOARD, "/entries/1/move", {"to": f"meeting-{filled.draft.id}", "because": "Report late"})
    with writing(session, author):
        session.get_one(WorkProgrammeEntry, CUSP).details = "Not before the audit is done"
    page = olga.sent("/entries/1/move", form, 422)
    assert "was changed while you were looking at it" in faults(page)["because"]
    assert kept(session).meeting_id == filled.next.id
    assert olga.post("/entries/1/move", data=form_of(page, "/entries/1/move")).status_code == 303
    assert kept(session).meeting_id == filled.draft.id


@pytest.mark.parametrize(
    ("entry", "sent", "order"),
    [
        pytest.param(5, {"way": "up"}, [1, 5, 4], id="one place up"),
        pytest.param(1, {"way": "down"}, [4, 1, 5], id="one place down"),
        pytest.param(1, {"way": "up"}, [1, 4, 5], id="up from the top, where it stays"),
        pytest.param(5, {"place": "1"}, [5, 1, 4], id="dropped at the top"),
        pytest.param(1, {"place": "5"}, [4, 1, 5], id="dropped between"),
        pytest.param(1, {"place": "last"}, [4, 5, 1], id="dropped at the end"),
    ],
)
def test_a_card_goes_up_and_down_in_its_column(
    olga: Browser, session: Session, entry: int, sent: dict[str, str], order: list[int]
) -> None:
    address = f"/entries/{entry}/place"
    answer = olga.post(address, data=form_of(olga.read(BOARD), address) | sent)
    assert (answer.status_code, answer.location) == (303, f"{BOARD}?year=2021-22&section=programme#entry-{entry}")
    ids = olga.read(BOARD).all("//ol[@data-column='meeting-3']/li/@data-card")
    assert [int(str(each)) for each in ids] == order
    assert moves(session) == []


def test_a_card_is_dropped_into_its_place_of_another_column(olga: Browser, filled: Chamber) -> None:
    assert move(olga, f"meeting-{filled.draft.id}", place="last").status_code == 303
    form = filled_in(olga, BOARD, "/entries/5/move", {"to": f"meeting-{filled.draft.id}", "because": "With it"})
    assert olga.post("/entries/5/move", data=form | {"place": "1"}).status_code == 303
    assert columns(olga.read(BOARD))["8 February 2022"] == ["SECRET inquest", "Adults on the cusp of care"]


def test_a_place_that_is_gone_meanwhile_is_told(olga: Browser, session: Session) -> None:
    form = form_of(olga.read(BOARD), "/entries/1/place")
    page = olga.sent("/entries/1/place", form | {"place": "2"}, 409)
    assert "is not there any more" in page.text
    assert kept(session).position == 0


def test_a_row_whose_meeting_was_held_without_it_is_still_there_to_be_moved(
    olga: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    with writing(session, author):
        session.get_one(Meeting, filled.next.id).status = MeetingStatus.HELD
        session.get_one(WorkProgrammeEntry, PLACEMENT).status = EntryStatus.CONSIDERED
    page = olga.read(BOARD)
    assert "30 November 2021 Held" in page.texts("//div[@class='board'][not(ancestor::details)]//h2")
    assert not page.all("//option[@value='meeting-3']")
    assert move(olga, f"meeting-{filled.draft.id}").status_code == 303
