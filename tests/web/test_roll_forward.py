"""Rolling forward on its page: the plan line by line, changed, carried out once, undone, and told when it is stale."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import EntryStatus, ItemKind
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee, StandingItem
from scrutiny.models.follow_up import Action, ActionAppearance
from scrutiny.models.meetings import Meeting
from scrutiny.models.programme import EntryMove, EntryOrigin, WorkProgrammeEntry
from scrutiny.models.roll_forward import RollForward
from tests import make
from tests.browser import Browser, Page
from tests.chamber import AWKWARD, Chamber
from tests.web.desk_forms import form_of
from tests.web.signing_in import signed_in

PAGE = "/meetings/5/roll-forward"
ACTION = f"{PAGE}?from=1"
TOUCHED = (AgendaItem, ActionAppearance, EntryMove, EntryOrigin, RollForward, WorkProgrammeEntry)

pytestmark = pytest.mark.usefixtures("everybody")


@pytest.fixture(autouse=True)
def people(session: Session, author: Author, filled: Chamber) -> None:
    """The chamber's people, and a standing item for each agenda to begin with."""
    with writing(session, author):
        apologies = {"kind": ItemKind.APOLOGIES, "title": "Apologies", "position": 1}
        session.add(StandingItem(committee_id=filled.committee.id, **apologies))
        session.flush()
        make.meeting(session, filled.committee, date(2022, 4, 12))


def counts(session: Session) -> dict[str, int | None]:
    session.rollback()
    return {kind.__tablename__: session.scalar(select(func.count()).select_from(kind)) for kind in TOUCHED}


def titles(session: Session, meeting_id: int = 5) -> list[str]:
    """But for the awkward one, which comes from the cancelled meeting."""
    session.rollback()
    on_it = select(AgendaItem.title).where(AgendaItem.meeting_id == meeting_id).order_by(AgendaItem.position)
    return [title for title in session.scalars(on_it) if title != AWKWARD]


def entry(session: Session, title: str) -> WorkProgrammeEntry:
    session.rollback()
    return session.scalars(select(WorkProgrammeEntry).where(WorkProgrammeEntry.title == title)).one()


def field(page: Page, title: str) -> str:
    """The name of the box that says where the thing of that title goes."""
    (name,) = page.all(f"//label[contains(., '“{title}”')]/following-sibling::select/@name")
    return str(name)


def plan_of(browser: Browser) -> Page:
    return browser.read(PAGE)


def carried_out(browser: Browser, page: Page, **chosen: str) -> Any:
    answer = browser.post(ACTION, data=form_of(page, ACTION) | chosen)
    assert (answer.status_code, answer.location) == (303, PAGE), answer.text
    return answer


# Who may


def test_signed_out_it_leads_to_signing_in(reader: Browser) -> None:
    assert reader.get(PAGE).location == f"/sign-in?next={PAGE}"


@pytest.mark.parametrize("name", ["Mara Member", "Clara Chair", "Hugo Clerk", "Otto Outsider", "Adam Administrator"])
@pytest.mark.parametrize("address", [PAGE, f"{PAGE}/undo", f"{PAGE}/standing-items"])
def test_only_who_drafts_this_committees_agendas_may(app: Flask, session: Session, name: str, address: str) -> None:
    before, browser = counts(session), signed_in(app, name)
    token = form_of(browser.read("/committees"), "/sign-out")
    assert browser.post(address, data=token).status_code == 403
    assert browser.get(PAGE).status_code == 403
    assert counts(session) == before


def test_a_meeting_that_is_not_there_is_not_found(olga: Browser) -> None:
    assert olga.get("/meetings/999/roll-forward").status_code == 404


# The plan


def test_the_plan_says_of_each_open_thing_where_it_goes_and_why(olga: Browser) -> None:
    page = plan_of(olga)
    assert page.texts("//h3") == [
        "Onto the agenda",
        "Onto the tracker going to the meeting",
        "On the programme, date to be confirmed",
        "Left where it is",
    ]
    assert "Deferred at the meeting on 14 September 2021: The officer was unwell." in page.text
    assert "It is outstanding: it was due on 31 October 2021 and is late." in page.text
    assert "Nothing is changed until you press the button." in page.text


