"""A council with one committee and the standing items of an ordinary agenda: what most tests begin with."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy.orm import Session

from scrutiny.domain.notice import NoticeRule
from scrutiny.domain.vocabulary import ItemKind
from scrutiny.domain.working_days import Calendar
from scrutiny.models.committees import Committee, Council, StandingItem

OPEN_ALL_DAYS = Calendar(closed={}, years=frozenset(range(2019, 2031)))
NOTICE = NoticeRule()

STANDING = (
    (ItemKind.APOLOGIES, "Apologies", 1, False),
    (ItemKind.DECLARATIONS, "Declarations of interest", 2, False),
    (ItemKind.MINUTES, "Minutes", 3, False),
    (ItemKind.WORK_PROGRAMME, "Work programme", 9, True),
)


def committee(session: Session, *, code: str = "SOS") -> Committee:
    council = Council(name=f"Council of {code}")
    session.add(council)
    session.flush()
    made = Committee(
        council_id=council.id,
        code=code,
        name="Safeguarding Overview and Scrutiny Committee",
        usual_time=time(10),
        usual_venue="The Oak Room",
    )
    session.add(made)
    session.flush()
    session.add_all(
        StandingItem(committee_id=made.id, kind=kind, title=title, position=position, at_the_end=at_the_end)
        for kind, title, position, at_the_end in STANDING
    )
    session.flush()
    return made


def yearly_report(session: Session, committee: Committee) -> None:
    """A report that comes every November, to the agenda that has room for it first."""
    session.add(
        StandingItem(committee_id=committee.id, kind=ItemKind.BUSINESS, title="Annual report", position=5, month=11)
    )
    session.flush()


def day(text: str) -> date:
    return date.fromisoformat(text)
