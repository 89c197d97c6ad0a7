"""Looks into a Word, Excel or PowerPoint file: what every such file must be, and what none may hold."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename

from scrutiny.intake.uploads import relations, slides, word, workbook
from scrutiny.intake.uploads.archives import Budget, Package, opened
from scrutiny.intake.uploads.kinds import Kind
from scrutiny.intake.uploads.look import Look
from scrutiny.intake.uploads.markup import ENTITIES, Attributes
from scrutiny.intake.uploads.properties import of_office as properties
from scrutiny.intake.uploads.refusal import BROKEN, Refused

_TYPES = "[Content_Types].xml"
_DEEPEST = 2
"""A chart's workbook in a presentation in a document."""

_MAIN = {
    "wordprocessingml.document.main+xml": Kind.WORD,
    "spreadsheetml.sheet.main+xml": Kind.WORKBOOK,
    "presentationml.presentation.main+xml": Kind.SLIDES,
}
_MACROS = "holds macros, which a paper may not. Save it as {}, without macros, and send that."
_CONTROLS = "holds controls that run programs (ActiveX). Take them out, save it, and send that."
_OBJECT = "holds another file within it ({}). Put in a picture of it, or send that file by itself."
_RUNS = (
    ("vbaproject", _MACROS),
    ("macroenabled", _MACROS),
    ("macrosheet", _MACROS),
    ("vbadata", _MACROS),
    ("activex", _CONTROLS),
)
_READERS = {Kind.WORD: word.read, Kind.WORKBOOK: workbook.read, Kind.SLIDES: slides.read}
_SIGNS_OF_MARKUP = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<", b"\x00<")
_SIGNS_OF_FILES = {
    b"PK\x03\x04": "a ZIP",
    b"\xd0\xcf\x11\xe0": "an object of another program",
    b"\x7fELF": "a program",
    b"%PDF": "a PDF",
    b"{\\rtf": "RTF",
    b"Rar!": "an archive",
    b"7z\xbc\xaf": "an archive",
}


def look(content: bytes, kind: Kind) -> Look:
    """Refused, or what it says and carries."""
    return _look(content, kind, Budget(), depth=0)


def _look(content: bytes, kind: Kind, budget: Budget, *, depth: int) -> Look:
    package = opened(content, budget)
    main = _main_part(package, kind)
    for name in package:
        _look_at_markup(package, name)
    carries = [*relations.require_within(package)]
    carries += [line for name in package for line in _within(package, name, budget, depth)]
    found = _READERS[kind](package, main, content)
    return Look(found.text, 0, tuple(dict.fromkeys([*properties(package), *found.carries, *carries])))


def _main_part(package: Package, kind: Kind) -> str:
    """The part that the package says it is about, of the kind that its name says."""
    if _TYPES not in package:
        raise Refused(
            "is an OpenDocument file by its content. Save it as .docx, .xlsx or .pptx, and send that."
            if "mimetype" in package
            else "is a ZIP, not an Office file. Take the papers out of it, and send each by itself."
        )
    types = _types(package)
    for written in [*types.values(), *(f"/{name}" for name in package)]:
        for sign, why in _RUNS:
            if sign in written.lower():
                raise Refused(why.format(kind.endings[0]))
    main = next((each.target for each in relations.of(package, "") if each.kind == "officeDocument"), "")
    if main not in package:
        raise Refused(BROKEN)
    written = types.get(f"/{main}".lower(), types.get(main.rpartition(".")[2].lower(), ""))
    really = next((each for sign, each in _MAIN.items() if written.endswith(sign)), None)
    if really is None:
        raise Refused(f"is a template or a show, not {kind.noun}. Save it as {kind.endings[0]}, and send that.")
    if really is not kind:
        raise Refused(f"is {really.noun}, not {kind.noun}. Give it the ending {really.endings[0]}, and send it again.")
    return main


def _types(package: Package) -> dict[str, str]:
    """Content types, by `/part` and by ending, in small letters."""
    types: dict[str, str] = {}

    def start(tag: str, attributes: Attributes) -> None:
        key = attributes.get("PartName") if tag == "Override" else attributes.get("Extension")
        types[(key or "").lower()] = attributes.get("ContentType", "")

    package.walk(_TYPES, starts=start)
    return types


def _look_at_markup(package: Package, name: str) -> None:
    """Every XML part is read to its end: well-formed, and without a document type.

    Excel's own drawings of notes (VML) are written like old web pages, and are not well-formed.
    """
    if name.lower().endswith(".vml"):
        if b"<!" in package.read(name).replace(b"<!--", b"").replace(b"<![", b""):
            raise Refused(ENTITIES)
    elif name.lower().endswith((".xml", ".rels")) or package.begins(name).lstrip().startswith(_SIGNS_OF_MARKUP):
        drawing = name.lower().endswith(".svg")
        package.walk(name, starts=_look_at_drawing if drawing else None)


def _look_at_drawing(tag: str, attributes: Attributes) -> None:
    """An SVG picture beside its PNG: it draws, and does nothing else."""
    shown = attributes.get("href", "#")
    if tag in ("script", "foreignObject") or not shown.startswith(("#", "data:image/")):
        raise Refused("holds a drawing (SVG) with a program or a picture from elsewhere. Put it in as .png instead.")


def _within(package: Package, name: str, budget: Budget, depth: int) -> Iterator[str]:
    """The files within the file: a chart's own workbook is looked into like the paper itself, others are refused."""
    begins = package.begins(name, 512)
    if begins.startswith(b"MZ") and b"program" in begins:
        raise Refused(_OBJECT.format(f"{basename(name)}, a program"))
    sign = next((sign for sign in _SIGNS_OF_FILES if begins.startswith(sign)), None)
    if sign is None:
        return
    kind = next((kind for kind in _READERS if name.lower().endswith(kind.endings)), None)
    if sign != b"PK\x03\x04" or kind is None or "/embeddings/" not in f"/{name}" or depth == _DEEPEST:
        raise Refused(_OBJECT.format(f"{basename(name)}, {_SIGNS_OF_FILES[sign]}"))
    try:
        inner = _look(package.read(name), kind, budget, depth=depth + 1)
    except Refused as refused:
        raise Refused(f"holds {basename(name)}, which {refused}") from refused
    yield f"{kind.noun.capitalize()}, {basename(name)}, whole, though only a picture or a chart of it is seen."
    yield from (f"In {basename(name)}: {line}" for line in inner.carries)
