"""Where each kind of open thing goes for the next meeting, and what an officer is told about it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scrutiny.domain.agenda_order import Slot, Stage
from scrutiny.domain.roll_forward import Destination, plan
from scrutiny.domain.roll_forward.facts import Appearance, Sitting, StandingBusiness, UnconfirmedMinutes
from scrutiny.domain.vocabulary import ActionState, EntryStatus, ItemKind, ItemOutcome, MeetingStatus
from tests.domain.november import (
    AGENDA,
    ASKED,
    AUGUST,
    BEFORE,
    BROKEN_OFF,
    DEFERRED,
    FEBRUARY,
    NOVEMBER,
    OCTOBER,
    SEPTEMBER,
    STAYS,
    appearance,
    entry,
    only_line,
    sitting,
)


@pytest.mark.parametrize(
    ("story", "destination", "because"),
    [
        pytest.param(
            [DEFERRED], AGENDA, "Deferred at the meeting on 14 September 2021: Officer unwell.", id="a deferred item"
        ),
        pytest.param(
            [appearance(AUGUST)],
            AGENDA,
            "It was on the agenda for the meeting on 3 August 2021, which was cancelled.",
            id="the agenda of a cancelled meeting",
        ),
        pytest.param(
            [DEFERRED, appearance(OCTOBER)],
            STAYS,
            "It is on the agenda for the meeting on 12 October 2021.",
            id="an earlier agenda has it by now",
        ),
        pytest.param(
            [DEFERRED, appearance(NOVEMBER)],
            AGENDA,
            "Deferred at the meeting on 14 September 2021: Officer unwell.",
            id="this agenda has it by now",
        ),
        pytest.param([appearance(NOVEMBER)], AGENDA, "It was put on this agenda.", id="new on this agenda"),
        pytest.param(
            [appearance(SEPTEMBER)],
            STAYS,
            "Nobody has recorded what became of it at the meeting on 14 September 2021: record the outcome.",
            id="no outcome was recorded",
        ),
        pytest.param(
            [appearance(replace(FEBRUARY, status=MeetingStatus.HELD), ItemOutcome.NOT_REACHED)],
            STAYS,
            "Not reached at the meeting on 28 February 2022. That is after this meeting.",
            id="a later meeting did not reach it",
        ),
        pytest.param(
            [DEFERRED, appearance(FEBRUARY, movable=True)],
            AGENDA,
            "Deferred at the meeting on 14 September 2021: Officer unwell. "
            "It comes here from the agenda for the meeting on 28 February 2022.",
            id="it was rolled to a meeting that is after this one by now",
        ),
        pytest.param(
            [DEFERRED, appearance(FEBRUARY)],
            STAYS,
            "It is on the agenda for the meeting on 28 February 2022.",
            id="somebody put it on a later agenda, or that is published",
        ),
        pytest.param(
            [appearance(SEPTEMBER), appearance(FEBRUARY, movable=True)],
            STAYS,
            "It is on the agenda for the meeting on 28 February 2022.",
            id="no outcome was recorded, and a later agenda has it",
        ),
        pytest.param(
            [appearance(BROKEN_OFF)],
            STAYS,
            "It is on the agenda for the meeting on 19 October 2021.",
            id="a meeting that was broken off will resume",
        ),
    ],
)
def test_business_of_an_earlier_agenda(story: list[Appearance], destination: Destination, because: str) -> None:
    line = only_line(replace(BEFORE, appearances=tuple(story)))
    assert (line.destination, line.because) == (destination, because)


@pytest.mark.parametrize(
    "story",
    [
        pytest.param([appearance(SEPTEMBER, ItemOutcome.CONSIDERED)], id="it was considered"),
        pytest.param([appearance(AUGUST), appearance(SEPTEMBER, ItemOutcome.CONSIDERED)], id="considered since"),
        pytest.param([replace(DEFERRED, entry_id=9, entry=EntryStatus.WITHDRAWN)], id="its entry was withdrawn"),
    ],
)
def test_business_that_is_dealt_with_is_not_in_the_plan(story: list[Appearance]) -> None:
    assert plan(replace(BEFORE, appearances=tuple(story))).lines == ()


def test_a_deferred_topic_with_a_later_slot_waits_for_it() -> None:
    line = plan(replace(BEFORE, appearances=(DEFERRED,), entries=(entry(sitting=FEBRUARY),))).lines[-1]
    assert line.destination is STAYS
    assert line.because.endswith("The programme has it for the meeting on 28 February 2022.")


def standing(**changes: object) -> StandingBusiness:
    item = StandingBusiness(standing_item_id=1, title="Annual report", kind=ItemKind.BUSINESS, position=2)
    return replace(item, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("item", "destination", "because"),
    [
        pytest.param(standing(), AGENDA, "It is on every agenda.", id="every agenda"),
        pytest.param(standing(month=11), AGENDA, "It is brought every year in November.", id="due this month"),
        pytest.param(
            standing(month=3, last=appearance(sitting("2020-12-01", 9, MeetingStatus.HELD), ItemOutcome.CONSIDERED)),
            AGENDA,
            "It is brought every year in March.",
            id="missed in March, so due until it is taken",
        ),
        pytest.param(
            standing(month=9, last=DEFERRED),
            AGENDA,
            "Deferred at the meeting on 14 September 2021: Officer unwell. It is brought every year in September.",
            id="deferred when it was due",
        ),
        pytest.param(
            standing(month=11, to_come_at=OCTOBER),
            STAYS,
            "It is on the agenda for the meeting on 12 October 2021.",
            id="another agenda has it",
        ),
        pytest.param(standing(month=3), None, "", id="new, and its month is yet to come"),
        pytest.param(
            standing(month=9, last=appearance(SEPTEMBER, ItemOutcome.CONSIDERED)), None, "", id="taken this year"
        ),
        pytest.param(standing(kind=ItemKind.MINUTES), None, "", id="minutes come by the meeting they are of"),
    ],
)
def test_standing_business(item: StandingBusiness, destination: Destination | None, because: str) -> None:
    lines = plan(replace(BEFORE, standing=(item,))).lines
    assert [(line.destination, line.because) for line in lines] == ([(destination, because)] if destination else [])


def test_a_yearly_report_that_the_programme_has_for_another_day_waits_for_it() -> None:
    things = replace(BEFORE, standing=(standing(month=11, topic_id=1),), entries=(entry(sitting=FEBRUARY),))
    assert plan(things).lines[0].because == "The programme has it for the meeting on 28 February 2022."


def test_minutes_stand_where_the_standing_item_for_them_stands() -> None:
    things = replace(
        BEFORE,
        standing=(standing(kind=ItemKind.MINUTES, position=3),),
        minutes=(UnconfirmedMinutes(meeting_id=2, held_on=SEPTEMBER.on),),
    )
    line = only_line(things)
    assert (line.title, line.slot) == ("Minutes of the meeting held on 14 September 2021", Slot(Stage.OPENING, 3))


@pytest.mark.parametrize(
    ("elsewhere", "item_id", "destination", "because"),
    [
        pytest.param(
            OCTOBER, 7, STAYS, "They are on the agenda for the meeting on 12 October 2021.", id="an earlier agenda"
        ),
        pytest.param(
            FEBRUARY,
            7,
            AGENDA,
            "They have still to be confirmed. They come here from the agenda for the meeting on 28 February 2022.",
            id="a later draft",
        ),
        pytest.param(
            FEBRUARY,
            None,
            STAYS,
            "They are on the agenda for the meeting on 28 February 2022, which is fixed, so they stay there.",
            id="a later agenda that was published",
        ),
    ],
)
def test_minutes_that_another_agenda_has(
    elsewhere: Sitting, item_id: int | None, destination: Destination, because: str
) -> None:
    minutes = UnconfirmedMinutes(meeting_id=2, held_on=SEPTEMBER.on, to_come_at=elsewhere, item_id=item_id)
    line = only_line(replace(BEFORE, minutes=(minutes,)))
    assert (line.destination, line.because) == (destination, because)
    assert line.brings == (item_id if destination is AGENDA else None)


def test_what_is_in_its_place_already_is_not_carried_out_again() -> None:
    closing = standing(kind=ItemKind.WORK_PROGRAMME, at_the_end=True, position=9, on_agenda=True)
    planned = plan(
        replace(BEFORE, standing=(closing,), actions=(ASKED, replace(ASKED, action_id=2, shown=ActionState.OPEN)))
    )
    assert [line.thing.id for line in planned.outstanding] == [1]
    assert planned.lines[0].slot == Slot(Stage.CLOSING, 9)
    assert planned.lines[0].destination.label == "On the agenda"
