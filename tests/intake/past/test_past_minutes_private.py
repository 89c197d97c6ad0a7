"""Business behind closed doors, however minutes say so: a title that was shown by mistake cannot be taken back."""

from __future__ import annotations

import pytest

from scrutiny.intake.past import minutes
from scrutiny.intake.past.minutes import PastMinutes

TEXT = """Minutes of the Rural Life Overview and Scrutiny Committee held on 12 January 2021
Present: Hilda Grundy (Chairman), Alan Archer
{first}1. Declarations of Interest
There were none at this meeting.
2. Village Bus Services
Fewer buses had run.
RESOLVED: That the report be noted.
{above}3. Sale of the depot
{below}Members asked about the price.
RESOLVED: That the depot be sold.
4. A tenancy
Members asked about the rent.
RESOLVED: That it be noted.
Chairman
"""
ACT = "under section 100A(4) of the Local Government Act 1972 the public be excluded from the meeting"


def read(*, first: str = "", above: str = "", below: str = "") -> PastMinutes:
    said = {
        name: f"{line}\n" if line else "" for name, line in {"first": first, "above": above, "below": below}.items()
    }
    return minutes.read(TEXT.format(**said).encode(), "minutes.txt")


def exempt(past: PastMinutes) -> list[str]:
    return [item.title for item in past.meeting.items if item.exempt]


BOTH, ONE = ["Sale of the depot", "A tenancy"], ["Sale of the depot"]


@pytest.mark.parametrize(
    "above",
    [
        "PART 2",
        "PART B",
        "Part 2 – Private (items from which the public may be excluded)",
        "SECTION 2 – PRIVATE",
        "EXEMPT ITEMS",
        "CONFIDENTIAL",
        "Private and Confidential Business",
        "PRIVATE SESSION",
        "ITEMS TO BE CONSIDERED IN PRIVATE",
        "The Committee moved into private session.",
        "The Committee then sat in camera.",
        "At this point the press and public left the meeting.",
        "Members of the public were asked to leave the meeting.",
        "It was agreed that the meeting go into private session for the next item.",
    ],
)
def test_what_stands_behind_a_line_that_closes_the_doors_is_exempt(above: str) -> None:
    past = read(first="PART 1" if above == "PART 2" else "", above=above)
    assert [item.title for item in past.meeting.items][1:] == ["Village Bus Services", *BOTH]
    assert exempt(past) == BOTH


@pytest.mark.parametrize(
    ("below", "which"),
    [
        ("Confidential report", ONE),
        ("(Exempt)", ONE),
        (f"RESOLVED: That {ACT} for this item.", ONE),
        ("The public were excluded for this item.", ONE),
        ("The public were then excluded from the meeting.", BOTH),
        ("The meeting went into closed session at 11.15 am.", BOTH),
    ],
)
def test_an_item_that_says_it_of_itself_is_exempt(below: str, which: list[str]) -> None:
    assert exempt(read(below=below)) == which


def test_a_mark_of_one_item_opens_none_that_follows_a_resolution_to_exclude() -> None:
    past = read(above=f"RESOLVED: That {ACT} for the following items.", below="(Exemption paragraph 3)")
    assert exempt(past) == BOTH


@pytest.mark.parametrize(
    "below",
    [
        "Councillor Archer left the meeting.",
        "A member of the public asked about the session on private roads.",
        "The exempt allowance was explained.",
        "Nobody was excluded from school.",
        "A member of the public left the meeting.",
        "There was no exempt business for which the public was excluded.",
    ],
)
def test_what_only_sounds_like_it_leaves_an_item_open(below: str) -> None:
    assert exempt(read(below=below)) == []
