"""What a clerk finished in Word is taken into the record, told on both databases: as chosen, whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.merging.marks import Mark, Place, digest
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import MeetingStatus, MinutesState, ResolutionKind
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, MinuteVersion, Resolution
from scrutiny.models.official_minutes import MinutesDraft, OfficialMinutes
from scrutiny.operations import minute_taking, minutes, official_minutes
from scrutiny.operations import minutes_from_word as operations
from scrutiny.operations.minutes_from_word import New, RecordMoved, Taken
from scrutiny.queries import minutes_from_word as queries
from tests import make

Change = Callable[..., object]
SENT = {"sha256": "a" * 64, "name": "Minutes.docx", "size": 12, "by": "Cleo Clerk"}


@pytest.fixture
def meeting(session: Session, author: Author) -> Meeting:
    """Item 1 has two clauses, item 2 a minute alone, item 3 nothing yet."""
    with writing(session, author):
        council = make.council(session)
        committee = make.committee(session, council)
        held = make.held(session, committee, date(2021, 9, 14), minutes_state=MinutesState.DRAFT)
        make.minute(session, make.item(session, held, "Buses"), "It was noted.", ["it be noted", "it be seen"])
        make.minute(session, make.item(session, held, "Trams"), "They were late.")
        make.item(session, held, "Bicycles")
    return held


@pytest.fixture
def change(session: Session, author: Author) -> Change:
    def carry_out(operation: Callable[..., object], *arguments: object, **details: object) -> object:
        with writing(session, author):
            return operation(session, *arguments, **details)

    return carry_out


@pytest.fixture
def draft(session: Session, meeting: Meeting, change: Change) -> MinutesDraft:
    change(operations.keep, meeting, **SENT)
    return session.scalars(select(MinutesDraft)).one()


@pytest.fixture
def apply(session: Session, change: Change, draft: MinutesDraft) -> Callable[..., object]:
    """Take over what is given, looking at the record as it is unless `seen` says otherwise."""

    def carry_out(*taken: Taken, **details: object) -> object:
        details = {"seen": queries.as_it_is(session, draft.meeting_id), "by": "Cleo Clerk"} | details
        session.rollback()
        return change(operations.apply, draft, taken=taken, **details)

    return carry_out


def item(session: Session, title: str) -> int:
    session.rollback()
    session.expire_all()
    return session.scalars(select(AgendaItem.id).where(AgendaItem.title == title)).one()


def minute(session: Session, title: str) -> Minute:
    return session.scalars(select(Minute).where(Minute.item_id == item(session, title))).one()


def clauses(session: Session, title: str) -> list[Resolution]:
    of = select(Resolution).where(Resolution.minute_id == minute(session, title).id)
    return list(session.scalars(of.order_by(Resolution.position)))


def test_the_same_file_is_kept_once_until_something_is_taken_from_it(
    session: Session, meeting: Meeting, change: Change, apply: Callable[..., object]
) -> None:
    change(operations.keep, meeting, **SENT)
    assert len(queries.drafts(session, meeting.id)) == 1
    apply()
    change(operations.keep, meeting, **SENT)
    assert [row.applied_by for row in queries.drafts(session, meeting.id)] == ["", "Cleo Clerk"]


def test_each_text_is_as_it_was_chosen(session: Session, apply: Callable[..., object]) -> None:
    first, second = clauses(session, "Buses")
    done = apply(
        Taken(
            item(session, "Buses"),
            "It was welcomed.",
            reworded={second.id: "it be looked at"},
            added=[New("a note be sent to the Committee", ResolutionKind.ACTION, after=first.id)],
            struck=[first.id],
        ),
        Taken(item(session, "Trams")),
        Taken(item(session, "Bicycles"), "Members asked.", added=[New("they be repaired")]),
    )
    assert done == 2
    assert minute(session, "Buses").narrative == "It was welcomed."
    assert [(each.letter, each.text, each.kind) for each in clauses(session, "Buses")] == [
        ("a", "a note be sent to the Committee", ResolutionKind.ACTION),
        ("b", "it be looked at", ResolutionKind.NONE),
    ]
    assert minute(session, "Trams").version == 1
    assert minute(session, "Bicycles").narrative == "Members asked."
    assert [each.letter for each in clauses(session, "Bicycles")] == [""]


def test_new_clauses_stand_where_the_file_has_them(session: Session, apply: Callable[..., object]) -> None:
    first, _ = clauses(session, "Buses")
    after = (None, None, first.id, first.id)
    apply(Taken(item(session, "Buses"), added=[New(f"new {place}", after=id_) for place, id_ in enumerate(after)]))
    assert [(each.letter, each.text) for each in clauses(session, "Buses")] == [
        ("a", "new 0"),
        ("b", "new 1"),
        ("c", "it be noted"),
        ("d", "new 2"),
        ("e", "new 3"),
        ("f", "it be seen"),
    ]


def test_clauses_alone_leave_the_minute_as_it_is(session: Session, apply: Callable[..., object]) -> None:
    (first, _) = clauses(session, "Buses")
    apply(Taken(item(session, "Buses"), reworded={first.id: "it be received"}))
    assert (minute(session, "Buses").narrative, minute(session, "Buses").version) == ("It was noted.", 1)
    assert clauses(session, "Buses")[0].text == "it be received"


def test_a_summary_is_taken_without_touching_the_minute(session: Session, apply: Callable[..., object]) -> None:
    apply(Taken(item(session, "Trams"), public_summary="Trams were discussed."))
    trams = minute(session, "Trams")
    assert (trams.narrative, trams.public_summary) == ("They were late.", "Trams were discussed.")


@pytest.mark.parametrize("what", ["a minute", "a clause", "the state of the minutes"])
def test_nothing_is_taken_over_once_the_record_has_moved(
    session: Session, meeting: Meeting, change: Change, apply: Callable[..., object], what: str
) -> None:
    seen = queries.as_it_is(session, meeting.id)
    session.rollback()
    trams = session.get_one(AgendaItem, item(session, "Trams"))
    if what == "a minute":
        change(minute_taking.save, trams, narrative="They were very late.", version=1)
    elif what == "a clause":
        change(minutes.reword, clauses(session, "Buses")[0], text="it be received")
    else:
        change(minutes.agree, meeting, by="Clara Chair")
    with pytest.raises(RecordMoved):
        apply(Taken(item(session, "Buses"), "Mine."), seen=seen)
    assert minute(session, "Buses").narrative == "It was noted."


def test_all_of_it_or_none(session: Session, apply: Callable[..., object]) -> None:
    (first, _) = clauses(session, "Buses")
    with pytest.raises(RuleBroken, match="A clause has no words"):
        apply(Taken(item(session, "Trams"), "Gone."), Taken(item(session, "Buses"), reworded={first.id: " "}))
    assert minute(session, "Trams").narrative == "They were late."
    assert session.scalars(select(MinutesDraft.applied_at)).one() is None


def test_what_is_of_another_meeting_or_minute_is_refused(
    session: Session, author: Author, meeting: Meeting, apply: Callable[..., object]
) -> None:
    other = item(session, "Trams")
    (first, _) = clauses(session, "Buses")
    with pytest.raises(RuleBroken, match="another minute"):
        apply(Taken(other, reworded={first.id: "Mine."}))
    with writing(session, author):
        elsewhere = make.item(
            session,
            make.meeting(session, session.get_one(Committee, meeting.committee_id), date(2021, 11, 30)),
            "Ferries",
        ).id
    with pytest.raises(RuleBroken, match="another meeting"):
        apply(Taken(elsewhere, "Mine."))


def test_a_file_is_taken_over_once(session: Session, apply: Callable[..., object]) -> None:
    apply(Taken(item(session, "Trams"), "They were early."))
    with pytest.raises(RuleBroken, match="taken over already"):
        apply(Taken(item(session, "Trams"), "They were late again."))


def test_confirmed_minutes_are_only_corrected(
    session: Session, meeting: Meeting, author: Author, apply: Callable[..., object]
) -> None:
    with writing(session, author):
        session.get_one(Meeting, meeting.id).minutes_state = MinutesState.CONFIRMED
    (first, _) = clauses(session, "Buses")
    buses = item(session, "Buses")
    with pytest.raises(RuleBroken, match="why the minutes are corrected"):
        apply(Taken(buses, "It was noted twice."))
    for impossible in (
        Taken(buses, added=[New("x")]),
        Taken(buses, struck=[first.id]),
        Taken(item(session, "Bicycles"), "x"),
    ):
        with pytest.raises(RuleBroken, match="these minutes are confirmed"):
            apply(impossible, because="A slip")
    apply(Taken(buses, "It was noted twice.", reworded={first.id: "it be noted twice"}), because="A slip")
    assert clauses(session, "Buses")[0].text == "it be noted twice"
    kept = session.scalars(select(MinuteVersion.narrative).order_by(MinuteVersion.id)).all()
    assert kept == ["It was noted.", "It was noted twice."]


# What a file was made from


def test_a_text_is_found_again_by_its_digest_whatever_became_of_it(
    session: Session, meeting: Meeting, change: Change
) -> None:
    buses, (first, second) = item(session, "Buses"), clauses(session, "Buses")
    body, clause, struck = Mark(Place.NARRATIVE, buses), *(Mark(Place.RESOLUTION, row.id) for row in (first, second))
    tags = {body: digest("It was noted."), clause: digest("it be noted"), struck: digest("it be seen")}
    for narrative in ("It was welcomed.", "It was received."):
        at = minute(session, "Buses").version
        change(minute_taking.save, session.get_one(AgendaItem, buses), narrative=narrative, version=at)
    change(minutes.reword, first, text="it be received")
    change(minutes.strike, session.get_one(Resolution, second.id))
    assert queries.made_from(session, meeting.id, tags) == {
        body: "It was noted.",
        clause: "it be noted",
        struck: "it be seen",
    }


def test_a_digest_of_nothing_that_was_ever_here_finds_nothing(session: Session, meeting: Meeting) -> None:
    buses = item(session, "Buses")
    tags = {Mark(Place.NARRATIVE, buses): digest("Never."), Mark(Place.RESOLUTION, 999): digest("it be noted")}
    assert queries.made_from(session, meeting.id, tags) == {}


# The official text


def test_each_file_that_is_adopted_is_a_version_of_its_own(
    session: Session, change: Change, draft: MinutesDraft
) -> None:
    def adopt(exempt: bool = False) -> None:
        change(official_minutes.adopt, draft, exempt=exempt, withheld=[7, 3], because=" ", by="Cleo Clerk")

    adopt()
    adopt()
    adopt(exempt=True)
    found = session.scalars(select(OfficialMinutes).order_by(OfficialMinutes.version)).all()
    assert [(each.version, each.exempt, each.withheld, each.because) for each in found] == [
        (1, False, "3 7", ""),
        (2, True, "3 7", ""),
    ]


def test_a_meeting_that_was_not_held_has_no_official_minutes(
    session: Session, meeting: Meeting, author: Author, change: Change, draft: MinutesDraft
) -> None:
    with writing(session, author):
        session.get_one(Meeting, meeting.id).status = MeetingStatus.SCHEDULED
    with pytest.raises(RuleBroken, match="not recorded as held"):
        change(official_minutes.adopt, draft, exempt=False, withheld=[], because="", by="Cleo Clerk")
