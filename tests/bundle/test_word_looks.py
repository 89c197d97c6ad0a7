"""Styles and lists of the papers in a Word pack: each looks and counts as it did alone."""

import io
import re
import zipfile
from collections import Counter

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn

from tests.bundle import word_papers as papers
from tests.bundle.papers import Shelf, item, pack
from tests.bundle.word_packs import (
    BUSES,
    MINUTES,
    bound,
    opened,
    styles,
)


class TestLooks:
    def test_one_style_of_two_looks_is_two_styles(self, word_pack: bytes) -> None:
        used = dict(styles(opened(word_pack)))
        found = opened(word_pack).styles
        other = found[used["first of another look"]]
        assert (other.font.name, other.font.size.pt) == ("Georgia", 15)
        first = found[used["Buses has a footnote"]]
        assert (first.font.name, first.font.size.pt) == ("Cambria", 11)

    def test_one_style_of_one_look_is_one(self, word_pack: bytes) -> None:
        used = dict(styles(opened(word_pack)))
        assert used["Buses has a footnote"] == used["Floods has a footnote"]

    def test_the_defaults_of_a_paper_are_in_its_styles(self, word_pack: bytes) -> None:
        """11 point, 10 after a paragraph: python-docx's own template; the council's have 12 and 6."""
        used = dict(styles(opened(word_pack)))
        style = opened(word_pack).styles[used["Buses has a footnote"]]
        assert style.paragraph_format.space_after.pt == 10
        assert style.paragraph_format.line_spacing == 1.15

    def test_a_paragraph_in_a_table_is_as_close_as_the_table_s_style_says(self, word_pack: bytes) -> None:
        document = opened(word_pack)
        (table,) = [each for each in document.tables if each.cell(0, 0).text == "Buses cell 0 0"]
        style = table.cell(0, 0).paragraphs[0].style
        assert style.font.size.pt == 11
        assert style.paragraph_format.space_after is None
        assert table.style.paragraph_format.space_after.pt == 0

    def test_a_paper_in_the_council_s_own_style_brings_no_styles_but_lists(self, shelf: Shelf) -> None:
        alone = {style.name for style in opened(bound(pack(), shelf)).styles}
        made = bound(pack(item("6", "Minutes", [shelf.paper("Minutes", MINUTES)])), shelf)
        assert {style.name for style in opened(made).styles} - alone <= {"List Bullet p1", "Lettered Clause p1"}

    def test_fonts_of_a_theme_are_named(self, word_pack: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(word_pack)) as archive:
            held = archive.read("word/styles.xml") + archive.read("word/document.xml")
        assert b"Theme=" not in held
        assert b"themeColor" not in held
        assert b"schemeClr" not in held


class TestLists:
    def test_each_paper_counts_from_one(self, word_pack: bytes) -> None:
        document = opened(word_pack)
        numbers = {}
        for paragraph in document.paragraphs:
            if re.fullmatch(r"\w+ point first", paragraph.text):
                numbers[paragraph.text] = paragraph.style.element.pPr.numPr.numId.val
        assert len(set(numbers.values())) == len(numbers) == 3

    def test_every_list_that_is_named_is_defined_once(self, word_pack: bytes) -> None:
        document = opened(word_pack)
        numbering = document.part.numbering_part.element
        defined = Counter(num.get(qn("w:numId")) for num in numbering.findall(qn("w:num")))
        abstracts = Counter(each.get(qn("w:abstractNumId")) for each in numbering.findall(qn("w:abstractNum")))
        assert set(defined.values()) == set(abstracts.values()) == {1}
        named = {str(each.get(qn("w:val"))) for each in document.element.body.iter(qn("w:numId"))}
        named |= {str(each.get(qn("w:val"))) for each in document.styles.element.iter(qn("w:numId"))}
        assert named - {"0"} <= defined.keys()
        signs = [each.find(qn("w:nsid")) for each in numbering.findall(qn("w:abstractNum"))]
        given = [sign.get(qn("w:val")) for sign in signs if sign is not None]
        assert len(given) == len(set(given))


class TestTables:
    """Word 2013 moved tables by the margin of their cells; python-docx's own template is laid out as Word 2011 did."""

    def test_the_text_of_an_older_table_stays_where_it_was(self, word_pack: bytes) -> None:
        (table,) = [each for each in opened(word_pack).tables if each.cell(0, 0).text == "Buses cell 0 0"]
        assert table._tbl.tblPr.find(qn("w:tblInd")).get(qn("w:w")) == "-108"

    def test_a_table_of_the_pack_s_own_make_stays_too(self, word_pack: bytes) -> None:
        (table,) = [each for each in opened(word_pack).tables if each.cell(0, 1).text == "Time"]
        assert table._tbl.tblPr.find(qn("w:tblInd")) is None

    def test_one_in_the_middle_of_the_page_does_so_anyhow(self, shelf: Shelf) -> None:
        def centred(document: Document) -> None:
            document.tables[0].alignment = WD_TABLE_ALIGNMENT.CENTER

        made = bound(pack(item("1", "A", [shelf.paper("One", papers.changed(BUSES, centred))])), shelf)
        assert opened(made).tables[0]._tbl.tblPr.find(qn("w:tblInd")) is None


def test_styles_that_go_together_say_so_of_each_other(word_pack: bytes) -> None:
    links = {
        style.get(qn("w:styleId")): style.find(qn("w:link")).get(qn("w:val"))
        for style in opened(word_pack).styles.element.iter(qn("w:style"))
        if style.find(qn("w:link")) is not None
    }
    assert len(links) > 4
    assert {style: links.get(other) for style, other in links.items()} == {style: style for style in links}


def test_a_style_says_nothing_of_one_that_is_not_there(word_pack: bytes) -> None:
    found = opened(word_pack).styles.element
    there = {style.get(qn("w:styleId")) for style in found.iter(qn("w:style"))}
    for name in ("w:basedOn", "w:next", "w:link"):
        assert {each.get(qn("w:val")) for each in found.iter(qn(name))} <= there
    used = {
        each.get(qn("w:val"))
        for name in ("w:pStyle", "w:rStyle", "w:tblStyle")
        for each in opened(word_pack).element.body.iter(qn(name))
    }
    assert used <= there
