"""Keeps files, by the SHA-256 of what is in them: on disk, or in a bucket of any S3-compatible store.

A file is kept whole or not at all, never changed, and never taken away: what was published stays as it was.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from scrutiny.store.bucket import Bucket
from scrutiny.store.disk import Disk
from scrutiny.store.losses import Away, Missing, Spoilt

if TYPE_CHECKING:
    from scrutiny.config import Config

__all__ = ["Away", "Missing", "Spoilt", "Store", "of"]


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


def of(config: Config) -> Store:
    """Where the settings say that files are kept: the bucket, if there is one, else the data folder."""
    if config.bucket:
        return Bucket(config.bucket, config.data / "cache")
    return Disk(config.data / "files")
