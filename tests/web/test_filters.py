"""How values are written on a page."""

from __future__ import annotations

import pytest

from scrutiny.domain.vocabulary import ResolutionKind
from scrutiny.papers.minutes import Clause
from scrutiny.web.filters import counted, in_order, printed, resolved


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", "", id="nothing is nothing"),
        pytest.param("One.", '<p class="govuk-body">One.</p>', id="a paragraph"),
        pytest.param("One\ntwo", '<p class="govuk-body">One<br>two</p>', id="a line that ends is a line that ends"),
        pytest.param(
            "**bold** *leaning* ***both***",
            '<p class="govuk-body"><strong>bold</strong> <em>leaning</em> <strong><em>both</em></strong></p>',
            id="looks",
        ),
        pytest.param(
            '<b>& "quotes"</b> {{ 1 }}',
            '<p class="govuk-body">&lt;b&gt;&amp; &#34;quotes&#34;&lt;/b&gt; {{ 1 }}</p>',
            id="what a machine would read is printed",
        ),
        pytest.param(
            "- one\n- two",
            '<ul class="govuk-list govuk-list--bullet">\n<li>one</li>\n<li>two</li>\n</ul>',
            id="points",
        ),
        pytest.param(
            "3. three\n4. four",
            '<ol class="govuk-list govuk-list--number" start="3">\n<li>three</li>\n<li>four</li>\n</ol>',
            id="numbers go on from where they begin",
        ),
        pytest.param(
            "a) one\nb) two", '<ol class="govuk-list lettered">\n<li>one</li>\n<li>two</li>\n</ol>', id="letters"
        ),
    ],
)
def test_the_text_of_a_minute(text: str, expected: str) -> None:
    assert printed(text) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, "0 matters"), (1, "1 matter"), (2, "2 matters")],
)
def test_counting_in_words(number: int, expected: str) -> None:
    assert counted(number, "matter") == expected


def test_counting_what_is_not_counted_with_an_s() -> None:
    assert counted(2, "inquiry", "inquiries") == "2 inquiries"


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        pytest.param("abc", True, id="as a list gives them"),
        pytest.param("abd", False, id="one left out"),
        pytest.param("bc", False, id="not from the beginning"),
        pytest.param("", True, id="none"),
    ],
)
def test_letters_in_order(letters: str, expected: bool) -> None:
    assert in_order([clause(letter, "") for letter in letters]) is expected


def test_a_resolution_is_one_sentence() -> None:
    assert resolved([clause("a", "it be noted"), clause("b", "it be welcomed")]) == [
        ("a", "it be noted; and,"),
        ("b", "it be welcomed."),
    ]


def clause(letter: str, text: str) -> Clause:
    return Clause(letter, text, ResolutionKind.NONE)
