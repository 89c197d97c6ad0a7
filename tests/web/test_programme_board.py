"""The board that a programme is planned on: its columns, and what each button of a card does to the record."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import EntryStatus, MeetingStatus, Section
from scrutiny.models.agenda import Topic
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.models.programme import EntryMove, WorkProgrammeEntry
from tests import make
from tests.browser import Browser, Page
from tests.chamber import Chamber
from tests.web.desk_forms import filled_in, form_of
from tests.web.signing_in import signed_in

BOARD = "/committees/SOS/work-programme/board"
NEW = "/committees/SOS/work-programme/new"
CUSP, MISSING, WITHDRAWN, PLACEMENT = 1, 2, 3, 4

pytestmark = pytest.mark.usefixtures("everybody")


@pytest.fixture
def olga(app: Flask) -> Browser:
    return signed_in(app, "Olga Officer")


def kept(session: Session, id_: int = CUSP) -> WorkProgrammeEntry:
    session.rollback()
    session.expire_all()
    return session.get_one(WorkProgrammeEntry, id_)


def moves(session: Session) -> list[tuple[int, int | None, int | None, str]]:
    session.rollback()
    columns = (EntryMove.entry_id, EntryMove.from_meeting_id, EntryMove.to_meeting_id, EntryMove.because)
    return [tuple(row) for row in session.execute(select(*columns).order_by(EntryMove.id))]


def columns(page: Page) -> dict[str, list[str]]:
    """The titles of the cards under the heading of their column."""
    return {
        page.texts(f"//section[@aria-labelledby='{key}']/h2")[0]: page.texts(f"//ol[@data-column='{key}']/li/h3")
        for key in map(str, page.all("//section/@aria-labelledby"))
    }


def faults(page: Page) -> dict[str, str]:
    return {str(link.get("href"))[1:]: link.text for link in page.all("//*[@id='error-summary']//a")}


# Who comes in


@pytest.mark.parametrize("address", [BOARD, NEW, "/committees/SOS/suggestions", "/committees/SOS/criteria"])
def test_signed_out_it_leads_to_signing_in(reader: Browser, address: str) -> None:
    assert reader.get(address).location == f"/sign-in?next={address}"


@pytest.mark.parametrize("name", ["Cleo Clerk", "Mara Member", "Clara Chair", "Hugo Clerk", "Adam Administrator"])
def test_only_who_plans_for_this_committee_comes_in(app: Flask, session: Session, name: str) -> None:
    browser = signed_in(app, name)
    token = form_of(browser.read("/sign-out"), "/sign-out")
    for address in (BOARD, NEW, "/entries/1", "/entries/1/move", "/entries/1/withdraw"):
        assert browser.get(address).status_code == 403
        assert browser.post(address, data=token | {"because": "Mine", "to": "tbc"}).status_code in (403, 405)
    assert kept(session).status is EntryStatus.PLANNED
    assert "/work-programme/board" not in browser.get("/committees/SOS/work-programme").text


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/committees/NONE/work-programme/board", id="no such committee"),
        pytest.param(f"{BOARD}?year=1999-00", id="a year without a programme"),
        pytest.param(f"{BOARD}?year=soon", id="no year at all"),
        pytest.param(f"{BOARD}?section=cellar", id="no such table"),
        pytest.param("/entries/999", id="no such row"),
        pytest.param("/entries/999/move", id="no such row to move"),
    ],
)
def test_what_is_not_there_is_not_found(olga: Browser, address: str) -> None:
    assert olga.get(address).status_code == 404


# What it shows


def test_there_is_a_column_a_meeting_in_order_and_one_for_what_is_to_be_confirmed(olga: Browser) -> None:
    page = olga.read(BOARD)
    assert page.heading == "Plan the programme 2021/22"
    assert columns(page) == {
        "17 June 2021 Held": [],
        "3 August 2021 Cancelled": [],
        "14 September 2021 Held": [],
        "30 November 2021": ["Adults on the cusp of care", "SECRET placement of a named child", "SECRET inquest"],
        "8 February 2022": [],
        "To be confirmed": ["Missing children"],
    }
    exempt = page.texts("//li[.//strong[normalize-space()='Exempt']]/h3")
    assert exempt == ["SECRET placement of a named child", "SECRET inquest"]
    assert "Suggested at the June meeting" in page.text
    assert "Lead Officer: Kit Vale" in page.text


def test_informal_meetings_have_columns_where_what_is_informal_is_planned(olga: Browser) -> None:
    page = olga.read(f"{BOARD}?section=briefing")
    assert "11 January 2022 How referrals are counted" in columns(page)
    assert page.texts("//h2[normalize-space()='Withdrawn or closed']/following::h3") == ["Details of investigations"]


def test_the_table_has_the_same_rows(olga: Browser) -> None:
    page = olga.read(f"{BOARD}?shown=table")
    assert page.texts("//tbody//th/a") == [title for cards in columns(olga.read(BOARD)).values() for title in cards]
    assert page.texts("//tbody//td[1]")[-1] == "tbc"
    assert not page.all("//script[contains(@src, 'board.js')]")


def test_how_often_a_row_was_moved_is_counted(olga: Browser, session: Session, author: Author) -> None:
    with writing(session, author):
        session.add_all(EntryMove(entry_id=CUSP, because="Late") for _ in range(2))
    assert olga.read(BOARD).texts("//li[@id='entry-1']//*[contains(@class, 'tag--grey')]") == ["Moved twice"]


def test_a_year_that_is_over_is_read_and_not_changed(olga: Browser, session: Session, author: Author) -> None:
    with writing(session, author):
        make.entry(session, session.get_one(Committee, 1), "Left over", year=2019, status=EntryStatus.TO_BE_CONFIRMED)
    page = olga.read(f"{BOARD}?year=2019-20")
    assert "1 row of it is still open" in page.text
    assert not page.all("//main//form[@method='post']")
    assert not page.all("//script[contains(@src, 'board.js')]")
    assert "/entries/6" in page.links()
    assert not olga.read(f"{BOARD}?year=2019-20&shown=table").all("//main//form[@method='post']")


def test_the_public_page_leads_who_plans_to_the_board_and_nobody_else(olga: Browser, reader: Browser) -> None:
    address = "/committees/SOS/work-programme"
    assert {f"{BOARD}?year=2021-22", "/entries/1", "/entries/4"} <= set(olga.read(address).links())
    assert not [link for link in reader.read(address).links() if "/entries/" in link or "board" in link]


# What it does


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


# Adding


def add(browser: Browser, **typed: Any) -> dict[str, Any]:
    values = {"topic": "new", "title": "Winter pressures", "to": "tbc", "section": "programme"}
    return filled_in(browser, NEW, NEW, values | typed)


def test_a_new_topic_is_put_on_the_programme(olga: Browser, session: Session) -> None:
    data = add(olga, to="meeting-5", details="Suggested in June", leads="Lead Officer: Ivy Lane\nCabinet Member:")
    answer = olga.post(NEW, data=data)
    row = session.scalars(select(WorkProgrammeEntry).where(WorkProgrammeEntry.title == "Winter pressures")).one()
    assert (answer.status_code, answer.location) == (
        303,
        f"{BOARD}?year=2021-22&section=programme#entry-{row.id}",
    )
    assert (row.meeting_id, row.details, row.status) == (5, "Suggested in June", EntryStatus.PLANNED)
    session.refresh(row, ["leads", "topic"])
    assert [(lead.label, lead.name) for lead in row.leads] == [("Lead Officer", "Ivy Lane"), ("Cabinet Member", "")]
    assert row.topic.title == "Winter pressures"
    assert "“Winter pressures” is on the work programme." in olga.read(BOARD).text


def test_a_topic_that_is_followed_already_comes_again_under_its_own_title(olga: Browser, session: Session) -> None:
    data = add(olga, topic="3", title="", to="words", words="July 2022", section="briefing")
    assert olga.post(NEW, data=data).status_code == 303
    row = session.scalars(select(WorkProgrammeEntry).order_by(WorkProgrammeEntry.id.desc())).first()
    assert row is not None
    assert (row.topic_id, row.title) == (3, session.get_one(Topic, 3).title)
    assert (row.when, row.section) == ("July 2022", Section.BRIEFING)


@pytest.mark.parametrize(
    ("typed", "field", "fault"),
    [
        pytest.param({"title": ""}, "title", "Enter the title of the new topic", id="no title"),
        pytest.param({"title": "t" * 301}, "title", "Shorten it by 1", id="a title that is too long"),
        pytest.param({"topic": ""}, "topic", "Choose the topic", id="no topic"),
        pytest.param({"topic": "999"}, "topic", "Choose one of the list", id="a topic of nobody's"),
        pytest.param({"to": ""}, "to", "Choose when it is planned for", id="no date"),
        pytest.param({"to": "meeting-1"}, "to", "Choose one of the list", id="a meeting that was held"),
        pytest.param({"leads": "Ivy Lane"}, "leads", "Line 1 does not say in what capacity", id="a bare name"),
        pytest.param({"section": "cellar"}, "section", "Choose one of the list", id="no such table"),
    ],
)
def test_what_is_missing_of_a_new_row_is_said_beside_its_field(
    olga: Browser, session: Session, typed: dict[str, str], field: str, fault: str
) -> None:
    before = session.scalar(select(func.count()).select_from(WorkProgrammeEntry))
    page = olga.sent(NEW, add(olga, details="Kept as typed") | typed, 422)
    assert fault in faults(page)[field]
    assert page.all("//textarea[@id='details']")[0].text.strip() == "Kept as typed"
    session.rollback()
    assert session.scalar(select(func.count()).select_from(WorkProgrammeEntry)) == before


def test_a_row_added_twice_by_a_double_click_is_there_once(olga: Browser, session: Session) -> None:
    data = add(olga)
    assert [olga.post(NEW, data=data).status_code for _ in range(2)] == [303, 303]
    held = select(func.count()).where(WorkProgrammeEntry.title == "Winter pressures")
    assert session.scalar(held) == 1
