"""Names that may be one person's have one key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.domain.names import key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Ada Marsh", "ADA  marsh", id="capitals and spaces"),
        pytest.param("Cllr. Ada Marsh", "Ada Marsh", id="a style before the name"),
        pytest.param("Rev Dr Ada Marsh", "ada marsh", id="two styles"),
        pytest.param("Siân O’Neill", "Sian O'Neill", id="accents and apostrophes"),
        pytest.param("Siân O’Neill", "sian oneill", id="an apostrophe left out"),
        pytest.param("Ann-Marie Cole", "Ann Marie Cole", id="a hyphen"),
    ],
)
def test_they_may_be_one_person(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Ada Marsh", "Ida Marsh", id="another letter"),
        pytest.param("Ada Marsh", "Ada Marsh-Cole", id="another family name"),
        pytest.param("Sir", "", id="a name that is a style alone"),
        pytest.param("陈伟", "王芳", id="letters of another script"),
    ],
)
def test_they_are_two_people(one: str, other: str) -> None:
    assert key(one) != key(other)


@given(st.text(max_size=60))
def test_a_key_has_itself_for_a_key_unless_it_begins_with_a_style(name: str) -> None:
    assert key(key(name)) == key(name)
