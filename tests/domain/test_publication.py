"""Which words say that a paper is not for the public, and which only name a matter."""

import pytest

from scrutiny.domain.publication import marking


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("NOT FOR PUBLICATION – paragraph 3", "NOT FOR PUBLICATION", id="not for publication"),
        pytest.param("By virtue of Schedule 12A", "Schedule 12A", id="the Schedule"),
        pytest.param("PART TWO", "PART TWO", id="Part Two of the agenda"),
        pytest.param("A tender (exempt, paragraph 3)", "(exempt, paragraph 3)", id="exempt in brackets"),
        pytest.param("SOS/A12\nExempt", "Exempt", id="exempt on a line of its own, as our trackers print it"),
        pytest.param("A tender – exempt", "– exempt", id="exempt behind a dash"),
        pytest.param("Exempt: a tender", "Exempt:", id="exempt before a colon"),
        pytest.param("in a restricted appendix", "restricted appendix", id="a restricted appendix"),
        pytest.param("This is CONFIDENTIAL to members", "CONFIDENTIAL", id="confidential in capitals"),
    ],
)
def test_says_that_it_is_not_for_the_public(text: str, words: str) -> None:
    assert marking(text) == words


@pytest.mark.parametrize(
    "text",
    ["Exempt accommodation", "Restricted parking", "a confidential helpline", "exempt from council tax", "Part 2", ""],
)
def test_names_a_matter_that_is_public(text: str) -> None:
    assert marking(text) == ""
