"""Changes the votes on items: counted, or recorded by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain import votes as rules
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import clean, one_line
from scrutiny.domain.vocabulary import Choice
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Vote, VoteCast
from scrutiny.operations.attendance import require_unconfirmed
from scrutiny.operations.turns import take_turn
from scrutiny.queries import attendance as queries
from scrutiny.queries.attendance import called, places


@dataclass(frozen=True, slots=True)
class Ballot:
    """What is to be recorded of a vote. `by_name`, the counts are made of the names, whatever else is said."""

    motion: str = ""
    moved_by: str = ""
    seconded_by: str = ""
    for_: int = 0
    against: int = 0
    abstained: int = 0
    named: Mapping[str, Choice] = field(default_factory=dict)
    by_name: bool = False

    @property
    def counts(self) -> tuple[int, int, int]:
        return rules.counted(self.named.values()) if self.by_name else (self.for_, self.against, self.abstained)


def record(session: Session, item: AgendaItem, ballot: Ballot) -> Vote:
    """Record a vote on an item. Raises RuleBroken, naming them, for who was not there to vote or had no vote."""
    return _write(session, item, Vote(item_id=item.id), ballot)


def amend(session: Session, vote: Vote, ballot: Ballot) -> Vote:
    """Put right what is recorded of a vote."""
    return _write(session, session.get_one(AgendaItem, vote.item_id), vote, ballot)


def remove(session: Session, vote: Vote) -> None:
    """Take out a vote that was recorded by mistake."""
    _take_turn(session, session.get_one(AgendaItem, vote.item_id))
    for cast in _casts(session, vote).values():
        session.delete(cast)
    session.flush()
    session.delete(vote)
    session.flush()


def _write(session: Session, item: AgendaItem, vote: Vote, ballot: Ballot) -> Vote:
    _take_turn(session, item)
    facts = queries.find(session, item.meeting_id)
    place = places(facts.items)[item.id]
    for_, against, abstained = ballot.counts
    if not for_ + against + abstained:
        raise RuleBroken("Enter how many voted for and against, and how many abstained.")
    vote.motion = clean(ballot.motion, field="The motion").strip()
    vote.moved_by = one_line(ballot.moved_by, field="The mover", most=250)
    vote.seconded_by = one_line(ballot.seconded_by, field="The seconder", most=250)
    vote.for_, vote.against, vote.abstained = for_, against, abstained
    poll = rules.Poll(
        place=place,
        item=called(facts.items[place - 1], place),
        for_=for_,
        against=against,
        abstained=abstained,
        moved_by=vote.moved_by,
        seconded_by=vote.seconded_by,
        names=tuple(ballot.named),
    )
    rules.require_possible(poll, facts.room)
    session.add(vote)
    session.flush()
    people = {sitting.name: sitting.person_id for sitting in facts.room.sittings}
    casts = _casts(session, vote)
    for name in casts.keys() - ballot.named.keys():
        session.delete(casts[name])
    for name, choice in ballot.named.items():
        if name in casts:
            casts[name].choice = choice
        else:
            session.add(VoteCast(vote_id=vote.id, person_id=people[name], name=name, choice=choice))
    session.flush()
    return vote


def _take_turn(session: Session, item: AgendaItem) -> None:
    meeting = session.get_one(Meeting, item.meeting_id)
    take_turn(session, meeting.committee_id)
    require_unconfirmed(session, meeting)


def _casts(session: Session, vote: Vote) -> dict[str, VoteCast]:
    return {cast.name: cast for cast in session.scalars(select(VoteCast).where(VoteCast.vote_id == vote.id))}
