"""The agenda as its officer works on it: proposed numbers, and when each item's turn may come."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from scrutiny.domain.vocabulary import Capacity, ItemKind, ItemOutcome, Part
from scrutiny.papers import draft_agenda
from tests.papers.rows import Row, meeting


def item(id_: int, **changes: Any) -> Row:
    values = {"kind": ItemKind.BUSINESS, "title": f"Item {id_}", "number": "", "leads": [], "public_title": ""}
    values |= {"report_recommendations": "", "minutes_wanted": None, "papers_due": None, "part": Part.ONE}
    values |= {"restricted": False, "paragraphs": "", "late_because": "", "outcome": ItemOutcome.PENDING}
    return Row(id=id_, **(values | changes))


def of(*items: Row, lasts: int = 120) -> draft_agenda.DraftAgenda:
    return draft_agenda.of(meeting(duration_minutes=lasts), items, removable={1}, papers={1: 2})  # type: ignore[arg-type]


def test_an_agenda_of_nothing_ends_when_it_begins() -> None:
    assert of() == draft_agenda.DraftAgenda((), 0, time(10), 0)


@pytest.mark.parametrize(
    ("minutes", "lasts", "wanted", "finishes", "over", "turns"),
    [
        pytest.param([None, None], 120, 0, time(10), 0, [None, None], id="nobody asked for time"),
        pytest.param([None, 45], 120, 45, time(10, 45), 0, [None, time(10)], id="the first to ask begins"),
        pytest.param([45, 30], 60, 75, time(11, 15), 15, [time(10), time(10, 45)], id="longer than the meeting"),
        pytest.param([900], 120, 900, time(1), 780, [time(10)], id="past midnight"),
    ],
)
def test_time_wanted_is_added_up(
    minutes: list[int | None], lasts: int, wanted: int, finishes: time, over: int, turns: list[time | None]
) -> None:
    paper = of(*(item(n, minutes_wanted=asked) for n, asked in enumerate(minutes, start=1)), lasts=lasts)
    assert (paper.wanted, paper.finishes, paper.over) == (wanted, finishes, over)
    assert [row.at for row in paper.rows] == turns


def test_what_is_withdrawn_takes_no_time() -> None:
    paper = of(item(1, minutes_wanted=30, outcome=ItemOutcome.WITHDRAWN), item(2, minutes_wanted=20))
    assert (paper.wanted, paper.rows[1].at) == (20, time(10))


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        pytest.param(["", ""], ["1", "2"], id="proposed by place on a draft"),
        pytest.param(["2", "1"], ["2", "1"], id="printed numbers stay with their items"),
        pytest.param(["1", ""], ["1", ""], id="new on a reopened agenda: none yet"),
    ],
)
def test_numbers_are_those_that_are_printed_or_that_publishing_would_give(stored: list[str], shown: list[str]) -> None:
    assert [row.number for row in of(*(item(n, number=one) for n, one in enumerate(stored, start=1))).rows] == shown


def test_all_that_is_known_of_an_item_is_in_its_row() -> None:
    (row,) = of(
        item(
            1,
            leads=[Row(label="Lead Officer", name="Ivy Lane", capacity=Capacity.LEAD_OFFICER)],
            report_recommendations="receive it\n\nnote it\n",
            papers_due=date(2021, 11, 20),
            part=Part.TWO,
            paragraphs="1, 2",
            public_title="A matter",
        )
    ).rows
    assert [lead.printed for lead in row.leads] == ["Lead Officer: Ivy Lane"]
    assert (row.recommendations, row.paragraphs) == (("receive it", "note it"), (1, 2))
    assert (row.papers_due, row.public_title, row.exempt, row.removable) == (date(2021, 11, 20), "A matter", True, True)
    assert of(item(2, restricted=True)).rows[0].exempt
