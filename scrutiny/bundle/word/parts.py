"""The parts of the pack as they are gathered, and the zip they are written to at the end."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import basename, dirname, join, splitext
from typing import IO
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lxml import etree

from scrutiny.bundle.word.namespaces import Element
from scrutiny.bundle.word.opened import Opened, Relation

BODY = "word/document.xml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
"""What the content types of Word's own parts begin with."""

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = f"{_PACKAGE}/content-types"
_RELATIONS = f"{_PACKAGE}/relationships"
_PRESSED_ALREADY = frozenset({".png", ".jpg", ".jpeg", ".gif", ".xlsx", ".docx", ".pptx", ".mp4"})
_FIRST_OF_1980 = (1980, 1, 1, 0, 0, 0)
_PIECE = 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Lent:
    """A part that stays in the file it came in until it is written: pictures are never held in memory."""

    path: Path
    member: str


class Parts:
    """By their names, each with its content type and its relations, in the order in which they came."""

    def __init__(self) -> None:
        self._contents: dict[str, bytes | Lent] = {}
        self._kinds = {BODY: f"{WORD}.document.main+xml"}
        self._relations: dict[str, dict[str, Relation]] = {}

    def add(self, name: str, content: bytes | Lent, kind: str) -> None:
        self._contents[name], self._kinds[name] = content, kind

    def add_tree(self, name: str, root: Element, kind: str) -> None:
        self.add(name, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True), kind)

    def relate(self, part: str, number: str, relation: Relation) -> None:
        self._relations.setdefault(part, {})[number] = relation

    def keep(self, opened: Opened, part: str) -> str:
        """A picture or the like by what is in it, so that a crest that stands in every paper is kept once."""
        octets = opened.read(part)
        ending = splitext(part)[1].lower()
        folder = "embeddings" if dirname(part).endswith("embeddings") else "media"
        digest = hashlib.sha256(octets + opened.kind(part).encode()).hexdigest()
        name = f"word/{folder}/{digest[:24]}{ending if ending[1:].isalnum() and ending.isascii() else '.bin'}"
        self.add(name, Lent(opened.path, opened.member(part)), opened.kind(part))
        return name

    def write(self, to: IO[bytes], body: Iterable[bytes]) -> None:
        """The list of all parts first, as readers of the zip expect, then the body, then the others."""
        with ZipFile(to, "w") as archive:
            archive.writestr(_entry("[Content_Types].xml"), self._listed())
            for part, relations in self._relations.items():
                name = join(dirname(part), "_rels", f"{basename(part)}.rels")
                archive.writestr(_entry(name), "".join(_related(relations)))
            with archive.open(_entry(BODY), "w", force_zip64=True) as target:
                for piece in body:
                    target.write(piece)
            for name, content in self._contents.items():
                _write(archive, name, content)

    def _listed(self) -> str:
        kinds = "".join(
            f"<Override PartName={quoteattr(f'/{name}')} ContentType={quoteattr(kind)}/>"
            for name, kind in self._kinds.items()
        )
        return (
            f'{_XML}<Types xmlns="{_TYPES}"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{kinds}</Types>'
        )


def _related(relations: dict[str, Relation]) -> Iterator[str]:
    yield f'{_XML}<Relationships xmlns="{_RELATIONS}">'
    for number, relation in relations.items():
        target = relation.target if relation.external else f"/{relation.target}"
        outside = ' TargetMode="External"' if relation.external and not target.startswith("#") else ""
        yield (
            f"<Relationship Id={quoteattr(number)} Type={quoteattr(relation.kind)} "
            f"Target={quoteattr(target)}{outside}/>"
        )
    yield "</Relationships>"


def _entry(name: str) -> ZipInfo:
    """Stamped with the earliest day that a zip can give, so that equal papers are equal bytes."""
    entry = ZipInfo(name, _FIRST_OF_1980)
    entry.compress_type = ZIP_STORED if splitext(name)[1] in _PRESSED_ALREADY else ZIP_DEFLATED
    entry.create_system, entry.external_attr = 3, 0o100644 << 16
    return entry


def _write(archive: ZipFile, name: str, content: bytes | Lent) -> None:
    if isinstance(content, bytes):
        archive.writestr(_entry(name), content)
        return
    with (
        ZipFile(content.path) as source,
        source.open(content.member) as lent,
        archive.open(_entry(name), "w", force_zip64=True) as target,
    ):
        shutil.copyfileobj(lent, target, _PIECE)
