"""Past work programmes brought in: nothing twice, nothing changed, and nothing exempt to the public."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.record.follow_up import Action as GivenAction
from scrutiny.domain.record.follow_up import Recommendation as GivenRecommendation
from scrutiny.domain.record.meetings import Meeting as GivenMeeting
from scrutiny.domain.record.people import Lead
from scrutiny.domain.record.programme import Entry, Move
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import ActionState, EntryStatus, Part, RecommendationState, Section
from scrutiny.intake import record as intake
from scrutiny.models.history import HistoryLine
from scrutiny.models.programme import EntryLead, EntryMove, WorkProgrammeEntry
from scrutiny.opendata import record as opendata
from scrutiny.papers import record as record_paper
from scrutiny.queries import record as whole_record
from tests import make
from tests.operations.autumn import Autumn
from tests.operations.past_papers import BUSES, SEPTEMBER, TODAY, action, entry, programme_in, tracker_in


@pytest.mark.parametrize(
    ("row", "stands"),
    [
        pytest.param(
            BUSES,
            {"status": EntryStatus.CONSIDERED, "outcome": "Noted.", "planned_on": None},
            id="considered at a meeting that was held",
        ),
        pytest.param(
            Entry(title="Village buses", meeting=date(2015, 6, 3), year=2015),
            {"planned_on": date(2015, 6, 3), "meeting_id": None, "year": 2015},
            id="on a day without a meeting",
        ),
        pytest.param(
            Entry(title="Village buses", when="July 2022", section=Section.BRIEFING),
            {"when": "July 2022", "section": Section.BRIEFING, "year": 2021},
            id="in words, in the year of today",
        ),
        pytest.param(
            Entry(title="Village buses", when="tbc", status=EntryStatus.TO_BE_CONFIRMED),
            {"status": EntryStatus.TO_BE_CONFIRMED, "when": "tbc"},
            id="to be confirmed",
        ),
    ],
)
def test_a_row_stands_where_it_stood(
    session: Session, author: Author, record: Autumn, row: Entry, stands: dict[str, Any]
) -> None:
    assert programme_in(session, author, record, row).made
    found = entry(session, "Village buses")
    assert {key: getattr(found, key) for key in stands} == stands


def test_it_is_under_its_meeting_and_the_history_says_who_brought_it(
    session: Session, author: Author, record: Autumn
) -> None:
    programme_in(session, author, record, BUSES)
    found = entry(session, "Village buses")
    assert found.meeting_id == record.september.id
    line = select(HistoryLine.by).where(HistoryLine.subject_id == found.id, HistoryLine.subject == found.__tablename__)
    assert session.scalars(line).all() == [author.name]


def test_a_row_that_stands_there_is_told_and_not_made_again(session: Session, author: Author, record: Autumn) -> None:
    again = Entry(title="VILLAGE  buses", meeting=SEPTEMBER, outcome="Other words.")
    first = programme_in(session, author, record, BUSES, BUSES)
    assert (len(first.made), len(first.there)) == (1, 1)
    assert programme_in(session, author, record, again).there == ["VILLAGE  buses (14 September 2021)"]
    assert entry(session, "Village buses").outcome == "Noted."


def test_what_waits_for_a_day_waits_once_and_a_standing_item_is_of_its_year(
    session: Session, author: Author, record: Autumn
) -> None:
    waits = [
        Entry(title="Buses", when=words, status=EntryStatus.TO_BE_CONFIRMED, year=y)
        for words, y in (("tbc", 2020), ("", 2021))
    ]
    standing = [Entry(title="Crime", section=Section.STANDING, year=year) for year in (2020, 2021)]
    brought = programme_in(session, author, record, *waits, *standing)
    assert brought.made == ["Buses (tbc)", "Crime (no day)", "Crime (no day)"]


def test_rows_of_one_title_follow_one_topic(session: Session, author: Author, record: Autumn) -> None:
    programme_in(session, author, record, BUSES, Entry(title="Village Buses", when="tbc"))
    topics = select(WorkProgrammeEntry.topic_id).where(WorkProgrammeEntry.title.ilike("village buses"))
    assert len(set(session.scalars(topics))) == 1


def test_a_row_that_was_moved_says_from_where_and_why(session: Session, author: Author, record: Autumn) -> None:
    moves = (Move(from_meeting=SEPTEMBER, because="Unwell"), Move(from_meeting=date(2015, 6, 3)), Move(from_when="May"))
    programme_in(session, author, record, Entry(title="Village buses", meeting=record.february.on, moves=moves))
    found = session.scalars(select(EntryMove).order_by(EntryMove.id)).all()
    assert [(move.from_meeting_id, move.from_when, move.because) for move in found] == [
        (record.september.id, "", "Unwell"),
        (None, "3 June 2015", ""),
        (None, "May", ""),
    ]
    assert {move.to_meeting_id for move in found} == {record.february.id}


def test_people_are_found_by_name_and_a_stranger_is_told(session: Session, author: Author, record: Autumn) -> None:
    with writing(session, author):
        known = make.person(session, "Siân O’Neill")
    leads = (Lead(label="Cabinet Member", name="Cllr Sian O'Neill"), Lead(label="Lead Officer", name="Tom Hill"))
    brought = programme_in(session, author, record, Entry(title="Village buses", when="tbc", leads=leads))
    rows = session.scalars(
        select(EntryLead).join(WorkProgrammeEntry).where(WorkProgrammeEntry.title == "Village buses")
    )
    assert [(lead.name, lead.person_id) for lead in rows] == [("Cllr Sian O'Neill", known.id), ("Tom Hill", None)]
    assert any("Tom Hill" in doubt.what and "Neill" not in doubt.what for doubt in brought.doubts)


def test_a_meeting_that_the_record_has_not_is_told_and_not_made(
    session: Session, author: Author, record: Autumn
) -> None:
    calendar = (GivenMeeting(date=SEPTEMBER), GivenMeeting(date=date(2015, 6, 3)))
    brought = programme_in(session, author, record, BUSES, meetings=calendar)
    assert [doubt.what for doubt in brought.doubts if doubt.where == "meetings"] == [
        "the record has no meeting on 3 June 2015, and none is made: rows keep their day"
    ]


def test_a_past_day_without_an_outcome_is_told_as_open(session: Session, author: Author, record: Autumn) -> None:
    brought = programme_in(session, author, record, Entry(title="Village buses", meeting=SEPTEMBER))
    assert any("the next roll-forward has it" in doubt.what for doubt in brought.doubts)


def test_a_row_that_says_it_is_exempt_is_left_out_and_told(session: Session, author: Author, record: Autumn) -> None:
    brought = programme_in(session, author, record, BUSES, withheld=frozenset({"work_programme[0]"}))
    assert (brought.made, brought.left_out) == ([], ["Village buses (14 September 2021)"])
    assert session.scalar(select(WorkProgrammeEntry.id).where(WorkProgrammeEntry.title == "Village buses")) is None


def test_a_row_on_an_exempt_topic_is_as_exempt_as_that(session: Session, author: Author, record: Autumn) -> None:
    with writing(session, author):
        topic = make.exempt_topic(session, record.committee, "Village buses", "A contract")
    brought = programme_in(session, author, record, BUSES)
    assert entry(session, "Village buses").topic_id == topic.id
    assert any("topic is exempt" in doubt.what for doubt in brought.doubts)
    tracker_in(session, author, record, actions=[GivenAction(reference="A1", text="Ask", topic="Village buses")])
    assert action(session, "A1").part is Part.TWO


def test_a_document_that_is_not_for_publication_is_refused(session: Session, author: Author, record: Autumn) -> None:
    with pytest.raises(RuleBroken, match="Bring in the copy that was published"):
        programme_in(session, author, record, BUSES, marked="NOT FOR PUBLICATION")
    with pytest.raises(RuleBroken, match="Bring in the copy that was published"):
        tracker_in(session, author, record, marked="NOT FOR PUBLICATION")


def test_what_was_brought_in_is_exported_and_read_back(session: Session, author: Author, record: Autumn) -> None:
    programme_in(session, author, record, BUSES, Entry(title="Roads", meeting=date(2015, 6, 3), year=2015))
    tracker_in(
        session,
        author,
        record,
        actions=[GivenAction(reference="A1", text="Ask", status=ActionState.CLOSED, closed_on=TODAY)],
        recommendations=[
            GivenRecommendation(reference="R1", text="So be it", status=RecommendationState.CLOSED, closed_on=TODAY)
        ],
    )
    session.expire_all()
    facts = whole_record.of_committee(session, "SOS")
    assert facts is not None
    assert intake.read(opendata.write(record_paper.of(facts, exempt=True))).mistakes == ()
