"""`export pack`: a meeting's papers in one file, bound then and there, without a worker and without a trace."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import click
from flask import current_app
from sqlalchemy.orm import Session

from scrutiny.bindery import arranging
from scrutiny.bindery.binders import BINDERS, Bench
from scrutiny.bundle.bound import Bound
from scrutiny.bundle.pdf import conversion
from scrutiny.cli.documents import COMMITTEE, EXEMPT, ON, OUT, agenda_facts, export, mode_of, refuse, require
from scrutiny.cli.opening import the_clock, with_record
from scrutiny.cli.printing import require_office
from scrutiny.domain.vocabulary import Audience, PackKind
from scrutiny.papers.pack import Pack
from scrutiny.store import Missing, Store

KINDS = {f".{kind}": kind for kind in PackKind}


@export.command("pack")
@COMMITTEE
@ON
@EXEMPT
@OUT
@with_record
def export_pack(code: str, on: date, exempt: bool, out: Path, session: Session) -> None:
    """A meeting's agenda with all its papers in one file, as it stands now (.pdf, .docx or .zip)."""
    kind = KINDS[require(out, *KINDS)]
    facts = agenda_facts(session, code, on)
    store: Store = current_app.extensions["scrutiny.store"]
    audience = Audience.MEMBERS if exempt else Audience.PUBLIC
    arranged = arranging.one(session, facts, audience, store=store, on=the_clock().today())
    session.rollback()  # to bind takes a while, and nothing of the record is held meanwhile
    bound = _bind(arranged.packs[0], arranged.files, store, kind, out)
    out.chmod(mode_of(exempt))
    click.echo(f"Wrote {out} ({out.stat().st_size:,} bytes).")
    for why in arranged.lacking:
        click.echo(why)
    for each in bound.left_out:
        click.echo(f"“{each.title}” {each.why}. It is in the ZIP as it came.")


def _bind(pack: Pack, printed: Mapping[str, bytes], store: Store, kind: PackKind, out: Path) -> Bound:
    papers = [paper for item in pack.items for paper in item.papers if paper.sha256]
    if kind is PackKind.PDF and any(conversion.kind(paper) is conversion.Kind.OFFICE for paper in papers):
        require_office()
    with tempfile.TemporaryDirectory(prefix="scrutiny-pack-") as folder, ExitStack() as lent:
        work = Path(folder)
        for sha256, content in printed.items():
            (work / sha256).write_bytes(content)

        def file(sha256: str) -> Path:
            return work / sha256 if sha256 in printed else lent.enter_context(store.local(sha256))

        try:
            return BINDERS[kind](pack, Bench(file, work, lambda *_: None), out)
        except Missing as lost:
            refuse(str(lost))


COMMANDS: tuple[Callable[..., object], ...] = ()  # it is one of those of `export`
