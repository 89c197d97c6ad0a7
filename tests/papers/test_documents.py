"""The papers of an item: as its officer works on them, and what the public is told of those that were replaced."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from scrutiny.domain.vocabulary import Inspection, Part
from scrutiny.papers import documents
from scrutiny.papers.agenda import Enclosure
from tests.papers.rows import Row

PDF = "application/pdf"
OPEN_ITEM = Row(exempt=False, paragraphs="")
EXEMPT_ITEM = Row(exempt=True, paragraphs="1, 2")


def paper(**changes: Any) -> Any:
    usual = {"id": 1, "title": "Report", "name": "report.pdf", "part": Part.ONE, "paragraphs": "", "to_follow": False}
    came = {"media_type": PDF, "size": 240 * 1024, "sha256": "a" * 64, "received_on": date(2021, 9, 6)}
    return Row(**usual | came | {"supplement": 0, "withdrawn_because": ""} | changes)


def version(number: int, inspection: Inspection, because: str = "") -> Any:
    at = datetime(2021, 9, number, tzinfo=UTC)
    kind = {"media_type": PDF, "size": 1024, "by": "Olga Officer", "at": at}
    return Row(number=number, name=f"{number}.pdf", inspection=inspection, because=because, **kind)


@pytest.mark.parametrize(
    ("item", "changes", "exempt", "paragraphs", "described"),
    [
        pytest.param(OPEN_ITEM, {}, False, (), "PDF, 240 KB", id="a public paper"),
        pytest.param(OPEN_ITEM, {"to_follow": True}, False, (), "", id="one to follow says nothing of its file"),
        pytest.param(
            OPEN_ITEM, {"part": Part.TWO, "paragraphs": "3"}, True, (3,), "PDF, 240 KB", id="exempt on its own account"
        ),
        pytest.param(EXEMPT_ITEM, {}, True, (1, 2), "PDF, 240 KB", id="exempt with its item"),
    ],
)
def test_a_paper_says_what_it_is(
    item: Any, changes: dict[str, Any], exempt: bool, paragraphs: tuple[int, ...], described: str
) -> None:
    (one,) = documents.of([paper(**changes)], item, {1: 2}, {"a" * 64: ("It has comments.",)})
    assert (one.exempt, one.paragraphs, one.described) == (exempt, paragraphs, described)
    assert (one.times, one.carries) == (2, ("It has comments.",))


def test_an_enclosure_says_what_a_reader_wants_to_know_before_opening_it() -> None:
    assert Enclosure("Report", media_type=PDF, size=240 * 1024).described == "PDF, 240 KB"


def test_the_files_of_a_paper_stand_the_newest_first_each_with_why_it_was_replaced() -> None:
    came = [
        version(1, Inspection.NONE),
        version(2, Inspection.OPEN, because="It was a draft."),
        version(3, Inspection.NONE, because="A figure was wrong."),
    ]
    assert [(file.number, file.replaced_because) for file in documents.came_as(came)] == [
        (3, ""),
        (2, "A figure was wrong."),
        (1, "It was a draft."),
    ]
    assert [(file.number, file.replaced_at) for file in documents.published(came)] == [(2, came[2].at)]
