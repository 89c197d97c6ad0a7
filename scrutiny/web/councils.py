"""The council's own settings: its name, how it counts notice, and what its papers say."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.domain.notice import NoticeRule, PapersGoUp
from scrutiny.domain.vocabulary import Nation
from scrutiny.models.committees import Council
from scrutiny.operations import councils as operations
from scrutiny.papers.history import Said
from scrutiny.permissions import Permission
from scrutiny.web import history
from scrutiny.web.forms.councils import GO_UP, CouncilForm
from scrutiny.web.gate import needs

councils = Blueprint("councils", __name__)

SAID = Said(values={"papers_go_up": dict(GO_UP), "nation": {nation.value: nation.label for nation in Nation}})


@councils.route("/councils/<id:council_id>/settings", methods=["GET", "POST"])
@needs(Permission.KEEP_COMMITTEES)
def edit(council_id: int) -> ResponseReturnValue:
    council = db.session().get(Council, council_id) or abort(404)
    form = CouncilForm(council)
    if form.validate_on_submit():
        with form.rules("clear_days"):
            _change(council, form)
            flash("The council’s settings are saved.")
            return redirect(url_for("councils.edit", council_id=council.id), 303)
    page = render_template("councils/edit.html", council=council, form=form, changes=history.of(council, None, SAID))
    return page, 422 if form.errors else 200


def _change(council: Council, form: CouncilForm) -> None:
    operations.change(
        db.session(),
        council,
        name=form.name.data,
        nation=Nation(form.nation.data),
        rule=NoticeRule(form.clear_days.data or 0, PapersGoUp(form.papers_go_up.data)),
        saturdays_count=form.saturdays_count.data,
        vision=form.vision.data,
        notes_for_the_public=form.notes_for_the_public.data,
    )
