"""The autumn: an agenda as it is drafted, published and gone through, and a meeting that is moved."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from scrutiny.database import db
from scrutiny.domain.vocabulary import ResolutionKind
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Resolution
from tests.journeys.hand import day
from tests.journeys.year.clerk import Clerk
from tests.journeys.year.record import CALLED, HELD, PUBLISHED, RECORD, meeting_on, unjoined
from tests.journeys.year.summer import became

RETITLED = {
    "Minutes of the meeting held on 3 August 2021": meeting_on(HELD)["items"][2]["title"],
    "Safeguarding Adults on the cusp of care": "Safeguarding Adults on the Cusp of Care",
}
"""What the agenda was called otherwise than the programme."""


def draft_and_publish_september(clerk: Clerk) -> None:
    hand = clerk.hand
    address = hand.meeting("SOS", HELD)
    clerk.clock(CALLED)
    hand.go(f"{address}/roll-forward")
    hand.press("Roll forward as shown")
    for summer in (date(2021, 6, 17), date(2021, 7, 6)):  # the record does not hold these minutes
        hand.go(f"{address}/agenda")
        hand.press(f"Remove Minutes of the meeting held on {day(summer)}")
    meeting = clerk.id_of(Meeting, on=HELD)
    for title, wanted in RETITLED.items():
        hand.go(f"/items/{clerk.id_of(AgendaItem, meeting_id=meeting, title=title)}")
        hand.fill(title=wanted)
        hand.press("Save the item")
    _in_order(clerk, meeting)
    clerk.clock(PUBLISHED)
    hand.go(f"{address}/publish")
    hand.press("Publish the agenda")


def _in_order(clerk: Clerk, meeting: int) -> None:
    """The officer takes the transformation first, which the programme has second."""
    wanted = [item["title"] for item in meeting_on(HELD)["items"]]
    for _ in wanted:
        with clerk.served.app.app_context():
            of_meeting = select(AgendaItem.title).filter_by(meeting_id=meeting).order_by(AgendaItem.position)
            there = list(db.session.scalars(of_meeting))
            db.session.rollback()
        wrong = next((place for place, title in enumerate(there) if title != wanted[place]), None)
        if wrong is None:
            return
        clerk.hand.go(f"/meetings/{meeting}/agenda")
        clerk.hand.press(f"Down {there[wrong]}")
    raise AssertionError(there)


def meet_in_september(clerk: Clerk) -> None:
    hand, wanted = clerk.hand, meeting_on(HELD)
    address = hand.meeting("SOS", HELD)
    clerk.clock(HELD)
    _attendance(clerk, address, wanted)
    for item in wanted["items"]:
        _minute(clerk, item)
    hand.go(f"{address}/minutes/write")
    for item in wanted["items"]:
        became(clerk, address, item)
    _numbers(clerk, wanted)
    hand.go(f"{address}/minutes/close")
    hand.press("The chair agrees these minutes")


def _attendance(clerk: Clerk, address: str, wanted: dict[str, Any]) -> None:
    hand = clerk.hand
    hand.go(f"{address}/attendance")
    for name in wanted["apologies"]:
        row = hand.page.locator("fieldset", has_text=name)
        row.get_by_label("Apologies").check(force=True)
    hand.press("Save, and the rest are present")
    for name in wanted["in_attendance"]:
        hand.page.locator("details", has_text="Add who is in attendance").evaluate("box => { box.open = true; }")
        hand.page.locator("form[action$='/guest'] [name='guest-name']").fill(name)
        hand.press("Add who is in attendance")
    hand.press("Record that the meeting was held")


def _minute(clerk: Clerk, item: dict[str, Any]) -> None:
    hand, clauses = clerk.hand, item.get("resolutions", [])
    if not (item.get("minute") or clauses):
        return
    id_ = clerk.id_of(AgendaItem, meeting_id=clerk.id_of(Meeting, on=HELD), title=item["title"])
    hand.go(f"/items/{id_}/minute")
    hand.fill(narrative=item.get("minute", ""))
    if not clauses:
        hand.press("Save")
        return
    hand.fill(clause="\n".join(f"{each.get('letter', 'a')}) {each['text']}" for each in clauses))
    hand.press("Save and add the resolution")
    for each in clauses:
        _kind(clerk, each)


def _kind(clerk: Clerk, clause: dict[str, Any]) -> None:
    """An action or a row of the programme is made of it; else the officer says that it is nothing of the kind."""
    hand, kind = clerk.hand, ResolutionKind(clause["kind"])
    id_ = clerk.id_of(Resolution, text=unjoined(clause["text"]))
    if kind is ResolutionKind.ACTION:
        wanted = next(each for each in RECORD["actions"] if each.get("from_resolution") == clause["letter"])
        hand.go(f"/resolutions/{id_}/action")
        hand.fill(text=wanted["text"], owner=wanted.get("owner", ""))
        hand.press("Open the action")
    elif kind is ResolutionKind.PROGRAMME:
        hand.go(f"/resolutions/{id_}/programme")
        hand.fill(entry="Safeguarding Adults on the cusp of care (28 February 2022)")
        hand.press("Put it on the programme")


def _numbers(clerk: Clerk, wanted: dict[str, Any]) -> None:
    """The first is typed, because the site has not seen those before it; the others follow by themselves."""
    first = next(item for item in wanted["items"] if "minute_number" in item)
    meeting = clerk.id_of(Meeting, on=HELD)
    id_ = clerk.id_of(AgendaItem, meeting_id=meeting, title=first["title"])
    clerk.hand.go(f"/items/{id_}/minute/number")
    clerk.hand.fill(number=first["minute_number"])
    clerk.hand.press("Issue the number", warned="Issue it all the same")
    clerk.hand.go(f"/meetings/{meeting}/minutes/write")
    clerk.hand.press("Number all minutes of this meeting")


def move_november(clerk: Clerk) -> None:
    hand = clerk.hand
    clerk.clock(date(2021, 10, 20))
    address = hand.meeting("SOS", date(2021, 11, 4))
    hand.go(f"{address}/change")
    hand.pick("It is held on another day, at another time or in another place")
    hand.fill(day=date(2021, 11, 30), because="Re-arranged")
    hand.press("Change the meeting")
