"""One action at the desk: all that is known of it, and the steps that its state allows."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from scrutiny.database import db
from scrutiny.domain.steps import ActionStep, of_action
from scrutiny.models.committees import Committee
from scrutiny.models.follow_up import Action
from scrutiny.models.meetings import Meeting
from scrutiny.operations import follow_up as operations
from scrutiny.papers import asked_for as paper_of
from scrutiny.permissions import Permission
from scrutiny.queries import asked_for, owners, to_change, tracker
from scrutiny.queries.rows import Rows
from scrutiny.web import sources
from scrutiny.web.day import today
from scrutiny.web.forms.actions import FORMS, AddActionForm
from scrutiny.web.forms.steps import StepForm, on_the_page
from scrutiny.web.gate import needs

actions = Blueprint("actions", __name__)

DONE = {
    ActionStep.UPDATE: "the update is added",
    ActionStep.COMPLETE: "it is reported complete, and waits for the committee to confirm it",
    ActionStep.CONFIRM: "it is confirmed and closed",
    ActionStep.CLOSE: "it is closed",
    ActionStep.REOPEN: "it is taken up again",
    ActionStep.REDATE: "the date is changed",
    ActionStep.REASSIGN: "it has another owner",
    ActionStep.PAUSE: "it is paused",
    ActionStep.SUPERSEDE: "another action has taken its place",
    ActionStep.WITHDRAW: "it is withdrawn",
    ActionStep.REWORD: "the wording is mended",
}


@actions.route("/committees/<code:code>/follow-up/new", methods=["GET", "POST"])
@needs(Permission.FOLLOW_UP, committee=to_change.committee)
def add(committee: Committee) -> ResponseReturnValue:
    session, form = db.session(), AddActionForm(data={"source": sources.by_the_address()})
    form.source.choices = sources.offered(committee)
    form.meeting.offer(tracker.to_come(tracker.meetings(session, committee.id), today()))
    if form.validate_on_submit():
        with form.rules("text"):
            action = operations.open_action(
                session,
                committee=committee,
                text=form.text.data,
                owner=owners.person(session, form.owner.data) or form.owner.data,
                due=form.due.data,
                due_meeting=_meeting(form.meeting.data),
                source=sources.chosen(form.source.data),
                on=today(),
            )
            flash(f"{action.reference} is on the tracker.")
            return redirect(url_for("actions.show", action_id=action.id), 303)
    known = owners.known(session, committee.id)
    page = render_template(
        "actions/add.html", kept=sources.kept_in_the_address(), committee=committee, form=form, owners=known
    )
    return page, 422 if form.errors else 200


@actions.get("/actions/<id:action_id>")
@needs(Permission.FOLLOW_UP, action=to_change.action)
def show(action: Action) -> ResponseReturnValue:
    return _page(action, None)


@actions.route(f"/actions/<id:action_id>/<any({', '.join(ActionStep)}):step>", methods=["GET", "POST"])
@needs(Permission.FOLLOW_UP, action=to_change.action)
def take(action: Action, step: str) -> ResponseReturnValue:
    """One step. What is sent and refused stands open on the page, with all that was typed."""
    taken = ActionStep(step)
    form = _form(taken, action, tracker.meetings(db.session(), action.committee_id))
    if form.validate_on_submit() and (taken is ActionStep.UPDATE or form.is_of(action.version)):
        with form.rules(form.about):
            _carry_out(taken, action, form)
            flash(f"{action.reference}: {DONE[taken]}.")
            return redirect(url_for("actions.show", action_id=action.id), 303)
    return _page(action, form)


def _page(action: Action, sent: StepForm | None) -> ResponseReturnValue:
    session, sat = db.session(), tracker.meetings(db.session(), action.committee_id)
    paper = paper_of.action(asked_for.action(session, action, today()), as_at=today())
    page = render_template(
        "actions/show.html",
        paper=paper,
        action=action,
        forms=on_the_page(of_action(action.state), sent, lambda step: _form(step, action, sat, fresh=True)),
        sent=sent,
        owners=owners.known(session, action.committee_id),
        others=tracker.open_actions(session, action.committee_id, but=action.id),
    )
    return page, 422 if sent and sent.errors else 200


def _form(step: ActionStep, action: Action, sat: Rows, *, fresh: bool = False) -> StepForm:
    given: dict[str, Any] = {"by": current_user.holder.name, "on": today(), "text": "", "seen": str(action.version)}
    if step is ActionStep.REWORD:
        given["text"] = action.text
    form = FORMS[step](step, data=given, fresh=fresh)
    if step is ActionStep.CONFIRM:
        form.meeting.offer(tracker.could_confirm(sat, since=action.opened_on, on=today()))
    if step is ActionStep.REDATE:
        form.meeting.offer(tracker.to_come(sat, today()))
    return form


def _meeting(chosen: str) -> Meeting | None:
    return db.session().get_one(Meeting, int(chosen)) if chosen else None


def _carry_out(step: ActionStep, action: Action, form: Any) -> None:
    session = db.session()
    said: dict[str, Any] = {"by": current_user.holder.name, "on": today()}
    match step:
        case ActionStep.UPDATE:
            operations.update(session, action, text=form.text.data, by=form.by.data, on=form.on.data)
        case ActionStep.COMPLETE:
            operations.complete(session, action, text=form.text.data, by=form.by.data, on=form.on.data)
        case ActionStep.CONFIRM:
            operations.confirm(session, action, at=session.get_one(Meeting, int(form.meeting.data)), **said)
        case ActionStep.CLOSE:
            operations.close(session, action, because=form.because.data, **said)
        case ActionStep.REOPEN:
            operations.reopen(session, action, because=form.because.data, **said)
        case ActionStep.REDATE:
            at, because = _meeting(form.meeting.data), form.because.data
            operations.redate(session, action, because=because, due=form.due.data, due_meeting=at, **said)
        case ActionStep.REASSIGN:
            owner = owners.person(session, form.owner.data) or form.owner.data
            operations.reassign(session, action, owner=owner, because=form.because.data, **said)
        case ActionStep.PAUSE:
            operations.pause(session, action, because=form.because.data, **said)
        case ActionStep.SUPERSEDE:
            other = tracker.by_reference(session, action.committee_id, form.reference.data)
            operations.supersede(session, action, with_=other, **said)
        case ActionStep.WITHDRAW:
            operations.withdraw(session, action, because=form.because.data, **said)
        case ActionStep.REWORD:
            operations.reword(session, action, text=form.text.data)
