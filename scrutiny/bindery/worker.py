"""The worker that makes packs: a thread of `serve`, or the whole of `work`, as huey runs them. Several are safe.

Whoever commits a change that wants packs wakes it through the queue; and every minute it looks at the record itself,
which alone is true: what was wanted by another program, or left by a worker that died, is taken up then.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from huey import Huey, crontab
from huey.consumer import Consumer
from sqlalchemy.orm import Session

from scrutiny.bindery.building import Builder
from scrutiny.operations.packs import SILENT_FOR
from scrutiny.queries import packs as queries

LONGEST_IDLE = 2.0  # seconds until a worker on SQLite, where nobody can call it, looks for something to do
STOPS_WITHIN = 10.0  # seconds
log = logging.getLogger(__name__)


class Quiet(Consumer):  # type: ignore[misc]
    """Huey's own, but the signals of this process are the server's: it is stopped by whoever started it."""

    def _set_signal_handlers(self) -> None:
        pass


class Bindery:
    """`builder` makes the packs of one meeting; `opened` gives a session to look what is to be made; `nightly` is what
    else is to be done, once a day.
    """

    def __init__(
        self,
        queue: Huey,
        builder: Builder,
        opened: Callable[[], AbstractContextManager[Session]],
        *,
        now: Callable[[], datetime],
        stopped: threading.Event,
        nightly: Callable[[], object] = lambda: None,
    ) -> None:
        self._queue, self._builder, self._opened, self._now = queue, builder, opened, now
        self._stopped = stopped
        self._consumer: Consumer | None = None
        self._bind = queue.task(name="bind")(builder.build)
        queue.on_shutdown("close")(queue.storage.close)  # a worker's thread has a connection of its own
        queue.periodic_task(crontab(minute="*"), name="look", expires=60)(self.look)
        queue.periodic_task(crontab(minute="40", hour="3"), name="nightly", expires=60 * 60)(nightly)

    def wake(self, meeting_id: int) -> None:
        """Packs of this meeting are wanted. The change is done already, so no trouble with the queue may undo it."""
        try:
            self._bind(meeting_id)
        except Exception as trouble:
            log.warning("The bindery could not be woken, and will look by itself: %s", type(trouble).__name__)

    def look(self) -> None:
        """Make whatever waits or was left, one meeting after the other."""
        with self._opened() as session:
            meetings = queries.to_be_made(session, silent_since=self._now() - SILENT_FOR)
        for meeting_id in meetings:
            self._builder.build(meeting_id)

    def start(self) -> None:
        """Work beside whatever else this process does. The first look is at once."""
        if self._queue.immediate:
            threading.Thread(target=self.look, name="bindery", daemon=True).start()
            return
        self._consumer = Quiet(self._queue, workers=1, max_delay=LONGEST_IDLE, check_worker_health=False)
        self._consumer.shutdown_timeout = STOPS_WITHIN
        self._consumer.start()

    def stop(self) -> None:
        """What is being bound is put back for the next time, converted papers and all."""
        self._stopped.set()
        if self._consumer is not None:
            self._consumer.stop(graceful=True)
            self._queue.storage.close()
