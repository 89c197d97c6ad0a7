"""Word papers of every make, for the tests that bind them: with python-docx, and what it cannot write as XML."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

W = nsdecls("w")
WORD_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def saved(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def picture(red: int = 200, size: int = 32) -> bytes:
    """A PNG of one colour."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = (b"\0" + bytes((red, 80, 120)) * size) * size
    header = struct.pack(">2I5B", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def plain(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def add(paragraph: Paragraph, xml: str) -> None:
    """A run, a field or the like at the end of a paragraph."""
    for element in parse_xml(f"<w:p {nsdecls('w', 'r', 'a', 'wp', 'pic')} {MORE}>{xml}</w:p>"):
        paragraph._p.append(element)


MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)


def field(code: str, said: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{said}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def bookmarked(paragraph: Paragraph, name: str, number: int = 0) -> None:
    paragraph._p.insert(1, parse_xml(f'<w:bookmarkStart {W} w:id="{number}" w:name="{name}"/>'))
    paragraph._p.append(parse_xml(f'<w:bookmarkEnd {W} w:id="{number}"/>'))


def report(name: str = "Buses", *, colour: int = 200) -> bytes:
    """A report as Word makes it: lists that count, a table, a picture, notes, links, fields, a landscape section."""
    document = docx.Document()
    document.core_properties.title = f"Properties of {name}"
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.header.paragraphs[0].text = f"Header of {name}"
    add(section.footer.paragraphs[0], '<w:r><w:t xml:space="preserve">Page </w:t></w:r>' + field("PAGE", "1"))
    bookmarked(document.add_heading(f"Report on {name}", 1), "_Toc1")
    add(document.add_paragraph(), field('TOC \\o "1-3" \\h', f"Report on {name}"))
    for text in ("first", "second", "third"):
        document.add_paragraph(f"{name} point {text}", style="List Number")
    for text in ("one", "two"):
        document.add_paragraph(f"{name} bullet {text}", style="List Bullet")
    _table(document, name)
    document.add_picture(io.BytesIO(picture(colour)), width=Cm(3))
    _links(document, name)
    _notes(document, name)
    _changes(document, name)
    across = document.add_section(WD_SECTION.NEW_PAGE)
    across.orientation = WD_ORIENT.LANDSCAPE
    across.page_width, across.page_height = section.page_height, section.page_width
    across.header.is_linked_to_previous = False
    across.header.paragraphs[0].text = f"Wide header of {name}"
    across._sectPr.find(qn("w:cols")).addprevious(parse_xml(f'<w:pgNumType {W} w:start="1"/>'))
    document.add_paragraph(f"{name} across the page")
    return saved(document)


def _table(document: Document, name: str) -> None:
    table = document.add_table(rows=2, cols=2, style="Table Grid")
    for row in range(2):
        for column in range(2):
            table.cell(row, column).text = f"{name} cell {row} {column}"


def _links(document: Document, name: str) -> None:
    part = document.part
    outside = part.relate_to("https://example.org/buses", KIND.HYPERLINK, is_external=True)
    drive = part.relate_to("file:///H:/secret/draft.docx", KIND.HYPERLINK, is_external=True)
    remote = part.relate_to("https://tracker.example/pixel.png", KIND.IMAGE, is_external=True)
    paragraph = document.add_paragraph("See ")
    add(
        paragraph,
        f'<w:hyperlink r:id="{outside}"><w:r><w:t>the timetable</w:t></w:r></w:hyperlink>'
        f'<w:hyperlink r:id="{drive}"><w:r><w:t>, the draft</w:t></w:r></w:hyperlink>'
        f'<w:hyperlink w:anchor="_Toc1"><w:r><w:t>, the start</w:t></w:r></w:hyperlink>'
        + field("REF _Toc1 \\h", f"Report on {name}")
        + field("DOCPROPERTY Title", f"Properties of {name}")
        + '<w:r><w:t xml:space="preserve">Figure </w:t></w:r>'
        + field("SEQ Figure \\* ARABIC", "1")
        + f'<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="p"/><a:graphic><a:graphicData '
        f'uri="x"><pic:pic><pic:blipFill><a:blip r:link="{remote}"/></pic:blipFill></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>",
    )


def _notes(document: Document, name: str) -> None:
    for kind, number in (("footnote", 2), ("endnote", 2)):
        xml = (
            f'<w:{kind}s {W}><w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
            f'<w:{kind} w:id="{number}"><w:p><w:r><w:t>{kind} of {name}</w:t></w:r></w:p></w:{kind}></w:{kind}s>'
        )
        uri = PackURI(f"/word/{kind}s.xml")
        content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
        document.part.relate_to(Part(uri, content, xml.encode(), document.part.package), f"{KIND.HEADER[:-6]}{kind}s")
        paragraph = document.add_paragraph(f"{name} has a {kind}")
        add(paragraph, f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>')


def _changes(document: Document, name: str) -> None:
    """A tracked change, a comment, a content control that is bound to the file's title, and a box of text."""
    paragraph = document.add_paragraph(f"{name} was changed: ")
    add(
        paragraph,
        '<w:ins w:id="7" w:author="A" w:date="2021-01-01T00:00:00Z"><w:r><w:t>put in</w:t></w:r></w:ins>'
        '<w:del w:id="8" w:author="A" w:date="2021-01-01T00:00:00Z"><w:r><w:delText>taken out</w:delText></w:r></w:del>'
        f'<w:sdt><w:sdtPr><w:id w:val="42"/><w:dataBinding w:xpath="/x" w:storeItemID="{{1}}"/></w:sdtPr><w:sdtContent>'
        f"<w:r><w:t>control of {name}</w:t></w:r></w:sdtContent></w:sdt>",
    )
    document.add_comment(document.add_paragraph(f"{name} remarked upon").runs, text="Kumquat remark", author="A")
    add(
        document.add_paragraph(),
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" '
        'distR="0"><wp:extent cx="1800000" cy="600000"/><wp:docPr id="1" name="Box"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="600000"/></a:xfrm><a:prstGeom prst="rect">'
        '<a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></wps:spPr><wps:txbx>'
        f"<w:txbxContent><w:p><w:r><w:t>box of {name}</w:t></w:r></w:p></w:txbxContent></wps:txbx><wps:bodyPr/>"
        "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r>",
    )


def restyled(*paragraphs: str) -> bytes:
    """The same ids of styles as in a report, but none looks as there."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = "Georgia", Pt(15), RGBColor(0x80, 0, 0)
    document.styles["Heading 1"].font.size = Pt(31)
    document.add_heading("Restyled", 1)
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def changed(file: bytes, change: Callable[[Document], None]) -> bytes:
    document = docx.Document(io.BytesIO(file))
    change(document)
    return saved(document)


def generated(number: int, font: str | None, contents: list[tuple[str, str]]) -> bytes:
    """A paper of paragraphs `0:3 text` in these styles, tables and sections; with a font, in another look."""
    document = docx.Document()
    if font:
        document.styles["Normal"].font.name = font
    for place, (style, text) in enumerate(contents):
        if style == "table":
            document.add_table(rows=1, cols=2).cell(0, 1).text = f"{number}:{place} cell"
        elif style == "section":
            document.add_section(WD_SECTION.NEW_PAGE)
        else:
            document.add_paragraph(f"{number}:{place} {text}", style=style)
    return saved(document)


def _part(document: Document, name: str, kind: str, content: bytes) -> Part:
    return Part(PackURI(f"/word/{name}"), kind, content, document.part.package)


def charted(name: str) -> bytes:
    """A chart, drawn from a workbook inside the file; a diagram, whose picture is known by the document's relations."""
    document = docx.Document()
    office, vendor = "application/vnd.openxmlformats-officedocument", "application/vnd.ms-office"
    chart = _part(
        document,
        "charts/chart1.xml",
        f"{office}.drawingml.chart+xml",
        f"<c:chartSpace {nsdecls('a', 'r')} {MORE}><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:rPr>"
        f'<a:solidFill><a:schemeClr val="accent2"/></a:solidFill></a:rPr><a:t>chart of {name}</a:t></a:r></a:p>'
        '</c:rich></c:tx></c:title></c:chart><c:externalData r:id="rId1"/></c:chartSpace>'.encode(),
    )
    book = _part(document, "embeddings/book.xlsx", f"{office}.spreadsheetml.sheet", b"workbook")
    chart.relate_to(book, KIND.PACKAGE)
    number = document.part.relate_to(chart, KIND.CHART)
    drawn = document.part.relate_to(
        _part(document, "diagrams/drawing1.xml", f"{vendor}.drawingml.diagramDrawing+xml", b"<d>diagram</d>"),
        "http://schemas.microsoft.com/office/2007/relationships/diagramDrawing",
    )
    model = (
        '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"><dsp:dataModelExt '
        f'xmlns:dsp="http://schemas.microsoft.com/office/drawing/2008/diagram" relId="{drawn}"/></dgm:dataModel>'
    )
    data = document.part.relate_to(
        _part(document, "diagrams/data1.xml", f"{office}.drawingml.diagramData+xml", model.encode()), KIND.DIAGRAM_DATA
    )
    frame = '<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="c"/><a:graphic><a:graphicData '
    close = "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    add(
        document.add_paragraph(f"{name} drawn"),
        f'{frame}uri="chart"><c:chart r:id="{number}"/>{close}'
        f'{frame}uri="diagram"><dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        f'r:dm="{data}"/>{close}',
    )
    return saved(document)


def strict(file: bytes) -> bytes:
    """Under the addresses of ISO 29500 Strict, as Word saves it when it is asked to."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            address = rb"http://schemas.openxmlformats.org/(officeDocument|wordprocessingml|drawingml)/2006/"
            new.writestr(name, re.sub(address, rb"http://purl.oclc.org/ooxml/\1/", old.read(name)))
    return made.getvalue()


def replaced(file: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """With other bytes in one of its parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, content.replace(old, new) if name == part else content)
    return made.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()