def test_it_begins_from_the_last_meeting_that_was_held_and_from_another_if_asked(olga: Browser) -> None:
    assert "since the meeting on 14 September 2021" in plan_of(olga).text
    assert "since the meeting on 17 June 2021" in olga.read(f"{PAGE}?from=2").text
    assert "since the meeting on 14 September 2021" in olga.read(f"{PAGE}?from=seven").text


@pytest.mark.parametrize(
    ("meeting_id", "because"),
    [
        pytest.param(1, "is held. Choose one that has still to be held.", id="a meeting that was held"),
        pytest.param(3, "was published on 12 November 2021, so it cannot change.", id="a published agenda"),
        pytest.param(4, "is cancelled.", id="a cancelled meeting"),
        pytest.param(6, "is a briefing, which has no agenda.", id="an informal meeting"),
    ],
)
def test_where_nothing_can_be_rolled_to_the_page_says_why(
    olga: Browser, session: Session, meeting_id: int, because: str
) -> None:
    address = f"/meetings/{meeting_id}/roll-forward"
    page = olga.read(address)
    assert because in page.text
    assert page.all("//main//form") == []
    before = counts(session)
    assert because in olga.sent(address, form_of(page, "/sign-out"), 409).text
    assert counts(session) == before


def test_a_committee_that_has_never_met_begins_from_nothing(
    session: Session, author: Author, app: Flask, filled: Chamber
) -> None:
    with writing(session, author):
        hcs = session.scalars(select(Committee).where(Committee.code == "HCS")).one()
        first = make.meeting(session, hcs, date(2022, 1, 20))
    page = signed_in(app, "Hugo Clerk").read(f"/meetings/{first.id}/roll-forward")
    assert "Nothing is outstanding. No meeting of this committee has been held before this one." in page.text
    assert page.all("//main//button") == []
    assert filled


# Carried out


def test_what_was_shown_is_carried_out_and_told_line_by_line(olga: Browser, session: Session) -> None:
    carried_out(olga, plan_of(olga))
    assert titles(session) == [
        "Apologies",
        "Minutes of the meeting held on 14 September 2021",
        "SECRET until it is published",
        "Fostering",
    ]
    assert session.scalar(select(func.count()).where(ActionAppearance.meeting_id == 5)) == 4
    page = plan_of(olga)
    assert page.texts("//main//div[@role='status']") == ["Put in place: 10 things."]
    assert "By Olga Officer. It can be undone until the agenda is published" in page.text
    assert page.texts("//summary")[:3] == [
        "On the agenda: 4",
        "On the tracker going to the meeting: 5",
        "Left to be confirmed: 1",
    ]
    assert "Nothing is outstanding since the meeting on 14 September 2021." in page.text


def test_a_form_sent_twice_is_done_once(olga: Browser, session: Session) -> None:
    page = plan_of(olga)
    carried_out(olga, page)
    once = counts(session)
    carried_out(olga, page)
    assert counts(session) == once


def test_a_line_is_left_and_another_sent_elsewhere(olga: Browser, session: Session) -> None:
    page = plan_of(olga)
    chosen = {
        field(page, "Apologies"): "stays",
        field(page, "Missing children"): "agenda",
        field(page, "performance data be included on the work programme"): "redated@7",
        field(page, "Adults on the cusp of care"): "undated",
    }
    carried_out(olga, page, **chosen)
    assert titles(session) == [
        "Minutes of the meeting held on 14 September 2021",
        "SECRET until it is published",
        "Fostering",
        "Missing children",
    ]
    assert entry(session, "Missing children").meeting_id == 5
    assert entry(session, "Adults on the cusp of care").status is EntryStatus.TO_BE_CONFIRMED
    asked_for = session.scalars(select(EntryOrigin)).one()
    assert session.get_one(WorkProgrammeEntry, asked_for.entry_id).meeting_id == 7
    reasons = set(session.scalars(select(EntryMove.because)))
    assert reasons == {"The officer chose this agenda.", "The officer chose to leave its date to be confirmed."}
    page = plan_of(olga)
    assert "Apologies It is on every agenda." in page.text
    assert "1 thing to put in place" in page.text


