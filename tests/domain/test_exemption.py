"""Local Government Act 1972 s.100A(4) and (5), Schedule 12A."""

from datetime import date

import pytest

from scrutiny.domain.exemption import ExemptItem, descriptions, exclusion
from scrutiny.domain.vocabulary import Nation

TODAY = date(2021, 11, 30)

CITATIONS = {
    "one paragraph": ((3,), Nation.ENGLAND, "paragraph 3", "Part 1"),
    "two paragraphs": ((1, 2), Nation.ENGLAND, "paragraphs 1 and 2", "Part 1"),
    "three, in order, each once": ((5, 1, 2, 1), Nation.ENGLAND, "paragraphs 1, 2 and 5", "Part 1"),
    "Wales has its descriptions in Part 4": ((12, 14), Nation.WALES, "paragraphs 12 and 14", "Part 4"),
}


@pytest.mark.parametrize(("paragraphs", "nation", "cited", "part"), CITATIONS.values(), ids=CITATIONS)
def test_how_paragraphs_are_cited(paragraphs, nation, cited, part):
    resolution = exclusion([ExemptItem("9", "Lease", paragraphs)], nation, TODAY)
    assert resolution.clauses == (f"Item 9, Lease – {cited}",)
    assert f"of the description in {part} of Schedule 12A to the Act" in resolution.opening


PARAGRAPHS = {Nation.ENGLAND: list(range(1, 8)), Nation.WALES: list(range(12, 19))}


@pytest.mark.parametrize("nation", Nation)
def test_the_paragraphs_of_each_nation(nation):
    assert list(descriptions(nation, TODAY).paragraphs) == PARAGRAPHS[nation]


NOT_HELD = {
    "England before 1 March 2006 (SI 2006/88)": (Nation.ENGLAND, date(2006, 2, 28), "28 February 2006"),
    "Wales before 21 April 2007 (SI 2007/969)": (Nation.WALES, date(2007, 4, 20), "20 April 2007"),
}


@pytest.mark.parametrize(("nation", "on", "day"), NOT_HELD.values(), ids=NOT_HELD)
def test_an_older_list_is_refused_not_guessed(nation, on, day, refusal):
    assert f"in force on {day} are not held here" in refusal(descriptions, nation, on)


def test_the_list_is_in_force_from_its_first_day():
    assert descriptions(Nation.ENGLAND, date(2006, 3, 1)).part == 1
    assert descriptions(Nation.WALES, date(2007, 4, 21)).part == 4


REFUSED = {
    "an English paragraph in Wales": ((3,), Nation.WALES, "in Wales. Choose from 12 to 18."),
    "a Welsh paragraph in England": ((12,), Nation.ENGLAND, "in England. Choose from 1 to 7."),
}


@pytest.mark.parametrize(("paragraphs", "nation", "why"), REFUSED.values(), ids=REFUSED)
def test_paragraphs_that_cannot_be_cited(paragraphs, nation, why, refusal):
    assert why in refusal(exclusion, [ExemptItem("9", "Lease", paragraphs)], nation, TODAY)


def test_the_resolution_excludes_the_public_item_by_item_s_100A_4_and_5():
    items = [ExemptItem("9", "Placements framework", (3,)), ExemptItem("9A", "Serious case", (2, 1))]
    resolution = exclusion(items, Nation.ENGLAND, TODAY)
    assert resolution.clauses == (
        "Item 9, Placements framework – paragraph 3",
        "Item 9A, Serious case – paragraphs 1 and 2",
    )
    assert "under section 100A(4) of the Local Government Act 1972 the public be excluded" in resolution.opening
    assert "Part 1 of Schedule 12A" in resolution.opening
    assert "the public interest in maintaining the exemption outweighs" in resolution.opening
    assert resolution.text.splitlines() == [resolution.opening, *resolution.clauses]


def test_an_item_without_a_paragraph_cannot_be_exempt(refusal):
    items = [ExemptItem("9", "Placements framework", (3,)), ExemptItem("10", "Lease", ())]
    assert refusal(exclusion, items, Nation.ENGLAND, TODAY) == (
        "Item 10 is exempt but no paragraph of Schedule 12A is given. Choose the paragraph that applies, or move the "
        "item to Part One (Local Government Act 1972 s.100A(5))."
    )


def test_without_an_exempt_item_the_public_stays(refusal):
    assert "nothing to exclude the public for" in refusal(exclusion, [], Nation.ENGLAND, TODAY)
