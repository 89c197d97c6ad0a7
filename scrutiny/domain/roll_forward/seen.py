"""What an officer saw of a plan, and what is different by now: a decision is carried out only on what was seen."""

from collections.abc import Mapping

from scrutiny.domain.roll_forward.places import Destination, Line, Plan, Thing
from scrutiny.domain.rules import RuleBroken

MOST_TOLD = 5

Seen = Mapping[Thing, str]


class PlanChanged(RuleBroken):
    """The plan is not what was seen; `differences` are sentences."""

    def __init__(self, differences: tuple[str, ...]) -> None:
        self.differences = differences
        super().__init__(f"The plan changed while you were reading it. {' '.join(differences)} Nothing was done.")


def mark(line: Line) -> str:
    """A line's place in one word, which changes when that does: `agenda`, `redated@7`, `tracker!` once it is there."""
    return f"{line.destination.value}{f'@{line.to.meeting_id}' if line.to else ''}{'!' if line.settled else ''}"


def as_seen(planned: Plan) -> Seen:
    return {line.thing: mark(line) for line in planned.lines}


def require_as_seen(planned: Plan, saw: Seen) -> None:
    """Raises PlanChanged, which says in sentences what came, went, or goes elsewhere."""
    gone = len(saw.keys() - {line.thing for line in planned.lines})
    told = [sentence for line in planned.lines if (sentence := _difference(line, saw.get(line.thing)))]
    if gone:
        told.append("1 thing is no longer open." if gone == 1 else f"{gone} things are no longer open.")
    if told:
        more = len(told) - MOST_TOLD
        raise PlanChanged((*told[:MOST_TOLD], *([f"And {more} more."] if more > 0 else [])))


def _difference(line: Line, saw: str | None) -> str:
    if saw == mark(line):
        return ""
    if saw is None:
        return f"“{line.title}” has come open."
    if line.settled and line.destination in (Destination.AGENDA, Destination.TRACKER):
        there = "agenda" if line.destination is Destination.AGENDA else "tracker"
        return f"“{line.title}” is on the {there} by now."
    return f"“{line.title}” goes elsewhere by now."
