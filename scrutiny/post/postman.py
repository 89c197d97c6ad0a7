"""Goes round by itself: sends what is due every half minute and at the ring of a bell, and reminds once a day.

It is a thread of `serve`, and the whole of `work`, where the site runs under another server. Several at once are safe.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime

from sqlalchemy import event
from sqlalchemy.orm import Session

from scrutiny.operations.letters import NUDGE
from scrutiny.post.reminding import remind
from scrutiny.post.sending import send_due
from scrutiny.post.server import MailServer

EVERY = 30  # seconds
log = logging.getLogger(__name__)


class Postman:
    """`opened` gives a session for one round; `morning` gives the day on which to remind, once it is time for that."""

    def __init__(
        self,
        opened: Callable[[], AbstractContextManager[Session]],
        server: MailServer,
        *,
        site: str,
        now: Callable[[], datetime],
        morning: Callable[[], date | None],
    ) -> None:
        self._opened, self._server, self._site = opened, server, site
        self._now, self._morning = now, morning
        self._bell, self._stopped = threading.Event(), threading.Event()
        self._reminded_on: date | None = None
        self._thread = threading.Thread(target=self.walk, name="postman", daemon=True)

    def start(self) -> None:
        """Walk beside whatever else this process does; a change that queues a letter rings the bell."""
        event.listen(Session, "after_commit", self._hear)
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._bell.set()
        if self._thread.is_alive():
            event.remove(Session, "after_commit", self._hear)
            self._thread.join(5)

    def walk(self) -> None:
        """Round after round, until it is stopped; a round that goes wrong is not the last."""
        while not self._stopped.is_set():
            self._bell.clear()
            try:
                self.go_round()
            except Exception as trouble:  # whatever it is, the letters after it must still go
                log.error("A round of the post went wrong: %s", type(trouble).__name__)
            self._bell.wait(EVERY)

    def go_round(self) -> None:
        with self._opened() as session:
            day = self._morning()
            if day is not None and day != self._reminded_on:
                remind(session, site=self._site, today=day, now=self._now)
                self._reminded_on = day
            send_due(session, self._server, self._now)

    def _hear(self, session: Session) -> None:
        if session.info.pop(NUDGE, False):
            self._bell.set()
