"""A Word file that came from somebody: its parts, and how they hang together. Nothing outside of it is ever fetched."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from posixpath import basename, dirname, join, normpath
from struct import error as StructError
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

from lxml import etree

from scrutiny.bundle.word.namespaces import Element, R, w

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
"""ISO 29500 Strict has the same names under other addresses; nearly all else in it reads as in the other kind."""

_LARGEST = 100 * 1024 * 1024
"""Bytes of one part of XML: what a thousand pages have. More is not a paper for a meeting."""


class Damaged(Exception):
    """`str(error)` says why it cannot be opened, as a sentence without a full stop."""


@dataclass(frozen=True, slots=True)
class Relation:
    """From one part to another, whose name is `target`; if `external`, that is an address instead."""

    kind: str
    target: str
    external: bool


class Opened:
    """`body` is the name of the part that has the text."""

    def __init__(self, archive: ZipFile, path: Path = Path()) -> None:
        self.path = path
        self._archive = archive
        self._names = {name.casefold(): name for name in archive.namelist()}
        self._relations: dict[str, dict[str, Relation]] = {}
        self._kinds = self._read_kinds()
        self.body = self.related("", "officeDocument")
        if not self.body:
            raise Damaged("the file is not a Word document")

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self._names.values())

    @property
    def whole(self) -> bool:
        """Whether every part is as long, and as its checksum says, as it was when it was written."""
        return self._archive.testzip() is None

    def has(self, part: str) -> bool:
        return part.casefold() in self._names

    def member(self, part: str) -> str:
        """The name in the zip: the same letters, but perhaps not the same capitals."""
        return self._names[part.casefold()]

    def read(self, part: str) -> bytes:
        member = self.member(part)
        if self._archive.getinfo(member).file_size > _LARGEST:
            raise Damaged("it is larger than any paper that Word writes")
        return self._archive.read(member)

    def tree(self, part: str) -> Element:
        return _parsed(self.read(part))

    def kind(self, part: str) -> str:
        """Its content type."""
        ending = part.rpartition(".")[2].casefold()
        return self._kinds.get(f"/{part.casefold()}") or self._kinds.get(ending) or "application/octet-stream"

    def related(self, part: str, kind: str) -> str:
        """The first part that this one is related to in that way, or nothing."""
        found = (each for each in self.relations(part).values() if each.kind == f"{R}/{kind}" and not each.external)
        return next((each.target for each in found if self.has(each.target)), "")

    def relations(self, part: str) -> dict[str, Relation]:
        """By their ids. Those of the whole package are those of the part with no name."""
        if part not in self._relations:
            listed = join(dirname(part), "_rels", f"{basename(part)}.rels")
            self._relations[part] = dict(self._read_relations(listed, dirname(part))) if self.has(listed) else {}
        return self._relations[part]

    def _read_relations(self, listed: str, folder: str) -> Iterator[tuple[str, Relation]]:
        for each in self.tree(listed).iter(f"{{{_PACKAGE}/relationships}}Relationship"):
            target, external = each.get("Target", ""), each.get("TargetMode") == "External"
            inside = not external and not target.startswith("#")
            name = normpath(join("/", folder, unquote(target))).lstrip("/") if inside else target
            yield each.get("Id", ""), Relation(each.get("Type", ""), name, not inside)

    def _read_kinds(self) -> dict[str, str]:
        if not self.has("[Content_Types].xml"):
            raise Damaged("the file is not a Word document")
        entries = self.tree("[Content_Types].xml").iter(etree.Element)
        return {
            (entry.get("PartName") or entry.get("Extension") or "").casefold(): entry.get("ContentType", "")
            for entry in entries
        }


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """What goes wrong with the file, inside the block too, is Damaged; a disk that fails is not."""
    try:
        with ZipFile(path) as archive:
            yield Opened(archive, path)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, StructError) as error:
        raise Damaged("the file is damaged or has a password") from error
    except (etree.LxmlError, LookupError, ValueError) as error:
        raise Damaged("what is in the file is not as Word writes it") from error


def _parsed(octets: bytes) -> Element:
    """Without definitions of its own, which no writer of Word files makes, and which could stand for anything."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(_STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", octets), parser)
    if root.getroottree().docinfo.doctype:
        raise Damaged("the file has definitions in it that no word processor writes")
    return root


def on(properties: Element | None, name: str) -> bool:
    """Whether a property that is either on or off is on: there, and not said to be off."""
    found = None if properties is None else properties.find(w(name))
    return found is not None and found.get(w("val"), "1") not in ("0", "false", "off")
