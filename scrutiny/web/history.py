"""Who changed a thing, shown beside it to those who may know."""

from __future__ import annotations

from typing import Any

from scrutiny.database import db
from scrutiny.papers import history as papers
from scrutiny.papers.history import Line, Said
from scrutiny.permissions import Permission
from scrutiny.queries import history as queries
from scrutiny.web.gate import may_see

NOTHING = Said()


def of(row: Any, committee_id: int | None, said: Said = NOTHING) -> tuple[Line, ...]:
    """The last change first; nothing for a reader who may not see the history on that committee (None: on all)."""
    if not may_see(Permission.SEE_HISTORY, committee_id):
        return ()
    return papers.lines(queries.of_thing(db.session(), row.__tablename__, row.id), said)
