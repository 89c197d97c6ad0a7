"""Pictures, links, names and numbers of the papers in a Word pack."""

import io
import re
import zipfile

import pytest
from docx.document import Document
from docx.oxml.ns import qn

from tests.bundle import word_papers as papers
from tests.bundle.papers import Shelf, item, pack
from tests.bundle.word_packs import (
    attributes,
    bound,
    opened,
    said,
    texts,
)


class TestPartsAndNames:
    def test_pictures_are_there_and_each_is_kept_once(self, word_pack: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(word_pack)) as archive:
            kept = [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]
        assert sorted(kept) == sorted([papers.picture(200), papers.picture(9)])
        shown = re.findall('r:embed="([^"]+)"', opened(word_pack).element.xml)
        assert [opened(word_pack).part.related_parts[number].blob for number in shown] == [
            *(papers.picture(200), papers.picture(200), papers.picture(9))
        ]

    def test_what_stands_outside_is_left_out_and_its_words_stay(self, word_pack: bytes) -> None:
        document = opened(word_pack)
        outside = {part.target_ref for part in document.part.rels.values() if part.is_external}
        assert outside == {"https://example.org/buses"}
        (paragraph,) = [text for text in texts(word_pack) if text.startswith("See ") and "Buses" in text]
        assert paragraph.startswith("See the timetable, the draft, the start")
        assert b"tracker.example" not in word_pack

    def test_every_relation_that_is_named_is_there(self, word_pack: bytes) -> None:
        relations = opened(word_pack).part.rels
        named = re.findall(r'r:(?:id|embed|link|pict)="([^"]+)"', opened(word_pack).element.xml)
        assert [number for number in named if number not in relations] == []

    @pytest.mark.parametrize(
        ("tag", "name"),
        [
            ("w:bookmarkStart", "w:id"),
            ("w:bookmarkStart", "w:name"),
            ("wp:docPr", "id"),
            ("w:footnoteReference", "w:id"),
            ("w:ins", "w:id"),
        ],
    )
    def test_what_may_stand_once_stands_once(self, word_pack: bytes, tag: str, name: str) -> None:
        document = opened(word_pack)
        found = [element.get(qn(name) if ":" in name else name) for element in document.element.body.iter(qn(tag))]
        assert len(found) > 2
        assert len(set(found)) == len(found)

    def test_bookmarks_that_were_renamed_are_found_by_what_speaks_of_them(self, word_pack: bytes) -> None:
        document = opened(word_pack)
        names = set(attributes(document, "w:bookmarkStart", "w:name"))
        anchors = {each for each in attributes(document, "w:hyperlink", "w:anchor") if each}
        asked = [text.text.split() for text in document.element.body.iter(qn("w:instrText"))]
        spoken = {code[1] for code in asked if code and code[0] in ("REF", "PAGEREF")}
        assert anchors | spoken <= names
        assert {"_Toc1", "_Toc1_2"} <= spoken

    def test_fields_say_in_the_pack_what_they_said_alone(self, word_pack: bytes) -> None:
        asked = [
            " ".join(text.text.split()) for text in opened(word_pack).element.body.iter(qn("w:instrText")) if text.text
        ]
        assert 'TOC \\o "1-3" \\h \\b Paper_1 \\u' in asked
        assert "SEQ Figure \\* ARABIC \\r 1" in asked
        assert not [code for code in asked if code.startswith("DOCPROPERTY")]
        assert "Properties of Buses" in " ".join(texts(word_pack))

    def test_tracked_changes_stay_as_they_are(self, word_pack: bytes) -> None:
        body = opened(word_pack).element.body
        assert [said(each) for each in body.iter(qn("w:ins"))] == ["put in"] * 3
        assert ["".join(t.text for t in each.iter(qn("w:delText"))) for each in body.iter(qn("w:del"))] == [
            *["taken out"] * 3
        ]

    def test_a_control_is_not_filled_from_the_properties_of_the_pack(self, word_pack: bytes) -> None:
        body = opened(word_pack).element.body
        assert {"control of Buses", "control of Floods", "control of Contract"} <= {
            said(each) for each in body.iter(qn("w:sdt"))
        }
        assert list(body.iter(qn("w:dataBinding"))) == []


