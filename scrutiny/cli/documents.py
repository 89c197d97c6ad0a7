"""`export`: a meeting's documents, a committee's papers, its calendar and its whole record, each into a file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NoReturn

import click
from flask import current_app
from sqlalchemy.orm import Session

from scrutiny import house_look
from scrutiny.cli.opening import Day, a_committee, a_meeting, the_clock, with_record
from scrutiny.cli.printing import printed
from scrutiny.domain.vocabulary import TemplateKind
from scrutiny.domain.working_days import Calendar
from scrutiny.ical import feed
from scrutiny.opendata import record as record_json
from scrutiny.opendata import tables
from scrutiny.papers import agenda, diary, follow_up, minutes, notice, work_programme
from scrutiny.papers import record as record_paper
from scrutiny.queries import agenda as agenda_queries
from scrutiny.queries import closures, meetings, programme
from scrutiny.queries import follow_up as tracker
from scrutiny.queries import minutes as minutes_queries
from scrutiny.queries import record as whole_record
from scrutiny.queries.agenda import AgendaFacts
from scrutiny.queries.follow_up import Wanted

EVERY_ROW = 1_000_000
REMOVED = "{} was removed while it was being read."
EXEMPT = click.option("--exempt", is_flag=True, help="With exempt matter: for members and officers only.")
OUT = click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="The file to write.")
COMMITTEE = click.argument("code", metavar="COMMITTEE")
ON = click.argument("on", type=Day(), metavar="DAY")


@click.group()
def export() -> None:
    """Write a document, the calendar or the record into a file; the ending of its name chooses the kind."""


@export.command("agenda")
@COMMITTEE
@ON
@EXEMPT
@OUT
@with_record
def export_agenda(code: str, on: date, exempt: bool, out: Path, session: Session) -> None:
    """A meeting's agenda, marked as a draft until it is published (.docx or .pdf)."""
    ending = require(out, ".docx", ".pdf")
    facts = agenda_facts(session, code, on)
    paper = agenda.of(facts, exempt=exempt, drafts=True, calendar=_calendar(session, facts))
    keep(out, printed(_in_word(session, TemplateKind.AGENDA, paper, code), ending=ending), exempt=exempt)


@export.command("notice")
@COMMITTEE
@ON
@OUT
@with_record
def export_notice(code: str, on: date, out: Path, session: Session) -> None:
    """The public notice of a meeting (.docx or .pdf)."""
    ending = require(out, ".docx", ".pdf")
    facts = agenda_facts(session, code, on)
    paper = notice.of(facts, calendar=_calendar(session, facts))
    keep(out, printed(_in_word(session, TemplateKind.NOTICE, paper, code), ending=ending))


@export.command("minutes")
@COMMITTEE
@ON
@EXEMPT
@OUT
@with_record
def export_minutes(code: str, on: date, exempt: bool, out: Path, session: Session) -> None:
    """A meeting's minutes, marked as a draft until they are confirmed (.docx or .pdf)."""
    ending = require(out, ".docx", ".pdf")
    facts = minutes_queries.find(session, a_meeting(session, code, on))
    paper = minutes.of(facts, exempt=exempt, drafts=True) if facts else None
    if paper is None:
        raise click.ClickException(f"No minutes have been taken of the meeting of {code} on {on.isoformat()} yet.")
    keep(out, printed(_in_word(session, TemplateKind.MINUTES, paper, code), ending=ending), exempt=exempt)


@export.command("work-programme")
@COMMITTEE
@OUT
@with_record
def export_work_programme(code: str, out: Path, session: Session) -> None:
    """The work programme of the municipal year (.docx or .csv)."""
    ending = require(out, ".docx", ".csv")
    a_committee(session, code)
    today = the_clock().today()
    facts = programme.for_year(session, code, today) or refuse(REMOVED.format(code))
    paper = work_programme.of(facts, as_at=today)
    kind = TemplateKind.WORK_PROGRAMME
    keep(out, _in_word(session, kind, paper, code) if ending == ".docx" else tables.work_programme(paper))


