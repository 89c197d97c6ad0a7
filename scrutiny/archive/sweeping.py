"""Takes away the files that no row names: of previews, and of what was sent and refused."""

from __future__ import annotations

import logging

from sqlalchemy import Engine, func, select

from scrutiny.archive import shape
from scrutiny.models.history import HistoryLine
from scrutiny.store import WAITS, Store

log = logging.getLogger(__name__)


def sweep(engine: Engine, store: Store, *, waits: float = WAITS) -> int:
    """How many went. What was kept less than `waits` seconds ago may still be waiting for its row, and stays.

    So does what was there before this record began: it is another's, whose folder or bucket this is.
    """
    old = list(store.old(waits=waits))  # before the rows are read: what is kept from now on is not old
    with engine.connect() as connection:
        begun = connection.scalar(select(func.min(HistoryLine.at)))
        named = set(shape.named_files(connection))
    nobodys = [sha256 for sha256, kept_at in old if begun is not None and kept_at >= begun and sha256 not in named]
    gone = sum(store.drop(sha256, waits=waits) for sha256 in nobodys)
    if gone:
        log.info("%d files that nothing in the record names any more were taken away.", gone)
    return gone
