"""The summer: meetings of which the record has the agenda and what became of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from scrutiny.domain.vocabulary import ItemOutcome
from tests.journeys.year.clerk import Clerk
from tests.journeys.year.record import meeting_on
from tests.journeys.year.tracker import ask_for_what_was_requested


def meet_before_there_were_minutes(clerk: Clerk, on: date) -> None:
    hand, wanted = clerk.hand, meeting_on(on)
    address = hand.meeting("SOS", on)
    for item in wanted["items"]:
        hand.go(f"{address}/agenda")
        hand.press(f"Add {item['title']}")
    clerk.clock(on)
    hand.go(f"{address}/attendance")
    hand.press("Record that the meeting was held")
    for item in wanted["items"]:
        became(clerk, address, item)
    ask_for_what_was_requested(clerk, on)


def became(clerk: Clerk, address: str, item: dict[str, Any]) -> None:
    clerk.hand.go(f"{address}/minutes/write")
    clerk.hand.page.locator("li", has_text=item["title"]).locator("a[href$='/outcome']").first.click()
    clerk.hand.pick(ItemOutcome(item["outcome"]).label)
    clerk.hand.fill(because=item.get("outcome_note", ""))
    clerk.hand.press("Record it")
