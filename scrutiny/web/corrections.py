"""Correcting a minute that was confirmed: at once, with the reason, and with the confirmed text kept."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from scrutiny.database import db
from scrutiny.domain.comparing import Piece, compare
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import MinutesState
from scrutiny.models.agenda import AgendaItem
from scrutiny.operations import corrections as operations
from scrutiny.operations.minutes import MinuteChanged
from scrutiny.permissions import Permission
from scrutiny.queries import minute_taking as queries
from scrutiny.queries import to_change
from scrutiny.web.forms.minutes import CorrectionForm, reworded
from scrutiny.web.gate import needs

corrections = Blueprint("corrections", __name__)


@corrections.route("/items/<id:item_id>/minute/correct", methods=["GET", "POST"])
@needs(Permission.TAKE_MINUTES, item=to_change.item)
def make(item: AgendaItem) -> ResponseReturnValue:
    minute = queries.minute_of(db.session(), item.id) or abort(404)
    if item.meeting.minutes_state is not MinutesState.CONFIRMED:
        return redirect(url_for("minutes.item", item_id=item.id), 303)
    form = CorrectionForm.of(item, minute)
    clauses = queries.clauses_of(db.session(), minute.id)
    typed = reworded(clauses)
    pieces: tuple[Piece, ...] = ()
    if form.validate_on_submit():
        try:
            operations.correct(
                db.session(),
                minute,
                narrative=form.narrative.data or "",
                public_summary=form.public_summary.data or "" if "public_summary" in form else None,
                clauses=typed,
                because=form.because.data or "",
                by=current_user.name,
                version=form.version,
            )
        except MinuteChanged as changed:
            pieces, form.seen.data = compare(changed.theirs, changed.yours), str(changed.version)
            form.fails("narrative", changed)
        except RuleBroken as broken:
            form.fails("narrative", broken)
        else:
            flash("The minute is corrected. The text that was confirmed is kept.")
            return redirect(url_for("minutes.item", item_id=item.id), 303)
    page = render_template(
        "corrections/make.html",
        form=form,
        item=item,
        meeting=item.meeting,
        minute=minute,
        clauses=clauses,
        typed=typed,
        pieces=pieces,
    )
    return page, 422 if form.errors else 200
