"""A record as somebody would write it by hand, with hardly more than what they know."""

from __future__ import annotations

import copy
import json
from typing import Any

from scrutiny.intake.record import Reading, read

SHORT: dict[str, Any] = {
    "committee": {"code": "HCS", "name": "Health Scrutiny", "council": "Loamshire", "usual_venue": "Oak Room"},
    "people": [{"name": "Ben Oak", "title": "Rev Preb", "honours": "MBE"}],
    "members": [{"name": "Ann Elm", "role": "Vice Chairman - Overview"}, {"name": "Ben Oak"}, {"name": "Cai Fir"}],
    "standing_items": [{"kind": "declarations", "title": "Declarations of Interest"}],
    "meetings": [
        {
            "date": "2022-06-14",
            "rearranged_from": "2022-06-07",
            "present": ["Ann Elm", "Ben Oak"],
            "apologies": ["Cai Fir"],
            "in_attendance": ["Dee Ash"],
            "substitutes": [{"name": "Eve Yew", "for": "Cai Fir"}],
            "items": [
                {"kind": "declarations", "title": "Declarations", "number": "1", "minute_number": "12"},
                {
                    "title": "Beds",
                    "entry": 1,
                    "minute_number": "13/22",
                    "resolutions": [{"letter": "a", "text": "Do."}],
                },
                {"title": "Named persons", "part": 2, "minute": "Secret."},
            ],
        },
        {"date": "2022-09-13"},
    ],
    "work_programme": [
        {"id": 1, "meeting": "2022-06-14", "title": "Beds", "cabinet_members": ["Hal Judd", "Ida Kemp"]},
        {"title": "Staff", "when": "tbc", "leads": [{"label": "Independent Chair", "name": "Jo Lark"}]},
        {"title": "beds", "lead_officers": ["Gwen Ivy"]},
    ],
    "actions": [
        {
            "reference": "1",
            "text": "Send.",
            "from_meeting": "2022-06-14",
            "from_minute": "13/22",
            "from_resolution": "a",
        },
        {
            "reference": "2",
            "text": "Ask.",
            "from_meeting": "2022-06-14",
            "from_entry": 1,
            "appearances": ["2022-09-13"],
        },
        {"reference": "3", "text": "Hush.", "from_item": 3, "owner": "Ben Oak"},
    ],
}


def reading_of(record: object) -> Reading:
    return read(json.dumps(record).encode())


def changed(*path: str | int, to: Any = None, drop: bool = False) -> dict[str, Any]:
    """The short record with the value at this place put in, or taken out."""
    record: Any = copy.deepcopy(SHORT)
    *parents, last = path
    inner = record
    for step in parents:
        inner = inner[step]
    if drop:
        del inner[last]
    else:
        inner[last] = to
    return record
