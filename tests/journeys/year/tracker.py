"""What was asked for at a meeting, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from scrutiny.domain.vocabulary import Section
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.follow_up import Action
from scrutiny.models.meetings import Meeting
from scrutiny.models.programme import WorkProgrammeEntry
from tests.journeys.hand import day
from tests.journeys.year.clerk import Clerk
from tests.journeys.year.record import HELD, RECORD, meeting_on


def ask_for_what_was_requested(clerk: Clerk, on: date) -> None:
    """All but what a resolution was turned into already."""
    for action in RECORD["actions"]:
        asked = action.get("from_meeting") or action["opened_on"]
        if asked == on.isoformat() and action.get("from_resolution") != "a":
            _ask(clerk, action)


def keep_the_tracker(clerk: Clerk) -> None:
    for action in RECORD["actions"]:
        _step(clerk, action)
    for row in RECORD["work_programme"]:
        _came_of_it(clerk, row)


def _ask(clerk: Clerk, action: dict[str, Any]) -> None:
    hand = clerk.hand
    hand.go(f"/committees/SOS/follow-up/new?{_source(clerk, action)}")
    hand.fill(text=action["text"], owner=action.get("owner", ""))
    if "due" in action:
        hand.fill(due=date.fromisoformat(action["due"]))
    if "due_at_meeting" in action:
        hand.fill(meeting=day(date.fromisoformat(action["due_at_meeting"])))
    hand.press("Add the action")


def _source(clerk: Clerk, action: dict[str, Any]) -> str:
    """As the page of the item or the row leads there."""
    if "from_minute" in action:
        items = meeting_on(HELD)["items"]
        item = next(each for each in items if each.get("minute_number") == action["from_minute"])
        return f"item={clerk.id_of(AgendaItem, meeting_id=clerk.id_of(Meeting, on=HELD), title=item['title'])}"
    row = next(each for each in RECORD["work_programme"] if each["id"] == action["from_entry"])
    return f"entry={_entry(clerk, row)}"


def _step(clerk: Clerk, action: dict[str, Any]) -> None:
    """What the record says became of it since."""
    status = action["status"]
    address = f"/actions/{clerk.id_of(Action, text=action['text'])}"
    if status == "in_progress":
        clerk.take(address, "update", text="The review has begun.")
    elif status == "closed":
        clerk.take(address, "complete", text=action["status_because"])
        clerk.take(address, "close", because=action["status_because"])
    elif status == "withdrawn":
        clerk.take(address, "withdraw", because=action["status_because"])


def _came_of_it(clerk: Clerk, row: dict[str, Any]) -> None:
    hand = clerk.hand
    id_ = _entry(clerk, row)
    if row.get("outcome"):
        hand.go(f"/entries/{id_}")
        hand.fill(outcome=row["outcome"])
        hand.press("Save")
    if row.get("status") == "withdrawn":
        hand.go(f"/entries/{id_}/withdraw")
        hand.fill(because=row["status_because"])
        hand.press("Withdraw")


def _entry(clerk: Clerk, row: dict[str, Any]) -> int:
    meeting = row.get("meeting")
    values: dict[str, Any] = {"title": row["title"], "section": Section(row.get("section", "programme"))}
    if meeting:
        values["meeting_id"] = clerk.id_of(Meeting, on=date.fromisoformat(meeting))
    return clerk.id_of(WorkProgrammeEntry, **values)
