"""One item of a draft agenda: changed as a whole, moved, taken off, and never over somebody else's words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import Capacity, ItemOutcome, Nation, Part
from scrutiny.models.agenda import AgendaItem, ItemLead, Topic
from scrutiny.models.committees import Council
from tests import make
from tests.browser import Browser, Page
from tests.chamber import AWKWARD, Chamber
from tests.web.desk_forms import filled_in, form_of
from tests.web.signing_in import signed_in

DRAFT, OUT = 5, 3
AGENDA = f"/meetings/{DRAFT}/agenda"

pytestmark = pytest.mark.usefixtures("everybody")


@pytest.fixture(autouse=True)
def people(session: Session, author: Author, filled: Chamber) -> None:
    """The chamber, and three items on its draft: Apologies, Buses, Carers."""
    with writing(session, author):
        first = session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == DRAFT)).one()
        first.title, first.number = "Apologies", ""
        for title in ("Buses", "Carers"):
            of = make.topic(session, filled.committee, title)
            item = make.item(session, filled.draft, title, number="", topic_id=of.id)
        make.lead(session, item, "Ivy Lane")


@pytest.fixture
def olga(app: Flask) -> Browser:
    return signed_in(app, "Olga Officer")


@pytest.fixture
def carers(session: Session) -> str:
    """The address of the last item."""
    return f"/items/{id_of(session, 'Carers')}"


def id_of(session: Session, title: str) -> int:
    session.rollback()
    return session.scalars(select(AgendaItem.id).where(AgendaItem.title == title)).one()


def as_kept(session: Session, address: str) -> AgendaItem:
    session.rollback()
    session.expire_all()
    return session.get_one(AgendaItem, int(address.rpartition("/")[2]))


def leads(session: Session, address: str) -> list[tuple[str, str, Capacity]]:
    item = as_kept(session, address)
    of_it = select(ItemLead).where(ItemLead.item_id == item.id).order_by(ItemLead.position)
    return [(lead.label, lead.name, lead.capacity) for lead in session.scalars(of_it)]


def titles(session: Session) -> list[str]:
    session.rollback()
    on_it = select(AgendaItem.title).where(AgendaItem.meeting_id == DRAFT).order_by(AgendaItem.position)
    return list(session.scalars(on_it))


def save(browser: Browser, address: str, **typed: Any) -> Any:
    return browser.post(address, data=filled_in(browser, address, address, typed))


def told(page: Page) -> dict[str, str]:
    return {str(link.get("href"))[1:]: link.text for link in page.all("//div[@id='error-summary']//a")}


# Who may


def test_signed_out_it_leads_to_signing_in(reader: Browser, carers: str) -> None:
    assert reader.get(carers).location == f"/sign-in?next={carers}"


@pytest.mark.parametrize("name", ["Mara Member", "Clara Chair", "Hugo Clerk", "Otto Outsider", "Adam Administrator"])
def test_only_who_drafts_this_committees_agendas_may(app: Flask, session: Session, carers: str, name: str) -> None:
    browser = signed_in(app, name)
    seal = form_of(browser.read("/committees"), "/sign-out")
    for address in (carers, f"{carers}/move", f"{carers}/remove", f"{carers}/withdraw"):
        assert browser.post(address, data=seal | {"title": "Mine", "way": "up"}).status_code == 403
    assert browser.get(carers).status_code == 403
    assert titles(session) == ["Apologies", "Buses", "Carers"]


def test_an_item_that_is_not_there_is_not_found(olga: Browser) -> None:
    assert [olga.get("/items/999").status_code, olga.get("/items/0").status_code] == [404, 404]


# Changed


def test_all_of_an_item_is_changed_at_once(olga: Browser, session: Session, carers: str) -> None:
    answer = save(
        olga,
        carers,
        title=" Young\tcarers ",
        leads="Cabinet Member: Jo Reed\nLead Officers: Ivy Lane; Kit Vale",
        report_recommendations="receive the report\nnote the risks",
        minutes_wanted="45",
        papers_due="20/01/2022",
    )
    assert answer.location == f"{AGENDA}#item-{carers.rpartition('/')[2]}"
    item = as_kept(session, carers)
    assert (item.title, item.minutes_wanted, item.papers_due) == ("Young carers", 45, date(2022, 1, 20))
    assert item.report_recommendations == "receive the report\nnote the risks"
    assert leads(session, carers) == [
        ("Cabinet Member", "Jo Reed", Capacity.CABINET_MEMBER),
        ("Lead Officers", "Ivy Lane", Capacity.LEAD_OFFICER),
        ("Lead Officers", "Kit Vale", Capacity.LEAD_OFFICER),
    ]
    row = olga.read(AGENDA).texts(f"//li[@id='item-{item.id}']")[0]
    for words in ("Cabinet Member: Jo Reed", "receive the report; note the risks", "for 45 minutes", "20 January 2022"):
        assert words in row


def test_sent_as_it_stands_nothing_is_changed(olga: Browser, session: Session, carers: str) -> None:
    (before,) = session.scalars(select(ItemLead.id)).all()[-1:]
    assert save(olga, carers).status_code == 303
    assert session.scalars(select(ItemLead.id)).all()[-1] == before
    assert leads(session, carers) == [("Lead Officer", "Ivy Lane", Capacity.LEAD_OFFICER)]


def test_an_item_is_made_exempt_with_its_topic_and_opened_again(
    olga: Browser, session: Session, reader: Browser, carers: str
) -> None:
    save(olga, carers, heard="exempt", paragraphs=["2", "1"], public_title="A matter about a family")
    item = as_kept(session, carers)
    topic = session.get_one(Topic, item.topic_id)
    assert (item.part, item.paragraphs, item.public_title) == (Part.TWO, "1, 2", "A matter about a family")
    assert topic.exempt
    assert "The public reads “A matter about a family”" in olga.read(AGENDA).text
    assert "Carers" not in reader.read("/search?q=carers").text.replace("Carers”", "")
    save(olga, carers, heard="open", read_through="y")
    session.expire_all()
    assert (as_kept(session, carers).exempt, session.get_one(Topic, item.topic_id).exempt) == (False, False)


def test_an_item_is_opened_only_by_who_read_what_becomes_public_with_it(
    olga: Browser, session: Session, author: Author, filled: Chamber, carers: str
) -> None:
    assert "read_through" not in form_of(olga.read(carers), carers)
    save(olga, carers, heard="exempt", paragraphs=["1"], public_title="A matter about a family")
    with writing(session, author):
        item = as_kept(session, carers)
        asked = {"item_id": item.id, "topic_id": item.topic_id, "part": Part.TWO}
        action = make.action(session, filled.committee, "Visit the SECRET house", **asked)
        make.update(session, action, "The SECRET door was shut.")
    page = olga.read(carers)
    for words in ("What becomes public with it", "Visit the SECRET house", "The SECRET door was shut."):
        assert words in page.text
    page = olga.sent(carers, filled_in(olga, carers, carers, {"heard": "open"}), 422)
    assert told(page) == {"read_through": "Read what becomes public with the item, and say that all of it may be"}
    assert as_kept(session, carers).exempt
    assert save(olga, carers, heard="open", read_through="y").status_code == 303
    assert not as_kept(session, carers).exempt


def test_who_opens_an_item_is_told_that_its_papers_stay_exempt(
    olga: Browser, session: Session, author: Author, carers: str
) -> None:
    with writing(session, author):
        make.document(session, as_kept(session, carers), "Report")
    save(olga, carers, heard="exempt", paragraphs=["1"], public_title="A matter about a family")
    assert "Its papers stay exempt" not in olga.read(AGENDA).whole_text
    save(olga, carers, heard="open", read_through="y")
    assert "Its papers stay exempt. Open each of them on its own" in olga.read(AGENDA).whole_text


def test_welsh_paragraphs_are_those_of_the_welsh_list(
    olga: Browser, session: Session, author: Author, carers: str
) -> None:
    with writing(session, author):
        session.scalars(select(Council)).one().nation = Nation.WALES
    offered = olga.read(carers).all("//input[@name='paragraphs']/@value")
    assert offered == [str(number) for number in range(12, 19)]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param({"title": " "}, {"title": "Enter the title"}, id="no title"),
        pytest.param(
            {"leads": "Ivy Lane"},
            {"leads": "Line 1 does not say in what capacity. Write it like “Lead Officer: Ivy Lane”."},
            id="a name without a capacity",
        ),
        pytest.param(
            {"minutes_wanted": "an hour"},
            {"minutes_wanted": "Minutes wanted must be a whole number from 0 to 600"},
            id="an hour in words",
        ),
        pytest.param(
            {"papers_due": "30/02/2022"}, {"papers_due": "Enter a real date, like 30/11/2021"}, id="a day that is none"
        ),
        pytest.param(
            {"heard": "exempt"},
            {
                "paragraphs": "Choose the paragraph that makes the item exempt",
                "public_title": "Enter the title that the public reads",
            },
            id="exempt and nothing more",
        ),
        pytest.param(
            {"heard": "restricted", "paragraphs": ["99"], "public_title": "A matter"},
            {"paragraphs": "Choose from the list: something you chose is not on it any more"},
            id="a paragraph that is none",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_is_kept(
    olga: Browser, session: Session, carers: str, typed: dict[str, Any], says: dict[str, str]
) -> None:
    page = olga.sent(carers, filled_in(olga, carers, carers, {"report_recommendations": "Kept\nwords"} | typed), 422)
    assert told(page) == says
    assert page.all("//textarea[@name='report_recommendations']")[0].text.strip() == "Kept\nwords"
    assert as_kept(session, carers).report_recommendations == ""


def test_long_and_awkward_text_is_kept_and_shown_as_text(olga: Browser, session: Session, carers: str) -> None:
    long = "Members are asked to note “this”.\n" * 6000
    save(olga, carers, title=AWKWARD, report_recommendations=long)
    assert (as_kept(session, carers).title, as_kept(session, carers).report_recommendations) == (AWKWARD, long)
    assert AWKWARD in olga.read(AGENDA).text


# Two at once


def test_the_second_of_two_editors_sees_what_the_first_wrote_and_nothing_is_overwritten(
    app: Flask, olga: Browser, session: Session, carers: str
) -> None:
    mine = filled_in(olga, carers, carers, {"title": "Young carers", "minutes_wanted": "30"})
    cleo = signed_in(app, "Cleo Clerk")
    save(cleo, carers, title="Carers of all ages", leads="Lead Officer: Kit Vale")
    page = olga.sent(carers, mine, 409)
    assert page.texts("//div[@role='alert']//dd") == ["Carers of all ages", "Lead Officer: Kit Vale", "Nothing"]
    assert page.all("//input[@id='title']/@value") == ["Young carers"]
    assert as_kept(session, carers).title == "Carers of all ages"
    again = form_of(page, carers) | {"leads": "Lead Officer: Kit Vale"}
    assert olga.post(carers, data=again).status_code == 303
    assert (as_kept(session, carers).title, leads(session, carers)[0][1]) == ("Young carers", "Kit Vale")


# Moved and taken off


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
    assert save(olga, way, because="The Board has asked for more time.").status_code == 303
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
    assert save(olga, way, because="SECRET: the child has moved.").status_code == 303
    for address in (f"/meetings/{OUT}", "/committees/SOS/work-programme", "/search?q=secret", "/feed.atom", "/"):
        assert "SECRET" not in reader.get(address).text


def test_what_a_meeting_went_through_is_not_withdrawn(olga: Browser, session: Session) -> None:
    way = f"/items/{id_of(session, 'Adult Safeguarding Transformation')}/withdraw"
    assert olga.sent(way, filled_in(olga, way, way, {"because": "No"}), 422).text.count("part of the record") >= 1
