"""What is sent as a paper: what is taken, what is refused, and in what words."""

from __future__ import annotations

import hashlib

import pytest
from PIL import Image

from scrutiny.domain.rules import RuleBroken
from scrutiny.intake import uploads
from scrutiny.intake.uploads import aside, impostors, kinds, names
from scrutiny.intake.uploads.look import LONGEST_TEXT, Look, Words
from scrutiny.intake.uploads.refusal import Refused
from tests.intake import mill


def looked(content: bytes, name: str) -> Look:
    """As `read`, but in this process: half a second sooner."""
    kind = kinds.named(name)
    impostors.require_true(content, kind)
    return aside.into(content, kind)


@pytest.mark.parametrize(
    ("content", "name", "media_type", "text", "pages"),
    [
        pytest.param(mill.word(), "Cusp of care.docx", "wordprocessingml.document", "cusp of care", 0, id="Word"),
        pytest.param(mill.pdf("One", "Two"), "Annual report.pdf", "application/pdf", "One\nTwo", 2, id="PDF"),
        pytest.param(mill.workbook(), "Data.XLSX", "spreadsheetml.sheet", "Referrals", 0, id="Excel"),
        pytest.param(mill.slides(), "Briefing.pptx", "presentationml.presentation", "Briefing", 0, id="PowerPoint"),
        pytest.param(mill.picture(), "Chart.png", "image/png", "", 0, id="PNG"),
        pytest.param(mill.picture("JPEG"), "Site.jpeg", "image/jpeg", "", 0, id="JPEG"),
        pytest.param(mill.picture("GIF"), "Map.gif", "image/gif", "", 0, id="GIF"),
        pytest.param(mill.picture("TIFF"), "Scan.tif", "image/tiff", "", 0, id="TIFF"),
    ],
)
def test_a_paper_of_each_kind_is_taken(content: bytes, name: str, media_type: str, text: str, pages: int) -> None:
    upload = uploads.read(content, name)
    assert upload.media_type.endswith(media_type)
    assert (upload.name, upload.size, upload.pages) == (name, len(content), pages)
    assert upload.sha256 == hashlib.sha256(content).hexdigest()
    assert text in upload.text


def test_a_refusal_begins_with_the_name_of_the_file() -> None:
    with pytest.raises(RuleBroken) as refusal:
        uploads.read(b"", r"C:\Users\clerk\Report.docx")
    assert str(refusal.value) == ("“Report.docx” is empty. Look whether it opens on your computer, and send it again.")
    with pytest.raises(RuleBroken, match=r"“Plan\.docm” may run macros"):
        uploads.read(b"anything", "Plan.docm")


def test_a_file_over_50_mb_is_refused_before_anybody_looks_into_it() -> None:
    with pytest.raises(RuleBroken, match="is larger than 50 MB"):
        uploads.read(b"%PDF-" + bytes(uploads.LARGEST), "Big.pdf")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param("Report.docx", "Report.docx", id="a plain name stays"),
        pytest.param("C:\\Users\\clerk\\Report.docx", "Report.docx", id="a path of Windows goes"),
        pytest.param("../../etc/Report.docx", "Report.docx", id="a path that leads out goes"),
        pytest.param("Report\u202excod.pdf", "Reportxcod.pdf", id="an override of direction goes"),
        pytest.param("Re\x00port\r\nX-Evil: 1.docx", "ReportX-Evil- 1.docx", id="a line end cannot make a header"),
        pytest.param('Re"port<1>|?*.docx', "Re-port-1----.docx", id="what Windows refuses becomes a hyphen"),
        pytest.param("  Report  2021 .docx", "Report 2021.docx", id="spaces are single"),
        pytest.param("CON.docx", "_CON.docx", id="the name of a device is no name"),
        pytest.param("w\u0302y.pdf", "ŵy.pdf", id="Welsh is composed"),
        pytest.param("ü" * 200 + ".docx", "ü" * 87 + ".docx", id="a long name keeps its ending"),
        pytest.param("\ud800Report.pdf", "Report.pdf", id="half a character goes"),
        pytest.param(".docx", "docx", id="an ending alone is a name without one"),
    ],
)
def test_a_name_is_made_fit_for_any_disk(given: str, kept: str) -> None:
    assert names.fit(given) == kept
    assert names.fit(kept) == kept
    assert len(kept.encode()) <= names.LONGEST


