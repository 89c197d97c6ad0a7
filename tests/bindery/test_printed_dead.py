"""Packs in which the record printed what must not be read any more are dead at once, however that came about."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from scrutiny.database import writing
from scrutiny.domain.vocabulary import Audience, MeetingStatus, PackKind, Part
from scrutiny.models.agenda import AgendaItem
from scrutiny.operations import corrections, exemption, official_minutes
from scrutiny.operations.packs import CLOSED, MADE_EXEMPT, TAKEN_BACK
from tests import make
from tests.bindery.autumn import Autumn, in_word, printed


def an_item_of_those_minutes_is_made_exempt(autumn: Autumn) -> None:
    exemption.make_exempt(autumn.session, autumn.fostering, paragraphs=[1], public_title="A matter")


def an_item_of_those_minutes_is_moved_to_part_two_by_other_means(autumn: Autumn) -> None:
    autumn.fostering.part, autumn.fostering.public_title = Part.TWO, "A matter"


def a_topic_of_the_programme_is_made_exempt(autumn: Autumn) -> None:
    topic = autumn.session.get_one(make.Topic, autumn.entry.topic_id)
    exemption.make_topic_exempt(autumn.session, topic, paragraphs=[1], public_title="A matter")


def an_exempt_item_of_its_topic_comes_onto_a_later_agenda(autumn: Autumn) -> None:
    later = make.meeting(autumn.session, autumn.committee, autumn.next.on.replace(month=12))
    make.exempt_item(autumn.session, later, "Young carers", "A matter", topic_id=autumn.entry.topic_id)


def the_row_is_of_an_exempt_topic_from_now_on(autumn: Autumn) -> None:
    autumn.entry.topic_id = make.exempt_topic(autumn.session, autumn.committee, "Closures", "A matter").id


Change = Callable[[Autumn], None]
WITHHOLDING: list[Change] = [
    an_item_of_those_minutes_is_made_exempt,
    an_item_of_those_minutes_is_moved_to_part_two_by_other_means,
    a_topic_of_the_programme_is_made_exempt,
    an_exempt_item_of_its_topic_comes_onto_a_later_agenda,
    the_row_is_of_an_exempt_topic_from_now_on,
]


def with_members_packs(autumn: Autumn) -> None:
    with autumn.change():
        make.exempt_item(autumn.session, autumn.next, "SECRET placement", "A matter about an individual")


@pytest.mark.parametrize("held", [False, True], ids=["before the meeting", "after it"])
@pytest.mark.parametrize("change", WITHHOLDING, ids=lambda change: change.__name__.replace("_", " "))
def test_the_publics_are_dead_with_the_change_and_the_next_tell_no_more(
    autumn: Autumn, change: Change, held: bool
) -> None:
    with_members_packs(autumn)
    first = {pack.id for pack in autumn.built()}
    if held:
        autumn.record.change(autumn.next, status=MeetingStatus.HELD)
    with autumn.change():
        change(autumn)
    for pack in autumn.record.packs(autumn.next.id):
        assert pack.withdrawn_because == (MADE_EXEMPT if pack.audience is Audience.PUBLIC else "")
    again = [pack for pack in autumn.built(audience=Audience.PUBLIC) if pack.id not in first]
    assert {pack.kind for pack in again} == set(PackKind), "what is dead asks for the next by itself"
    for pack in again:
        papers = printed(pack)
        assert not pack.withdrawn_because
        words = "".join(autumn.words_of(paper) for paper in papers.values())
        assert ("What was said of fostering." in words) is (change not in WITHHOLDING[:2])
        assert ("Young carers" in words) is (change in WITHHOLDING[:2])


def test_an_interest_that_must_not_be_told_of_is_in_no_pack_any_more(autumn: Autumn) -> None:
    with_members_packs(autumn)
    packs = autumn.built()
    assert any("A tenant" in autumn.words_of(paper) for pack in packs for paper in printed(pack).values())
    autumn.record.change(autumn.interest, sensitive=True, detail="")
    assert {pack.withdrawn_because for pack in autumn.record.packs(autumn.next.id)} == {CLOSED}
    for pack in autumn.built(withdrawn_because=""):
        assert not any("A tenant" in autumn.words_of(paper) for paper in printed(pack).values())


@pytest.mark.parametrize("held", [False, True], ids=["before the meeting", "after it"])
def test_minutes_that_were_taken_back_are_in_no_pack_any_more(autumn: Autumn, held: bool) -> None:
    with_members_packs(autumn)
    with autumn.change():
        official = make.official_minutes(autumn.session, autumn.before, "What a family said.")
    autumn.workshop.store.keep(in_word("What a family said."))
    first = {pack.id for pack in autumn.built()}
    if held:
        autumn.record.change(autumn.next, status=MeetingStatus.HELD)
    with autumn.change():
        official_minutes.withdraw(autumn.session, official, because="The wrong file.", seen=[1], by="Olga Officer")
    assert {pack.withdrawn_because for pack in autumn.record.packs(autumn.next.id)} == {TAKEN_BACK}
    again = [pack for pack in autumn.built() if pack.id not in first]
    assert {(pack.audience, pack.kind) for pack in again} == {(a, kind) for a in Audience for kind in PackKind}
    for pack in again:
        assert "What was said of fostering." in autumn.words_of(printed(pack)[autumn.minutes.id])


def test_an_older_version_that_is_taken_back_leaves_packs_with_the_one_that_stands(autumn: Autumn) -> None:
    with autumn.change():
        wrong = make.official_minutes(autumn.session, autumn.before, "What a family said.")
        make.official_minutes(autumn.session, autumn.before, "As it was adopted.", version=2)
    autumn.workshop.store.keep(in_word("As it was adopted."))
    autumn.built()
    with autumn.change():
        official_minutes.withdraw(autumn.session, wrong, because="The wrong file.", seen=[2, 1], by="Olga Officer")
    assert {pack.withdrawn_because for pack in autumn.built()} == {""}


def test_what_is_made_exempt_while_it_is_bound_is_in_no_public_pack(autumn: Autumn) -> None:
    def in_the_middle() -> None:
        autumn.workshop.binders.meanwhile = lambda: None
        with autumn.change():
            an_item_of_those_minutes_is_made_exempt(autumn)

    autumn.workshop.binders.meanwhile = in_the_middle
    for pack in autumn.built(audience=Audience.PUBLIC):
        assert pack.version == 1
        assert not any("fostering" in autumn.words_of(paper) for paper in printed(pack).values())


def test_made_exempt_in_the_very_moment_in_which_packs_are_kept_no_living_one_tells_of_it(autumn: Autumn) -> None:
    """Whichever of the two is first."""

    def make_exempt() -> None:
        with autumn.workshop.opened() as session, writing(session, autumn.author):
            item = session.get_one(AgendaItem, autumn.fostering.id)
            exemption.make_exempt(session, item, paragraphs=[1], public_title="A matter")

    with ThreadPoolExecutor(1) as thread:
        running: list[Future[None]] = []

        def beside_the_last() -> None:
            if len(autumn.workshop.binders.calls) == len(PackKind):
                running.append(thread.submit(make_exempt))

        autumn.workshop.binders.meanwhile = beside_the_last
        autumn.built()
        running[0].result(30)
    for pack in autumn.built(audience=Audience.PUBLIC, withdrawn_because=""):
        assert not any("fostering" in autumn.words_of(paper) for paper in printed(pack).values())


def test_what_no_pack_tells_of_is_made_exempt_and_kills_none(autumn: Autumn) -> None:
    autumn.built()
    with autumn.change():
        topic = make.topic(autumn.session, autumn.committee, "Bridges")
        exemption.make_topic_exempt(autumn.session, topic, paragraphs=[1], public_title="A matter")
    assert {pack.withdrawn_because for pack in autumn.record.packs(autumn.next.id)} == {""}


def test_a_correction_of_the_minutes_leaves_what_went_out_as_it_went_out(autumn: Autumn) -> None:
    autumn.record.change(autumn.before, minutes_state=make.MinutesState.CONFIRMED)
    autumn.built()
    with autumn.change():
        corrections.correct(
            autumn.session,
            autumn.minute,
            narrative="What was said of foster care.",
            because="The wrong word.",
            by="Olga Officer",
            version=autumn.minute.version,
        )
    assert {(pack.version, pack.withdrawn_because) for pack in autumn.built()} == {(1, "")}
    autumn.wanted()
    second = autumn.built(version=2)
    assert {pack.changed for pack in second} == {"“Minutes, 14 September 2021” was brought up to date."}
    assert "Corrected on" in autumn.words_of(printed(second[0])[autumn.minutes.id])
