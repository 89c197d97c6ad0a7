"""One meeting: its page, its minutes as a page, its documents to take away, and what befalls it."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from scrutiny.config import Config
from scrutiny.database import db
from scrutiny.domain.dates import written, written_time
from scrutiny.domain.notice import ShortNotice
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import AttendanceStatus, MeetingKind, MeetingStatus, MinutesState, TemplateKind
from scrutiny.domain.working_days import Calendar
from scrutiny.ical import feed
from scrutiny.models.meetings import Meeting
from scrutiny.operations import meetings as operations
from scrutiny.papers import agenda, diary, minutes, notice
from scrutiny.papers.groups import grouped
from scrutiny.papers.people import Named
from scrutiny.permissions import Permission
from scrutiny.queries import agenda as agenda_queries
from scrutiny.queries import closures, official_minutes, to_change
from scrutiny.queries import meetings as queries
from scrutiny.queries import minutes as minutes_queries
from scrutiny.queries.agenda import AgendaFacts
from scrutiny.queries.minutes import MinutesFacts
from scrutiny.queries.rows import AnyRow, Rows
from scrutiny.web.day import today
from scrutiny.web.forms.meetings import ADJOURN, CANCEL, MOVE, PLACE, ChangeMeetingForm
from scrutiny.web.gate import may_see, needs, public
from scrutiny.web.packs import shelves
from scrutiny.web.responses import CALENDAR, attached, in_word

meetings = Blueprint("meetings", __name__)

Roll = list[tuple[str, tuple[Named, ...]]]
ROLL = ("Present", "Attending remotely", "Also in attendance", "Apologies", "Absent")


@meetings.get("/committees/<code:code>/meetings/<day:on>")
@public
def on_day(code: str, on: date) -> ResponseReturnValue:
    """The guessable address of a meeting; a re-arranged one is found by its old day too."""
    meeting_id = queries.find(db.session(), code, on) or abort(404)
    return redirect(url_for("meetings.show", meeting_id=meeting_id))


@meetings.get("/meetings/<id:meeting_id>")
@public
def show(meeting_id: int) -> ResponseReturnValue:
    facts = agenda_queries.find(db.session(), meeting_id, membership=False) or abort(404)
    meeting = facts.meeting
    told = meeting.minutes_state.public or _may_see_drafts(meeting)
    return render_template(
        "meetings/show.html",
        agenda=_agenda(facts),
        meeting=meeting,
        minuted=told and meeting.minutes_state is not MinutesState.NONE,
        official=_official(meeting) if told and meeting.has_official_minutes else None,
        roll=_called(queries.attendance(db.session(), meeting_id)) if told else [],
        is_over=meeting.status is MeetingStatus.HELD or meeting.on < today(),
        packs=shelves(meeting) if meeting.has_packs else (),
    )


@meetings.get("/meetings/<id:meeting_id>/minutes")
@public
def show_minutes(meeting_id: int) -> ResponseReturnValue:
    facts = minutes_queries.find(db.session(), meeting_id) or abort(404)
    paper = _minutes(facts)
    roll = _roll(paper.present, paper.remote, paper.in_attendance, paper.apologies, paper.absent)
    official = _official(facts.meeting) if facts.meeting.has_official_minutes else None
    return render_template("meetings/minutes.html", minutes=paper, roll=roll, official=official)


@meetings.get("/meetings/<id:meeting_id>/agenda.docx")
@public
def agenda_document(meeting_id: int) -> ResponseReturnValue:
    facts = agenda_queries.find(db.session(), meeting_id) or abort(404)
    paper = _agenda(facts)
    if paper.draft and not _may_see_drafts(facts.meeting):
        abort(404)
    return _document(TemplateKind.AGENDA, paper, facts.meeting)


@meetings.get("/meetings/<id:meeting_id>/minutes.docx")
@public
def minutes_document(meeting_id: int) -> ResponseReturnValue:
    paper = _minutes(minutes_queries.find(db.session(), meeting_id) or abort(404))
    code = paper.committee_code
    return in_word(TemplateKind.MINUTES, paper, code=code, name=f"minutes-{code}-{paper.on}.docx")


@meetings.get("/meetings/<id:meeting_id>/notice.docx")
@public
def notice_document(meeting_id: int) -> ResponseReturnValue:
    """The notice names the business, so it is not there before the agenda is; an informal meeting has none."""
    facts = agenda_queries.find(db.session(), meeting_id) or abort(404)
    meeting = facts.meeting
    draft = meeting.published_on is None and not _may_see_drafts(meeting)
    if draft or meeting.kind is not MeetingKind.FORMAL:
        abort(404)
    return _document(TemplateKind.NOTICE, notice.of(facts, calendar=_calendar(meeting)), meeting)


@meetings.get("/meetings/<id:meeting_id>/calendar.ics")
@public
def calendar_entry(meeting_id: int) -> ResponseReturnValue:
    """This meeting alone, for a calendar that does not subscribe."""
    meeting = queries.one(db.session(), meeting_id) or abort(404)
    config: Config = current_app.extensions["scrutiny.config"]
    paper = diary.of([meeting], name=meeting.committee_name, link=lambda row: f"{config.site_url}/meetings/{row.id}")
    return attached(feed.write(paper), CALENDAR, f"meeting-{meeting.code}-{meeting.on}.ics")


@meetings.route("/meetings/<id:meeting_id>/change", methods=["GET", "POST"])
@needs(Permission.DRAFT_AGENDAS, meeting=to_change.meeting)
def change(meeting: Meeting) -> ResponseReturnValue:
    """Moved, called off, or broken off: for a reason, which the public is told."""
    form = ChangeMeetingForm.of(meeting, on=today())
    if form.validate_on_submit():
        try:
            operations.require_as_seen(db.session(), meeting, version=form.seen.data or "")
            done = _befalls(meeting, form)
        except ShortNotice as short:
            form.fails("short_notice_because", short)
        except RuleBroken as broken:
            form.seen.data = str(meeting.version)
            form.fails("day" if form.what.data == MOVE else "what", broken)
        else:
            flash(done)
            return redirect(url_for("meetings.change", meeting_id=meeting.id), 303)
    moved = queries.rearrangements(db.session(), meeting.id)
    return render_template("meetings/change.html", form=form, meeting=meeting, moved=moved), 422 if form.errors else 200


@meetings.post("/meetings/<id:meeting_id>/restore")
@needs(Permission.DRAFT_AGENDAS, meeting=to_change.meeting)
def restore(meeting: Meeting) -> ResponseReturnValue:
    operations.restore(db.session(), meeting)
    flash(
        f"The meeting on {written(meeting.on)} takes place after all. Look at its agenda: business may have moved on."
    )
    return redirect(url_for("agenda.edit", meeting_id=meeting.id), 303)


def _befalls(meeting: Meeting, form: ChangeMeetingForm) -> str:
    """What was done, in a sentence."""
    session, because = db.session(), form.because.data or ""
    if form.what.data == PLACE:
        operations.name_place(session, meeting, venue=form.venue.data or "")
        return f"The meeting is in {meeting.venue}. Calendars follow."
    if form.what.data == CANCEL:
        operations.cancel(session, meeting, because=because)
        return "The meeting is cancelled. Calendars follow, and what was for it is open again."
    if form.what.data == ADJOURN:
        operations.adjourn(session, meeting, because=because)
        return "The meeting is adjourned. Give it a new day as soon as there is one."
    operations.rearrange(
        session,
        meeting,
        because=because,
        on=today(),
        day=form.day.data,
        at=form.at.data,
        venue=form.venue.data or "",
        short_notice_because=form.short_notice_because.data or "",
    )
    return (
        f"The meeting is on {written(meeting.on)} at {written_time(meeting.at)}. The old day is kept; calendars follow."
    )


def _agenda(facts: AgendaFacts) -> agenda.Agenda:
    """As this reader may see it; the day by which it must be published only while that is still to come."""
    meeting = facts.meeting
    awaited = meeting.published_on is None and meeting.on >= today()
    return agenda.of(
        facts,
        exempt=may_see(Permission.SEE_EXEMPT, meeting.committee_id),
        drafts=_may_see_drafts(meeting),
        calendar=_calendar(meeting) if awaited else None,
    )


def _minutes(facts: MinutesFacts) -> minutes.Minutes:
    """As this reader may see them; 404 while there are none to see."""
    exempt = may_see(Permission.SEE_EXEMPT, facts.meeting.committee_id)
    return minutes.of(facts, exempt=exempt, drafts=_may_see_drafts(facts.meeting)) or abort(404)


def _official(meeting: Any) -> AnyRow | None:
    """The file that is the official text, of those that this reader may see."""
    exempt = may_see(Permission.SEE_EXEMPT, meeting.committee_id)
    return official_minutes.official(official_minutes.versions(db.session(), meeting.id, exempt=exempt))


def _may_see_drafts(meeting: Any) -> bool:
    return may_see(Permission.SEE_DRAFTS, meeting.committee_id)


def _calendar(meeting: Any) -> Calendar:
    return closures.calendar(db.session(), meeting.council_id, near=meeting.on)


def _roll(*groups: tuple[Named, ...]) -> Roll:
    """Who was there and who was not, under the headings of the minutes."""
    return [(heading, people) for heading, people in zip(ROLL, groups, strict=True) if people]


def _called(attendance: Rows) -> Roll:
    there = grouped(attendance, "status")
    return _roll(
        minutes.named([*there[AttendanceStatus.PRESENT], *there[AttendanceStatus.SUBSTITUTE]]),
        minutes.named(there[AttendanceStatus.REMOTE]),
        minutes.named(there[AttendanceStatus.IN_ATTENDANCE]),
        minutes.named(there[AttendanceStatus.APOLOGIES]),
        minutes.named(there[AttendanceStatus.ABSENT]),
    )


def _document(kind: TemplateKind, paper: Any, meeting: Any) -> Response:
    return in_word(kind, paper, code=meeting.code, name=f"{kind}-{meeting.code}-{meeting.on}.docx")
