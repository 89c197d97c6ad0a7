"""Keeps committees: set up, changed, renamed, closed and opened again. What a paper was headed with it keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from scrutiny.database import author_of
from scrutiny.domain import committees as rules
from scrutiny.domain.dates import written
from scrutiny.domain.numbering import MinuteStyle, Restart
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import clean, one_line
from scrutiny.domain.vocabulary import MeetingStatus
from scrutiny.models.committees import Committee, Council
from scrutiny.models.follow_up import Action, Recommendation
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import MinuteSeries
from scrutiny.operations import standing_items
from scrutiny.operations.turns import take_turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that a committee is, but for its people and its business."""

    code: str
    name: str
    remit: str = ""
    introduction: str = ""
    quorum: int = 0
    usual_venue: str = ""
    usual_time: time = time(10)
    minute_pattern: str = "{n}"
    minutes_restart: Restart = Restart.EACH_YEAR
    crime_and_disorder: bool = False


def set_up(session: Session, council: Council, settings: Settings) -> Committee:
    """A new committee, with the items that law and custom put on every agenda."""
    committee = Committee(council_id=council.id, code="", name="")
    _require_free(session, rules.code(settings.code))
    _set(committee, settings)
    session.add(committee)
    session.flush()
    standing_items.add_customary(session, committee)
    return committee


def change(session: Session, committee: Committee, settings: Settings, *, on: date) -> None:
    """From now on. A new name goes to meetings whose agenda is still to be published; older papers keep theirs."""
    take_turn(session, committee.id)
    if settings.code != committee.code:
        _require_free(session, rules.code(settings.code), but_for=committee.id)
        _require_unused(session, committee)
    before = committee.name
    _set(committee, settings)
    if committee.name != before:
        _rename_meetings_to_come(session, committee, on)
    session.flush()


def close(session: Session, committee: Committee, *, closed_on: date, today: date) -> None:
    """The committee meets no more. Its record and its addresses stay, and what it had open stays open."""
    take_turn(session, committee.id)
    if closed_on > today:
        raise RuleBroken(
            "A committee is closed on the day or afterwards, not ahead of it. Enter today or an earlier day."
        )
    to_come = select(Meeting.on).where(
        Meeting.committee_id == committee.id, Meeting.on > closed_on, Meeting.status == MeetingStatus.SCHEDULED
    )
    days = session.scalars(to_come.order_by(Meeting.on)).all()
    if days:
        raise RuleBroken(f"It still has a meeting on {', '.join(map(written, days))}. Cancel what it will not hold.")
    committee.closed_on = closed_on
    session.flush()


def open_again(session: Session, committee: Committee) -> None:
    committee.closed_on = None
    session.flush()


def _set(committee: Committee, settings: Settings) -> None:
    name = one_line(settings.name, field="The name", most=300)
    if not name:
        raise RuleBroken("Say what the committee is called.")
    style = MinuteStyle(one_line(settings.minute_pattern, field="The pattern", most=50), settings.minutes_restart)
    committee.code, committee.name = rules.code(settings.code), name
    committee.remit = clean(settings.remit, field="The remit").strip()
    committee.introduction = clean(settings.introduction, field="The introduction").strip()
    committee.quorum, committee.usual_time = settings.quorum, settings.usual_time
    committee.usual_venue = one_line(settings.usual_venue, field="The usual venue", most=300)
    committee.minute_pattern, committee.minutes_restart = style.pattern, style.restart
    committee.crime_and_disorder = settings.crime_and_disorder


def _require_free(session: Session, code: str, *, but_for: int = 0) -> None:
    """Whatever the capitals: an address that differs from another in these alone is read out the same."""
    taken = select(Committee.name).where(func.lower(Committee.code) == code.lower(), Committee.id != but_for)
    name = session.scalar(taken.limit(1))
    if name is not None:
        raise RuleBroken(f"{code} is the code of the {name} already. Choose another.")


def _require_unused(session: Session, committee: Committee) -> None:
    """The code is in the address of the feed, in references and in the runs of minute numbers: those must stay good."""
    used = or_(
        *(
            select(of.id).where(of.committee_id == committee.id).exists()
            for of in (Meeting, Action, Recommendation, MinuteSeries)
        )
    )
    if session.scalar(select(used)):
        raise RuleBroken(
            f"{committee.code} stands in addresses and references that people have by now, so the code stays. "
            "The name can change."
        )


def _rename_meetings_to_come(session: Session, committee: Committee, on: date) -> None:
    unpublished = select(Meeting).where(
        Meeting.committee_id == committee.id,
        Meeting.on >= on,
        Meeting.status == MeetingStatus.SCHEDULED,
        Meeting.published_on.is_(None),
    )
    for meeting in session.scalars(unpublished):
        meeting.committee_name = committee.name
        meeting.changed_at = author_of(session).at
