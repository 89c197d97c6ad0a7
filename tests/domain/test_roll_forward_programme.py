"""Where an entry of the work programme goes for the next meeting, and what an officer is told about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from scrutiny.domain.roll_forward import Destination
from scrutiny.domain.roll_forward.facts import (
    Appearance,
    PlannedEntry,
    ProgrammeRequest,
)
from scrutiny.domain.vocabulary import (
    ItemOutcome,
    Section,
)
from tests.domain.november import (
    AGENDA,
    AUGUST,
    BEFORE,
    DEFERRED,
    FEBRUARY,
    JANUARY,
    NOVEMBER,
    OCTOBER,
    REDATED,
    SEPTEMBER,
    STAYS,
    TBC,
    UNDATED,
    appearance,
    entry,
    only_line,
)


@pytest.mark.parametrize(
    ("planned", "seen", "destination", "because"),
    [
        pytest.param(
            entry(sitting=NOVEMBER), None, AGENDA, "It is planned for this meeting.", id="an entry for this meeting"
        ),
        pytest.param(
            entry(planned_on=NOVEMBER.on), None, AGENDA, "It is planned for this day.", id="an entry for this day"
        ),
        pytest.param(
            entry(planned_on=date(2021, 10, 5)),
            None,
            AGENDA,
            "It was planned for 5 October 2021 and did not come to a meeting.",
            id="a day that passed without a meeting",
        ),
        pytest.param(
            entry(sitting=SEPTEMBER),
            None,
            AGENDA,
            "It was planned for the meeting on 14 September 2021 and did not come to it.",
            id="a meeting that passed without an appearance",
        ),
        pytest.param(
            entry(sitting=SEPTEMBER, deferrals=2),
            DEFERRED,
            AGENDA,
            "Deferred at the meeting on 14 September 2021: Officer unwell. It has been moved twice before.",
            id="deferred, for the third time",
        ),
        pytest.param(
            entry(sitting=AUGUST),
            None,
            AGENDA,
            "It was planned for the meeting on 3 August 2021, which was cancelled.",
            id="an earlier meeting was cancelled",
        ),
        pytest.param(
            entry(sitting=SEPTEMBER),
            appearance(SEPTEMBER),
            STAYS,
            "Nobody has recorded what became of it at the meeting on 14 September 2021: record the outcome.",
            id="taken, and nobody said what came of it",
        ),
        pytest.param(
            entry(sitting=SEPTEMBER),
            appearance(SEPTEMBER, ItemOutcome.CONSIDERED),
            STAYS,
            "Considered at the meeting on 14 September 2021. Record that on the programme, or give it a new date.",
            id="considered, and the programme does not say so",
        ),
        pytest.param(
            entry(sitting=OCTOBER),
            None,
            STAYS,
            "It is planned for the meeting on 12 October 2021, which is not recorded as held.",
            id="an earlier meeting is still to come",
        ),
        pytest.param(
            entry(sitting=FEBRUARY),
            None,
            STAYS,
            "It is planned for the meeting on 28 February 2022.",
            id="a later meeting",
        ),
        pytest.param(entry(when="July 2022"), None, STAYS, "It is planned for July 2022.", id="words for a date"),
        pytest.param(entry(), None, STAYS, "It is planned for a date to be given.", id="planned for no date at all"),
        pytest.param(
            entry(planned_on=date(2022, 1, 14)), None, STAYS, "It is planned for 14 January 2022.", id="a later day"
        ),
        pytest.param(
            entry(sitting=JANUARY),
            None,
            REDATED,
            "It was planned for the meeting on 10 January 2022, which is cancelled; the next is the meeting on "
            "28 February 2022.",
            id="a later meeting was cancelled",
        ),
        pytest.param(entry(status=TBC), None, UNDATED, "Its date is to be confirmed.", id="tbc"),
        pytest.param(
            entry(status=TBC, year=2020),
            None,
            UNDATED,
            "Its date is to be confirmed. It moves to the programme of the new municipal year.",
            id="tbc at the end of the year",
        ),
        pytest.param(
            entry(section=Section.STANDING, year=2020),
            None,
            REDATED,
            "It stays in the programme’s table “Standing items”. It moves to the programme of the new municipal year.",
            id="a standing matter at the end of the year",
        ),
        pytest.param(
            entry(sitting=OCTOBER, year=2020),
            None,
            STAYS,
            "It is planned for the meeting on 12 October 2021, which is not recorded as held.",
            id="what awaits an earlier meeting keeps its year",
        ),
        pytest.param(
            entry(section=Section.INQUIRY, planned_on=date(2021, 10, 1)),
            None,
            STAYS,
            "Its day, 1 October 2021, has passed: record what came of it, or give it a new date.",
            id="an inquiry day that passed",
        ),
        pytest.param(
            entry(section=Section.INQUIRY, planned_on=date(2022, 1, 14)),
            None,
            STAYS,
            "It is planned for 14 January 2022.",
            id="an inquiry day to come",
        ),
    ],
)
def test_an_entry_of_the_programme(
    planned: PlannedEntry, seen: Appearance | None, destination: Destination, because: str
) -> None:
    appearances = (replace(seen, entry_id=planned.entry_id),) if seen else ()
    line = only_line(replace(BEFORE, entries=(planned,), appearances=appearances))
    assert (line.destination, line.because) == (destination, because)


def test_a_cancelled_meeting_with_none_after_it_leaves_the_entry_undated() -> None:
    line = only_line(replace(BEFORE, later=(), entries=(entry(sitting=JANUARY),)))
    assert (line.destination, line.settled) == (UNDATED, False)


def test_a_resolution_for_the_programme_joins_it_undated() -> None:
    line = only_line(replace(BEFORE, requests=(ProgrammeRequest(7, "KPI data", "minute 28 d)", SEPTEMBER.on),)))
    assert (line.destination, line.year, line.settled) == (UNDATED, 2021, False)
    assert line.because == "Resolved on 14 September 2021 (minute 28 d)): it joins the programme, date to be confirmed."
