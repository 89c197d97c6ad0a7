"""The actions and recommendations of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrutiny.domain.record.follow_up import Action, Recommendation, SeenAction, SeenRecommendation, Update
from scrutiny.papers.groups import grouped
from scrutiny.papers.record.references import Days

if TYPE_CHECKING:
    from scrutiny.queries.record import RecordFacts


def actions(facts: RecordFacts, days: Days) -> tuple[Action, ...]:
    updates = grouped(facts.updates, "action_id")
    seen = grouped(facts.action_appearances, "action_id")
    references = {row.id: row.reference for row in facts.actions}
    return tuple(
        Action(
            id=row.id,
            reference=row.reference,
            text=row.text,
            owner=row.owner,
            due=row.due,
            status=row.state,
            appearances=days.all_on(seen[row.id]),
            status_because=row.state_because,
            owner_person=row.owner_id,
            due_at_meeting=days.meeting(row.due_meeting_id),
            part=row.part,
            opened_on=row.opened_on,
            completed_on=row.completed_on,
            closed_on=row.closed_on,
            confirmed_at=days.meeting(row.confirmed_at_meeting_id),
            **_source(row, days),
            from_entry=row.entry_id,
            topic=row.topic_id,
            superseded_by=references.get(row.superseded_by_id),
            updates=tuple(
                Update(on=each.on, by=each.by, text=each.text, status=each.state) for each in updates[row.id]
            ),
            seen=tuple(
                SeenAction(meeting=days.meeting(each.meeting_id), status=each.state, note=each.note)
                for each in seen[row.id]
            ),
        )
        for row in facts.actions
    )


def recommendations(facts: RecordFacts, days: Days) -> tuple[Recommendation, ...]:
    seen = grouped(facts.recommendation_appearances, "recommendation_id")
    return tuple(
        Recommendation(
            id=row.id,
            reference=row.reference,
            text=row.text,
            to=row.addressee,
            sent=row.sent_on,
            response_due=row.response_due,
            response=row.response,
            status=row.state,
            appearances=days.all_on(seen[row.id]),
            status_because=row.state_because,
            clock=row.clock,
            opened_on=row.opened_on,
            received_on=row.received_on,
            response_text=row.response_text,
            responded_on=row.responded_on,
            done_about_it=row.done_about_it,
            closed_on=row.closed_on,
            part=row.part,
            **_source(row, days),
            topic=row.topic_id,
            seen=tuple(
                SeenRecommendation(meeting=days.meeting(each.meeting_id), status=each.state, note=each.note)
                for each in seen[row.id]
            ),
        )
        for row in facts.recommendations
    )


def _source(row: Any, days: Days) -> dict[str, Any]:
    """The fields that say where something was asked."""
    return {
        "from_minute": days.minute(row.item_id),
        "from_meeting": days.of_item(row.item_id),
        "from_item": row.item_id,
        "from_resolution": days.clause(row.resolution_id),
    }
