"""Rows of past tables that are not public, however the table says so: what is brought in is public at once."""

from __future__ import annotations

from datetime import date

import pytest

from scrutiny.intake.past.tables import programme, separated, tracker

TODAY = date(2021, 11, 15)
MARKS = [
    *("Confidential", "EXEMPT ITEMS", "PART TWO", "Part 2", "Part 2 – Private", "PRIVATE SESSION"),
    *("Private item", "Private and confidential"),
]
ACTIONS = "Ref,Action,Owner,Status\n1,Mend the bridge,Bo Holt,Open\n{}4,Count the buses,Bo Holt,Open\n"
PROGRAMME = "Date,Item,Details,Outcome\n12 January 2021,Bridges,,\n{}9 March 2021,Buses,,\n"


def kept_back(text: str, *, name: str = "past.csv") -> list[str]:
    """The titles and texts of the rows that are not brought in."""
    if "Action" in text:
        draft = tracker.read(separated.read(text.encode(), name), on=TODAY)
        return [row.text for place, row in enumerate(draft.actions) if f"actions[{place}]" in draft.withheld]
    draft = programme.read(separated.read(text.encode(), name))
    return [row.title for place, row in enumerate(draft.work_programme) if f"work_programme[{place}]" in draft.withheld]


@pytest.mark.parametrize("mark", MARKS)
def test_a_row_that_says_so_is_kept_back_alone(mark: str) -> None:
    assert kept_back(ACTIONS.format(f"2,Sell the depot,Bo Holt,{mark}\n")) == ["Sell the depot"]
    assert kept_back(PROGRAMME.format(f"2 February 2021,Sale of the depot,,{mark}\n")) == ["Sale of the depot"]


@pytest.mark.parametrize("mark", MARKS)
def test_all_rows_behind_one_that_says_nothing_else_are_kept_back(mark: str) -> None:
    rows = f"{mark},,,\n2,Sell the depot,Bo Holt,Open\n"
    assert kept_back(ACTIONS.format(rows))[-2:] == ["Sell the depot", "Count the buses"]
    rows = f"{mark},,,\n2 February 2021,Sale of the depot,,\n"
    assert kept_back(PROGRAMME.format(rows))[-2:] == ["Sale of the depot", "Buses"]


def test_part_one_opens_what_stands_behind_it_again() -> None:
    rows = "PART TWO,,,\n2,Sell the depot,Bo Holt,Open\nPART ONE,,,\n"
    assert "Count the buses" not in kept_back(ACTIONS.format(rows))


@pytest.mark.parametrize("heading", ["PART TWO", "Confidential items"])
def test_a_heading_above_a_table_counts_for_its_rows(heading: str) -> None:
    text = f"Tracker\n\nRef\tAction\tOwner\n1\tMend it\tBo\n\n{heading}\n\nRef\tAction\tOwner\n2\tSell it\tBo\n"
    assert kept_back(text, name="past.txt") == ["Sell it"]


def test_what_only_sounds_like_it_is_brought_in() -> None:
    assert kept_back(ACTIONS.format("2,Look at private renting,Bo Holt,Part way\n")) == []
    assert kept_back(PROGRAMME.format("2 February 2021,Exempt accommodation,Part of the plan,\n")) == []
