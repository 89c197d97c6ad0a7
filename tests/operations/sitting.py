"""A committee at its meeting, for what is recorded of who is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import AttendanceStatus as Status
from scrutiny.domain.vocabulary import Movement, Role
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Attendance, AttendanceMovement, Meeting
from scrutiny.operations import attendance, votes
from scrutiny.operations.votes import Ballot
from tests import make

ON = date(2021, 9, 14)
NAMES = ("Ada Marsh", "Bertram Holt", "Cecily Dunn", "Dora Voteless")


@dataclass
class Sitting:
    """A committee of three members, a co-optee without a vote and a substitute; an agenda of four items."""

    session: Session
    author: Author
    committee: Committee
    meeting: Meeting
    items: list[AgendaItem]
    keys: dict[str, str]

    def take(self, **marks: Status | None) -> int:
        said = {self.keys[name]: status for name, status in marks.items()}
        with writing(self.session, self.author):
            return attendance.take(self.session, self.meeting, marks=said, on=ON)

    def row(self, name: str) -> Attendance:
        return self.session.scalars(select(Attendance).where(Attendance.name == name)).one()

    def move(self, name: str, movement: Movement, item: int, at: str = "") -> AttendanceMovement:
        with writing(self.session, self.author):
            return attendance.move(
                self.session,
                self.meeting,
                self.row(name),
                movement=movement,
                item=self.items[item - 1] if item else None,
                at=time.fromisoformat(at) if at else None,
                on=ON,
            )

    def vote(self, item: int, **said: Any) -> Any:
        with writing(self.session, self.author):
            return votes.record(self.session, self.items[item - 1], Ballot(**said))


def seat(session: Session) -> tuple[Committee, Meeting, list[AgendaItem], dict[str, str]]:
    committee = make.committee(session, make.council(session), quorum=2)
    roles = (Role.CHAIRMAN, Role.MEMBER, Role.MEMBER, Role.NON_VOTING_CO_OPTEE, Role.SUBSTITUTE)
    people = {}
    for position, (name, role) in enumerate(zip((*NAMES, "Sid Substitute"), roles, strict=True)):
        people[name.split()[0].lower()] = make.member(session, committee, name, role, position=position).person_id
    meeting = make.meeting(session, committee, ON)
    items = [make.item(session, meeting, f"Matter {number}") for number in range(1, 5)]
    return committee, meeting, items, {name: f"p{person_id}" for name, person_id in people.items()}


def there(sat: Sitting) -> None:
    sat.take(ada=Status.PRESENT, bertram=Status.PRESENT, cecily=Status.REMOTE, dora=Status.PRESENT)
