"""Two texts beside one another: what is in both, and what only one of them has."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.domain.comparing import MOST_LINES, MOST_WORDS, Change, Piece, compare

S, R, A = Change.SAME, Change.REMOVED, Change.ADDED


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        pytest.param("", "", [], id="nothing is nothing"),
        pytest.param("It was noted.", "It was noted.", [(S, "It was noted.")], id="the same is one piece"),
        pytest.param("", "New.", [(A, "New.")], id="a first text is all new"),
        pytest.param("Old.", "", [(R, "Old.")], id="a text taken out is all gone"),
        pytest.param(
            "The report was noted.",
            "The report was welcomed.",
            [(S, "The report was "), (R, "noted"), (A, "welcomed"), (S, ".")],
            id="one word is another",
        ),
        pytest.param(
            "Members came.\nThe report was noted by all.",
            "Members came.\nThe report was read by all.",
            [(S, "Members came.\nThe report was "), (R, "noted "), (A, "read "), (S, "by all.")],
            id="what is the same goes on from line to line",
        ),
        pytest.param(
            "One.\n\nTwo.", "One.\n\nAnd a half.\n\nTwo.", [(S, "One.\n\n"), (A, "And a half.\n\n"), (S, "Two.")],
            id="a paragraph came between",
        ),
        pytest.param(
            "There were none.", "Mr Holt left.", [(R, "There were none."), (A, "Mr Holt left.")],
            id="texts with little in common are not picked apart",
        ),
    ],
)  # fmt: skip
def test_what_is_different_is_told_as_a_reader_would(before: str, after: str, pieces: list[tuple[Change, str]]) -> None:
    assert compare(before, after) == tuple(Piece(*piece) for piece in pieces)


TEXTS = st.text(st.sampled_from("ab \n.,é"), max_size=60) | st.text(max_size=30)


@given(before=TEXTS, after=TEXTS)
def test_the_pieces_are_both_texts_and_nothing_else(before: str, after: str) -> None:
    pieces = compare(before, after)
    assert "".join(piece.text for piece in pieces if piece.change is not A) == before
    assert "".join(piece.text for piece in pieces if piece.change is not R) == after
    assert all(piece.text for piece in pieces)
    assert all(one.change is not other.change for one, other in pairwise(pieces))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("a\n" * (MOST_LINES + 1), "b\n" * (MOST_LINES + 1), id="more lines than are compared"),
        pytest.param("a " * MOST_WORDS, "b " * MOST_WORDS, id="more words than are compared"),
    ],
)
def test_what_is_too_long_to_compare_is_replaced_as_a_whole(before: str, after: str) -> None:
    assert compare(f"Same.\n{before}", f"Same.\n{after}") == (Piece(S, "Same.\n"), Piece(R, before), Piece(A, after))
