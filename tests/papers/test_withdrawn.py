"""A paper that was withdrawn when it was out is told at its place, to whoever may have seen it there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from scrutiny.domain.vocabulary import Audience, Part
from scrutiny.papers import agenda, pack
from tests.papers.rows import Row, document, item
from tests.papers.test_agenda import exempt_item, facts

AFTER_MIDNIGHT = datetime(2021, 7, 2, 23, 30, tzinfo=UTC)


def gone(item_id: int, title: str, **changes: Any) -> Row:
    withdrawn = {"withdrawn_because": "It was for another meeting.", "withdrawn_at": AFTER_MIDNIGHT}
    return document(item_id, title, **(withdrawn | changes))


def arranged(*papers: Row, exempt: bool = False) -> agenda.Line:
    found = facts(items=[item(1, "Annual report")], documents=list(papers))
    (line,) = agenda.of(found, exempt=exempt, drafts=False).part_one
    return line


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        pytest.param({}, [("Report", "Withdrawn on 3 July 2021")], id="on the day that it was in London"),
        pytest.param({"withdrawn_at": None}, [("Report", "Withdrawn")], id="on a day that nobody recorded"),
        pytest.param({"to_follow": True}, [("Report", "Withdrawn on 3 July 2021")], id="before it had come"),
        pytest.param({"part": Part.TWO}, [], id="an exempt one not at all"),
    ],
)
@pytest.mark.parametrize("exempt", [False, True], ids=["to the public", "to members"])
def test_what_is_told_of_one(changes: dict[str, Any], told: list[tuple[str, str]], exempt: bool) -> None:
    line = arranged(document(1, "Appendix"), gone(1, "Report", **changes), exempt=exempt)
    assert [paper.title for paper in line.documents] == ["Appendix"], "it is no paper of the item any more"
    assert [(paper.title, paper.when) for paper in line.withdrawn] == told
    assert {paper.because for paper in line.withdrawn} <= {"It was for another meeting."}


def test_of_an_exempt_item_the_public_is_told_of_none() -> None:
    found = facts(items=[exempt_item()], documents=[gone(2, "Report")])
    (line,) = agenda.of(found, exempt=False, drafts=False).part_two
    assert (line.documents, line.withdrawn) == ((), ())


def test_of_a_draft_the_public_is_told_of_none() -> None:
    found = facts(items=[item(1, "Annual report")], documents=[gone(1, "Report")])
    found.meeting.published_on = None
    assert agenda.of(found, exempt=False, drafts=False).part_one == ()


def test_a_pack_that_is_made_later_is_what_it_would_be_without_it() -> None:
    def made(*papers: Row) -> pack.Pack:
        found = facts(items=[item(1, "Annual report")], documents=list(papers))
        return pack.of(agenda.of(found, exempt=True, drafts=False), audience=Audience.MEMBERS)

    assert made(document(1, "Appendix"), gone(1, "Report")) == made(document(1, "Appendix"))
