"""From draft to confirmed minutes: agreed by the chair for publication, taken back, confirmed at a later meeting."""

from __future__ import annotations

from hashlib import blake2b

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from scrutiny.database import db
from scrutiny.domain.dates import written
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import AccountRole
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from scrutiny.operations import minutes as operations
from scrutiny.operations.turns import take_turn
from scrutiny.papers import minute_taking as paper_of
from scrutiny.papers import minutes as minutes_paper
from scrutiny.permissions import Permission
from scrutiny.queries import meetings, to_change
from scrutiny.queries import minute_taking as queries
from scrutiny.queries import minutes as minutes_queries
from scrutiny.web import asked
from scrutiny.web.day import today
from scrutiny.web.forms.minutes import ConfirmForm, amended, stale
from scrutiny.web.gate import may_see, needs

confirmation = Blueprint("confirmation", __name__)


@confirmation.get("/meetings/<id:meeting_id>/minutes/close")
@needs(Permission.SEE_DRAFTS, meeting=to_change.meeting)
def show(meeting: Meeting) -> ResponseReturnValue:
    """The ladder, with what is still missing; each step is offered to whoever may take it."""
    lines = paper_of.lines(queries.of_meeting(db.session(), meeting.id))
    return render_template(
        "confirmation/show.html",
        meeting=meeting,
        lacking=[line for line in lines if line.missing],
        minuted=[line for line in lines if line.minute_id is not None],
        steps=queries.steps_taken(db.session(), meeting.id),
        later=queries.later_meetings(db.session(), meeting, today()),
        confirmed_at=_confirmed_at(meeting),
        read=_as_read(meeting),
        agrees=may_see(Permission.AGREE_MINUTES, meeting.committee_id),
        takes=may_see(Permission.TAKE_MINUTES, meeting.committee_id),
    )


@confirmation.post("/meetings/<id:meeting_id>/minutes/agree")
@needs(Permission.AGREE_MINUTES, meeting=to_change.meeting)
def agree(meeting: Meeting) -> ResponseReturnValue:
    """What is published is what was read: minutes that were written on meanwhile are looked at once more."""
    take_turn(db.session(), meeting.committee_id)
    read = _as_read(meeting)
    operations.agree(db.session(), meeting, by=_agreed_by(meeting.committee_id))
    if request.form.get("read") != read:
        raise RuleBroken(
            "Somebody wrote on these minutes since you opened this page. Read them again, then agree them."
        )
    flash("The minutes are agreed. They are public, as a draft to be confirmed.")
    return redirect(url_for("confirmation.show", meeting_id=meeting.id), 303)


@confirmation.post("/meetings/<id:meeting_id>/minutes/take-back")
@needs(Permission.AGREE_MINUTES, meeting=to_change.meeting)
def take_back(meeting: Meeting) -> ResponseReturnValue:
    operations.take_back(db.session(), meeting)
    flash("The minutes are a draft again, and no longer public. The text that was agreed is kept.")
    return redirect(url_for("confirmation.show", meeting_id=meeting.id), 303)


@confirmation.route("/meetings/<id:meeting_id>/minutes/confirm", methods=["GET", "POST"])
@needs(Permission.TAKE_MINUTES, meeting=to_change.meeting)
def confirm(meeting: Meeting) -> ResponseReturnValue:
    """Record that a later meeting confirmed the minutes, as they stand or as amended."""
    if request.method == "POST":
        take_turn(db.session(), meeting.committee_id)
    minutes = queries.minutes_of(db.session(), meeting.id)
    form = ConfirmForm.of(queries.later_meetings(db.session(), meeting, today()), asked.number("at"))
    if form.is_submitted() and stale(minutes):
        form.fails("at", "Somebody wrote on these minutes meanwhile. Look at them below, then confirm them")
    elif form.validate_on_submit():
        with form.rules("at"):
            _confirm(meeting, int(form.at.data), amendments=amended(minutes), because=form.because.data or "")
            return redirect(url_for("confirmation.show", meeting_id=meeting.id), 303)
    page = render_template(
        "confirmation/confirm.html",
        form=form,
        meeting=meeting,
        minutes=minutes,
        typed={row.id: request.form.get(f"minute-{row.id}", row.narrative) for row in minutes},
    )
    return page, 422 if form.errors else 200


@confirmation.post("/items/<id:item_id>/confirmed")
@needs(Permission.TAKE_MINUTES, item=to_change.item)
def confirm_under(item: AgendaItem) -> ResponseReturnValue:
    """In the meeting itself: the minutes that this item is about were confirmed as they stand."""
    if item.minutes_of_id is None:
        abort(404)
    _confirm(db.session().get_one(Meeting, item.minutes_of_id), item.meeting_id, amendments={}, because="")
    return redirect(url_for("minutes.item", item_id=item.id), 303)


def _confirm(meeting: Meeting, at: int, *, amendments: dict[int, str], because: str) -> None:
    later = db.session().get_one(Meeting, at)
    operations.confirm(
        db.session(),
        meeting,
        at=later,
        by=current_user.name,
        on=today(),
        amendments=amendments,
        because=because,
    )
    as_amended = " as amended" if amendments else ""
    flash(f"The minutes of {written(meeting.on)} are confirmed{as_amended}.")


def _as_read(meeting: Meeting) -> str:
    """The minutes as they are now, as one word: another word is another text."""
    facts = minutes_queries.find(db.session(), meeting.id)
    paper = minutes_paper.of(facts, exempt=True, drafts=True) if facts else None
    return blake2b(repr(paper).encode(), digest_size=8).hexdigest()


def _confirmed_at(meeting: Meeting) -> object:
    return meetings.one(db.session(), meeting.confirmed_at_meeting_id) if meeting.confirmed_at_meeting_id else None


def _agreed_by(committee_id: int) -> str:
    """The chair who agrees, or whoever records that the chair did."""
    chairs = {role.committee_id for role in current_user.grants if role.role is AccountRole.CHAIR}
    name: str = current_user.name
    return name if committee_id in chairs else f"The chair, recorded by {name}"
