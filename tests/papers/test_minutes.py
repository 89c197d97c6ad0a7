"""The minutes as a reader sees them: what is arranged, and what is left out."""

from __future__ import annotations

from dataclasses import astuple
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from scrutiny.domain.vocabulary import (
    AttendanceStatus,
    Choice,
    InterestKind,
    ItemKind,
    MinutesState,
    Movement,
    Part,
    ResolutionKind,
)
from scrutiny.papers import minutes
from scrutiny.papers.minutes import AN_INTEREST, Clause, Interest
from scrutiny.queries.minutes import MinutesFacts
from tests.papers.rows import Row, attendance, item, meeting

SECRET = "Placement of child B"


def facts(**changes: Any) -> MinutesFacts:
    names = ("items", "resolutions", "attendance", "movements", "votes", "casts", "declarations")
    nothing: dict[str, Any] = dict.fromkeys(names, ())
    return MinutesFacts(**({"meeting": meeting()} | nothing | changes))


def arranged(*, exempt: bool = False, **changes: Any) -> minutes.Minutes:
    paper = minutes.of(facts(**changes), exempt=exempt, drafts=False)
    assert paper is not None
    return paper


def resolution(id: int, item_id: int, letter: str, text: str) -> Row:
    return Row(id=id, item_id=item_id, letter=letter, text=text, kind=ResolutionKind.ACTION)


def everything_of(item_id: int, **changes: Any) -> dict[str, Any]:
    """One item with all that a minute can hold, every word of it the secret."""
    return {
        "items": [item(item_id, SECRET, narrative=SECRET, public_title="A care placement", **changes)],
        "resolutions": [resolution(1, item_id, "a", SECRET)],
        "votes": [
            Row(
                **{"id": 5, "item_id": item_id, "motion": SECRET, "for_": 5, "against": 0, "abstained": 2},
                moved_by=SECRET,
                seconded_by=SECRET,
            )
        ],
        "casts": [Row(vote_id=5, name=SECRET, choice=Choice.FOR)],
        "declarations": [
            Row(item_id=item_id, name=SECRET, kind=InterestKind.OTHER, detail=SECRET, sensitive=False, did=SECRET)
        ],
        "movements": [Row(item_id=item_id, name=SECRET, movement=Movement.LEFT, at=None, note=SECRET)],
    }


@pytest.mark.parametrize(
    "changes", [pytest.param({"part": Part.TWO}, id="Part Two"), pytest.param({"restricted": True}, id="restricted")]
)
def test_the_public_sees_no_exempt_word_but_the_public_summary(changes: dict[str, Any]) -> None:
    paper = arranged(**everything_of(6, public_summary="A placement was considered.", paragraphs="1", **changes))
    assert SECRET not in str(astuple(paper))
    (minute,) = (*paper.part_one, *paper.part_two)
    assert (minute.number, minute.title, minute.body) == ("31", "A care placement", "A placement was considered.")
    assert (minute.withheld, minute.paragraphs) == (True, (1,))


def test_who_may_see_exempt_matter_sees_all_of_it() -> None:
    paper = arranged(exempt=True, **everything_of(6, part=Part.TWO))
    (minute,) = paper.part_two
    assert minute.clauses == (Clause("a", SECRET, ResolutionKind.ACTION, id=1),)
    assert minute.interests == (Interest(SECRET, InterestKind.OTHER, SECRET, SECRET),)
    assert (minute.tallies[0].for_, minute.tallies[0].abstained) == (5, 2)
    assert minute.tallies[0].named == ((SECRET, "For"),)
    assert minute.movements == (f"{SECRET} left, {SECRET}.",)
    assert paper.contains_exempt


def test_a_sensitive_interest_is_an_interest_and_no_more() -> None:
    declared = Row(
        item_id=1, name="Jill Waring", kind=InterestKind.PECUNIARY, detail=SECRET, sensitive=True, did="Withdrew"
    )
    paper = arranged(items=[item(1, "Budget")], declarations=[declared], exempt=True)
    assert paper.part_one[0].interests == (Interest("Jill Waring", InterestKind.PECUNIARY, AN_INTEREST, "Withdrew"),)


def test_who_was_there_and_who_was_not() -> None:
    paper = arranged(
        attendance=[
            attendance("Bob Spencer", AttendanceStatus.PRESENT, role_title="Chairman"),
            attendance("Ben Creel", AttendanceStatus.SUBSTITUTE, substitute_for="Rhona Dole"),
            attendance("Mike Wilcox", AttendanceStatus.REMOTE),
            attendance("Johnny McMahon", AttendanceStatus.IN_ATTENDANCE),
            attendance("Jill Waring", AttendanceStatus.APOLOGIES),
            attendance("Rhona Dole", AttendanceStatus.ABSENT),
        ]
    )
    assert [(named.printed, named.note) for named in paper.present] == [
        ("Bob Spencer (Chairman)", ""),
        ("Ben Creel", "substitute for Rhona Dole"),
    ]
    others = (paper.remote, paper.in_attendance, paper.apologies, paper.absent)
    assert [[named.name for named in names] for names in others] == [
        ["Mike Wilcox"],
        ["Johnny McMahon"],
        ["Jill Waring"],
        ["Rhona Dole"],
    ]


