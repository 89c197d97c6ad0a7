"""A queue for SQLite's writers.

SQLite's own waiting sleeps for growing spells and favours whoever comes at the right moment; a lock taken before
BEGIN IMMEDIATE gives more saves a second and a shorter longest wait. The kernel drops it if the process dies.
"""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

from sqlalchemy.exc import OperationalError

try:
    import fcntl
except ImportError:  # Windows: threads queue here, processes by SQLite's busy timeout
    fcntl = None  # type: ignore[assignment]

LONGEST_WAIT = 30.0  # seconds: the same as SQLite's busy timeout
BETWEEN_TRIES = 0.0005


class WriteLock:
    """Held by one writer of one database file, among all threads and processes of this machine."""

    def __init__(self, path: Path | None) -> None:
        self._threads = threading.Lock()
        self._path = path
        self._file: int | None = None

    @classmethod
    def beside(cls, database: str | None) -> WriteLock:
        """The lock of this database file; a database in memory has only this process's threads."""
        on_disk = database and database != ":memory:" and not database.startswith("file:")
        return cls(Path(f"{database}.lock") if on_disk and database else None)

    def take(self) -> None:
        deadline = time.monotonic() + LONGEST_WAIT
        if not self._threads.acquire(timeout=LONGEST_WAIT):
            raise _locked()
        try:
            self._take_file(deadline)
        except BaseException:
            self._threads.release()
            raise

    def give(self) -> None:
        if self._file is not None:
            os.close(self._file)  # closing drops the lock
            self._file = None
        self._threads.release()

    def __enter__(self) -> None:
        self.take()

    def __exit__(self, *_: object) -> None:
        self.give()

    def _take_file(self, deadline: float) -> None:
        if self._path is None or fcntl is None:
            return
        file = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    os.close(file)
                    raise _locked() from None
                time.sleep(BETWEEN_TRIES)
            else:
                self._file = file
                return


def _locked() -> OperationalError:
    return OperationalError("BEGIN IMMEDIATE", None, TimeoutError("database is locked"))
