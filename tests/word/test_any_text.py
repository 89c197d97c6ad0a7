"""Whatever text a paper holds, the file opens and says it."""

import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.papers.minutes import Minute
from scrutiny.papers.people import Lead, Named
from scrutiny.word import agenda, follow_up, minutes, notice, work_programme
from tests.word import samples
from tests.word.reading import everything, lines, opened, texts

FORBIDDEN = re.compile("[\x00-\x08\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

anything = st.text(st.characters(exclude_categories=[])) | st.sampled_from(
    [
        "a\x0bb",
        "a\r\nb\rc",
        "]]>",
        "<w:p>",
        "&amp;&#0;",
        '"quoted"',
        "\ud83d",
        "\ufffe",
        "\x00",
        "😀 \u202eעברית\u202c",
        "ŵŷ",
        "{{ x }}{% y %}",
        "w" * 300,
        " led  and  trailed ",
        "\t",
    ]
)


def printed(text: str) -> str:
    """The text as a reader sees it: line ends as such, what XML cannot hold as U+FFFD."""
    return FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n"))


def assert_well_formed(file: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        assert parts.testzip() is None
        for name in parts.namelist():
            ElementTree.fromstring(parts.read(name))


@given(anything)
def test_text_comes_back_as_it_was(text: str) -> None:
    record = (Minute("1", text, "", clauses=(samples.clause("a", "one"), samples.clause("b", "two"))),)
    file = minutes.write(samples.minutes(part_one=record, part_two=(), present=(Named(text),), venue=text))
    assert texts(file, "Heading 2") == [f"1.\t{printed(text)}"]
    assert texts(file, "Member Name") == [printed(text)]


@given(anything, anything)
def test_text_in_a_cell_comes_back_as_it_was(text: str, name: str) -> None:
    file = follow_up.write(samples.follow_up(actions=(samples.action(text, text=text, owner=name),)))
    row = [cell.text for cell in opened(file).tables[0].rows[1].cells]
    assert row[0] == row[1] == printed(text)
    assert row[3] == (printed(name) or "No owner yet")


@given(anything)
def test_no_document_is_broken_by_any_text(text: str) -> None:
    named, lead = (Named(text, text, text),), (Lead(text, (text,)),)
    assert_well_formed(
        minutes.write(
            samples.minutes(council=text, committee=text, apologies=named, part_one=(Minute(text, text, text),))
        )
    )
    assert_well_formed(
        agenda.write(samples.agenda(council=text, committee=text, exclusion=text, status_because=text, notes=(text,)))
    )
    assert_well_formed(notice.write(samples.notice(council=text, committee=text, status=text, business=(text,))))
    tables = {section: (samples.entry(text, leads=lead, details=text, outcome=text),) for section in samples.Section}
    assert_well_formed(
        work_programme.write(samples.work_programme(committee=text, year=text, introduction=text, tables=tables))
    )


@pytest.mark.parametrize("text", ["a) " * 2_000, "- " * 2_000, "x" * 200_000, "line\n" * 5_000, "*a **b " * 500])
def test_a_hostile_minute_is_printed(text: str) -> None:
    file = minutes.write(samples.minutes(part_one=(Minute("1", "X", f"{text}end"),), part_two=()))
    assert_well_formed(file)
    assert everything(file).count("end") > 0


def test_a_soft_line_break_of_word_is_a_line_break() -> None:
    file = notice.write(samples.notice(business=("one\x0btwo",)))
    assert ("List Bullet", "one\ntwo") in lines(file)
