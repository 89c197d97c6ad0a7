"""A Word file taken apart: its XML parts by what they are for. The file itself was found in order before."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from posixpath import join, normpath
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

from scrutiny.domain.rules import RuleBroken

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_STRICT_W = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_BODY = "word/document.xml"

Element = Any
"""An element of lxml, which tells the type-checker nothing of itself."""

NOT_READ = "This file cannot be read as a Word document. Open it in Word, save it as .docx, and upload that."


class Package:
    """Parts are found by their relations, since every program calls them as it likes."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(content))
            self._names = set(self._zip.namelist())
            self.body = self._read(self._target("_rels/.rels", "officeDocument") or _BODY)
        except (BadZipFile, KeyError, etree.XMLSyntaxError, ValueError, NotImplementedError) as fault:
            raise RuleBroken(NOT_READ) from fault

    @cached_property
    def _body_name(self) -> str:
        return self._target("_rels/.rels", "officeDocument") or _BODY

    @cached_property
    def relations(self) -> dict[str, Relation]:
        """Those of the body, by id."""
        folder, _, name = self._body_name.rpartition("/")
        return self._relations(f"{folder}/_rels/{name}.rels")

    def part(self, kind: str) -> Element | None:
        """The first part of a kind (`styles`, `numbering`, `comments`), or nothing where there is none to read."""
        return next(iter(self.parts(kind)), None)

    def parts(self, kind: str) -> list[Element]:
        names = [relation.target for relation in self.relations.values() if relation.kind == kind]
        return [self._read(name) for name in names if name in self._names]

    def properties(self) -> dict[str, str]:
        """Those that people and programs give a file: name and value."""
        name = self._target("_rels/.rels", "custom-properties")
        if name not in self._names:
            return {}
        return {each.get("name", ""): "".join(each.itertext()).strip() for each in self._read(name)}

    def _target(self, relations: str, kind: str) -> str:
        found = (relation.target for relation in self._relations(relations).values() if relation.kind == kind)
        return next(found, "")

    def _relations(self, name: str) -> dict[str, Relation]:
        if name not in self._names:
            return {}
        folder = name.partition("_rels/")[0]
        return {each.get("Id", ""): _relation(each, folder) for each in self._read(name)}

    def _read(self, name: str) -> Element:
        """No entity is resolved and nothing is fetched. What was saved as strict is read as if it were not."""
        content = self._zip.read(name).replace(_STRICT_W, W[1:-1].encode())
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        return etree.fromstring(content, parser)


@dataclass(frozen=True, slots=True)
class Relation:
    """`target` is a part of the zip, or an address outside of it."""

    kind: str
    target: str


def _relation(element: Element, folder: str) -> Relation:
    kind = element.get("Type", "").removeprefix(_OFFICE).removeprefix(_STRICT).strip("/")
    target = element.get("Target", "")
    outside = element.get("TargetMode") == "External"
    return Relation(kind, target if outside else normpath(join("/", folder, target)).lstrip("/"))


def value(element: Element | None, path: str, default: str = "") -> str:
    """The `w:val` at the end of a path of names below an element, or what it is where it is not said."""
    found = None if element is None else element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return default if found is None else str(found.get(f"{W}val", default))


def switched_on(element: Element | None, name: str) -> bool | None:
    """Whether something is on (`<w:b/>`) or off (`<w:b w:val="0"/>`); None where it is not said."""
    found = None if element is None else element.find(f"{W}{name}")
    if found is None:
        return None
    return found.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def number(text: str | None, default: int = 0) -> int:
    try:
        return int(float(text)) if text else default
    except ValueError:
        return default
