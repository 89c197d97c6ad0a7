"""What the desk does to the programme besides moving rows: words, taking back, withholding before any agenda."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.leads import LeadNamed
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import Listed, Part, Section
from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.programme import EntryLead, EntryMove, WorkProgrammeEntry
from scrutiny.operations import agenda, exemption, meetings, programme, suggestions
from scrutiny.operations.programme import Slot
from scrutiny.operations.turns import ChangedMeanwhile, require_as_seen
from tests.at_once import at_once, engine_at
from tests.operations import autumn
from tests.operations.autumn import Autumn, several
from tests.operations.chamber import day

TODAY = day("2021-11-15")


def words(entry: WorkProgrammeEntry, **changes: Any) -> dict[str, Any]:
    held = {"title": entry.title, "details": entry.details, "outcome": entry.outcome, "section": entry.section}
    return held | {"leads": [LeadNamed(lead.label, lead.name) for lead in entry.leads]} | changes


# Words


def test_a_change_of_who_answers_alone_is_a_new_version(session: Session, author: Author, record: Autumn) -> None:
    entry = record.entries["report"]
    session.refresh(entry, ["leads", "version"])
    before = entry.version
    with writing(session, author):
        programme.edit(session, entry, **words(entry, leads=[LeadNamed("Lead Officer", "Ivy Lane")]))
    assert entry.version == before + 1
    with writing(session, author):
        programme.edit(session, entry, **words(entry))
    assert entry.version == before + 1
    assert session.scalars(select(EntryLead.name).where(EntryLead.entry_id == entry.id)).all() == ["Ivy Lane"]


def test_a_row_put_into_another_table_stands_last_there(session: Session, author: Author, record: Autumn) -> None:
    entry = record.entries["report"]
    session.refresh(entry, ["leads"])
    with writing(session, author):
        first, second = several(session, record, "AB", Slot())
        programme.edit(session, entry, **words(entry, section=Section.INQUIRY))
    assert entry.position > second.position > first.position


def test_a_row_needs_a_title(session: Session, author: Author, record: Autumn) -> None:
    entry = record.entries["report"]
    session.refresh(entry, ["leads"])
    with pytest.raises(RuleBroken, match="Give the entry a title"), writing(session, author):
        programme.edit(session, entry, **words(entry, title=" "))
    with pytest.raises(RuleBroken, match="Give the entry a title"), writing(session, author):
        programme.add_entry(session, committee=record.committee, title="", on=TODAY)


# Dates


@pytest.mark.parametrize(
    ("at", "to", "needed"),
    [
        pytest.param(Slot(words="spring"), Slot(day=day("2022-02-01")), True, id="from a date to another"),
        pytest.param(Slot(words="spring"), Slot(), True, id="from a date to be confirmed"),
        pytest.param(Slot(), Slot(day=day("2022-02-01")), False, id="a first date"),
    ],
)
def test_only_what_people_reckon_with_is_moved_with_a_reason(
    session: Session, author: Author, record: Autumn, at: Slot, to: Slot, needed: bool
) -> None:
    with writing(session, author):
        (entry,) = several(session, record, "A", at)
    if needed:
        with pytest.raises(RuleBroken, match="Say why the entry is moved"), writing(session, author):
            programme.defer(session, entry, to=to, because=" ", on=TODAY)
    else:
        with writing(session, author):
            programme.defer(session, entry, to=to, because="", on=TODAY)
        assert session.scalar(select(func.count()).where(EntryMove.entry_id == entry.id)) == 1


def test_a_row_that_is_another_version_by_now_is_told(session: Session, author: Author, record: Autumn) -> None:
    entry = record.entries["report"]
    seen = entry.version
    with writing(session, author):
        entry.details = "Not before the audit"
    with pytest.raises(ChangedMeanwhile, match="was changed while you were looking at it"):
        require_as_seen(session, entry, version=seen)
    require_as_seen(session, entry, version=seen + 1)


def test_two_officers_move_one_row_at_once_and_the_second_is_told(database_url: str, author: Author) -> None:
    engine = engine_at(database_url)
    with Session(engine, autoflush=False, expire_on_commit=False) as session:
        with writing(session, author):
            record = autumn.make(session)
        id_, seen = record.entries["report"].id, record.entries["report"].version
    told: list[str] = []

    def move(own: Session) -> None:
        entry = own.get_one(WorkProgrammeEntry, id_)
        try:
            require_as_seen(own, entry, version=seen)
            programme.defer(own, entry, to=Slot(words="spring"), because="Late", on=TODAY)
        except ChangedMeanwhile as changed:
            told.append(str(changed))

    at_once(engine, author, move, move, move)
    with Session(engine) as session:
        assert session.scalar(select(func.count()).where(EntryMove.entry_id == id_)) == 1
    assert len(told) == 2
    engine.dispose()


# Taking back


def test_a_row_of_a_moment_ago_goes_with_its_topic_and_its_suggestion_is_listed_again(
    session: Session, author: Author, record: Autumn
) -> None:
    with writing(session, author):
        suggestion = suggestions.add(session, record.committee, title="A slip", suggested_on=TODAY)
        entry = suggestions.take_up(session, suggestion, title="A slip", on=TODAY, leads=[LeadNamed("Lead Officer")])
        programme.take_back(session, entry)
    assert (suggestion.listed, suggestion.entry_id) == (Listed.SHORT_LIST, None)
    for of in (Topic, WorkProgrammeEntry):
        assert session.scalar(select(func.count()).where(of.title == "A slip")) == 0


def test_a_topic_that_is_followed_stays(session: Session, author: Author, record: Autumn) -> None:
    topic = session.get_one(Topic, record.entries["report"].topic_id)
    with writing(session, author):
        again = programme.add_entry(session, committee=record.committee, title="Again", topic=topic, on=TODAY)
        programme.take_back(session, again)
    assert session.get_one(Topic, topic.id) is topic


CAME: dict[str, Callable[[Session, Autumn, WorkProgrammeEntry], object]] = {
    "it was moved": lambda session, _record, entry: programme.defer(
        session, entry, to=Slot(words="spring"), because="Late", on=TODAY
    ),
    "it is on an agenda": lambda session, record, entry: agenda.add_item(
        session, record.november, title="A", entry=entry, on=TODAY
    ),
    "it is closed": lambda session, _record, entry: programme.withdraw(session, entry, because="Not wanted"),
}


@pytest.mark.parametrize("came", CAME.values(), ids=CAME)
def test_a_row_of_which_something_came_stays(
    session: Session, author: Author, record: Autumn, came: Callable[..., object]
) -> None:
    with writing(session, author):
        (entry,) = several(session, record, "A", Slot())
        came(session, record, entry)
    with pytest.raises(RuleBroken, match="Withdraw it instead"), writing(session, author):
        programme.take_back(session, entry)


def test_a_row_that_stood_for_longer_stays(session: Session, author: Author, record: Autumn) -> None:
    with writing(session, author):
        (entry,) = several(session, record, "A", Slot())
    later = Author("Test Clerk", datetime(2021, 11, 15, 12, 0, tzinfo=UTC) + timedelta(days=2))
    with pytest.raises(RuleBroken, match="has stood on the programme"), writing(session, later):
        programme.take_back(session, entry)


# Withholding


def test_a_planned_matter_is_withheld_with_what_of_it_is_to_come_and_opened_again(
    session: Session, author: Author, record: Autumn
) -> None:
    entry = record.entries["report"]
    topic = session.get_one(Topic, entry.topic_id)
    with writing(session, author):
        item = agenda.add_item(session, record.november, title="A", entry=entry, on=TODAY)
        exemption.make_topic_exempt(session, topic, paragraphs=[2, 1], public_title=" A matter ")
    assert (topic.exempt, topic.public_title, topic.paragraphs) == (True, "A matter", "1, 2")
    assert (item.part, item.restricted, item.public_title) == (Part.TWO, True, "A matter")
    with writing(session, author):
        exemption.make_topic_public(session, topic)
    assert not topic.exempt
    assert not session.get_one(AgendaItem, item.id).exempt


def test_what_an_adjourned_meeting_has_not_reached_is_still_to_come(
    session: Session, author: Author, record: Autumn
) -> None:
    entry = record.entries["report"]
    with writing(session, author):
        item = agenda.add_item(session, record.november, title="A", entry=entry, on=TODAY)
        meetings.adjourn(session, record.november, because="Storm")
        topic = session.get_one(Topic, entry.topic_id)
        exemption.make_topic_exempt(session, topic, paragraphs=[1], public_title="A matter")
    assert session.get_one(AgendaItem, item.id).exempt


def test_what_was_exempt_business_before_stays_withheld(session: Session, author: Author, record: Autumn) -> None:
    item = record.items["cusp of care"]
    topic = session.get_one(Topic, item.topic_id)
    with writing(session, author):
        exemption.make_exempt(session, item, paragraphs=[1], public_title="A matter")
    with pytest.raises(RuleBroken, match="was exempt business at a meeting"), writing(session, author):
        exemption.make_topic_public(session, topic)


@pytest.mark.parametrize(
    ("paragraphs", "title", "says"),
    [([], "A matter", "Choose the paragraph"), ([1], " ", "Give the title that the public may read")],
    ids=["no paragraph", "no public title"],
)
def test_withholding_needs_paragraph_and_title(
    session: Session, author: Author, record: Autumn, paragraphs: list[int], title: str, says: str
) -> None:
    topic = session.get_one(Topic, record.entries["report"].topic_id)
    with pytest.raises(RuleBroken, match=says), writing(session, author):
        exemption.make_topic_exempt(session, topic, paragraphs=paragraphs, public_title=title)