@pytest.mark.parametrize("nothing", ["", "   ", "..", "C:\\folder\\", "\u202e\u200b"])
def test_a_file_without_a_name_is_refused(nothing: str) -> None:
    with pytest.raises(RuleBroken, match="The file has no name"):
        names.fit(nothing)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("docx", "has no ending that says what it is."),
        ("Report.doc", "Open it in Word, save it as .docx"),
        ("Report.odt", "Open it in Word, save it as .docx"),
        ("Figures.csv", "Open it in Excel, save it as .xlsx"),
        ("Figures.xlsm", "may run macros, which a paper may not. Open it in Excel"),
        ("Show.ppsx", "Open it in PowerPoint, save it as .pptx"),
        ("Papers.zip", "is a bundle of files. Take the papers out of it, and send each by itself."),
        ("Logo.svg", "Save it as .png or .jpg"),
        ("Page.html", "Print it to a PDF"),
        ("Letter.msg", "Print it to a PDF"),
        ("Setup.exe", "is not a kind of paper that can be taken. Send .docx, .pdf, .xlsx"),
    ],
)
def test_of_another_kind_the_refusal_says_what_to_do(name: str, says: str) -> None:
    with pytest.raises(Refused) as refusal:
        kinds.named(name)
    assert says in str(refusal.value)


def test_the_words_are_those_that_a_reader_sees() -> None:
    seen = looked(
        mill.body(
            "<w:p><w:r><w:t>Seen</w:t><w:tab/><w:t>beside</w:t><w:br/><w:t>below</w:t></w:r></w:p>"
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden</w:t></w:r>"
            '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Shown</w:t></w:r></w:p>'
            '<w:p><w:del w:id="1" w:author="A"><w:r><w:delText>Struck</w:delText></w:r></w:del>'
            '<w:ins w:id="2" w:author="A"><w:r><w:t>Put in</w:t></w:r></w:ins>'
            '<w:moveFrom w:id="3" w:author="A"><w:r><w:t>Moved away</w:t></w:r></w:moveFrom></w:p>'
        ),
        "Report.docx",
    )
    assert seen.text.startswith("Seen beside\nbelow\nShown\nPut in\n")
    assert not {"Hidden", "Struck", "Moved"} & set(seen.text.split())
    assert seen.carries == (
        "Tracked changes, with what was struck out. Accept them all before it is published.",
        "Hidden text.",
    )


def test_of_a_workbook_the_words_are_those_of_the_sheets_rows_and_columns_that_are_seen() -> None:
    cell = '<c r="{}1" t="inlineStr"><is><t>{}</t></is></c>'.format
    rows = (
        f'<cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="1">{cell("A", "Seen")}{cell("B", "Folded")}'
        f'</row><row r="2" hidden="1">{cell("A", "Tucked")}</row></sheetData>'
    )
    content = mill.workbook(
        {"Open": rows, "Secret": f'<row r="1">{cell("A", "Salaries")}</row>'}, states={"Secret": "hidden"}
    )
    look = looked(content, "Data.xlsx")
    assert look.text == "Open\nSeen"
    assert look.carries == ("Hidden rows or columns in “Open”.", "A hidden sheet, “Secret”.")


