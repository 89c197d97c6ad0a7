"""Papers to be bound: of every kind that is uploaded, and with what makes them hard to bind."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import docx
import pikepdf
from docx.enum.section import WD_ORIENT
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from scrutiny.papers.agenda import Enclosure
from tests.bundle.papers import Shelf
from tests.intake import mill

OFFICE = "application/vnd.openxmlformats-officedocument."
TYPES = {
    ".docx": f"{OFFICE}wordprocessingml.document",
    ".xlsx": f"{OFFICE}spreadsheetml.sheet",
    ".pptx": f"{OFFICE}presentationml.presentation",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".tif": "image/tiff",
}
A4 = (595.28, 841.89)


def paper(shelf: Shelf, title: str, content: bytes, name: str, **more: Any) -> Enclosure:
    """An enclosure whose file is on the shelf."""
    kept = shelf.paper(title, content)
    kind = TYPES[Path(name).suffix]
    return Enclosure(title, sha256=kept.sha256, name=name, media_type=kind, size=kept.size, **more)


def word(
    title: str, *, sections: int = 2, landscape: bool = True, text: str = "The Committee is asked to note it."
) -> bytes:
    """A report: headings, paragraphs, a table, and an appendix across the page."""
    document = docx.Document()
    document.core_properties.title = title
    document.add_heading(title, 1)
    for number in range(1, sections + 1):
        document.add_heading(f"{number}. Findings", 2)
        document.add_paragraph(f"{text} " * 12)
        table = document.add_table(rows=1, cols=3, style="Table Grid")
        for row in (table.rows[0], table.add_row(), table.add_row()):
            for cell, said in zip(row.cells, ("Village", "Journeys", "Lost"), strict=True):
                cell.text = said
    if landscape:
        section = document.add_section()
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
        document.add_heading("Appendix across the page", 2)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def linked(address: str) -> bytes:
    """A report whose picture is not in it, but at an address."""
    document = docx.Document()
    document.add_picture(io.BytesIO(picture()))
    file = io.BytesIO()
    document.save(file)
    body, relations = "word/document.xml", "word/_rels/document.xml.rels"
    there = f'Target="{address}" TargetMode="External"'.encode()
    return mill.repacked(
        file.getvalue(),
        {
            body: mill.part(file.getvalue(), body).replace(b"r:embed=", b"r:link="),
            relations: mill.part(file.getvalue(), relations).replace(b'Target="media/image1.png"', there),
        },
    )


def workbook(cells: Iterable[Sequence[str]]) -> bytes:
    rows = "".join(
        f'<row r="{row}">'
        + "".join(
            f'<c r="{chr(65 + column)}{row}" t="inlineStr"><is><t>{text}</t></is></c>'
            for column, text in enumerate(texts)
        )
        + "</row>"
        for row, texts in enumerate(cells, start=1)
    )
    return mill.workbook({"Journeys": rows})


def slides(*titles: str) -> bytes:
    """A presentation with the master and the layout that LibreOffice asks for."""
    master, layout, names = "slideMasters/slideMaster1.xml", "slideLayouts/slideLayout1.xml", range(1, len(titles) + 1)
    parts: dict[str, str | bytes] = {
        "ppt/presentation.xml": _slide_part(
            "presentation",
            '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId99"/></p:sldMasterIdLst><p:sldIdLst>'
            + "".join(f'<p:sldId id="{255 + at}" r:id="rId{at}"/>' for at in names)
            + '</p:sldIdLst><p:sldSz cx="9144000" cy="5143500"/><p:notesSz cx="6858000" cy="9144000"/>',
        ),
        "ppt/_rels/presentation.xml.rels": _rels(
            mill.relation("rId99", "slideMaster", master),
            *(mill.relation(f"rId{at}", "slide", f"slides/slide{at}.xml") for at in names),
        ),
        f"ppt/{master}": _slide_part(
            "sldMaster",
            f'{_shapes("")}<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
            'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" '
            'folHlink="folHlink"/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst>',
        ),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _rels(mill.relation("rId1", "slideLayout", f"../{layout}")),
        f"ppt/{layout}": _slide_part("sldLayout", _shapes("")),
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": _rels(mill.relation("rId1", "slideMaster", f"../{master}")),
    }
    for at, title in enumerate(titles, start=1):
        parts[f"ppt/slides/slide{at}.xml"] = _slide_part("sld", _shapes(title))
        parts[f"ppt/slides/_rels/slide{at}.xml.rels"] = _rels(mill.relation("rId1", "slideLayout", f"../{layout}"))
    kinds = [f"slides/slide{at}.xml" for at in names]
    types = "".join(
        f'<Override PartName="/ppt/{name}" ContentType="{OFFICE}presentationml.{kind}+xml"/>'
        for name, kind in ((master, "slideMaster"), (layout, "slideLayout"), *((name, "slide") for name in kinds))
    )
    content = mill.slides(*titles, change=parts)
    listed = mill.part(content, "[Content_Types].xml").decode().replace("</Types>", f"{types}</Types>")
    return mill.repacked(content, {"[Content_Types].xml": listed})


def _shapes(title: str) -> str:
    shape = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Title"/><p:cNvSpPr/><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr>'
        '<p:spPr><a:xfrm><a:off x="600000" y="600000"/><a:ext cx="7000000" cy="1200000"/></a:xfrm></p:spPr>'
        f'<p:txBody><a:bodyPr/><a:p><a:r><a:rPr lang="en-GB"/><a:t>{title}</a:t></a:r></a:p></p:txBody></p:sp>'
    )
    return (
        '<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
        f"{shape if title else ''}</p:spTree></p:cSld>"
    )


def _slide_part(tag: str, inside: str) -> str:
    schemas = "http://schemas.openxmlformats.org"
    return (
        f'<p:{tag} xmlns:p="{schemas}/presentationml/2006/main" xmlns:a="{schemas}/drawingml/2006/main" '
        f'xmlns:r="{schemas}/officeDocument/2006/relationships">{inside}</p:{tag}>'
    )


def _rels(*relations: str) -> str:
    schema = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{schema}">{"".join(relations)}</Relationships>'


def plain(*texts: str, size: tuple[float, float] = A4, bookmarks: bool = False, links: bool = False) -> bytes:
    """A PDF without tags, a page for each text; with links each page leads to the next, and the last to the first."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size, invariant=True)
    for number, text in enumerate(texts):
        canvas.drawString(60, size[1] - 90, text)
        canvas.bookmarkPage(f"page-{number}")
        if bookmarks:
            canvas.addOutlineEntry(f"Chapter {number + 1}", f"page-{number}", 0)
        if links:
            canvas.linkAbsolute("next", f"page-{(number + 1) % len(texts)}", (60, 600, 200, 620))
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def changed(content: bytes, *, page: dict[str, object] | None = None, root: dict[str, object] | None = None) -> bytes:
    """A PDF with other things on its first page and in its catalogue."""
    file = io.BytesIO()
    with Pdf.open(io.BytesIO(content)) as pdf:
        for holder, more in ((pdf.pages[0].obj, page or {}), (pdf.Root, root or {})):
            for key, value in more.items():
                holder[key] = value
        pdf.save(file, static_id=True)
    return file.getvalue()


