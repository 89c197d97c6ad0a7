"""Finds the votes on items: as the desk shows them, and as the rules ask about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from scrutiny.domain.vocabulary import Choice
from scrutiny.domain.votes import Poll
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.minutes import Vote, VoteCast
from scrutiny.queries.attendance import ITEMS, called, places
from scrutiny.queries.meetings import MEETING_ID
from scrutiny.queries.rows import AnyRow


@dataclass(frozen=True, slots=True)
class Taken:
    """A vote that was taken, and who voted how where it was recorded by name."""

    vote: AnyRow
    named: Sequence[tuple[str, Choice]]


_COLUMNS = (
    Vote.id,
    Vote.item_id,
    Vote.motion,
    Vote.for_.label("for_"),
    Vote.against,
    Vote.abstained,
    Vote.moved_by,
    Vote.seconded_by,
)
OF_MEETING = (
    select(*_COLUMNS)
    .join(AgendaItem, AgendaItem.id == Vote.item_id)
    .where(AgendaItem.meeting_id == MEETING_ID)
    .order_by(Vote.id)
)
_OF_ITEM = select(*_COLUMNS).where(Vote.item_id == bindparam("item_id")).order_by(Vote.id)
_CASTS = (
    select(VoteCast.vote_id, VoteCast.name, VoteCast.choice)
    .where(VoteCast.vote_id.in_(bindparam("votes", expanding=True)))
    .order_by(VoteCast.id)
)


def of_item(session: Session, item_id: int) -> tuple[Taken, ...]:
    """In the order in which they were recorded."""
    return _with_names(session, session.connection().execute(_OF_ITEM, {"item_id": item_id}).all())


def polls(session: Session, meeting_id: int) -> tuple[Poll, ...]:
    """All votes of a meeting, each at the place that its item has on the agenda."""
    wanted = {"meeting_id": meeting_id}
    taken = _with_names(session, session.connection().execute(OF_MEETING, wanted).all())
    if not taken:
        return ()
    items = session.connection().execute(ITEMS, wanted).all()
    place_of = places(items)
    return tuple(_poll(each, place_of[each.vote.item_id], items) for each in taken)


def _with_names(session: Session, votes: Sequence[AnyRow]) -> tuple[Taken, ...]:
    named: defaultdict[int, list[tuple[str, Choice]]] = defaultdict(list)
    if votes:
        for cast in session.connection().execute(_CASTS, {"votes": [vote.id for vote in votes]}):
            named[cast.vote_id].append((cast.name, cast.choice))
    return tuple(Taken(vote, named[vote.id]) for vote in votes)


def _poll(taken: Taken, place: int, items: Sequence[AnyRow]) -> Poll:
    vote = taken.vote
    return Poll(
        place=place,
        item=called(items[place - 1], place),
        for_=vote.for_,
        against=vote.against,
        abstained=vote.abstained,
        moved_by=vote.moved_by,
        seconded_by=vote.seconded_by,
        names=tuple(name for name, _ in taken.named),
    )
