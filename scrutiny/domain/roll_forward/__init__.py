"""Rolling forward: every open thing of a committee, and where it goes for the next meeting.

`plan` puts each open thing in exactly one place and says why in words. It changes nothing: an officer reads it, may
choose otherwise for a line where `offers` allows it, and `operations.roll_forward` plans again on the record as it then
stands and carries out what was decided. Linear in the open things.
"""

from scrutiny.domain.roll_forward.choices import Choice, decided, offers
from scrutiny.domain.roll_forward.facts import OpenThings, PlannedEntry
from scrutiny.domain.roll_forward.items import item_line, stories
from scrutiny.domain.roll_forward.places import Destination, Line, Plan, Subject, Thing
from scrutiny.domain.roll_forward.programme import entry_line, request_line
from scrutiny.domain.roll_forward.seen import PlanChanged, Seen, as_seen, require_as_seen
from scrutiny.domain.roll_forward.standing import minutes_line, minutes_slot, standing_line
from scrutiny.domain.roll_forward.tracker import action_line, recommendation_line
from scrutiny.domain.vocabulary import EntryStatus, Section

__all__ = [
    "Choice",
    "Destination",
    "Line",
    "OpenThings",
    "Plan",
    "PlanChanged",
    "Seen",
    "Subject",
    "Thing",
    "as_seen",
    "decided",
    "offers",
    "plan",
    "require_as_seen",
]


def plan(things: OpenThings) -> Plan:
    """Where each open thing goes. The order is that of an officer's checklist: agenda, programme, tracker."""
    entries = {entry.entry_id: entry for entry in things.entries}
    seen = {(a.sitting.meeting_id, a.topic_id): a for a in things.appearances}
    dated = _dated_from(things)
    minutes_at = minutes_slot(things.standing)
    lines = (
        *filter(None, (standing_line(item, things, dated) for item in things.standing)),
        *(minutes_line(minutes, minutes_at, things.target) for minutes in things.minutes),
        *(entry_line(entry, things, seen) for entry in things.entries),
        *filter(None, (item_line(story, things, entries, dated) for story in stories(things.appearances))),
        *(request_line(request, things) for request in things.requests),
        *(action_line(action, things.target) for action in things.actions),
        *(recommendation_line(recommendation, things.target) for recommendation in things.recommendations),
    )
    return Plan(target=things.target, lines=lines)


def _dated_from(things: OpenThings) -> dict[int, PlannedEntry]:
    """By topic, the first open entry that has a slot at the target or after it."""
    dated: dict[int, PlannedEntry] = {}
    for entry in things.entries:
        if entry.section is not Section.PROGRAMME or entry.status is not EntryStatus.PLANNED:
            continue
        ahead = entry.sitting is not None and entry.sitting >= things.target and entry.sitting.to_come
        if ahead or (entry.planned_on is not None and entry.planned_on >= things.target.on):
            dated.setdefault(entry.topic_id, entry)
    return dated
