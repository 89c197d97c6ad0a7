"""The law of reporting once, judged from the bare tables."""

from __future__ import annotations

from scrutiny.domain.roll_forward import Plan, Subject, Thing
from tests.operations.bare_tables import Record

ENDED = ("closed", "withdrawn", "superseded")


def what_has_ended_is_reported(record: Record, planned: Plan) -> None:
    """An action or recommendation that a tracker had while it was open comes once more, ended, and then no longer."""
    lines, meetings = {line.thing for line in planned.lines}, record.by_id("meetings")
    for subject in (Subject.ACTION, Subject.RECOMMENDATION):
        for row in record[f"{subject.value}s"]:
            if row.state not in ENDED:
                continue
            elsewhere = [
                seen
                for seen in record[f"{subject.value}_appearances"]
                if getattr(seen, f"{subject.value}_id") == row.id
                and seen.meeting_id != planned.target.meeting_id
                and meetings[seen.meeting_id].status != "cancelled"
            ]
            in_the_plan = Thing(subject, row.id) in lines
            if not any(seen.state in ENDED for seen in elsewhere):
                assert in_the_plan or not elsewhere, f"{subject} {row.id} ended and no meeting is told"
            elif any(
                seen.state in ENDED and str(meetings[seen.meeting_id].on) >= str(row.closed_on) for seen in elsewhere
            ):
                assert not in_the_plan, f"{subject} {row.id} has been reported and comes again"