WHOLE_MEETING = {
    "with the declarations": ([item(1, "Budget"), item(2, "Declarations", kind=ItemKind.DECLARATIONS)], 1),
    "with the first item, where none is for declarations": ([item(1, "Budget"), item(2, "Fostering")], 0),
    "never with an exempt one": (
        [
            item(1, "Placement", restricted=True),
            item(2, "Declarations", kind=ItemKind.DECLARATIONS, restricted=True),
            item(3, "Budget"),
        ],
        2,
    ),
}


@pytest.mark.parametrize(("items", "told_with"), WHOLE_MEETING.values(), ids=WHOLE_MEETING)
def test_what_is_of_no_item_is_told(items: list[Row], told_with: int) -> None:
    declared = Row(item_id=None, name="Ann", kind=InterestKind.OTHER, detail="A governor", sensitive=False, did="")
    moved = Row(item_id=None, name="Jason Jones", movement=Movement.ARRIVED, at=None, note="")
    paper = arranged(items=items, declarations=[declared], movements=[moved])
    told = [(len(minute.interests), len(minute.movements)) for minute in paper.part_one]
    assert told == [(1, 1) if place == told_with else (0, 0) for place in range(len(items))]


def test_what_is_of_no_item_is_not_told_where_nothing_open_is_minuted() -> None:
    declared = Row(item_id=None, name="Ann", kind=InterestKind.OTHER, detail="A governor", sensitive=False, did="")
    assert arranged(items=[item(1, "Placement", part=Part.TWO)], declarations=[declared]).part_one == ()


def test_an_arrival_is_told_with_its_time() -> None:
    moved = Row(item_id=1, name="Jason Jones", movement=Movement.ARRIVED, at=time(11, 20), note="")
    paper = arranged(items=[item(1, "Budget")], movements=[moved])
    assert paper.part_one[0].movements == ("Jason Jones arrived at 11.20 am.",)


@pytest.mark.parametrize(
    ("state", "drafts", "seen"),
    [
        pytest.param(MinutesState.NONE, True, False, id="none are taken yet"),
        pytest.param(
            MinutesState.DRAFT, False, False, id="a draft that the chair has not agreed is not for the public"
        ),
        pytest.param(MinutesState.DRAFT, True, True, id="it is for the officers"),
        pytest.param(MinutesState.AGREED, False, True, id="agreed, it is for all"),
        pytest.param(MinutesState.CONFIRMED, False, True, id="confirmed, it is for all"),
    ],
)
def test_who_sees_the_minutes(state: MinutesState, drafts: bool, seen: bool) -> None:
    paper = minutes.of(facts(meeting=meeting(minutes_state=state)), exempt=False, drafts=drafts)
    assert (paper is not None) == seen


def test_the_title_is_that_of_the_house() -> None:
    paper = arranged(meeting=meeting(on=date(2021, 9, 4)))
    assert paper.title == "Minutes of the Safeguarding Overview & Scrutiny Committee Meeting held on 4 September 2021"


def test_minutes_that_exist_elsewhere_say_that_their_text_is_not_here() -> None:
    assert arranged().nothing_held == "The text of these minutes is not held in this record."
    assert arranged(items=[item(1, "Budget")]).nothing_held == ""


def test_a_correction_is_told_under_its_minute_with_its_day_in_london_and_its_reason() -> None:
    late = datetime(2021, 6, 30, 23, 30, tzinfo=UTC)
    corrected = [Row(item_id=1, at=late, because="A wrong name")]
    (record,) = arranged(items=[item(1, "Fostering")], corrections=corrected).part_one
    assert [correction.printed for correction in record.corrections] == ["Corrected on 1 July 2021: A wrong name"]


def test_of_a_withheld_minute_only_the_day_of_its_correction_is_told() -> None:
    corrected = [Row(item_id=1, at=datetime(2021, 6, 30, 12, tzinfo=UTC), because=SECRET)]
    withheld = arranged(**everything_of(1, part=Part.TWO), corrections=corrected)
    (record,) = withheld.part_two
    assert [correction.printed for correction in record.corrections] == ["Corrected on 30 June 2021"]
    assert SECRET not in str(astuple(withheld))
