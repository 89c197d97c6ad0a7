"""A pack as one Word document, read back with python-docx and LibreOffice, which had no part in writing it."""

import io
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from scrutiny.bundle import word as binder
from scrutiny.bundle.bound import Bound, LeftOut
from scrutiny.domain.vocabulary import Audience
from scrutiny.papers.agenda import Enclosure
from scrutiny.papers.pack import Pack
from scrutiny.word import minutes, work_programme
from tests import needs
from tests.bundle import word_papers as papers
from tests.bundle.papers import PDF, Shelf, item, pack
from tests.word import samples

BUSES, FLOODS = papers.report("Buses"), papers.report("Floods")
MINUTES = minutes.write(samples.minutes())
PROGRAMME = work_programme.write(samples.work_programme())
RESTYLED = papers.restyled("first of another look", "second of another look")
CONTRACT = papers.report("Contract", colour=9)


def rich(shelf: Shelf) -> Pack:
    return pack(
        item("4", "Buses", [shelf.paper("Report of the Director", BUSES), Enclosure("Timetable", to_follow=True)]),
        item("5", "Floods", [shelf.paper("Flood report", FLOODS), shelf.paper("Map", b"%PDF", kind=PDF)]),
        item("5A", "Urgent", [shelf.paper("Another look", RESTYLED), shelf.paper("Broken", b"no zip", name="b.docx")]),
        item("6", "Minutes", [shelf.paper("Minutes", MINUTES)]),
        item("7", "Work programme", [shelf.paper("Work programme", PROGRAMME)]),
        part_two=(item("8", "Contract", [shelf.paper("Award", CONTRACT, exempt=True)], paragraphs=(3,)),),
        audience=Audience.MEMBERS,
    )


def bound(pack: Pack, shelf: Shelf) -> bytes:
    to = shelf("pack.docx")
    binder.bind(pack, file=shelf, to=to)
    return to.read_bytes()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    shelf = Shelf(tmp_path_factory.mktemp("shelf"))
    return bound(rich(shelf), shelf)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def opened(file: bytes) -> Document:
    return docx.Document(io.BytesIO(file))


def said(element: BaseOxmlElement) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def texts(file: bytes) -> list[str]:
    """Of every paragraph of the body, in tables, boxes and controls too."""
    return [said(paragraph) for paragraph in opened(file).element.body.iter(qn("w:p"))]


def attributes(document: Document, tag: str, name: str) -> list[str]:
    return [element.get(qn(name)) for element in document.element.body.iter(qn(tag))]


def styles(document: Document) -> Iterator[tuple[str, str]]:
    """Of each paragraph that says something, with the text."""
    for paragraph in document.paragraphs:
        if paragraph.text:
            yield paragraph.text, paragraph.style.name


def test_it_keeps_the_schema_of_open_xml(made: bytes, tmp_path: Path) -> None:
    file = tmp_path / "pack.docx"
    file.write_bytes(made)
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []


@pytest.mark.parametrize(
    ("heading", "file"),
    [
        pytest.param("Agenda Item 4 – Buses|Report of the Director", BUSES, id="every kind of thing"),
        pytest.param("Agenda Item 5 – Floods|Flood report", FLOODS, id="the same again"),
        pytest.param("Agenda Item 5A – Urgent|Another look", RESTYLED, id="another look"),
        pytest.param("Agenda Item 6 – Minutes", MINUTES, id="our own minutes"),
        pytest.param("Agenda Item 7 – Work programme", PROGRAMME, id="tables across the page"),
        pytest.param("Agenda Item 8 – Contract|Award", CONTRACT, id="exempt"),
    ],
)
def test_every_paragraph_of_a_paper_is_there_once_in_order(made: bytes, heading: str, file: bytes) -> None:
    own, everything = (f"|{'|'.join(text for text in texts(each) if text)}|" for each in (file, made))
    assert everything.count(f"|{heading}{own}") == 1