@export.command("follow-up")
@COMMITTEE
@EXEMPT
@OUT
@with_record
def export_follow_up(code: str, exempt: bool, out: Path, session: Session) -> None:
    """The outstanding actions and recommendations (.docx or .csv)."""
    ending = require(out, ".docx", ".csv")
    committee = a_committee(session, code)
    wanted = Wanted(committee.id, the_clock().today(), exempt=exempt, most=EVERY_ROW, most_recommendations=EVERY_ROW)
    paper = follow_up.of(tracker.find(session, wanted), committee, as_at=wanted.today)
    kind = TemplateKind.FOLLOW_UP
    body = _in_word(session, kind, paper, code) if ending == ".docx" else tables.follow_up([paper])
    keep(out, body, exempt=exempt)


@export.command("calendar")
@click.argument("code", metavar="[COMMITTEE]", required=False)
@OUT
@with_record
def export_calendar(code: str | None, out: Path, session: Session) -> None:
    """The meetings of one committee, or of all, as a calendar feed (.ics)."""
    require(out, ".ics")
    committee = a_committee(session, code) if code else None
    site = current_app.extensions["scrutiny.config"].site_url
    rows = meetings.listed(session, committee.id if committee else None)
    name = committee.name if committee else "Scrutiny meetings"
    keep(out, feed.write(diary.of(rows, name=name, link=lambda meeting: f"{site}/meetings/{meeting.id}")))


@export.command("record")
@COMMITTEE
@EXEMPT
@OUT
@with_record
def export_record(code: str, exempt: bool, out: Path, session: Session) -> None:
    """Everything held of a committee, drafts too (.json); exempt matter only with --exempt."""
    require(out, ".json")
    a_committee(session, code)
    facts = whole_record.of_committee(session, code) or refuse(REMOVED.format(code))
    keep(out, record_json.write(record_paper.of(facts, exempt=exempt)), exempt=exempt)


def _in_word(session: Session, kind: TemplateKind, paper: object, code: str) -> bytes:
    return house_look.printed(session, current_app.extensions["scrutiny.store"], kind, paper, code=code)


def keep(out: Path, body: bytes, *, exempt: bool = False) -> None:
    """Put the whole file in place, or leave what was there: it is written beside, then renamed."""
    try:
        _replace(out, body, mode_of(exempt))
    except OSError as trouble:
        raise OSError(trouble.errno, trouble.strerror, str(out)) from trouble
    click.echo(f"Wrote {out} ({len(body):,} bytes).")


def mode_of(exempt: bool) -> int:
    """With exempt matter a file is for whoever asked for it, and nobody else on the machine."""
    return 0o600 if exempt else 0o644


def _replace(out: Path, body: bytes, mode: int) -> None:
    handle, beside = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, mode)
        os.replace(beside, out)
    except BaseException:
        os.unlink(beside)
        raise


def require(out: Path, *endings: str) -> str:
    """The ending of the file's name; another one than these is refused before anything is read."""
    ending = out.suffix.lower()
    if ending not in endings:
        refuse(f"{out.name} should end in {' or '.join(endings)}, which chooses the kind of file.")
    if not out.parent.is_dir():
        refuse(f"There is no folder {out.parent} to write {out.name} in.")
    return ending


def refuse(sentence: str) -> NoReturn:
    raise click.ClickException(sentence)


def agenda_facts(session: Session, code: str, on: date) -> AgendaFacts:
    facts = agenda_queries.find(session, a_meeting(session, code, on))
    return facts or refuse(REMOVED.format(f"The meeting of {code} on {on.isoformat()}"))


def _calendar(session: Session, facts: AgendaFacts) -> Calendar:
    return closures.calendar(session, facts.meeting.council_id, near=facts.meeting.on)


COMMANDS: tuple[Callable[..., object], ...] = (export,)
