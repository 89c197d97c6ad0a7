"""How the clauses of a resolution end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.papers import resolution


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        pytest.param((), (), id="no clause, no sentence"),
        pytest.param(("the report be noted",), ("the report be noted.",), id="a lone clause is closed"),
        pytest.param(("is it noted?",), ("is it noted?",), id="a question is closed already"),
        pytest.param(("one", "two", "three"), ("one;", "two; and,", "three."), id="stops are put where none are"),
        pytest.param(("one;", "two; and,", "three."), ("one;", "two; and,", "three."), id="stops that are there stay"),
        pytest.param(("one;", "two; and", "three."), ("one;", "two; and", "three."), id="the clerk's own and stays"),
        pytest.param(
            ("one; and", "two", "three."), ("one;", "two; and,", "three."), id="an and that a later clause outran"
        ),
        pytest.param(("one,", "two."), ("one; and,", "two."), id="a stop that does not fit is changed"),
        pytest.param(("one.", "two;", "three;"), ("one;", "two; and,", "three."), id="full stops only at the end"),
        pytest.param(("one", ""), ("one; and,", "."), id="an empty clause loses no other"),
        pytest.param(("one; or", "two"), ("one; or", "two."), id="an alternative stays one"),
        pytest.param(("at 10 a.m", "in May \n"), ("at 10 a.m; and,", "in May."), id="stops inside are left alone"),
    ],
)
def test_clauses_are_one_sentence(written: tuple[str, ...], printed: tuple[str, ...]) -> None:
    assert resolution.clauses(written) == printed


@given(
    st.lists(
        st.lists(st.sampled_from(["noted", "; and,", "; and", "; or", ".", ";", " ", "?", "!", ",", "\n"])).map(
            "".join
        ),
        max_size=4,
    )
)
def test_a_clause_is_the_same_wherever_it_was_printed(texts: list[str]) -> None:
    assert [resolution.bare(text) for text in resolution.clauses(texts)] == [resolution.bare(text) for text in texts]


def test_what_a_clause_says_itself_is_left() -> None:
    assert resolution.bare("is it noted?; and,") == "is it noted?"
    assert resolution.bare("salt and, pepper") == "salt and, pepper"
