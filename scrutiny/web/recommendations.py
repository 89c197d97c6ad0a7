"""One recommendation at the desk: its response clock, all that is known of it, and the steps that its state allows."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.domain.steps import RecommendationStep, of_recommendation
from scrutiny.domain.vocabulary import Response, ResponseClock
from scrutiny.models.committees import Committee
from scrutiny.models.follow_up import Recommendation
from scrutiny.operations import recommendations as operations
from scrutiny.papers import asked_for as paper_of
from scrutiny.permissions import Permission
from scrutiny.queries import asked_for, owners, to_change
from scrutiny.web import sources
from scrutiny.web.day import today
from scrutiny.web.forms.recommendations import FORMS, AddRecommendationForm
from scrutiny.web.forms.steps import StepForm, on_the_page
from scrutiny.web.gate import needs

recommendations = Blueprint("recommendations", __name__)

DONE = {
    RecommendationStep.SEND: "it is sent",
    RecommendationStep.RECEIVE: "the day it was received is recorded",
    RecommendationStep.RESPOND: "the response is recorded",
    RecommendationStep.ASK_AGAIN: "the response is asked for again",
    RecommendationStep.MONITOR: "it is monitored",
    RecommendationStep.REPORT: "what was done about it is recorded",
    RecommendationStep.CLOSE: "it is closed",
    RecommendationStep.TAKE_UP: "it is taken up again, and monitored",
    RecommendationStep.WITHDRAW: "it is withdrawn",
    RecommendationStep.REWORD: "the wording is mended",
}


@recommendations.route("/committees/<code:code>/follow-up/new-recommendation", methods=["GET", "POST"])
@needs(Permission.FOLLOW_UP, committee=to_change.committee)
def add(committee: Committee) -> ResponseReturnValue:
    session, form = db.session(), AddRecommendationForm(data={"source": sources.by_the_address()})
    form.source.choices = sources.offered(committee)
    if form.validate_on_submit():
        with form.rules("text"):
            made = operations.make(
                session,
                committee=committee,
                text=form.text.data,
                addressee=form.addressee.data,
                clock=ResponseClock(form.clock.data),
                source=sources.chosen(form.source.data),
                on=today(),
            )
            flash(f"{made.reference} is on the tracker. Record here when it is sent and when it is received.")
            return redirect(url_for("recommendations.show", recommendation_id=made.id), 303)
    known = owners.addressees(session, committee.id)
    page = render_template(
        "recommendations/add.html", kept=sources.kept_in_the_address(), committee=committee, form=form, addressees=known
    )
    return page, 422 if form.errors else 200


@recommendations.get("/recommendations/<id:recommendation_id>")
@needs(Permission.FOLLOW_UP, recommendation=to_change.recommendation)
def show(recommendation: Recommendation) -> ResponseReturnValue:
    return _page(recommendation, None)


@recommendations.route(
    f"/recommendations/<id:recommendation_id>/<any({', '.join(RecommendationStep)}):step>", methods=["GET", "POST"]
)
@needs(Permission.FOLLOW_UP, recommendation=to_change.recommendation)
def take(recommendation: Recommendation, step: str) -> ResponseReturnValue:
    """One step. What is sent and refused stands open on the page, with all that was typed."""
    taken = RecommendationStep(step)
    form = _form(taken, recommendation)
    if form.validate_on_submit() and form.is_of(recommendation.version):
        with form.rules(form.about):
            _carry_out(taken, recommendation, form)
            flash(f"{recommendation.reference}: {DONE[taken]}.")
            return redirect(url_for("recommendations.show", recommendation_id=recommendation.id), 303)
    return _page(recommendation, form)


def _page(recommendation: Recommendation, sent: StepForm | None) -> ResponseReturnValue:
    allowed = of_recommendation(recommendation.state)
    facts = asked_for.recommendation(db.session(), recommendation, today())
    page = render_template(
        "recommendations/show.html",
        paper=paper_of.recommendation(facts, as_at=today()),
        recommendation=recommendation,
        forms=on_the_page(allowed, sent, lambda step: _form(step, recommendation, fresh=True)),
        sent=sent,
        addressees=owners.addressees(db.session(), recommendation.committee_id),
    )
    return page, 422 if sent and sent.errors else 200


def _form(step: RecommendationStep, its: Recommendation, *, fresh: bool = False) -> StepForm:
    given: dict[str, Any] = {"seen": str(its.version), "on": today(), "text": ""}
    if step is RecommendationStep.REWORD:
        given |= {"text": its.text, "addressee": its.addressee, "clock": its.clock.value}
    if step is RecommendationStep.RECEIVE:
        given["on"] = its.received_on or today()
    return FORMS[step](step, data=given, fresh=fresh)


def _carry_out(step: RecommendationStep, its: Recommendation, form: Any) -> None:
    session = db.session()
    match step:
        case RecommendationStep.SEND:
            operations.send(session, its, on=form.on.data)
            if form.received_on.data:
                operations.receive(session, its, on=form.received_on.data)
        case RecommendationStep.RECEIVE:
            operations.receive(session, its, on=form.on.data)
        case RecommendationStep.RESPOND:
            response = Response(form.response.data)
            operations.respond(session, its, response=response, text=form.text.data, on=form.on.data)
        case RecommendationStep.ASK_AGAIN:
            operations.ask_again(session, its, because=form.because.data, on=today())
        case RecommendationStep.MONITOR | RecommendationStep.TAKE_UP:
            operations.monitor(session, its)
        case RecommendationStep.REPORT:
            operations.report(session, its, done=form.done.data)
        case RecommendationStep.CLOSE:
            operations.close(session, its, because=form.because.data, on=today())
        case RecommendationStep.WITHDRAW:
            operations.withdraw(session, its, because=form.because.data, on=today())
        case RecommendationStep.REWORD:
            clock = ResponseClock(form.clock.data)
            operations.reword(session, its, text=form.text.data, addressee=form.addressee.data, clock=clock)