def test_charts_come_with_their_workbooks_and_diagrams_with_their_pictures(shelf: Shelf) -> None:
    several = [shelf.paper(name, papers.charted(name)) for name in ("Buses", "Floods")]
    made = bound(pack(item("1", "A", several)), shelf)
    part = opened(made).part
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        charts = [name for name in archive.namelist() if re.fullmatch(r"word/charts/[^/]+\.xml", name)]
        for name, paper in zip(charts, ("Buses", "Floods"), strict=True):
            assert f"chart of {paper}".encode() in archive.read(name)
            assert b"schemeClr" not in archive.read(name)
            relations = archive.read(f"word/charts/_rels/{name.rpartition('/')[2]}.rels").decode()
            (book,) = re.findall('Target="/([^"]+)"', relations)
            assert archive.read(book) == b"workbook"
        models = [
            archive.read(name).decode() for name in archive.namelist() if "/diagrams/" in name and "data1" in name
        ]
    drawn = [re.search('relId="([^"]+)"', model)[1] for model in models]
    assert [part.related_parts[number].blob.endswith(b"<d>diagram</d>") for number in drawn] == [True, True]


def test_a_strict_paper_is_read_as_any_other(shelf: Shelf) -> None:
    made = bound(pack(item("1", "A", [shelf.paper("Strict", papers.strict(papers.plain("strictly")))])), shelf)
    assert "strictly" in texts(made)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert not [name for name in archive.namelist() if b"purl.oclc.org" in archive.read(name)]


def test_what_a_reader_need_not_understand_is_said_to_be_such_in_every_part(shelf: Shelf) -> None:
    """Newer programs write marks of their own, under a prefix of their choice; older ones refuse what is new."""
    file = papers.plain("marked")
    for part, root, marked in (
        ("word/document.xml", b"<w:document ", b"<w:p>"),
        ("word/styles.xml", b"<w:styles ", b"<w:rPrDefault>"),
        ("word/numbering.xml", b"<w:numbering ", b"<w:num "),
    ):
        new = b'xmlns:q9="http://schemas.microsoft.com/office/word/2099/wordml" '
        file = papers.replaced(file, part, root, root + new)
        file = papers.replaced(file, part, b'mc:Ignorable="', b'mc:Ignorable="q9 ')
        file = papers.replaced(file, part, marked, marked.rstrip(b" >") + b' q9:mark="1"' + marked[-1:])
    made = bound(pack(item("1", "A", [shelf.paper("New", file)])), shelf)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        for part in ("word/document.xml", "word/styles.xml", "word/numbering.xml"):
            said = re.search('mc:Ignorable="([^"]+)"', archive.read(part).decode())
            assert "q9" in said[1].split()
        assert b'<w:p q9:mark="1">' in archive.read("word/document.xml")


def test_a_paper_s_own_bookmark_does_not_take_the_place_of_the_pack_s(shelf: Shelf) -> None:
    file = papers.changed(
        papers.plain("bookmarked"), lambda document: papers.bookmarked(document.paragraphs[0], "paper_1")
    )
    document = opened(bound(pack(item("1", "A", [shelf.paper("One", file)])), shelf))
    assert attributes(document, "w:bookmarkStart", "w:name") == ["Paper_1", "paper_1_2"]


def test_a_running_title_speaks_of_the_style_by_its_new_name(shelf: Shelf) -> None:
    def titled(document: Document) -> None:
        papers.add(document.sections[0].header.paragraphs[0], papers.field('STYLEREF "heading 1"', "Restyled"))

    file = papers.changed(papers.restyled("text"), titled)
    made = opened(bound(pack(item("1", "A", [shelf.paper("One", file)])), shelf))
    (style,) = {each.style.name for each in made.paragraphs if each.text == "Restyled"}
    assert f'STYLEREF "{style}"' in made.sections[-1].header._element.xml


def test_a_name_that_word_cut_into_several_runs_is_found(shelf: Shelf) -> None:
    def cut(document: Document) -> None:
        papers.bookmarked(document.paragraphs[0], "_Toc1")
        code = papers.field("REF _To", "bookmarked").replace(
            "</w:instrText></w:r>", "</w:instrText></w:r><w:r><w:instrText>c1 \\h </w:instrText></w:r>", 1
        )
        papers.add(document.paragraphs[1], code.replace("_To </w:instrText>", "_To</w:instrText>"))

    several = [shelf.paper(name, papers.changed(papers.plain(name, "second"), cut)) for name in ("one", "two")]
    document = opened(bound(pack(item("1", "A", several)), shelf))
    codes = [code.text or "" for code in document.element.body.iter(qn("w:instrText"))]
    assert "REF _Toc1_2 \\h" in " ".join("".join(codes).split())
