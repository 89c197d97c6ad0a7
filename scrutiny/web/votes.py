"""The votes on one item: counted, or recorded by name."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.domain.attendance import Sitting
from scrutiny.domain.vocabulary import AttendanceStatus, InterestKind
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.minutes import Vote
from scrutiny.operations import votes as operations
from scrutiny.papers.history import Said
from scrutiny.permissions import Permission
from scrutiny.queries import attendance as attendance_queries
from scrutiny.queries import declarations as declaration_queries
from scrutiny.queries import to_change
from scrutiny.queries import votes as queries
from scrutiny.queries.attendance import AttendanceFacts
from scrutiny.web import history
from scrutiny.web.forms.votes import CountForm, NamesForm
from scrutiny.web.gate import needs

votes = Blueprint("votes", __name__)

SITTING = (AttendanceStatus.PRESENT, AttendanceStatus.REMOTE, AttendanceStatus.SUBSTITUTE)
SAID = Said(columns={"for_": "For"})
NO_VOTE = "no vote without a dispensation (Localism Act 2011 s.31(4))"


@votes.get("/items/<id:item_id>/votes")
@needs(Permission.TAKE_MINUTES, item=to_change.item)
def index(item: AgendaItem) -> ResponseReturnValue:
    session = db.session()
    return render_template(
        "votes/index.html",
        item=item,
        taken=queries.of_item(session, item.id),
        declared=declaration_queries.of_item(session, item.id),
    )


@votes.route("/items/<id:item_id>/votes/add", methods=["GET", "POST"])
@needs(Permission.TAKE_MINUTES, item=to_change.item)
def add(item: AgendaItem) -> ResponseReturnValue:
    """Counted, or with `?by=names` recorded by name."""
    facts = attendance_queries.find(db.session(), item.meeting_id)
    form = NamesForm.of(_voters(facts, item)) if request.args.get("by") == "names" else CountForm()
    return _write(form, item, None, facts)


@votes.route("/votes/<id:vote_id>", methods=["GET", "POST"])
@needs(Permission.TAKE_MINUTES, vote=to_change.vote)
def edit(vote: Vote) -> ResponseReturnValue:
    item = _item_of(vote)
    facts = attendance_queries.find(db.session(), item.meeting_id)
    casts = {cast.name: cast.choice for cast in vote.casts}
    form = NamesForm.of(_voters(facts, item), vote, casts) if casts else CountForm(vote)
    return _write(form, item, vote, facts)


@votes.post("/votes/<id:vote_id>/remove")
@needs(Permission.TAKE_MINUTES, vote=to_change.vote)
def remove(vote: Vote) -> ResponseReturnValue:
    item_id = vote.item_id
    operations.remove(db.session(), vote)
    flash("The vote is taken out. The history keeps it.")
    return redirect(url_for("votes.index", item_id=item_id), 303)


def _write(
    form: CountForm | NamesForm, item: AgendaItem, vote: Vote | None, facts: AttendanceFacts
) -> ResponseReturnValue:
    place = attendance_queries.places(facts.items)[item.id]
    sat = [each for each in facts.room.sittings if each.status in SITTING]
    form.offer(each.name for each in sat if not each.away_at(place))
    if form.validate_on_submit():
        with form.rules(form.about):
            if vote is None:
                operations.record(db.session(), item, form.ballot)
            else:
                operations.amend(db.session(), vote, form.ballot)
            flash("The vote is recorded.")
            return redirect(url_for("votes.index", item_id=item.id), 303)
    page = render_template(
        "votes/edit.html",
        form=form,
        item=item,
        vote=vote,
        voters=facts.room.voters(place),
        barred=[f"{each.name} {bar}" for each in sat if (bar := facts.room.bar(each, place))],
        interested=_interested(item),
        changes=history.of(vote, item.meeting.committee_id, SAID) if vote else (),
    )
    return page, 422 if form.errors else 200


def _voters(facts: AttendanceFacts, item: AgendaItem) -> list[Sitting]:
    """Those who may vote on the item; and whoever was sent as voting, so that a refusal can name them."""
    place = attendance_queries.places(facts.items)[item.id]
    may = facts.room.voters(place)
    return [each for each in facts.room.sittings if each in may or f"v{each.attendance_id}" in request.form]


def _interested(item: AgendaItem) -> list[str]:
    """Whoever has an interest in the item that keeps them from voting on it, as far as it is declared."""
    declared = declaration_queries.of_item(db.session(), item.id)
    kinds = {row.name: row.kind for row in declared if row.kind is not InterestKind.OTHER}
    said = {
        InterestKind.PECUNIARY: f"declared a disclosable pecuniary interest in this item: {NO_VOTE}.",
        InterestKind.PARTY_WHIP: "declared a party whip on this item.",
    }
    return [f"{name} {said[kind]}" for name, kind in kinds.items()]


def _item_of(vote: Vote) -> AgendaItem:
    """With its meeting and committee: the gate has found it."""
    found = to_change.item(db.session(), vote.item_id)
    assert found is not None
    return found.thing
