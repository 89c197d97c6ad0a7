"""A pack is the agenda of one audience, and under each item what came with it or with that supplement."""

from __future__ import annotations

from typing import Any

import pytest

from scrutiny.domain.vocabulary import Audience, Part
from scrutiny.papers import agenda, pack
from tests.papers.rows import Row, document, item
from tests.papers.test_agenda import facts

PAPERS = [
    document(1, "Report", sha256="a" * 64, name="report.docx"),
    document(1, "Confidential appendix", part=Part.TWO, sha256="b" * 64),
    document(1, "Data", to_follow=True),
    document(1, "Late data", supplement=1, sha256="c" * 64),
]


def made(audience: Audience, supplement: int = 0, papers: list[Row] = PAPERS) -> pack.Pack:
    found: Any = facts(items=[item(1, "Annual report"), item(2, "Work programme")], documents=papers)
    arranged = agenda.of(found, exempt=audience is Audience.MEMBERS, drafts=False)
    return pack.of(arranged, audience=audience, supplement=supplement)


@pytest.mark.parametrize(
    ("audience", "supplement", "titles", "exempt"),
    [
        pytest.param(
            Audience.PUBLIC, 0, ["Report", agenda.EXEMPT_PAPER, "Data"], False, id="the public's names no more"
        ),
        pytest.param(Audience.MEMBERS, 0, ["Report", "Confidential appendix", "Data"], True, id="the members' has all"),
        pytest.param(Audience.PUBLIC, 1, ["Late data"], False, id="a supplement has what it brings, and nothing else"),
    ],
)
def test_each_pack_has_its_papers(audience: Audience, supplement: int, titles: list[str], exempt: bool) -> None:
    paper = made(audience, supplement)
    assert [enclosure.title for part in paper.items for enclosure in part.papers] == titles
    assert paper.exempt is exempt


def test_the_file_of_a_withheld_paper_is_not_in_the_public_pack() -> None:
    assert "b" * 64 not in repr(made(Audience.PUBLIC))
    assert "b" * 64 in repr(made(Audience.MEMBERS))


def test_what_is_still_to_follow_is_told() -> None:
    assert [paper.title for paper in made(Audience.PUBLIC).awaited] == ["Data"]


def test_an_item_without_papers_stands_in_its_place_with_an_anchor() -> None:
    assert [(each.anchor, len(each.papers)) for each in made(Audience.MEMBERS).items] == [("item-1", 3), ("item-2", 0)]
