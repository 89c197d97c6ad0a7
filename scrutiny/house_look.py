"""Prints a committee's papers in its own look: the template in use, or the product's where there is none.

A template was tried before it was put in use. Should it fail all the same, or its file be gone, the paper is printed in
the product's look, and the officers read why on the page of their templates.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from scrutiny.domain.vocabulary import TemplateKind
from scrutiny.memory import Memory
from scrutiny.queries import house_templates as queries
from scrutiny.store import Missing, Store
from scrutiny.word import agenda, follow_up, house_template, minutes, notice, work_programme

log = logging.getLogger(__name__)

WRITERS: Mapping[TemplateKind, Callable[[Any], bytes]] = {
    TemplateKind.AGENDA: agenda.write,
    TemplateKind.MINUTES: minutes.write,
    TemplateKind.WORK_PROGRAMME: work_programme.write,
    TemplateKind.FOLLOW_UP: follow_up.write,
    TemplateKind.NOTICE: notice.write,
}

_read = Memory[bytes](32 * 1024 * 1024)
_failed: dict[str, str] = {}
"""By the SHA-256 of its file, the kind of error that a template in use last ended in, as this process saw it."""


def printed(session: Session, store: Store, kind: TemplateKind, paper: Any, *, code: str) -> bytes:
    """A paper of the committee with that code as a Word file. It is printed whatever becomes of the template."""
    row = queries.in_use(session, code, kind)
    if row is None:
        return WRITERS[kind](paper)
    try:
        filled = house_template.fill(_content(store, row.sha256), kind, paper)
    except Exception as trouble:  # any at all: no reader shall be without the paper for the sake of its looks
        _failed[row.sha256] = type(trouble).__name__
        log.error("House template %d failed (%s): the product's own look was printed", row.id, type(trouble).__name__)
        return WRITERS[kind](paper)
    _failed.pop(row.sha256, None)
    return filled


def trouble_with(store: Store, row: Any) -> str:
    """Why papers are not printed in a template that is in use; "" where they are."""
    try:
        faults = house_template.try_out(_content(store, row.sha256), row.kind)
    except (Missing, OSError):
        return "Its file is missing from where files are kept"
    if faults:
        return str(faults[0])
    return "It could not be filled in with one of your papers" if row.sha256 in _failed else ""


def _content(store: Store, sha256: str) -> bytes:
    """Read once: what a SHA-256 names never changes."""

    def read() -> tuple[bytes, int]:
        with store.open(sha256, verified=True) as file:
            content = file.read()
        return content, len(content)

    return _read.recall(sha256, read)
