"""The order of the rows at one place of the programme, as moving cards about a column makes it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.operations import programme, programme_order
from scrutiny.operations.programme import Slot
from tests.operations.autumn import Autumn, several
from tests.operations.chamber import day

TODAY = day("2021-11-15")


def titles(session: Session, entry: WorkProgrammeEntry) -> list[str]:
    return [row.title for row in programme_order.beside(session, entry)]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 4), st.one_of(st.booleans(), st.none(), st.integers(0, 4))), max_size=8))
def test_the_order_is_what_moving_cards_about_a_column_makes_of_it(steps: list[tuple[int, object]]) -> None:
    """Told on a list beside it; no card is lost, whatever is done."""
    rows = [WorkProgrammeEntry(id=id_, title="ABCDE"[id_], position=id_ // 2) for id_ in range(5)]
    told = list(rows)
    for which, how in steps:
        row = rows[which]
        at = told.index(row)
        if isinstance(how, bool):
            other = at - 1 if how else at + 1
            if not 0 <= other < 5:
                continue
            told[at], told[other] = told[other], told[at]
        elif how == which:
            continue
        else:
            told.remove(row)
            told.insert(len(told) if how is None else told.index(rows[int(str(how))]), row)
        programme_order.number(told, told.index(row))
        assert sorted(rows, key=lambda each: (each.position, each.id)) == told


def test_only_the_row_that_moves_is_written_where_there_is_room(
    session: Session, author: Author, record: Autumn
) -> None:
    with writing(session, author):
        rows = several(session, record, "ABC", Slot())
    before = [row.version for row in rows]
    with writing(session, author):
        programme_order.place(session, rows[2], before=rows[0].id)
    assert titles(session, rows[0]) == ["C", "A", "B"]
    assert [row.version for row in rows] == [before[0], before[1], before[2] + 1]


def test_up_at_the_top_and_down_at_the_end_do_nothing(session: Session, author: Author, record: Autumn) -> None:
    with writing(session, author):
        first, second = several(session, record, "AB", Slot(record.november))
        assert not programme_order.step(session, first, up=True)
        assert not programme_order.step(session, second, up=False)
        assert programme_order.step(session, first, up=False)
    assert titles(session, first) == ["B", "A"]


def test_rows_of_other_places_are_not_beside_it(session: Session, author: Author, record: Autumn) -> None:
    with writing(session, author):
        for at in (Slot(), Slot(words="spring"), Slot(words="autumn"), Slot(day=TODAY), Slot(record.november)):
            (entry,) = several(session, record, "A", at)
            assert programme_order.beside(session, entry) == [entry]


def test_what_is_closed_or_gone_has_no_place(session: Session, author: Author, record: Autumn) -> None:
    with writing(session, author):
        first, second = several(session, record, "AB", Slot())
        programme.withdraw(session, first, because="Not wanted")
    with pytest.raises(RuleBroken, match="is withdrawn, so it has no place"), writing(session, author):
        programme_order.step(session, first, up=True)
    with pytest.raises(RuleBroken, match="is not there any more"), writing(session, author):
        programme_order.place(session, second, before=first.id)
