"""How far a build is, said to the record from time to time by a thread of its own, so that no binding waits for it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Self

from sqlalchemy.orm import Session

from scrutiny.operations import packs
from scrutiny.operations.packs import Claim, Overtaken

EVERY = 2.0
"""Seconds: often enough for whoever watches, and for those who would hold this worker for dead."""

log = logging.getLogger(__name__)


class Stopped(Exception):
    """The worker was told to stop in the middle of a build."""


class Progress:
    """While it is open, the claim is kept. `told` is what a binder calls; it ends a build that is not to go on."""

    def __init__(
        self, mine: Claim, change: Callable[[], AbstractContextManager[Session]], stopped: threading.Event
    ) -> None:
        self._mine, self._change, self._stopped = mine, change, stopped
        self._now = (0, 0, "Arranging the papers")
        self._about = ""
        self._overtaken, self._done = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._beat, name="bindery progress", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        self._done.set()
        self._thread.join()

    def about(self, words: str) -> None:
        """Which pack it is that a binder tells of from now on."""
        self._about = words
        self.told(0, 0, "")

    def told(self, done: int, of: int, doing: str) -> None:
        """Raises Stopped or Overtaken where the build is not to go on."""
        self._now = (done, of, ": ".join(filter(None, (self._about, doing))))
        if self._stopped.is_set():
            raise Stopped
        if self._overtaken.is_set():
            raise Overtaken

    def _beat(self) -> None:
        while True:
            done, of, doing = self._now
            try:
                with self._change() as session:
                    packs.beat(session, self._mine, done=done, of=of, doing=doing)
            except Overtaken:
                self._overtaken.set()
                return
            except Exception as trouble:  # a locked or full database: the next beat may come through
                log.warning("The progress of a pack could not be said: %s", type(trouble).__name__)
            if self._done.wait(EVERY):
                return
