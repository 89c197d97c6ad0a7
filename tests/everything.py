"""A record that uses every feature once: no key of its shape and no column of its tables is left at its default.

`QUINCE` stands in exempt matter and in what a sensitive interest is: no reader without the right may ever see the word.
`MEDLAR` stands in what is not published yet.
"""

import json
from typing import Any

from scrutiny.domain.record import Record
from scrutiny.intake.record import read

OPEN_ITEM, EXEMPT_ITEM, LATE_ITEM, RESTRICTED_ITEM = 21, 22, 23, 24


def record() -> Record:
    return read(json.dumps(EVERYTHING).encode()).accept()


_ATTENDANCE: list[dict[str, Any]] = [
    {"name": "Ann Before", "role": "Chairman", "person": 3},
    {
        "name": "Rev Preb Ben Oak, MBE",
        "movements": [
            {"movement": "withdrew", "item": EXEMPT_ITEM, "at": "11:05", "note": "QUINCE was his neighbour."},
            {"movement": "returned", "item": LATE_ITEM, "at": "11:20", "note": "For the rest."},
        ],
    },
    {"name": "Cai Ellis", "status": "substitute", "substitute_for": "Dee Fox"},
    {"name": "Dee Fox", "status": "apologies"},
    {"name": "Eve Gale", "status": "remote"},
    {"name": "Flo Hart", "status": "absent"},
    {"name": "Ms Unknown", "status": "in_attendance", "person": None},
]

_OPEN_ITEM: dict[str, Any] = {
    "id": OPEN_ITEM,
    "number": "1",
    "title": "Winter plan",
    "entry": 11,
    "topic": 5,
    "leads": [{"label": "Lead Officer", "name": "Gwen Ivy"}],
    "report_recommendations": "a. Note the plan.",
    "minutes_wanted": 25,
    "papers_due": "2023-01-03",
    "outcome": "adjourned",
    "outcome_note": "To go on in February.",
    "documents": [
        {
            "title": "Plan",
            "sha256": "ab" * 32,
            "media_type": "application/pdf",
            "received_on": "2023-01-02",
            "name": "plan v3.pdf",
            "size": 2048,
            "versions": [
                {"sha256": "cd" * 32, "name": "QUINCE plan.pdf", "by": "A Clerk", "at": "2022-12-01T09:00:00+00:00"},
                {
                    "sha256": "ef" * 32,
                    "name": "plan v2.pdf",
                    "media_type": "application/pdf",
                    "size": 1024,
                    "because": "QUINCE, before it was published.",
                    "inspection": "open",
                    "by": "A Clerk",
                    "at": "2022-12-02T09:00:00+00:00",
                },
                {
                    "sha256": "ab" * 32,
                    "name": "plan v3.pdf",
                    "media_type": "application/pdf",
                    "size": 2048,
                    "because": "A bed was counted twice.",
                    "by": "A Clerk",
                    "at": "2023-01-02T09:00:00+00:00",
                },
            ],
        },
        {"title": "QUINCE contract sums", "part": 2, "to_follow": True, "paragraphs": [3]},
        {
            "title": "Maps",
            "sha256": "12" * 32,
            "name": "QUINCE maps.pdf",
            "supplement": 1,
            "withdrawn_because": "They were of another county.",
        },
    ],
    "minute_number": "2431",
    "minute_suffix": "A",
    "minute_ordinal": 2431,
    "minute_series": "All committees",
    "minute_void_because": "Minuted again as 2432.",
    "minute": "Members went through the plan:\n\n- staff;\n- beds.",
    "public_summary": "The plan was discussed.",
    "resolutions": [
        {"letter": "a", "text": "figures be sent;", "kind": "action"},
        {"letter": "b", "text": "Cabinet be asked to fund it;", "kind": "recommendation"},
        {"letter": "c", "text": "it come back.", "kind": "programme"},
    ],
    "versions": [
        {"state": "draft", "narrative": "QUINCE, struck out.", "by": "A Clerk", "at": "2023-01-12T09:00:00+00:00"},
        {
            "state": "agreed",
            "narrative": "Members saw the plan.",
            "resolved": "a) figures be sent",
            "because": "Agreed by the Chairman.",
            "by": "A Clerk",
            "at": "2023-01-13T09:00:00+00:00",
        },
    ],
    "votes": [
        {
            "motion": "That the plan be noted",
            "for": 2,
            "against": 1,
            "abstained": 1,
            "moved_by": "Ann Before",
            "seconded_by": "Cai Ellis",
            "names": [
                {"name": "Ann Before", "choice": "for", "person": 3},
                {"name": "Cai Ellis", "choice": "against"},
            ],
        }
    ],
    "declarations": [
        {
            "name": "Ben Oak",
            "kind": "pecuniary",
            "detail": "QUINCE Farm",
            "sensitive": True,
            "did": "Withdrew.",
            "made_on": "2023-01-10",
        }
    ],
}

