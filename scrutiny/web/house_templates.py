"""House templates: taken away, restyled in Word, tried, and put in use, for a council or for one of its committees."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from scrutiny import house_look
from scrutiny.database import db
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import TemplateKind
from scrutiny.intake.uploads import Upload
from scrutiny.models.committees import Committee, Council
from scrutiny.models.house_templates import HouseTemplate
from scrutiny.operations import house_templates as operations
from scrutiny.permissions import Permission
from scrutiny.queries import house_templates as queries
from scrutiny.queries import to_change
from scrutiny.queries.rows import AnyRow
from scrutiny.queries.to_change import Governed
from scrutiny.store import Store
from scrutiny.web import gate, uploading
from scrutiny.web.filters import counted
from scrutiny.web.forms.house_templates import TemplateForm, UseForm
from scrutiny.web.gate import may_see, needs, signed_in
from scrutiny.web.responses import WORD, attached, from_store
from scrutiny.word import house_template
from scrutiny.word.house_template import Fault, Faulty, listing

house_templates = Blueprint("house_templates", __name__)

NO_WORD = "A template is a Word document (.docx)"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose templates a page is about: a committee's, or the council's own where there is no committee."""

    council: Council
    committee: Committee | None = None

    @property
    def of(self) -> Council | Committee:
        return self.committee or self.council

    @property
    def address(self) -> str:
        whose = f"/committees/{self.committee.code}" if self.committee else f"/councils/{self.council.id}"
        return f"{whose}/house-templates"

    def in_use(self, session: Session) -> dict[TemplateKind, AnyRow]:
        if self.committee:
            return queries.all_in_use(session, self.committee.code)
        return queries.of_council(session, self.council.id)

    def as_it_is_now(self) -> Owner:
        """In the change that is opened with it."""
        if self.committee:
            committee = gate.change(to_change.committee_by_id, self.committee)
            return Owner(committee.council, committee)
        return Owner(gate.change(_council, self.council))


@house_templates.get("/committees/<code:code>/house-templates")
@needs(Permission.KEEP_COMMITTEES, committee=to_change.committee)
def index(committee: Committee) -> ResponseReturnValue:
    return _index(Owner(committee.council, committee))


@house_templates.get("/councils/<id:council_id>/house-templates")
@needs(Permission.KEEP_COMMITTEES)
def of_council(council_id: int) -> ResponseReturnValue:
    return _index(_of_council(council_id))


@house_templates.route("/committees/<code:code>/house-templates/<paper>", methods=["GET", "POST"])
@uploading.takes_files
@needs(Permission.KEEP_COMMITTEES, committee=to_change.committee, changes=False)
def show(committee: Committee, paper: str) -> ResponseReturnValue:
    return _show(Owner(committee.council, committee), _kind(paper))


@house_templates.route("/councils/<id:council_id>/house-templates/<paper>", methods=["GET", "POST"])
@uploading.takes_files
@needs(Permission.KEEP_COMMITTEES, changes=False)
def show_of_council(council_id: int, paper: str) -> ResponseReturnValue:
    return _show(_of_council(council_id), _kind(paper))


@house_templates.get("/house-templates/<id:template_id>.docx")
@needs(Permission.KEEP_COMMITTEES, template=to_change.template)
def download(template: HouseTemplate) -> ResponseReturnValue:
    return from_store(template.sha256, name=template.name, media_type=WORD, size=template.size, public=False)


@house_templates.get("/house-templates/<id:template_id>/sample.docx")
@needs(Permission.KEEP_COMMITTEES, template=to_change.template)
def sample(template: HouseTemplate) -> ResponseReturnValue:
    """Filled in with a paper that is made up: nothing of the record is in it."""
    with _store().open(template.sha256) as file:
        return _sample(file.read(), template.kind, f"{_called(template.kind)}-{template.version}-sample.docx")


@house_templates.post("/house-templates/<id:template_id>/use")
@needs(Permission.KEEP_COMMITTEES, template=to_change.template)
def use(template: HouseTemplate) -> ResponseReturnValue:
    operations.put_in_use(db.session(), template, seen=UseForm().version)
    flash(f"Version {template.version} is in use: papers are printed in it from now on.")
    return redirect(_page_of(template), 303)


