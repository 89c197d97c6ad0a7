"""Keeps files in a folder: `ab/cdef…`, readable by this user alone."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from scrutiny.store.losses import WAITS, Missing, Spoilt, is_digest, require_digest

PIECE = 1024 * 1024  # bytes
ARRIVING = ".arriving-"
LEAVING = ".leaving-"
LEFT_BEHIND_AFTER = 24 * 60 * 60  # seconds: no file takes so long to arrive, so whoever wrote it was killed


class Disk:
    """The folder is made when the first file comes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, content: bytes) -> str:
        return self._take(io.BytesIO(content))

    def keep_file(self, path: Path) -> str:
        with path.open("rb") as file:
            return self._take(file)

    @contextmanager
    def local(self, sha256: str, *, verified: bool = False) -> Iterator[Path]:
        yield self._found(sha256, verified)

    def open(self, sha256: str, *, verified: bool = False) -> BinaryIO:
        return self._found(sha256, verified).open("rb")

    def has(self, sha256: str) -> bool:
        try:
            return bool(self._found(sha256, verified=False))
        except Missing:
            return False

    def old(self, *, waits: float = WAITS) -> Iterator[tuple[str, datetime]]:
        if not self._folder.is_dir():
            return
        now = self._now()
        for path in sorted(self._folder.glob("??/*")):
            with suppress(FileNotFoundError):
                kept = path.stat().st_mtime
                if is_digest(path.parent.name + path.name) and now - kept > waits:
                    yield path.parent.name + path.name, datetime.fromtimestamp(kept, UTC)

    def drop(self, sha256: str, *, waits: float = WAITS) -> bool:
        """First aside, where nobody can keep it again: what was until then goes back."""
        place, aside = self.place(sha256), self._folder / f"{LEAVING}{sha256}"
        try:
            place.replace(aside)
        except FileNotFoundError:
            return False
        if self._now() - aside.stat().st_mtime > waits:
            aside.unlink()
            return True
        aside.replace(place)
        return False

    def _now(self) -> float:
        """By the disk's own clock."""
        with tempfile.NamedTemporaryFile(prefix=ARRIVING, dir=self._folder) as file:
            return os.stat(file.name).st_mtime

    def place(self, sha256: str) -> Path:
        """Where it is, or would be."""
        require_digest(sha256)
        return self._folder / sha256[:2] / sha256[2:]

    def _found(self, sha256: str, verified: bool) -> Path:
        path = self.place(sha256)
        if not path.is_file():
            raise Missing(sha256)
        if verified and digest_of(path) != sha256:
            raise Spoilt(sha256)
        return path

    def _take(self, source: BinaryIO) -> str:
        """First beside, then moved to its name in one step. A copy that was spoilt meanwhile is replaced."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(prefix=ARRIVING, dir=self._folder)
        arriving = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                sha256 = _copied(source, file)
            clear_what_was_left(self._folder, ARRIVING, now=arriving.stat().st_mtime)
            place = self.place(sha256)
            if not _is_there(place, sha256):
                place.parent.mkdir(exist_ok=True, mode=0o700)
                arriving.replace(place)
                _sync(place.parent)
                _sync(self._folder)
        finally:
            arriving.unlink(missing_ok=True)
        return sha256


def _is_there(place: Path, sha256: str) -> bool:
    """Whether the same is kept already. It is as if it had come now, so that nobody takes it away as old."""
    try:
        if digest_of(place) != sha256:
            return False
        os.utime(place)
    except FileNotFoundError:
        return False
    return True


def clear_what_was_left(folder: Path, prefix: str, *, now: float) -> None:
    """By those who were killed. `now` is by the disk's own clock."""
    for left in folder.glob(f"{prefix}*"):
        with suppress(FileNotFoundError):
            if now - left.stat().st_mtime > LEFT_BEHIND_AFTER:
                shutil.rmtree(left) if left.is_dir() else left.unlink()


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copied(source: BinaryIO, file: BinaryIO) -> str:
    """Copy all of it, and wait until it is on the disk; the SHA-256 of what was copied."""
    digest = hashlib.sha256()
    while piece := source.read(PIECE):
        digest.update(piece)
        file.write(piece)
    file.flush()
    os.fsync(file.fileno())
    return digest.hexdigest()


def _sync(folder: Path) -> None:
    """Until then a power cut may lose the name of a file that is safe. Windows knows no such thing."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
