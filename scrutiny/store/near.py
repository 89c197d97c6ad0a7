"""A few files nearer by than the bucket they are kept in: those read last, up to a size."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from scrutiny.store.disk import clear_what_was_left, digest_of
from scrutiny.store.losses import Spoilt, require_digest

MOST = 2 * 1024**3  # bytes: the papers of a busy council's month
BORROWED = ".borrowed-"


class Near:
    """A file lent is another name for the one that is here: it stays good when that one makes room for others."""

    def __init__(self, folder: Path, most: int = MOST) -> None:
        self._folder = folder
        self._most = most

    @contextmanager
    def borrowed(
        self, sha256: str, *, fetch: Callable[[str, BinaryIO], None], verified: bool = False
    ) -> Iterator[Path]:
        require_digest(sha256)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(prefix=BORROWED, dir=self._folder) as folder:
            clear_what_was_left(self._folder, BORROWED, now=os.stat(folder).st_mtime)
            lent = Path(folder) / sha256
            here = self._folder / sha256
            if not _lend(here, lent) or (verified and digest_of(lent) != sha256):
                lent.unlink(missing_ok=True)
                with lent.open("wb") as file:
                    fetch(sha256, file)
                if digest_of(lent) != sha256:
                    raise Spoilt(sha256)
                self._take_in(lent, here)
            yield lent

    def _take_in(self, lent: Path, here: Path) -> None:
        """Keep it for the next reader. A disk without links keeps nothing."""
        with suppress(OSError):
            here.unlink(missing_ok=True)
            os.link(lent, here)
        self._make_room()

    def _make_room(self) -> None:
        """Let those go that were not read for longest. Others may be doing the same."""
        files = []
        for path in self._folder.iterdir():
            with suppress(FileNotFoundError):
                if path.is_file():
                    files.append((path.stat(), path))
        total = 0
        for status, path in sorted(files, key=lambda file: file[0].st_mtime, reverse=True):
            total += status.st_size
            if total > self._most:
                path.unlink(missing_ok=True)


def _lend(here: Path, lent: Path) -> bool:
    try:
        os.utime(here)
        os.link(here, lent)
    except OSError:
        return False
    return True
