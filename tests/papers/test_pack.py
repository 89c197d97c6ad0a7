"""A pack is the agenda of one audience, and under each item what came with it or with that supplement."""

from __future__ import annotations

from typing import Any

import pytest

from scrutiny.domain.vocabulary import Audience, ItemOutcome, MeetingStatus, Part, Role
from scrutiny.papers import agenda, pack
from tests.papers.rows import Row, document, item, meeting
from tests.papers.test_agenda import facts

PAPERS = [
    document(1, "Report", id=1, sha256="a" * 64, name="report.docx"),
    document(1, "Confidential appendix", id=2, part=Part.TWO, sha256="b" * 64),
    document(1, "Data", id=3, to_follow=True),
    document(1, "Late data", id=4, supplement=1, sha256="c" * 64),
]


def made(audience: Audience, supplement: int = 0, papers: list[Row] = PAPERS) -> pack.Pack:
    found: Any = facts(items=[item(1, "Annual report"), item(2, "Work programme")], documents=papers)
    arranged = agenda.of(found, exempt=audience is Audience.MEMBERS, drafts=False)
    return pack.of(arranged, audience=audience, supplement=supplement)


@pytest.mark.parametrize(
    ("audience", "supplement", "titles", "exempt"),
    [
        pytest.param(
            Audience.PUBLIC,
            0,
            ["Report", agenda.EXEMPT_PAPER, "Data", "Late data"],
            False,
            id="the public's names no more",
        ),
        pytest.param(
            Audience.MEMBERS,
            0,
            ["Report", "Confidential appendix", "Data", "Late data"],
            True,
            id="the members' has all",
        ),
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


def test_what_is_still_to_follow_is_told_and_with_which_supplement_the_rest_came() -> None:
    papers = [paper for each in made(Audience.PUBLIC).items for paper in each.papers if paper.to_follow]
    assert [(paper.title, paper.awaited) for paper in papers] == [
        ("Data", "to follow"),
        ("Late data", "in supplement 1"),
    ]


def test_an_exempt_paper_of_a_supplement_makes_no_page_of_the_agenda_pack_exempt() -> None:
    late = [document(1, "Late costs", id=5, part=Part.TWO, supplement=1, sha256="d" * 64)]
    assert [made(Audience.MEMBERS, number, late).exempt for number in (0, 1)] == [False, True]


def test_an_item_without_papers_stands_in_its_place_with_an_anchor() -> None:
    assert [(each.anchor, len(each.papers)) for each in made(Audience.MEMBERS).items] == [("item-1", 4), ("item-2", 0)]


LATE = item(3, "Winter pressures", number="2A", late_because="The snow came early.", supplement=1)


def sent(supplement: int, **changes: Any) -> pack.Pack:
    rows: dict[str, Any] = {"items": [item(1, "Annual report"), item(2, "Work programme"), LATE], "documents": PAPERS}
    arranged = agenda.of(facts(**(rows | changes)), exempt=False, drafts=False)
    return pack.of(arranged, audience=Audience.PUBLIC, supplement=supplement)


def test_a_supplement_tells_of_those_items_alone_that_it_brings_something_for() -> None:
    assert [each.line.title for each in sent(1).items] == ["Annual report", "Winter pressures"]
    assert [each.line.title for each in sent(0).items] == ["Annual report", "Work programme"]
    assert [line.title for line in sent(1).agenda.part_one] == ["Annual report", "Winter pressures"]


def test_what_came_with_a_supplement_was_to_follow_in_the_pack_that_was_out() -> None:
    names = {paper.title: (paper.to_follow, paper.sha256) for paper in sent(0).agenda.part_one[0].documents}
    assert names["Late data"] == (True, "")
    assert names["Report"] == (False, "a" * 64)
    assert [paper.title for paper in sent(1).agenda.part_one[0].documents] == ["Late data"]


def test_the_numbers_of_supplements_are_those_of_late_items_and_papers() -> None:
    late = [LATE, item(4, "A call-in", supplement=3)]
    assert pack.supplements(agenda.of(facts(items=late), exempt=False, drafts=False)) == (1, 3)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"meeting": meeting(status=MeetingStatus.HELD)}, id="the meeting was held"),
        pytest.param(
            {
                "items": [
                    item(1, "Annual report", outcome=ItemOutcome.DEFERRED, outcome_note="Too late."),
                    item(2, "Work programme"),
                    LATE,
                ]
            },
            id="an item was put off at it",
        ),
        pytest.param(
            {"members": [Row(person_id=1, name="Ada", title="", honours="", role=Role.MEMBER, role_title="")]},
            id="somebody joined",
        ),
        pytest.param({"documents": [*PAPERS, document(1, "More data", to_follow=True)]}, id="a paper is announced"),
        pytest.param(
            {"documents": [*PAPERS, document(1, "More", supplement=2, sha256="d" * 64)]}, id="a supplement came"
        ),
    ],
)
def test_a_pack_that_is_out_tells_the_same_whatever_comes_after(changes: dict[str, Any]) -> None:
    assert pack.told(sent(0, **changes)) == pack.told(sent(0))


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"meeting": meeting(venue="Elm Room")}, id="another place"),
        pytest.param({"items": [item(1, "Annual review"), item(2, "Work programme")]}, id="another title"),
        pytest.param(
            {
                "items": [
                    item(1, "Annual report", outcome=ItemOutcome.WITHDRAWN, outcome_note="Not needed."),
                    item(2, "Work programme"),
                ]
            },
            id="an item was withdrawn",
        ),
        pytest.param({"documents": [document(1, "Report", sha256="e" * 64), *PAPERS[1:]]}, id="a paper was replaced"),
        pytest.param({"documents": PAPERS[1:]}, id="a paper was withdrawn"),
    ],
)
def test_a_pack_tells_otherwise_where_what_is_in_it_changed(changes: dict[str, Any]) -> None:
    assert pack.told(sent(0, **changes)) != pack.told(sent(0))


def test_what_a_pack_holds_is_what_it_tells_of_openly() -> None:
    secret = item(5, "SECRET", part=Part.TWO, paragraphs="1", public_title="A matter about an individual")
    held = pack.contents(sent(0, items=[item(1, "Annual report"), secret], documents=[*PAPERS, document(5, "SECRET")]))
    assert held.items == {1: "1 Annual report"}
    assert {paper.title for paper in held.papers.values()} == {"Report", "Data", "Late data"}
    assert held.meeting == "Tuesday 30 November 2021, 10.00 am, Oak Room"
    assert "SECRET" not in repr(held)


@pytest.mark.parametrize(("supplement", "exempt"), [(0, True), (1, False), (2, True), (3, True)])
def test_a_supplement_without_exempt_matter_is_not_marked_as_having_some(supplement: int, exempt: bool) -> None:
    items = [
        item(1, "Annual report"),
        item(2, "SECRET", part=Part.TWO, paragraphs="1", public_title="A matter"),
        item(3, "Winter", supplement=1),
        item(4, "SECRET too", part=Part.TWO, paragraphs="1", public_title="A matter", supplement=2),
        item(5, "Restricted", restricted=True, paragraphs="1", public_title="A matter", supplement=3),
    ]
    arranged = agenda.of(facts(items=items), exempt=True, drafts=False)
    made = pack.of(arranged, audience=Audience.MEMBERS, supplement=supplement)
    assert made.agenda.contains_exempt is exempt
    assert bool(made.agenda.exclusion) is (supplement in (0, 2))
