"""What Cabinet Members answer for."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.models.people import Person, Portfolio
from scrutiny.operations import people
from scrutiny.operations import portfolios as operations
from scrutiny.operations.people import Name
from scrutiny.permissions import Permission
from scrutiny.queries import members
from scrutiny.queries import portfolios as queries
from scrutiny.web.day import today
from scrutiny.web.forms.portfolios import NewPortfolioForm, PortfolioForm
from scrutiny.web.gate import needs

portfolios = Blueprint("portfolios", __name__)


@portfolios.route("/people/portfolios", methods=["GET", "POST"])
@needs(Permission.KEEP_COMMITTEES)
def index() -> ResponseReturnValue:
    """Sent here is a new portfolio."""
    form = NewPortfolioForm()
    if form.is_submitted():
        form.offer(members.namesakes(db.session(), form.person.data))
    if form.validate_on_submit():
        person = _person(form)
        operations.give(db.session(), person, name=form.name.data, from_=form.from_.data)
        return _to_index(f"{person.name} answers for {form.name.data}.")
    found = queries.every(db.session())
    page = render_template(
        "portfolios/index.html",
        form=form,
        now=[row for row in found if row.to is None or row.to >= today()],
        former=[row for row in found if row.to is not None and row.to < today()],
    )
    return page, 422 if form.errors else 200


@portfolios.route("/people/portfolios/<id:portfolio_id>", methods=["GET", "POST"])
@needs(Permission.KEEP_COMMITTEES)
def edit(portfolio_id: int) -> ResponseReturnValue:
    portfolio = _found(portfolio_id)
    form = PortfolioForm(portfolio)
    if form.validate_on_submit():
        with form.rules("to"):
            operations.change(db.session(), portfolio, name=form.name.data, from_=form.from_.data, to=form.to.data)
            return _to_index(f"{portfolio.name} is saved.")
    return render_template("portfolios/edit.html", portfolio=portfolio, form=form), 422 if form.errors else 200


@portfolios.post("/people/portfolios/<id:portfolio_id>/remove")
@needs(Permission.KEEP_COMMITTEES)
def remove(portfolio_id: int) -> ResponseReturnValue:
    portfolio = _found(portfolio_id)
    operations.remove(db.session(), portfolio)
    return _to_index(f"{portfolio.name} is taken away from {portfolio.person.name}, as if it had never been entered.")


def _found(portfolio_id: int) -> Portfolio:
    return queries.to_change(db.session(), portfolio_id) or abort(404)


def _person(form: NewPortfolioForm) -> Person:
    if form.person_id is None:
        return people.enter(db.session(), Name(form.person.data))
    return db.session().get_one(Person, form.person_id)


def _to_index(done: str) -> ResponseReturnValue:
    flash(done)
    return redirect(url_for("portfolios.index"), 303)
