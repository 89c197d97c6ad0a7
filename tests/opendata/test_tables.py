"""The programme and the tracker as tables: what a spreadsheet reads is what was written, and never a formula."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.domain.vocabulary import ActionState, EntryStatus, RecommendationState, Response, Section
from scrutiny.opendata import tables
from scrutiny.papers.follow_up import FollowUp, Origin, TrackedAction, TrackedRecommendation, Update
from scrutiny.papers.people import Lead
from scrutiny.papers.work_programme import Entry, WorkProgramme

TODAY = date(2021, 11, 15)


def read(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def entry(**changes: object) -> Entry:
    given: dict[str, object] = {
        "entry_id": 1,
        "topic_id": 7,
        "meeting_id": 3,
        "on": date(2021, 11, 30),
        "when": "30 November 2021",
        "title": "Cusp of care, again",
        "leads": (Lead("Lead Officer", ("Kit Vale", "Jo Reed")), Lead("Cabinet Member", ("Ada Marsh",))),
        "details": 'The "forum"\nin two lines',
        "outcome": "",
        "status": EntryStatus.PLANNED,
        "happened": "Planned",
        "deferred": 2,
        "note": "Moved from 4 November 2021.",
    }
    return Entry(**(given | changes))  # type: ignore[arg-type]


def programme(*entries: Entry) -> WorkProgramme:
    head = ("Loamshire", "Safeguarding Committee", "SOS", "2021/22", "", "", "", (), ())
    tables_ = {section: entries if section is Section.BRIEFING else () for section in Section}
    return WorkProgramme(*head, tables_, TODAY)  # type: ignore[arg-type]


def test_a_programme_is_one_table_with_its_section_in_the_first_column() -> None:
    body = tables.work_programme(programme(entry()))
    assert body.startswith(b"\xef\xbb\xbfSection,Date,")
    assert body.endswith(b"\r\n")
    (row,) = read(body)
    assert (row["Section"], row["Date"]) == ("Briefing notes, updates and visits", "2021-11-30")
    assert row["Who answers for it"] == "Lead Officer: Kit Vale, Jo Reed; Cabinet Member: Ada Marsh"
    assert row["Details"] == 'The "forum"\nin two lines'
    assert (row["Times deferred"], row["Minute"]) == ("2", "")


def test_an_empty_programme_is_a_head_alone() -> None:
    assert tables.work_programme(programme()).decode("utf-8-sig").splitlines()[1:] == []


def test_a_tracker_lists_actions_then_recommendations() -> None:
    origin = Origin("Minute 28, 14 September 2021", date(2021, 9, 14), 3)
    action = TrackedAction(
        action_id=5,
        reference="SOS/21/1",
        text="Send the figures",
        owner="Ivy Lane",
        due=None,
        due_at_meeting=date(2021, 11, 30),
        state=ActionState.OPEN,
        overdue=True,
        origin=origin,
        opened_on=date(2021, 9, 14),
        days_open=62,
        carried=2,
        next_meeting=None,
        updates=(Update(date(2021, 10, 1), "Ivy Lane", "Soon."), Update(date(2021, 11, 1), "Ivy Lane", "Late.")),
    )
    recommendation = TrackedRecommendation(
        recommendation_id=6,
        reference="SOS/21/R1",
        text="That the posts be funded",
        addressee="Cabinet",
        sent_on=date(2021, 9, 14),
        response_due=date(2021, 11, 13),
        response=Response.REJECTED,
        response_text="No money.",
        responded_on=date(2021, 11, 1),
        state=RecommendationState.ANSWERED,
        overdue=False,
        origin=origin,
    )
    paper = FollowUp("Loamshire", "Safeguarding Committee", "SOS", TODAY, (action,), (recommendation,))
    first, second = read(tables.follow_up([paper]))
    assert (first["Kind"], first["Due"], first["Overdue"]) == ("Action", "2021-11-30", "yes")
    assert first["Progress"] == "2021-10-01 Ivy Lane: Soon.\n2021-11-01 Ivy Lane: Late."
    assert (second["Kind"], second["Closed or answered"], second["Overdue"]) == ("Recommendation", "2021-11-01", "no")
    assert second["Response"] == "Rejected: No money."


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("=HYPERLINK(0)", id="equals"),
        pytest.param("+44 or so", id="plus"),
        pytest.param("- a point", id="minus"),
        pytest.param("@SUM(A1)", id="at"),
        pytest.param("\t=1", id="tab"),
        pytest.param("\r=1", id="carriage return"),
        pytest.param("  =1", id="spaces before it"),
        pytest.param("\n=1", id="a line before it"),
    ],
)
def test_a_cell_that_would_be_a_formula_is_defused(typed: str) -> None:
    (row,) = read(tables.work_programme(programme(entry(title=typed))))
    assert row["Item"] == f"'{typed}"


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_whatever_is_typed_comes_back_and_begins_no_formula(cells: list[str]) -> None:
    body = tables.table(("a",) * len(cells), [cells])
    *_, row = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))
    assert [cell.removeprefix("'") for cell in row] == [
        cell.removeprefix("'").encode("utf-8", "replace").decode() for cell in cells
    ]
    assert not any(cell.lstrip(" \n").startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
