"""For any history of a committee the laws of rolling forward hold: on the real operations, on real databases.

300 histories a run; SCRUTINY_HISTORIES=5000 tells as many.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import StaticPool, create_engine
from sqlalchemy.orm import Session

from scrutiny.database import make_sqlite_safe
from tests import databases
from tests.operations.histories import History

HISTORIES = int(os.environ.get("SCRUTINY_HISTORIES", "300"))
ON_POSTGRESQL = max(10, HISTORIES // 25)
STEPS = 20


def told(histories: int) -> settings:
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    return settings(max_examples=histories, stateful_step_count=STEPS, deadline=None, suppress_health_check=slow)


def test_the_laws_hold_for_any_history(sqlite: databases.SQLite, tmp_path: Path) -> None:
    """One database in memory, filled afresh from the migrated file for each history."""
    template = sqlite3.connect(sqlite.fresh(tmp_path).removeprefix("sqlite:///"))
    memory = sqlite3.connect(":memory:", check_same_thread=False)
    engine = create_engine("sqlite://", creator=lambda: memory, poolclass=StaticPool)
    make_sqlite_safe(engine)

    class OnSQLite(History):
        def __init__(self) -> None:
            super().__init__()
            template.backup(memory)
            self.session = Session(engine, autoflush=False, expire_on_commit=False)

        def teardown(self) -> None:
            self.session.close()

    run_state_machine_as_test(OnSQLite, settings=told(HISTORIES))
    engine.dispose()
    memory.close()
    template.close()


def test_the_laws_hold_on_postgresql(postgresql: databases.PostgreSQL, tmp_path: Path) -> None:
    engine = create_engine(postgresql.fresh(tmp_path))

    class OnPostgreSQL(History):
        def __init__(self) -> None:
            super().__init__()
            postgresql.fresh(tmp_path)
            self.session = Session(engine, autoflush=False, expire_on_commit=False)

        def teardown(self) -> None:
            self.session.close()

    run_state_machine_as_test(OnPostgreSQL, settings=told(ON_POSTGRESQL))
    engine.dispose()
