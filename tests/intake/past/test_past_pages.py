"""What stands on the pages of a file of years ago: every line and table, with what Word counts by itself."""

from __future__ import annotations

import docx
import pytest

from scrutiny.domain.rules import RuleBroken
from scrutiny.intake.past import furniture, pages, word
from scrutiny.intake.past.sheet import Line, Table
from tests.intake import hostile, mill
from tests.intake.past.test_past_minutes import saved

LEVELS = (
    '<w:abstractNum w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>'
    '<w:lvlText w:val="{text}"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum><w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>'
)


def counted(form: str, text: str, start: int, levels: str) -> list[str]:
    """What is read of a list of these levels: `001` is two points and one below the second."""
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr></w:pPr>'
        "<w:r><w:t>Words</w:t></w:r></w:p>"
        for level in levels
    )
    content = mill.body(body)
    numbering = mill.part(content, "word/numbering.xml").decode()
    before, _, after = numbering.partition("</w:numbering>")
    defined = LEVELS.format(start=start, format=form, text=text)
    first = before.index("<w:abstractNum ")
    abstract, _, num = defined.partition("<w:num ")
    made = f"{before[:first]}{abstract}{before[first:]}<w:num {num}</w:numbering>{after}"
    sheets, _ = word.read(mill.repacked(content, {"word/numbering.xml": made}))
    return [block.text.split("\t")[0] for block in sheets[0] if block.text.endswith("\tWords")]


@pytest.mark.parametrize(
    ("form", "text", "start", "levels", "printed"),
    [
        pytest.param("decimal", "%1.", 31, "00", ["31.", "32."], id="numbers from 31"),
        pytest.param("lowerLetter", "(%1)", 1, "000", ["(a)", "(b)", "(c)"], id="letters in brackets"),
        pytest.param("upperLetter", "%1)", 26, "00", ["Z)", "AA)"], id="capitals beyond Z"),
        pytest.param("lowerRoman", "%1.", 4, "00", ["iv.", "v."], id="Roman numbers"),
        pytest.param("upperRoman", "%1", 1999, "0", ["MCMXCIX"], id="large Roman numbers"),
        pytest.param("decimal", "%1.", 5, "0110", ["5.", "5.1", "5.2", "6."], id="numbers of paragraphs"),
        pytest.param("bullet", "o", 1, "0", ["•"], id="bullets, whatever draws them"),
        pytest.param("lowerLetter", "%1)", 9_999_999, "0", ["9999999)"], id="a number that no letter has"),
    ],
)
def test_what_word_counts_by_itself_is_read(form: str, text: str, start: int, levels: str, printed: list[str]) -> None:
    assert counted(form, text, start, levels) == printed


def test_paragraphs_and_tables_stand_in_their_order() -> None:
    document = docx.Document()
    document.add_heading("Minutes", 1)
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
    table.cell(0, 2).text = "narrow"
    table.cell(1, 0).text = "one\ntwo"
    document.add_paragraph("after")
    found = pages.read(saved(document), "minutes.docx")
    assert [type(block) for block in found.blocks] == [Line, Table, Line]
    assert found.tables[0].rows == (("wide", "", "narrow"), ("one\ntwo", "", ""))
    assert [line.text for line in found.lines] == ["Minutes", "wide", "narrow", "one", "two", "after"]
    assert not found.wrapped


def test_a_pdf_is_read_page_by_page() -> None:
    found = pages.read(mill.pdf("One", "Two"), "minutes.pdf")
    assert [(line.text, line.page) for line in found.lines] == [("One", 1), ("Two", 2)]
    assert found.wrapped


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("Café – one\r\ntwo".encode(), id="UTF-8"),
        pytest.param("Café – one\ntwo".encode("utf-8-sig"), id="UTF-8 with its mark"),
        pytest.param("Café – one\r\ntwo".encode("utf-16"), id="UTF-16"),
        pytest.param("Café – one\vtwo".encode("cp1252"), id="of Windows, with Word’s own line end"),
    ],
)
def test_a_text_is_read_in_whatever_it_was_written(content: bytes) -> None:
    assert [line.text for line in pages.read(content, "minutes.TXT").lines] == ["Café – one", "two"]


def test_numbers_and_heads_of_pages_are_put_aside_and_named() -> None:
    sheets = tuple(
        tuple(
            map(
                Line,
                ("Ferries Committee", f"Page {page}", f"Text {page}", "More", f"End {'abcd'[page - 1]}", str(page + 6)),
            )
        )
        for page in range(1, 5)
    )
    kept, aside = furniture.put_aside(sheets)
    assert [block.text for block in kept][:4] == ["Ferries Committee", "Text 1", "More", "End a"]
    assert [block.text for block in kept].count("Ferries Committee") == 1
    assert aside == (*("Page 1", "7", "Ferries Committee", "Page 2", "8"), *("Page 3", "9", "Page 4", "10"))


def test_a_head_that_begins_on_the_second_page_is_put_aside_whole() -> None:
    pages_of_text = (("Minutes", "One"), ("Ferries – minutes of 3 May", "Two"), ("Ferries – minutes of 3 May", "Three"))
    kept, aside = furniture.put_aside(tuple(tuple(map(Line, texts)) for texts in pages_of_text))
    assert [block.text for block in kept] == ["Minutes", "One", "Two", "Three"]
    assert aside == ("Ferries – minutes of 3 May",)


def test_what_stands_at_the_foot_of_two_pages_by_chance_is_kept() -> None:
    kept, aside = furniture.put_aside(((Line("One"), Line("RESOLVED: That:")), (Line("Two"), Line("RESOLVED: That:"))))
    assert len(kept) == 4
    assert not aside


def test_an_item_number_on_a_page_of_its_own_is_no_page_number() -> None:
    kept, aside = furniture.put_aside(((Line("31."), Line("32"), Line("Text")),))
    assert [block.text for block in kept] == ["31.", "32", "Text"]
    assert not aside


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        pytest.param(b"PK", "minutes.docm", "read from .docx, .pdf and .txt", id="macros"),
        pytest.param(mill.pdf("One"), "a.docx", "is a PDF", id="another name than it has"),
        pytest.param(mill.locked_zip(mill.word()), "a.docx", "“a.docx”", id="locked"),
        pytest.param(hostile.old_office(locked=True), "a.docx", "locked with a password", id="locked by Office"),
        pytest.param(hostile.field("DDEAUTO c:\\\\x"), "a.docx", "starts another program", id="a field that runs"),
        pytest.param(
            mill.word(change={"word/document.xml": hostile.LAUGHS}),
            "a.docx",
            "document type with entities",
            id="entities",
        ),
        pytest.param(hostile.many(6_000), "a.docx", "unpacks to far more", id="a bomb of parts"),
        pytest.param(mill.pdf(" "), "a.pdf", "it may be a scan", id="a scan"),
        pytest.param(b"\x00\x01\x02", "a.txt", "is not a text", id="bytes"),
        pytest.param(b" \n\f ", "a.txt", "is empty", id="an empty text"),
        pytest.param(b"a\n" * 100_001, "a.txt", "holds more text", id="a text of nothing but lines"),
    ],
)
def test_a_file_that_is_not_taken_is_refused_in_one_sentence(content: bytes, name: str, says: str) -> None:
    with pytest.raises(RuleBroken, match=says) as refused:
        pages.read(content, name)
    assert "\n" not in str(refused.value)
