"""A vote: by those who were there and have one, and by no more than could."""

import pytest

from scrutiny.domain.attendance import Room, Sitting, Step
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import AttendanceStatus as Status
from scrutiny.domain.vocabulary import Choice, Movement
from scrutiny.domain.votes import Poll, counted, faults, require_possible

ROOM = Room(
    (
        Sitting("Ada Marsh", Status.PRESENT),
        Sitting("Bertram Holt", Status.PRESENT),
        Sitting("Cecily Dunn", Status.SUBSTITUTE),
        Sitting("Dora Left", Status.PRESENT, steps=(Step(Movement.LEFT, 2),)),
        Sitting("Eli Remote", Status.REMOTE),
        Sitting("Flo Voteless", Status.PRESENT, votes=False),
        Sitting("Gus Apologies", Status.APOLOGIES),
        Sitting("Hal Guest", Status.IN_ATTENDANCE),
    ),
    items=5,
)


def poll(**said: object) -> Poll:
    return Poll(place=3, item="item 3", **said)  # type: ignore[arg-type]


FAULTS = {
    "as many as could": (poll(for_=1, against=1, abstained=1), []),
    "one more than could": (poll(for_=4), ["4 voted, and only 3 could vote on item 3."]),
    "by names of those who could": (poll(for_=2, names=("Ada Marsh", "Cecily Dunn")), []),
    "by somebody who had left": (
        poll(names=("Ada Marsh", "Dora Left")),
        ["Dora Left had left, so cannot have voted on item 3."],
    ),
    "by somebody on a screen": (
        poll(names=("Eli Remote",)),
        ["Eli Remote attended remotely, which carries no vote, so cannot have voted on item 3."],
    ),
    "by a co-optee without a vote": (
        poll(names=("Flo Voteless",)),
        ["Flo Voteless has no vote on this committee, so cannot have voted on item 3."],
    ),
    "by somebody nobody knows": (poll(names=("Ida Who",)), ["Ida Who was not there, so cannot have voted on item 3."]),
    "by two who could not, each named": (
        poll(names=("Gus Apologies", "Hal Guest")),
        [
            "Gus Apologies was not there, so cannot have voted on item 3.",
            "Hal Guest was in attendance only, so cannot have voted on item 3.",
        ],
    ),
    "moved by a co-optee without a vote": (poll(moved_by="Flo Voteless", seconded_by="Ada Marsh"), []),
    "moved by one who had left": (
        poll(moved_by="Dora Left"),
        ["Dora Left had left, so cannot have moved or seconded a motion on item 3."],
    ),
    "seconded by one who was not there": (
        poll(moved_by="Ada Marsh", seconded_by="Gus Apologies"),
        ["Gus Apologies was not there, so cannot have moved or seconded a motion on item 3."],
    ),
    "seconded by its mover": (
        poll(moved_by="Ada Marsh", seconded_by="Ada Marsh"),
        ["Ada Marsh moved the motion, so somebody else seconded it."],
    ),
}


@pytest.mark.parametrize(("said", "wrong"), FAULTS.values(), ids=FAULTS)
def test_what_cannot_be_so_in_a_vote(said: Poll, wrong: list[str]) -> None:
    assert list(faults(said, ROOM)) == wrong


def test_a_vote_that_cannot_be_so_is_refused_with_all_that_is_wrong_in_it() -> None:
    with pytest.raises(RuleBroken, match=r"Dora Left had left.*4 voted, and only 3 could"):
        require_possible(poll(for_=4, names=("Dora Left",)), ROOM)
    require_possible(poll(for_=3), ROOM)


def test_counts_are_made_of_the_names() -> None:
    assert counted([Choice.FOR, Choice.AGAINST, Choice.FOR, Choice.ABSTAINED]) == (2, 1, 1)
    assert counted([]) == (0, 0, 0)
