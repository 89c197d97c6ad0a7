"""How values are written on a page: dates as a council writes them, the text of a minute, counts in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from string import ascii_lowercase

from flask import Flask
from jinja2 import StrictUndefined
from markupsafe import Markup, escape

from scrutiny.clock import LONDON
from scrutiny.domain.dates import written, written_time, written_with_weekday
from scrutiny.domain.files import described
from scrutiny.papers import prose, resolution
from scrutiny.papers.agenda import paragraphs
from scrutiny.papers.follow_up import how_long
from scrutiny.papers.minutes import Clause
from scrutiny.papers.people import listed
from scrutiny.web import escaping
from scrutiny.word.withheld import not_for_publication

_LIST = {
    prose.ListKind.BULLETS: ('<ul class="govuk-list govuk-list--bullet">', "</ul>"),
    prose.ListKind.NUMBERS: ('<ol class="govuk-list govuk-list--number" start="{first}">', "</ol>"),
    prose.ListKind.LETTERS: ('<ol class="govuk-list lettered">', "</ol>"),
}


def printed(text: str) -> Markup:
    """The text of a minute, a remit or an outcome as paragraphs and lists."""
    return Markup("\n".join(_block(block) for block in prose.read(text)))


def _block(block: prose.Block) -> str:
    if isinstance(block, prose.Paragraph):
        return f'<p class="govuk-body">{_runs(block)}</p>'
    opening, closing = _LIST[block.kind]
    entries = "\n".join(f"<li>{_entry(entry)}</li>" for entry in block.entries)
    return f"{opening.format(first=block.first)}\n{entries}\n{closing}"


def _entry(blocks: Sequence[prose.Block]) -> str:
    """What stands in an entry: its first paragraph bare, so that a short list stays tight."""
    if not blocks:
        return ""
    first, *others = blocks
    opened = _runs(first) if isinstance(first, prose.Paragraph) else _block(first)
    return "\n".join((opened, *map(_block, others)))


def _runs(paragraph: prose.Paragraph) -> str:
    return "".join(map(_run, paragraph.runs))


def _run(run: prose.Run) -> str:
    text = str(escape(run.text)).replace("\n", "<br>")
    if run.italic:
        text = f"<em>{text}</em>"
    return f"<strong>{text}</strong>" if run.bold else text


def counted(number: int, one: str, many: str = "") -> str:
    """`1 item`, `3 items`, `2 inquiries`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def instant(at: datetime) -> str:
    """An instant as the clock in the office had it: `15 November 2021, 9.00 am`."""
    there = at.astimezone(LONDON)
    return f"{written(there.date())}, {written_time(there.time())}"


def resolved(clauses: Sequence[Clause]) -> list[tuple[str, str]]:
    """Letters and texts of a resolution, with the stops that make one sentence of it."""
    texts = resolution.clauses([clause.text for clause in clauses])
    return [(clause.letter, text) for clause, text in zip(clauses, texts, strict=True)]


def in_order(clauses: Sequence[Clause]) -> bool:
    """Whether the letters are those that a list gives by itself: a), b), c) …"""
    return [clause.letter for clause in clauses] == list(ascii_lowercase[: len(clauses)])


def register(app: Flask) -> None:
    environment = app.jinja_env
    environment.undefined = StrictUndefined  # a name that a template spells wrongly fails the test that opens it
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters.update(
        day=written,
        weekday=written_with_weekday,
        clock=written_time,
        instant=instant,
        printed=printed,
        counted=counted,
        resolved=resolved,
        listed=listed,
        not_for_publication=not_for_publication,
        paragraphs_in=paragraphs,
        described=described,
        how_long=how_long,
    )
    environment.tests["in_order"] = in_order
    escaping.register(environment)
