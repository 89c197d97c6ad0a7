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
    "/committees/SOS/work-programme": "a work programme",
    "/committees/SOS/work-programme?section=briefing&state=withdrawn": "a work programme, narrowed",
    "/committees/SOS/work-programme?state=completed": "a work programme of which nothing matches",
    "/committees/HCS/work-programme": "a work programme of nothing yet",
    "/committees/SOS/follow-up": "a tracker",
    "/committees/SOS/follow-up?shown=closed": "a tracker of which nothing is closed",
    "/committees/SOS/follow-up?action=1": "one action",
    "/topics/1": "a topic's story",
    "/topics/3": "a topic without a date",
    "/people": "everybody",
    "/people/1": "a member",
    "/calendar": "the calendar of all committees",
    "/committees/SOS/calendar": "a committee's calendar",
    "/committees/HCS/calendar": "a calendar without meetings",
    "/search": "a search for nothing yet",
    "/search?q=referrals": "what a search found",
    "/search?q=marmalade&kind=minute": "a search that found nothing",
    "/password/forgotten": "a forgotten password",
    "/password/set/never.made": "a link that was never made",
    "/accessibility": "the accessibility statement",
    "/privacy": "the privacy page",
    "/meetings/999": "an error page",
}

DESK = {
    "/desk": "the desk",
    "/desk/calendar": "a private calendar",
    "/password": "changing a password",
    "/accounts": "everybody's accounts",
    "/accounts/new": "a new account",
    "/accounts/1": "an account",
}
"""Every page of the desk, as an officer opens it who has all rights on all committees."""

EMPTY = {
    "/": "the front page of an empty record",
    "/committees": "no committees yet",
    "/people": "nobody yet",
    "/calendar": "a calendar of an empty record",
    "/search?q=anything": "a search of an empty record",
}
