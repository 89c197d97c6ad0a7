"""An agenda on the desk: who may draft it, the day to publish by, and what is put on it in its order."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import ItemKind
from scrutiny.models.agenda import AgendaItem, ItemLead, Topic
from scrutiny.models.closures import CoveredYear
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from tests import make
from tests.browser import Browser
from tests.web.desk_forms import faults, filled_in, form_of
from tests.web.drafting import AGENDA, DRAFT, PUBLISH, items, meeting, press, refused, sent, titles
from tests.web.signing_in import signed_in, wound_clock

PAGES = ("agenda", "publish", "reopen", "late-item")

pytestmark = pytest.mark.usefixtures("everybody", "ready_draft")


# Who may


@pytest.mark.parametrize("page", PAGES)
def test_signed_out_each_page_leads_to_signing_in(reader: Browser, page: str) -> None:
    assert reader.get(f"/meetings/{DRAFT}/{page}").location == f"/sign-in?next=/meetings/{DRAFT}/{page}"


@pytest.mark.parametrize("name", ["Mara Member", "Clara Chair", "Hugo Clerk", "Otto Outsider", "Adam Administrator"])
def test_only_who_drafts_this_committees_agendas_may(app: Flask, session: Session, name: str) -> None:
    browser, before = signed_in(app, name), titles(session)
    seal = form_of(browser.read("/committees"), "/sign-out")
    for address in (*PAGES, "agenda/planned", "agenda/exclusion"):
        assert browser.post(f"/meetings/{DRAFT}/{address}", data=seal | {"title": "Mine"}).status_code == 403
    assert browser.get(AGENDA).status_code == 403
    assert titles(session) == before
    assert meeting(session).published_on is None


@pytest.mark.parametrize("page", PAGES)
def test_a_meeting_that_is_not_there_is_not_found(olga: Browser, page: str) -> None:
    assert olga.get(f"/meetings/999/{page}").status_code == 404


def test_the_meetings_public_page_leads_to_its_desk_in_one_step_for_who_may(app: Flask, reader: Browser) -> None:
    way = "//nav[@aria-label='This meeting’s desk']//a/@href"
    assert AGENDA in signed_in(app, "Cleo Clerk").read(f"/meetings/{DRAFT}").all(way)
    assert AGENDA not in signed_in(app, "Mara Member").read(f"/meetings/{DRAFT}").links()
    assert reader.read(f"/meetings/{DRAFT}").all(way) == []


# The day to publish by


@pytest.mark.parametrize(
    ("today", "state", "words"),
    [
        pytest.param(
            date(2022, 1, 14), "calm", "Publish the agenda by Monday 31 January 2022.", id="calm, long before"
        ),
        pytest.param(date(2022, 1, 26), "amber", "Monday 31 January 2022: 5 days left.", id="amber in the week before"),
        pytest.param(
            date(2022, 1, 30), "red", "Tomorrow, Monday 31 January 2022, is the last day", id="red on the eve"
        ),
        pytest.param(date(2022, 1, 31), "red", "Today is the last day to publish", id="red on the day"),
        pytest.param(
            date(2022, 2, 1), "late", "Late: the agenda was due by Monday 31 January 2022.", id="late after it"
        ),
    ],
)
def test_the_day_to_publish_by_stands_on_every_page_of_the_meetings_desk(
    app: Flask, today: date, state: str, words: str
) -> None:
    clock = wound_clock(app)
    clock.wind_to(today)
    browser = signed_in(app, "Olga Officer")
    for page in ("agenda", "roll-forward", "publish", "change", ""):
        told = browser.read(f"/meetings/{DRAFT}/{page}".rstrip("/")).all("//p[starts-with(@class, 'publish-by ')]")
        assert [str(one.get("class")) for one in told] == [f"publish-by publish-by--{state}"]
        assert words in " ".join(told[0].text_content().split())


def test_where_the_day_cannot_be_counted_the_page_says_why_and_nothing_is_published(
    olga: Browser, session: Session, author: Author
) -> None:
    with writing(session, author):
        session.execute(delete(CoveredYear).where(CoveredYear.year == 2022))
    page = olga.read(PUBLISH)
    assert "The day to publish by cannot be counted." in page.text
    assert "Load the bank holidays of 2022" in page.texts("//div[@class='notice notice--stop']")[0]
    assert page.all("//main//form") == []


# Drafting


def test_a_new_matter_joins_the_business_and_opens_a_topic(olga: Browser, session: Session, author: Author) -> None:
    with writing(session, author):
        draft = session.get_one(Meeting, DRAFT)
        make.item(session, draft, "Work programme", kind=ItemKind.WORK_PROGRAMME, number="")
    answer = sent(olga, AGENDA, title="  A  petition\t“on buses” ")
    made = next(item for item in items(session) if "petition" in item.title)
    assert answer.location == f"{AGENDA}#item-{made.id}"
    assert titles(session) == ["Annual report", "A petition “on buses”", "Work programme"]
    assert session.get_one(Topic, made.topic_id).title == made.title


def test_a_known_matter_joins_under_its_own_title_or_another(olga: Browser, session: Session) -> None:
    known = session.scalars(select(Topic).where(Topic.title == "Transformation")).one()
    sent(olga, AGENDA, topic=known.id, title="Transformation: a year on")
    assert (items(session)[-1].title, items(session)[-1].topic_id) == ("Transformation: a year on", known.id)
    assert str(known.id) not in olga.read(AGENDA).all("//select[@id='topic']/option/@value")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param({}, {"title": "Enter the title, or choose a matter that the committee knows"}, id="nothing"),
        pytest.param(
            {"title": "t" * 301},
            {"title": "Title is 301 characters long and the most is 300. Shorten it by 1."},
            id="301 characters",
        ),
        pytest.param(
            {"title": "a\x07b"},
            {"title": "Title has a character that cannot be kept: U+0007 (bell) at line 1. Delete it and try again."},
            id="a bell",
        ),
        pytest.param(
            {"topic": "999"},
            {"topic": "Choose one of the list: what you chose is not on it any more"},
            id="no such topic",
        ),
    ],
)
def test_an_item_that_cannot_be_added_is_refused_beside_its_field(
    olga: Browser, session: Session, typed: dict[str, str], says: dict[str, str]
) -> None:
    before = titles(session)
    page = refused(olga, AGENDA, **typed)
    assert faults(page) == says
    assert page.all("//input[@id='title']/@value") == [typed.get("title", "")] or "\x07" in typed["title"]
    assert titles(session) == before


def test_an_item_of_300_characters_is_kept_whole_and_a_form_sent_twice_is_one_item(
    olga: Browser, session: Session
) -> None:
    form = filled_in(olga, AGENDA, AGENDA, {"title": "“" + "é" * 299})
    there = [olga.post(AGENDA, data=form).location for _ in range(2)]
    assert there[0] == there[1]
    assert titles(session) == ["Annual report", "“" + "é" * 299]


def test_what_the_programme_has_for_the_day_is_one_press_away_with_its_lead_officers(
    olga: Browser, session: Session, author: Author
) -> None:
    with writing(session, author):
        draft = session.get_one(Meeting, DRAFT)
        entry = make.entry(session, session.get_one(Committee, draft.committee_id), "Young carers", meeting_id=DRAFT)
        make.entry_lead(session, entry, "Kit Vale")
        entry_id = entry.id
    action = f"{AGENDA}/planned"
    assert "Planned for this day, and not on the agenda Young carers" in olga.read(AGENDA).text
    press(olga, AGENDA, action)
    made = items(session)[-1]
    assert (made.title, made.entry_id) == ("Young carers", entry_id)
    assert session.scalars(select(ItemLead.name).where(ItemLead.item_id == made.id)).all() == ["Kit Vale"]
    page = olga.read(AGENDA)
    assert "Planned for this day" not in page.text
    gone = olga.post(action, data=form_of(page, AGENDA) | {"entry": entry_id})
    assert gone.status_code == 409
    assert "is on its agenda by now" in gone.text


def test_the_resolution_to_exclude_the_public_stands_before_what_is_exempt(
    olga: Browser, session: Session, author: Author
) -> None:
    with writing(session, author):
        make.exempt_item(session, session.get_one(Meeting, DRAFT), "A placement", "A matter", number="")
    assert "no item to resolve that the public be excluded" in olga.read(AGENDA).text
    press(olga, AGENDA, f"{AGENDA}/exclusion")
    assert titles(session) == ["Annual report", "Exclusion of the public", "A placement"]
    page = olga.read(AGENDA)
    assert "no item to resolve" not in page.text
    assert olga.post(f"{AGENDA}/exclusion", data=form_of(page, AGENDA)).status_code == 409


def test_the_time_wanted_is_added_up_against_the_length_of_the_meeting(
    olga: Browser, session: Session, author: Author
) -> None:
    with writing(session, author):
        session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == DRAFT)).one().minutes_wanted = 100
    assert (
        "100 minutes wanted, so the meeting would end at 11.40 am, within the 120 minutes it has"
        in olga.read(AGENDA).text
    )
    with writing(session, author):
        make.item(session, session.get_one(Meeting, DRAFT), "Buses", number="", minutes_wanted=45)
    page = olga.read(AGENDA)
    assert "would end at 12.25 pm: 25 minutes longer than the 120 minutes it has" in page.text
    assert "11.40 am for 45 minutes" in page.text
