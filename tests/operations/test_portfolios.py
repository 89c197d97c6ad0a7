"""What Cabinet Members answer for, and between which days, as far as anybody knows."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.models.people import Person
from scrutiny.operations import portfolios
from scrutiny.queries import portfolios as queries
from tests import make

MAY, WINTER = date(2021, 5, 20), date(2022, 2, 8)


@pytest.fixture
def jo(session: Session, author: Author) -> Person:
    with writing(session, author):
        return make.person(session, "Jo Reed")


def test_it_is_given_ended_and_taken_away(session: Session, author: Author, jo: Person) -> None:
    with writing(session, author):
        held = portfolios.give(session, jo, name=" Children  and Young People", from_=None)
        portfolios.change(session, held, name="Children", from_=MAY, to=WINTER)
        by_mistake = portfolios.give(session, jo, name="Roads", from_=MAY)
        portfolios.remove(session, by_mistake)
    (row,) = queries.every(session)
    assert (row.name, row.person, row.from_, row.to) == ("Children", "Jo Reed", MAY, WINTER)


@pytest.mark.parametrize(
    ("name", "to", "says"),
    [
        ("", None, "what the portfolio is called"),
        ("x" * 201, None, "201 char"),
        ("Roads", date(2021, 5, 19), "before that"),
    ],
)
def test_what_is_no_portfolio(
    session: Session, author: Author, jo: Person, name: str, to: date | None, says: str
) -> None:
    with pytest.raises(RuleBroken, match=says), writing(session, author):
        portfolios.give(session, jo, name=name, from_=MAY, to=to)
    assert queries.every(session) == []