def test_what_cannot_be_chosen_is_refused_beside_its_line(olga: Browser, session: Session) -> None:
    page, before = plan_of(olga), counts(session)
    name = field(page, "Apologies")
    page = olga.sent(ACTION, form_of(page, ACTION) | {name: "redated@7"}, 422)
    assert page.texts("//div[@id='error-summary']//a[@href='#" + name + "']") == [
        "Choose one of the list: what you chose is not on it any more"
    ]
    assert counts(session) == before


# Stale


def test_a_stale_tab_is_told_what_changed_and_shown_the_plan_anew(
    olga: Browser, session: Session, author: Author
) -> None:
    page = plan_of(olga)
    kept = {field(page, "Missing children"): "agenda"}
    with writing(session, author):
        filled = session.get_one(Meeting, 5)
        make.action(session, session.get_one(Committee, filled.committee_id), "A visit be arranged", reference="SOS/9")
    before = counts(session)
    page = olga.sent(ACTION, form_of(page, ACTION) | kept, 409)
    assert page.texts("//div[@role='alert']//li") == ["“SOS/9: A visit be arranged” has come open."]
    assert counts(session) == before
    assert page.all(f"//select[@name='{field(page, 'Missing children')}']/option[@selected]/@value") == ["agenda"]
    carried_out(olga, page)
    assert "Missing children" in titles(session)


def test_the_second_of_two_officers_is_told_that_the_first_has_done_it(
    app: Flask, olga: Browser, session: Session
) -> None:
    cleo = signed_in(app, "Cleo Clerk")
    hers, his = plan_of(olga), cleo.read(PAGE)
    carried_out(olga, hers)
    once = counts(session)
    page = cleo.sent(ACTION, form_of(his, ACTION), 409)
    assert "“Apologies” is on the agenda by now." in page.text
    assert counts(session) == once


@pytest.mark.parametrize("seen", ["", "nonsense", "[]", '{"cheese-1":"agenda"}', '{"entry-1":7}'])
def test_a_form_that_says_not_what_was_seen_changes_nothing(olga: Browser, session: Session, seen: str) -> None:
    before = counts(session)
    assert olga.post(ACTION, data=form_of(plan_of(olga), ACTION) | {"seen": seen}).status_code == 409
    assert counts(session) == before


# Undone


def test_undoing_puts_all_back_and_says_what_stays(olga: Browser, session: Session, author: Author) -> None:
    before = counts(session)
    page = plan_of(olga)
    carried_out(olga, page, **{field(page, "Missing children"): "agenda"})
    with writing(session, author):
        fostering = session.scalars(
            select(AgendaItem).where(AgendaItem.title == "Fostering", AgendaItem.meeting_id == 5)
        )
        fostering.one().minutes_wanted = 30
    answer = olga.post(f"{PAGE}/undo", data=form_of(plan_of(olga), f"{PAGE}/undo"))
    assert answer.status_code == 303
    assert "is taken back, but for what was worked on since: “Fostering”." in plan_of(olga).text
    assert titles(session) == ["SECRET until it is published", "Fostering"]
    assert entry(session, "Missing children").status is EntryStatus.TO_BE_CONFIRMED
    assert counts(session)["entry_moves"] == before["entry_moves"]


def test_what_was_never_rolled_cannot_be_undone(olga: Browser) -> None:
    answer = olga.post(f"{PAGE}/undo", data=form_of(plan_of(olga), ACTION))
    assert answer.status_code == 409
    assert "Nothing has been rolled forward" in answer.text


# The standing items alone


def test_one_press_puts_only_what_comes_by_itself(olga: Browser, session: Session) -> None:
    address = "/meetings/7/roll-forward/standing-items"
    page = olga.read("/meetings/7/agenda")
    assert "Begin with what is open" in page.text
    assert olga.post(address, data=form_of(page, address)).location == "/meetings/7/agenda"
    assert titles(session, 7) == ["Apologies", "Minutes of the meeting held on 14 September 2021"]
    assert session.scalar(select(func.count()).where(ActionAppearance.meeting_id == 7)) == 0
    assert session.scalars(select(Action)).first() is not None
