"""A record for everybody: exempt matter is out of it, and what remains still makes sense."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scrutiny.domain.record import Record
from scrutiny.domain.record.meetings import Item
from scrutiny.domain.vocabulary import MeetingStatus, MinutesState, Part
from scrutiny.intake.record import read
from scrutiny.opendata.record import write
from scrutiny.papers.record.withheld import without_drafts, without_exempt
from tests import every_meeting, everything


@pytest.fixture(scope="module")
def whole() -> Record:
    return everything.record()


@pytest.fixture(scope="module")
def public(whole) -> Record:
    return without_exempt(whole)


def item(record: Record, item_id: int) -> Item:
    return next(each for meeting in record.meetings for each in meeting.items if each.id == item_id)


def test_no_exempt_word_is_in_the_public_record(whole, public):
    assert b"QUINCE" in write(whole)
    assert b"QUINCE" not in write(public)


def test_an_exempt_item_keeps_its_number_its_place_and_what_was_written_for_the_public(public):
    shown = item(public, every_meeting.EXEMPT_ITEM)
    assert (shown.number, shown.title, shown.minute, shown.paragraphs) == (
        "2",
        "A placement",
        "A placement was agreed.",
        (1, 2),
    )
    assert [each.id for each in public.meetings[0].items] == [21, 22, 23, 24]


def test_an_exempt_item_without_a_public_title_is_called_one(public):
    shown = item(public, every_meeting.RESTRICTED_ITEM)
    assert (shown.title, shown.minute) == ("Exempt item", "")


GONE_WITH_IT: dict[str, Any] = {
    "what was resolved": lambda shown: shown.resolutions,
    "how it was voted on": lambda shown: shown.votes,
    "interests in it": lambda shown: shown.declarations,
    "its papers": lambda shown: shown.documents,
    "earlier texts of its minute": lambda shown: shown.versions,
    "who answered for it": lambda shown: shown.leads,
    "the topic that it is about": lambda shown: shown.topic,
}


@pytest.mark.parametrize("told", GONE_WITH_IT.values(), ids=GONE_WITH_IT)
def test_with_an_exempt_item_goes(told, whole, public):
    assert told(item(whole, every_meeting.EXEMPT_ITEM))
    assert not told(item(public, every_meeting.EXEMPT_ITEM))


def test_actions_and_recommendations_of_part_two_or_of_an_exempt_item_are_left_out(public):
    assert [each.reference for each in public.actions] == ["CSP/1", "CSP/2", "CSP/3", "CSP/6", "CSP/7"]
    assert [each.reference for each in public.recommendations] == ["CSP/R1"]


def test_an_action_taken_over_by_a_secret_one_does_not_name_it(public):
    by_reference = {each.reference: each for each in public.actions}
    assert by_reference["CSP/2"].superseded_by == "CSP/3"
    assert by_reference["CSP/6"].superseded_by is None


def test_a_topic_that_is_exempt_or_of_an_exempt_item_is_left_out(whole, public):
    assert [each.title for each in whole.topics if each not in public.topics] == ["QUINCE family", "QUINCE inquest"]
    assert "Nobody has followed this yet" in {each.title for each in public.topics}


def test_a_row_of_the_programme_that_became_an_exempt_item_has_its_public_title(public):
    row = next(each for each in public.work_programme if each.id == 14)
    assert (row.title, row.details, row.leads, row.when) == ("A placement", "", (), "tbc")


def test_a_row_of_an_exempt_topic_has_its_public_title_though_no_item_is_of_it(public):
    row = next(each for each in public.work_programme if each.id == 18)
    assert (row.title, row.details, row.topic) == ("An inquest", "", None)


def test_an_open_item_of_an_exempt_topic_is_told_without_the_topic(whole):
    about = tuple(replace(each, exempt=each.exempt or each.id == 5) for each in whole.topics)
    public = without_exempt(replace(whole, topics=about))
    shown = item(public, every_meeting.OPEN_ITEM)
    assert (shown.title, shown.topic) == ("Winter plan", None)
    assert {each.title for each in public.topics} == {
        "Annual report",
        "Beds",
        "Nobody has followed this yet",
        "Visit to the homes",
        "Visits by members",
    }
    assert read(write(public)).mistakes == ()


def test_a_topic_that_is_on_nothing_public_yet_is_not_named(public):
    known = {each.title for each in without_drafts(public).topics}
    assert "Winter plan" in known
    assert "Nobody has followed this yet" not in known


def test_a_sensitive_interest_is_told_without_what_it_is(public):
    [interest] = item(public, every_meeting.OPEN_ITEM).declarations
    assert (interest.name, interest.detail, interest.did, interest.sensitive) == ("Ben Oak", "", "Withdrew.", True)


def test_a_public_item_keeps_its_public_papers_and_its_agreed_texts(public):
    shown = item(public, every_meeting.OPEN_ITEM)
    plan, maps = shown.documents
    assert [(file.name, file.because, file.by) for file in plan.versions] == [
        ("plan v2.pdf", "", ""),
        ("plan v3.pdf", "A bed was counted twice.", ""),
    ]
    assert (maps.title, maps.withdrawn_because, maps.name, maps.sha256) == (
        "Maps",
        "They were of another county.",
        "",
        "",
    )
    assert [version.state for version in shown.versions] == [MinutesState.AGREED]


def test_a_part_one_action_of_an_item_that_becomes_exempt_goes_at_once(whole):
    def closed(each: Item) -> Item:
        return replace(each, part=Part.TWO) if each.id == every_meeting.OPEN_ITEM else each

    meetings = tuple(replace(each, items=tuple(map(closed, each.items))) for each in whole.meetings)
    later = without_exempt(replace(whole, meetings=meetings))
    assert "CSP/1" not in {each.reference for each in later.actions}
    assert "CSP/R1" not in {each.reference for each in later.recommendations}
    assert b"Members went through the plan" not in write(later)


def test_the_public_record_can_itself_be_read_back(public):
    assert read(write(public)).mistakes == ()


def test_what_is_not_public_yet_is_left_out_for_those_who_may_not_see_drafts(whole, public):
    published = without_drafts(public)
    assert b"MEDLAR" in write(public)
    assert b"MEDLAR" not in write(published)
    assert [len(meeting.items) for meeting in published.meetings] == [4, 0, 2, 0, 0]
    assert read(write(published)).mistakes == ()
    assert without_drafts(whole).meetings[0] == whole.meetings[0]


def test_an_action_of_minutes_not_agreed_yet_does_not_name_their_clause(whole):
    meetings = tuple(replace(each, minutes_state=MinutesState.DRAFT) for each in whole.meetings)
    action = without_drafts(replace(whole, meetings=meetings)).actions[0]
    assert (action.from_item, action.from_minute, action.from_resolution) == (every_meeting.OPEN_ITEM, "", None)


def test_who_was_there_and_what_they_declared_is_not_told_before_the_minutes_are(whole):
    """Attendance is taken in the meeting, and apologies before it: none of it is public before the minutes."""
    meetings = tuple(replace(each, minutes_state=MinutesState.DRAFT) for each in whole.meetings)
    [first, *_] = without_drafts(replace(whole, meetings=meetings)).meetings
    assert (first.attendance, first.declarations, first.ended_at) == ((), (), None)
    assert (first.present, first.apologies, first.substitutes, first.remote, first.absent) == ((), (), (), (), ())
    assert {item.declarations for item in first.items} == {()}
    assert whole.meetings[0].present


def test_who_came_and_went_in_exempt_business_is_left_out_with_it(whole, public):
    def movements(record):
        return [moved.item for each in record.meetings[0].attendance for moved in each.movements]

    assert movements(whole) == [every_meeting.EXEMPT_ITEM, every_meeting.LATE_ITEM]
    assert movements(public) == [every_meeting.LATE_ITEM]


def test_an_action_of_an_agenda_not_published_yet_does_not_name_its_item(whole):
    first = replace(whole.meetings[0], published_on=None, status=MeetingStatus.SCHEDULED)
    action = without_drafts(replace(whole, meetings=(first, *whole.meetings[1:]))).actions[0]
    assert (action.from_item, action.from_meeting) == (None, None)


def test_of_minutes_finished_in_word_the_public_has_the_files_that_tell_of_nothing_exempt(public):
    files = [file for meeting in public.meetings for file in meeting.official_minutes]
    assert [(file.sha256, file.name, file.because, file.by) for file in files] == [("34" * 32, "", "", "")]
    assert [file for meeting in without_drafts(public).meetings for file in meeting.official_minutes] == files
