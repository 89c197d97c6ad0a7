"""Keeps the turns of words that a committee's minutes use again and again."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import one_line
from scrutiny.models.committees import Committee, Phrase
from scrutiny.operations.turns import take_turn

LONGEST = 300
USUAL = (
    "be noted.",
    "be received.",
    "be welcomed.",
    "be endorsed.",
    "be confirmed and signed by the Chairman.",
    "be forwarded to the Committee.",
    "a written response be provided to the Committee.",
    "be included on the work programme.",
    "be deferred to the next meeting.",
    "Cabinet be asked to consider",
    "There were none at this meeting.",
    "Members thanked the officers for their report.",
    "In reply to a question, Members were told that",
)
"""What most minutes need, to begin with; a committee makes the shelf its own."""


def add(session: Session, committee: Committee, *, text: str) -> Phrase:
    """Put a phrase at the end of the shelf."""
    take_turn(session, committee.id)
    shelf = _shelf(session, committee.id)
    phrase = Phrase(committee_id=committee.id, position=_next(shelf), text=_worded(text, shelf))
    session.add(phrase)
    session.flush()
    return phrase


def add_usual(session: Session, committee: Committee) -> list[Phrase]:
    """Put those of the usual phrases on the shelf that are not there; done again it adds nothing."""
    take_turn(session, committee.id)
    shelf = _shelf(session, committee.id)
    missing = missing_usual([phrase.text for phrase in shelf])
    added = [
        Phrase(committee_id=committee.id, position=position, text=text)
        for position, text in enumerate(missing, start=_next(shelf))
    ]
    session.add_all(added)
    session.flush()
    return added


def missing_usual(shelf: Sequence[str]) -> list[str]:
    """The usual phrases that are not on a shelf."""
    there = {text.casefold() for text in shelf}
    return [text for text in USUAL if text.casefold() not in there]


def reword(session: Session, phrase: Phrase, *, text: str) -> Phrase:
    take_turn(session, phrase.committee_id)
    shelf = _shelf(session, phrase.committee_id)
    _require_on(shelf, phrase)
    others = [other for other in shelf if other.id != phrase.id]
    phrase.text = _worded(text, others)
    session.flush()
    return phrase


def move(session: Session, phrase: Phrase, *, by: int) -> None:
    """Take a phrase up (-1) or down (1) on the shelf; at an end it stays."""
    take_turn(session, phrase.committee_id)
    shelf = _shelf(session, phrase.committee_id)
    _require_on(shelf, phrase)
    place = shelf.index(phrase)
    if 0 <= place + by < len(shelf):
        shelf.insert(place + by, shelf.pop(place))
    for position, other in enumerate(shelf, start=1):
        other.position = position
    session.flush()


def remove(session: Session, phrase: Phrase) -> None:
    """Take a phrase off the shelf; done again it changes nothing."""
    take_turn(session, phrase.committee_id)
    if phrase in _shelf(session, phrase.committee_id):
        session.delete(phrase)
        session.flush()


def _require_on(shelf: Sequence[Phrase], phrase: Phrase) -> None:
    if phrase not in shelf:
        raise RuleBroken("Somebody has taken this phrase off the shelf.")


def _shelf(session: Session, committee_id: int) -> list[Phrase]:
    """The phrases in their order, as the turn before this one left them."""
    found = select(Phrase).where(Phrase.committee_id == committee_id).order_by(Phrase.position, Phrase.id)
    return list(session.scalars(found, execution_options={"populate_existing": True}))


def _next(shelf: Sequence[Phrase]) -> int:
    return max((phrase.position for phrase in shelf), default=0) + 1


def _worded(text: str, others: Sequence[Phrase]) -> str:
    line = one_line(text, field="The phrase", most=LONGEST)
    if not line:
        raise RuleBroken("Enter the phrase")
    if line.casefold() in {other.text.casefold() for other in others}:
        raise RuleBroken("That phrase is on the shelf already.")
    return line