_EXEMPT_ITEM: dict[str, Any] = {
    "id": EXEMPT_ITEM,
    "number": "2",
    "title": "Placement of QUINCE",
    "public_title": "A placement",
    "part": 2,
    "paragraphs": [1, 2],
    "topic": "QUINCE family",
    "entry": 14,
    "outcome": "considered",
    "outcome_note": "QUINCE moves in May.",
    "leads": [{"label": "Social worker of QUINCE", "name": "Gwen Ivy"}],
    "documents": [{"title": "QUINCE report"}],
    "minute_number": "8",
    "minute": "QUINCE was discussed.",
    "public_summary": "A placement was agreed.",
    "resolutions": [{"text": "QUINCE be moved.", "kind": "action"}, {"text": "QUINCE be told.", "kind": "programme"}],
    "votes": [{"motion": "That QUINCE be moved", "for": 3}],
    "declarations": [{"name": "Cai Ellis", "detail": "Knows QUINCE"}],
    "versions": [{"state": "agreed", "narrative": "QUINCE", "by": "A Clerk", "at": "2023-01-13T09:00:00+00:00"}],
}

_MEETINGS: list[dict[str, Any]] = [
    {
        "id": 4,
        "date": "2023-01-10",
        "time": "09:30:15",
        "venue": "Oak Room",
        "status": "held",
        "committee_name": "Care Scrutiny Panel",
        "duration": 90,
        "ended_at": "11:45",
        "uid": "one@meetings.example",
        "sequence": 3,
        "changed_at": "2023-01-11T08:00:00+00:00",
        "rearrangements": [
            {"date": "2022-12-20", "time": "10:00", "venue": "Elm Room", "because": "Snow", "decided_on": "2022-12-19"},
            {"date": "2023-01-09", "time": "10:00"},
        ],
        "published_on": "2023-01-04",
        "published_late_because": "The printer failed.",
        "minutes_state": "confirmed",
        "confirmed_at": "2023-02-14",
        "confirmed_as_amended": True,
        "signed_by": "Vice-Chairman",
        "official_minutes": [
            {
                "sha256": "34" * 32,
                "name": "minutes.docx",
                "size": 4096,
                "withheld": [EXEMPT_ITEM, RESTRICTED_ITEM],
                "because": "Finished in Word.",
                "by": "A Clerk",
                "at": "2023-01-20T09:00:00+00:00",
            },
            {"sha256": "56" * 32, "name": "QUINCE.docx", "exempt": True, "by": "A Clerk", "at": "2023-01-21T09:00:00Z"},
            {"sha256": "78" * 32, "name": "QUINCE too.docx", "by": "A Clerk", "at": "2023-01-22T09:00:00+00:00"},
            {
                "sha256": "9a" * 32,
                "name": "QUINCE withdrawn.docx",
                "withheld": [EXEMPT_ITEM, RESTRICTED_ITEM],
                "by": "A Clerk",
                "at": "2023-01-23T09:00:00+00:00",
                "withdrawn_because": "QUINCE: the wrong file",
                "withdrawn_by": "Another Clerk",
                "withdrawn_at": "2023-01-23T09:30:00+00:00",
            },
        ],
        "attendance": _ATTENDANCE,
        "declarations": [{"name": "Ann Before", "kind": "party_whip", "detail": "Whipped", "person": 3}],
        "items": [
            _OPEN_ITEM,
            _EXEMPT_ITEM,
            {
                "id": LATE_ITEM,
                "number": "2A",
                "title": "Burst pipe",
                "supplement": 1,
                "late_because": "It burst yesterday.",
                "standing": "Work programme",
                "topic": None,
                "minute": "The pipe was mended.",
            },
            {"id": RESTRICTED_ITEM, "title": "QUINCE appendix", "restricted": True, "part": 1, "minute": "QUINCE"},
        ],
    },
    {"id": 6, "date": "2023-01-10", "kind": "briefing", "title": "How referrals are counted"},
    {
        "id": 7,
        "date": "2023-02-14",
        "status": "held",
        "minutes_state": "draft",
        "items": [
            {"title": "Minutes of 10 January", "kind": "minutes", "minutes_of": 4, "minute": "MEDLAR was mentioned."},
            {"title": "Winter plan, second reading", "topic": 5, "minute_number": "9", "minute": "MEDLAR again."},
        ],
    },
    {"id": 9, "date": "2023-03-14", "status": "cancelled", "status_because": "Too few could come."},
    {"id": 10, "date": "2023-04-18", "items": [{"title": "MEDLAR in the spring", "topic": None}]},
]

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
    "meetings": _MEETINGS,
    "work_programme": _WORK_PROGRAMME,
    "actions": _ACTIONS,
    "recommendations": _RECOMMENDATIONS,
}
