"""Every page that the public may open, and what it shows: the one list that the real browser walks."""

FULL = {
    "/": "the front page",
    "/committees": "all committees",
    "/committees/SOS": "a committee",
    "/committees/HCS": "a committee without meetings",
    "/meetings/1": "a meeting that was held",
    "/meetings/2": "a meeting whose minutes are confirmed",
    "/meetings/3": "a re-arranged meeting with its agenda",
    "/meetings/4": "a cancelled meeting",
    "/meetings/5": "a meeting whose agenda is not published",
    "/meetings/6": "an informal meeting",
    "/meetings/1/minutes": "draft minutes",
    "/meetings/2/minutes": "confirmed minutes",
    "/accessibility": "the accessibility statement",
    "/privacy": "the privacy page",
    "/meetings/999": "an error page",
}

EMPTY = {
    "/": "the front page of an empty record",
    "/committees": "no committees yet",
}
