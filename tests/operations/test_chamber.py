"""What clerks and officers do to the record, and what it refuses them in words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import (
    ActionState,
    EntryStatus,
    ItemOutcome,
    MeetingStatus,
    MinutesState,
    Part,
    RecommendationState,
    ResolutionKind,
    Response,
)
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.follow_up import ActionUpdate
from scrutiny.models.minutes import Minute, MinuteVersion
from scrutiny.models.programme import EntryMove
from scrutiny.operations import (
    agenda,
    exemption,
    follow_up,
    meetings,
    minute_numbers,
    minutes,
    programme,
    recommendations,
)
from scrutiny.operations.follow_up import Source
from scrutiny.operations.programme import Slot
from tests import make
from tests.operations.autumn import Autumn
from tests.operations.chamber import NOTICE, OPEN_ALL_DAYS, day

TODAY = day("2021-11-15")


@pytest.fixture
def change(session: Session, author: Author) -> Callable[..., object]:
    """Carry out one operation in a transaction of its own, and answer with what it answered."""

    def carry_out(operation: Callable[..., object], *arguments: object, **details: object) -> object:
        with writing(session, author):
            return operation(session, *arguments, **details)

    return carry_out


Change = Callable[..., object]


def numbers(session: Session, record: Autumn) -> list[tuple[str, str]]:
    rows = select(AgendaItem.number, AgendaItem.title).where(AgendaItem.meeting_id == record.november.id)
    return [(row.number, row.title) for row in session.execute(rows.order_by(AgendaItem.position))]


def published(record: Autumn, change: Change) -> AgendaItem:
    """An agenda of two items; answers with the first."""
    first = change(agenda.add_item, record.november, title="A petition", on=TODAY)
    change(agenda.add_item, record.november, title="Budget", on=TODAY)
    change(meetings.publish, record.november, on=TODAY, calendar=OPEN_ALL_DAYS, rule=NOTICE)
    assert isinstance(first, AgendaItem)
    return first


def test_a_late_item_takes_a_letter_and_a_supplement_and_no_number_changes(
    session: Session, record: Autumn, change: Change
) -> None:
    first = published(record, change)
    late = change(agenda.add_late_item, record.november, after=first, title="Flood", because="Storm", on=TODAY)
    assert isinstance(late, AgendaItem)
    assert (late.supplement, late.late_because) == (1, "Storm")
    assert numbers(session, record) == [("1", "A petition"), ("1A", "Flood"), ("2", "Budget")]
    budget = select(AgendaItem).where(AgendaItem.title == "Budget")
    change(agenda.order, record.november, items=[late, first, session.scalars(budget).one()])
    assert numbers(session, record) == [("1A", "Flood"), ("1", "A petition"), ("2", "Budget")]


def test_an_agenda_reopened_with_a_reason_keeps_the_numbers_it_had(
    session: Session, record: Autumn, change: Change
) -> None:
    published(record, change)
    change(meetings.reopen, record.november, because="A misspelt name")
    change(agenda.add_item, record.november, title="Flood", on=TODAY, position=1)
    change(meetings.publish, record.november, on=TODAY, calendar=OPEN_ALL_DAYS, rule=NOTICE)
    assert [number for number, _ in numbers(session, record)] == ["1A", "1", "2"]


@pytest.mark.parametrize(
    ("moved_because", "read_in", "kept"),
    [
        pytest.param("A flood.", "", "A flood.", id="which is known"),
        pytest.param("", "A flood.", "A flood.", id="which was read in with the meeting"),
        pytest.param("", "", "The reason is not recorded.", id="which nobody knows"),
    ],
)
def test_why_an_agenda_is_reopened_is_not_why_its_meeting_was_moved(
    session: Session, record: Autumn, author: Author, change: Change, moved_because: str, read_in: str, kept: str
) -> None:
    published(record, change)
    with writing(session, author):
        move = make.rearranged(session, record.november, day("2021-11-04"), moved_because)
        record.november.status_because = read_in
    change(meetings.reopen, record.november, because="A misspelt name")
    assert (move.because, record.november.status_because) == (kept, "A misspelt name")


def test_an_agenda_published_late_needs_its_reason(record: Autumn, change: Change) -> None:
    late = {"on": day("2021-11-24"), "calendar": OPEN_ALL_DAYS, "rule": NOTICE}
    change(agenda.add_item, record.november, title="A petition", on=TODAY)
    with pytest.raises(RuleBroken, match="give 3 of the 5 clear days"):
        change(meetings.publish, record.november, **late)
    change(meetings.publish, record.november, late_because="Called urgently", **late)
    assert record.november.published_late_because == "Called urgently"


def test_a_meeting_moved_cancelled_and_restored_is_one_event_with_a_higher_sequence(
    record: Autumn, change: Change
) -> None:
    meeting, uid = record.november, record.november.uid
    assert meeting.sequence == 1
    change(meetings.cancel, meeting, because="Storm")
    change(meetings.restore, meeting)
    change(meetings.rearrange, meeting, venue="Council Chamber", because="Repairs", on=TODAY)
    assert (meeting.uid, meeting.sequence, meeting.status) == (uid, 4, MeetingStatus.SCHEDULED)


@pytest.mark.parametrize(
    ("operation", "details", "words"),
    [
        pytest.param(meetings.cancel, {"because": " "}, "Say why", id="cancelling without a reason"),
        pytest.param(meetings.hold, {"on": TODAY}, "on 30 November 2021", id="holding before the day"),
        pytest.param(meetings.restore, {}, "already|cannot become", id="restoring what was not cancelled"),
        pytest.param(meetings.reopen, {"because": "x"}, "is not published", id="reopening a draft"),
        pytest.param(meetings.rearrange, {"because": "x", "on": TODAY}, "Change one", id="moving to where it is"),
    ],
)
def test_a_meeting_refuses_in_words(
    record: Autumn, change: Change, operation: Callable[..., object], details: dict[str, object], words: str
) -> None:
    with pytest.raises(RuleBroken, match=words):
        change(operation, record.november, **details)


def test_the_second_of_two_editors_sees_both_texts_and_nothing_is_overwritten(
    session: Session, record: Autumn, change: Change
) -> None:
    item, minute = record.items["cusp of care"], record.minutes["cusp of care"]
    read = minute.version
    change(minutes.write, item, narrative="The first text.", version=read)
    with pytest.raises(minutes.MinuteChanged) as refused:
        change(minutes.write, item, narrative="The second text.", version=read)
    assert (refused.value.yours, refused.value.theirs) == ("The second text.", "The first text.")
    assert session.scalar(select(Minute.narrative).where(Minute.id == minute.id)) == "The first text."


def test_minutes_confirmed_as_amended_keep_both_texts_and_then_stand(
    session: Session, record: Autumn, change: Change
) -> None:
    minute = record.minutes["cusp of care"]
    change(minutes.agree, record.september, by="Chairman")
    change(meetings.hold, record.november, on=record.november.on)
    confirmed = {"at": record.november, "by": "Clerk", "on": record.november.on}
    change(minutes.confirm, record.september, amendments={minute.id: "As amended."}, because="A name", **confirmed)
    kept = select(MinuteVersion).where(MinuteVersion.minute_id == minute.id).order_by(MinuteVersion.id)
    assert [(version.state, version.narrative) for version in session.scalars(kept)] == [
        (MinutesState.AGREED, "Members considered: Adults on the Cusp of Care."),
        (MinutesState.CONFIRMED, "As amended."),
    ]
    assert (record.september.confirmed_as_amended, record.september.confirmed_at_meeting_id) == (
        True,
        record.november.id,
    )
    with pytest.raises(RuleBroken, match="are confirmed"):
        change(minutes.write, record.items["cusp of care"], narrative="Later.", version=minute.version)


def test_a_voided_number_is_never_issued_again(record: Autumn, change: Change) -> None:
    minute = record.minutes["programme"]
    change(minute_numbers.void, minute, because="Numbered by mistake")
    with pytest.raises(RuleBroken, match="Minute 3 has been issued already"):
        change(minute_numbers.issue, minute, typed="3")
    issued = change(minute_numbers.issue, minute)
    assert getattr(issued, "printed", None) == "4"


def test_a_typed_number_is_read_in_the_committees_style_and_a_gap_is_pointed_out(
    record: Autumn, change: Change
) -> None:
    minute = record.minutes["programme"]
    with pytest.raises(RuleBroken, match="Write it like 4"):
        change(minute_numbers.propose, minute, typed="77/21")
    proposal = change(minute_numbers.propose, minute, typed="9")
    assert isinstance(proposal, minute_numbers.Proposal)
    assert proposal.warnings == ("Number 9 leaves a gap: 4 to 8 not issued. The last one issued is 3.",)


def test_a_clause_that_something_rests_on_is_not_struck_out(session: Session, record: Autumn, change: Change) -> None:
    with pytest.raises(RuleBroken, match="so it stays"):
        change(minutes.strike, session.get_one(minutes.Resolution, record.referrals.resolution_id))
    change(minutes.strike, record.kpi_data)
    letters = select(minutes.Resolution.letter).where(minutes.Resolution.minute_id == record.kpi_data.minute_id)
    assert sorted(session.scalars(letters)) == ["a", "b"]


def test_what_was_asked_under_an_item_is_withheld_with_it_and_opened_with_it(record: Autumn, change: Change) -> None:
    item = record.items["transformation"]
    change(exemption.make_exempt, item, paragraphs=[2, 1], public_title="A safeguarding matter")
    assert (item.paragraphs, item.exempt, record.referrals.part) == ("1, 2", True, Part.TWO)
    change(exemption.make_public, item)
    assert (item.exempt, record.referrals.part) == (False, Part.ONE)


def test_an_entry_deferred_leaves_a_draft_agenda_and_keeps_where_it_was(
    session: Session, record: Autumn, change: Change
) -> None:
    entry = record.entries["report"]
    change(agenda.add_item, record.november, title=entry.title, entry=entry, on=TODAY)
    change(programme.defer, entry, to=Slot(record.february), because="Data late", on=TODAY)
    assert numbers(session, record) == []
    move = session.scalars(select(EntryMove).where(EntryMove.entry_id == entry.id)).one()
    assert (move.from_meeting_id, move.to_meeting_id, move.because) == (
        record.november.id,
        record.february.id,
        "Data late",
    )


def test_an_entry_withdrawn_after_publication_stays_on_the_agenda_as_withdrawn(record: Autumn, change: Change) -> None:
    entry = record.entries["report"]
    item = change(agenda.add_item, record.november, title=entry.title, entry=entry, on=TODAY)
    change(meetings.publish, record.november, on=TODAY, calendar=OPEN_ALL_DAYS, rule=NOTICE)
    change(programme.withdraw, entry, because="Not wanted")
    assert isinstance(item, AgendaItem)
    assert (item.outcome, item.outcome_note, entry.status) == (
        ItemOutcome.WITHDRAWN,
        "Not wanted",
        EntryStatus.WITHDRAWN,
    )


def test_every_step_of_an_action_is_kept(session: Session, record: Autumn, change: Change) -> None:
    action, said = record.referrals, {"by": "Ruth Martin", "on": TODAY}
    change(follow_up.update, action, text="Asked the CCG", **said)
    change(follow_up.redate, action, due=day("2022-01-10"), because="The CCG needs time.", **said)
    with pytest.raises(RuleBroken, match="cannot become “Closed”"):
        change(follow_up.close, action, because="Done", **said)
    change(follow_up.complete, action, text="Sent", **said)
    change(follow_up.close, action, because="All members have it", **said)
    states = select(ActionUpdate.state).where(ActionUpdate.action_id == action.id).order_by(ActionUpdate.id)
    assert list(session.scalars(states)) == [
        ActionState.IN_PROGRESS,
        ActionState.IN_PROGRESS,
        ActionState.COMPLETE,
        ActionState.CLOSED,
    ]
    assert (action.closed_on, action.state_because) == (TODAY, "All members have it")


def test_a_new_reference_continues_in_the_manner_of_the_last(record: Autumn, change: Change) -> None:
    ask = {"committee": record.committee, "text": "A visit", "on": TODAY}
    change(follow_up.open_action, reference="SOS/2021/018", **ask)
    action = change(follow_up.open_action, **ask)
    assert getattr(action, "reference", None) == "SOS/2021/019"


def test_the_clock_of_a_recommendation_starts_when_it_is_received(
    session: Session, record: Autumn, change: Change
) -> None:
    with writing(session, Author("Clerk", record.november.changed_at)):
        clause = minutes.resolve(session, record.minutes["cusp of care"], text="Cabinet be asked to fund a forum")
        its = recommendations.make(
            session,
            committee=record.committee,
            text=clause.text,
            addressee="Cabinet",
            on=record.september.on,
            source=Source(resolution=clause),
        )
    assert (its.reference, clause.kind) == ("SOS/R1", ResolutionKind.RECOMMENDATION)
    change(recommendations.send, its, on=day("2021-09-14"))
    change(recommendations.receive, its, on=day("2021-09-14"))
    assert its.response_due == day("2021-11-13")
    change(recommendations.respond, its, response=Response.ACCEPTED, text="Agreed", on=TODAY)
    change(recommendations.monitor, its)
    change(recommendations.close, its, because="The forum met", on=TODAY)
    assert (its.state, its.done_about_it, its.closed_on) == (RecommendationState.CLOSED, "The forum met", TODAY)
    change(recommendations.monitor, its)
    assert (its.state, its.state_because, its.closed_on) == (RecommendationState.MONITORED, "", None)
