"""The demonstration's record, and what a record says: what the pages are filled in from, and must have made."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from scrutiny.app import ROOT
from scrutiny.domain.vocabulary import Role
from scrutiny.intake import record as intake
from scrutiny.opendata import record as opendata

RECORD: dict[str, Any] = json.loads((ROOT / "scrutiny" / "demonstration" / "record.json").read_text("utf-8"))
SOS = RECORD["committee"]
SPRING = date(2021, 5, 17)
CALLED, PUBLISHED, HELD = date(2021, 9, 1), date(2021, 9, 3), date(2021, 9, 14)
READ = date(2021, 11, 15)


def of(record: dict[str, Any], on: date) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in record["meetings"] if each["date"] == on.isoformat())
    return found


def meeting_on(on: date) -> dict[str, Any]:
    return of(RECORD, on)


def referrals() -> str:
    return str(next(each["text"] for each in RECORD["actions"] if each.get("from_resolution") == "a"))


def role_of(title: str) -> tuple[str, str]:
    role = next((each for each in (Role.VICE_CHAIRMAN, Role.CHAIRMAN) if title.startswith(each.label)), Role.MEMBER)
    return role.label, title


def known_topic(row: dict[str, Any]) -> str:
    """The topic that the committee follows already, where an earlier row was on it."""
    title = row.get("topic", row["title"]).casefold()
    before = [each for each in RECORD["work_programme"] if each["id"] < row["id"]]
    return next((each["title"] for each in before if each.get("topic", each["title"]).casefold() == title), "")


def leads_of(row: dict[str, Any]) -> str:
    named = [("Cabinet Member", name) for name in row.get("cabinet_members", [])]
    named += [("Lead Officer", name) for name in row.get("lead_officers", [])]
    named += [(lead["label"], lead["name"]) for lead in row.get("leads", [])]
    return "\n".join(f"{label}: {name}".strip() for label, name in named)


def told(record: dict[str, Any]) -> dict[str, Any]:
    """What a record says, without the numbers of its rows and references, and without what the record cannot know:
    the first day of a seat, and the state of minutes that it does not hold."""
    record = json.loads(opendata.write(intake.read(json.dumps(record).encode()).accept()))
    return {
        "committee": {
            key: record["committee"].get(key) for key in ("code", "name", "remit", "council", "introduction")
        },
        "members": [(each["name"], each.get("role", "")) for each in record["members"]],
        "meetings": [_told_meeting(each) for each in record["meetings"]],
        "programme": sorted(_told_row(each) for each in record["work_programme"]),
        "actions": sorted(_told_action(each) for each in record["actions"]),
    }


def _told_meeting(meeting: dict[str, Any]) -> dict[str, Any]:
    simple = ("date", "time", "venue", "kind", "status", "rearranged_from", "present", "apologies", "in_attendance")
    return {key: meeting.get(key) for key in simple} | {"items": [_told_item(item) for item in meeting["items"]]}


def _told_item(item: dict[str, Any]) -> dict[str, Any]:
    simple = ("number", "title", "part", "minute_number", "minute", "outcome", "outcome_note")
    clauses = [(each["letter"], unjoined(each["text"]), each["kind"]) for each in item.get("resolutions", [])]
    return {key: item.get(key) or "" for key in simple} | {"resolutions": clauses}


def unjoined(clause: str) -> str:
    """A clause without what joins it to the next one, which the minutes print by themselves."""
    return re.sub(r"\s*;\s*(?:and,?)?$", "", clause)


def _told_row(row: dict[str, Any]) -> tuple[str, ...]:
    when = row.get("meeting") or row.get("planned_on") or ""
    said = [row.get(key) or "" for key in ("section", "title", "details", "outcome", "status")]
    answering = [str(row.get(key) or []) for key in ("cabinet_members", "lead_officers")]
    return (when, *said, *answering)


def _told_action(action: dict[str, Any]) -> tuple[str, ...]:
    return tuple(action.get(key) or "" for key in ("text", "owner", "due", "due_at_meeting", "status", "from_minute"))
