"""Opens the ZIP that an Office file is: its directory is looked at first, and no more is unpacked than that allows."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from scrutiny.intake.uploads import markup
from scrutiny.intake.uploads.refusal import BROKEN, TWO_KINDS, Refused

PIECE = 256 * 1024
MOST_PARTS = 5_000
LARGEST_DIRECTORY = 2 * 1024 * 1024
LARGEST_PART = 100 * 1024 * 1024
LARGEST_MARKUP = 24 * 1024 * 1024
"""Bytes of a part, and of one that is read as XML: ten times that in memory, once python-docx holds it."""
LARGEST_OPENED = 300 * 1024 * 1024
"""Bytes unpacked, of all parts, and of the files within a file with them."""
MOST_ALIKE = 150
"""Times that a part may be larger than it was packed; XML of the same table row over and over comes to sixty."""
SMALL = 1024 * 1024
"""Up to here a part may be packed as well as it likes."""

BOMB = "unpacks to far more than a paper holds. Open it, save it again, and send that."
ALIKE = "has two parts of one name, so that it can be read two ways. Open it, save it again, and send that."
_END = b"PK\x05\x06"
_LOCAL_HEADER = 30
_END_SHAPE = struct.Struct("<4s4H2LH")
_LARGE_END_ROOM = 20
"""Bytes between the end of a ZIP that could be larger than 4 GB and the usual end: programs write it for small ones."""
_LARGE_END_SHAPE = struct.Struct("<4sQ2H2L4Q")
_PASSWORD = 0x1
_UNFIT = re.compile(r"(^|/)\.\.(/|$)|^/|^[A-Za-z]:|[\\\x00-\x1f]|^$")


@dataclass(slots=True)
class Budget:
    """What may still be unpacked."""

    left: int = LARGEST_OPENED

    def take(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise Refused(BOMB)


class Package:
    """The parts of an Office file by their names."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._parts = {info.filename: info for info in archive.infolist() if not info.is_dir()}

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def open(self, name: str) -> IO[bytes]:
        """Reads no more than the directory says; BadZipFile where that was not the truth."""
        return self._archive.open(self._parts[name])

    def read(self, name: str) -> bytes:
        with self.open(name) as part:
            return part.read()

    def walk(
        self,
        name: str,
        *,
        starts: Callable[[str, markup.Attributes], None] | None = None,
        ends: Callable[[str], None] | None = None,
        says: Callable[[str], None] | None = None,
    ) -> None:
        """Read a part as XML, see `markup.walk`."""
        with self.open(name) as part:
            markup.walk(part, starts=starts, ends=ends, says=says)

    def begins(self, name: str, size: int = 16) -> bytes:
        with self.open(name) as part:
            return part.read(size)


def opened(content: bytes, budget: Budget) -> Package:
    """The package, every part of it unpacked once to see that it is whole; Refused."""
    _look_at_end(content)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        _look_at_directory(archive.infolist(), archive.start_dir, budget)
        for info in archive.infolist():
            with archive.open(info) as part:
                while part.read(PIECE):
                    pass
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, zlib.error) as fault:
        raise Refused(BROKEN) from fault
    return Package(archive)


def _look_at_end(content: bytes) -> None:
    """The directory's size, before there is an object for each line of it; nothing before the first part or after
    the end.
    """
    at = content.rfind(_END)
    if at < 0 or at + _END_SHAPE.size > len(content):
        raise Refused(BROKEN)
    _, _, _, _, parts, size, begins, comment = _END_SHAPE.unpack_from(content, at)
    ends = at
    if content[at - _LARGE_END_ROOM : at].startswith(b"PK\x06\x07"):
        ends = at - _LARGE_END_ROOM - _LARGE_END_SHAPE.size
        *_, parts, size, begins = _LARGE_END_SHAPE.unpack_from(content, max(ends, 0))
    if parts > MOST_PARTS or size > LARGEST_DIRECTORY:
        raise Refused(BOMB)
    if begins + size != ends or at + _END_SHAPE.size + comment != len(content):
        raise Refused(TWO_KINDS)


def _look_at_directory(parts: list[zipfile.ZipInfo], begins: int, budget: Budget) -> None:
    if len(parts) > MOST_PARTS:
        raise Refused(BOMB)
    names = [part.filename.lower() for part in parts]
    if len(set(names)) != len(names):
        raise Refused(ALIKE)
    for part in parts:
        if _UNFIT.search(part.orig_filename):
            raise Refused("holds a part whose name leads out of it. Open it, save it again, and send that.")
        if part.flag_bits & _PASSWORD:
            raise Refused("is locked with a password. Take the password off, save it, and send that.")
        largest = LARGEST_MARKUP if part.filename.lower().endswith((".xml", ".rels", ".vml")) else LARGEST_PART
        if part.file_size > largest or part.file_size > max(SMALL, MOST_ALIKE * part.compress_size):
            raise Refused(BOMB)
        budget.take(part.file_size)
    by_place = sorted(parts, key=lambda part: part.header_offset)
    after = [part.header_offset for part in by_place[1:]]
    for part, following in zip(by_place, [*after, begins], strict=True):
        if part.header_offset + _LOCAL_HEADER + part.compress_size > following:
            raise Refused(BOMB)
