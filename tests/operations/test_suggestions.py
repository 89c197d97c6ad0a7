"""Suggestions for the programme: listed, scored, taken up, declined, and gone back from each of these."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.criteria import SETS, Begun
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import EntryStatus, Listed, Section
from scrutiny.models.agenda import Topic
from scrutiny.models.committees import Committee
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.models.suggestions import Criterion, Score, Suggestion
from scrutiny.operations import criteria, programme, suggestions
from scrutiny.operations.programme import Slot
from scrutiny.queries.suggestions import Order, counts, listed
from tests.operations import chamber
from tests.operations.chamber import day

TODAY = day("2021-11-15")
LATER = Author("Test Clerk", datetime(2021, 11, 15, 12, 0, tzinfo=UTC) + timedelta(days=3))


@pytest.fixture
def committee(session: Session, author: Author) -> Committee:
    with writing(session, author):
        return chamber.committee(session)


def suggest(session: Session, committee: Committee, title: str = "Winter pressures") -> Suggestion:
    return suggestions.add(
        session, committee, title=title, suggested_by="Ada Marsh", suggested_on=TODAY, why="Twice in the news"
    )


def test_a_suggestion_begins_on_the_long_list_and_goes_to_the_short_one_and_back(
    session: Session, author: Author, committee: Committee
) -> None:
    with writing(session, author):
        suggestion = suggest(session, committee)
        assert suggestion.listed is Listed.LONG_LIST
        suggestions.put_on(session, suggestion, listed=Listed.SHORT_LIST)
        assert suggestion.listed is Listed.SHORT_LIST
        suggestions.put_on(session, suggestion, listed=Listed.LONG_LIST)
    assert counts(session, committee.id) == {
        Listed.LONG_LIST: 1,
        Listed.SHORT_LIST: 0,
        Listed.TAKEN_UP: 0,
        Listed.DECLINED: 0,
    }


def test_it_is_declined_with_the_reason_and_looked_at_again_without_it(
    session: Session, author: Author, committee: Committee
) -> None:
    with writing(session, author):
        suggestion = suggest(session, committee)
    with pytest.raises(RuleBroken, match="Say why it is declined"), writing(session, author):
        suggestions.decline(session, suggestion, because=" ")
    with writing(session, author):
        suggestions.decline(session, suggestion, because="The Cabinet looks into it")
    assert (suggestion.listed, suggestion.listed_because) == (Listed.DECLINED, "The Cabinet looks into it")
    with writing(session, author):
        suggestions.put_on(session, suggestion, listed=Listed.LONG_LIST)
    assert suggestion.listed_because == ""


def test_taken_up_it_is_an_entry_of_a_topic_of_its_own(session: Session, author: Author, committee: Committee) -> None:
    with writing(session, author):
        suggestion = suggest(session, committee)
        entry = suggestions.take_up(
            session, suggestion, title="Winter", on=TODAY, at=Slot(words="spring"), section=Section.BRIEFING
        )
    assert (suggestion.listed, suggestion.entry_id) == (Listed.TAKEN_UP, entry.id)
    assert (entry.title, entry.when, entry.section) == ("Winter", "spring", Section.BRIEFING)
    assert session.get_one(Topic, entry.topic_id).title == "Winter"
    with pytest.raises(RuleBroken, match="already “Taken up”"), writing(session, author):
        suggestions.take_up(session, suggestion, title="Winter", on=TODAY)


def test_taken_up_under_a_topic_that_is_followed_it_is_told_there(
    session: Session, author: Author, committee: Committee
) -> None:
    with writing(session, author):
        held = programme.add_entry(session, committee=committee, title="Winter", on=TODAY)
        topic = session.get_one(Topic, held.topic_id)
        entry = suggestions.take_up(session, suggest(session, committee), title="Again", topic=topic, on=TODAY)
    assert entry.topic_id == topic.id


def test_going_back_a_moment_later_leaves_nothing_on_the_programme(
    session: Session, author: Author, committee: Committee
) -> None:
    with writing(session, author):
        suggestion = suggest(session, committee)
        suggestions.take_up(session, suggestion, title="Winter", on=TODAY)
        suggestions.put_on(session, suggestion, listed=Listed.SHORT_LIST)
    assert suggestion.entry_id is None
    assert session.scalars(select(WorkProgrammeEntry)).all() == []
    assert session.scalars(select(Topic)).all() == []


def test_going_back_later_asks_for_the_entry_to_be_withdrawn_first(
    session: Session, author: Author, committee: Committee
) -> None:
    with writing(session, author):
        suggestion = suggest(session, committee)
        entry = suggestions.take_up(session, suggestion, title="Winter", on=TODAY)
    with pytest.raises(RuleBroken, match="Withdraw it instead"), writing(session, LATER):
        suggestions.put_on(session, suggestion, listed=Listed.SHORT_LIST)
    session.refresh(suggestion)
    assert suggestion.listed is Listed.TAKEN_UP
    with writing(session, LATER):
        programme.withdraw(session, entry, because="Not now")
        suggestions.put_on(session, suggestion, listed=Listed.SHORT_LIST)
    assert suggestion.listed is Listed.SHORT_LIST
    assert entry.status is EntryStatus.WITHDRAWN


@pytest.mark.parametrize("on", [Listed.TAKEN_UP, Listed.DECLINED])
def test_no_list_is_reached_without_what_it_asks_for(
    session: Session, author: Author, committee: Committee, on: Listed
) -> None:
    with writing(session, author):
        suggestion = suggest(session, committee)
    with pytest.raises(RuleBroken, match="on the long list or on the short list"), writing(session, author):
        suggestions.put_on(session, suggestion, listed=on)


def test_a_suggestion_needs_a_title(session: Session, author: Author, committee: Committee) -> None:
    with pytest.raises(RuleBroken, match="Give the suggestion a title"), writing(session, author):
        suggest(session, committee, " ")


# Scores


def scored(session: Session) -> dict[tuple[int, int], int]:
    columns = (Score.suggestion_id, Score.criterion_id, Score.points)
    return {(row[0], row[1]): row[2] for row in session.execute(select(*columns))}


def test_points_are_given_changed_and_taken_back_and_each_time_it_is_another_version(
    session: Session, author: Author, committee: Committee
) -> None:
    with writing(session, author):
        suggestion = suggest(session, committee)
        first, second = (criteria.add(session, committee, name=name, most=5) for name in ("Impact", "Cost"))
    for points, held in (
        ({first: 5, second: 0}, {(1, 1): 5, (1, 2): 0}),
        ({first: 3, second: None}, {(1, 1): 3}),
        ({first: None}, {}),
    ):
        before = suggestion.version
        with writing(session, author):
            suggestions.score(session, suggestion, points=points)
        assert scored(session) == held
        assert suggestion.version == before + 1
        with writing(session, author):
            suggestions.score(session, suggestion, points=points)
        assert suggestion.version == before + 1, "the same again is no change"


@pytest.mark.parametrize("points", [-1, 6])
def test_points_are_from_nought_to_the_most(
    session: Session, author: Author, committee: Committee, points: int
) -> None:
    with writing(session, author):
        suggestion, impact = suggest(session, committee), criteria.add(session, committee, name="Impact", most=5)
    with pytest.raises(RuleBroken, match="from 0 to 5"), writing(session, author):
        suggestions.score(session, suggestion, points={impact: points})
    assert scored(session) == {}


def test_what_was_scored_by_a_criterion_that_ended_is_kept_and_counts_no_more(
    session: Session, author: Author, committee: Committee
) -> None:
    with writing(session, author):
        suggestion = suggest(session, committee)
        impact, cost = (criteria.add(session, committee, name=name, most=5) for name in ("Impact", "Cost"))
        suggestions.score(session, suggestion, points={impact: 4, cost: 1})
        criteria.end(session, impact, on=TODAY)
    (row,) = listed(session, committee.id, on=Listed.LONG_LIST, order=Order.TOTAL)
    assert (row.total, row.scored) == (1, 1)
    assert scored(session) == {(1, 1): 4, (1, 2): 1}
    with pytest.raises(RuleBroken, match="not scored by “Impact” any more"), writing(session, author):
        suggestions.score(session, suggestion, points={impact: 5})
    with writing(session, author):
        assert criteria.add(session, committee, name="Impact", most=5) is impact, "the same name is the same criterion"
    (row,) = listed(session, committee.id, on=Listed.LONG_LIST, order=Order.TOTAL)
    assert row.total == 5


@pytest.mark.parametrize(
    ("order", "titles"),
    [(Order.TOTAL, ["B", "C", "A"]), (Order.TITLE, ["A", "B", "C"]), (Order.DAY, ["C", "B", "A"])],
)
def test_a_list_is_in_the_order_that_is_asked_for(
    session: Session, author: Author, committee: Committee, order: Order, titles: list[str]
) -> None:
    with writing(session, author):
        impact = criteria.add(session, committee, name="Impact", most=5)
        for title, points in (("A", 0), ("B", 5), ("C", None)):
            suggestions.score(session, suggest(session, committee, title), points={impact: points})
    assert [row.title for row in listed(session, committee.id, on=Listed.LONG_LIST, order=order)] == titles


# Criteria


@pytest.mark.parametrize("which", list(Begun))
def test_a_set_is_begun_with_in_one_go(session: Session, author: Author, committee: Committee, which: Begun) -> None:
    with writing(session, author):
        criteria.begin_with(session, committee, set_=which)
    held = session.execute(select(Criterion.name, Criterion.most).order_by(Criterion.position)).all()
    assert [tuple(row) for row in held] == [(name, SETS[which].most) for name, _ in SETS[which].criteria]
    assert "".join(name[0] for name, _ in held) == SETS[which].name
    with pytest.raises(RuleBroken, match="There are criteria in force"), writing(session, author):
        criteria.begin_with(session, committee, set_=Begun.PICK)


@pytest.mark.parametrize(
    ("name", "most", "says"),
    [
        pytest.param(" ", 5, "Give the criterion a name", id="no name"),
        pytest.param("Impact", 5, "scored by “Impact” already", id="twice"),
        pytest.param("Cost", 0, "The most points are from 1 to 100", id="nothing to give"),
        pytest.param("Cost", 101, "The most points are from 1 to 100", id="more than anybody counts"),
    ],
)
def test_a_criterion_is_refused_in_words(
    session: Session, author: Author, committee: Committee, name: str, most: int, says: str
) -> None:
    with writing(session, author):
        criteria.add(session, committee, name="Impact", most=5)
    with pytest.raises(RuleBroken, match=says), writing(session, author):
        criteria.add(session, committee, name=name, most=most)


def test_a_criterion_is_changed_but_not_under_the_points_that_were_given(
    session: Session, author: Author, committee: Committee
) -> None:
    with writing(session, author):
        impact, cost = (criteria.add(session, committee, name=name, most=5) for name in ("Impact", "Cost"))
        suggestions.score(session, suggest(session, committee), points={impact: 4})
        criteria.edit(session, impact, name="Effect", most=4, guidance=" Whom does it help? ")
    assert (impact.name, impact.most, impact.guidance) == ("Effect", 4, "Whom does it help?")
    with pytest.raises(RuleBroken, match="was given 4 points"), writing(session, author):
        criteria.edit(session, impact, name="Effect", most=3, guidance="")
    with pytest.raises(RuleBroken, match="There is a criterion “Effect” already"), writing(session, author):
        criteria.edit(session, cost, name="Effect", most=5, guidance="")


def test_a_criterion_ends_once_and_is_resumed(session: Session, author: Author, committee: Committee) -> None:
    with writing(session, author):
        impact = criteria.add(session, committee, name="Impact", most=5)
        criteria.end(session, impact, on=TODAY)
    with pytest.raises(RuleBroken, match="has ended already"), writing(session, author):
        criteria.end(session, impact, on=TODAY)
    with writing(session, author):
        criteria.resume(session, impact)
    assert impact.ended_on is None


@pytest.mark.parametrize(
    ("moves", "order"),
    [
        pytest.param([("Cost", True)], "Cost Impact Reach", id="one place up"),
        pytest.param([("Impact", False)] * 3, "Cost Reach Impact", id="down to the end, where it stays"),
        pytest.param([("Impact", True), ("Ended", True), ("Ended", False)], "Impact Cost Reach", id="nothing to pass"),
        pytest.param([("Reach", True)], "Impact Reach Cost", id="an ended one between them is passed over"),
    ],
)
def test_criteria_are_put_in_order(
    session: Session, author: Author, committee: Committee, moves: list[tuple[str, bool]], order: str
) -> None:
    with writing(session, author):
        names = ("Impact", "Cost", "Ended", "Reach")
        held = {name: criteria.add(session, committee, name=name, most=5) for name in names}
        criteria.end(session, held["Ended"], on=TODAY)
        for name, earlier in moves:
            criteria.move(session, held[name], earlier=earlier)
    in_force = select(Criterion.name).where(Criterion.ended_on.is_(None)).order_by(Criterion.position)
    assert " ".join(session.scalars(in_force)) == order
