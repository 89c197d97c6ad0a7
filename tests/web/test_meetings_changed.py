"""A meeting moved, called off, restored or broken off on its page: the old day is kept, and calendars follow."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import MeetingStatus
from scrutiny.models.meetings import Meeting, Rearrangement
from tests.browser import Browser, Page
from tests.chamber import Chamber
from tests.web.desk_forms import filled_in, form_of
from tests.web.signing_in import signed_in

DRAFT, OUT, OVER, OFF = 5, 3, 1, 4
PAGE = f"/meetings/{DRAFT}/change"
FEED = "/committees/SOS/calendar.ics"

pytestmark = pytest.mark.usefixtures("everybody")


@pytest.fixture(autouse=True)
def people(session: Session, author: Author, filled: Chamber) -> None:
    with writing(session, author):
        filled.draft.venue = "Oak Room"


def as_kept(session: Session, id_: int = DRAFT) -> Meeting:
    session.rollback()
    session.expire_all()
    return session.get_one(Meeting, id_)


def moved_from(session: Session) -> list[tuple[date, time, str, str]]:
    session.rollback()
    kept = select(Rearrangement).where(Rearrangement.meeting_id == DRAFT).order_by(Rearrangement.id)
    return [(was.was_on, was.was_at, was.was_venue, was.because) for was in session.scalars(kept)]


def event(reader: Browser, session: Session, id_: int = DRAFT) -> dict[str, str]:
    """What a subscriber's calendar is told of the meeting, by property."""
    uid = as_kept(session, id_).uid
    feed = re.sub("\r\n[ \t]", "", reader.get(FEED).text)
    (found,) = [event for event in feed.split("BEGIN:VEVENT")[1:] if f"UID:{uid}" in event]
    return {
        line.partition(":")[0].partition(";")[0]: line.partition(":")[2] for line in found.splitlines() if ":" in line
    }


def sent(browser: Browser, page: str = PAGE, **typed: Any) -> Any:
    return browser.post(page, data=filled_in(browser, page, page, typed))


def refused(browser: Browser, **typed: Any) -> dict[str, str]:
    page: Page = browser.sent(PAGE, filled_in(browser, PAGE, PAGE, typed), 422)
    return {str(link.get("href"))[1:]: link.text for link in page.all("//div[@id='error-summary']//a")}


# Who may


def test_signed_out_it_leads_to_signing_in(reader: Browser) -> None:
    assert reader.get(PAGE).location == f"/sign-in?next={PAGE}"


@pytest.mark.parametrize("name", ["Mara Member", "Clara Chair", "Hugo Clerk", "Otto Outsider", "Adam Administrator"])
def test_only_who_drafts_this_committees_agendas_may(app: Flask, session: Session, name: str) -> None:
    browser = signed_in(app, name)
    seal = form_of(browser.read("/committees"), "/sign-out") | {"what": "cancel", "because": "No."}
    assert [browser.post(f"/meetings/{DRAFT}/{way}", data=seal).status_code for way in ("change", "restore")] == [
        403,
        403,
    ]
    assert browser.get(PAGE).status_code == 403
    assert as_kept(session).status is MeetingStatus.SCHEDULED


def test_a_meeting_that_is_not_there_is_not_found(olga: Browser) -> None:
    assert olga.get("/meetings/999/change").status_code == 404


# Moved


def test_a_meeting_is_not_moved_to_a_day_that_is_gone(olga: Browser, session: Session) -> None:
    """A year that is mistyped would be in everybody's calendar."""
    said = refused(olga, what="move", day="15/02/2012", at="10.00 am", because="A clash.")
    assert said == {"day": "The new day must be today or later"}
    assert as_kept(session).on == date(2022, 2, 8)
    assert moved_from(session) == []


