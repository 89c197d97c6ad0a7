"""A work programme as a reader sees it: past rows say what happened, exempt ones keep a public title."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.vocabulary import EntryStatus, ItemOutcome, MeetingStatus, Role, Section
from scrutiny.papers import work_programme
from scrutiny.papers.work_programme import NOTHING_RECORDED, Entry, WorkProgramme
from scrutiny.queries.programme import ProgrammeFacts
from tests.papers.rows import Row

TODAY = date(2021, 11, 15)
SECRET = "Placement of child B"
COMMITTEE = Row(
    council_name="Loamshire County Council",
    name="Safeguarding Committee",
    code="SOS",
    introduction="What we do.",
    usual_venue="Oak Room",
)


def row(id: int = 1, **changes: Any) -> Row:
    return Row(
        **{
            "id": id,
            "topic_id": 7,
            "meeting_id": None,
            "meeting_on": None,
            "planned_on": None,
            "when": "",
            "section": Section.PROGRAMME,
            "position": 0,
            "title": "Cusp of care",
            "details": "Suggested in June",
            "outcome": "",
            "status": EntryStatus.PLANNED,
            "status_because": "",
            "exempt": False,
            "public_title": "",
        }
        | changes
    )


def appearance(**changes: Any) -> Row:
    return Row(
        **{
            "entry_id": 1,
            "meeting_id": 3,
            "outcome": ItemOutcome.CONSIDERED,
            "on": date(2021, 9, 14),
            "minute_number": None,
        }
        | changes
    )


def programme(*entries: Row, exempt: bool = False, keep: Any = None, **changes: Any) -> WorkProgramme:
    nothing: dict[str, Any] = dict.fromkeys(("members", "meetings", "leads", "moves", "appearances"), ())
    facts = ProgrammeFacts(
        **({"committee": COMMITTEE, "year": MunicipalYear(2021), "entries": entries} | nothing | changes)
    )
    return work_programme.of(facts, as_at=TODAY, exempt=exempt, keep=keep)


def only(*entries: Row, **changes: Any) -> Entry:
    (entry,) = programme(*entries, **changes).tables[Section.PROGRAMME]
    return entry


PAST, AHEAD = {"meeting_id": 3, "meeting_on": date(2021, 9, 14)}, {"meeting_id": 4, "meeting_on": date(2021, 11, 30)}


@pytest.mark.parametrize(
    ("entry", "seen", "said"),
    [
        pytest.param(row(**AHEAD), (), "Planned", id="still to come"),
        pytest.param(row(planned_on=TODAY), (), "Planned", id="today is not past"),
        pytest.param(row(**PAST), (), NOTHING_RECORDED, id="past, and nobody recorded what happened"),
        pytest.param(row(**PAST), (appearance(),), "Considered", id="past, and its item was considered"),
        pytest.param(
            row(**PAST), (appearance(outcome=ItemOutcome.PENDING),), NOTHING_RECORDED, id="past, its item undecided"
        ),
        pytest.param(
            row(**AHEAD),
            (appearance(outcome=ItemOutcome.DEFERRED),),
            "Deferred on 14 September 2021",
            id="deferred, so it comes again",
        ),
        pytest.param(
            row(status=EntryStatus.TO_BE_CONFIRMED),
            (appearance(outcome=ItemOutcome.NOT_REACHED),),
            "Not reached on 14 September 2021",
            id="not reached, and without a new date",
        ),
        pytest.param(row(status=EntryStatus.TO_BE_CONFIRMED), (), "To be confirmed", id="without a date"),
        pytest.param(row(status=EntryStatus.WITHDRAWN, **PAST), (), "Withdrawn", id="withdrawn"),
        pytest.param(row(status=EntryStatus.CONSIDERED, **PAST), (appearance(),), "Considered", id="considered"),
    ],
)
def test_every_row_says_what_became_of_it(entry: Row, seen: tuple[Row, ...], said: str) -> None:
    assert only(entry, appearances=seen).happened == said


@pytest.mark.parametrize(
    ("changes", "when"),
    [
        pytest.param(PAST, "14 September 2021", id="its meeting's day"),
        pytest.param({"planned_on": date(2021, 12, 1)}, "1 December 2021", id="a day of its own"),
        pytest.param({"when": "July 2022"}, "July 2022", id="as the committee wrote it"),
        pytest.param({"status": EntryStatus.TO_BE_CONFIRMED}, "tbc", id="to be confirmed"),
        pytest.param({}, "", id="nothing"),
    ],
)
def test_when_it_is_planned_is_as_the_council_writes_it(changes: dict[str, Any], when: str) -> None:
    assert only(row(**changes)).when == when


def test_the_minute_of_the_latest_appearance_is_named() -> None:
    seen = (
        appearance(minute_number="28", meeting_id=3),
        appearance(minute_number="40", meeting_id=4),
        appearance(meeting_id=5),
    )
    entry = only(row(), appearances=seen)
    assert (entry.minute, entry.minuted_at) == ("40", 4)


@pytest.mark.parametrize("public_title", ["A matter about a child", ""])
def test_an_exempt_entry_keeps_its_public_title_alone(public_title: str) -> None:
    withheld = dict.fromkeys(("title", "details", "outcome", "status_because"), SECRET)
    entry = row(**withheld, exempt=True, public_title=public_title, **PAST)
    lead = Row(entry_id=1, label="Lead Officer", name=SECRET)
    shown = only(entry, leads=(lead,), appearances=(appearance(minute_number="28"),))
    assert SECRET not in repr(shown)
    assert (shown.title, shown.withheld, shown.topic_id) == (public_title or "Exempt item", True, None)
    assert shown.minute == "28"


def test_who_may_see_exempt_matter_is_shown_the_entry_whole() -> None:
    entry = only(row(title=SECRET, exempt=True), exempt=True)
    assert (entry.title, entry.withheld) == (SECRET, False)


@pytest.mark.parametrize(
    ("move", "note"),
    [
        pytest.param(
            {"from_on": date(2021, 11, 4), "because": "the report was late."},
            "Moved from 4 November 2021: the report was late.",
            id="from a day, with a reason",
        ),
        pytest.param({"from_when": "July 2022"}, "Moved from July 2022.", id="from a month"),
        pytest.param({}, "Moved from tbc.", id="from nowhere"),
    ],
)
def test_a_row_says_where_it_was_moved_from(move: dict[str, Any], note: str) -> None:
    last = Row(**({"entry_id": 1, "from_on": None, "from_when": "", "because": ""} | move))
    entry = only(row(), moves=(Row(entry_id=1), last))
    assert (entry.note, entry.deferred) == (note, 2)


def test_dated_rows_come_in_order_of_their_dates_and_the_rest_after() -> None:
    paper = programme(
        row(1, position=2), row(2, position=1), row(3, planned_on=date(2022, 1, 1)), row(4, planned_on=date(2021, 6, 1))
    )
    assert [entry.entry_id for entry in paper.tables[Section.PROGRAMME]] == [4, 3, 2, 1]


def test_a_filter_keeps_the_rows_that_it_is_asked_for() -> None:
    paper = programme(row(1), row(2, section=Section.BRIEFING), keep=lambda entry: entry.section is Section.BRIEFING)
    assert {section: len(entries) for section, entries in paper.tables.items() if entries} == {Section.BRIEFING: 1}


def test_the_head_of_a_programme_names_the_chairman_the_members_and_the_meetings() -> None:
    def seat(name: str, role: Role, title: str = "") -> Row:
        return Row(person_id=1, name=name, title="", honours="", role=role, role_title=title)

    def day(id: int, on: date, status: MeetingStatus, was: date | None) -> Row:
        return Row(id=id, on=on, at=time(10), status=status, rearranged_from=was)

    paper = programme(
        members=(seat("Bo Holt", Role.MEMBER), seat("Ada Marsh", Role.CHAIRMAN)),
        meetings=(
            day(1, date(2021, 8, 3), MeetingStatus.CANCELLED, None),
            day(2, date(2021, 11, 30), MeetingStatus.SCHEDULED, date(2021, 11, 4)),
        ),
    )
    assert (paper.chairman, [named.printed for named in paper.members]) == (
        "Ada Marsh",
        ["Bo Holt", "Ada Marsh (Chairman)"],
    )
    assert [each.note for each in paper.calendar] == ["cancelled", "re-arranged from 4 November 2021"]
    assert programme().chairman == ""


def test_what_was_moved_and_then_withdrawn_says_why_it_was_withdrawn() -> None:
    move = Row(entry_id=1, from_on=date(2021, 9, 14), from_when="", because="the report was late")
    ended = row(status=EntryStatus.WITHDRAWN, status_because="Taken up by the Cabinet.")
    assert only(ended, moves=(move,)).note == "Taken up by the Cabinet."
    assert only(row(**AHEAD), moves=(move,)).note == "Moved from 14 September 2021: the report was late"
