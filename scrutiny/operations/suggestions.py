"""Changes suggestions: listed long, listed short, scored, taken up as an entry of the programme, or declined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from scrutiny.domain import lifecycles
from scrutiny.domain.leads import LeadNamed
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import clean, one_line
from scrutiny.domain.vocabulary import EntryStatus, Listed, Section
from scrutiny.models.agenda import Topic
from scrutiny.models.committees import Committee
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.models.suggestions import Criterion, Score, Suggestion
from scrutiny.operations import programme
from scrutiny.operations.programme import TO_BE_CONFIRMED, Slot
from scrutiny.operations.reasons import required


def add(
    session: Session, committee: Committee, *, title: str, suggested_by: str = "", suggested_on: date, why: str = ""
) -> Suggestion:
    suggestion = Suggestion(committee_id=committee.id, scores=[])
    session.add(suggestion)
    return edit(session, suggestion, title=title, suggested_by=suggested_by, suggested_on=suggested_on, why=why)


def edit(
    session: Session, suggestion: Suggestion, *, title: str, suggested_by: str, suggested_on: date, why: str
) -> Suggestion:
    suggestion.title = one_line(title, field="The title", most=300)
    if not suggestion.title:
        raise RuleBroken("Give the suggestion a title.")
    suggestion.suggested_by = one_line(suggested_by, field="Who suggested it", most=250)
    suggestion.suggested_on, suggestion.why = suggested_on, clean(why, field="The reason").strip()
    session.flush()
    return suggestion


def score(session: Session, suggestion: Suggestion, *, points: Mapping[Criterion, int | None]) -> Suggestion:
    """Give points by criteria in force, from 0 to the most of each; None takes what was given back.

    What was scored by a criterion that has ended stays. Changed points are a new version of the suggestion.
    """
    held = {given.criterion_id: given for given in suggestion.scores}
    changed = False
    for criterion, given in points.items():
        if criterion.committee_id != suggestion.committee_id or criterion.ended_on is not None:
            raise RuleBroken(f"Suggestions are not scored by “{criterion.name}” any more.")
        if given is not None and not 0 <= given <= criterion.most:
            raise RuleBroken(f"“{criterion.name}” is given from 0 to {criterion.most} points.")
        row = held.get(criterion.id)
        if given == (row.points if row else None):
            continue
        changed = True
        if row is None:
            suggestion.scores.append(Score(criterion_id=criterion.id, points=given))
        elif given is None:
            suggestion.scores.remove(row)
        else:
            row.points = given
    if changed:
        suggestion.version += 1
    session.flush()
    return suggestion


def put_on(session: Session, suggestion: Suggestion, *, listed: Listed) -> Suggestion:
    """Put it on the long list or the short one, also back from where it was taken up or declined."""
    if not listed.open:
        raise RuleBroken("A suggestion is put on the long list or on the short list.")
    lifecycles.require(suggestion.listed, listed)
    if suggestion.listed is Listed.TAKEN_UP:
        _take_back(session, suggestion)
    suggestion.listed, suggestion.listed_because = listed, ""
    session.flush()
    return suggestion


def decline(session: Session, suggestion: Suggestion, *, because: str) -> Suggestion:
    because = required(because, "why it is declined")
    lifecycles.require(suggestion.listed, Listed.DECLINED)
    suggestion.listed, suggestion.listed_because = Listed.DECLINED, because
    session.flush()
    return suggestion


def take_up(
    session: Session,
    suggestion: Suggestion,
    *,
    title: str,
    on: date,
    at: Slot = TO_BE_CONFIRMED,
    section: Section = Section.PROGRAMME,
    topic: Topic | None = None,
    details: str = "",
    leads: Sequence[LeadNamed] = (),
) -> WorkProgrammeEntry:
    """Put it on the work programme: as a topic of its own, or under one that the committee follows already.

    What the public then reads is the entry; the suggestion, and who scored it how, stay at the desk.
    """
    lifecycles.require(suggestion.listed, Listed.TAKEN_UP)
    committee = session.get_one(Committee, suggestion.committee_id)
    entry = programme.add_entry(
        session,
        committee=committee,
        title=title,
        on=on,
        at=at,
        topic=topic,
        section=section,
        details=details,
        leads=leads,
    )
    suggestion.listed, suggestion.listed_because, suggestion.entry_id = Listed.TAKEN_UP, "", entry.id
    session.flush()
    return entry


def _take_back(session: Session, suggestion: Suggestion) -> None:
    """An entry made of it a moment ago goes; one that stood for longer must have been withdrawn."""
    entry = session.get_one(WorkProgrammeEntry, suggestion.entry_id)
    suggestion.entry_id = None
    session.flush()
    if entry.status is not EntryStatus.WITHDRAWN:
        programme.take_back(session, entry)
