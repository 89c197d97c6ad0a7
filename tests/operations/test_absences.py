"""How long a councillor has attended nothing, for the six months of s.85 of the Local Government Act 1972."""

from __future__ import annotations

from datetime import date

from scrutiny.database import writing
from scrutiny.domain.vocabulary import AttendanceStatus as Status
from scrutiny.models.people import Person
from scrutiny.queries import absences as absence_queries
from tests import make
from tests.operations.sitting import Sitting


def test_how_long_somebody_attended_nothing_is_found_from_every_committees_formal_meetings(sat: Sitting) -> None:
    session, ada = sat.session, int(sat.keys["ada"][1:])
    with writing(session, sat.author):
        other = make.committee(session, make.council(session, "Elsewhere"), code="HCS")
        for committee, on, status in (
            (sat.committee, date(2021, 6, 1), Status.PRESENT),
            (other, date(2021, 7, 1), Status.PRESENT),
            (other, date(2021, 8, 1), Status.SUBSTITUTE),
            (sat.committee, date(2021, 10, 1), Status.ABSENT),
            (sat.committee, date(2022, 1, 1), Status.PRESENT),
        ):
            make.present(session, make.meeting(session, committee, on), "Ada Marsh", status, person_id=ada)
        make.meeting(session, sat.committee, date(2021, 12, 1))
        make.meeting(session, other, date(2021, 12, 2))
    facts = absence_queries.find(session, [ada], date(2021, 11, 15))[ada]
    assert (facts.attended, facts.otherwise) == (date(2021, 7, 1), [(date(2021, 8, 1), Status.SUBSTITUTE)])
    assert facts.coming == [date(2021, 12, 1), date(2022, 1, 1)]
    assert facts.known
    assert session.get_one(Person, ada).name == "Ada Marsh"
