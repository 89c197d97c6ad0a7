"""The numbers of past minutes: kept as they were printed, each once in its run."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain import numbering
from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.numbering import MinuteStyle, Place
from scrutiny.domain.record import Doubt
from scrutiny.domain.record.meetings import Meeting as Given
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import MinuteNumber, MinuteSeries
from scrutiny.queries import closures

_FIGURES = re.compile("[0-9]+")


class Numbers:
    """In the committee's run of that time; where one of them was issued in it before, in a run of the meeting's own."""

    def __init__(self, session: Session, committee: Committee, meeting: Meeting) -> None:
        self._session, self._committee, self._meeting = session, committee, meeting
        self._style = MinuteStyle(committee.minute_pattern, committee.minutes_restart)
        annual = closures.annual_meetings(session, committee.council_id)
        self._year = MunicipalYear.of(meeting.on, annual)
        self._own_run = False
        self._issued: set[tuple[int, str]] = set()
        self.doubts: list[Doubt] = []

    def look_at(self, given: Given) -> None:
        """Before any is issued: whether all of them are free in the committee's run."""
        for item in given.items:
            if item.minute_number and self._is_taken(self._run(item.number), item.minute_number):
                self._own_run = True
                self.doubts.append(
                    Doubt(
                        f"item {item.minute_number}",
                        f"Minute {item.minute_number} was issued before in {self._run(item.number)}. The numbers of "
                        "this meeting are kept as printed, in a run of their own.",
                    )
                )
                return

    def issue(self, printed: str, agenda_number: str) -> int | None:
        """The id of the number, or None where it has no figure or stands in the minutes twice."""
        if not printed:
            return None
        ordinal = self._ordinal(printed)
        if ordinal is None:
            self.doubts.append(Doubt(f"item {printed}", "Its number has no figure, and was left out."))
            return None
        series = self._series(self._run(agenda_number))
        if (series.id, printed) in self._issued:
            self.doubts.append(Doubt(f"item {printed}", "Its number stands in the minutes twice. The second has none."))
            return None
        self._issued.add((series.id, printed))
        number = MinuteNumber(series_id=series.id, ordinal=ordinal, suffix=_suffix(printed), printed=printed)
        self._session.add(number)
        self._session.flush()
        return number.id

    def _run(self, agenda_number: str) -> str:
        place = Place(on=self._meeting.on, year=self._year, item=agenda_number)
        name = self._meeting.on.isoformat() if self._own_run else numbering.series(self._style, place)
        return f"{self._committee.code} {name}"

    def _is_taken(self, run: str, printed: str) -> bool:
        issued = (
            select(MinuteNumber.printed, MinuteNumber.ordinal, MinuteNumber.suffix)
            .join(MinuteSeries, MinuteSeries.id == MinuteNumber.series_id)
            .where(MinuteSeries.council_id == self._committee.council_id, MinuteSeries.name == run)
        )
        wanted = self._ordinal(printed), _suffix(printed)
        return any(
            row.printed == printed or (row.ordinal, row.suffix) == wanted for row in self._session.execute(issued)
        )

    def _ordinal(self, printed: str) -> int | None:
        in_style = numbering.ordinal_in(self._style, printed)
        if in_style is not None:
            return in_style
        found = _FIGURES.search(printed)
        return int(found[0]) if found and int(found[0]) <= numbering.LARGEST else None

    def _series(self, name: str) -> MinuteSeries:
        wanted = select(MinuteSeries).where(
            MinuteSeries.council_id == self._committee.council_id, MinuteSeries.name == name
        )
        found = self._session.scalar(wanted)
        if found is None:
            found = MinuteSeries(
                council_id=self._committee.council_id,
                committee_id=self._committee.id,
                name=name,
                year=self._year.starts,
                starts_at=1,
            )
            self._session.add(found)
            self._session.flush()
        return found


def _suffix(printed: str) -> str:
    return printed[-1] if printed[-1:].isalpha() else ""
