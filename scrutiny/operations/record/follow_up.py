"""Actions and recommendations, with what was said of them and the trackers on which they were seen."""

from __future__ import annotations

from graphlib import TopologicalSorter

from sqlalchemy.orm import Session

from scrutiny.domain.record import Record
from scrutiny.domain.record.follow_up import Action as GivenAction
from scrutiny.domain.record.follow_up import Recommendation as GivenRecommendation
from scrutiny.models.committees import Committee
from scrutiny.models.follow_up import (
    Action,
    ActionAppearance,
    ActionUpdate,
    Recommendation,
    RecommendationAppearance,
)
from scrutiny.operations.record.agendas import Clauses
from scrutiny.operations.record.places import Places


def store(session: Session, record: Record, committee: Committee, places: Places, clauses: Clauses) -> None:
    by_reference = {action.reference: action for action in record.actions}
    for reference in _superseding_first(record):
        action = by_reference[reference]
        newer = by_reference[action.superseded_by].id if action.superseded_by else None
        session.add(_action(action, newer, committee, places, clauses))
    session.add_all(_recommendation(asked, committee, places, clauses) for asked in record.recommendations)
    session.flush()
    for action in record.actions:
        session.add_all(
            ActionUpdate(action_id=places.action(action.id), on=each.on, by=each.by, text=each.text, state=each.status)
            for each in action.updates
        )
        session.add_all(
            ActionAppearance(
                action_id=places.action(action.id),
                meeting_id=places.meeting(each.meeting),
                state=each.status,
                note=each.note,
            )
            for each in action.seen or ()
        )
    for asked in record.recommendations:
        session.add_all(
            RecommendationAppearance(
                recommendation_id=places.recommendation(asked.id),
                meeting_id=places.meeting(each.meeting),
                state=each.status,
                note=each.note,
            )
            for each in asked.seen or ()
        )
    session.flush()


def _superseding_first(record: Record) -> tuple[str, ...]:
    """An action that took another one's place is stored before it."""
    newer = {action.reference: {action.superseded_by} - {None} for action in record.actions}
    return tuple(reference for reference in TopologicalSorter(newer).static_order() if reference is not None)


def _action(action: GivenAction, newer: int | None, committee: Committee, places: Places, clauses: Clauses) -> Action:
    return Action(
        id=places.action(action.id),
        committee_id=committee.id,
        reference=action.reference,
        text=action.text,
        owner=action.owner,
        owner_id=places.person(action.owner_person),
        due=action.due,
        due_meeting_id=places.meeting(action.due_at_meeting),
        state=action.status,
        state_because=action.status_because,
        part=action.part,
        opened_on=action.opened_on,
        completed_on=action.completed_on,
        closed_on=action.closed_on,
        confirmed_at_meeting_id=places.meeting(action.confirmed_at),
        item_id=places.item(action.from_item),
        resolution_id=_clause(action, clauses),
        entry_id=places.entry(action.from_entry),
        topic_id=places.topic(action.topic),
        superseded_by_id=places.action(newer),
    )


def _recommendation(
    asked: GivenRecommendation, committee: Committee, places: Places, clauses: Clauses
) -> Recommendation:
    return Recommendation(
        id=places.recommendation(asked.id),
        committee_id=committee.id,
        reference=asked.reference,
        text=asked.text,
        addressee=asked.to,
        clock=asked.clock,
        opened_on=asked.opened_on,
        sent_on=asked.sent,
        received_on=asked.received_on,
        response_due=asked.response_due,
        response=asked.response,
        response_text=asked.response_text,
        responded_on=asked.responded_on,
        done_about_it=asked.done_about_it,
        closed_on=asked.closed_on,
        state=asked.status,
        state_because=asked.status_because,
        part=asked.part,
        item_id=places.item(asked.from_item),
        resolution_id=_clause(asked, clauses),
        topic_id=places.topic(asked.topic),
    )


def _clause(asked: GivenAction | GivenRecommendation, clauses: Clauses) -> int | None:
    if asked.from_item is None or asked.from_resolution is None:
        return None
    return clauses[asked.from_item, int(asked.from_resolution)]
