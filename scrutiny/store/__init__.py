"""Keeps files, by the SHA-256 of what is in them: on disk, or in a bucket of any S3-compatible store.

A file is kept whole or not at all, and never changed. What the record names is never taken away; what nobody names any
more may be, a day after it was kept last. One store is one record's: it cannot know of another's files.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from scrutiny.store.bucket import Bucket
from scrutiny.store.disk import Disk
from scrutiny.store.losses import WAITS, Away, Missing, Spoilt

if TYPE_CHECKING:
    from scrutiny.config import Config

__all__ = ["WAITS", "Away", "Missing", "Spoilt", "Store", "of"]


class Store(Protocol):
    """Every method may raise OSError, `Away` among them, where the disk or the bucket cannot be used."""

    def keep(self, content: bytes) -> str:
        """The SHA-256 by which it is found again, once it is safe: a power cut does not lose it. Twice is once."""

    def keep_file(self, path: Path) -> str:
        """The same of a file, which is never held in memory whole."""

    def local(self, sha256: str, *, verified: bool = False) -> AbstractContextManager[Path]:
        """A path to read it from, not to write to, and good as long as the context; Missing, Spoilt."""

    def open(self, sha256: str, *, verified: bool = False) -> BinaryIO:
        """It, open for reading, whatever becomes of the store meanwhile; Missing, Spoilt."""

    def has(self, sha256: str) -> bool: ...

    def old(self, *, waits: float = WAITS) -> Iterator[tuple[str, datetime]]:
        """The files that were kept last longer than so many seconds ago, by the store's own clock, and when."""

    def drop(self, sha256: str, *, waits: float = WAITS) -> bool:
        """Take it away: not if it is not there any more, or was kept again meanwhile."""


def of(config: Config) -> Store:
    """Where the settings say that files are kept: the bucket, if there is one, else the data folder."""
    if config.bucket:
        return Bucket(config.bucket, config.data / "cache")
    return Disk(config.data / "files")
