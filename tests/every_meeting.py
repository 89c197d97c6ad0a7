"""Meetings that use every feature of one once, for the record of `tests.everything`."""

from typing import Any

OPEN_ITEM, EXEMPT_ITEM, LATE_ITEM, RESTRICTED_ITEM = 21, 22, 23, 24

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

MEETINGS: list[dict[str, Any]] = [
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
