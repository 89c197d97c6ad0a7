"""`import work-programme` and `import tracker`: tables of years ago, read with every doubt and brought in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

import click
from sqlalchemy.orm import Session

from scrutiny.cli.opening import a_committee, changing, the_clock, with_record
from scrutiny.cli.past_minutes import COMMITTEE, DRY_RUN, FILE
from scrutiny.cli.record import import_
from scrutiny.domain.record import Committee, Doubt, Record
from scrutiny.intake.past.tables import programme, separated, tracker
from scrutiny.intake.past.tables.draft import Draft
from scrutiny.models.committees import Committee as CommitteeRow
from scrutiny.opendata import record as opendata
from scrutiny.operations.past import follow_up as tracker_operation
from scrutiny.operations.past import programme as programme_operation
from scrutiny.operations.past.brought import Brought

LONGEST_SHOWN = 400
"""Characters of a doubt on the screen; --json has all of it."""

_PLACE = re.compile(r"(work_programme|actions|recommendations)\[(\d+)\](?:\.(\w+))?")

JSON = click.option("--json", "as_json", is_flag=True, help="As JSON; with --dry-run what was read, as a record.")
BringIn = Callable[..., Brought]


@import_.command("work-programme")
@FILE
@COMMITTEE
@DRY_RUN
@JSON
@with_record
def import_work_programme(file: Path, code: str, dry_run: bool, as_json: bool, session: Session) -> None:
    """Read a past work programme (.docx, .csv, .txt, .pdf) and put its rows on the programme, for the public to see."""
    draft = programme.read(separated.read(file.read_bytes(), file.name))
    seen = f"The public sees them at once, on the work programme of {code}."
    _bring_in(session, code, draft, programme_operation.bring_in, dry_run, as_json, seen)


@import_.command("tracker")
@FILE
@COMMITTEE
@DRY_RUN
@JSON
@with_record
def import_tracker(file: Path, code: str, dry_run: bool, as_json: bool, session: Session) -> None:
    """Read a past tracker (.docx, .csv, .txt, .pdf) and put its rows on the tracker, for the public to see."""
    draft = tracker.read(separated.read(file.read_bytes(), file.name), on=the_clock().today())
    seen = f"The public sees them at once, on the tracker of {code}, but for what an exempt item asked for."
    _bring_in(session, code, draft, tracker_operation.bring_in, dry_run, as_json, seen)


def _bring_in(
    session: Session, code: str, draft: Draft, operation: BringIn, dry_run: bool, as_json: bool, seen: str
) -> None:
    """Carry it out, or with `dry_run` see what it would do and leave no trace of it."""
    found = a_committee(session, code)
    if dry_run and as_json:
        committee = Committee(code=found.code, name=found.name, remit=found.remit, council=found.council_name)
        click.echo(_as_record(draft, committee).decode())
        return
    with changing(session, only_try=dry_run):
        brought = operation(session, session.get_one(CommitteeRow, found.id), draft, on=the_clock().today())
    doubts = (*draft.doubts, *brought.doubts)
    click.echo(_as_json(brought, doubts) if as_json else _as_text(brought, _by_rows(draft, doubts), dry_run, seen))


def _as_record(draft: Draft, committee: Committee) -> bytes:
    record = Record(
        committee=committee,
        meetings=draft.meetings,
        work_programme=draft.work_programme,
        actions=draft.actions,
        recommendations=draft.recommendations,
    )
    marked = [Doubt("the document", f"says “{draft.marked}”, so it is not brought in")] if draft.marked else []
    return opendata.write(record, (*marked, *draft.doubts))


def _as_json(brought: Brought, doubts: Iterable[Doubt]) -> str:
    said = {"made": brought.made, "there_already": brought.there, "left_out": brought.left_out}
    told = [{"where": doubt.where, "what": doubt.what} for doubt in doubts]
    return json.dumps(said | {"doubts": told}, ensure_ascii=False, indent=2)


def _by_rows(draft: Draft, doubts: Iterable[Doubt]) -> Iterator[Doubt]:
    """The doubts of a row as one, under what the row is called: a place such as `actions[3].due` is for programs."""
    rows = {"work_programme": draft.work_programme, "actions": draft.actions, "recommendations": draft.recommendations}

    def called(doubt: Doubt) -> str:
        place = _PLACE.match(doubt.where)
        row = rows[place[1]][int(place[2])] if place else None
        return f"“{getattr(row, 'title', '') or getattr(row, 'text', '')}”" if row else doubt.where

    for name, of_row in groupby(doubts, called):
        yield Doubt(name, "; ".join(_in_row(doubt) for doubt in of_row))


def _in_row(doubt: Doubt) -> str:
    place = _PLACE.match(doubt.where)
    column = place[3].replace("_", " ") + ": " if place and place[3] else ""
    return f"{column}{doubt.what.rstrip('.')}"


def _as_text(brought: Brought, doubts: Iterable[Doubt], dry_run: bool, seen: str) -> str:
    marked = (("+", brought.made), ("=", brought.there), ("-", brought.left_out))
    lines = [f"  {mark} {name}" for mark, names in marked for name in names]
    lines += [f"To look at: {doubt.where}: {_shortened(doubt.what)}" for doubt in doubts]
    return "\n".join([*lines, _ending(brought, dry_run), *([seen] if brought.made else [])])


def _ending(brought: Brought, dry_run: bool) -> str:
    there = f"{len(brought.there)} stood there already (=)" if brought.there else ""
    out = f"{len(brought.left_out)} left out as not for the public (-)" if brought.left_out else ""
    made = f"{len(brought.made)} {'would be brought in' if dry_run else 'brought in'} (+)"
    said = ", ".join(filter(None, (made, there, out)))
    return f"{said[0].upper()}{said[1:]}. {'Nothing was changed.' if dry_run or not brought.made else ''}".strip()


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}… (all of it with --dry-run --json)"


COMMANDS: tuple[Callable[..., object], ...] = (import_,)
"""The group that these commands join."""
