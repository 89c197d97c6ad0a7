"""Rolling forward: every open thing with where it goes and why, changeable line by line, then done, and undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from scrutiny.database import db
from scrutiny.domain.dates import written
from scrutiny.domain.roll_forward import Destination, Line, Plan, PlanChanged, offers, plan, require_as_seen
from scrutiny.domain.rules import RuleBroken
from scrutiny.models.meetings import Meeting
from scrutiny.models.roll_forward import RollForward
from scrutiny.operations import roll_forward as operations
from scrutiny.papers.people import listed
from scrutiny.permissions import Permission
from scrutiny.queries import rolled as queries
from scrutiny.queries import to_change
from scrutiny.queries.roll_forward import open_things
from scrutiny.web.day import today
from scrutiny.web.filters import counted
from scrutiny.web.forms.roll_forward import RollForwardForm
from scrutiny.web.gate import needs

roll_forward = Blueprint("roll_forward", __name__)


class Group(NamedTuple):
    """Lines that go to one place: those that are moved there, or can be moved, and those that rest."""

    heading: str
    lines: tuple[Line, ...]
    resting: tuple[Line, ...]


GROUPS: tuple[tuple[str, Callable[[Line], bool]], ...] = (
    ("Onto the agenda", lambda line: line.destination is Destination.AGENDA),
    ("Onto the tracker going to the meeting", lambda line: line.destination is Destination.TRACKER and not line.ended),
    ("Reported as closed, once", lambda line: line.ended),
    ("Re-dated on the programme", lambda line: line.destination is Destination.REDATED),
    ("On the programme, date to be confirmed", lambda line: line.destination is Destination.UNDATED),
    ("Left where it is", lambda line: line.destination is Destination.STAYS),
)


@roll_forward.route("/meetings/<id:meeting_id>/roll-forward", methods=["GET", "POST"])
@needs(Permission.DRAFT_AGENDAS, meeting=to_change.meeting)
def show(meeting: Meeting) -> ResponseReturnValue:
    held = queries.held_before(db.session(), meeting)
    since = _since(held)
    try:
        operations.require_possible(db.session(), since, meeting)
        return _asked(meeting, held, since)
    except PlanChanged as changed:
        planned, form = _plan(meeting, since, keeping=request.form)
        return _page(meeting, held, since, planned, form, differences=changed.differences), 409
    except RuleBroken as refusal:
        return _page(meeting, held, since, refused=str(refusal)), 409 if request.method == "POST" else 200


def _asked(meeting: Meeting, held: Sequence[Meeting], since: Meeting | None) -> ResponseReturnValue:
    planned, form = _plan(meeting, since)
    if request.method == "GET":
        return _page(meeting, held, since, planned, form)
    require_as_seen(planned, form.saw)
    if not form.validate():
        return _page(meeting, held, since, planned, form), 422
    name = current_user.holder.name
    done = operations.roll_forward(db.session(), since, meeting, chosen=form.chosen, saw=form.saw, by=name, on=today())
    count = len(done.outstanding)
    flash(f"Put in place: {counted(count, 'thing')}." if count else "Everything is in its place already.")
    return redirect(url_for("roll_forward.show", meeting_id=meeting.id), 303)


@roll_forward.post("/meetings/<id:meeting_id>/roll-forward/undo")
@needs(Permission.DRAFT_AGENDAS, meeting=to_change.meeting)
def undo(meeting: Meeting) -> ResponseReturnValue:
    stays = operations.undo_roll_forward(db.session(), meeting, by=current_user.holder.name)
    done = f"What was rolled forward to the meeting on {written(meeting.on)} is taken back"
    kept = listed([f"“{title}”" for title in stays])
    flash(f"{done}, but for what was worked on since: {kept}." if stays else f"{done}.")
    return redirect(url_for("roll_forward.show", meeting_id=meeting.id), 303)


@roll_forward.post("/meetings/<id:meeting_id>/roll-forward/standing-items")
@needs(Permission.DRAFT_AGENDAS, meeting=to_change.meeting)
def put_standing_items(meeting: Meeting) -> ResponseReturnValue:
    operations.put_standing_items(db.session(), meeting, by=current_user.holder.name, on=today())
    flash("The standing items are on the agenda.")
    return redirect(url_for("agenda.edit", meeting_id=meeting.id), 303)


def _since(held: Sequence[Meeting]) -> Meeting | None:
    """The meeting that was asked for, or else the last one that was held; a committee's first meeting has none."""
    asked = request.args.get("from", "")
    return next((meeting for meeting in held if str(meeting.id) == asked), held[0] if held else None)


def _plan(
    meeting: Meeting, since: Meeting | None, keeping: dict[str, str] | None = None
) -> tuple[Plan, RollForwardForm]:
    things = open_things(db.session(), meeting, since=(since or meeting).on)
    planned = plan(things)
    return planned, RollForwardForm.of(planned, offers(planned, things), keeping=keeping)


def _page(
    meeting: Meeting,
    held: Sequence[Meeting],
    since: Meeting | None,
    planned: Plan | None = None,
    form: RollForwardForm | None = None,
    *,
    differences: tuple[str, ...] = (),
    refused: str = "",
) -> str:
    roll = queries.standing_roll(db.session(), meeting.id)
    begin: dict[str, Any] = {"from": since.id} if since else {}
    return render_template(
        "roll_forward/show.html",
        meeting=meeting,
        address=url_for("roll_forward.show", meeting_id=meeting.id, **begin),
        held=held,
        since=since,
        form=form,
        groups=_groups(planned, form) if planned and form else (),
        outstanding=len(planned.outstanding) if planned else 0,
        differences=differences,
        refused=refused,
        roll=roll,
        done=_done(roll) if roll else (),
    )


def _groups(planned: Plan, form: RollForwardForm) -> list[Group]:
    """What goes on the agenda is in the order that it will have there."""
    groups = []
    for heading, belongs in GROUPS:
        lines = [line for line in planned.lines if belongs(line)]
        asked = sorted((line for line in lines if line.thing in form.offered), key=_in_order)
        resting = tuple(line for line in lines if line.thing not in form.offered)
        if lines:
            groups.append(Group(heading, tuple(asked), resting))
    return groups


def _in_order(line: Line) -> tuple[bool, object]:
    return line.slot is None, line.slot or 0


def _done(roll: RollForward) -> list[tuple[str, list[tuple[str, str]]]]:
    """By place, the title and the reason of each line that was carried out."""
    titles = queries.titles(db.session(), roll.lines)
    by_place = [(place, [line for line in roll.lines if line.destination == place.value]) for place in Destination]
    return [(place.label, [(titles[line.id], line.because) for line in lines]) for place, lines in by_place if lines]
