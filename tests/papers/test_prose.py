"""What a clerk types in a minute, and what is made of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.papers import prose
from scrutiny.papers.prose import Block, Listing, Paragraph, Run


def told(blocks: tuple[Block, ...]) -> list[object]:
    """Paragraphs as text with bold in capitals and italic between slashes; lists as a kind and its entries."""
    return [
        "".join(_told(run) for run in block.runs)
        if isinstance(block, Paragraph)
        else (block.kind.value, block.first, [told(entry) for entry in block.entries])
        for block in blocks
    ]


def _told(run: Run) -> str:
    text = run.text.upper() if run.bold else run.text
    return f"/{text}/" if run.italic else text


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        pytest.param("", [], id="nothing is nothing"),
        pytest.param(" \n\n\t\n", [], id="blank lines are nothing"),
        pytest.param("One.\n\n\u00a0\n\nTwo.", ["One.", "Two."], id="a space from a word processor is nothing"),
        pytest.param("One.\n\nTwo.", ["One.", "Two."], id="a blank line parts paragraphs"),
        pytest.param("One\ntwo", ["One\ntwo"], id="a line that ends is a line that ends"),
        pytest.param("One\x0btwo\r\nthree", ["One\ntwo\nthree"], id="Word's soft break and CRLF are line ends"),
        pytest.param("a **bold** and *leaning* word", ["a BOLD and /leaning/ word"], id="bold and italic"),
        pytest.param("***both***", ["/BOTH/"], id="bold italic"),
        pytest.param("5 * 3 = 15 and snake_case_name", ["5 * 3 = 15 and snake_case_name"], id="stars that are stars"),
        pytest.param(r"\*not\*", ["*not*"], id="a backslash keeps a star"),
        pytest.param("- one\n- two", [("bullets", 1, [["one"], ["two"]])], id="points"),
        pytest.param("•\tone\n• two", [("bullets", 1, [["one"], ["two"]])], id="points pasted from Word"),
        pytest.param("1. one\n2. two", [("numbers", 1, [["one"], ["two"]])], id="numbers"),
        pytest.param("30. thirty\n31. more", [("numbers", 30, [["thirty"], ["more"]])], id="numbers from any number"),
        pytest.param("a) one\nb) two", [("letters", 1, [["one"], ["two"]])], id="letters"),
        pytest.param("(a) one\n(b) two", [("letters", 1, [["one"], ["two"]])], id="letters in brackets"),
        pytest.param("a) one\n\nb) two", [("letters", 1, [["one"], ["two"]])], id="letters with blank lines between"),
        pytest.param("That:\na) one", ["That:", ("letters", 1, [["one"]])], id="letters right under their opening"),
        pytest.param(
            "c) three\nd) four", ["c) three\nd) four"], id="a list that begins at c) keeps its letters as text"
        ),
        pytest.param(
            "a) one\nc) three", [("letters", 1, [["one\nc) three"]])], id="a letter out of turn is not lettered anew"
        ),
        pytest.param("a)\nb)", ["a)\nb)"], id="letters without words are words"),
        pytest.param(
            "a) one:\n- x\n- y\nb) two",
            [("letters", 1, [["one:", ("bullets", 1, [["x"], ["y"]])], ["two"]])],
            id="points under a clause need no indent",
        ),
        pytest.param(
            "- one\n  a) x\n  b) y\n- two",
            [("bullets", 1, [["one", ("letters", 1, [["x"], ["y"]])], ["two"]])],
            id="letters under a point",
        ),
        pytest.param(
            "- x\na) one", [("bullets", 1, [["x"]]), ("letters", 1, [["one"]])], id="letters at the margin end points"
        ),
        pytest.param(
            "a) one\n\n   more of one\n\nb) two",
            [("letters", 1, [["one", "more of one"], ["two"]])],
            id="an indented paragraph goes on with a clause",
        ),
        pytest.param("a) one\n\nAfter.", [("letters", 1, [["one"]]), "After."], id="a paragraph at the margin ends it"),
        pytest.param(
            "a) x\n\na) y", [("letters", 1, [["x"]]), ("letters", 1, [["y"]])], id="a second list begins anew"
        ),
        pytest.param(
            "<b>&amp; [x](javascript:alert(1)) `c` ![i](u)",
            ["<b>&amp; [x](javascript:alert(1)) `c` ![i](u)"],
            id="HTML, links and code are text",
        ),
        pytest.param(
            "# Title\n\n> said\n\n    far in", ["# Title", "> said", "far in"], id="headings and quotes are text"
        ),
        pytest.param("Nul\x00byte", ["Nul\ufffdbyte"], id="a NUL is shown, not lost"),
    ],
)
def test_what_is_typed_and_what_is_read(text: str, blocks: list[object]) -> None:
    assert told(prose.read(text)) == blocks


def words(blocks: tuple[Block, ...]) -> str:
    """All that would be printed, without what stands between the words."""
    told = [
        "".join(run.text for run in block.runs) if isinstance(block, Paragraph) else "".join(map(words, block.entries))
        for block in blocks
    ]
    return "".join("".join(told).split())


PIECES = [
    "a) ",
    "(b) ",
    "c) ",
    "- ",
    "* ",
    "1. ",
    "3) ",
    "• ",
    "**",
    "*",
    "_",
    "\n",
    "\n\n",
    "  ",
    "\t",
    "<b>",
    "word",
    "\\",
    "é",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_word_is_lost_whatever_the_marks(text: str) -> None:
    read = words(prose.read(text))
    assert [read.count(word) for word in ("word", "<b>", "é")] == [text.count(word) for word in ("word", "<b>", "é")]


@given(st.text(st.characters(exclude_characters="*_\\+-•·▪\uf0b7)(.\x00", exclude_categories=["Nd"])))
def test_text_without_marks_is_read_as_it_stands(text: str) -> None:
    assert words(prose.read(text)) == "".join(text.split())


@pytest.mark.parametrize("mark", ["- ", "a) ", "1. ", "*a **b ", "a) x\n", "> ", "\\", "_", "- a) "])
def test_a_hostile_text_is_read_and_not_followed_down(mark: str) -> None:
    assert depth(prose.read(f"{mark * 5_000}end")) <= 4


def depth(blocks: tuple[Block, ...]) -> int:
    lists = [block for block in blocks if isinstance(block, Listing)]
    return 1 + max((depth(entry) for block in lists for entry in block.entries), default=0)
