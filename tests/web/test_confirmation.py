"""From draft to confirmed minutes at the desk, and the corrections of what was confirmed."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import ItemKind, MeetingKind, MinutesState
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, MinuteVersion, Resolution
from scrutiny.operations import minutes
from tests import make
from tests.browser import Browser, Page, said
from tests.chamber import Chamber
from tests.web.desk_forms import form_of
from tests.web.signing_in import WoundClock, signed_in, wound_clock

MEETING_DAY = date(2021, 11, 30)

pytestmark = pytest.mark.usefixtures("everybody")


@pytest.fixture(autouse=True)
def clock(app: Flask, session: Session, author: Author, filled: Chamber) -> WoundClock:
    """On the day of the next meeting, whose agenda has the minutes of the last one."""
    clock = wound_clock(app)
    clock.wind_to(MEETING_DAY)
    with writing(session, author):
        item = session.scalars(
            select(AgendaItem).where(AgendaItem.meeting_id == filled.next.id, AgendaItem.kind == ItemKind.MINUTES)
        ).one()
        item.minutes_of_id = filled.held.id
    return clock


def state(session: Session, meeting: Meeting) -> MinutesState:
    session.rollback()
    session.expire_all()
    return session.get_one(Meeting, meeting.id).minutes_state


def press(browser: Browser, page: str, action: str, **fields: str) -> Any:
    return browser.post(action, data=form_of(browser.read(page), action) | fields)


def close(filled: Chamber) -> str:
    return f"/meetings/{filled.held.id}/minutes/close"


def minute_of(session: Session, title: str) -> Minute:
    session.rollback()
    session.expire_all()
    wanted = select(Minute).join(AgendaItem, AgendaItem.id == Minute.item_id).where(AgendaItem.title == title)
    return session.scalars(wanted).one()


def versions(session: Session, minute: Minute) -> list[tuple[MinutesState, str]]:
    session.rollback()
    found = select(MinuteVersion.state, MinuteVersion.narrative).where(MinuteVersion.minute_id == minute.id)
    return [(row[0], row[1]) for row in session.execute(found.order_by(MinuteVersion.id))]


@pytest.mark.parametrize(
    ("name", "may"),
    [("Clara Chair", True), ("Cleo Clerk", True), ("Mara Member", False), ("Hugo Clerk", False), ("", False)],
)
def test_the_ladder_is_for_those_who_may_see_drafts(app: Flask, filled: Chamber, name: str, may: bool) -> None:
    browser = signed_in(app, name) if name else Browser(app)
    answer = browser.get(close(filled)).status_code
    assert answer == (200 if may else 403 if name else 302)


def test_the_chair_agrees_and_takes_back_and_a_clerk_does_neither(
    app: Flask, session: Session, filled: Chamber, cleo: Browser, reader: Browser
) -> None:
    address, printed = close(filled), f"/meetings/{filled.held.id}/minutes"
    agree, take_back = (address.replace("close", step) for step in ("agree", "take-back"))
    clara = signed_in(app, "Clara Chair")
    assert press(clara, address, take_back).location == address
    assert state(session, filled.held) is MinutesState.DRAFT
    assert reader.get(printed).status_code == 404
    token = form_of(cleo.read("/sign-out"), "/sign-out")
    assert not cleo.read(address).all(f"//form[@action='{agree}']")
    assert cleo.post(agree, data=token).status_code == 403
    assert press(clara, address, agree).location == address
    assert state(session, filled.held) is MinutesState.AGREED
    assert reader.get(printed).status_code == 200
    assert session.scalars(select(MinuteVersion.by).distinct()).all() == ["Clara Chair"]
    assert "Agreed: Clara Chair" in clara.read(address).text


def test_an_officer_records_that_the_chair_agreed(olga: Browser, session: Session, filled: Chamber) -> None:
    address = close(filled)
    press(olga, address, address.replace("close", "take-back"))
    press(olga, address, address.replace("close", "agree"))
    assert session.scalars(select(MinuteVersion.by).distinct()).all() == ["The chair, recorded by Olga Officer"]


def test_what_was_written_after_the_chair_read_them_is_not_agreed_unread(
    olga: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    address = close(filled)
    press(olga, address, address.replace("close", "take-back"))
    agree = address.replace("close", "agree")
    read = form_of(olga.read(address), agree)
    clause = minute_of(session, "Adult Safeguarding Transformation").id
    with writing(session, author):
        session.scalars(select(Resolution).where(Resolution.minute_id == clause)).first().text = "Otherwise."
    assert "Somebody wrote on these minutes since you opened this page." in olga.sent(agree, read, 409).text
    assert state(session, filled.held) is MinutesState.DRAFT
    press(olga, address, agree)
    assert state(session, filled.held) is MinutesState.AGREED


def test_minutes_of_a_meeting_that_was_not_held_are_not_agreed(
    olga: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    with writing(session, author):
        session.get_one(Meeting, filled.next.id).minutes_state = MinutesState.DRAFT
    address = f"/meetings/{filled.next.id}/minutes/close"
    page = olga.read(address)
    assert not page.all(f"//form[@action='{address.replace('close', 'agree')}']")
    assert f"/meetings/{filled.next.id}/attendance" in page.links()
    token = form_of(olga.read("/sign-out"), "/sign-out")
    refused = olga.sent(address.replace("close", "agree"), token, 409)
    assert "not recorded as held" in refused.text
    assert state(session, filled.next) is MinutesState.DRAFT


def test_they_are_confirmed_from_the_item_of_the_next_meeting(cleo: Browser, session: Session, filled: Chamber) -> None:
    item = session.scalars(select(AgendaItem.id).where(AgendaItem.minutes_of_id == filled.held.id)).one()
    page, action = f"/items/{item}/minute", f"/items/{item}/confirmed"
    assert press(cleo, page, action).location == page
    assert state(session, filled.held) is MinutesState.CONFIRMED
    assert session.get_one(Meeting, filled.held.id).confirmed_at_meeting_id == filled.next.id
    told = cleo.read(page)
    assert "The minutes of 14 September 2021 are confirmed." in told.text
    assert not told.all(f"//form[@action='{action}']")
    token = form_of(cleo.read("/sign-out"), "/sign-out")
    assert cleo.post(action, data=token).status_code == 303, "done again it changes nothing"


def test_they_are_confirmed_as_amended_with_both_texts_kept(
    cleo: Browser, reader: Browser, session: Session, filled: Chamber
) -> None:
    minute = minute_of(session, "Declarations of interest")
    address = f"/meetings/{filled.held.id}/minutes/confirm"
    (form,) = cleo.read(address).all("//main//form[.//@name='at']")
    typed = dict(form.form_values()) | {f"minute-{minute.id}": "Mr Holt declared one.", "because": "It was left out"}
    assert cleo.post(address, data=typed).location == close(filled)
    assert state(session, filled.held) is MinutesState.CONFIRMED
    assert versions(session, minute) == [
        (MinutesState.AGREED, "There were none at this meeting."),
        (MinutesState.CONFIRMED, "Mr Holt declared one."),
    ]
    assert "as amended" in reader.read(f"/meetings/{filled.held.id}/minutes").text
    history = cleo.read(f"/items/{minute.item_id}/minute/versions")
    assert history.texts("//del") == ["[taken out: There were none at this meeting.]"]


def test_confirming_what_somebody_wrote_on_meanwhile_is_shown_again(
    cleo: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    minute = minute_of(session, "Declarations of interest")
    address = f"/meetings/{filled.held.id}/minutes/confirm"
    (form,) = cleo.read(address).all("//main//form[.//@name='at']")
    with writing(session, author):
        session.get_one(Minute, minute.id).narrative = "Otherwise."
    page = cleo.sent(address, dict(form.form_values()), 422)
    assert "Somebody wrote on these minutes meanwhile." in page.text
    assert state(session, filled.held) is MinutesState.AGREED


def test_a_briefing_confirms_no_minutes(cleo: Browser, session: Session, author: Author, filled: Chamber) -> None:
    with writing(session, author):
        briefing = make.meeting(session, filled.committee, MEETING_DAY, at=time(14), kind=MeetingKind.BRIEFING)
        with pytest.raises(RuleBroken, match="informal meeting confirms no minutes"):
            minutes.confirm(session, filled.held, at=briefing, by="Cleo Clerk", on=MEETING_DAY)
    page = cleo.read(f"/meetings/{filled.held.id}/minutes/confirm")
    assert str(briefing.id) not in page.all("//select[@name='at']/option/@value")
    assert state(session, filled.held) is MinutesState.AGREED


def correcting(browser: Browser, address: str) -> tuple[Page, dict[str, str]]:
    page = browser.read(address)
    (form,) = page.all("//main//form[.//@name='because']")
    return page, {name: value.removeprefix("\n") for name, value in form.form_values()}


def confirmed(session: Session, author: Author, filled: Chamber) -> None:
    with writing(session, author):
        session.get_one(Meeting, filled.held.id).minutes_state = MinutesState.CONFIRMED


def test_a_slip_is_corrected_at_once_with_its_reason_and_both_texts_kept(
    cleo: Browser, reader: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    confirmed(session, author, filled)
    minute = minute_of(session, "Adult Safeguarding Transformation")
    was, address = minute.narrative, f"/items/{minute.item_id}/minute/correct"
    _, typed = correcting(cleo, address)
    clause = next(name for name in typed if name.startswith("clause-"))
    without = cleo.sent(address, typed | {"narrative": "63 per cent", "because": ""}, 422)
    assert without.all("//*[@id='error-summary']//a/@href") == ["#because"]
    assert without.all("//textarea[@name='narrative']")[0].text.strip() == "63 per cent"
    nothing = cleo.sent(address, typed | {"because": "A slip"}, 422)
    assert "Nothing is different" in nothing.text
    sent = typed | {"narrative": "63 per cent", clause: "comparative figures be sent", "because": "A wrong sign"}
    assert cleo.post(address, data=sent).status_code == 303
    assert state(session, filled.held) is MinutesState.CONFIRMED
    assert [text for _, text in versions(session, minute)] == [was, "63 per cent"]
    public = reader.read(f"/meetings/{filled.held.id}/minutes").text
    assert "63 per cent" in public
    assert "comparative figures be sent" in public
    assert "Corrected on 15 November 2021: A wrong sign" in public
    stale = cleo.sent(address, typed | {"narrative": "63 or so", "because": "Late", "once": ""}, 422)
    assert "Somebody else saved this minute" in stale.text
    assert stale.texts("//ins") == ["[only here: 63 or so]"]
    assert stale.texts("//del") == ["[only here: 63 per cent]"]


def test_a_clause_or_a_summary_that_somebody_corrected_meanwhile_is_not_put_back(
    cleo: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    confirmed(session, author, filled)
    minute = minute_of(session, "Adult Safeguarding Transformation")
    address = f"/items/{minute.item_id}/minute/correct"
    _, stale = correcting(cleo, address)
    clause = next(name for name in stale if name.startswith("clause-"))
    first = stale | {clause: "comparative figures be sent", "because": "A wrong word", "once": ""}
    assert cleo.post(address, data=first).status_code == 303
    page = cleo.sent(address, stale | {"narrative": "63 per cent", "because": "A wrong sign", "once": ""}, 422)
    assert "Somebody else saved this minute" in page.text
    assert "What is saved: comparative figures be sent" in page.text
    session.rollback()
    assert session.get_one(Resolution, int(clause.removeprefix("clause-"))).text == "comparative figures be sent"

    secret = minute_of(session, "SECRET review")
    address = f"/items/{secret.item_id}/minute/correct"
    _, stale = correcting(cleo, address)
    first = stale | {"public_summary": "A case was heard.", "because": "A record for all", "once": ""}
    assert cleo.post(address, data=first).status_code == 303
    kept = stale | {"public_summary": "Another.", "because": "A slip", "once": ""}
    assert "What is saved: A case was heard." in cleo.sent(address, kept, 422).text
    session.rollback()
    assert session.get_one(Minute, secret.id).public_summary == "A case was heard."


def test_why_an_exempt_minute_was_corrected_is_not_told_to_the_public(
    cleo: Browser, reader: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    confirmed(session, author, filled)
    minute = minute_of(session, "SECRET review")
    address = f"/items/{minute.item_id}/minute/correct"
    _, typed = correcting(cleo, address)
    assert cleo.post(address, data=typed | {"narrative": "SECRET tale", "because": "SECRET slip"}).status_code == 303
    for path in ("minutes", "minutes.docx"):
        answer = said(reader.get(f"/meetings/{filled.held.id}/{path}"))
        assert "SECRET" not in answer
        assert "Corrected on 15 November 2021" in answer


def test_what_is_not_confirmed_has_nothing_to_correct(cleo: Browser, session: Session) -> None:
    item = minute_of(session, "Declarations of interest").item_id
    assert cleo.get(f"/items/{item}/minute/correct").location == f"/items/{item}/minute"
    assert cleo.get("/items/999/minute/correct").status_code == 404