def test_a_moved_meeting_keeps_its_old_day_and_calendars_follow(
    olga: Browser, session: Session, reader: Browser
) -> None:
    before = event(reader, session)
    answer = sent(olga, what="move", day="15/02/2022", at="2.30 pm", venue="Ash Room", because="A clash.")
    assert answer.location == PAGE
    kept = as_kept(session)
    assert (kept.on, kept.at, kept.venue) == (date(2022, 2, 15), time(14, 30), "Ash Room")
    assert moved_from(session) == [(date(2022, 2, 8), time(10), "Oak Room", "A clash.")]
    now = event(reader, session)
    assert int(now["SEQUENCE"]) == int(before["SEQUENCE"]) + 1
    assert (before["DTSTART"], now["DTSTART"]) == ("20220208T100000", "20220215T143000")
    text = reader.read(f"/meetings/{DRAFT}").text
    assert "This meeting was re-arranged from Tuesday 8 February 2022. A clash." in text
    assert "First planned Tuesday 8 February 2022, 10.00 am, Oak Room A clash." in olga.read(PAGE).text
    assert reader.get("/committees/SOS/meetings/2022-02-08").location == f"/meetings/{DRAFT}"


def test_a_meeting_that_only_changes_its_room_is_not_said_to_come_from_its_own_day(
    olga: Browser, reader: Browser
) -> None:
    sent(olga, what="move", venue="Ash Room", because="Repairs.")
    text = reader.read(f"/meetings/{DRAFT}").text
    assert "The time or place of this meeting was changed. Repairs." in text
    assert "re-arranged" not in text
    assert "Re-arranged from 8 February" not in reader.read("/committees/SOS").text


def test_a_published_meeting_is_moved_inside_its_clear_days_for_a_reason_alone_that_is_told(
    olga: Browser, session: Session, reader: Browser
) -> None:
    page, why = f"/meetings/{OUT}/change", "The hall is flooded."
    late = {"what": "move", "day": "19/11/2021", "because": why}
    faults = olga.sent(page, filled_in(olga, page, page, late), 422).texts("//div[@id='error-summary']//a")
    assert [fault[:90] for fault in faults] == [
        "The agenda is published, and the public would have 3 of the 5 clear days’ notice of the me"
    ]
    assert as_kept(session, OUT).on == date(2021, 11, 30)
    assert sent(olga, page, **late, short_notice_because="The grant closes.").location == page
    assert as_kept(session, OUT).on == date(2021, 11, 19)
    told = f"{why} Moved with 3 of the 5 clear days’ notice, because: The grant closes."
    assert told in reader.read(f"/meetings/{OUT}").text
    assert told in event(reader, session, OUT)["DESCRIPTION"].replace("\\", "")


def test_a_meeting_whose_agenda_is_a_draft_is_moved_without_that(olga: Browser, session: Session) -> None:
    assert "short_notice_because" not in form_of(olga.read(PAGE), PAGE)
    assert sent(olga, what="move", day="16/11/2021", because="A clash.").status_code == 303
    assert as_kept(session).on == date(2021, 11, 16)


def test_a_place_that_was_not_known_is_named_without_a_reason(
    olga: Browser, session: Session, author: Author, reader: Browser
) -> None:
    with writing(session, author):
        as_kept(session).venue = ""
    before = event(reader, session)
    assert refused(olga, what="place") == {"venue": "Enter where it is held"}
    sent(olga, what="place", venue="Ash Room")
    assert (as_kept(session).venue, moved_from(session)) == ("Ash Room", [])
    assert int(event(reader, session)["SEQUENCE"]) == int(before["SEQUENCE"]) + 1
    assert "place" not in olga.read(PAGE).all("//input[@name='what']/@value")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param({}, {"what": "Choose what happens to the meeting"}, id="nothing chosen"),
        pytest.param({"what": "move"}, {"because": "Enter why: the public is told"}, id="no reason"),
        pytest.param(
            {"what": "move", "because": "Why not."},
            {"day": "The meeting is on that day, at that time and in that place already. Change one of them."},
            id="nothing changed",
        ),
        pytest.param(
            {"what": "move", "day": "", "at": "noon", "because": "Why not."},
            {"day": "Enter the day on which it is held", "at": "Enter a time, like 10:00"},
            id="neither day nor hour",
        ),
        pytest.param(
            {"what": "move", "day": "2021-11-30", "because": "Why not."},
            {
                "day": "The committee has a meeting on 30 November 2021 at 10.00 am already. "
                "Choose another day or another hour."
            },
            id="another meeting is there",
        ),
        pytest.param({"what": "cancel"}, {"because": "Enter why: the public is told"}, id="cancelled without a reason"),
        pytest.param(
            {"what": "vanish", "because": "x"},
            {"what": "Choose one of the list: what you chose is not on it any more"},
            id="no such thing",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    olga: Browser, session: Session, typed: dict[str, str], says: dict[str, str]
) -> None:
    assert refused(olga, **typed) == says
    assert (as_kept(session).version, moved_from(session)) == (as_kept(session).version, [])
    assert as_kept(session).on == date(2022, 2, 8)


