"""An agenda on the desk: drafted, published, reopened, and added to when it is out."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.domain import publishing
from scrutiny.domain.notice import NoticeRule
from scrutiny.domain.publishing import Missing
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import MeetingKind, MeetingStatus
from scrutiny.domain.working_days import Calendar
from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.meetings import Meeting
from scrutiny.operations import agenda as operations
from scrutiny.operations import drafting, items, leaving, meetings
from scrutiny.operations.meetings import AgendaChanged
from scrutiny.papers import draft_agenda
from scrutiny.permissions import Permission
from scrutiny.queries import closures, documents, to_change
from scrutiny.queries import drafting as joining
from scrutiny.queries import publishing as queries
from scrutiny.queries.rolled import standing_roll
from scrutiny.web.day import today
from scrutiny.web.forms.agenda import AddItemForm, LateItemForm, PublishForm, ReopenForm
from scrutiny.web.gate import needs

agenda = Blueprint("agenda", __name__)


@agenda.route("/meetings/<id:meeting_id>/agenda", methods=["GET", "POST"])
@needs(Permission.DRAFT_AGENDAS, meeting=to_change.meeting)
def edit(meeting: Meeting) -> ResponseReturnValue:
    form = AddItemForm.of(joining.topics(db.session(), meeting))
    if form.validate_on_submit():
        title, topic = form.title.data or "", _topic(form)
        with form.rules("title"):
            item = drafting.add_business(db.session(), meeting, title=title, topic=topic, on=today())
            flash(f"“{item.title}” is on the agenda.")
            return _back(meeting, item)
    return _draft_page(meeting, form), 422 if form.errors else 200


@agenda.post("/meetings/<id:meeting_id>/agenda/planned")
@needs(Permission.DRAFT_AGENDAS, meeting=to_change.meeting)
def take_up(meeting: Meeting) -> ResponseReturnValue:
    """An entry that the programme has for this day."""
    entries = joining.planned(db.session(), meeting)
    entry = next((entry for entry in entries if str(entry.id) == request.form.get("entry")), None)
    if entry is None:
        raise RuleBroken("That is not planned for this meeting any more, or is on its agenda by now.")
    item = drafting.take_up(db.session(), meeting, entry, on=today())
    flash(f"“{item.title}” is on the agenda.")
    return _back(meeting, item)


@agenda.post("/meetings/<id:meeting_id>/agenda/exclusion")
@needs(Permission.DRAFT_AGENDAS, meeting=to_change.meeting)
def exclude_public(meeting: Meeting) -> ResponseReturnValue:
    item = drafting.exclude_public(db.session(), meeting, on=today())
    flash("The resolution to exclude the public is on the agenda.")
    return _back(meeting, item)


@agenda.route("/meetings/<id:meeting_id>/publish", methods=["GET", "POST"])
@needs(Permission.DRAFT_AGENDAS, meeting=to_change.meeting)
def publish(meeting: Meeting) -> ResponseReturnValue:
    form = PublishForm(data={"seen": items.agenda_as_it_is(db.session(), meeting)})
    if form.validate_on_submit():
        try:
            _publish(meeting, form)
        except AgendaChanged:
            raise  # about no box of the form: the page that says so keeps what was typed
        except RuleBroken as broken:
            form.fails("late_because", broken)
        else:
            flash("The agenda is published. Its numbers are fixed from now on.")
            return redirect(url_for("agenda.publish", meeting_id=meeting.id), 303)
    lacks = _missing(meeting)
    return render_template(
        "agenda/publish.html", form=form, meeting=meeting, missing=lacks, stops=any(lack.stops for lack in lacks)
    ), 422 if form.errors else 200


@agenda.route("/meetings/<id:meeting_id>/reopen", methods=["GET", "POST"])
@needs(Permission.DRAFT_AGENDAS, meeting=to_change.meeting)
def reopen(meeting: Meeting) -> ResponseReturnValue:
    form = ReopenForm()
    if form.validate_on_submit():
        meetings.reopen(db.session(), meeting, because=form.because.data or "")
        flash("The agenda is a draft again. The public does not see it until it is published.")
        return _back(meeting)
    return render_template("agenda/reopen.html", form=form, meeting=meeting), 422 if form.errors else 200


@agenda.route("/meetings/<id:meeting_id>/late-item", methods=["GET", "POST"])
@needs(Permission.DRAFT_AGENDAS, meeting=to_change.meeting)
def add_late(meeting: Meeting) -> ResponseReturnValue:
    numbered = {str(item.id): item for item in queries.items(db.session(), meeting.id) if item.number}
    form = LateItemForm.of(joining.topics(db.session(), meeting))
    form.offer_paragraphs(meeting.committee.council.nation, meeting.on)
    form.after.choices = [(id_, f"{item.number}. {item.title}") for id_, item in numbered.items()]
    if form.validate_on_submit():
        topic = _topic(form)
        title = form.title.data or (topic.title if topic else "")
        with form.rules("title"):
            item = operations.add_late_item(
                db.session(),
                meeting,
                after=numbered[form.after.data],
                title=title,
                because=form.because.data or "",
                topic=topic,
                paragraphs=form.exempt.paragraphs,
                public_title=form.exempt.public_title,
                part=form.exempt.part,
                on=today(),
            )
            flash(f"“{item.title}” is item {item.number}, in supplement {item.supplement}.")
            return _back(meeting, item)
    return render_template("agenda/add_late.html", form=form, meeting=meeting), 422 if form.errors else 200


def _draft_page(meeting: Meeting, form: AddItemForm) -> str:
    on_it = queries.items(db.session(), meeting.id)
    removable = leaving.removable(db.session(), meeting, on_it)
    papers = documents.counts(db.session(), [item.id for item in on_it])
    open_ = meeting.status is MeetingStatus.SCHEDULED and meeting.published_on is None
    return render_template(
        "agenda/edit.html",
        form=form,
        meeting=meeting,
        agenda=draft_agenda.of(meeting, on_it, removable, papers),
        planned=joining.planned(db.session(), meeting) if open_ else (),
        missing=_missing(meeting) if open_ else unexcluded(meeting),
        rolled=standing_roll(db.session(), meeting.id) is not None,
        open=open_,
        over=meeting.status not in (MeetingStatus.SCHEDULED, MeetingStatus.ADJOURNED),
    )


def _missing(meeting: Meeting) -> tuple[Missing, ...]:
    """What the agenda of a formal meeting lacks; an informal one is not published."""
    if meeting.kind is not MeetingKind.FORMAL:
        return ()
    draft = queries.draft(db.session(), meeting, calendar=_calendar(meeting), rule=_rule(meeting))
    return publishing.missing(draft)


def unexcluded(meeting: Meeting) -> tuple[Missing, ...]:
    """For what of a formal meeting still to come no resolution excludes the public."""
    if meeting.kind is not MeetingKind.FORMAL or meeting.status is not MeetingStatus.SCHEDULED:
        return ()
    return tuple(publishing.exclusion(queries.draft_items(db.session(), meeting.id)))


def _publish(meeting: Meeting, form: PublishForm) -> None:
    meetings.publish(
        db.session(),
        meeting,
        on=today(),
        calendar=_calendar(meeting),
        rule=_rule(meeting),
        late_because=(form.late_because.data or "").strip(),
        seen=form.seen.data or "",
    )


def _calendar(meeting: Meeting) -> Calendar:
    return closures.calendar(db.session(), meeting.committee.council_id, near=meeting.on)


def _rule(meeting: Meeting) -> NoticeRule:
    council = meeting.committee.council
    return NoticeRule(council.clear_days, council.papers_go_up)


def _topic(form: AddItemForm) -> Topic | None:
    return db.session().get_one(Topic, int(form.topic.data)) if form.topic.data else None


def _back(meeting: Meeting, item: AgendaItem | None = None) -> ResponseReturnValue:
    anchor = f"item-{item.id}" if item else None
    return redirect(url_for("agenda.edit", meeting_id=meeting.id, _anchor=anchor), 303)
