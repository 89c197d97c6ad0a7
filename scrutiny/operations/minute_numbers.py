"""Issues minute numbers: proposed in the committee's style, each issued once, never again."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from scrutiny.domain import numbering
from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.numbering import MinuteStyle, Place
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import MinutesState
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, MinuteNumber, MinuteSeries
from scrutiny.operations.reasons import required
from scrutiny.operations.turns import as_it_stands, take_turn
from scrutiny.queries import closures


@dataclass(frozen=True, slots=True)
class Proposal:
    """The next number of a series, or what a person typed, with what a clerk should look at before issuing it."""

    series: MinuteSeries
    ordinal: int
    printed: str
    warnings: tuple[str, ...] = ()


def propose(
    session: Session, minute: Minute, *, typed: str | None = None, series: MinuteSeries | None = None
) -> Proposal:
    """What would be issued; nothing is changed by asking. `series` is one that runs across committees, where the
    council numbers so; a run that nothing was issued in yet is proposed with the number, and not in the record."""
    item = session.get_one(AgendaItem, minute.item_id)
    meeting = session.get_one(Meeting, item.meeting_id)
    committee = session.get_one(Committee, meeting.committee_id)
    style = MinuteStyle(committee.minute_pattern, committee.minutes_restart)
    year = MunicipalYear.of(meeting.on, closures.annual_meetings(session, committee.council_id))
    place = Place(on=meeting.on, year=year, item=item.number)
    series = series or _series(session, committee, numbering.series(style, place), year.starts)
    issued = list(session.scalars(select(MinuteNumber.ordinal).where(MinuteNumber.series_id == series.id)))
    if typed is None:
        number = numbering.propose(style, max(issued, default=series.starts_at - 1), place)
        return Proposal(series, number.ordinal, number.printed)
    ordinal = numbering.ordinal_in(style, typed)
    if ordinal is None:
        example = numbering.propose(style, max(issued, default=series.starts_at - 1), place).printed
        raise RuleBroken(f"“{typed}” is not a number in this committee’s style. Write it like {example}.")
    return Proposal(series, ordinal, typed.strip(), tuple(numbering.warnings(ordinal, issued)))


def issue(
    session: Session, minute: Minute, *, typed: str | None = None, series: MinuteSeries | None = None
) -> MinuteNumber:
    """Give a minute its number: the next, or the one a person typed. A minute that has one keeps it.

    Raises RuleBroken for a number issued before, voided ones included.
    """
    meeting_id = session.get_one(AgendaItem, minute.item_id).meeting_id
    take_turn(session, session.get_one(Meeting, meeting_id).committee_id)
    if series is not None:
        session.execute(select(MinuteSeries.id).where(MinuteSeries.id == series.id).with_for_update())
    held = session.scalar(select(Minute.number_id).where(Minute.id == minute.id))
    if held is not None:
        return session.get_one(MinuteNumber, held)
    proposal = propose(session, minute, typed=typed, series=series)
    if _is_issued(session, proposal):
        raise RuleBroken(f"Minute {proposal.printed} has been issued already, and a number is issued once.")
    if proposal.series.id is None:
        session.add(proposal.series)
        session.flush()
    number = MinuteNumber(series_id=proposal.series.id, ordinal=proposal.ordinal, printed=proposal.printed)
    session.add(number)
    session.flush()
    minute.number_id = number.id
    session.flush()
    return number


def issue_all(session: Session, meeting: Meeting) -> list[MinuteNumber]:
    """Give each minute of a meeting that has no number the next one, in the order of the agenda."""
    take_turn(session, meeting.committee_id)
    unnumbered = session.scalars(
        select(Minute)
        .join(AgendaItem, AgendaItem.id == Minute.item_id)
        .where(AgendaItem.meeting_id == meeting.id, Minute.number_id.is_(None))
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    return [issue(session, minute) for minute in unnumbered.all()]


def void(session: Session, minute: Minute, *, because: str) -> None:
    """Take the number off a minute. It stays issued, as void, with the reason; confirmed minutes keep their numbers."""
    because = required(because, "why the number is voided")
    meeting = session.get_one(Meeting, session.get_one(AgendaItem, minute.item_id).meeting_id)
    take_turn(session, meeting.committee_id)
    if as_it_stands(session, meeting).minutes_state is MinutesState.CONFIRMED:
        raise RuleBroken("These minutes are confirmed, so their numbers stand.")
    session.refresh(minute, ["number_id", "version"])
    if minute.number_id is None:
        raise RuleBroken("This minute has no number.")
    session.get_one(MinuteNumber, minute.number_id).void_because = because
    minute.number_id = None
    session.flush()


def _series(session: Session, committee: Committee, run: str, year: int) -> MinuteSeries:
    """The committee's run of numbers of that name: one that is there, or a new one that is not added yet."""
    name = f"{committee.code} {run}"
    found = session.scalar(
        select(MinuteSeries).where(MinuteSeries.council_id == committee.council_id, MinuteSeries.name == name)
    )
    return found or MinuteSeries(
        council_id=committee.council_id, committee_id=committee.id, name=name, year=year, starts_at=1
    )


def _is_issued(session: Session, proposal: Proposal) -> bool:
    here = (MinuteNumber.series_id == proposal.series.id, MinuteNumber.printed == proposal.printed)
    return bool(session.scalar(select(exists().where(*here))))
