"""How a word is looked for: spellings that are one word, and the passage that is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.domain.searching import BEFORE_THE_HIT, LONGEST_WORD, PASSAGE, Kind, asked, marked, passage, stem, words

ONE_WORD = [
    ("policy", "policies"),
    ("die", "dies"),
    ("address", "addresses"),
    ("church", "churches"),
    ("box", "boxes"),
    ("library", "libraries"),
    ("house", "houses", "housing", "housed"),
    ("plan", "plans", "planned", "planning"),
    ("agree", "agreed", "agrees", "agreeing"),
    ("proceed", "proceeds", "proceeding", "proceedings"),
    ("provide", "provides", "provided", "providing"),
    ("safeguard", "Safeguards", "SAFEGUARDING"),
    ("meet", "meeting", "meetings"),
    ("sion", "Siôn", "SIO\u0302N"),
    ("finance", "ﬁnance"),
]


@pytest.mark.parametrize("spellings", ONE_WORD, ids=lambda spellings: spellings[0])
def test_these_spellings_are_one_word(spellings: tuple[str, ...]) -> None:
    assert len({stem(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("care", "car"), ("caring", "car"), ("bus", "bu"), ("analysis", "analysi"), ("string", "str"), ("speed", "spe")],
)
def test_these_are_two_words(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_a_word_is_no_longer_than_it_need_be() -> None:
    assert stem("x" * 10_000) == "x" * LONGEST_WORD


def test_what_is_asked_is_words_once_each_and_not_too_many() -> None:
    assert asked('"Meetings" AND meeting -closed*') == ("meet", "and", "clos")
    assert len(asked(" ".join(f"w{n}" for n in range(100)))) == 12
    assert asked('"*-:(^') == ()


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_label(kind: Kind) -> None:
    assert kind.label


@given(st.text(), st.text())
def test_marked_pieces_joined_are_the_text_and_a_piece_is_a_hit_if_it_was_asked_for(text: str, typed: str) -> None:
    sought = asked(typed)
    pieces = list(marked(text, sought))
    assert "".join(piece.text for piece in pieces) == text
    assert {stem(piece.text) for piece in pieces if piece.hit} == words(text) & set(sought)


@given(st.text(alphabet="ab climate\n", max_size=2000))
def test_a_passage_shows_a_word_that_is_in_the_text_and_is_never_long(text: str) -> None:
    pieces = passage(text, ("clim", "climat"))
    assert any(piece.hit for piece in pieces) == bool({"clim", "climat"} & words(text))
    assert sum(len(piece.text) for piece in pieces) <= PASSAGE + BEFORE_THE_HIT + len("… …  ")


def test_a_passage_without_the_word_is_the_beginning() -> None:
    assert [piece.text for piece in passage("One two three", ("four",))] == ["One two three"]
    assert passage("", ("four",)) == ()


def test_a_text_that_is_one_long_word_is_cut_where_it_must_be() -> None:
    (shown, after) = passage("x" * 1000, ("y",))
    assert (len(shown.text), after.text) == (PASSAGE, " …")
