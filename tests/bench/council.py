"""A council whose pages are as long as the limits ask: a meeting of 20 items, 200 rows of programme and of tracker."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import EntryStatus, ItemOutcome, ResolutionKind, Section
from scrutiny.models.closures import CoveredYear
from scrutiny.models.committees import Committee
from scrutiny.models.history import Revision
from scrutiny.models.meetings import Meeting
from tests import make

TODAY = date(2021, 11, 15)
HELD = date(2021, 9, 14)
NEXT = date(2021, 11, 30)
AUTHOR = Author("A Clerk", datetime(2021, 11, 15, 12, 0, tzinfo=UTC))
ITEMS, ROWS = 20, 200
NARRATIVE = (
    "The Committee received the report of the Cabinet Member and considered:\n\n"
    "- how many referrals had come from general practitioners;\n- what families had said; and,\n- **cost**.\n\n"
    "Members asked how the new model would be measured, and were told that it would be after a year."
)


def fill(session: Session) -> Meeting:
    """Read as of `TODAY`, which only a demonstration may be; gives the meeting of 20 items."""
    with writing(session, AUTHOR):
        council = make.council(session, notes_for_the_public="Everybody may attend.")
        session.add_all([CoveredYear(council_id=council.id, year=year) for year in (2020, 2021, 2022)])
        committee = make.committee(session, council, remit="Examines how people at risk are kept safe.", quorum=3)
        for number in range(10):
            make.member(session, committee, f"Member {number}")
        meeting = make.held(session, committee, HELD)
        following = make.meeting(session, committee, NEXT)
        _items(session, committee, meeting)
        for number in range(ROWS):
            _action(session, committee, number)
            _entry(session, committee, following, number)
        session.get_one(Revision, 1).demonstration = True
    return meeting


def _items(session: Session, committee: Committee, meeting: Meeting) -> None:
    series = make.series(session, committee)
    for name in ("Kath Perry", "Gill Burnett", "Bob Spencer"):
        make.present(session, meeting, name)
    for number in range(ITEMS):
        title = f"Safeguarding adults, part {number}"
        item = make.item(
            session, meeting, title, topic_id=make.topic(session, committee, title).id, outcome=ItemOutcome.CONSIDERED
        )
        make.lead(session, item, "Jo Sutherland")
        came = {"sha256": "ab" * 32, "name": "report.pdf", "media_type": make.PDF, "size": 240_000}
        make.document(session, item, "Report of the Cabinet Member", **came)
        resolved = ("the report be noted", ("comparative data be forwarded to the Committee", ResolutionKind.ACTION))
        make.minute(session, item, NARRATIVE, resolved, number=26 + number, within=series)


def _action(session: Session, committee: Committee, number: int) -> None:
    action = make.action(
        session,
        committee,
        f"Comparative data on referrals in district {number} be forwarded to the Committee",
        owner=f"Officer {number % 20}",
        due=TODAY + timedelta(days=number - ROWS // 2),
        item_id=number % ITEMS + 1,
    )
    make.update(session, action, "Asked the districts for their figures.")


def _entry(session: Session, committee: Committee, meeting: Meeting, number: int) -> None:
    undated = number % 4 == 0
    entry = make.entry(
        session,
        committee,
        f"Care home quality, district {number}",
        section=Section.PROGRAMME,
        position=number,
        meeting_id=None if undated else meeting.id,
        status=EntryStatus.TO_BE_CONFIRMED if undated else EntryStatus.PLANNED,
        details="Suggested at 17 June meeting; report brought annually.",
    )
    make.entry_lead(session, entry, "Trish Caldwell")
