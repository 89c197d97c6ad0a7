"""What a clerk does with minutes, told on both databases: saved, numbered, ordered, confirmed and corrected."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import MinutesState, ResolutionKind
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, MinuteSeries, MinuteVersion, Resolution
from scrutiny.operations import corrections, minute_numbers, minute_taking, minutes, resolutions
from scrutiny.operations.minutes import MinuteChanged
from tests.operations.autumn import Autumn

Change = Callable[..., object]


@pytest.fixture
def change(session: Session, author: Author) -> Change:
    def carry_out(operation: Callable[..., object], *arguments: object, **details: object) -> object:
        with writing(session, author):
            return operation(session, *arguments, **details)

    return carry_out


def minuted(session: Session, record: Autumn) -> list[Minute]:
    of = select(Minute).join(AgendaItem, AgendaItem.id == Minute.item_id)
    return list(session.scalars(of.where(AgendaItem.meeting_id == record.september.id).order_by(AgendaItem.position)))


def texts(session: Session, minute: Minute) -> list[tuple[MinutesState, str]]:
    kept = select(MinuteVersion.state, MinuteVersion.narrative).where(MinuteVersion.minute_id == minute.id)
    return [(row[0], row[1]) for row in session.execute(kept.order_by(MinuteVersion.id))]


def test_asking_for_the_next_number_changes_nothing(session: Session, record: Autumn) -> None:
    before = session.scalar(select(func.count()).select_from(MinuteSeries))
    assert minute_numbers.propose(session, minuted(session, record)[0]).ordinal >= 1
    session.flush()
    assert session.scalar(select(func.count()).select_from(MinuteSeries)) == before
    session.rollback()


def test_all_minutes_of_a_meeting_are_numbered_in_the_order_of_its_agenda(
    session: Session, record: Autumn, change: Change
) -> None:
    change(minute_numbers.issue_all, record.september)
    numbers = [minute.number_id for minute in minuted(session, record)]
    assert None not in numbers
    assert change(minute_numbers.issue_all, record.september) == []
    assert [minute.number_id for minute in minuted(session, record)] == numbers


def test_a_minute_its_summary_and_its_clauses_are_saved_together_or_not_at_all(
    session: Session, record: Autumn, change: Change
) -> None:
    minute = minuted(session, record)[0]
    item, before = session.get_one(AgendaItem, minute.item_id), minute.narrative
    with pytest.raises(RuleBroken, match="Write what was resolved"):
        change(minute_taking.save, item, narrative="New.", version=minute.version, clauses=["it be noted", " "])
    session.expire_all()
    assert minute.narrative == before
    change(
        minute_taking.save, item, narrative="New.", version=minute.version, clauses=["it be noted", "all be thanked"]
    )
    clauses = select(Resolution.letter).where(Resolution.minute_id == minute.id, Resolution.text != "")
    assert {"a", "b"} <= set(session.scalars(clauses))


def test_minutes_written_on_after_they_were_agreed_keep_all_three_texts_when_amended(
    session: Session, record: Autumn, change: Change
) -> None:
    minute = minuted(session, record)[0]
    item, first = session.get_one(AgendaItem, minute.item_id), minute.narrative
    change(minutes.agree, record.september, by="Chairman")
    change(minutes.write, item, narrative="Written on.", version=minute.version)
    confirmed = {"at": record.november, "by": "Clerk", "on": record.november.on}
    change(minutes.confirm, record.september, amendments={minute.id: "As amended."}, **confirmed)
    assert [text for _, text in texts(session, minute)] == [first, "Written on.", "As amended."]


@pytest.fixture
def confirmed(session: Session, record: Autumn, change: Change) -> Minute:
    minute = minuted(session, record)[0]
    change(minutes.resolve, minute, text="it be noted")
    change(minutes.agree, record.september, by="Chairman")
    change(minutes.confirm, record.september, at=record.november, by="Clerk", on=record.november.on)
    return minute


def test_a_correction_keeps_the_confirmed_text_and_the_minutes_stay_confirmed(
    session: Session, record: Autumn, confirmed: Minute, change: Change
) -> None:
    was = confirmed.narrative
    said = {"because": "A slip", "by": "Clerk", "version": confirmed.version}
    change(corrections.correct, confirmed, narrative="Mended.", **said)
    assert session.get_one(Meeting, record.september.id).minutes_state is MinutesState.CONFIRMED
    assert texts(session, confirmed)[-2:] == [(MinutesState.CONFIRMED, was), (MinutesState.CONFIRMED, "Mended.")]
    with pytest.raises(MinuteChanged):
        change(corrections.correct, confirmed, narrative="Mine.", **said)
    assert confirmed.narrative == "Mended."


def test_the_words_of_a_clause_are_corrected_and_no_clause_comes_or_goes(
    session: Session, confirmed: Minute, change: Change
) -> None:
    clause = session.scalars(select(Resolution).where(Resolution.minute_id == confirmed.id)).first()
    assert clause is not None
    as_it_is = {"narrative": confirmed.narrative, "because": "A slip", "by": "Clerk", "version": confirmed.version}
    for wrong, says in (({clause.id: " "}, "Write its words"), ({clause.id + 999: "x"}, "of another minute")):
        with pytest.raises(RuleBroken, match=says):
            change(corrections.correct, confirmed, clauses=wrong, **as_it_is)
    with pytest.raises(RuleBroken, match="Nothing is different"):
        change(corrections.correct, confirmed, clauses={clause.id: clause.text}, **as_it_is)
    change(corrections.correct, confirmed, clauses={clause.id: "it be welcomed"}, **as_it_is)
    last = select(MinuteVersion.resolved).where(MinuteVersion.minute_id == confirmed.id)
    assert "it be welcomed" in session.scalars(last.order_by(MinuteVersion.id.desc())).first()


def test_what_is_not_confirmed_is_written_and_not_corrected(session: Session, record: Autumn, change: Change) -> None:
    minute = minuted(session, record)[0]
    with pytest.raises(RuleBroken, match="not confirmed yet"):
        change(corrections.correct, minute, narrative="X", because="Y", by="Z", version=minute.version)
    with pytest.raises(RuleBroken, match="Say why the minute is corrected"):
        change(corrections.correct, minute, narrative="X", because=" ", by="Z", version=minute.version)


def test_confirmed_clauses_keep_their_order(session: Session, confirmed: Minute, change: Change) -> None:
    clause = session.scalars(select(Resolution).where(Resolution.minute_id == confirmed.id)).first()
    with pytest.raises(RuleBroken, match="the order of their clauses stands"):
        change(resolutions.move, clause, by=1)


def test_an_entry_from_a_resolution_needs_a_title_and_keeps_its_origin(
    session: Session, record: Autumn, confirmed: Minute, change: Change
) -> None:
    clause = session.scalars(select(Resolution).where(Resolution.minute_id == confirmed.id)).first()
    asked = {"committee": record.committee, "details": "", "on": record.november.on}
    with pytest.raises(RuleBroken, match="Enter the title"):
        change(resolutions.put_on_programme, clause, title="", **asked)
    change(resolutions.put_on_programme, clause, title="Figures", **asked)
    assert clause is not None
    assert clause.kind is ResolutionKind.PROGRAMME
    with pytest.raises(RuleBroken, match="answers this resolution already"):
        change(resolutions.put_on_programme, clause, title="Figures again", **asked)
