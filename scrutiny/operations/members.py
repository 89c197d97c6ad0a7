"""Keeps who sits on a committee. Minutes keep the names and the roles that they were written with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from scrutiny.domain.dates import written
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import one_line
from scrutiny.domain.vocabulary import AttendanceStatus, Role
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Attendance, Meeting
from scrutiny.models.people import Membership, Person
from scrutiny.operations.turns import take_turn

AS_A_MEMBER = (AttendanceStatus.PRESENT, AttendanceStatus.REMOTE, AttendanceStatus.APOLOGIES, AttendanceStatus.ABSENT)


@dataclass(frozen=True, slots=True)
class Part:
    """The part that a member plays. `title` is the role as the committee writes it: "Vice-Chairman (Overview)"."""

    role: Role
    title: str = ""


def seat(
    session: Session, committee: Committee, person: Person, part: Part, *, from_: date, to: date | None = None
) -> Membership:
    """Give somebody a seat, behind those there are. Nobody has two seats on a committee at a time."""
    take_turn(session, committee.id)
    if committee.closed_on is not None and from_ > committee.closed_on:
        raise RuleBroken(f"The committee closed on {written(committee.closed_on)}, so nobody joins it after that.")
    last = session.scalar(select(func.max(Membership.position)).where(Membership.committee_id == committee.id)) or 0
    new = Membership(committee_id=committee.id, person_id=person.id, position=last + 1)
    _set(session, new, part, from_, to)
    session.add(new)
    session.flush()
    return new


def end(session: Session, membership: Membership, *, on: date) -> None:
    """Enter the last day in the seat, on which the exempt papers are lost. A day entered before is corrected."""
    take_turn(session, membership.committee_id)
    _set(session, membership, Part(membership.role, membership.role_title), membership.from_, on)
    session.flush()


def change_role(session: Session, membership: Membership, part: Part, *, on: date) -> Membership:
    """The old seat ends and a new one begins, both on that day, in the same place of the list."""
    take_turn(session, membership.committee_id)
    if on <= membership.from_:
        raise RuleBroken(
            f"This role began on {written(membership.from_)}. "
            "If it was the other role from the start, correct it instead."
        )
    if membership.to is not None and on >= membership.to:
        raise RuleBroken(f"This seat ended on {written(membership.to)}. Add the person as a member again.")
    if (part.role, _title(part)) == (membership.role, membership.role_title):
        raise RuleBroken("That is the role that they have. Choose another, or write its title differently.")
    until, membership.to = membership.to, on
    session.flush()
    new = Membership(committee_id=membership.committee_id, person_id=membership.person_id, position=membership.position)
    _set(session, new, part, on, until)
    session.add(new)
    session.flush()
    return new


def correct(session: Session, membership: Membership, part: Part, *, from_: date, to: date | None) -> None:
    """Mend what was entered wrongly, as if it had been right from the start."""
    take_turn(session, membership.committee_id)
    _set(session, membership, part, from_, to)
    session.flush()


def remove(session: Session, membership: Membership) -> None:
    """Take away a seat that was never held: entered for the wrong person or committee. The person stays."""
    take_turn(session, membership.committee_id)
    day = _attended(session, membership)
    if day is not None:
        raise RuleBroken(
            f"Minutes record this member on {written(day)}, so the seat was held. Enter the day on which it ended."
        )
    session.delete(membership)
    session.flush()


def move(session: Session, membership: Membership, *, earlier: bool, on: date) -> None:
    """One place up or down in the committee's own order, among those who sit there on that day or will."""
    take_turn(session, membership.committee_id)
    listed = select(Membership).where(Membership.committee_id == membership.committee_id)
    here = list(session.scalars(listed.order_by(Membership.position, Membership.id)))
    still = {row.id for row in here if row.to is None or row.to >= on}
    beside = [row for row in here if row.id in still]
    at = next((place for place, row in enumerate(beside) if row.id == membership.id), -1)
    to = at - 1 if earlier else at + 1
    if at >= 0 and 0 <= to < len(beside):
        beside[at], beside[to] = beside[to], beside[at]
        for position, row in enumerate(beside + [row for row in here if row.id not in still], start=1):
            row.position = position
        session.flush()


def _set(session: Session, membership: Membership, part: Part, from_: date, to: date | None) -> None:
    if to is not None and to < from_:
        raise RuleBroken(f"The seat begins on {written(from_)}, so it cannot end before that.")
    overlapping = select(Membership).where(
        Membership.committee_id == membership.committee_id,
        Membership.person_id == membership.person_id,
        Membership.id != (membership.id or 0),
        or_(Membership.to.is_(None), Membership.to > from_),
    )
    if to is not None:
        overlapping = overlapping.where(Membership.from_ < to)
    other = session.scalars(overlapping.order_by(Membership.from_).limit(1)).first()
    if other is not None:
        until = f" to {written(other.to)}" if other.to else ""
        raise RuleBroken(
            f"They have a seat on this committee from {written(other.from_)}{until} already. Change that one instead."
        )
    membership.role, membership.role_title = part.role, _title(part)
    membership.from_, membership.to = from_, to


def _title(part: Part) -> str:
    """As written, but for the plain word, which the role is printed as anyway."""
    title = one_line(part.title, field="The title", most=100)
    return "" if title.casefold() == part.role.label.casefold() else title


def _attended(session: Session, membership: Membership) -> date | None:
    """The last meeting within the seat whose attendance has the member, there or not."""
    recorded = (
        select(Meeting.on)
        .join(Attendance, Attendance.meeting_id == Meeting.id)
        .where(
            Meeting.committee_id == membership.committee_id,
            Meeting.on >= membership.from_,
            Attendance.person_id == membership.person_id,
            Attendance.status.in_(AS_A_MEMBER),
        )
    )
    if membership.to is not None:
        recorded = recorded.where(Meeting.on <= membership.to)
    return session.scalar(recorded.order_by(Meeting.on.desc()).limit(1))
