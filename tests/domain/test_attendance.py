"""Who counts towards the quorum, and who may vote on an item: nobody who had left is counted."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.domain.attendance import Bar, Room, Sitting, Step, in_order, require_possible
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import AttendanceStatus as Status
from scrutiny.domain.vocabulary import Movement

ARRIVED, LEFT, WITHDREW, RETURNED = Movement


def step(movement: Movement, place: int, at: str = "", row: int = 0) -> Step:
    return Step(movement, place, time.fromisoformat(at) if at else None, row, f"during item {place}")


def member(*steps: Step, status: Status = Status.PRESENT, votes: bool = True, name: str = "Ada Marsh") -> Sitting:
    return Sitting(name, status, votes, steps)


WALES = True
MAY_VOTE_ON_ITEM_3 = {
    "a member in the room": (member(), None),
    "a substitute in the room": (member(status=Status.SUBSTITUTE), None),
    "a member who sent apologies": (member(status=Status.APOLOGIES), Bar.NOT_THERE),
    "a member who was absent": (member(status=Status.ABSENT), Bar.NOT_THERE),
    "a guest": (member(status=Status.IN_ATTENDANCE), Bar.GUEST),
    "a member on a screen, in England": (member(status=Status.REMOTE), Bar.REMOTE),
    "a co-optee without a vote": (member(votes=False), Bar.NO_VOTE),
    "a guest who is a co-optee without a vote elsewhere": (
        member(status=Status.IN_ATTENDANCE, votes=False),
        Bar.GUEST,
    ),
    "one who arrived during an earlier item": (member(step(ARRIVED, 2)), None),
    "one who arrived during the item": (member(step(ARRIVED, 3)), None),
    "one who arrived during a later item": (member(step(ARRIVED, 4)), Bar.NOT_YET),
    "one who left during an earlier item": (member(step(LEFT, 2)), Bar.LEFT),
    "one who left during the item": (member(step(LEFT, 3)), Bar.LEFT),
    "one who left during a later item": (member(step(LEFT, 4)), None),
    "one who left before the first item": (member(step(LEFT, 0)), Bar.LEFT),
    "one who left and returned before": (member(step(LEFT, 1), step(RETURNED, 2)), None),
    "one who left and returned during the item": (member(step(LEFT, 3, row=1), step(RETURNED, 3, row=2)), None),
    "one who withdrew for the item": (member(step(WITHDREW, 3)), Bar.WITHDREW),
    "one who withdrew for the item and came back before its end": (
        member(step(WITHDREW, 3, row=1), step(RETURNED, 3, row=2)),
        Bar.WITHDREW,
    ),
    "one who withdrew for the item before it": (member(step(WITHDREW, 2), step(RETURNED, 3)), None),
    "one who withdrew and has not come back": (member(step(WITHDREW, 1)), Bar.WITHDREW),
}


@pytest.mark.parametrize(("sitting", "bar"), MAY_VOTE_ON_ITEM_3.values(), ids=MAY_VOTE_ON_ITEM_3)
def test_who_may_vote_on_the_third_item(sitting: Sitting, bar: Bar | None) -> None:
    room = Room((sitting,), items=5)
    assert room.bar(sitting, 3) is bar
    assert room.voters(3) == (() if bar else (sitting,))


def test_in_wales_who_attends_remotely_counts_and_votes() -> None:
    remote = member(status=Status.REMOTE)
    assert Room((remote,), remote_counts=WALES).counts(remote) is None


QUORUM = {
    "three who stayed": ((member(), member(), member()), 3, ()),
    "two who stayed": ((member(), member()), 2, ((1, 2), (2, 2), (3, 2), (4, 2))),
    "one left for good during item 3": ((member(), member(), member(step(LEFT, 3))), 3, ((3, 2), (4, 2))),
    "one withdrew for item 2 and came back in it": (
        (member(), member(), member(step(WITHDREW, 2, row=1), step(RETURNED, 2, row=2))),
        3,
        ((2, 2),),
    ),
    "one arrived during item 2": ((member(), member(), member(step(ARRIVED, 2))), 3, ((1, 2), (2, 2))),
    "one arrived during item 2 as another left": (
        (member(), member(), member(step(ARRIVED, 2, row=1)), member(step(LEFT, 2, row=2))),
        4,
        (),
    ),
    "one left during item 2 before another arrived, by the clock": (
        (
            member(),
            member(),
            member(step(ARRIVED, 2, "11:20", row=1)),
            member(step(LEFT, 2, "11:10", row=2)),
        ),
        4,
        ((2, 2),),
    ),
    "a guest, a screen and a co-optee without a vote make none": (
        (
            member(),
            member(),
            member(status=Status.REMOTE),
            member(status=Status.IN_ATTENDANCE),
            member(votes=False),
        ),
        2,
        ((1, 2), (2, 2), (3, 2), (4, 2)),
    ),
}


@pytest.mark.parametrize(("sittings", "counted", "inquorate"), QUORUM.values(), ids=QUORUM)
def test_a_quorum_of_three_kept_up_through_four_items(
    sittings: tuple[Sitting, ...], counted: int, inquorate: tuple[tuple[int, int], ...]
) -> None:
    room = Room(sittings, quorum=3, items=4)
    assert (len(room.counted), room.inquorate) == (counted, inquorate)


def test_within_an_item_the_clock_tells_the_order_only_where_every_step_has_a_time() -> None:
    late, early, untimed = step(LEFT, 2, "11:20", 1), step(RETURNED, 2, "11:10", 2), step(LEFT, 2, "", 3)
    assert in_order([late, early]) == (early, late)
    assert in_order([untimed, early, late]) == (late, early, untimed)


POSSIBLE = {
    "nobody came or went": (),
    "arrived late": (step(ARRIVED, 2),),
    "left early": (step(LEFT, 2),),
    "withdrew and returned": (step(WITHDREW, 2), step(RETURNED, 3)),
    "arrived, left, returned and left again": (
        step(ARRIVED, 1),
        step(LEFT, 2),
        step(RETURNED, 3),
        step(LEFT, 4, "11:00"),
    ),
    "left at a time and returned at a later one": (step(LEFT, 1, "11:00"), step(RETURNED, 2, "11:30")),
}


@pytest.mark.parametrize("steps", POSSIBLE.values(), ids=POSSIBLE)
def test_what_one_person_can_have_done(steps: tuple[Step, ...]) -> None:
    require_possible("Ada Marsh", steps)


IMPOSSIBLE = {
    "left before arriving": (
        (step(ARRIVED, 4), step(LEFT, 2)),
        "Ada Marsh left during item 2, so cannot have arrived during item 4",
    ),
    "arrived twice": ((step(ARRIVED, 1), step(ARRIVED, 2)), "arrived during item 1, so cannot have arrived"),
    "came back as arrived": ((step(LEFT, 1), step(ARRIVED, 2)), "Record somebody who comes back as returned"),
    "returned without having left": (
        (step(RETURNED, 2),),
        "cannot have returned during item 2: they were there from the beginning",
    ),
    "left twice": (
        (step(LEFT, 2), step(WITHDREW, 3)),
        "cannot have withdrawn during item 3: they were away since they left during item 2",
    ),
    "returned twice": (
        (step(LEFT, 1), step(RETURNED, 2), step(RETURNED, 3)),
        "cannot have returned during item 3: they were there since they returned during item 2",
    ),
    "left at a time before arriving": (
        (step(ARRIVED, 2, "11:20"), step(LEFT, 3, "11:10")),
        r"arrived at 11\.20 am, so cannot have left during item 3 at 11\.10 am",
    ),
}


@pytest.mark.parametrize(("steps", "words"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_what_one_person_cannot_have_done(steps: tuple[Step, ...], words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        require_possible("Ada Marsh", steps)


@given(
    st.lists(
        st.lists(st.builds(Step, st.sampled_from(Movement), st.integers(0, 4), row=st.integers(0, 99)), max_size=5),
        max_size=5,
    ),
    st.sampled_from(Status),
)
def test_whoever_may_vote_on_an_item_was_in_the_room_for_some_of_it(steps: list[list[Step]], status: Status) -> None:
    room = Room(tuple(member(*own, status=status) for own in steps), quorum=3, items=4)
    for place in range(1, 5):
        for voter in room.voters(place):
            in_it = [each for each in voter.steps if each.place == place]
            assert voter.away_before(place) is None or in_it
            assert all(each.movement is not WITHDREW for each in in_it)
        assert 0 <= room.fewest(place) <= len(room.counted)
    assert {place for place, _ in room.inquorate} == {place for place in range(1, 5) if room.fewest(place) < 3}
