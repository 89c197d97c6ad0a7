"""A text as it is spelt after a journey through Word: one spelling, the same words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.papers.markdown import normal, written
from scrutiny.papers.prose import Listing, ListKind, Paragraph, Run, read

PIECES = [
    "a) ",
    "b) ",
    "- ",
    "1. ",
    "2. ",
    "**",
    "*",
    "_",
    "\\",
    "\n",
    "\n\n",
    "  ",
    "   ",
    "word",
    "x.",
    " ",
    "(c) ",
    "• ",
]
spellings = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def words(text: str) -> str:
    """The letters of a text as they are printed."""

    def said(blocks: object) -> str:
        if isinstance(blocks, Paragraph):
            return "".join(run.text for run in blocks.runs)
        inside = blocks.entries if isinstance(blocks, Listing) else blocks
        return "".join(said(each) for each in inside)  # type: ignore[attr-defined]

    return "".join(re.findall(r"word|x\.", said(read(text))))


@pytest.mark.parametrize(
    ("typed", "spelt"),
    [
        pytest.param("", "", id="nothing is nothing"),
        pytest.param(" One.  \nTwo. ", "One.\nTwo.", id="spaces at the ends of lines go"),
        pytest.param("One.\n\n\n\nTwo.", "One.\n\nTwo.", id="one blank line is enough"),
        pytest.param("* one\n* two", "- one\n- two", id="any bullet is a dash"),
        pytest.param("• one\n• two", "- one\n- two", id="a bullet that was pasted too"),
        pytest.param("1) one\n2) two", "1. one\n2. two", id="numbers have a stop"),
        pytest.param("3. three\n7. seven", "3. three\n4. seven", id="numbers count from the first"),
        pytest.param("(a) one\n(b) two", "a) one\nb) two", id="letters have one bracket"),
        pytest.param("__bold__ and _leaning_", "**bold** and *leaning*", id="looks are stars"),
        pytest.param("**bold **word", "\\*\\*bold \\*\\*word", id="stars that mark nothing are words"),
        pytest.param(
            "- one\n  - point\n\n  more", "- one\n  - point\n\n    more", id="what follows belongs to the deeper point"
        ),
        pytest.param("- \n- one", "- one", id="an empty point is none"),
        pytest.param("- - one", "- - one", id="a list may begin with a list"),
        pytest.param("a) one\n\n   more\nb) two", "a) one\n\n   more\nb) two", id="a clause of two paragraphs"),
        pytest.param("2 \\* 3 \\_ 4 \\\\ 5", "2 \\* 3 \\_ 4 \\\\ 5", id="what was escaped stays so"),
    ],
)
def test_one_text_has_one_spelling(typed: str, spelt: str) -> None:
    assert normal(typed) == spelt


@given(spellings)
def test_a_spelling_stands(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@given(spellings)
def test_no_word_is_lost_on_the_way(text: str) -> None:
    assert words(normal(text)) == words(text)


def test_looks_stand_at_words_and_neighbours_are_one() -> None:
    runs = (
        Run("It was "),
        Run("very ", bold=True),
        Run(" ", italic=True),
        Run("late", bold=True),
        Run(" indeed", bold=True),
    )
    assert written((Paragraph(runs),)) == "It was **very  late indeed**"
    assert (
        written(
            (
                Paragraph(
                    (Run("both", bold=True, italic=True), Run("  "), Run("")),
                ),
            )
        )
        == "***both***"
    )


def test_letters_beyond_the_alphabet_are_numbers() -> None:
    entries = tuple((Paragraph((Run(f"n{number}"),)),) for number in range(28))
    assert written((Listing(ListKind.LETTERS, entries),)).endswith("z) n25\n   27. n26\n   28. n27")


def test_a_hostile_text_comes_to_an_end() -> None:
    assert "word" in normal("a) - 1. " * 300 + "word")


def test_a_paragraph_without_words_is_none() -> None:
    assert written((Paragraph(()), Paragraph((Run(" "),)))) == ""


def test_what_says_nothing_in_an_entry_leaves_no_line_there() -> None:
    """As Word has it, where a clerk has emptied a point and left its paragraph."""
    entry = (Paragraph((Run(" "),)), Paragraph((Run("Noted."),)))
    assert written((Listing(ListKind.BULLETS, (entry,)),)) == "- Noted."


def test_a_list_of_which_no_entry_says_anything_is_none() -> None:
    assert read("- \n- ") == ()
    assert read("a) -\na)") == (Listing(ListKind.LETTERS, ((Paragraph((Run("a)"),)),),)),)
