"""Where a request entered by hand came from: what a form offers, what the address says already, and what was chosen."""

from __future__ import annotations

from scrutiny.database import db
from scrutiny.domain.dates import written
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.operations.follow_up import NOWHERE, Source
from scrutiny.queries import sources
from scrutiny.queries.rows import AnyRow
from scrutiny.web import asked
from scrutiny.web.day import today


def by_the_address() -> str:
    """`?item=12` or `?entry=5`, as the page of an item or of the programme leads here."""
    if item := asked.number("item"):
        return f"item-{item}"
    entry = asked.number("entry")
    return f"entry-{entry}" if entry else ""


def kept_in_the_address() -> str:
    """What a form must be sent with, so that what its address offers is offered again."""
    said = by_the_address().replace("-", "=")
    return f"?{said}" if said else ""


def offered(committee: Committee) -> list[tuple[str, str]]:
    session = db.session()
    items = sources.items(session, committee.id, today(), asked.number("item"))
    entries = sources.entries(session, committee.id, asked.number("entry"))
    return [
        ("", "Asked for outside a meeting"),
        *((f"item-{row.id}", f"{written(row.on)}, {_numbered(row)}{row.title}") for row in items),
        *((f"entry-{row.id}", f"Work programme: {row.title}") for row in entries),
    ]


def _numbered(item: AnyRow) -> str:
    """`item 5: `; nothing for one whose agenda never had numbers."""
    return f"item {item.number}: " if item.number else ""


def chosen(value: str) -> Source:
    """What a value of `offered` stands for; a form has refused all others."""
    kind, _, id_ = value.partition("-")
    if kind == "item":
        return Source(item=db.session().get_one(AgendaItem, int(id_)))
    return Source(entry=db.session().get_one(WorkProgrammeEntry, int(id_))) if kind == "entry" else NOWHERE
