"""`import minutes`: what a council has from before this record, read into a draft with its doubts and brought in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
from sqlalchemy.orm import Session

from scrutiny.cli.opening import a_committee, changing, the_clock, with_record
from scrutiny.cli.record import import_
from scrutiny.domain.dates import written, written_time
from scrutiny.domain.record import Committee as OfRecord
from scrutiny.domain.record import Doubt, Record
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import Part
from scrutiny.intake.past import minutes as intake
from scrutiny.intake.past.minutes import PastMinutes
from scrutiny.models.committees import Committee
from scrutiny.opendata import record as opendata
from scrutiny.operations.past import minutes as operations
from scrutiny.operations.past.minutes import Minuted
from scrutiny.queries import committees
from scrutiny.queries.rows import AnyRow

FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
COMMITTEE = click.option("--committee", "code", required=True, help="The code of the committee whose paper it is.")
DRY_RUN = click.option("--dry-run", is_flag=True, help="Say what would be brought in, and change nothing.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="What was read, with every doubt, as JSON.")

DRAFT = (
    "They are here as a draft, at /meetings/{}/minutes: the public reads them once the chair agrees them. That the "
    "meeting was held, and the titles of its open items, it sees at once."
)


@import_.command("minutes")
@FILE
@COMMITTEE
@DRY_RUN
@AS_JSON
@with_record
def import_minutes(file: Path, code: str, dry_run: bool, as_json: bool, session: Session) -> None:
    """Read the minutes of a meeting (.docx, .pdf or .txt) and bring them in as a draft, for a clerk to look at."""
    row = a_committee(session, code)
    past = intake.read(file.read_bytes(), file.name)
    _require_its_own(session, row, past)
    session.rollback()
    minuted = _bring_in(session, row, past, dry_run=dry_run)
    doubts = [*_doubts(past, row), *minuted.doubts]
    if as_json:
        click.echo(opendata.write(_record_of(past, row), doubts).decode(), nl=False)
        return
    _say(past)
    click.echo("Nothing was changed." if dry_run else DRAFT.format(minuted.meeting_id))
    for doubt in doubts:
        click.echo(f"To look at: {doubt.where}: {doubt.what}")


def _bring_in(session: Session, row: AnyRow, past: PastMinutes, *, dry_run: bool) -> Minuted:
    """A refusal is a doubt of what is only tried."""
    try:
        with changing(session, only_try=dry_run):
            committee = session.get_one(Committee, row.id)
            return operations.bring_in(session, committee, past, on=the_clock().today())
    except RuleBroken as refused:
        if not dry_run:
            raise
        return Minuted(0, (Doubt("the record", f"They would not be brought in. {refused}"),))


def _require_its_own(session: Session, row: AnyRow, past: PastMinutes) -> None:
    """Minutes of another committee of the record are not brought in here by a slip of the hand."""
    for other in committees.every(session):
        if other.code != row.code and not _is_called(past, row) and _is_called(past, other):
            raise click.ClickException(f"These are minutes of {other.name}. Import them with --committee {other.code}.")


def _is_called(past: PastMinutes, row: AnyRow) -> bool:
    return intake.is_called(past, row.name)


def _say(past: PastMinutes) -> None:
    meeting = past.meeting
    at = f", {written_time(meeting.time)}" if meeting.time else ""
    click.echo(f"Minutes of {past.committee or 'a committee'}, {written(meeting.date)}{at}")
    there = {"present": meeting.present, "apologies": meeting.apologies, "in attendance": meeting.in_attendance}
    click.echo(", ".join(f"{len(names)} {what}" for what, names in there.items()) + f", {len(meeting.items)} items:")
    for item in meeting.items:
        notes = [f"{len(item.resolutions)} resolved"] * bool(item.resolutions) + ["exempt"] * (item.part is Part.TWO)
        click.echo(f"  {item.minute_number or '–'}  {item.title}" + (f" ({', '.join(notes)})" if notes else ""))


def _record_of(past: PastMinutes, row: AnyRow) -> Record:
    return Record(
        committee=OfRecord(code=row.code, name=row.name, council=row.council_name),
        people=past.people,
        members=past.members,
        meetings=(past.meeting,),
    )


def _doubts(past: PastMinutes, row: AnyRow) -> list[Doubt]:
    """The reader's, and whether these are minutes of the committee that was named."""
    if not past.committee or _is_called(past, row):
        return list(past.doubts)
    return [Doubt("the title", f"It says “{past.committee}”, and {row.code} is “{row.name}”."), *past.doubts]


COMMANDS: tuple[Callable[..., object], ...] = (import_,)
"""The group that these commands join, and `import record` with them."""
