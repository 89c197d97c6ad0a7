"""Three texts of one place: what is asked, what is proposed, and that nothing of either is lost."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.domain.comparing import Change
from scrutiny.domain.merging import Clause, Origin, Standing, Text, clauses, together
from scrutiny.domain.merging.drafts import Comment, Tracked
from scrutiny.domain.merging.marks import Mark, Place, digest, of_tag

texts = st.lists(st.sampled_from(["It was noted.", "Members asked.", "", "- a point", "a) a clause"]), max_size=6).map(
    "\n".join
)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "standing"),
    [
        pytest.param("a", "a", "a", Standing.SAME, id="nobody changed it"),
        pytest.param("a", "b", "b", Standing.SAME, id="both changed it to the same"),
        pytest.param("a", "a", "b", Standing.THEIRS, id="only the file changed it"),
        pytest.param("a", "b", "a", Standing.OURS, id="only the record changed it"),
        pytest.param("a", "b", "c", Standing.BOTH, id="both changed it"),
        pytest.param(None, None, "b", Standing.THEIRS, id="the file added it"),
        pytest.param(None, "b", None, Standing.OURS, id="the record added it"),
        pytest.param("a", "a", None, Standing.THEIRS, id="the file took it out"),
        pytest.param("a", None, "a", Standing.OURS, id="the record took it out"),
        pytest.param("a", None, "b", Standing.BOTH, id="the record took out what the file changed"),
        pytest.param("a", "b", None, Standing.BOTH, id="the file took out what the record changed"),
        pytest.param(None, "a", "b", Standing.BOTH, id="both added it, and not the same"),
    ],
)
def test_who_changed_a_text(base: str | None, ours: str | None, theirs: str | None, standing: Standing) -> None:
    text = Text(base, ours, theirs)
    assert text.standing is standing
    assert standing.to_choose is (standing is Standing.BOTH)
    assert text.added is (ours is None and theirs is not None)
    assert text.removed is (theirs is None and ours is not None)


def test_without_what_it_was_made_from_every_difference_is_to_be_decided() -> None:
    assert Text(None, "a", "b", traced=False).standing is Standing.UNKNOWN
    assert Text(None, "a", "b", traced=False).standing.to_choose
    assert Text(None, "a", "a", traced=False).standing is Standing.SAME


@given(texts | st.none(), texts | st.none(), texts | st.none())
def test_what_is_shown_is_both_texts_word_for_word(base: str | None, ours: str | None, theirs: str | None) -> None:
    text = Text(base, ours, theirs)
    assert "".join(p.text for p in text.pieces if p.change is not Change.ADDED) == (ours or "")
    assert "".join(p.text for p in text.pieces if p.change is not Change.REMOVED) == (theirs or "")
    assert "".join(p.text for p in text.edited if p.change is not Change.REMOVED) == (theirs or "")
    assert "".join(p.text for p in text.since if p.change is not Change.REMOVED) == (ours or "")


@given(texts, texts)
def test_put_together_no_line_of_either_is_lost(ours: str, theirs: str) -> None:
    held = together(ours, theirs).split("\n")
    for text in (ours, theirs):
        place = iter(held)
        assert all(line in place for line in text.split("\n") if line), (ours, theirs, held)
    assert Text(None, ours, theirs).together == together(ours, theirs)


def test_what_both_have_is_there_once() -> None:
    assert together("first\nmine\nlast", "first\nyours\nlast") == "first\nmine\nyours\nlast"


def test_of_texts_too_long_to_compare_one_stands_after_the_other() -> None:
    mine, yours = "mine\n" * 1_001, "yours\n" * 2
    assert together(mine, yours).split() == [*["mine"] * 1_001, "yours", "yours"]


MADE_FROM = Origin({1: "the report be noted", 2: "figures be sent", 3: "the matter be deferred"})
HELD = {1: "the report be noted", 2: "figures be sent", 3: "the matter be deferred"}


def told(found: tuple[Clause, ...]) -> list[tuple[int | None, Standing, str | None]]:
    return [(each.number, each.text.standing, each.text.theirs) for each in found]


def test_clauses_are_known_by_their_marks() -> None:
    theirs = [(2, "all figures be sent"), (1, "the report be noted"), (3, "the matter be deferred")]
    assert told(clauses(MADE_FROM, HELD, theirs)) == [
        (2, Standing.THEIRS, "all figures be sent"),
        (1, Standing.SAME, "the report be noted"),
        (3, Standing.SAME, "the matter be deferred"),
    ]


def test_a_clause_without_its_mark_is_known_by_its_words() -> None:
    theirs = [(None, "the matter be deferred"), (None, "all the figures be sent"), (None, "the report be noted")]
    assert told(clauses(MADE_FROM, HELD, theirs)) == [
        (3, Standing.SAME, "the matter be deferred"),
        (2, Standing.THEIRS, "all the figures be sent"),
        (1, Standing.SAME, "the report be noted"),
    ]


def test_a_clause_that_is_like_no_other_is_new() -> None:
    theirs = [*HELD.items(), (None, "Cabinet be asked to fund the posts")]
    assert told(clauses(MADE_FROM, HELD, theirs))[3] == (None, Standing.THEIRS, "Cabinet be asked to fund the posts")


def test_a_mark_that_stands_twice_counts_once() -> None:
    theirs = [(1, "the report be noted"), (1, "Cabinet be asked to fund the posts")]
    assert [each.number for each in clauses(MADE_FROM, HELD, theirs)] == [1, None, 2, 3]


def test_a_mark_of_nothing_here_is_no_mark() -> None:
    assert [each.number for each in clauses(Origin({}), {}, [(99, "the report be noted")])] == [None]


def test_a_clause_that_the_file_has_no_more_is_told() -> None:
    assert told(clauses(MADE_FROM, HELD, [(1, HELD[1]), (3, HELD[3])]))[2] == (2, Standing.THEIRS, None)


def test_a_clause_that_the_record_has_no_more_is_told() -> None:
    held = {1: HELD[1], 3: HELD[3]}
    assert told(clauses(MADE_FROM, held, [*HELD.items()]))[1] == (2, Standing.OURS, "figures be sent")
    assert told(clauses(MADE_FROM, held, [(None, HELD[2])]))[0] == (2, Standing.OURS, "figures be sent")


def test_a_clause_that_the_record_has_since_is_kept() -> None:
    held = HELD | {4: "officers be thanked"}
    assert told(clauses(MADE_FROM, held, [*HELD.items()]))[3] == (4, Standing.OURS, None)


def test_words_that_are_not_known_any_more_decide_nothing() -> None:
    origin = Origin({1: None})
    assert told(clauses(origin, {1: "noted"}, [(1, "received")])) == [(1, Standing.UNKNOWN, "received")]


def test_a_file_that_tells_nothing_decides_nothing() -> None:
    origin = Origin({}, traced=False)
    assert told(clauses(origin, {1: "noted"}, [(1, "received")])) == [(1, Standing.UNKNOWN, "received")]


@given(
    st.dictionaries(st.integers(1, 4), texts, max_size=4),
    st.dictionaries(st.integers(1, 4), texts, max_size=4),
    st.lists(st.tuples(st.none() | st.integers(1, 6), texts), max_size=5),
)
def test_every_clause_of_both_is_told_once(
    base: dict[int, str], ours: dict[int, str], theirs: list[tuple[int | None, str]]
) -> None:
    found = clauses(Origin(base), ours, theirs)
    assert [each.text.theirs for each in found[: len(theirs)]] == [said for _, said in theirs]
    assert sorted(each.text.ours or "" for each in found if each.text.ours is not None) == sorted(ours.values())
    numbers = [each.number for each in found if each.number is not None]
    assert len(numbers) == len(set(numbers))


@given(st.sampled_from(Place), st.integers(0, 999_999_999))
def test_a_mark_is_read_from_its_tag(place: Place, number: int) -> None:
    assert of_tag(Mark(place, number).tag) == Mark(place, number)


@pytest.mark.parametrize("tag", ["", "goog_rdk_0", "minute", "minute-", "minute-x", "chapter-1", "minute-1234567890"])
def test_what_another_hand_put_there_is_no_mark(tag: str) -> None:
    assert of_tag(tag) is None


def test_a_digest_is_short_and_of_the_words_alone() -> None:
    assert digest("noted") == digest("noted") != digest("noted.")
    assert len(digest("x" * 200_000)) == 16
    assert digest("half of \ud83d")


def test_the_day_of_a_change_is_known_where_the_file_says_it() -> None:
    assert Tracked("Ann", "2021-09-20T10:00:00Z", True, "x").on == date(2021, 9, 20)
    assert Comment("Ann", "", "Is it?").on is None