@house_templates.post("/house-templates/<id:template_id>/stop")
@needs(Permission.KEEP_COMMITTEES, template=to_change.template)
def stop(template: HouseTemplate) -> ResponseReturnValue:
    operations.take_out_of_use(db.session(), template)
    flash(f"Version {template.version} is out of use, and kept. It can be put in use again.")
    return redirect(_page_of(template), 303)


@house_templates.get("/house-templates/<paper>/default.docx")
@signed_in
def default(paper: str) -> ResponseReturnValue:
    return attached(house_template.default(_kind(paper)), WORD, f"{paper}-template.docx")


@house_templates.get("/house-templates/<paper>/default-sample.docx")
@signed_in
def default_sample(paper: str) -> ResponseReturnValue:
    kind = _kind(paper)
    return _sample(house_template.default(kind), kind, f"{paper}-sample.docx")


def _of_council(council_id: int) -> Owner:
    return Owner(db.session().get(Council, council_id) or abort(404))


def _council(session: Session, id_: int) -> Governed[Council] | None:
    """What is the council's own is for those who have the right on all its committees."""
    found = session.get(Council, id_)
    return Governed(found, None) if found else None


def _index(owner: Owner) -> ResponseReturnValue:
    found = owner.in_use(db.session())
    return render_template(
        "house_templates/index.html",
        owner=owner,
        kinds=[(kind, _called(kind), found.get(kind), _trouble(found.get(kind))) for kind in TemplateKind],
        may_keep_council=may_see(Permission.KEEP_COMMITTEES, None),
    )


def _show(owner: Owner, kind: TemplateKind) -> ResponseReturnValue:
    form = TemplateForm()
    faults: tuple[Fault, ...] = ()
    if form.validate_on_submit() and (uploads := uploading.kept(form, form.files)):
        faults = _tried(form, uploads[0], kind)
        if not form.errors:
            owner = owner.as_it_is_now()
            with uploading.all_or_nothing(form, form.files):
                template = operations.keep(db.session(), owner.of, kind=kind, file=uploads[0])
                flash(f"The template is in order, and kept as version {template.version}. It is not in use yet.")
                return redirect(_page_of(template), 303)
    session, committee_id = db.session(), owner.committee.id if owner.committee else None
    used = owner.in_use(session).get(kind)
    page = render_template(
        "house_templates/show.html",
        owner=owner,
        kind=kind,
        called=_called(kind),
        form=form,
        faults=faults,
        used=used,
        own=used is not None and used.committee_id == committee_id,
        trouble=_trouble(used),
        versions=queries.versions(session, owner.council.id, committee_id, kind),
        fields=listing.of(kind),
        filters=listing.filters(),
        styles=listing.styles(kind),
    )
    return page, 422 if form.errors else 200


def _tried(form: TemplateForm, upload: Upload, kind: TemplateKind) -> tuple[Fault, ...]:
    """What is wrong with the template; a faulty one is not kept."""
    if upload.media_type != WORD:
        form.fails("files", NO_WORD)
        return ()
    (sent,) = form.files.given
    sent.seek(0)
    faults = house_template.try_out(sent.read(), kind)
    if faults:
        form.fails(
            "files", f"The template was not taken: it has {counted(len(faults), 'mistake')}, listed on this page"
        )
    return faults


def _sample(content: bytes, kind: TemplateKind, name: str) -> ResponseReturnValue:
    try:
        return attached(house_template.preview(content, kind), WORD, name)
    except Faulty as faulty:
        raise RuleBroken(str(faulty)) from faulty


def _trouble(row: AnyRow | None) -> str:
    return house_look.trouble_with(_store(), row) if row is not None else ""


def _page_of(template: HouseTemplate) -> str:
    paper = _called(template.kind)
    if template.committee_id is None:
        return url_for("house_templates.show_of_council", council_id=template.council_id, paper=paper)
    committee = db.session().get_one(Committee, template.committee_id)
    return url_for("house_templates.show", code=committee.code, paper=paper)


def _kind(called: str) -> TemplateKind:
    return next((kind for kind in TemplateKind if _called(kind) == called), None) or abort(404)


def _called(kind: TemplateKind) -> str:
    """In an address: `work-programme`."""
    return kind.value.replace("_", "-")


def _store() -> Store:
    store: Store = current_app.extensions["scrutiny.store"]
    return store
