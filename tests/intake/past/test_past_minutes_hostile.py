"""Whatever stands in a file, it is read or refused in a sentence, soon, and no word of it is lost."""

from __future__ import annotations

import json
import re
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrutiny.domain.rules import RuleBroken
from scrutiny.intake import uploads
from scrutiny.intake.past import minutes
from scrutiny.intake.past.minutes import PastMinutes
from scrutiny.opendata.record import plain
from tests.intake.past.test_past_minutes import HEAD

settled = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LINES = (
    *("Present: Ada Marsh (Chairman), Bela Nagy and Kate Sorrel, MBE", "Apologies: Cora Pell", "PART ONE", "PART TWO"),
    *(
        "Also in attendance: Dan Vose (Head of Housing)",
        "1. Declarations of Interest",
        "2.",
        "Work Programme",
        "Chairman",
    ),
    *("3. Housing repairs", "4. A longer title of an item that goes on over the margin of the line and", "further", ""),
    *(
        "RESOLVED: That:",
        "RESOLVED – That the report be noted.",
        "a) the first be noted; and",
        "b) the second be sent.",
    ),
    *(
        "(1) one",
        "(i) deeper",
        "The officer explained the report.",
        "12. month review was named",
        "• a point;",
        "DECIDED",
    ),
    *("7.1 A paragraph", "(For 5, Against 0, Abstentions 2)", "5. Secret (Exemption paragraph 3)", "Some unknown line"),
    *("Moved by Councillor Ada Marsh and seconded by Councillor Bela Nagy that it be so.", "ACTION: Dan Vose to write"),
    *("The meeting ended at 12.10 pm.", "Page 3", "Agenda Item 4", "No interests were declared.", "Venue: Oak Room"),
    *("Councillor Ada Marsh declared a pecuniary interest in item 3.", "RESOVLED: that nothing", "That it be so"),
    *("Apologies were received from Councillors Cora Pell (with Councillor Eve Rudd as her substitute) and Finn Ash.",),
)
WORD = re.compile("qz[0-9]+qz")


@st.composite
def minuted(draw: st.DrawFn) -> str:
    """Lines in any order, each with a word that stands nowhere else, put in anywhere."""
    lines = []
    for place, line in enumerate(draw(st.lists(st.sampled_from(LINES), min_size=3, max_size=30))):
        words = line.split(" ")
        if line:
            words.insert(draw(st.integers(1, len(words))), f"qz{place}qz")
        lines.append(" ".join(words))
    return HEAD + "\n".join(lines)


def read_or_refused(content: bytes, name: str = "minutes.txt") -> PastMinutes | str:
    try:
        return minutes.read(content, name)
    except RuleBroken as refused:
        return str(refused)


@given(text=minuted())
@settled
def test_no_word_is_lost(text: str) -> None:
    past = read_or_refused(text.encode())
    if isinstance(past, str):
        assert "does not look like minutes" in past
        return
    read = json.dumps(plain(past))
    assert [word for word in WORD.findall(text) if word not in read] == []


@given(text=st.text(max_size=400), name=st.sampled_from(["a.txt", "a.docx", "a.pdf", "a", "../a.txt"]))
@settled
def test_any_text_is_read_or_refused_in_a_sentence(text: str, name: str) -> None:
    with patch.object(uploads, "read", side_effect=RuleBroken("It is refused.")):
        past = read_or_refused((HEAD + text).encode(errors="surrogatepass"), name)
    assert isinstance(past, PastMinutes) or "\n" not in past


@given(content=st.binary(max_size=400))
@settled
def test_any_bytes_are_read_or_refused_in_a_sentence(content: bytes) -> None:
    past = read_or_refused(HEAD.encode() + content)
    assert isinstance(past, PastMinutes) or "\n" not in past


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "a",
            "A ",
            "(",
            "1.",
            "1 ",
            "and ",
            "A B C ",
            ", ",
            "(a) ",
            "- ",
            "…",
            "1/",
            "T H A T ",
            "x. ",
            "Councillor ",
        ),
        *("moved by A seconded ", "for 1 against ", "(with ", "declared ", "Minutes of the ", "paragraph 1, "),
    ],
)
def test_a_line_that_never_ends_is_read(unit: str) -> None:
    """What takes the square or the cube of the length would hold up the whole suite here."""
    endless = unit * (20_000 // len(unit))
    past = read_or_refused(f"{HEAD}1. Apologies\n{endless}\n2. Ferries\nRESOLVED: {endless}\n3. Trams\nNone.".encode())
    assert isinstance(past, PastMinutes)
    assert len(past.meeting.items) == 3
