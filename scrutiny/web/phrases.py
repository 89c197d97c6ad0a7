"""The phrase shelf: the turns of words that a committee's minutes use again and again."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from scrutiny.database import db
from scrutiny.models.committees import Committee, Phrase
from scrutiny.operations import phrases as operations
from scrutiny.permissions import Permission
from scrutiny.queries import minute_taking as queries
from scrutiny.queries import to_change
from scrutiny.web.forms.phrases import PhraseForm
from scrutiny.web.gate import needs

phrases = Blueprint("phrases", __name__)


@phrases.route("/committees/<code:code>/phrases", methods=["GET", "POST"])
@needs(Permission.TAKE_MINUTES, committee=to_change.committee)
def index(committee: Committee) -> ResponseReturnValue:
    form = PhraseForm()
    if form.validate_on_submit():
        with form.rules("text"):
            operations.add(db.session(), committee, text=form.text.data)
            flash(f"“{form.text.data}” is on the shelf.")
            return _to_shelf(committee)
    shelf = queries.phrases(db.session(), committee.id)
    usual = operations.missing_usual([phrase.text for phrase in shelf])
    page = render_template("phrases/index.html", form=form, committee=committee, shelf=shelf, usual=usual)
    return page, 422 if form.errors else 200


@phrases.post("/committees/<code:code>/phrases/usual")
@needs(Permission.TAKE_MINUTES, committee=to_change.committee)
def add_usual(committee: Committee) -> ResponseReturnValue:
    operations.add_usual(db.session(), committee)
    flash("The usual phrases are on the shelf. Change them as your committee writes.")
    return _to_shelf(committee)


@phrases.route("/phrases/<id:phrase_id>", methods=["GET", "POST"])
@needs(Permission.TAKE_MINUTES, phrase=to_change.phrase)
def reword(phrase: Phrase) -> ResponseReturnValue:
    committee = db.session().get_one(Committee, phrase.committee_id)
    form = PhraseForm(text=phrase.text)
    if form.validate_on_submit():
        with form.rules("text"):
            operations.reword(db.session(), phrase, text=form.text.data)
            flash("The phrase is reworded.")
            return _to_shelf(committee)
    page = render_template("phrases/reword.html", form=form, committee=committee, phrase=phrase)
    return page, 422 if form.errors else 200


@phrases.post("/phrases/<id:phrase_id>/move")
@needs(Permission.TAKE_MINUTES, phrase=to_change.phrase)
def move(phrase: Phrase) -> ResponseReturnValue:
    operations.move(db.session(), phrase, by=-1 if request.form.get("to") == "up" else 1)
    return _to_shelf(db.session().get_one(Committee, phrase.committee_id))


@phrases.post("/phrases/<id:phrase_id>/remove")
@needs(Permission.TAKE_MINUTES, phrase=to_change.phrase)
def remove(phrase: Phrase) -> ResponseReturnValue:
    operations.remove(db.session(), phrase)
    flash(f"“{phrase.text}” is off the shelf. Minutes that have it keep it.")
    return _to_shelf(db.session().get_one(Committee, phrase.committee_id))


def _to_shelf(committee: Committee) -> Response:
    return redirect(url_for("phrases.index", code=committee.code), 303)
