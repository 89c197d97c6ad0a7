"""The papers of an item on the desk: taken, named while they are to follow, replaced, put in order, taken off."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from scrutiny.database import db
from scrutiny.domain.vocabulary import Part
from scrutiny.intake.uploads import Upload
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.documents import Document
from scrutiny.operations import documents as operations
from scrutiny.papers import documents as papers
from scrutiny.papers import withdrawn
from scrutiny.permissions import Permission
from scrutiny.queries import documents as queries
from scrutiny.queries import packs, to_change
from scrutiny.web import gate, uploading
from scrutiny.web.day import today
from scrutiny.web.filters import counted
from scrutiny.web.forms import Change
from scrutiny.web.forms.documents import (
    DocumentForm,
    ReceiveForm,
    ReplaceForm,
    TakeOffForm,
    ToFollowForm,
    UploadForm,
    WithholdForm,
)
from scrutiny.web.gate import needs

documents = Blueprint("documents", __name__)


@documents.route("/items/<id:item_id>/papers", methods=["GET", "POST"])
@uploading.takes_files
@needs(Permission.DRAFT_AGENDAS, item=to_change.item, changes=False)
def index(item: AgendaItem) -> ResponseReturnValue:
    form = UploadForm.about(item)
    if uploads := uploading.sent(form, form.files):
        item = gate.change(to_change.item, item)
        with uploading.all_or_nothing(form, form.files):
            flash(_take(item, uploads, form))
            return _back(item)
    printed = item.id in packs.printed_for(db.session(), item.meeting_id)
    return _page("documents/index.html", form, item, papers=_papers(item), printed=printed)


@documents.route("/items/<id:item_id>/papers/to-follow", methods=["GET", "POST"])
@needs(Permission.DRAFT_AGENDAS, item=to_change.item)
def name(item: AgendaItem) -> ResponseReturnValue:
    form = ToFollowForm.about(item)
    if form.validate_on_submit():
        session, title = db.session(), form.title.data or ""
        with form.rules("title"):
            document = operations.name(session, item, title=title, part=form.part, paragraphs=form.claimed)
            flash(f"“{document.title}” is named as to follow.")
            return _back(item)
    return _page("documents/name.html", form, item)


@documents.route("/documents/<id:document_id>/edit", methods=["GET", "POST"])
@needs(Permission.DRAFT_AGENDAS, document=to_change.document)
def edit(document: Document) -> ResponseReturnValue:
    if document.withdrawn_because:
        return _withdrawn(document, 409 if request.method == "POST" else 200)
    item = _item_of(document)
    form = DocumentForm.of(document, item)
    if form.validate_on_submit():
        with form.rules("title"), db.session().begin_nested():
            _change(document, item, form)
            flash(f"“{document.title}” is saved.")
            return _back(item)
    return _page(
        "documents/edit.html",
        form,
        item,
        paper=papers.one(document, item),
        came_as=papers.came_as(queries.versions(db.session(), document.id)),
        packed=bool(packs.of_meeting(db.session(), item.meeting_id)),
    )


@documents.route("/documents/<id:document_id>/replace", methods=["GET", "POST"])
@uploading.takes_files
@needs(Permission.DRAFT_AGENDAS, document=to_change.document, changes=False)
def replace(document: Document) -> ResponseReturnValue:
    """Or receive: what was to follow has come."""
    if document.withdrawn_because:
        return _withdrawn(document, 409)
    form = ReceiveForm.of(document) if document.to_follow else ReplaceForm.of(document)
    if uploads := uploading.sent(form, form.files):
        document = gate.change(to_change.document, document)
        with uploading.all_or_nothing(form, form.files):
            flash(_put(document, uploads[0], form))
            return _back(_item_of(document))
    item = _item_of(document)
    out = not operations.removable(db.session(), document, item, item.meeting)
    return _page("documents/replace.html", form, item, paper=papers.one(document, item), out=out)


@documents.post("/documents/<id:document_id>/move")
@needs(Permission.DRAFT_AGENDAS, document=to_change.document)
def move(document: Document) -> ResponseReturnValue:
    way = request.form.get("way")
    if way not in ("up", "down"):
        raise BadRequest
    operations.move(db.session(), document, "up" if way == "up" else "down")
    return _back(_item_of(document), document)


@documents.route("/documents/<id:document_id>/take-off", methods=["GET", "POST"])
@needs(Permission.DRAFT_AGENDAS, document=to_change.document)
def take_off(document: Document) -> ResponseReturnValue:
    """A draft is removed; what was published is withdrawn, and stays in the record."""
    if document.withdrawn_because:
        return _withdrawn(document, 409)
    item = _item_of(document)
    draft = operations.removable(db.session(), document, item, item.meeting)
    form = TakeOffForm.of(document, draft=draft)
    if form.validate_on_submit():
        seen = form.seen.data
        with form.rules("because" if "because" in form else "seen"):
            if draft:
                operations.remove(db.session(), document, seen=seen)
            else:
                operations.withdraw(db.session(), document, because=form.because.data or "", seen=seen)
            flash(f"“{document.title}” is {'removed' if draft else 'withdrawn'}.")
            return _back(item)
    return _page("documents/take_off.html", form, item, paper=papers.one(document, item), draft=draft)


@documents.route("/documents/<id:document_id>/withhold", methods=["GET", "POST"])
@needs(Permission.DRAFT_AGENDAS, document=to_change.document)
def withhold(document: Document) -> ResponseReturnValue:
    """One that was withdrawn, of which the public is told too much; of any other it is asked with its title."""
    item = _item_of(document)
    if not _told_of(document, item):
        return redirect(url_for("documents.edit", document_id=document.id), 303)
    form = WithholdForm.of(document, item)
    if form.validate_on_submit():
        with form.rules("paragraphs"):
            operations.withhold(db.session(), document, paragraphs=form.claimed, seen=form.seen.data)
            flash(f"The public is not told any more that “{document.title}” was there.")
            return _back(item)
    return _page("documents/withhold.html", form, item, paper=papers.one(document, item))


def _told_of(document: Document, item: AgendaItem) -> bool:
    """Whether the agenda tells everybody that the paper was withdrawn."""
    return bool(document.withdrawn_because) and document.part is Part.ONE and not item.exempt


def _withdrawn(document: Document, status: int) -> ResponseReturnValue:
    """Nothing more is done with it: when and why it was withdrawn, what it came as, and how to go on."""
    session, item = db.session(), _item_of(document)
    page = render_template(
        "documents/withdrawn.html",
        item=item,
        meeting=item.meeting,
        paper=papers.one(document, item),
        withdrawn=withdrawn.one(queries.to_read(session, document.id)),
        told=_told_of(document, item),
        came_as=papers.came_as(queries.versions(session, document.id)),
    )
    return page, status


def _papers(item: AgendaItem) -> tuple[papers.Paper, ...]:
    session = db.session()
    found = queries.of_item(session, item.id)
    return papers.of(found, item, queries.times_replaced(session, item.id), queries.carries(session, found))


def _take(item: AgendaItem, uploads: Sequence[Upload], form: UploadForm) -> str:
    """All of them or none; each is called as its file is, unless one alone was given a title."""
    taken = [
        operations.take(
            db.session(),
            item,
            upload=upload,
            title=form.title.data or _called(upload),
            part=form.part,
            paragraphs=form.claimed,
            on=today(),
        )
        for upload in uploads
    ]
    if len(taken) == 1:
        return f"“{taken[0].title}” is a paper of this item{_with(taken[0])}."
    return f"{counted(len(taken), 'paper')} are added{_with(taken[0])}."


def _put(document: Document, upload: Upload, form: ReceiveForm) -> str:
    session, seen = db.session(), form.seen.data
    if not isinstance(form, ReplaceForm):
        operations.receive(session, document, upload=upload, on=today(), seen=seen)
        return f"“{document.title}” has come{_with(document)}."
    operations.replace(
        session,
        document,
        upload=upload,
        because=form.because.data or "",
        earlier_open=not form.closed.data,
        on=today(),
        seen=seen,
    )
    return f"“{document.title}” is replaced. The earlier file is kept."


def _change(document: Document, item: AgendaItem, form: DocumentForm) -> None:
    session = db.session()
    operations.retitle(session, document, title=form.title.data or "", seen=form.seen.data)
    if item.exempt:
        return
    if form.part is Part.TWO:
        operations.withhold(session, document, paragraphs=form.claimed)
    elif document.part is Part.TWO:
        operations.open_to_public(session, document)


def _called(upload: Upload) -> str:
    """The title of a paper whose sender has said none: "annual_report_2021.pdf" is "annual report 2021"."""
    return " ".join(PurePath(upload.name).stem.replace("_", " ").split()) or "Paper"


def _with(document: Document) -> str:
    return f", in supplement {document.supplement}" if document.supplement else ""


def _item_of(document: Document) -> AgendaItem:
    """With its meeting, committee and council."""
    found = to_change.item(db.session(), document.item_id)
    assert found is not None
    return found.thing


def _page(template: str, form: Change, item: AgendaItem, **said: object) -> ResponseReturnValue:
    page = render_template(template, form=form, item=item, meeting=item.meeting, **said)
    return page, 422 if form.errors else 200


def _back(item: AgendaItem, document: Document | None = None) -> ResponseReturnValue:
    anchor = f"paper-{document.id}" if document else None
    return redirect(url_for("documents.index", item_id=item.id, _anchor=anchor), 303)