def test_every_note_of_a_paper_is_there_once(made: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        feet, ends = archive.read("word/footnotes.xml").decode(), archive.read("word/endnotes.xml").decode()
    assert re.findall(r"\w+ of \w+", feet) == [
        *("footnote of Buses", "footnote of Floods", "footnote of Contract", "endnote of Contract")
    ]
    assert re.findall(r"\w+ of \w+", ends) == ["endnote of Buses", "endnote of Floods"]


def test_what_is_not_there_is_named_in_its_place(made: bytes) -> None:
    body = " | ".join(text for text in texts(made) if text)
    assert "Buses across the page | Agenda Item 4 – Buses | Timetable | To follow. | Agenda Item 5 – Floods" in body
    assert "Map | This paper is a PDF: it is in the PDF pack and in the ZIP. | Agenda Item 5A" in body
    assert "Broken | This paper could not be put in here: it is in the ZIP, as it came." in body


def test_a_paper_that_cannot_be_opened_is_told_to_whoever_binds(shelf: Shelf) -> None:
    answer = binder.bind(rich(shelf), file=shelf, to=shelf("pack.docx"))
    assert answer == Bound(pages=0, left_out=(LeftOut("Broken", "b.docx", "the file is damaged or has a password"),))


def test_the_contents_lead_to_each_paper(made: bytes) -> None:
    document = opened(made)
    starts = attributes(document, "w:bookmarkStart", "w:name")
    links = [link for link in document.element.body.iter(qn("w:hyperlink")) if said(link).endswith("go to")]
    assert [said(link) for link in links] == [
        *("Report of the Directorgo to", "Flood reportgo to", "Another lookgo to", "6Minutesgo to"),
        *("7Work programmego to", "Awardgo to"),
    ]
    assert all(link.get(qn("w:anchor")) in starts for link in links)


def test_pages_are_named_only_as_long_as_they_are_counted_on(shelf: Shelf) -> None:
    """A paper that begins to count anew has the same numbers as those before it: they would lead nowhere."""
    made = bound(
        pack(
            item("1", "A", [shelf.paper("One", papers.plain("one"))]),
            item("2", "B", [shelf.paper("Two", papers.report("Two"))]),
            item("3", "C", [shelf.paper("Three", papers.plain("three"))]),
        ),
        shelf,
    )
    asked = [text.text for text in opened(made).element.body.iter(qn("w:instrText")) if "PAGEREF" in (text.text or "")]
    assert [code.split()[1] for code in asked] == ["Paper_1", "Paper_2"]


def test_each_paper_begins_a_page_under_a_heading_that_word_lists(made: bytes) -> None:
    document = opened(made)
    headings = [each for each in document.paragraphs if each.text.startswith("Agenda Item")]
    assert {each.style.name for each in headings} == {"Heading 1"}
    starts = [section._sectPr.find(qn("w:type")) for section in document.sections]
    new_pages = [kind for kind in starts if kind is not None and kind.get(qn("w:val")) == "nextPage"]
    assert len(new_pages) >= len(headings)


class TestPages:
    def test_a_landscape_section_is_kept_with_its_own_header(self, made: bytes) -> None:
        wide = [
            section.header.paragraphs[-1].text
            for section in opened(made).sections
            if section.page_width > section.page_height
        ]
        assert [text for text in wide if text.startswith("Wide")] == [
            *("Wide header of Buses", "Wide header of Floods", "Wide header of Contract")
        ]

    def test_no_paper_has_the_header_of_the_one_before(self, shelf: Shelf) -> None:
        without = papers.plain("without a header")
        made = bound(
            pack(
                item("1", "A", [shelf.paper("With", papers.report("Buses"))]),
                item("2", "B", [shelf.paper("Without", without)]),
            ),
            shelf,
        )
        last = opened(made).sections[-1]
        for kind in (last.header, last.first_page_header, last.footer, last.first_page_footer):
            assert not kind.is_linked_to_previous
            assert [paragraph.text for paragraph in kind.paragraphs] == [""]

    def test_page_numbers_begin_again_where_they_did(self, made: bytes) -> None:
        assert attributes(opened(made), "w:pgNumType", "w:start") == ["1", "1", "1"]

    def test_a_paper_that_does_not_tell_even_pages_apart_has_one_header_on_all(self, shelf: Shelf) -> None:
        def even(document: Document) -> None:
            document.settings.odd_and_even_pages_header_footer = True
            document.sections[0].even_page_header.paragraphs[0].text = "Even header"

        two = papers.changed(papers.plain("two"), even)
        made = opened(
            bound(
                pack(
                    item("1", "A", [shelf.paper("One", BUSES)]),
                    item("2", "B", [shelf.paper("Two", two)]),
                    item("3", "C", [shelf.paper("Three", papers.plain("three"))]),
                ),
                shelf,
            )
        )
        assert made.settings.odd_and_even_pages_header_footer
        assert [section.even_page_header.paragraphs[-1].text for section in made.sections[-4:]] == [
            *("Header of Buses", "Wide header of Buses", "Even header", "")
        ]
        running = made.sections[0].header.paragraphs[-1].text
        assert made.sections[0].even_page_header.paragraphs[-1].text == running

    def test_a_first_paragraph_that_begins_a_page_stays_under_the_heading(self, shelf: Shelf) -> None:
        def broken(document: Document) -> None:
            document.paragraphs[0].paragraph_format.page_break_before = True

        file = papers.changed(papers.plain("first"), broken)
        made = opened(bound(pack(item("1", "A", [shelf.paper("One", file)])), shelf))
        (first,) = [paragraph for paragraph in made.paragraphs if paragraph.text == "first"]
        assert first.paragraph_format.page_break_before is False


class TestExempt:
    def test_every_page_of_an_exempt_paper_says_so(self, made: bytes) -> None:
        mark = "NOT FOR PUBLICATION: paragraph 3 of Schedule 12A to the Local Government Act 1972."
        document = opened(made)
        own = [section for section in document.sections if any("Contract" in p.text for p in section.header.paragraphs)]
        assert len(own) == 2
        for section in own:
            for header in (section.header, section.first_page_header):
                assert header.paragraphs[0].text == mark
        assert sum(p.text == mark for section in document.sections[:-2] for p in section.header.paragraphs) == 0

    def test_its_endnotes_stand_on_its_pages(self, made: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            assert b"endnote of Contract" in archive.read("word/footnotes.xml")
            assert b"endnote of Contract" not in archive.read("word/endnotes.xml")

    def test_planted_words_are_nowhere_in_the_public_s(self, shelf: Shelf) -> None:
        shelf.paper("Kumquat award", papers.report("Kumquat"), exempt=True)
        withheld = Enclosure("Exempt report", withheld=True)
        made = bound(
            pack(
                item("4", "Buses", [shelf.paper("Report", BUSES)]),
                part_two=(item("8", "Exempt item", [withheld], paragraphs=(3,)),),
            ),
            shelf,
        )
        assert "Exempt report – Not for publication: paragraph 3 of Schedule 12A" in " ".join(texts(made))
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            assert not [name for name in archive.namelist() if b"umquat" in archive.read(name)]

    def test_comments_are_not_handed_on(self, made: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            assert not [name for name in archive.namelist() if b"remark<" in archive.read(name) or "comment" in name]


class TestLooks:
    def test_one_style_of_two_looks_is_two_styles(self, made: bytes) -> None:
        used = dict(styles(opened(made)))
        found = opened(made).styles
        other = found[used["first of another look"]]
        assert (other.font.name, other.font.size.pt) == ("Georgia", 15)
        first = found[used["Buses has a footnote"]]
        assert (first.font.name, first.font.size.pt) == ("Cambria", 11)

    def test_one_style_of_one_look_is_one(self, made: bytes) -> None:
        used = dict(styles(opened(made)))
        assert used["Buses has a footnote"] == used["Floods has a footnote"]

    def test_the_defaults_of_a_paper_are_in_its_styles(self, made: bytes) -> None:
        """11 point, 10 after a paragraph: python-docx's own template; the council's have 12 and 6."""
        used = dict(styles(opened(made)))
        style = opened(made).styles[used["Buses has a footnote"]]
        assert style.paragraph_format.space_after.pt == 10
        assert style.paragraph_format.line_spacing == 1.15

    def test_a_paragraph_in_a_table_is_as_close_as_the_table_s_style_says(self, made: bytes) -> None:
        document = opened(made)
        (table,) = [each for each in document.tables if each.cell(0, 0).text == "Buses cell 0 0"]
        style = table.cell(0, 0).paragraphs[0].style
        assert style.font.size.pt == 11
        assert style.paragraph_format.space_after is None
        assert table.style.paragraph_format.space_after.pt == 0

    def test_a_paper_in_the_council_s_own_style_brings_no_styles_but_lists(self, shelf: Shelf) -> None:
        alone = {style.name for style in opened(bound(pack(), shelf)).styles}
        made = bound(pack(item("6", "Minutes", [shelf.paper("Minutes", MINUTES)])), shelf)
        assert {style.name for style in opened(made).styles} - alone <= {"List Bullet p1", "Lettered Clause p1"}

    def test_fonts_of_a_theme_are_named(self, made: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            held = archive.read("word/styles.xml") + archive.read("word/document.xml")
        assert b"Theme=" not in held
        assert b"themeColor" not in held
        assert b"schemeClr" not in held


class TestLists:
    def test_each_paper_counts_from_one(self, made: bytes) -> None:
        document = opened(made)
        numbers = {}
        for paragraph in document.paragraphs:
            if re.fullmatch(r"\w+ point first", paragraph.text):
                numbers[paragraph.text] = paragraph.style.element.pPr.numPr.numId.val
        assert len(set(numbers.values())) == len(numbers) == 3

    def test_every_list_that_is_named_is_defined_once(self, made: bytes) -> None:
        document = opened(made)
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


class TestPartsAndNames:
    def test_pictures_are_there_and_each_is_kept_once(self, made: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            kept = [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]
        assert sorted(kept) == sorted([papers.picture(200), papers.picture(9)])
        shown = re.findall('r:embed="([^"]+)"', opened(made).element.xml)
        assert [opened(made).part.related_parts[number].blob for number in shown] == [
            *(papers.picture(200), papers.picture(200), papers.picture(9))
        ]

    def test_what_stands_outside_is_left_out_and_its_words_stay(self, made: bytes) -> None:
        document = opened(made)
        outside = {part.target_ref for part in document.part.rels.values() if part.is_external}
        assert outside == {"https://example.org/buses"}
        (paragraph,) = [text for text in texts(made) if text.startswith("See ") and "Buses" in text]
        assert paragraph.startswith("See the timetable, the draft, the start")
        assert b"tracker.example" not in made

    def test_every_relation_that_is_named_is_there(self, made: bytes) -> None:
        relations = opened(made).part.rels
        named = re.findall(r'r:(?:id|embed|link|pict)="([^"]+)"', opened(made).element.xml)
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
    def test_what_may_stand_once_stands_once(self, made: bytes, tag: str, name: str) -> None:
        document = opened(made)
        found = [element.get(qn(name) if ":" in name else name) for element in document.element.body.iter(qn(tag))]
        assert len(found) > 2
        assert len(set(found)) == len(found)

    def test_bookmarks_that_were_renamed_are_found_by_what_speaks_of_them(self, made: bytes) -> None:
        document = opened(made)
        names = set(attributes(document, "w:bookmarkStart", "w:name"))
        anchors = {each for each in attributes(document, "w:hyperlink", "w:anchor") if each}
        asked = [text.text.split() for text in document.element.body.iter(qn("w:instrText"))]
        spoken = {code[1] for code in asked if code and code[0] in ("REF", "PAGEREF")}
        assert anchors | spoken <= names
        assert {"_Toc1", "_Toc1_2"} <= spoken

    def test_fields_say_in_the_pack_what_they_said_alone(self, made: bytes) -> None:
        asked = [" ".join(text.text.split()) for text in opened(made).element.body.iter(qn("w:instrText")) if text.text]
        assert 'TOC \\o "1-3" \\h \\b Paper_1 \\u' in asked
        assert "SEQ Figure \\* ARABIC \\r 1" in asked
        assert not [code for code in asked if code.startswith("DOCPROPERTY")]
        assert "Properties of Buses" in " ".join(texts(made))

    def test_tracked_changes_stay_as_they_are(self, made: bytes) -> None:
        body = opened(made).element.body
        assert [said(each) for each in body.iter(qn("w:ins"))] == ["put in"] * 3
        assert ["".join(t.text for t in each.iter(qn("w:delText"))) for each in body.iter(qn("w:del"))] == [
            *["taken out"] * 3
        ]

    def test_a_control_is_not_filled_from_the_properties_of_the_pack(self, made: bytes) -> None:
        body = opened(made).element.body
        assert {"control of Buses", "control of Floods", "control of Contract"} <= {
            said(each) for each in body.iter(qn("w:sdt"))
        }
        assert list(body.iter(qn("w:dataBinding"))) == []


def test_the_same_papers_are_the_same_bytes(shelf: Shelf, made: bytes) -> None:
    assert bound(rich(shelf), shelf) == made


def test_a_paper_that_is_gone_leaves_the_old_pack_as_it_was(shelf: Shelf) -> None:
    before = bound(pack(), shelf)
    lost = Enclosure("Lost", sha256="0" * 64, media_type=papers.WORD_KIND)
    with pytest.raises(FileNotFoundError):
        bound(pack(item("1", "X", [lost])), shelf)
    assert shelf("pack.docx").read_bytes() == before


blocks = st.one_of(
    st.tuples(
        st.sampled_from(["Normal", "Heading 1", "List Number", "List Bullet", "Quote"]), st.text("abc é–", max_size=12)
    ),
    st.just(("table", "")),
    st.just(("section", "")),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from([None, "Georgia"]), st.lists(blocks, max_size=6)), max_size=4))
def test_any_papers_are_bound_whole_and_in_order(
    shelf: Shelf, several: list[tuple[str | None, list[tuple[str, str]]]]
) -> None:
    own: list[str] = []
    enclosures = []
    for number, (font, contents) in enumerate(several):
        file = papers.generated(number, font, contents)
        own += [text for text in texts(file) if text]
        enclosures.append(shelf.paper(f"Title {number}", file))
    made = bound(pack(item("1", "Item", enclosures)), shelf)
    assert [text for text in texts(made) if re.match(r"\d+:\d+ ", text)] == own


@pytest.fixture(scope="module")
def printed(made: bytes, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The pages of the pack and of some papers alone, as LibreOffice prints them, in one call."""
    soffice, folder = needs.soffice(), tmp_path_factory.mktemp("printed")
    files = {"pack": made, "buses": BUSES, "minutes": MINUTES, "programme": PROGRAMME, "restyled": RESTYLED}
    for name, file in files.items():
        (folder / f"{name}.docx").write_bytes(file)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    paths = [str(folder / f"{name}.docx") for name in files]
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *paths]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {name: _pages(folder / f"{name}.pdf") for name in files}


def _pages(file: Path) -> list[str]:
    command = [needs.program("pdftotext"), "-layout", str(file), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [" ".join(page.split()) for page in text.split("\f")[:-1]]


class TestInLibreOffice:
    def test_each_paper_has_as_many_pages_as_alone(self, printed: dict[str, list[str]]) -> None:
        starts = [number for number, page in enumerate(printed["pack"]) if "Agenda Item" in page]
        lengths = [after - start for start, after in pairwise(starts)]
        headings = [re.search(r"Agenda Item (\w+)", printed["pack"][start])[1] for start in starts]
        found = dict(zip(headings, lengths, strict=False))
        assert found["6"] == len(printed["minutes"])
        assert found["7"] == len(printed["programme"])
        assert lengths[0] == len(printed["buses"]) - 1  # its endnotes stand at the end of the pack

    def test_lists_count_from_one_in_each_paper(self, printed: dict[str, list[str]]) -> None:
        everything = " ".join(printed["pack"])
        for name in ("Buses", "Floods", "Contract"):
            assert f"1. {name} point first 2. {name} point second 3. {name} point third" in everything

    def test_every_page_of_an_exempt_paper_says_so(self, printed: dict[str, list[str]]) -> None:
        own = [page for page in printed["pack"] if "of Contract" in page or "Contract across" in page]
        assert len(own) == 2
        assert all(page.startswith("NOT FOR PUBLICATION: paragraph 3") for page in own)


def test_a_supplement_says_which_it_is_and_has_only_what_it_brings(shelf: Shelf) -> None:
    late = shelf.paper("Late figures", papers.plain("late"))._replace(supplement=2)
    made = texts(bound(pack(item("4", "Buses", [late, shelf.paper("Report", BUSES)]), supplement=2), shelf))
    assert "Buses across the page" not in made
    assert "Supplement 2 to the agenda" in made
    assert "late" in made
    assert "Membership" not in made


def test_an_exempt_paper_of_a_public_item_is_marked_by_its_own_paragraph(shelf: Shelf) -> None:
    award = shelf.paper("Award", papers.plain("sum"), exempt=True)._replace(paragraphs=(3,))
    document = opened(bound(pack(item("4", "Buses", [award]), audience=Audience.MEMBERS), shelf))
    assert "Papers: Award (Not for publication: paragraph 3 of Schedule 12A to" in "\n".join(
        paragraph.text for paragraph in document.paragraphs
    )
    assert document.sections[0].header.paragraphs[0].text.startswith("NOT FOR PUBLICATION – this copy")
    assert document.sections[-1].header.paragraphs[0].text.startswith("NOT FOR PUBLICATION: paragraph 3")


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


DAMAGED = {
    "no zip": (lambda _: b"no zip", "the file is damaged or has a password"),
    "an empty file": (lambda _: b"", "the file is damaged or has a password"),
    "cut short": (lambda file: file[: len(file) // 2], "the file is damaged or has a password"),
    "a byte changed in the middle": (
        lambda file: file[: len(file) // 2] + bytes([file[len(file) // 2] ^ 255]) + file[len(file) // 2 + 1 :],
        "the file is damaged",
    ),
    "a zip of something else": (lambda _: papers.zipped({"a.txt": b""}), "the file is not a Word document"),
    "a body that is no XML": (
        lambda file: papers.replaced(file, "word/document.xml", b"</w:body>", b""),
        "what is in the file is not as Word writes it",
    ),
    "definitions that stand for other text": (
        lambda file: papers.replaced(
            file, "word/document.xml", b"<w:document ", b'<!DOCTYPE w [<!ENTITY a "b">]><w:document '
        ),
        "the file has definitions in it that no word processor writes",
    ),
}


@pytest.mark.parametrize(("damage", "why"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_paper_is_named_and_the_others_are_bound(
    shelf: Shelf, damage: Callable[[bytes], bytes], why: str
) -> None:
    bad = shelf.paper("Bad", damage(BUSES), name="bad.docx")
    contents = pack(item("1", "A", [bad]), item("2", "B", [shelf.paper("Good", papers.plain("good"))]))
    answer = binder.bind(contents, file=shelf, to=shelf("pack.docx"))
    (out,) = answer.left_out
    assert (out.title, out.name) == ("Bad", "bad.docx")
    assert out.why.startswith(why)
    made = shelf("pack.docx").read_bytes()
    assert "This paper could not be put in here: it is in the ZIP, as it came." in texts(made)
    assert "good" in texts(made)


ODD = {
    "no styles": ("word/_rels/document.xml.rels", b"relationships/styles", b"relationships/none"),
    "no numbering": ("word/_rels/document.xml.rels", b"relationships/numbering", b"relationships/none"),
    "no theme": ("word/_rels/document.xml.rels", b"relationships/theme", b"relationships/none"),
    "a style that is based on itself": (
        "word/styles.xml",
        b'<w:basedOn w:val="Normal"/>',
        b'<w:basedOn w:val="Title"/>',
    ),
    "a style that is not there": ("word/document.xml", b'w:val="ListNumber"', b'w:val="Gone"'),
    "no notes": ("word/_rels/document.xml.rels", b"relationships/footnotes", b"relationships/none"),
    "no header": ("word/_rels/document.xml.rels", b"relationships/header", b"relationships/none"),
    "no picture": ("word/_rels/document.xml.rels", b"media/image1.png", b"media/gone.png"),
}


@pytest.mark.parametrize(("part", "old", "new"), ODD.values(), ids=ODD)
def test_a_paper_that_lacks_something_is_bound_without_it(shelf: Shelf, part: str, old: bytes, new: bytes) -> None:
    file = papers.replaced(BUSES, part, old, new)
    assert file != BUSES
    contents = pack(item("1", "A", [shelf.paper("Odd", file)]))
    assert binder.bind(contents, file=shelf, to=shelf("pack.docx")).left_out == ()
    made = texts(shelf("pack.docx").read_bytes())
    assert [text for text in texts(BUSES) if text and text not in made] == []


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
