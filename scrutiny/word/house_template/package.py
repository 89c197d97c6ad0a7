"""The parts of a template's file: which are kept, which are filled in, and what no template may hold."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import join, normpath, split
from typing import Any

from scrutiny.word.house_template.faults import Fault, Faulty
from scrutiny.word.house_template.xml import MAIN, UNREADABLE, named, parsed, put, written
from scrutiny.word.package import Part, part
from scrutiny.word.relations import CUSTOM, CUSTOM_KIND, OFFICE, PACKAGE, XML
from scrutiny.word.text import attribute

LARGEST = 5 * 1024 * 1024
"""Bytes: ten times what a template with a large logo comes to."""
MOST_PARTS, MOST_UNPACKED = 500, 30 * 1024 * 1024
"""Files in the zip, and bytes of them all unpacked."""

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ID = f"{{{OFFICE}}}id"
_REFERENCES = (named("headerReference"), named("footerReference"))
_FILLED = ("header", "footer", "footnotes", "endnotes")
_KEPT = (*_FILLED, "styles", "numbering", "settings", "webSettings", "fontTable", "theme", "image", "font")
_LEFT_BEHIND = (
    *("attachedTemplate", "customXml", "customXmlProps", "glossaryDocument", "keyMapCustomizations"),
    *("people", "printerSettings", "stylesWithEffects", "thumbnail"),
)
_TOO_LARGE = "The template is too large: make its pictures smaller"
_REMOTE = (
    "The template is tied to another file ({}). In Word, open File, Options, Add-ins, choose Templates and Go, and "
    "clear the document template; unlink pictures that are linked"
)
_HOLDS = "The template holds {}: it may have text, tables, pictures and text boxes"
_CALLED = {
    "chart": "a chart",
    "oleObject": "an embedded object",
    "package": "an embedded file",
    "control": "a control with code",
    "vbaProject": "macros",
    "aFChunk": "another document inside",
    "subDocument": "another document inside",
    "comments": "comments, which every reader of a paper would see: delete them in Word",
}
_TRACKED = tuple(named(name) for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange"))
_NOT_FILLED_IN = tuple(named(name) for name in ("altChunk", "object", "control", "subDoc"))
_EDITING = (
    *(named(name) for name in ("proofErr", "lastRenderedPageBreak", "dataBinding")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
_EDITS = (named("rsid"), "{http://schemas.microsoft.com/office/word/2010/wordml}")
_FROM_AFAR = ("http", "ftp")
_CODES = (named("instrText"), named("fldSimple"))
_FETCHES = re.compile(r"\b(?:DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE|MACROBUTTON)\b", re.IGNORECASE)
_LINKS = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True)
class Relation:
    id: str
    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Package:
    """`relations` are of each part that has some, those left behind not among them. `roots` are the parts that are
    filled in, read: the document first, as `document`."""

    held: dict[str, bytes]
    document: str
    kinds: dict[str, str]
    relations: dict[str, list[Relation]] = field(default_factory=dict)
    roots: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def one(self, kind: str) -> str:
        """The part of a kind of which there is one; "" where there is none."""
        found = (relation.target for relation in self.relations[self.document] if relation.kind == kind)
        return next(found, "")

    def all(self, kind: str) -> dict[str, str]:
        """The parts of a kind, by the id that the document knows them by."""
        return {one.id: one.target for one in self.relations[self.document] if one.kind == kind}

    def kind_and_page(self, name: str, sections: Sequence[Any]) -> tuple[str, str]:
        """What a part is, and of a header or footer the pages on which it stands."""
        known = ((one.id, one.kind) for one in self.relations[self.document] if one.target == name)
        id_, kind = next(known, ("", ""))
        references = (one for section in sections for one in section.iter(*_REFERENCES) if one.get(_ID) == id_)
        return kind, next((one.get(named("type"), "default") for one in references), "default")

    def add_header(self, page: str) -> str:
        """The id of an empty header for pages that have none."""
        name = f"word/marks-{page}.xml"
        if name not in self.roots:
            self.roots[name] = parsed(f'<w:hdr xmlns:w="{MAIN}"><w:p/></w:hdr>'.encode())
            self.relations[self.document].append(Relation(f"marks-{page}", "header", name, external=False))
            self.relations[name] = []
            self.kinds[name] = f"{_WORD}.header+xml"
        return f"marks-{page}"

    def fixed(self, *, marked: bool) -> tuple[Part, ...]:
        """The parts that are the same in every paper, the maps of the zip first; `marked` papers have properties of
        their own besides."""
        maps = self._maps(marked=marked)
        same = [name for name in self.relations if name not in self.roots and name != self.one("numbering")]
        return (
            *(part(name, content) for name, content in maps),
            *(part(name, self.held[name]) for name in same),
        )

    def _maps(self, *, marked: bool) -> Iterator[tuple[str, str]]:
        core, custom = "docProps/core.xml", {CUSTOM: CUSTOM_KIND} if marked else {}
        own = {core: "application/vnd.openxmlformats-package.core-properties+xml"} | custom
        kinds = (
            {name: self._kind(name) for name in self.relations} | {self.document: f"{_WORD}.document.main+xml"} | own
        )
        overrides = "".join(
            f'<Override PartName="/{attribute(name)}" ContentType="{attribute(kind)}"/>' for name, kind in kinds.items()
        )
        endings = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        yield "[Content_Types].xml", f'{XML}<Types xmlns="{PACKAGE}/content-types">{endings}{overrides}</Types>'
        start = [Relation("body", "officeDocument", self.document, external=False)]
        start += [Relation("marks", "custom-properties", CUSTOM, external=False)] * marked
        properties = f'<Relationship Id="properties" Type="{PACKAGE}/relationships/metadata/core-properties" '
        yield "_rels/.rels", _written(start, f'{properties}Target="/{core}"/>')
        for name, relations in self.relations.items():
            if relations:
                folder, file = split(name)
                yield f"{folder}/_rels/{file}.rels", _written(relations)

    def _kind(self, name: str) -> str:
        return self.kinds.get(name) or self.kinds.get(f".{name.rpartition('.')[2].lower()}", "")


def read(template: bytes) -> Package:
    """Raises Faulty where it is no Word document at all; what else is wrong with it is in `faults`."""
    held = _unpacked(template)
    kinds = _kinds(held)
    start = _relations(held, "_rels/.rels", "")
    document = next((one.target for one in start if one.kind == "officeDocument"), "")
    if document not in held or not _fits(document):
        raise Faulty([Fault(UNREADABLE)])
    package = Package(held, document, kinds)
    _follow(package, document)
    for name in (document, *(name for kind in _FILLED for name in package.all(kind).values())):
        package.roots[name] = _root(held[name])
    package.faults += dict.fromkeys(_forbidden(package))
    _clean(package)
    return package


def _fits(name: str) -> bool:
    return name.startswith("word/") and name.isascii() and name.isprintable()


def _unpacked(template: bytes) -> dict[str, bytes]:
    if len(template) > LARGEST:
        raise Faulty([Fault(_TOO_LARGE)])
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as file:
            entries = [entry for entry in file.infolist() if not entry.is_dir()]
            if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise Faulty([Fault(_TOO_LARGE)])
            return {entry.filename: file.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise Faulty([Fault(UNREADABLE)]) from None


def _kinds(held: Mapping[str, bytes]) -> dict[str, str]:
    """What each part is, by its name or by its ending (`.png`)."""
    if "[Content_Types].xml" not in held:
        raise Faulty([Fault(UNREADABLE)])
    entries = parsed(held["[Content_Types].xml"])
    return {
        (entry.get("PartName") or f".{entry.get('Extension', '').lower()}").lstrip("/"): entry.get("ContentType", "")
        for entry in entries
    }


def _relations(held: Mapping[str, bytes], name: str, folder: str) -> list[Relation]:
    if name not in held:
        return []
    found = []
    for entry in parsed(held[name]):
        target, external = entry.get("Target", ""), entry.get("TargetMode") == "External"
        at = target if external else normpath(join("/", folder, target)).lstrip("/")
        found.append(Relation(entry.get("Id", ""), entry.get("Type", "").rpartition("/")[2], at, external))
    return found


def _follow(package: Package, name: str) -> None:
    """Everything that is kept hangs on the document: what it does not lead to is left behind."""
    folder, file = split(name)
    package.relations[name] = kept = []
    for relation in _relations(package.held, f"{folder}/_rels/{file}.rels", folder):
        if relation.kind == "hyperlink" and (not relation.external or relation.target.lower().startswith(_LINKS)):
            kept.append(relation)
        elif relation.external and not (relation.kind in _LEFT_BEHIND and not relation.target.startswith(_FROM_AFAR)):
            package.faults.append(Fault(_REMOTE.format(relation.target[:200])))
        elif relation.kind in _KEPT and relation.target in package.held and _fits(relation.target):
            kept.append(relation)
            if relation.target not in package.relations:
                _follow(package, relation.target)
        elif relation.kind not in _LEFT_BEHIND:
            what = "comments" if relation.kind.startswith("comments") else relation.kind
            package.faults.append(Fault(_HOLDS.format(_CALLED.get(what, f"something of the kind “{what[:40]}”"))))


def _root(octets: bytes) -> Any:
    root = parsed(octets)
    if root.nsmap.get("w") != MAIN:
        why = "The template is no ordinary Word document: in Word, save it as “Word Document (.docx)”, not as Strict"
        raise Faulty([Fault(why)])
    return root


def _forbidden(package: Package) -> Iterator[Fault]:
    for root in package.roots.values():
        if next(root.iter(*_TRACKED), None) is not None:
            yield Fault("The template has tracked changes: accept or reject them all in Word first")
        if next(root.iter(*_NOT_FILLED_IN), None) is not None:
            yield Fault(_HOLDS.format("an embedded object"))
        for paragraph in root.iter(named("p")):
            codes = (code.text or code.get(named("instr"), "") for code in paragraph.iter(*_CODES))
            if found := _FETCHES.search("".join(codes)):
                yield Fault(_HOLDS.format(f"a field that fetches something from elsewhere ({found[0]})"))


def _clean(package: Package) -> None:
    """What only the editing of the template needs, what would be twice in a loop, and what belongs to parts that are
    left behind."""
    for root in package.roots.values():
        for element in list(root.iter(*_EDITING)):
            put(element, "")
        for element in root.iter("*"):
            for name in [name for name in element.attrib if name.startswith(_EDITS)]:
                del element.attrib[name]
    if settings := package.one("settings"):
        root = _root(package.held[settings])
        for element in list(root.iter(named("attachedTemplate"), named("mailMerge"))):
            put(element, "")
        package.held[settings] = written(root).encode()


def _written(relations: Sequence[Relation], more: str = "") -> str:
    lines = [
        f'<Relationship Id="{attribute(one.id)}" Type="{OFFICE}/{one.kind}" '
        + (f'Target="{attribute(one.target)}" TargetMode="External"/>' if one.external else f'Target="/{one.target}"/>')
        for one in relations
    ]
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}{more}</Relationships>'
