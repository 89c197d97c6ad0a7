"""Trackers of years ago: whatever was asked for, of whom, and how it stands in the words of the record."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrutiny.domain.record.follow_up import Action, Recommendation
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import ActionState, RecommendationState, Response
from scrutiny.intake.past.tables import separated, tracker
from scrutiny.intake.past.tables.draft import Draft
from scrutiny.opendata import tables
from scrutiny.word import follow_up
from tests.word import samples

FIXTURE = Path(__file__).with_name("recommendation-tracker.txt")
TODAY = date(2025, 10, 1)
HEAD = "Reference,Action,Owner,Due,Status,Progress"
settled = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(content: str | bytes, name: str = "tracker.csv") -> Draft:
    return tracker.read(separated.read(content.encode() if isinstance(content, str) else content, name), on=TODAY)


def action(row: str, head: str = HEAD) -> Action:
    return read(f"{head}\r\n{row}").actions[0]


def said(draft: Draft) -> list[tuple[str, str]]:
    return [(doubt.where, doubt.what) for doubt in draft.doubts]


PAST = read(FIXTURE.read_bytes(), "tracker.txt")


def test_each_recommendation_is_read_with_its_reference_as_printed() -> None:
    assert [(each.reference, each.to, each.opened_on, each.sent) for each in PAST.recommendations] == [
        ("SR (25/26) 01", "DM/PL/KL", date(2025, 7, 1), date(2025, 8, 5)),
        ("SR (25/26) 02", "DM/PL", date(2025, 7, 1), date(2025, 8, 5)),
        ("SR (25/26) 03", "SS/LSW", date(2025, 7, 15), None),
        ("SR (24/25) 19", "JP/CD", date(2025, 2, 4), date(2025, 3, 11)),
    ]
    assert not PAST.actions


def test_each_state_is_mapped_and_told_since_the_mapping_is_a_guess() -> None:
    assert [each.status for each in PAST.recommendations] == [
        RecommendationState.CLOSED,
        RecommendationState.MONITORED,
        RecommendationState.SENT,
        RecommendationState.MONITORED,
    ]
    assert [what.split("”")[0] for where, what in said(PAST) if where.endswith("].status")] == [
        "“Complete",
        "“Ongoing",
        "“Overdue",
        "“Paused",
    ]
    assert PAST.recommendations[3].status_because == "Paused: supplier changed"


def test_when_an_answer_was_due_is_taken_from_what_was_done_and_told() -> None:
    assert PAST.recommendations[2].response_due == date(2025, 9, 15)
    assert any(where == "recommendations[2].response_due" for where, _ in said(PAST))


def test_area_and_origin_are_kept_in_words_and_the_key_is_told() -> None:
    assert PAST.recommendations[0].done_about_it.endswith("Area: Finance; Origin: CRP.")
    assert any("Amber: acceptable progress, continue to monitor" in what for _, what in said(PAST))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        pytest.param(
            "A1,Count buses,Ivy Lane,29/10/2021,Open,",
            {"due": date(2021, 10, 29), "owner": "Ivy Lane"},
            id="a day and an owner",
        ),
        pytest.param(
            "A1,Count buses,,,Closed,",
            {"status": ActionState.CLOSED, "closed_on": TODAY},
            id="what is closed was closed by then",
        ),
        pytest.param(
            "A1,Count buses,,,Done,", {"status": ActionState.COMPLETE}, id="done waits for the committee to confirm it"
        ),
        pytest.param("A1,Count buses,,,Amber,", {"status": ActionState.IN_PROGRESS}, id="amber is in progress"),
        pytest.param("A1,Count buses,,,Red,", {"status": ActionState.OPEN}, id="red is open"),
        pytest.param(
            "A1,Count buses,,,On hold,On hold: no staff",
            {"status": ActionState.PAUSED, "status_because": "On hold: no staff"},
            id="on hold is paused with its reason",
        ),
        pytest.param(
            "A1,Count buses,,Meeting of 28 February 2022,Open,",
            {"due": None, "due_at_meeting": date(2022, 2, 28)},
            id="due at a meeting",
        ),
        pytest.param("A1,Count buses,No owner yet,,Open,", {"owner": ""}, id="no owner yet is nobody"),
        pytest.param("A1,Count buses,,,whatever,", {"status": ActionState.OPEN}, id="a word that nobody knows is open"),
    ],
)
def test_an_action_says(row: str, told: dict[str, Any]) -> None:
    found = action(row)
    assert (found.reference, found.text) == ("A1", "Count buses")
    assert {key: getattr(found, key) for key in told} == told


@pytest.mark.parametrize(
    ("origin", "told"),
    [
        pytest.param("Minute 28, 14 September 2021", (date(2021, 9, 14), "28", date(2021, 9, 14)), id="a minute"),
        pytest.param("Meeting, 17 June 2021", (date(2021, 6, 17), "", date(2021, 6, 17)), id="a meeting"),
        pytest.param("Work programme: Buses", (None, "", None), id="a row of the programme"),
    ],
)
def test_it_was_asked_for_at(origin: str, told: tuple[date | None, str, date | None]) -> None:
    found = action(f'A1,Count buses,"{origin}"', head="Ref.,Action,Asked for at")
    assert (found.from_meeting, found.from_minute, found.opened_on) == told


def test_a_table_under_a_heading_of_recommendations_holds_recommendations() -> None:
    draft = read("Recommendations of the committee\n\nRef\tText\tStatus\nR1\tThat it be so\tClosed\n", "tracker.txt")
    assert [each.reference for each in draft.recommendations] == ["R1"]


@pytest.mark.parametrize("mark", ["Exempt", "NOT FOR PUBLICATION", "Restricted item"])
def test_a_row_that_says_it_is_not_for_the_public_is_marked(mark: str) -> None:
    draft = read(f"{HEAD}\r\nA1,Count buses,{mark},,Open,\r\nA2,Count roads,,,Open,")
    assert draft.withheld == {"actions[0]"}


def test_a_copy_for_members_alone_says_so_as_a_whole() -> None:
    draft = read("NOT FOR PUBLICATION\n\nRef\tAction\tStatus\nA1\tCount buses\tOpen\n", "tracker.txt")
    assert draft.marked == "NOT FOR PUBLICATION"


# There and back


WITH_ALL = samples.follow_up(
    actions=(
        samples.action(),
        samples.action(
            "RLS-2", owner="", due=None, due_at_meeting=None, overdue=False, updates=(), clock="No date set"
        ),
    )
)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(follow_up.write(WITH_ALL), "tracker.docx", id="as a Word document"),
        pytest.param(tables.follow_up([WITH_ALL]), "tracker.csv", id="as a table for a spreadsheet"),
    ],
)
def test_our_own_export_reads_back(content: bytes, name: str) -> None:
    draft = read(content, name)
    first, second = draft.actions
    assert (first.reference, first.owner, first.status) == ("RLS-1", "Tom Forrest", ActionState.IN_PROGRESS)
    assert first.text == WITH_ALL.actions[0].text
    assert (first.from_minute, first.from_meeting) == ("28", date(2021, 9, 14))
    assert [(each.on, each.by, each.text) for each in first.updates] == list(WITH_ALL.actions[0].updates)
    assert (second.owner, second.due, second.due_at_meeting, second.updates) == ("", None, None, ())
    assert [_answered(each) for each in draft.recommendations] == [
        (
            ("RLS-R1", "Cabinet", date(2021, 9, 15), date(2021, 11, 14)),
            (RecommendationState.MONITORED, Response.PARTLY_ACCEPTED, date(2021, 11, 10)),
        )
    ]


def _answered(each: Recommendation) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    return (each.reference, each.to, each.sent, each.response_due), (each.status, each.response, each.responded_on)


# Any text


WORD = st.text(alphabet="qxzvkj", min_size=3, max_size=9)
CELL = st.lists(WORD, max_size=6).map(" ".join)


@settled
@given(
    st.lists(st.lists(CELL, min_size=7, max_size=7), min_size=1, max_size=5),
    st.sampled_from(
        [HEAD, "Reference,Recommendation,Lead Officer,Exec Date,Status,Action taken", "Ref,Text,To,Origin,Area,Due"]
    ),
)
def test_no_word_of_a_table_is_lost(rows: list[list[str]], head: str) -> None:
    draft = read("\r\n".join([head, "A1,Count buses,,,,", *map(",".join, rows)]))
    told = str([asdict(each) for each in (*draft.actions, *draft.recommendations, *draft.doubts)])
    assert [word for row in rows for cell in row for word in cell.split() if word not in told] == []


@settled
@given(st.text(), st.sampled_from(["", "Reference\tAction\tStatus\n", "Kind,Reference,Text,State\n"]))
def test_any_text_is_read_or_refused_in_a_sentence(text: str, head: str) -> None:
    for name in ("tracker.txt", "tracker.csv"):
        with suppress(RuleBroken):
            read((head + text).encode("utf-8", "surrogatepass"), name)