def test_the_table_of_strings_is_read_through_the_cells_that_use_it() -> None:
    strings = '<sst xmlns="x"><si><t>Never used</t></si><si><r><t>Quarter</t></r><r><t> one</t></r></si></sst>'
    rels = mill.part(mill.workbook(), "xl/_rels/workbook.xml.rels").decode()
    content = mill.workbook(
        {"Data": '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1"><v>42</v></c><c r="C1" t="s"><v>9</v></c></row>'},
        {
            "xl/sharedStrings.xml": strings,
            "xl/_rels/workbook.xml.rels": rels.replace(
                "</Relationships>", mill.relation("rId9", "sharedStrings", "sharedStrings.xml") + "</Relationships>"
            ),
        },
    )
    assert looked(content, "Data.xlsx").text == "Data\nQuarter one"


def test_of_a_presentation_the_words_are_those_of_the_slides_that_are_shown() -> None:
    notes = {
        "ppt/slides/_rels/slide1.xml.rels": '<Relationships xmlns="x">'
        + mill.relation("rId1", "notesSlide", "../notesSlides/notesSlide1.xml")
        + "</Relationships>",
        "ppt/notesSlides/notesSlide1.xml": mill.slide("Do not mention the overspend", tag="notes"),
    }
    look = looked(mill.slides("First", "Second", "Third", change=notes, hidden=2), "Briefing.pptx")
    assert look.text == "First\nThird"
    assert look.carries == ("The speaker's notes to slide 1.", "A hidden slide, 2.")


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        pytest.param(mill.pdf(author="A. Clerk"), "a.pdf", "The name of its author: A. Clerk.", id="author"),
        pytest.param(
            mill.related("attachedTemplate", r"file:///\\corp-fs01\templates\Report.dotx"),
            "a.docx",
            "The place of the template",
            id="a template on the council's own network",
        ),
        pytest.param(
            mill.related("hyperlink", r"file:///\\fs.council.gov.uk\plans\x.docx"),
            "a.docx",
            "A link to a file of your own, which readers cannot open",
            id="a link into the network",
        ),
        pytest.param(
            mill.word(change={"docProps/custom.xml": "<Properties/>"}),
            "a.docx",
            "a label or a file number",
            id="labels",
        ),
        pytest.param(
            mill.word(change={"word/embeddings/Sheet1.xlsx": mill.workbook(states={"Referrals": "veryHidden"})}),
            "a.docx",
            "In Sheet1.xlsx: A hidden sheet, “Referrals”.",
            id="the workbook behind a chart",
        ),
        pytest.param(mill.pdf() + b"\n%%EOF\n", "a.pdf", "What it was before", id="an earlier state of a PDF"),
    ],
)
def test_what_a_paper_carries_besides_is_said_to_whoever_publishes_it(content: bytes, name: str, says: str) -> None:
    assert any(says in line for line in looked(content, name).carries)


def test_where_a_picture_was_taken_is_said() -> None:
    exif = Image.Exif()
    exif[0x013B], exif[0x0110] = "A. Clerk", "Phone 12"
    exif.get_ifd(0x8825)[1] = "N"
    assert looked(mill.picture("JPEG", exif=exif), "a.jpg").carries == (
        "The name of who made it: A. Clerk.",
        "Where it was taken, to a few metres.",
        "What it was taken with: Phone 12.",
    )


def test_what_was_taken_before_can_be_asked_again() -> None:
    assert uploads.metadata_warnings(mill.pdf(author="A. Clerk"), "application/pdf") == (
        "The name of its author: A. Clerk.",
    )
    assert uploads.metadata_warnings(b"not a PDF", "application/pdf") == ()
    assert uploads.metadata_warnings(b"anything", "text/plain") == ()


def test_a_long_paper_is_searched_by_its_first_hundred_pages() -> None:
    text = looked(mill.word("adult care " * 40_000), "Long.docx").text
    assert LONGEST_TEXT - 20 <= len(text) <= LONGEST_TEXT


def test_no_character_is_kept_that_a_database_refuses() -> None:
    text = looked(mill.pdf("Before\x0c after"), "a.pdf").text
    text.encode()
    assert "\x00" not in text
    words = Words()
    words.say("a\x00b\ud800c\u200bd e\u0301")
    assert str(words) == "a b c d é"
