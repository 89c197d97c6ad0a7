"""A record that uses every feature once: no key of its shape and no column of its tables is left at its default.

`QUINCE` stands in exempt matter and in what a sensitive interest is: no reader without the right may ever see the word.
`MEDLAR` stands in what is not published yet.
"""

import json
from typing import Any

from scrutiny.domain.record import Record
from scrutiny.intake.record import read
from tests.every_meeting import EXEMPT_ITEM, LATE_ITEM, MEETINGS


def record() -> Record:
    return read(json.dumps(EVERYTHING).encode()).accept()


_WORK_PROGRAMME: list[dict[str, Any]] = [
    {
        "id": 11,
        "meeting": "2023-02-14",
        "title": "Winter plan",
        "cabinet_members": ["Hal Judd", "Ida Kemp"],
        "lead_officers": ["Gwen Ivy"],
        "details": "Suggested in June.",
        "outcome": "Goes on.",
        "asked_by": [{"meeting": 4, "minute": "2431", "resolution": "c"}],
        "moves": [
            {
                "on": "2023-01-10",
                "from_meeting": 4,
                "to_meeting": "2023-02-14",
                "from_when": "January",
                "to_when": "February",
                "from_year": 2021,
                "to_year": 2022,
                "because": "Officer unwell",
            }
        ],
    },
    {
        "id": 14,
        "title": "Placement of QUINCE",
        "details": "QUINCE asked.",
        "topic": "QUINCE family",
        "lead_officers": ["QUINCE’s aunt"],
        "when": "tbc",
        "year": 2023,
        "status": "to_be_confirmed",
    },
    {
        "id": 15,
        "section": "inquiry",
        "title": "Visit to the homes",
        "planned_on": "2023-05-02",
        "status": "withdrawn",
        "status_because": "The homes were closed.",
        "leads": [{"label": "Lead Officer", "name": ""}, {"label": "Lead Member", "name": "Ben Oak"}],
        "asked_by": [{"item": EXEMPT_ITEM, "resolution": 2}],
    },
    {"id": 16, "section": "standing", "title": "Visits by members"},
    {"id": 18, "title": "QUINCE inquest", "topic": 6, "details": "QUINCE again.", "year": 2023},
    {"id": 17, "section": "briefing", "title": "Beds", "lead_officers": ["Gwen Ivy"]},
]
_ACTIONS: list[dict[str, Any]] = [
    {
        "id": 31,
        "reference": "CSP/1",
        "text": "Send the figures.",
        "owner": "Gwen Ivy",
        "due": "2023-01-31",
        "status": "closed",
        "status_because": "Sent.",
        "completed_on": "2023-01-30",
        "closed_on": "2023-02-14",
        "confirmed_at": "2023-02-14",
        "from_meeting": 4,
        "from_minute": "2431",
        "from_resolution": "a",
        "from_entry": 11,
        "updates": [{"on": "2023-01-30", "by": "Gwen Ivy", "text": "Sent today.", "status": "complete"}],
        "seen": [{"meeting": "2023-02-14", "status": "complete", "note": "Confirmed."}],
    },
    {"id": 32, "reference": "CSP/2", "text": "Old", "status": "superseded", "superseded_by": "CSP/3", "from_item": 21},
    {"id": 33, "reference": "CSP/3", "text": "New", "status": "paused", "opened_on": "2023-02-01", "topic": 5},
    {"id": 34, "reference": "CSP/4", "text": "Move QUINCE.", "from_item": EXEMPT_ITEM, "from_resolution": 1},
    {"id": 35, "reference": "CSP/5", "text": "QUINCE elsewhere", "part": 2, "opened_on": "2023-02-01"},
    {
        "id": 36,
        "reference": "CSP/6",
        "text": "Older",
        "status": "superseded",
        "superseded_by": "CSP/5",
        "from_item": 21,
    },
    {"id": 38, "reference": "CSP/8", "text": "Ask QUINCE.", "from_entry": 18, "opened_on": "2023-02-01"},
    {"id": 37, "reference": "CSP/7", "text": "Tell us", "from_item": LATE_ITEM, "due_at_meeting": "2023-04-18"},
]
_RECOMMENDATIONS: list[dict[str, Any]] = [
    {
        "id": 41,
        "reference": "CSP/R1",
        "text": "Fund the plan.",
        "to": "Cabinet",
        "clock": "health",
        "sent": "2023-01-16",
        "received_on": "2023-01-17",
        "response_due": "2023-02-13",
        "response": "partly_accepted",
        "response_text": "Half of it.",
        "responded_on": "2023-02-10",
        "done_about_it": "Half was paid.",
        "status": "monitored",
        "status_because": "Until May.",
        "from_meeting": 4,
        "from_minute": "2431",
        "from_resolution": "b",
        "seen": [{"meeting": "2023-02-14", "status": "answered", "note": "Read out."}],
    },
    {"id": 42, "reference": "CSP/R2", "text": "Move QUINCE soon.", "from_item": EXEMPT_ITEM},
    {
        "id": 43,
        "reference": "CSP/R3",
        "text": "QUINCE too",
        "part": 2,
        "opened_on": "2023-02-01",
        "status": "withdrawn",
        "status_because": "QUINCE is over.",
        "closed_on": "2023-03-01",
    },
]
EVERYTHING: dict[str, Any] = {
    "committee": {
        "code": "CSP",
        "name": "Care and Safety Panel",
        "remit": "Care.",
        "council": "Loamshire County Council",
        "introduction": "What we mean to do.",
        "quorum": 3,
        "usual_venue": "Council Chamber",
        "usual_time": "14:00",
        "crime_and_disorder": True,
        "minute_pattern": "{n}/{yy}",
        "minutes_restart": "never",
        "closed_on": "2024-05-01",
    },
    "council": {
        "nation": "wales",
        "clear_days": 3,
        "saturdays_count": True,
        "papers_go_up": "after_the_office_closes",
        "vision": "A good place.",
        "notes_for_the_public": "Everybody may attend.",
        "annual_meetings": [{"year": 2022, "on": "2022-05-18"}],
    },
    "people": [
        {"id": 3, "name": "Ann After"},
        {"id": 4, "name": "Ben Oak", "title": "Rev Preb", "honours": "MBE"},
        {"id": 8, "name": "Hal Judd", "portfolios": [{"name": "Care", "from": "2021-05-20", "to": "2023-05-18"}]},
        {"name": "Gwen Ivy", "post": "Director"},
    ],
    "members": [
        {"name": "Ann After", "role": "Chairman", "person": 3},
        {"name": "Ben Oak", "role": "Deputy Chairman", "from": "2021-05-20", "to": "2023-03-01"},
        {"name": "Cai Ellis", "role": "Substitute"},
        {"name": "Dee Fox", "honours": "OBE"},
        {"name": "Eve Gale", "role": "Parent governor", "role_kind": "co_optee"},
        {"name": "Flo Hart"},
    ],
    "standing_items": [
        {"kind": "minutes", "title": "Minutes of the last meeting"},
        {"kind": "work_programme", "title": "Work programme", "at_the_end": True},
        {"title": "Annual report", "month": 11, "topic": "Annual report", "ended_on": "2024-01-01"},
    ],
    "topics": [
        {"id": 5, "title": "Winter plan", "opened_on": "2022-06-01"},
        {"title": "QUINCE family"},
        {"id": 6, "title": "QUINCE inquest", "exempt": True, "public_title": "An inquest", "paragraphs": [5]},
        {"title": "Annual report"},
        {"title": "Nobody has followed this yet"},
    ],
    "minute_series": [
        {
            "name": "CSP all",
            "year": 2022,
            "starts_at": 7,
            "unused": [{"number": "7", "ordinal": 7, "suffix": "B", "void_because": "Issued for the QUINCE case."}],
        },
        {"name": "All committees", "shared": True},
    ],
    "meetings": MEETINGS,
    "work_programme": _WORK_PROGRAMME,
    "actions": _ACTIONS,
    "recommendations": _RECOMMENDATIONS,
}
