"""An agenda on the desk: drafted in order, what is missing listed, published in time, added to when it is out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import ItemKind, Part
from scrutiny.models.agenda import AgendaItem, ItemLead, Topic
from scrutiny.models.closures import CoveredYear
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.models.programme import WorkProgrammeEntry
from tests import make
from tests.browser import Browser, Page
from tests.chamber import AWKWARD, Chamber
from tests.web.desk_forms import filled_in, form_of
from tests.web.signing_in import signed_in, wound_clock

DRAFT, OUT, OVER, OFF, INFORMAL = 5, 3, 1, 4, 6
AGENDA = f"/meetings/{DRAFT}/agenda"
PUBLISH = f"/meetings/{DRAFT}/publish"
LATE = f"/meetings/{OUT}/late-item"
REOPEN = f"/meetings/{OUT}/reopen"
PAGES = ("agenda", "publish", "reopen", "late-item")

pytestmark = pytest.mark.usefixtures("everybody")


@pytest.fixture(autouse=True)
def people(session: Session, author: Author, filled: Chamber) -> None:
    """The chamber, whose draft has a place and no number yet."""
    with writing(session, author):
        filled.draft.venue = "Oak Room"
        only = session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == DRAFT)).one()
        only.title, only.number = "Annual report", ""


@pytest.fixture
def olga(app: Flask) -> Browser:
    return signed_in(app, "Olga Officer")


def items(session: Session, meeting_id: int = DRAFT) -> list[AgendaItem]:
    session.rollback()
    session.expire_all()
    of_it = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id).order_by(AgendaItem.position)
    return list(session.scalars(of_it))


def titles(session: Session, meeting_id: int = DRAFT) -> list[str]:
    return [item.title for item in items(session, meeting_id)]


def meeting(session: Session, id_: int = DRAFT) -> Meeting:
    session.rollback()
    session.expire_all()
    return session.get_one(Meeting, id_)


def press(browser: Browser, page_at: str, action: str, **also: Any) -> str:
    """Press the one-button form with that address, and follow to where it leads."""
    sent = dict(form_of(browser.read(page_at), action), **also)
    answer = browser.post(action, data=sent)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def sent(browser: Browser, address: str, **typed: Any) -> Any:
    return browser.post(address, data=filled_in(browser, address, address, typed))


def refused(browser: Browser, address: str, **typed: Any) -> Page:
    return browser.sent(address, filled_in(browser, address, address, typed), 422)


def faults(page: Page) -> dict[str, str]:
    """By field, what the summary says, and that it is said beside the field too."""
    links = page.all("//div[@id='error-summary']//a")
    told = {str(link.get("href"))[1:]: link.text for link in links}
    assert set(told.values()) <= {
        text.removeprefix("Error: ") for text in page.texts("//p[@class='govuk-error-message']")
    }
    return told


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


# Publishing


def test_publishing_fixes_the_numbers_and_opens_the_agenda_to_everybody(
    olga: Browser, session: Session, reader: Browser
) -> None:
    press(olga, PUBLISH, PUBLISH)
    assert (meeting(session).published_on, [item.number for item in items(session)]) == (date(2021, 11, 15), ["1"])
    assert "Annual report" in reader.read(f"/meetings/{DRAFT}").text
    page = olga.read(PUBLISH)
    assert "Published Monday 15 November 2021" in page.text
    assert page.all("//main//form") == []


def test_a_second_click_publishes_once(olga: Browser, session: Session) -> None:
    form = filled_in(olga, PUBLISH, PUBLISH, {})
    assert [olga.post(PUBLISH, data=form).status_code for _ in range(2)] == [303, 303]
    assert olga.post(PUBLISH, data=form | {"once": "n" * 22}).status_code == 303
    assert meeting(session).version == 3


def test_an_agenda_that_somebody_changed_meanwhile_is_looked_at_again(
    olga: Browser, session: Session, author: Author
) -> None:
    seen = form_of(olga.read(PUBLISH), PUBLISH)
    with writing(session, author):
        make.item(session, session.get_one(Meeting, DRAFT), "Buses", number="")
    answer = olga.post(PUBLISH, data=seen)
    assert answer.status_code == 409
    assert "Somebody changed this agenda while you were looking at it, and nothing is published." in answer.text
    assert meeting(session).published_on is None
    press(olga, PUBLISH, PUBLISH)
    assert meeting(session).published_on == date(2021, 11, 15)


def test_publishing_late_asks_for_the_reason_and_keeps_it(app: Flask, session: Session, reader: Browser) -> None:
    clock = wound_clock(app)
    clock.wind_to(date(2022, 2, 1))
    olga = signed_in(app, "Olga Officer")
    page = refused(olga, PUBLISH, late_because="  ")
    assert "give 4 of the 5 clear days" in faults(page)["late_because"]
    assert meeting(session).published_on is None
    sent(olga, PUBLISH, late_because="The figures came today.")
    assert meeting(session).published_late_because == "The figures came today."
    assert "Published late: The figures came today." in reader.read(f"/meetings/{DRAFT}").text


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        pytest.param({"venue": ""}, "The meeting has no place.", id="no place"),
        pytest.param({"title": None}, "There are no items.", id="no items"),
        pytest.param(
            {"part": Part.TWO, "public_title": ""}, "has no title that the public may read", id="no public title"
        ),
        pytest.param({"part": Part.TWO, "paragraphs": ""}, "no paragraph of Schedule 12A says why", id="no paragraph"),
    ],
)
def test_what_must_be_there_is_asked_for_and_until_then_nothing_is_published(
    olga: Browser, session: Session, author: Author, spoil: dict[str, Any], says: str
) -> None:
    ready = form_of(olga.read(PUBLISH), PUBLISH)
    with writing(session, author):
        item = session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == DRAFT)).one()
        if "venue" in spoil:
            session.get_one(Meeting, DRAFT).venue = ""
        elif "title" in spoil:
            session.delete(item)
        else:
            for name, value in ({"public_title": "A matter", "paragraphs": "1"} | spoil).items():
                setattr(item, name, value)
    page = olga.read(PUBLISH)
    assert says in page.texts("//div[@class='notice notice--stop']")[0]
    assert page.all("//main//form") == []
    assert says in olga.post(PUBLISH, data=ready).text
    assert meeting(session).published_on is None


@pytest.mark.parametrize(
    ("meeting_id", "says"),
    [(OVER, "Published Friday 3 September 2021"), (OFF, "Published"), (INFORMAL, "outside the rules of notice")],
)
def test_what_cannot_be_published_has_no_button(olga: Browser, meeting_id: int, says: str) -> None:
    page = olga.read(f"/meetings/{meeting_id}/publish")
    assert says in page.text
    assert page.all("//main//form") == []


# When it is out


def test_reopening_asks_why_and_takes_the_agenda_from_the_public(
    olga: Browser, session: Session, reader: Browser
) -> None:
    page = refused(olga, REOPEN)
    assert faults(page) == {"because": "Enter why it is reopened"}
    numbers = [item.number for item in items(session, OUT)]
    answer = sent(olga, REOPEN, because="A report was left out.")
    assert answer.location == f"/meetings/{OUT}/agenda"
    assert (meeting(session, OUT).published_on, meeting(session, OUT).status_because) == (
        None,
        "A report was left out.",
    )
    assert [item.number for item in items(session, OUT)] == numbers
    public = reader.read(f"/meetings/{OUT}").text
    assert "Annual report of the Board" not in public
    assert "Published before, and reopened: A report was left out." in public


def test_a_late_item_has_a_number_of_its_own_a_reason_and_a_supplement(
    olga: Browser, session: Session, reader: Browser
) -> None:
    after = next(item for item in items(session, OUT) if item.number == "3")
    answer = sent(olga, LATE, title="Storm damage", after=after.id, because="The roof fell in.")
    made = next(item for item in items(session, OUT) if item.title == "Storm damage")
    assert answer.location == f"/meetings/{OUT}/agenda#item-{made.id}"
    assert (made.number, made.late_because, made.supplement) == ("3B", "The roof fell in.", 1)
    assert titles(session, OUT).index("Storm damage") == titles(session, OUT).index("Winter pressures") + 1
    assert "Storm damage Urgent item: The roof fell in." in reader.read(f"/meetings/{OUT}").text


def test_a_late_item_can_be_exempt_before_anybody_reads_its_title(
    olga: Browser, session: Session, reader: Browser
) -> None:
    after = items(session, OUT)[0]
    asked = {"title": "SECRET emergency", "after": after.id, "because": "It is urgent.", "heard": "exempt"}
    page = refused(olga, LATE, **asked)
    assert set(faults(page)) == {"paragraphs", "public_title"}
    sent(olga, LATE, **asked, paragraphs=["1", "2"], public_title="A child’s placement")
    made = next(item for item in items(session, OUT) if item.title == "SECRET emergency")
    assert (made.part, made.paragraphs) == (Part.TWO, "1, 2")
    text = reader.read(f"/meetings/{OUT}").text
    assert "A child’s placement" in text
    assert "SECRET" not in text


def test_a_late_item_without_its_reason_or_place_is_refused(olga: Browser, session: Session) -> None:
    before = titles(session, OUT)
    form = filled_in(olga, LATE, LATE, {"title": AWKWARD})
    page = olga.sent(LATE, {**form, "after": ""}, 422)
    assert faults(page) == {
        "after": "Choose the item that it comes after",
        "because": "Enter why it cannot wait",
    }
    assert page.all("//input[@id='title']/@value") == [AWKWARD]
    assert titles(session, OUT) == before


@pytest.mark.parametrize(
    ("address", "says"),
    [
        (f"/meetings/{DRAFT}/reopen", "is not published"),
        (f"/meetings/{DRAFT}/late-item", "added to a published agenda"),
        (f"/meetings/{OVER}/late-item", "before the meeting ends"),
    ],
)
def test_where_there_is_nothing_to_reopen_or_add_to_the_page_says_so(
    olga: Browser, session: Session, address: str, says: str
) -> None:
    before = session.scalar(select(func.count()).select_from(AgendaItem))
    page = olga.read(address)
    assert says in page.text
    seal = form_of(page, "/sign-out") | {"because": "Why not", "title": "Mine", "heard": "open"}
    assert olga.post(address, data=seal).status_code in (409, 422)
    session.rollback()
    assert session.scalar(select(func.count()).select_from(AgendaItem)) == before


def test_an_entry_is_never_taken_up_on_an_agenda_that_is_out(olga: Browser, session: Session) -> None:
    entry = session.scalars(select(WorkProgrammeEntry).where(WorkProgrammeEntry.meeting_id == OUT)).first()
    assert entry is not None
    form = form_of(olga.read(LATE), LATE) | {"entry": entry.id}
    assert olga.post(f"/meetings/{OUT}/agenda/planned", data=form).status_code == 409
