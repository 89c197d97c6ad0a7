"""A pack as one Word document: what stands in it, and in which order."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from scrutiny.bundle import word as binder
from scrutiny.bundle.bound import Bound, LeftOut
from scrutiny.domain.vocabulary import Audience
from scrutiny.papers.agenda import Enclosure
from tests.bundle import word_papers as papers
from tests.bundle.papers import Shelf, item, pack
from tests.bundle.word_packs import (
    BUSES,
    CONTRACT,
    FLOODS,
    MINUTES,
    PROGRAMME,
    RESTYLED,
    attributes,
    bound,
    opened,
    rich,
    said,
    texts,
)


def test_it_keeps_the_schema_of_open_xml(word_pack: bytes, tmp_path: Path) -> None:
    file = tmp_path / "pack.docx"
    file.write_bytes(word_pack)
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
def test_every_paragraph_of_a_paper_is_there_once_in_order(word_pack: bytes, heading: str, file: bytes) -> None:
    own, everything = (f"|{'|'.join(text for text in texts(each) if text)}|" for each in (file, word_pack))
    assert everything.count(f"|{heading}{own}") == 1


def test_every_note_of_a_paper_is_there_once(word_pack: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(word_pack)) as archive:
        feet, ends = archive.read("word/footnotes.xml").decode(), archive.read("word/endnotes.xml").decode()
    assert re.findall(r"\w+ of \w+", feet) == [
        *("footnote of Buses", "footnote of Floods", "footnote of Contract", "endnote of Contract")
    ]
    assert re.findall(r"\w+ of \w+", ends) == ["endnote of Buses", "endnote of Floods"]


def test_what_is_not_there_is_named_in_its_place(word_pack: bytes) -> None:
    body = " | ".join(text for text in texts(word_pack) if text)
    assert "Buses across the page | Agenda Item 4 – Buses | Timetable | To follow. | Agenda Item 5 – Floods" in body
    assert "Map | This paper is a PDF: it is in the PDF pack and in the ZIP. | Agenda Item 5A" in body
    assert "Broken | This paper could not be put in here: it is in the ZIP, as it came." in body


def test_a_paper_that_cannot_be_opened_is_told_to_whoever_binds(shelf: Shelf) -> None:
    answer = binder.bind(rich(shelf), file=shelf, to=shelf("pack.docx"))
    assert answer == Bound(pages=0, left_out=(LeftOut("Broken", "b.docx", "the file is damaged or has a password"),))


def test_the_contents_lead_to_each_paper(word_pack: bytes) -> None:
    document = opened(word_pack)
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


def test_each_paper_begins_a_page_under_a_heading_that_word_lists(word_pack: bytes) -> None:
    document = opened(word_pack)
    headings = [each for each in document.paragraphs if each.text.startswith("Agenda Item")]
    assert {each.style.name for each in headings} == {"Heading 1"}
    starts = [section._sectPr.find(qn("w:type")) for section in document.sections]
    new_pages = [kind for kind in starts if kind is not None and kind.get(qn("w:val")) == "nextPage"]
    assert len(new_pages) >= len(headings)


class TestExempt:
    def test_every_page_of_an_exempt_paper_says_so(self, word_pack: bytes) -> None:
        mark = "NOT FOR PUBLICATION: paragraph 3 of Schedule 12A to the Local Government Act 1972."
        document = opened(word_pack)
        own = [section for section in document.sections if any("Contract" in p.text for p in section.header.paragraphs)]
        assert len(own) == 2
        for section in own:
            for header in (section.header, section.first_page_header):
                assert header.paragraphs[0].text == mark
        assert sum(p.text == mark for section in document.sections[:-2] for p in section.header.paragraphs) == 0

    def test_its_endnotes_stand_on_its_pages(self, word_pack: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(word_pack)) as archive:
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

    def test_comments_are_not_handed_on(self, word_pack: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(word_pack)) as archive:
            assert not [name for name in archive.namelist() if b"remark<" in archive.read(name) or "comment" in name]


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
    assert "Paper: Award (Not for publication: paragraph 3 of Schedule 12A to" in "\n".join(
        paragraph.text for paragraph in document.paragraphs
    )
    assert document.sections[0].header.paragraphs[0].text.startswith("NOT FOR PUBLICATION – this copy")
    assert document.sections[-1].header.paragraphs[0].text.startswith("NOT FOR PUBLICATION: paragraph 3")


def test_the_same_papers_are_the_same_bytes(shelf: Shelf, word_pack: bytes) -> None:
    assert bound(rich(shelf), shelf) == word_pack


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
