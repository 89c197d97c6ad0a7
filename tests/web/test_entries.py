"""The page of one row of the programme: its words, its end, and what of it the public may read."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import Capacity, EntryStatus, ItemOutcome, Section
from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.people import Person
from scrutiny.models.programme import EntryLead, EntryMove, WorkProgrammeEntry
from tests import make
from tests.browser import Browser
from tests.chamber import AWKWARD, Chamber
from tests.web.desk_forms import faults, filled_in, form_of
from tests.web.planning import CUSP, PLACEMENT, kept

ROW = "/entries/1"
BOARD = "/committees/SOS/work-programme/board?year=2021-22&section=programme#entry-1"
INQUEST = 5

pytestmark = pytest.mark.usefixtures("everybody")


def topic_of(session: Session, id_: int = CUSP) -> Topic:
    return session.get_one(Topic, kept(session, id_).topic_id)


def leads(session: Session) -> list[tuple[str, str, Capacity]]:
    session.rollback()
    columns = (EntryLead.label, EntryLead.name, EntryLead.capacity)
    of = select(*columns).where(EntryLead.entry_id == CUSP).order_by(EntryLead.position)
    return [tuple(row) for row in session.execute(of)]


def save(browser: Browser, **typed: Any) -> Any:
    return browser.post(ROW, data=filled_in(browser, ROW, ROW, typed))


# Its words


def test_the_page_says_where_it_stands_and_where_it_was(
    olga: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    with writing(session, author):
        session.add(EntryMove(entry_id=CUSP, from_when="tbc", to_meeting_id=filled.next.id, because="A date was found"))
    page = olga.read(ROW)
    assert page.heading == "Work programme 2021/22 Adults on the cusp of care"
    for said in ("Planned for 30 November 2021", "tbc → 30 November 2021 A date was found", "Who changed what (1)"):
        assert said in page.text
    assert {f"/topics/{kept(session).topic_id}", "/meetings/3", f"{ROW}/move", f"{ROW}/withdraw", BOARD} <= set(
        page.links()
    )


def test_what_was_typed_is_kept_and_who_answered_already_stays_the_same_row(olga: Browser, session: Session) -> None:
    before = session.scalars(select(EntryLead.id).where(EntryLead.entry_id == CUSP)).one()
    typed = {"title": AWKWARD, "details": "a\r\n\r\nb", "section": "inquiry", "outcome": "It was **noted**."}
    answer = save(olga, **typed, leads="Cabinet Member: Jo Reed; Ann Poe\nLead Officer: Kit Vale")
    assert (answer.status_code, answer.location) == (303, ROW)
    row = kept(session)
    assert (row.title, row.details, row.section, row.outcome) == (
        AWKWARD,
        "a\n\nb",
        Section.INQUIRY,
        "It was **noted**.",
    )
    assert leads(session) == [
        ("Cabinet Member", "Jo Reed", Capacity.CABINET_MEMBER),
        ("Cabinet Member", "Ann Poe", Capacity.CABINET_MEMBER),
        ("Lead Officer", "Kit Vale", Capacity.LEAD_OFFICER),
    ]
    assert before in set(session.scalars(select(EntryLead.id)))
    assert "is saved." in olga.read(ROW).text


@pytest.mark.parametrize(
    ("typed", "field", "fault"),
    [
        pytest.param({"title": " "}, "title", "Enter the title", id="no title"),
        pytest.param({"title": "t" * 301}, "title", "Shorten it by 1", id="a title that is too long"),
        pytest.param({"leads": "Ivy Lane"}, "leads", "Line 1 does not say in what capacity", id="a bare name"),
        pytest.param({"section": ""}, "section", "Choose the table", id="no table"),
        pytest.param({"details": "a\x00b"}, "details", "U+0000 (null)", id="a null, which no database keeps"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(
    olga: Browser, session: Session, typed: dict[str, str], field: str, fault: str
) -> None:
    form = filled_in(olga, ROW, ROW, {"outcome": "Kept as typed"})
    page = olga.sent(ROW, form | typed, 422)
    assert fault in faults(page)[field]
    assert page.all("//textarea[@id='outcome']")[0].text.strip() == "Kept as typed"
    assert kept(session).outcome == ""


def test_200_kilobytes_are_kept(olga: Browser, session: Session) -> None:
    text = "Smart “quotes” – and dashes. " * 7000
    assert save(olga, details=text).status_code == 303
    assert kept(session).details == text


def test_who_saves_second_is_told_what_it_is_now_and_may_save_again(
    olga: Browser, session: Session, author: Author
) -> None:
    form = filled_in(olga, ROW, ROW, {"details": "Mine"})
    with writing(session, author):
        session.get_one(WorkProgrammeEntry, CUSP).details = "Theirs"
    page = olga.sent(ROW, form, 422)
    assert "It is now: “Theirs”" in faults(page)["details"]
    assert kept(session).details == "Theirs"
    assert olga.post(ROW, data=form_of(page, ROW)).status_code == 303
    assert kept(session).details == "Mine"


# Its end


@pytest.mark.parametrize(
    ("way", "typed", "status"),
    [
        pytest.param("withdraw", {"because": "No longer wanted"}, EntryStatus.WITHDRAWN, id="withdrawn"),
        pytest.param("complete", {"outcome": "A briefing note was sent"}, EntryStatus.COMPLETED, id="completed"),
        pytest.param("to-be-confirmed", {"because": "No date yet"}, EntryStatus.TO_BE_CONFIRMED, id="left open"),
    ],
)
def test_a_row_is_closed_or_left_open_with_the_reason(
    olga: Browser, session: Session, way: str, typed: dict[str, str], status: EntryStatus
) -> None:
    address = f"{ROW}/{way}"
    data = filled_in(olga, address, address, typed)
    answer = olga.post(address, data=data)
    assert (answer.status_code, answer.location) == (303, ROW)
    row = kept(session)
    assert row.status is status
    said = {row.status_because, row.outcome, *session.scalars(select(EntryMove.because))}
    assert said >= set(typed.values())
    assert olga.post(address, data=data).location == ROW, "sent twice it is done once"
    assert session.scalar(select(func.count()).select_from(EntryMove)) == (status is EntryStatus.TO_BE_CONFIRMED)


@pytest.mark.parametrize(
    ("way", "field", "fault"),
    [
        pytest.param("withdraw", "because", "Enter the reason", id="withdrawn without a reason"),
        pytest.param("to-be-confirmed", "because", "Enter the reason", id="left open without a reason"),
        pytest.param("complete", "outcome", "Enter what came of it", id="completed with nothing to show"),
    ],
)
def test_closing_asks_for_the_reason(olga: Browser, session: Session, way: str, field: str, fault: str) -> None:
    address = f"{ROW}/{way}"
    page = olga.sent(address, filled_in(olga, address, address, {field: " "}), 422)
    assert faults(page) == {field: fault}
    assert kept(session).status is EntryStatus.PLANNED


def test_a_stale_withdrawal_is_told_and_changes_nothing(olga: Browser, session: Session, author: Author) -> None:
    address = f"{ROW}/withdraw"
    form = filled_in(olga, address, address, {"because": "No longer wanted"})
    with writing(session, author):
        session.get_one(WorkProgrammeEntry, CUSP).title = "Adults at risk"
    page = olga.sent(address, form, 422)
    assert "was changed while you were looking at it" in faults(page)["because"]
    assert kept(session).status is EntryStatus.PLANNED


def test_what_is_withdrawn_is_at_its_end(olga: Browser, session: Session) -> None:
    page = olga.read("/entries/3")
    others = {"/entries/3/exempt", "/entries/3/history"}
    assert not [link for link in page.links() if link.startswith("/entries/3/") and link not in others]
    address = "/entries/3/move"
    form = filled_in(olga, address, address, {"to": "meeting-5", "because": "After all"})
    assert "That is its end." in faults(olga.sent(address, form, 422))["because"]
    assert kept(session, 3).status is EntryStatus.WITHDRAWN


# Made by mistake


NEW = "/committees/SOS/work-programme/new"


@pytest.fixture
def slip(olga: Browser) -> str:
    """The address of a row that was added a moment ago."""
    asked = {"topic": "new", "title": "A slip of the hand", "to": "tbc", "leads": "Lead Officer: Kit Vale"}
    added = olga.post(NEW, data=filled_in(olga, NEW, NEW, asked))
    return f"/entries/{added.location.rpartition('-')[2]}"


def test_a_row_made_by_mistake_is_taken_back_with_its_topic(olga: Browser, session: Session, slip: str) -> None:
    answer = olga.post(f"{slip}/take-back", data=form_of(olga.read(slip), f"{slip}/take-back"))
    assert (answer.status_code, answer.location.partition("?")[0]) == (303, "/committees/SOS/work-programme/board")
    assert "as if it had never been added" in olga.read(answer.location).text
    assert olga.get(slip).status_code == 404
    assert session.scalar(select(func.count()).where(Topic.title == "A slip of the hand")) == 0


def test_a_row_of_which_something_came_is_not_taken_back(
    olga: Browser, session: Session, author: Author, slip: str
) -> None:
    form = form_of(olga.read(slip), f"{slip}/take-back")
    id_ = int(slip.rpartition("/")[2])
    with writing(session, author):
        session.add(EntryMove(entry_id=id_, because="Late"))
    assert "Withdraw it instead" in olga.sent(f"{slip}/take-back", form, 409).text
    assert kept(session, id_).status is EntryStatus.TO_BE_CONFIRMED
    for row in (slip, ROW):
        assert not olga.read(row).all(f"//form[@action='{row}/take-back']")


# What the public reads


def test_a_planned_matter_is_withheld_with_its_item_on_the_agenda_to_come(
    olga: Browser, reader: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    with writing(session, author):
        topic = kept(session).topic_id
        item = make.item(session, filled.next, "Adults on the cusp of care", topic_id=topic, entry_id=CUSP)
    address = f"{ROW}/exempt"
    typed = {"public_title": "A matter about two people", "paragraphs": ["2", "1"]}
    answer = olga.post(address, data=filled_in(olga, address, address, typed))
    assert (answer.status_code, answer.location) == (303, ROW)
    held = topic_of(session)
    assert (held.exempt, held.public_title, held.paragraphs) == (True, "A matter about two people", "1, 2")
    assert session.get_one(AgendaItem, item.id).exempt
    for page in ("/committees/SOS/work-programme", f"/meetings/{filled.next.id}", "/search?q=cusp", "/feed.atom"):
        assert "cusp of care" not in reader.get(page).text.replace("q=cusp", "")
    assert "A matter about two people" in reader.read("/committees/SOS/work-programme").text
    assert "Adults on the cusp of care" in olga.read("/committees/SOS/work-programme/board").text


@pytest.mark.parametrize(
    ("typed", "field", "fault"),
    [
        pytest.param({"public_title": ""}, "public_title", "Enter the title that the public may read", id="no title"),
        pytest.param({"paragraphs": []}, "paragraphs", "Choose the paragraph of Schedule 12A", id="no paragraph"),
        pytest.param({"paragraphs": ["9"]}, "paragraphs", "Choose from the list", id="a paragraph of no schedule"),
    ],
)
def test_withholding_asks_for_paragraph_and_public_title(
    olga: Browser, session: Session, typed: dict[str, Any], field: str, fault: str
) -> None:
    address = f"{ROW}/exempt"
    right = {"public_title": "A matter", "paragraphs": ["1"]}
    page = olga.sent(address, filled_in(olga, address, address, right) | typed, 422)
    assert fault in faults(page)[field]
    assert not topic_of(session).exempt


def test_a_matter_is_made_public_when_asked_and_asked_again(olga: Browser, reader: Browser, session: Session) -> None:
    address = f"/entries/{INQUEST}/public"
    page = olga.read(address)
    assert "What the public has read cannot be taken back." in page.text
    for words in ("What becomes public with it", "SECRET request", "SECRET question", "Owner: SECRET coroner"):
        assert words in page.text
    assert topic_of(session, INQUEST).exempt
    assert olga.post(address, data=filled_in(olga, address, address, {})).status_code == 303
    assert not topic_of(session, INQUEST).exempt
    assert "SECRET inquest" in reader.read("/committees/SOS/work-programme").text


def test_what_was_exempt_business_at_a_meeting_stays_withheld(olga: Browser, session: Session, author: Author) -> None:
    address = f"/entries/{PLACEMENT}/public"
    with writing(session, author):
        session.scalars(
            select(AgendaItem).where(AgendaItem.entry_id == PLACEMENT)
        ).one().outcome = ItemOutcome.CONSIDERED
    page = olga.sent(address, filled_in(olga, address, address, {}), 409)
    assert "was exempt business at a meeting" in page.text
    assert topic_of(session, PLACEMENT).exempt


def test_a_name_that_one_person_has_is_that_person(olga: Browser, session: Session) -> None:
    ada = session.scalars(select(Person.id).where(Person.name == "Ada Marsh")).one()
    assert save(olga, leads="Lead Member: Ada Marsh\nWitness: Nobody Known").status_code == 303
    session.rollback()
    of = select(EntryLead.name, EntryLead.person_id).where(EntryLead.entry_id == CUSP).order_by(EntryLead.position)
    assert [tuple(row) for row in session.execute(of)] == [("Ada Marsh", ada), ("Nobody Known", None)]
