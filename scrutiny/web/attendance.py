"""Who is at one meeting: taken in one screen, a tap a member."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.domain.dates import written
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import MeetingStatus, MinutesState, Movement
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Attendance, AttendanceMovement, Meeting
from scrutiny.operations import attendance as operations
from scrutiny.operations import meetings
from scrutiny.operations.attendance import Unmarked
from scrutiny.papers import absences as absence_papers
from scrutiny.papers import attendance as papers
from scrutiny.papers.absences import Warned
from scrutiny.permissions import Permission
from scrutiny.queries import absences, attendance_history, guests, to_change
from scrutiny.queries import attendance as queries
from scrutiny.queries.attendance import AttendanceFacts
from scrutiny.queries.guests import Guest
from scrutiny.web.day import today
from scrutiny.web.filters import counted
from scrutiny.web.forms.attendance import (
    GuestForm,
    HeldForm,
    MovementForm,
    RollForm,
    SubstituteForm,
    read_marks,
)
from scrutiny.web.gate import needs

attendance = Blueprint("attendance", __name__)

ON_THE_DAY = {"movement", "held"}
"""The forms that are not on the page before the day of the meeting."""


@attendance.route("/meetings/<id:meeting_id>/attendance", methods=["GET", "POST"])
@needs(Permission.TAKE_MINUTES, meeting=to_change.meeting)
def take(meeting: Meeting) -> ResponseReturnValue:
    facts = queries.find(db.session(), meeting.id)
    form = RollForm.of(facts.lines, beforehand=today() < meeting.on)
    if form.validate_on_submit():
        try:
            changed = operations.take(
                db.session(), meeting, marks=form.marks(request.form.get("rest", "")), seen=form.was, on=today()
            )
        except Unmarked as unmarked:
            form.refuse(unmarked)
            form.see(facts.lines)
        else:
            flash(f"Saved. {counted(changed, 'line')} of the roll changed." if changed else "Saved already.")
            return redirect(url_for("attendance.take", meeting_id=meeting.id), 303)
    return _page(meeting, facts, roll=form)


@attendance.post("/meetings/<id:meeting_id>/attendance/mark")
@needs(Permission.TAKE_MINUTES, meeting=to_change.meeting)
def mark(meeting: Meeting) -> ResponseReturnValue:
    """One tap, from the script of the page: answered in a word, so that the page need not be made again."""
    marks, seen = (read_marks(request.form.get(name, "")) for name in ("marks", "seen"))
    if marks is None:
        return jsonify(why="That could not be read. Open the page again."), 409
    try:
        operations.take(db.session(), meeting, marks=marks, seen=seen, on=today())
    except RuleBroken as broken:
        now = {line.key: line.status or "" for line in queries.find(db.session(), meeting.id).lines}
        return jsonify(why=str(broken), now={key: now[key] for key in marks if key in now}), 409
    quorum = papers.quorum(queries.find(db.session(), meeting.id))
    return jsonify(said="Saved", quorum=[quorum.words, *quorum.told], kept=quorum.kept is not False)


@attendance.post("/meetings/<id:meeting_id>/attendance/substitute")
@needs(Permission.TAKE_MINUTES, meeting=to_change.meeting)
def add_substitute(meeting: Meeting) -> ResponseReturnValue:
    facts = queries.find(db.session(), meeting.id)
    form = SubstituteForm(prefix="substitute-")
    form.offer(facts)
    if form.validate() and not (form.who.data or form.name.data):
        form.fails("name", "Enter the name of the substitute")
    elif not form.errors:
        who = int(form.who.data) if form.who.data else None
        with form.rules("name" if form.name.data else "who"):
            made = operations.add_substitute(
                db.session(), meeting, name=form.name.data, person_id=who, instead_of=form.instead_of.data
            )
            return _done(meeting, f"{made.name} is there for {made.substitute_for}.", "others")
    return _page(meeting, facts, substitute=form)


@attendance.post("/meetings/<id:meeting_id>/attendance/guest")
@needs(Permission.TAKE_MINUTES, meeting=to_change.meeting)
def add_guest(meeting: Meeting) -> ResponseReturnValue:
    facts = queries.find(db.session(), meeting.id)
    form, likely = _guest_form(facts)
    if form.validate() and not (form.likely.data or form.name.data):
        form.fails("name", "Enter the name of whoever is in attendance")
    elif not form.errors:
        chosen = [(guest.name, guest.post, guest.person_id) for guest in likely if guest.name in form.likely.data]
        chosen += [(form.name.data, form.post.data, None)] if form.name.data else []
        with form.rules("name"):
            made = [
                operations.add_guest(db.session(), meeting, name=name, post=post, person_id=person_id).name
                for name, post, person_id in chosen
            ]
            return _done(meeting, f"In attendance: {', '.join(made)}.", "others")
    return _page(meeting, facts, guest=form)


@attendance.post("/attendance/<id:attendance_id>/remove")
@needs(Permission.TAKE_MINUTES, attendance=to_change.attendance)
def remove(attendance: Attendance) -> ResponseReturnValue:
    meeting = db.session().get_one(Meeting, attendance.meeting_id)
    operations.remove(db.session(), meeting, attendance)
    return _done(meeting, f"{attendance.name} is taken out.", "others")


@attendance.post("/meetings/<id:meeting_id>/attendance/movement")
@needs(Permission.TAKE_MINUTES, meeting=to_change.meeting)
def move(meeting: Meeting) -> ResponseReturnValue:
    session, facts = db.session(), queries.find(db.session(), meeting.id)
    form = _movement_form(facts)
    if form.validate():
        who = session.get_one(Attendance, int(form.who.data))
        item = session.get_one(AgendaItem, int(form.item.data)) if form.item.data != "0" else None
        movement = Movement(form.movement.data)
        with form.rules("movement"):
            operations.move(
                session, meeting, who, movement=movement, item=item, on=today(), at=form.at.data, note=form.note.data
            )
            return _done(meeting, f"{who.name} {movement.value}: saved.", "comings")
    return _page(meeting, facts, movement=form)


@attendance.post("/movements/<id:movement_id>/remove")
@needs(Permission.TAKE_MINUTES, movement=to_change.movement)
def unmove(movement: AttendanceMovement) -> ResponseReturnValue:
    session = db.session()
    who = session.get_one(Attendance, movement.attendance_id)
    meeting = session.get_one(Meeting, who.meeting_id)
    operations.unmove(session, meeting, movement)
    return _done(meeting, f"Taken out: {who.name} {movement.movement.value}.", "comings")


@attendance.post("/meetings/<id:meeting_id>/attendance/held")
@needs(Permission.TAKE_MINUTES, meeting=to_change.meeting)
def hold(meeting: Meeting) -> ResponseReturnValue:
    form = HeldForm(prefix="held-")
    if form.validate():
        with form.rules("ended_at"):
            meetings.hold(db.session(), meeting, on=today(), ended_at=form.ended_at.data)
            return _done(meeting, "The meeting is recorded as held.", "held")
    return _page(meeting, queries.find(db.session(), meeting.id), held=form)


def _done(meeting: Meeting, said: str, part: str) -> ResponseReturnValue:
    """Back to the part of the page where it was done."""
    flash(said)
    return redirect(url_for("attendance.take", meeting_id=meeting.id, _anchor=part), 303)


def _page(meeting: Meeting, facts: AttendanceFacts, **sent: Any) -> ResponseReturnValue:
    """The whole screen, with the one form that was sent as it was sent."""
    closed, beforehand = _closed(meeting), today() < meeting.on
    if beforehand and sent.keys() & ON_THE_DAY:
        raise RuleBroken(f"The meeting is on {written(meeting.on)}. This can be recorded from that day on.")
    if closed and request.method == "POST":
        raise RuleBroken(closed)
    substitute = SubstituteForm(formdata=None, prefix="substitute-")
    substitute.offer(facts)
    guest, likely = _guest_form(facts, fresh=True)
    forms = {
        "roll": RollForm.of(facts.lines, beforehand=beforehand, fresh=True),
        "substitute": substitute,
        "guest": guest,
        "movement": _movement_form(facts, fresh=True),
        "held": HeldForm(formdata=None, prefix="held-", ended_at=meeting.ended_at),
    } | sent
    page = render_template(
        "attendance/take.html",
        meeting=meeting,
        facts=facts,
        paper=papers.of(facts),
        warned=_warned(facts, today()),
        closed=closed,
        over=meeting.status is MeetingStatus.HELD,
        beforehand=beforehand,
        posts={guest.name: guest.post for guest in likely},
        known=guests.known(db.session()),
        changes=papers.changes(attendance_history.find(db.session(), meeting.id)),
        faults=[fault for form in forms.values() for fault in form.faults],
        **{f"{name}_form": form for name, form in forms.items()},
    )
    return page, 422 if any(form.errors for form in forms.values()) else 200


def _guest_form(facts: AttendanceFacts, *, fresh: bool = False) -> tuple[GuestForm, tuple[Guest, ...]]:
    form = GuestForm(formdata=None, prefix="guest-") if fresh else GuestForm(prefix="guest-")
    taken = {row.name for row in facts.rows} | {line.name for line in facts.lines}
    likely = tuple(each for each in guests.likely(db.session(), facts.meeting.id) if each.name not in taken)
    form.likely.choices = [(each.name, each.name) for each in likely]
    return form, likely


def _movement_form(facts: AttendanceFacts, *, fresh: bool = False) -> MovementForm:
    form = MovementForm(formdata=None, prefix="movement-") if fresh else MovementForm(prefix="movement-")
    form.offer(facts)
    return form


def _closed(meeting: Meeting) -> str:
    """Why nothing can be changed here; "" while it can."""
    if meeting.status is MeetingStatus.CANCELLED:
        return "This meeting is cancelled, so nobody was there."
    return (
        "The minutes are confirmed, so the attendance stands."
        if meeting.minutes_state is MinutesState.CONFIRMED
        else ""
    )


def _warned(facts: AttendanceFacts, on: date) -> dict[str, Warned]:
    """The six-month warnings of the councillors on the roll, by the key of their line (LGA 1972 s.85)."""
    councillors = {line.person_id: line.key for line in facts.lines if line.person_id and line.is_councillor}
    found = absences.find(db.session(), councillors, on)
    warned = {councillors[person_id]: absence_papers.of(about, on) for person_id, about in found.items()}
    return {key: warning for key, warning in warned.items() if warning}
