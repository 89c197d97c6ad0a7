"""What comes onto agendas by itself is kept in order, and what was ended can be taken up again."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import ItemKind
from scrutiny.models.committees import Committee, StandingItem
from scrutiny.operations import standing_items
from scrutiny.operations.standing_items import Matter
from tests import make

TODAY = date(2021, 11, 15)
CUSTOMARY = ["Apologies", "Declarations of interest", "Minutes of the last meeting", "Work programme"]


@pytest.fixture
def committee(session: Session, author: Author) -> Committee:
    with writing(session, author):
        committee = make.committee(session, make.council(session))
        standing_items.add_customary(session, committee)
        return committee


def titles(session: Session) -> list[str]:
    session.expire_all()
    order = (StandingItem.at_the_end, StandingItem.position)
    return list(session.scalars(select(StandingItem.title).where(StandingItem.ended_on.is_(None)).order_by(*order)))


def item(session: Session, title: str) -> StandingItem:
    return session.scalars(select(StandingItem).where(StandingItem.title == title)).one()


def test_the_customary_items_are_added_once(session: Session, author: Author, committee: Committee) -> None:
    with writing(session, author):
        assert standing_items.add_customary(session, committee) == []
    assert titles(session) == CUSTOMARY


def test_only_what_is_missing_is_added_and_an_ended_item_is_taken_up_again(
    session: Session, author: Author, committee: Committee
) -> None:
    with writing(session, author):
        standing_items.end(session, item(session, "Apologies"), on=TODAY)
        standing_items.change(
            session, item(session, "Work programme"), Matter(title="Forward plan", kind=ItemKind.WORK_PROGRAMME)
        )
        added = standing_items.add_customary(session, committee)
    assert [one.title for one in added] == ["Apologies"]
    assert sorted(titles(session)) == sorted([*CUSTOMARY[:3], "Forward plan"])


def test_an_item_is_moved_among_those_it_stands_with(session: Session, author: Author, committee: Committee) -> None:
    with writing(session, author):
        standing_items.add(session, committee, Matter(title="Annual report", month=11))
        standing_items.add(session, committee, Matter(title="Questions from the public"))
        for _ in range(5):
            standing_items.move(session, item(session, "Questions from the public"), earlier=True)
        standing_items.move(session, item(session, "Work programme"), earlier=True)
        standing_items.move(session, item(session, "Apologies"), earlier=False)
    openings = [title for title in titles(session) if title != "Annual report"]
    assert openings == ["Questions from the public", "Declarations of interest", "Apologies", *CUSTOMARY[2:]]


@pytest.mark.parametrize(
    ("matter", "says"),
    [
        pytest.param(Matter(title=" "), "what the item is called", id="no title"),
        pytest.param(Matter(title="x" * 301), "301 characters long", id="too long a title"),
        pytest.param(Matter(title="APOLOGIES"), "APOLOGIES is here already", id="a title that is there"),
        pytest.param(Matter(title="Petitions"), "Petitions was ended", id="a title that was ended"),
        pytest.param(
            Matter(title="Regrets", kind=ItemKind.APOLOGIES),
            "Apologies is the item for that",
            id="a second of its kind",
        ),
        pytest.param(Matter(title="Out", kind=ItemKind.EXCLUSION), "item by item", id="the exclusion of the public"),
        pytest.param(Matter(title="Minutes", kind=ItemKind.MINUTES, month=4), "on every agenda", id="yearly minutes"),
    ],
)
def test_what_cannot_stand_on_agendas(
    session: Session, author: Author, committee: Committee, matter: Matter, says: str
) -> None:
    with writing(session, author):
        ended = standing_items.add(session, committee, Matter(title="Petitions"))
        standing_items.end(session, ended, on=TODAY)
    with pytest.raises(RuleBroken, match=says), writing(session, author):
        standing_items.add(session, committee, matter)
    assert titles(session) == CUSTOMARY


def test_ending_again_keeps_the_first_day(session: Session, author: Author, committee: Committee) -> None:
    assert committee
    with writing(session, author):
        standing_items.end(session, item(session, "Apologies"), on=TODAY)
        standing_items.end(session, item(session, "Apologies"), on=date(2022, 1, 1))
    session.expire_all()
    assert item(session, "Apologies").ended_on == TODAY


def test_an_ended_item_is_not_taken_up_beside_another_of_its_kind(
    session: Session, author: Author, committee: Committee
) -> None:
    with writing(session, author):
        standing_items.end(session, item(session, "Apologies"), on=TODAY)
        standing_items.add(session, committee, Matter(title="Regrets", kind=ItemKind.APOLOGIES))
    with pytest.raises(RuleBroken, match="Regrets is the item for that"), writing(session, author):
        standing_items.take_up_again(session, item(session, "Apologies"))
    with writing(session, author):
        standing_items.end(session, item(session, "Regrets"), on=TODAY)
        standing_items.take_up_again(session, item(session, "Apologies"))
    assert titles(session) == CUSTOMARY
