"""What 14 September left open is before the committee again on 30 November, once, and nothing else is."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.roll_forward import Destination, Plan, Subject, Thing, plan
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import ActionState, EntryStatus, ItemOutcome
from scrutiny.models.follow_up import ActionAppearance
from scrutiny.models.programme import EntryMove, EntryOrigin, WorkProgrammeEntry
from scrutiny.models.roll_forward import RollForward
from scrutiny.operations import agenda, follow_up, meetings, minutes, roll_forward
from scrutiny.queries.roll_forward import open_things
from tests.operations import chamber
from tests.operations.autumn import TODAY, Autumn, counted, rolled, titles
from tests.operations.chamber import OPEN_ALL_DAYS, day


def places(planned: Plan) -> dict[Thing, tuple[Destination, str]]:
    return {line.thing: (line.destination, line.because) for line in planned.lines}


def test_the_agenda_of_november_makes_itself_from_the_standing_items_and_the_programme(
    session: Session, author: Author, record: Autumn
) -> None:
    rolled(session, author, record)
    assert titles(session, record.november) == [
        "Apologies",
        "Declarations of interest",
        "Minutes of the meeting held on 14 September 2021",
        "Safeguarding Children Board annual report",
        "Work programme",
    ]


def test_every_open_thing_has_one_place_and_a_reason(session: Session, author: Author, record: Autumn) -> None:
    found = places(rolled(session, author, record))
    entries = {name: found.pop(Thing(Subject.ENTRY, e.id), None) for name, e in record.entries.items()}
    assert entries == {
        "transformation": None,
        "cusp of care": None,
        "report": (Destination.AGENDA, "It is planned for this meeting."),
        "neglect": (Destination.STAYS, "It is planned for the meeting on 28 February 2022."),
        "young carers": (Destination.UNDATED, "Its date is to be confirmed."),
        "investigations": None,
        "cusp of care again": (Destination.STAYS, "It is planned for the meeting on 28 February 2022."),
    }
    assert found.pop(Thing(Subject.ACTION, record.referrals.id)) == (
        Destination.TRACKER,
        "It is outstanding, with no due date.",
    )
    assert found.pop(Thing(Subject.RESOLUTION, record.kpi_data.id)) == (
        Destination.UNDATED,
        "Resolved on 14 September 2021 (minute 1 c)): it joins the programme, date to be confirmed.",
    )
    assert found.pop(Thing(Subject.MINUTES, record.september.id))[0] is Destination.AGENDA
    assert {thing.subject for thing in found} == {Subject.STANDING}


def test_the_tracker_to_november_has_the_referral_data_with_the_minute_it_came_from(
    session: Session, author: Author, record: Autumn
) -> None:
    rolled(session, author, record)
    seen = session.scalars(select(ActionAppearance)).one()
    assert (seen.action_id, seen.meeting_id, seen.state) == (record.referrals.id, record.november.id, ActionState.OPEN)
    assert record.referrals.item_id == record.items["transformation"].id


def test_what_was_resolved_for_the_programme_is_on_it_and_names_its_minute(
    session: Session, author: Author, record: Autumn
) -> None:
    rolled(session, author, record)
    origin = session.scalars(select(EntryOrigin).where(EntryOrigin.resolution_id == record.kpi_data.id)).one()
    entry = session.get_one(WorkProgrammeEntry, origin.entry_id)
    assert (entry.title, entry.status) == ("Adult Safeguarding Transformation", EntryStatus.TO_BE_CONFIRMED)
    assert entry.topic_id == record.entries["transformation"].topic_id
    assert entry.details.startswith("Resolved on 14 September 2021, minute 1 c): scrutiny of performance")


def test_twice_is_once(session: Session, author: Author, record: Autumn) -> None:
    rolled(session, author, record)
    before = counted(session)
    assert rolled(session, author, record).outstanding == ()
    assert counted(session) == before


def test_a_later_run_adds_only_what_has_come_open_since(session: Session, author: Author, record: Autumn) -> None:
    rolled(session, author, record)
    with writing(session, author):
        follow_up.open_action(session, committee=record.committee, text="A site visit be arranged", on=TODAY)
    outstanding = rolled(session, author, record).outstanding
    assert [line.title for line in outstanding] == ["SOS/A2: A site visit be arranged"]
    assert session.scalar(select(func.count()).select_from(RollForward)) == 1


def test_an_officer_can_carry_out_some_lines_and_leave_the_rest_open(
    session: Session, author: Author, record: Autumn
) -> None:
    only = [Thing(Subject.ENTRY, record.entries["report"].id)]
    with writing(session, author):
        roll_forward.roll_forward(session, record.september, record.november, only=only, by="Clerk", on=TODAY)
    assert titles(session, record.november) == ["Safeguarding Children Board annual report"]
    rest = plan(open_things(session, record.november, since=record.september.on))
    assert Thing(Subject.ACTION, record.referrals.id) in {line.thing for line in rest.outstanding}


def test_a_ticked_line_that_is_no_longer_open_is_refused_in_words(
    session: Session, author: Author, record: Autumn
) -> None:
    gone = [Thing(Subject.ENTRY, record.entries["investigations"].id)]
    with writing(session, author), pytest.raises(RuleBroken, match="changed while you were reading it: 1 thing is"):
        roll_forward.roll_forward(session, record.september, record.november, only=gone, by="Clerk", on=TODAY)


def test_a_deferred_item_comes_back_with_the_reason_and_its_entry_moves_with_it(
    session: Session, author: Author, record: Autumn
) -> None:
    with writing(session, author):
        item = record.items["cusp of care"]
        agenda.set_outcome(
            session, item, outcome=ItemOutcome.DEFERRED, because="Officer unwell", on=record.september.on
        )
    thing = Thing(Subject.ENTRY, record.entries["cusp of care"].id)
    assert places(rolled(session, author, record))[thing] == (
        Destination.AGENDA,
        "Deferred at the meeting on 14 September 2021: Officer unwell.",
    )
    assert "Adults on the Cusp of Care" in titles(session, record.november)
    move = session.scalars(select(EntryMove)).one()
    assert (move.from_meeting_id, move.to_meeting_id) == (record.september.id, record.november.id)
    assert item.meeting_id == record.september.id


def test_what_was_for_a_cancelled_meeting_is_open_again(session: Session, author: Author, record: Autumn) -> None:
    rolled(session, author, record)
    with writing(session, author):
        meetings.cancel(session, record.november, because="Storm")
    found = places(rolled(session, author, record, record.february))
    assert found[Thing(Subject.ENTRY, record.entries["report"].id)] == (
        Destination.AGENDA,
        "It was on the agenda for the meeting on 30 November 2021, which was cancelled.",
    )
    assert "Minutes of the meeting held on 14 September 2021" in titles(session, record.february)


def test_an_agenda_that_was_published_is_neither_added_to_nor_undone(
    session: Session, author: Author, record: Autumn
) -> None:
    rolled(session, author, record)
    rule = chamber.NOTICE
    with writing(session, author):
        meetings.publish(session, record.november, on=TODAY, calendar=OPEN_ALL_DAYS, rule=rule)
    with writing(session, author):
        with pytest.raises(RuleBroken, match="was published on 15 November 2021"):
            roll_forward.roll_forward(session, record.september, record.november, by="Clerk", on=TODAY)
        with pytest.raises(RuleBroken, match="was published on 15 November 2021"):
            roll_forward.undo_roll_forward(session, record.november, by="Clerk")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        pytest.param("held", "is held", id="a held meeting is no target"),
        pytest.param("cancelled", "is cancelled", id="a cancelled meeting is no target"),
        pytest.param("earlier", "is not after", id="rolling back in time is refused"),
        pytest.param("other", "different committees", id="another committee’s meeting is no target"),
    ],
)
def test_a_wrong_target_is_refused_in_words(
    session: Session, author: Author, record: Autumn, state: str, words: str
) -> None:
    source, target = record.september, record.november
    with writing(session, author):
        if state == "held":
            meetings.hold(session, target, on=target.on)
        elif state == "cancelled":
            meetings.cancel(session, target, because="Storm")
        elif state == "earlier":
            source, target = record.november, record.september
        else:
            target = meetings.schedule(session, committee=chamber.committee(session, code="P"), day=day("2022-01-10"))
        with pytest.raises(RuleBroken, match=words):
            roll_forward.roll_forward(session, source, target, by="Clerk", on=TODAY)


def test_an_action_is_tracked_until_the_committee_confirms_it_and_then_reported_once_more(
    session: Session, author: Author, record: Autumn
) -> None:
    rolled(session, author, record)
    action = record.referrals
    with writing(session, author):
        follow_up.complete(session, action, text="Sent to members", by="Ruth Martin", on=TODAY)
        meetings.hold(session, record.november, on=record.november.on)
        april = meetings.schedule(session, committee=record.committee, day=day("2022-04-21"))
        thing = Thing(Subject.ACTION, action.id)
        awaiting = plan(open_things(session, record.february, since=record.november.on))
        assert "asked to confirm" in places(awaiting)[thing][1]
        follow_up.confirm(session, action, at=record.november, by="Clerk", on=record.november.on)
        reported = roll_forward.roll_forward(
            session, record.november, record.february, by="Clerk", on=record.november.on
        )
        assert "It is reported this once." in places(reported)[thing][1]
        meetings.hold(session, record.february, on=record.february.on)
        dropped = plan(open_things(session, april, since=record.november.on))
    assert thing not in places(dropped)


def test_minutes_confirmed_in_november_are_not_on_the_next_agenda(
    session: Session, author: Author, record: Autumn
) -> None:
    rolled(session, author, record)
    with writing(session, author):
        meetings.hold(session, record.november, on=record.november.on)
        minutes.agree(session, record.september, by="Chairman")
        minutes.confirm(session, record.september, at=record.november, by="Clerk", on=record.november.on)
    rolled(session, author, record, record.february)
    assert [title for title in titles(session, record.february) if title.startswith("Minutes")] == [
        "Minutes of the meeting held on 30 November 2021"
    ]


def test_at_the_end_of_the_year_what_is_open_moves_to_the_next_programme(
    session: Session, author: Author, record: Autumn
) -> None:
    with writing(session, author):
        june = meetings.schedule(session, committee=record.committee, day=day("2022-06-16"))
    rolled(session, author, record, june)
    young_carers = record.entries["young carers"]
    move = session.scalars(select(EntryMove).where(EntryMove.entry_id == young_carers.id)).one()
    assert (move.from_year, move.to_year, young_carers.year) == (2021, 2022, 2022)
    assert young_carers.status is EntryStatus.TO_BE_CONFIRMED