def tagged(*texts: str, roles: dict[str, str] | None = None, first_key: int = 0) -> bytes:
    """A PDF with a tag for each page, named by `roles`, and page numbers of the tag tree from `first_key` on."""
    file = io.BytesIO()
    with Pdf.open(io.BytesIO(plain(*texts))) as pdf:
        tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree, K=Array()))
        numbers = Array()
        called = Name(next(iter(roles or {}), "/P"))
        for place, page in enumerate(pdf.pages):
            element = Dictionary(Type=Name.StructElem, S=called, P=document, Pg=page.obj, K=0)
            document.K.append(pdf.make_indirect(element))
            page.obj.StructParents = first_key + place
            numbers.extend([first_key + place, Array([document.K[place]])])
            begun = b"%s <</MCID 0>> BDC " % str(called).encode()
            page.obj.Contents = pdf.make_stream(begun + page.obj.Contents.read_bytes() + b" EMC")
        tree.K, tree.ParentTree = document, pdf.make_indirect(Dictionary(Nums=numbers))
        if roles:
            tree.RoleMap = Dictionary({name: Name(meaning) for name, meaning in roles.items()})
        pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = tree, Dictionary(Marked=True)
        pdf.save(file, static_id=True)
    return file.getvalue()


def picture(kind: str = "PNG", size: tuple[int, int] = (600, 400), pages: int = 1) -> bytes:
    drawn = Image.new("RGB", size, "#88aacc")
    ImageDraw.Draw(drawn).ellipse((size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2), fill="#446622")
    file = io.BytesIO()
    more = {"save_all": True, "append_images": [drawn] * (pages - 1)} if pages > 1 else {}
    drawn.save(file, kind, **more)
    return file.getvalue()


def locked() -> bytes:
    file = io.BytesIO()
    with Pdf.open(io.BytesIO(plain("Locked"))) as pdf:
        pdf.save(file, encryption=pikepdf.Encryption(owner="owner", user="reader"))
    return file.getvalue()
