"""The attendance as whoever takes it sees it, and the six-month warning beside a name."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from scrutiny.domain.absence import AbsenceState
from scrutiny.domain.attendance import Room, Sitting, Step
from scrutiny.domain.vocabulary import AttendanceStatus as Status
from scrutiny.domain.vocabulary import Movement
from scrutiny.papers import absences
from scrutiny.papers import attendance as papers
from scrutiny.queries.absences import AbsenceFacts
from scrutiny.queries.attendance import AttendanceFacts
from tests.papers.rows import Row, meeting

ITEMS = (Row(id=11, number="1"), Row(id=12, number="5A"), Row(id=13, number=""))


def facts(*sittings: Sitting, quorum: int = 3, **changes: Any) -> AttendanceFacts:
    usual: dict[str, Any] = {"meeting": meeting(), "lines": (), "named": (), "rows": (), "movements": ()}
    room = Room(sittings, quorum=quorum, items=len(ITEMS))
    return AttendanceFacts(**(usual | {"items": ITEMS, "room": room} | changes))


def sat(name: str, *steps: Step, status: Status = Status.PRESENT, votes: bool = True) -> Sitting:
    return Sitting(name, status, votes, steps)


A, B, C = (sat(name) for name in ("Ada Marsh", "Bertram Holt", "Cecily Dunn"))
GONE = sat("Gwyn Gone", Step(Movement.LEFT, 2))

QUORUM = {
    "three of three": ((A, B, C), "3 present, quorum 3: quorate.", True, ()),
    "two of three": ((A, B), "2 present, quorum 3: not quorate.", False, ()),
    "one left during item 5A": (
        (A, B, GONE),
        "3 present, quorum 3: quorate, but not throughout.",
        False,
        ("During item 5A only 2 were there: not quorate.", "During item 3 only 2 were there: not quorate."),
    ),
    "one on a screen, and two without a vote": (
        (A, B, C, sat("Rhys", status=Status.REMOTE), sat("Nia", votes=False), sat("Non", votes=False)),
        "3 present, quorum 3: quorate.",
        True,
        ("Rhys is there remotely, and not counted.", "Nia and Non are there without a vote, and not counted."),
    ),
}


@pytest.mark.parametrize(("sittings", "words", "kept", "told"), QUORUM.values(), ids=QUORUM)
def test_the_quorum_in_words(sittings: tuple[Sitting, ...], words: str, kept: bool, told: tuple[str, ...]) -> None:
    assert papers.quorum(facts(*sittings)) == papers.Quorum(words, kept, told)


def test_a_quorum_that_is_not_set_is_neither_kept_nor_broken() -> None:
    assert papers.quorum(facts(A, quorum=0)) == papers.Quorum("1 present. The committee’s quorum is not set.", None, ())


def test_when_all_but_one_and_then_all_have_left() -> None:
    both = [sat(name, Step(Movement.LEFT, place)) for name, place in (("Ada", 1), ("Bertram", 2))]
    assert papers.quorum(facts(*both, quorum=2)).told == (
        "During item 1 only 1 was there: not quorate.",
        "During item 5A only none were there: not quorate.",
        "During item 3 only none were there: not quorate.",
    )


def test_who_else_is_there_and_who_came_and_went() -> None:
    rows = (
        Row(id=1, name="Ada Marsh", status=Status.PRESENT, role_title="", substitute_for=""),
        Row(id=2, name="Sid", status=Status.SUBSTITUTE, role_title="", substitute_for="Bertram Holt"),
        Row(id=3, name="Sue", status=Status.SUBSTITUTE, role_title="", substitute_for=""),
        Row(id=4, name="Ivy Lane", status=Status.IN_ATTENDANCE, role_title="Director", substitute_for=""),
    )
    moved = (
        Row(id=8, attendance_id=1, item_id=12, movement=Movement.LEFT, at=time(11, 20), note="for a train"),
        Row(id=9, attendance_id=2, item_id=None, movement=Movement.ARRIVED, at=None, note=""),
    )
    paper = papers.of(facts(A, rows=rows, movements=moved))
    assert [(each.name, each.note) for each in paper.substitutes] == [("Sid", "for Bertram Holt"), ("Sue", "")]
    assert [(each.attendance_id, each.name, each.note) for each in paper.guests] == [(4, "Ivy Lane", "Director")]
    assert [(name, coming.movement_id, coming.words) for name, coming in paper.comings] == [
        ("Ada Marsh", 8, "Left during item 5A at 11.20 am (for a train)"),
        ("Sid", 9, "Arrived before the first item"),
    ]


def test_the_history_of_a_roll_in_words() -> None:
    def line(did: str, id: int, before: dict[str, Any], after: dict[str, Any], subject: str = "attendances") -> Row:
        return Row(at=None, by="Cleo", did=did, subject=subject, subject_id=id, before=before, after=after)

    ada, left = {"name": "Ada Marsh", "status": "present"}, {"attendance_id": 1, "movement": "left"}
    rows = (
        line("removed", 2, {"name": "Ivy", "status": "in_attendance"}, {}),
        line("removed", 9, left, {}, "attendance_movements"),
        line("changed", 1, {"person_id": None}, {"person_id": 3}),
        line("changed", 1, {"status": "present"}, {"status": "remote"}),
        line("added", 9, {}, left, "attendance_movements"),
        line("added", 1, {}, ada),
    )
    assert [change.words for change in papers.changes(rows)] == [
        "Ivy: in attendance, taken out",
        "Ada Marsh: left, taken out",
        "Ada Marsh: put right",
        "Ada Marsh: present → remote",
        "Ada Marsh: left",
        "Ada Marsh: present",
    ]


SEATED, TODAY = date(2021, 5, 20), date(2021, 11, 15)


def absent(**changes: Any) -> AbsenceFacts:
    return AbsenceFacts(**({"seated": SEATED, "attended": date(2021, 6, 14), "known": True} | changes))


def test_the_six_month_warning_says_what_is_known_and_what_would_reset_it() -> None:
    warned = absences.of(absent(coming=[date(2021, 11, 30), date(2021, 12, 14), date(2021, 12, 15)]), TODAY)
    assert warned == absences.Warned(
        AbsenceState.RED,
        (
            "Last attendance recorded here: 14 June 2021.",
            "Six months end on 14 December 2021.",
            "Meetings that would reset it: 30 November 2021 and 14 December 2021.",
        ),
    )


WARNINGS = {
    "calm after a month": (absent(attended=date(2021, 10, 15)), None, ""),
    "amber after four months": (absent(attended=date(2021, 7, 15)), AbsenceState.AMBER, "No meeting called here would"),
    "over after six": (absent(attended=date(2021, 5, 14)), AbsenceState.LAPSED, "Six months ended on 14 November 2021"),
    "nothing was ever taken": (absent(attended=None, known=False), None, ""),
    "never seen, though attendance was taken": (
        absent(attended=None),
        AbsenceState.RED,
        "No attendance is recorded here since the seat began on 20 May 2021.",
    ),
    "there otherwise since": (
        absent(otherwise=[(date(2021, 9, 1), Status.SUBSTITUTE), (date(2021, 10, 1), Status.REMOTE)]),
        AbsenceState.RED,
        "Since then there as a substitute on 1 September 2021 and remotely on 1 October 2021: ask the monitoring",
    ),
}


@pytest.mark.parametrize(("known", "state", "words"), WARNINGS.values(), ids=WARNINGS)
def test_when_a_member_is_warned_of(known: AbsenceFacts, state: AbsenceState | None, words: str) -> None:
    warned = absences.of(known, TODAY)
    assert (warned.state if warned else None) is state
    assert words in " ".join(warned.sentences if warned else ())