def test_a_form_sent_twice_moves_the_meeting_once_and_a_stale_one_is_told_so(olga: Browser, session: Session) -> None:
    form = filled_in(olga, PAGE, PAGE, {"what": "move", "day": "2022-02-15", "because": "A clash."})
    assert [olga.post(PAGE, data=form).status_code for _ in range(2)] == [303, 303]
    stale = olga.post(PAGE, data=form | {"once": "s" * 22, "day": "2022-02-16"})
    assert stale.status_code == 422
    assert "Somebody changed this meeting while you were looking at it." in stale.text
    assert len(moved_from(session)) == 1


# Called off, on again, broken off


def test_a_cancelled_meeting_stays_in_calendars_as_cancelled_and_can_be_held_after_all(
    olga: Browser, session: Session, reader: Browser
) -> None:
    before = event(reader, session)
    sent(olga, what="cancel", because="Storm.")
    assert (as_kept(session).status, as_kept(session).status_because) == (MeetingStatus.CANCELLED, "Storm.")
    off = event(reader, session)
    assert (off["STATUS"], off["SUMMARY"].startswith("CANCELLED:")) == ("CANCELLED", True)
    assert "This meeting has been cancelled. Storm." in reader.read(f"/meetings/{DRAFT}").text
    restore = f"/meetings/{DRAFT}/restore"
    answer = olga.post(restore, data=form_of(olga.read(PAGE), restore))
    assert answer.location == f"/meetings/{DRAFT}/agenda"
    assert as_kept(session).status is MeetingStatus.SCHEDULED
    on_again = event(reader, session)
    assert [int(told["SEQUENCE"]) for told in (off, on_again)] == [int(before["SEQUENCE"]) + n for n in (1, 2)]


def test_a_meeting_that_is_on_cannot_be_restored(olga: Browser, session: Session) -> None:
    assert olga.post(f"/meetings/{DRAFT}/restore", data=form_of(olga.read(PAGE), PAGE)).status_code == 409
    assert as_kept(session).version == 2


def test_an_adjourned_meeting_says_so_and_is_given_a_new_day(olga: Browser, session: Session, reader: Browser) -> None:
    page = f"/meetings/{OUT}/change"
    sent(olga, page, what="adjourn", because="The fire alarm.")
    assert as_kept(session, OUT).status is MeetingStatus.ADJOURNED
    assert "This meeting was adjourned. The fire alarm." in reader.read(f"/meetings/{OUT}").text
    assert olga.read(page).all("//input[@name='what']/@value") == ["move", "cancel"]
    sent(olga, page, what="move", day="2021-12-07", because="To be resumed.")
    assert as_kept(session, OUT).on == date(2021, 12, 7)


def test_a_meeting_that_was_held_has_no_form(olga: Browser) -> None:
    page = olga.read(f"/meetings/{OVER}/change")
    assert "its day and place are part of the record" in page.text
    assert page.all("//main//form") == []
