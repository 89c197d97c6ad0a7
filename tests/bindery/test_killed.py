"""kill -9 of a worker in the middle of a pack: the build is taken up by the next, and never is there half a pack."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from scrutiny.app import ROOT
from scrutiny.operations.packs import SILENT_FOR
from scrutiny.queries import packs as queries
from tests import databases
from tests.bindery.record import Record
from tests.bindery.slow_worker import STANDING
from tests.bindery.stand_in import Workshop

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")


@pytest.fixture
def database_url(sqlite: databases.SQLite) -> str:
    """In a file, where the worker's death leaves more behind."""
    return sqlite.fresh()


def test_what_a_killed_worker_was_at_is_made_whole_by_the_next(
    workshop: Workshop, record: Record, session: Session, database_url: str, tmp_path: Path, meeting_id: int
) -> None:
    session.rollback()
    command = [sys.executable, "-m", "tests.bindery.slow_worker", database_url, str(tmp_path), str(meeting_id)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout
        assert worker.stdout.readline().strip() == STANDING
        worker.kill()
    assert record.packs(meeting_id) == []
    row = queries.build(session, meeting_id)
    assert row
    assert (row.started_at is not None, row.tries) == (True, 1)
    workshop.time = datetime.now(UTC).replace(microsecond=0) + SILENT_FOR + SILENT_FOR
    workshop.build(meeting_id)
    made = record.packs(meeting_id)
    assert [pack.version for pack in made] == [1] * 6
    for pack in made:
        with workshop.store.local(pack.sha256, verified=True) as path:
            assert path.stat().st_size == pack.size
    session.rollback()
    assert queries.build(session, meeting_id) is None
    assert list(workshop.folder.iterdir()) == []
