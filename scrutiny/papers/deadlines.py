"""What an officer has to do by a day, as entries of a private calendar. Never anything exempt.

A deadline that no longer binds (the agenda is out, the action done) stays a while as lifted, since a subscriber's
calendar may go on showing what merely disappears.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from scrutiny.domain import notice
from scrutiny.domain.dates import written
from scrutiny.domain.rules import NotCovered
from scrutiny.domain.vocabulary import ItemOutcome, MeetingStatus, RecommendationState
from scrutiny.papers.agenda import EXEMPT_TITLE
from scrutiny.papers.diary import Deadline, DeadlineRow

if TYPE_CHECKING:
    from scrutiny.queries.calendars import DeadlineFacts


def of(facts: DeadlineFacts, *, host: str) -> list[DeadlineRow]:
    """Every deadline. `host` is the site's, so that two councils' entries in one calendar are never taken for one."""
    return [
        *_publishing(facts),
        *_reports(facts, host),
        *_actions(facts, host),
        *_responses(facts, host),
    ]


def _publishing(facts: DeadlineFacts) -> Iterator[DeadlineRow]:
    """The last day for each agenda; none in a year whose closed days are not entered, which is refused, not guessed."""
    for row in facts.meetings:
        rule = notice.NoticeRule(row.clear_days, row.papers_go_up)
        try:
            last_day = notice.publish_by(row.on, facts.calendars[row.council_id], rule)
        except NotCovered:
            continue
        yield DeadlineRow(
            uid=f"publish-by-{row.uid}",
            on=last_day,
            kind=Deadline.PUBLISH_BY,
            subject=f"meeting of {written(row.on)}",
            committee_name=row.committee_name,
            lifted=row.status is MeetingStatus.CANCELLED or row.published_on is not None,
            page=f"/meetings/{row.id}",
            **_stamp(facts, "meetings", row, last_day),
        )


def _reports(facts: DeadlineFacts, host: str) -> Iterator[DeadlineRow]:
    for row in facts.items:
        yield DeadlineRow(
            uid=f"report-due-{row.id}@{host}",
            on=row.papers_due,
            kind=Deadline.REPORT_DUE,
            subject=(row.public_title or EXEMPT_TITLE) if row.exempt else row.title,
            committee_name=row.committee_name,
            lifted=row.meeting_status is MeetingStatus.CANCELLED or row.outcome is not ItemOutcome.PENDING,
            page=f"/meetings/{row.meeting_id}",
            **_stamp(facts, "agenda_items", row, row.papers_due),
        )


def _actions(facts: DeadlineFacts, host: str) -> Iterator[DeadlineRow]:
    for row in facts.actions:
        yield DeadlineRow(
            uid=f"action-{row.id}@{host}",
            on=row.due,
            kind=Deadline.ACTION_DUE,
            subject=f"{row.reference}, {row.owner or 'no owner yet'}",
            committee_name=row.committee_name,
            lifted=not row.state.chased,
            page=f"/committees/{row.code}/follow-up?action={row.id}",
            **_stamp(facts, "actions", row, row.due),
        )


def _responses(facts: DeadlineFacts, host: str) -> Iterator[DeadlineRow]:
    for row in facts.recommendations:
        yield DeadlineRow(
            uid=f"response-{row.id}@{host}",
            on=row.response_due,
            kind=Deadline.RESPONSE_DUE,
            subject=f"{row.reference}, {row.addressee or 'nobody named yet'}",
            committee_name=row.committee_name,
            lifted=row.state is not RecommendationState.SENT,
            page=f"/committees/{row.code}/follow-up?recommendation={row.id}",
            **_stamp(facts, "recommendations", row, row.response_due),
        )


def _stamp(facts: DeadlineFacts, table: str, row: Any, on: date) -> dict[str, Any]:
    """From the history of the row: it only grows, so a later state always has the higher sequence."""
    changes = facts.changes.get((table, row.id))
    if changes is None:
        return {"sequence": 0, "changed_at": datetime.combine(on, time(), UTC)}
    return {"sequence": changes.times - 1, "changed_at": changes.last}
