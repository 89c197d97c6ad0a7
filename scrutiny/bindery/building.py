"""One build of a meeting's packs: what is due is bound beside, and kept all at once, or none of it.

Nothing holds the record while papers are converted and bound. What was arranged before that may be exempt after it: so
the meeting is arranged again in the very change that keeps the packs, and what differs by then is thrown away.
"""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from scrutiny import troubles
from scrutiny.bindery.arranging import Due, arrange, due, made_from
from scrutiny.bindery.binders import BINDERS, Bench, Binder
from scrutiny.bindery.progress import Progress, Stopped
from scrutiny.bundle.bound import LeftOut
from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import Audience, PackKind
from scrutiny.operations import packs
from scrutiny.operations.packs import Bound, Claim, Overtaken
from scrutiny.papers.pack import Pack, contents
from scrutiny.store import Away, Missing, Store

NAME = "The bindery"
OWN = ".own-"
FOR = {Audience.PUBLIC: "for the public", Audience.MEMBERS: "for members"}
log = logging.getLogger(__name__)


class Builder:
    """`opened` gives a session, `folder` is where the work lies until it is done; `today` is the day of the record."""

    def __init__(
        self,
        opened: Callable[[], AbstractContextManager[Session]],
        store: Store,
        folder: Path,
        *,
        now: Callable[[], datetime],
        today: Callable[[], date],
        stopped: threading.Event,
        binders: Mapping[PackKind, Binder] = BINDERS,
    ) -> None:
        self._opened, self._store, self._folder = opened, store, folder
        self._now, self._today, self._stopped, self._binders = now, today, stopped, binders

    def build(self, meeting_id: int) -> None:
        """Make what is wanted of the meeting, as often as it is wanted meanwhile; nothing, where another is at it."""
        while mine := self._claim(meeting_id):
            try:
                with Progress(mine, self._change, self._stopped) as progress:
                    self._make(mine, progress)
            except Stopped:
                self._settle(mine, packs.put_back)
            except Overtaken:
                log.info("Another worker has taken up the packs of a meeting.")
            except Exception as trouble:
                because = self._because(trouble)
                passes = isinstance(trouble, DBAPIError | Away) and not mine.is_last
                if not passes:  # else the silence says it: after a while it is tried again
                    self._settle(mine, partial(packs.fail, because=because))

    def _make(self, mine: Claim, progress: Progress) -> None:
        work = self._folder / str(mine.meeting_id)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        work.mkdir(exist_ok=True, mode=0o700)
        with self._opened() as session:
            arranged = arrange(session, mine.meeting_id, store=self._store, on=self._today())
            wanted = list(due(session, mine.meeting_id, arranged))
        for content in arranged.files.values() if wanted else ():
            self._store.keep(content)
        with TemporaryDirectory(prefix=OWN, dir=work) as own:
            bound = [one for each in wanted for one in self._bound(each, work, Path(own), progress)]
        progress.about("Keeping the packs")
        with self._change() as session:
            packs.hold(session, mine)
            now = arrange(session, mine.meeting_id, store=self._store, on=self._today())
            true = {made_from(pack) for pack in now.packs} if now.out == arranged.out else set()
            whole = [one for one in bound if one.made_from in true]
            packs.keep(session, mine.meeting_id, whole, published=now.out)
            if now.out:
                packs.retire(session, mine.meeting_id, due={(pack.supplement, pack.audience) for pack in now.packs})
            packs.finish(session, mine, again=len(whole) < len(bound))
        shutil.rmtree(work, ignore_errors=True)

    def _bound(self, due: Due, work: Path, own: Path, progress: Progress) -> Iterator[Bound]:
        """Each kind of one pack, in the store; but none that came out as the version that is there.

        What is converted is in `work`, whole or not at all, for every worker that comes to it; what is being bound is
        in this one's `own` folder: one that was held for dead may still be at it, and would take it away.
        """
        left_out: tuple[LeftOut, ...] = ()
        for kind in due.kinds:
            progress.about(f"{_named(due.pack)} {FOR[due.pack.audience]}, {kind.label}")
            to = own / f"{due.made_from}.{kind}"
            with ExitStack() as lent:
                bench = Bench(partial(self._lend, lent), work, progress.told, left_out)
                done = self._binders[kind](due.pack, bench, to)
            progress.told(1, 1, "Keeping it")
            left_out = done.left_out if kind is PackKind.PDF else left_out
            without = "\n".join(f"“{each.title}” {each.why}." for each in done.left_out)
            if due.tried.get(kind) != without:
                yield Bound(
                    supplement=due.pack.supplement,
                    audience=due.pack.audience,
                    kind=kind,
                    made_from=due.made_from,
                    contents=contents(due.pack),
                    sha256=self._store.keep_file(to),
                    size=to.stat().st_size,
                    pages=done.pages,
                    left_out=without,
                )
            to.unlink()

    def _lend(self, lent: ExitStack, sha256: str) -> Path:
        return lent.enter_context(self._store.local(sha256))

    def _claim(self, meeting_id: int) -> Claim | None:
        if self._stopped.is_set():
            return None
        with self._change() as session:
            return packs.claim(session, meeting_id)

    def _settle(self, mine: Claim, how: Callable[[Session, Claim], None]) -> None:
        """Say what became of it. Where even that cannot be said, the silence will."""
        try:
            with self._change() as session:
                how(session, mine)
        except Overtaken:
            pass
        except Exception as trouble:
            log.error("What became of a pack could not be said: %s", type(trouble).__name__)

    def _because(self, trouble: Exception) -> str:
        """In a sentence for the desk. The log is told the kind alone: a message may hold words of an exempt paper."""
        log.error("The packs of a meeting could not be made: %s", type(trouble).__name__)
        match trouble:
            case Away() | Missing():
                return str(trouble)
            case OSError():
                return troubles.of_file(OSError(trouble.errno, trouble.strerror))
            case DBAPIError():
                return troubles.of_database(trouble)
        return f"Something is wrong with the program itself ({type(trouble).__name__}). Tell whoever runs this site."

    @contextmanager
    def _change(self) -> Iterator[Session]:
        with self._opened() as session, writing(session, Author(NAME, self._now())):
            yield session


def _named(pack: Pack) -> str:
    return f"Supplement {pack.supplement}" if pack.supplement else "Agenda pack"
