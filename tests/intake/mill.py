"""Makes papers of every kind, good ones and all the bad ones that somebody might send."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

import docx
import pikepdf
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument"
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"

Parts = Mapping[str, str | bytes | None]


def word(text: str = "Safeguarding adults on the cusp of care.", change: Parts | None = None) -> bytes:
    """A Word document; `change` puts other parts in, or takes those away that are None."""
    document = docx.Document()
    document.add_heading("Report of the Director", 1)
    document.add_paragraph(text)
    document.core_properties.author, document.core_properties.comments = "", ""
    file = io.BytesIO()
    document.save(file)
    return repacked(file.getvalue(), change or {})


def body(markup: str) -> bytes:
    """A Word document with that in its body."""
    return word(change={"word/document.xml": _within(part(word(), "word/document.xml").decode(), "<w:body>", markup)})


def related(kind: str, target: str, *, external: bool = True, to: str = "word/document.xml") -> bytes:
    """A Word document with one more relation."""
    folder, _, name = to.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    return word(
        change={
            rels: _within(part(word(), rels).decode(), 'relationships">', relation("rId99", kind, target, external))
        }
    )


def relation(id_: str, kind: str, target: str, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{id_}" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'


def workbook(
    sheets: Mapping[str, str] | None = None, change: Parts | None = None, states: Parts | None = None
) -> bytes:
    """An Excel workbook: the XML of each sheet's rows by its name."""
    sheets = sheets or {"Referrals": '<row r="1"><c r="A1" t="inlineStr"><is><t>Referrals</t></is></c></row>'}
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _types({"xl/workbook.xml": "spreadsheetml.sheet.main+xml"}),
        "_rels/.rels": _rels([relation("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{_SHEETS}" xmlns:r="{_OFFICE}"><sheets>'
        + "".join(
            f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}" state="{(states or {}).get(name, "visible")}"/>'
            for at, name in enumerate(sheets, 1)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _rels(
            [relation(f"rId{at}", "worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(sheets) + 1)]
        ),
    }
    for at, rows in enumerate(sheets.values(), 1):
        inside = rows if rows.startswith("<cols>") else f"<sheetData>{rows}</sheetData>"
        parts[f"xl/worksheets/sheet{at}.xml"] = f'<worksheet xmlns="{_SHEETS}">{inside}</worksheet>'
    return repacked(packed(parts), change or {})


def slides(*shapes: str, change: Parts | None = None, hidden: int = 0) -> bytes:
    """A PowerPoint presentation, a slide for each text."""
    texts = shapes or ("Briefing for members",)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _types({"ppt/presentation.xml": "presentationml.presentation.main+xml"}),
        "_rels/.rels": _rels([relation("rId1", "officeDocument", "ppt/presentation.xml")]),
        "ppt/presentation.xml": f'<p:presentation xmlns:p="{_SLIDES}" xmlns:r="{_OFFICE}"><p:sldIdLst>'
        + "".join(f'<p:sldId id="{255 + at}" r:id="rId{at}"/>' for at in range(1, len(texts) + 1))
        + "</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": _rels(
            [relation(f"rId{at}", "slide", f"slides/slide{at}.xml") for at in range(1, len(texts) + 1)]
        ),
    }
    for at, text in enumerate(texts, 1):
        show = ' show="0"' if at == hidden else ""
        parts[f"ppt/slides/slide{at}.xml"] = slide(text, show)
    return repacked(packed(parts), change or {})


def slide(text: str, attributes: str = "", tag: str = "sld") -> str:
    return (
        f'<p:{tag} xmlns:p="{_SLIDES}" xmlns:a="{_DRAWING}" xmlns:r="{_OFFICE}"{attributes}>'
        f"<p:cSld><a:p><a:r>{text if text.startswith('<') else f'<a:t>{text}</a:t>'}</a:r></a:p></p:cSld></p:{tag}>"
    )


def pdf(*pages: str, author: str = "") -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=True)
    canvas.setAuthor(author)
    for text in pages or ("Annual report of the Board",):
        canvas.drawString(72, 720, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def pdf_with(key: str, value: object, *, page: bool = False, **saved: object) -> bytes:
    """A PDF with one more thing in its catalogue, or on its page."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        holder = document.pages[0].obj if page else document.Root
        holder[key] = value(document) if callable(value) else value
        document.save(file, **saved)
    return file.getvalue()


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), **saved: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "teal").save(file, kind, **saved)
    return file.getvalue()


def packed(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def repacked(content: bytes, change: Parts) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts: dict[str, str | bytes | None] = {name: archive.read(name) for name in archive.namelist()}
    return packed({name: it for name, it in {**parts, **change}.items() if it is not None})


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def parts(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.namelist()


def typed(sign: str, by: str) -> bytes:
    """A Word document in whose content types something is another."""
    types = part(word(), "[Content_Types].xml").decode()
    assert sign in types
    return word(change={"[Content_Types].xml": types.replace(sign, by)})


def locked_zip(content: bytes) -> bytes:
    """Marked as encrypted, in the directory and before each part."""
    return re.sub(rb"(PK\x03\x04..|PK\x01\x02....)\x00", lambda found: found[1] + b"\x01", content, flags=re.DOTALL)


def _types(overrides: Mapping[str, str]) -> str:
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="/{name}" ContentType="{_MAIN}.{it}"/>' for name, it in overrides.items())
        + "</Types>"
    )


def _rels(relations: list[str]) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(relations)}</Relationships>'


def _within(markup: str, after: str, more: str) -> str:
    assert after in markup
    return markup.replace(after, after + more, 1)
