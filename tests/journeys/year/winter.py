"""The winter: the loop is closed."""

from __future__ import annotations

from datetime import date

from scrutiny.models.agenda import AgendaItem
from scrutiny.models.follow_up import Action
from scrutiny.models.meetings import Meeting
from tests.journeys.hand import day
from tests.journeys.year.clerk import Clerk
from tests.journeys.year.record import HELD, of, referrals


def go_on_to_november(clerk: Clerk) -> None:
    """Rolled forward, published, held; September's minutes confirmed; an action answered, confirmed and closed."""
    hand, november = clerk.hand, date(2021, 11, 30)
    address = hand.meeting("SOS", november)
    hand.go(f"{address}/roll-forward")
    hand.press("Roll forward as shown")
    clerk.clock(date(2021, 11, 22))
    hand.go(f"{address}/publish")
    hand.press("Publish the agenda")
    clerk.clock(november)
    asked = f"/actions/{clerk.id_of(Action, text=referrals())}"
    clerk.take(asked, "complete", text="The figures were sent to all members.")
    hand.go(f"{address}/attendance")
    hand.press("Save, and the rest are present")
    hand.press("Record that the meeting was held")
    meeting = clerk.id_of(Meeting, on=november)
    of_september = clerk.id_of(Meeting, on=HELD)
    hand.go(f"/items/{clerk.id_of(AgendaItem, meeting_id=meeting, minutes_of_id=of_september)}/minute")
    hand.press("The minutes were confirmed")
    hand.go(asked)
    form = hand.page.locator("form[action$='/confirm']")
    form.locator("[name='meeting']").select_option(label=day(november))
    hand.press("Confirm")
    record = clerk.exported()
    closed = next(each for each in record["actions"] if each["text"] == referrals())
    assert (closed["status"], of(record, HELD)["minutes_state"]) == ("closed", "confirmed")
    hand.go("/committees/SOS/follow-up?shown=closed")
    assert referrals() in hand.page.locator("main").inner_text()
