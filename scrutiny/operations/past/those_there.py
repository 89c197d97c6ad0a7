"""Who was at a past meeting, as the minutes name them and, where that is sure, as the people of the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from scrutiny.domain import names
from scrutiny.domain.dates import written
from scrutiny.domain.record import Doubt
from scrutiny.domain.record.meetings import Attendance as Given
from scrutiny.domain.record.people import Person as Named
from scrutiny.domain.vocabulary import AttendanceStatus
from scrutiny.models.meetings import Attendance, Meeting
from scrutiny.operations.attendance import IN_MINUTES
from scrutiny.operations.past.known import Known
from scrutiny.queries import members
from scrutiny.queries.rows import AnyRow

_MOST_OF_A_STATUS = 1000


class Roll:
    """Names become people where one member bore that name on that day; otherwise they stay names, and are doubts."""

    def __init__(self, session: Session, known: Known, meeting: Meeting, named: Sequence[Named]) -> None:
        self._session, self._known, self._meeting = session, known, meeting
        self._seats = members.of_committee(session, meeting.committee_id)
        self._named = {person.id: person for person in named}
        self._people: dict[str, int | None] = {}
        self._strangers: list[str] = []
        self.doubts: list[Doubt] = []

    def take(self, given: Sequence[Given]) -> None:
        """Write the roll, unless one was taken already: what was recorded on the day is kept."""
        taken = self._session.scalar(select(exists().where(Attendance.meeting_id == self._meeting.id)))
        used: set[int] = set()
        for place, each in enumerate(given, start=1):
            name = self._plain(each)
            person_id = self._find(name, each.status)
            if person_id in used:
                self._doubt(f"{each.name} stands in the list twice, as one person of the record.")
                person_id = None
            used |= {person_id} if person_id else set()
            self._people[names.key(name)] = person_id
            if not taken:
                self._add(each, place, person_id)
        if self._strangers:
            self._doubt(f"Nobody here is called so, and they are kept by name alone: {', '.join(self._strangers)}.")
        if taken:
            self._doubt("Who was there is recorded already, and is kept. Compare it with the file.")
        self._session.flush()

    def person(self, name: str) -> int | None:
        """The person of the record whom the minutes name so."""
        known = names.key(name)
        return self._people[known] if known in self._people else self._find(name, AttendanceStatus.PRESENT, ask=False)

    def _add(self, each: Given, place: int, person_id: int | None) -> None:
        self._session.add(
            Attendance(
                meeting_id=self._meeting.id,
                person_id=person_id,
                name=each.name,
                role_title=each.role,
                status=each.status,
                substitute_for=each.substitute_for,
                position=IN_MINUTES.index(each.status) * _MOST_OF_A_STATUS + min(place, _MOST_OF_A_STATUS - 1),
            )
        )

    def _plain(self, each: Given) -> str:
        named = self._named.get(each.person) if isinstance(each.person, int) else None
        return named.name if named else each.name

    def _find(self, name: str, status: AttendanceStatus, *, ask: bool = True) -> int | None:
        on = self._meeting.on
        serving = _alike(name, (seat for seat in self._seats if _serves(seat, on)))
        if len(serving) == 1:
            return serving.pop()
        ever = _alike(name, self._seats)
        if not serving and len(ever) == 1:
            if ask:
                self._doubt(f"{name} is a member whose seat was not held on {written(on)}. Look at the dates.")
            return ever.pop()
        everybody = {person.id for person in self._known.people(name)}
        if not (serving or ever) and len(everybody) == 1:
            if ask and status in (AttendanceStatus.PRESENT, AttendanceStatus.APOLOGIES):
                self._doubt(f"{name} is known here, and not as a member. Look whether it is the same person.")
            return everybody.pop()
        if ask and everybody:
            self._doubt(f"Several people here are called {name}, who is kept by name alone.")
        elif ask:
            self._strangers.append(name)
        return None

    def _doubt(self, what: str) -> None:
        self.doubts.append(Doubt("attendance", what))


def _serves(seat: AnyRow, on: date) -> bool:
    return bool(seat.from_ <= on and (seat.to is None or on <= seat.to))


def _alike(name: str, seats: Iterable[AnyRow]) -> set[int]:
    """Those who hold one of the seats, by the whole name."""
    wanted = names.key(name)
    return {seat.person_id for seat in seats if names.key(seat.name) == wanted}
