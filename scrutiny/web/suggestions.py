"""What is suggested for a committee's programme: for the desk alone, until it is taken up."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.domain.dates import written
from scrutiny.domain.vocabulary import Listed, Section
from scrutiny.models.committees import Committee
from scrutiny.models.suggestions import Suggestion
from scrutiny.operations import suggestions as operations
from scrutiny.operations import turns
from scrutiny.papers import history
from scrutiny.permissions import Permission
from scrutiny.queries import history as past
from scrutiny.queries import programme, to_change
from scrutiny.queries import suggestions as queries
from scrutiny.queries.suggestions import Order
from scrutiny.web import asked
from scrutiny.web.day import today
from scrutiny.web.forms import Change
from scrutiny.web.forms.entries import NewEntryForm
from scrutiny.web.forms.suggestions import DeclineForm, SuggestionForm
from scrutiny.web.gate import needs
from scrutiny.web.programme import address_on_board

suggestions = Blueprint("suggestions", __name__)

IN_WORDS = history.Said(
    columns={"suggested_by": "Who suggested it", "suggested_on": "When", "listed_because": "Reason", "listed": "List"},
    values={"listed": {listed.value: listed.label for listed in Listed}},
)


@suggestions.get("/committees/<code:code>/suggestions")
@needs(Permission.PLAN, committee=to_change.committee)
def index(committee: Committee) -> ResponseReturnValue:
    """One of the lists, by total where the committee scores, else the newest first."""
    session = db.session()
    criteria = [criterion for criterion in queries.criteria(session, committee.id) if criterion.ended_on is None]
    on = asked.one_of(Listed, "list") or Listed.LONG_LIST
    order = asked.one_of(Order, "order") or (Order.TOTAL if criteria else Order.DAY)
    return render_template(
        "suggestions/index.html",
        committee=committee,
        criteria=criteria,
        most=sum(criterion.most for criterion in criteria),
        counts=queries.counts(session, committee.id),
        on=on,
        order=order,
        suggestions=queries.listed(session, committee.id, on=on, order=order),
    )


@suggestions.route("/committees/<code:code>/suggestions/new", methods=["GET", "POST"])
@needs(Permission.PLAN, committee=to_change.committee)
def add(committee: Committee) -> ResponseReturnValue:
    form = SuggestionForm.anew(on=today())
    if form.validate_on_submit():
        with form.rules("title"):
            operations.add(
                db.session(),
                committee,
                title=form.title.data or "",
                suggested_by=form.suggested_by.data or "",
                suggested_on=form.suggested_on.data or today(),
                why=form.why.data or "",
            )
            flash(f"“{form.title.data}” is on the long list.")
            return redirect(url_for("suggestions.index", code=committee.code), 303)
    return render_template("suggestions/add.html", form=form, committee=committee), 422 if form.errors else 200


@suggestions.route("/suggestions/<id:suggestion_id>", methods=["GET", "POST"])
@needs(Permission.PLAN, suggestion=to_change.suggestion)
def edit(suggestion: Suggestion) -> ResponseReturnValue:
    session = db.session()
    if request.method == "POST":
        turns.hold(session, suggestion)
    criteria = queries.criteria(session, suggestion.committee_id)
    form = SuggestionForm.of(suggestion, [criterion for criterion in criteria if criterion.ended_on is None])
    if form.validate_on_submit():
        with form.rules("title"):
            operations.edit(
                session,
                suggestion,
                title=form.title.data or "",
                suggested_by=form.suggested_by.data or "",
                suggested_on=form.suggested_on.data or today(),
                why=form.why.data or "",
            )
            operations.score(session, suggestion, points=form.points)
            flash(f"“{suggestion.title}” is saved.")
            return redirect(url_for("suggestions.edit", suggestion_id=suggestion.id), 303)
    given = {score.criterion_id: score.points for score in suggestion.scores}
    lines = past.of_thing(session, Suggestion.__tablename__, suggestion.id)
    return _page(
        "suggestions/edit.html",
        suggestion,
        form,
        criteria=form.criteria,
        ended=[(each.name, given[each.id]) for each in criteria if each.ended_on and each.id in given],
        total=sum(given.get(criterion.id, 0) for criterion in form.criteria),
        most=sum(criterion.most for criterion in form.criteria),
        history=history.lines(lines, IN_WORDS),
    )


@suggestions.post("/suggestions/<id:suggestion_id>/list")
@needs(Permission.PLAN, suggestion=to_change.suggestion)
def put_on(suggestion: Suggestion) -> ResponseReturnValue:
    """From one list to the other, or back from where it was taken up or declined."""
    was, form = suggestion.listed, Change()
    turns.require_as_seen(db.session(), suggestion, version=form.version)
    listed = next((each for each in Listed if each.value == request.form.get("listed") and each.open), Listed.LONG_LIST)
    operations.put_on(db.session(), suggestion, listed=listed)
    flash(f"“{suggestion.title}” is on the {listed.label.lower()}.")
    return redirect(_list(suggestion, on=was), 303)


@suggestions.route("/suggestions/<id:suggestion_id>/decline", methods=["GET", "POST"])
@needs(Permission.PLAN, suggestion=to_change.suggestion)
def decline(suggestion: Suggestion) -> ResponseReturnValue:
    was, form = suggestion.listed, DeclineForm(seen=str(suggestion.version))
    if form.validate_on_submit():
        with form.rules("because"):
            _require_as_seen(suggestion, form)
            operations.decline(db.session(), suggestion, because=form.because.data or "")
            flash(f"“{suggestion.title}” is declined.")
            return redirect(_list(suggestion, on=was), 303)
    return _page("suggestions/decline.html", suggestion, form)


@suggestions.route("/suggestions/<id:suggestion_id>/take-up", methods=["GET", "POST"])
@needs(Permission.PLAN, suggestion=to_change.suggestion)
def take_up(suggestion: Suggestion) -> ResponseReturnValue:
    session = db.session()
    form = NewEntryForm.of(
        programme.to_come(session, suggestion.committee_id, today()),
        programme.topics(session, suggestion.committee_id),
        on=today(),
        title=suggestion.title,
        section=Section.PROGRAMME,
        details=f"Suggested on {written(suggestion.suggested_on)}.",
        seen=str(suggestion.version),
    )
    if form.validate_on_submit():
        with form.rules("title"):
            _require_as_seen(suggestion, form)
            entry = operations.take_up(
                session,
                suggestion,
                title=form.title.data or suggestion.title,
                on=today(),
                at=form.slot(session),
                section=Section(form.section.data),
                topic=form.chosen_topic(session),
                details=form.details.data or "",
                leads=form.leads.named,
            )
            flash(f"“{entry.title}” is on the work programme.")
            return redirect(address_on_board(_committee(suggestion), entry), 303)
    return _page("suggestions/take_up.html", suggestion, form)


def _require_as_seen(suggestion: Suggestion, form: Change) -> None:
    try:
        turns.require_as_seen(db.session(), suggestion, version=form.version)
    except turns.ChangedMeanwhile:
        form.seen.data = str(suggestion.version)
        raise


def _page(template: str, suggestion: Suggestion, form: Change, **more: object) -> ResponseReturnValue:
    page = render_template(template, form=form, suggestion=suggestion, committee=_committee(suggestion), **more)
    return page, 422 if form.errors else 200


def _list(suggestion: Suggestion, *, on: Listed) -> str:
    return url_for("suggestions.index", code=_committee(suggestion).code, list=on.value)


def _committee(suggestion: Suggestion) -> Committee:
    return db.session().get_one(Committee, suggestion.committee_id)
