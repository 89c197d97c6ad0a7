"""The papers of a meeting as they came, in one ZIP: named in order, with what they are, and how to check them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from scrutiny.bundle import front_sheet
from scrutiny.bundle.bound import Bound, LeftOut
from scrutiny.bundle.whole import whole
from scrutiny.bundle.zip_names import Names, numbers
from scrutiny.bundle.zip_readme import readme
from scrutiny.papers.agenda import Enclosure
from scrutiny.papers.pack import Pack

_PRESSED_ALREADY = frozenset({".docx", ".xlsx", ".pptx", ".png", ".jpg", ".jpeg", ".gif", ".webp"})
_FIRST_OF_1980 = (1980, 1, 1, 0, 0, 0)
"""The earliest day that a zip can give, so that equal papers are equal bytes."""

_PIECE = 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Member:
    """A paper under the name that it has in the ZIP."""

    number: str
    name: str
    paper: Enclosure


def bind(
    pack: Pack, *, file: Callable[[str], Path], to: Path, meeting: bytes, left_out: tuple[LeftOut, ...] = ()
) -> Bound:
    """Write the ZIP. `meeting` is the record's own JSON; `left_out` is what the PDF pack is without, said here."""
    members = tuple(_members(pack))
    said = {
        "agenda.docx": front_sheet.write(pack),
        "meeting.json": meeting,
        "README.txt": readme(pack, members, left_out).encode("utf-8", "replace"),
    }
    with whole(to) as beside, ZipFile(beside, "w", strict_timestamps=True) as archive:
        sums = [(_write(archive, name, content), name) for name, content in said.items()]
        sums += [(_copy(archive, each.name, file(each.paper.sha256)), each.name) for each in members]
        _write(archive, "SHA256SUMS", "".join(f"{digest}  {name}\n" for digest, name in sums).encode())
    return Bound(pages=0)


def _members(pack: Pack) -> Iterator[Member]:
    """What there is a file of. A paper that this reader may not see, or that is still to come, has none."""
    names = Names()
    for item in pack.items:
        here = [paper for paper in item.papers if paper.sha256 and not paper.withheld]
        for number, paper in zip(numbers(item.line.number, len(here)), here, strict=True):
            yield Member(item.line.number, names.of(number, paper), paper)


def _entry(name: str, size: int) -> ZipInfo:
    """Read by everybody, run by nobody. What is a zip already, or a picture, would only take time."""
    entry = ZipInfo(name, _FIRST_OF_1980)
    entry.compress_type = ZIP_STORED if Path(name).suffix in _PRESSED_ALREADY else ZIP_DEFLATED
    entry.create_system, entry.external_attr = 3, 0o100644 << 16
    entry.file_size = size
    return entry


def _write(archive: ZipFile, name: str, content: bytes) -> str:
    archive.writestr(_entry(name, len(content)), content)
    return hashlib.sha256(content).hexdigest()


def _copy(archive: ZipFile, name: str, path: Path) -> str:
    """Piece by piece: the SHA-256 of what was copied."""
    digest = hashlib.sha256()
    with path.open("rb") as source, archive.open(_entry(name, path.stat().st_size), "w") as target:
        while piece := source.read(_PIECE):
            digest.update(piece)
            target.write(piece)
    return digest.hexdigest()
