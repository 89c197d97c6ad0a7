"""What is otherwise between two versions of a pack, in words; and whom a version tells of."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from scrutiny.domain.packs import SHEET, Change, Contents, HeldPaper, Printed, change

WHEN = "Tuesday 30 November 2021, 10 am, Oak Room"
REPORT = HeldPaper("Report", "a" * 64)
DATA = HeldPaper("Data", "")
MINUTES = Printed("Minutes", "a" * 64, 9, paragraphs=(1,), as_at="2021-11-15", minutes_of=3, items=(4, 5), entries=(6,))


def holding(**changes: Any) -> Contents:
    return Contents(**({"meeting": WHEN, "items": {7: "7 Fostering"}, "papers": {1: REPORT, 2: DATA}} | changes))


@pytest.mark.parametrize(
    ("after", "words", "items", "papers"),
    [
        pytest.param(
            {"papers": {1: HeldPaper("Report", "b" * 64), 2: DATA}}, "“Report” was replaced.", [], [1], id="replaced"
        ),
        pytest.param({"papers": {1: REPORT, 2: HeldPaper("Data", "c" * 64)}}, "“Data” came.", [], [2], id="it came"),
        pytest.param(
            {"papers": {1: REPORT, 2: DATA, 3: HeldPaper("Map", "d" * 64)}}, "“Map” was added.", [], [3], id="added"
        ),
        pytest.param(
            {"papers": {1: HeldPaper("Report", "a" * 64, exempt=True), 2: DATA}},
            "“Report” is for members only from now on.",
            [],
            [1],
            id="made exempt",
        ),
        pytest.param({"papers": {2: DATA}}, "“Report” was taken out.", [], [1], id="taken out"),
        pytest.param(
            {"papers": {1: HeldPaper("Review", "a" * 64), 2: DATA}},
            "“Report” is now called “Review”.",
            [],
            [1],
            id="called otherwise",
        ),
        pytest.param(
            {"papers": {1: REPORT, 4: HeldPaper("More data", "")}}, SHEET, [], [], id="what is to follow is no change"
        ),
        pytest.param(
            {"items": {7: "7 Fostering", 8: "8 Schools"}}, "Item “8 Schools” was added.", [8], [], id="an item"
        ),
        pytest.param(
            {"items": {7: "7 Foster care"}}, "Item “7 Fostering” is now “7 Foster care”.", [7], [], id="a title"
        ),
        pytest.param({"items": {}}, "Item “7 Fostering” was taken off.", [7], [], id="an item off"),
        pytest.param(
            {"meeting": "Monday 6 December 2021, 2 pm, Elm Room"},
            "The meeting is on Monday 6 December 2021, 2 pm, Elm Room.",
            [],
            [],
            id="moved",
        ),
        pytest.param({"printed": {7: MINUTES}}, "“Minutes” was added.", [7], [], id="the record prints a paper"),
        pytest.param({}, SHEET, [], [], id="nothing that has a name"),
    ],
)
def test_what_changed_is_said_in_words(after: dict[str, Any], words: str, items: list[int], papers: list[int]) -> None:
    said = change(holding(), holding(**after))
    assert (said.words, sorted(said.items), sorted(said.papers)) == (words, items, papers)


@pytest.mark.parametrize(
    ("after", "words"),
    [
        pytest.param({7: replace(MINUTES, sha256="b" * 64)}, "“Minutes” was brought up to date.", id="other words"),
        pytest.param({7: replace(MINUTES, as_at="2021-11-16")}, SHEET, id="the same on another day"),
        pytest.param({}, "“Minutes” was taken out.", id="taken out"),
    ],
)
def test_what_the_record_printed_is_told_of_as_it_changes(after: dict[int, Printed], words: str) -> None:
    assert change(holding(printed={7: MINUTES}), holding(printed=after)).words == words


@pytest.mark.parametrize(
    ("items", "entries", "tells"),
    [
        pytest.param([5], [], True, id="a minute of it"),
        pytest.param([], [6], True, id="a row of it"),
        pytest.param([6], [4], False, id="the same numbers of other things"),
    ],
)
def test_what_the_record_printed_knows_of_what_it_tells(items: list[int], entries: list[int], tells: bool) -> None:
    assert MINUTES.tells(items, entries) is tells


def test_several_changes_are_several_sentences() -> None:
    after = holding(papers={1: HeldPaper("Report", "b" * 64), 2: HeldPaper("Data", "c" * 64)})
    assert change(holding(), after).words == "“Report” was replaced. “Data” came."


@pytest.mark.parametrize(
    ("items", "papers", "shows", "names"),
    [
        pytest.param([7], [], True, False, id="an item of it"),
        pytest.param([], [2], True, False, id="a paper of it, though that is still to follow"),
        pytest.param([9], [], False, True, id="an item that only the words on what changed name"),
        pytest.param([], [8], False, True, id="a paper that only those words name"),
        pytest.param([1, 2], [7, 9], False, False, id="neither"),
    ],
)
def test_a_pack_knows_of_what_it_tells(items: list[int], papers: list[int], shows: bool, names: bool) -> None:
    contents = holding(named_items=frozenset({9}), named_papers=frozenset({8}))
    assert (contents.shows(items, papers), contents.names(items, papers)) == (shows, names)


def test_it_is_read_back_as_it_was_kept() -> None:
    contents = holding(named_items=frozenset({9, 3}), named_papers=frozenset({8}), printed={7: MINUTES})
    assert Contents.read(json.loads(json.dumps(contents.kept()))) == contents


def test_what_was_kept_before_the_record_printed_anything_is_read_too() -> None:
    kept = holding().kept()
    del kept["printed"]
    assert Contents.read(kept) == holding()


def test_a_paper_that_is_opened_is_told_of_to_those_who_had_it_before() -> None:
    before = holding(papers={1: HeldPaper("Report", "a" * 64, exempt=True)})
    assert change(before, holding(papers={1: REPORT})).words == "“Report” is open to the public from now on."


@pytest.mark.parametrize(
    ("items", "papers", "shown"),
    [
        pytest.param([7], [], True, id="an item of it"),
        pytest.param([], [2], True, id="a paper of it, though it is to follow"),
        pytest.param([8], [9], False, id="nothing of it"),
    ],
)
def test_a_pack_shows_what_it_tells_of(items: list[int], papers: list[int], shown: bool) -> None:
    assert holding().shows(items, papers) is shown


@pytest.mark.parametrize(("paper", "there"), [(1, True), (2, False), (3, False)], ids=["bound", "to follow", "neither"])
def test_a_pack_has_the_file_of_what_is_bound_in_it(paper: int, there: bool) -> None:
    assert holding().has_file_of(paper) is there


def test_words_on_what_changed_may_name_more_than_the_pack_holds() -> None:
    told = holding(papers={}).telling(Change("“Report” was taken out.", papers=frozenset({1})))
    assert (told.shows([], [1]), told.names([], [1])) == (False, True)
