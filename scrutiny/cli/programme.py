"""`roll-forward`: where every open thing goes and why; with --commit, carried out; with --undo, taken back."""

from __future__ import annotations

import json
from datetime import date
from itertools import groupby

import click
from sqlalchemy.orm import Session

from scrutiny.cli.opening import Day, a_meeting, changing, the_clock, with_record
from scrutiny.domain.dates import written
from scrutiny.domain.roll_forward import Destination, Line, Plan, plan
from scrutiny.models.meetings import Meeting
from scrutiny.operations import roll_forward as operation
from scrutiny.queries.roll_forward import open_things

ORDER = tuple(Destination)


@click.command("roll-forward")
@click.argument("code", metavar="COMMITTEE")
@click.option("--from", "from_", type=Day(), help="The meeting that was held.")
@click.option("--to", type=Day(), required=True, help="The meeting to roll forward to.")
@click.option("--commit", is_flag=True, help="Carry the plan out; without it nothing is changed.")
@click.option("--json", "as_json", is_flag=True, help="The plan as JSON.")
@click.option("--undo", is_flag=True, help="Take back what was rolled forward to that meeting; --to alone says which.")
@with_record
def roll_forward(
    code: str, from_: date | None, to: date, commit: bool, as_json: bool, undo: bool, session: Session
) -> None:
    """Every open thing of the committee in its one place for the next meeting, with the reason."""
    if undo and (from_ or commit or as_json):
        raise click.UsageError("--undo takes no other option but --to.")
    if undo:
        click.echo(_taken_back(session, session.get_one(Meeting, a_meeting(session, code, to))))
        return
    if from_ is None:
        raise click.UsageError("Give the meeting that was held, with --from.")
    before, after = (session.get_one(Meeting, a_meeting(session, code, on)) for on in (from_, to))
    if commit:
        with changing(session) as author:
            planned = operation.roll_forward(session, before, after, by=author.name, on=the_clock().today())
    else:
        operation.require_possible(session, before, after)
        planned = plan(open_things(session, after, since=before.on))
    click.echo(_as_json(planned, commit) if as_json else _as_text(planned, commit))


def _taken_back(session: Session, meeting: Meeting) -> str:
    with changing(session) as author:
        stays = operation.undo_roll_forward(session, meeting, by=author.name)
    done = f"What was rolled forward to the meeting on {written(meeting.on)} is taken back"
    if not stays:
        return f"{done}."
    titles = ", ".join(f"“{title}”" for title in stays)
    return f"{done}, but for what was worked on since: {titles}."


def _as_json(planned: Plan, committed: bool) -> str:
    lines = [
        {
            "thing": f"{line.thing.subject.value} {line.thing.id}",
            "title": line.title,
            "destination": line.destination.value,
            "to": line.to.on.isoformat() if line.to else None,
            "because": line.because,
            "already_there": line.settled,
        }
        for line in planned.lines
    ]
    answer = {"meeting": planned.target.on.isoformat(), "committed": committed, "lines": lines}
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _as_text(planned: Plan, committed: bool) -> str:
    by_place = sorted(planned.lines, key=_in_order)
    parts = [f"Rolling forward to the meeting on {written(planned.target.on)}"]
    for destination, lines in groupby(by_place, key=lambda line: line.destination):
        parts += ["", destination.label, *(_line(line) for line in lines)]
    return "\n".join([*parts, "", _ending(planned, committed)])


def _in_order(line: Line) -> tuple[int, bool, object]:
    """By destination; what goes on the agenda in the order it will have there."""
    return ORDER.index(line.destination), line.slot is None, line.slot or 0


def _line(line: Line) -> str:
    mark = "=" if line.settled else "+"
    to = f" ({written(line.to.on)})" if line.to else ""
    return f"  {mark} {line.title}{to}\n      {line.because}"


def _ending(planned: Plan, committed: bool) -> str:
    count = len(planned.outstanding)
    things = "1 thing" if count == 1 else f"{count} things"
    if not count:
        return "Everything is in its place already: nothing was changed."
    if committed:
        return f"Carried out: {things}, marked +. The rest was in its place already."
    return f"This is a plan: nothing was changed. With --commit, {things} marked + would be put in place."


COMMANDS = (roll_forward,)
