"""Clauses that were typed or pasted together are taken apart, and nothing of them is lost."""

from __future__ import annotations

import pytest

from scrutiny.domain.clauses import apart


@pytest.mark.parametrize(
    ("typed", "clauses"),
    [
        pytest.param("", [], id="nothing typed is no clause"),
        pytest.param("  \n ", [], id="spaces are no clause"),
        pytest.param("the report be noted.", ["the report be noted."], id="a lone clause stays as it is"),
        pytest.param("the report\nbe noted", ["the report\nbe noted"], id="a line that wraps is one clause"),
        pytest.param(
            "a) the report be noted; and,\nb) data be sent.",
            ["the report be noted", "data be sent."],
            id="lettered lines are clauses, without what joined them",
        ),
        pytest.param("(a) one;\n(b) two", ["one", "two"], id="letters in brackets"),
        pytest.param("a. one or\nb. two", ["one or", "two"], id="words that only look as if they joined stay"),
        pytest.param("a) one\nthat goes on;\nb) two", ["one\nthat goes on", "two"], id="a clause of two lines"),
        pytest.param("a) one\nc) three", ["one\nc) three"], id="a letter out of turn is text"),
        pytest.param("That:\na) one\nb) two", ["That:\na) one\nb) two"], id="a beginning without a letter is text"),
        pytest.param("a) one", ["one"], id="a lone letter is given by itself"),
        pytest.param("\na) one", ["one"], id="an empty line before"),
    ],
)
def test_what_was_typed_becomes_clauses(typed: str, clauses: list[str]) -> None:
    assert apart(typed) == clauses
