"""A record written by hand needs few keys: the others follow from these."""

from __future__ import annotations

from datetime import date, time

import pytest

from scrutiny.domain.record import Record
from scrutiny.domain.vocabulary import AttendanceStatus, Capacity, ItemKind, Part, Role
from scrutiny.intake.record import read
from scrutiny.opendata.record import write
from tests.intake.short_record import SHORT, changed, reading_of


@pytest.fixture(scope="module")
def short() -> Record:
    reading = reading_of(SHORT)
    assert reading.noted == ()
    return reading.accept()


def test_a_meeting_is_where_and_when_the_committee_usually_meets(short):
    first, second = short.meetings
    assert (second.id, second.time, second.venue, second.committee_name) == (2, time(10), "Oak Room", "Health Scrutiny")
    assert (first.sequence, second.sequence, second.uid) == (1, 0, "")
    [moved] = first.rearrangements or ()
    assert (moved.date, moved.time, moved.venue) == (date(2022, 6, 7), time(10), "Oak Room")


def test_the_lists_of_names_become_an_attendance_as_minutes_print_it(short):
    there = [(each.name, each.role, each.status, each.person) for each in short.meetings[0].attendance or ()]
    assert there == [
        ("Ann Elm", "Vice Chairman - Overview", AttendanceStatus.PRESENT, 2),
        ("Rev Preb Ben Oak, MBE", "", AttendanceStatus.PRESENT, 1),
        ("Eve Yew", "", AttendanceStatus.SUBSTITUTE, None),
        ("Cai Fir", "", AttendanceStatus.APOLOGIES, 3),
        ("Dee Ash", "", AttendanceStatus.IN_ATTENDANCE, None),
    ]
    assert short.meetings[0].present == ("Ann Elm", "Ben Oak")


def test_members_become_people_and_hold_their_seat_from_the_beginning_of_the_municipal_year(short):
    assert [person.name for person in short.people] == ["Ben Oak", "Ann Elm", "Cai Fir"]
    assert [(each.role, each.role_kind, each.from_) for each in short.members] == [
        ("Vice Chairman - Overview", Role.VICE_CHAIRMAN, date(2022, 5, 15)),
        ("Member", Role.MEMBER, date(2022, 5, 15)),
        ("Member", Role.MEMBER, date(2022, 5, 15)),
    ]
    assert short.members[1].honours == "MBE"


ROLES = {
    "Chair": Role.CHAIRMAN,
    "Chairman": Role.CHAIRMAN,
    "Vice-Chairman (Scrutiny)": Role.VICE_CHAIRMAN,
    "Deputy Chairwoman": Role.VICE_CHAIRMAN,
    "Substitute member": Role.SUBSTITUTE,
    "Co-opted member": Role.CO_OPTEE,
    "Co-opted member (non-voting)": Role.NON_VOTING_CO_OPTEE,
    "Councillor": Role.MEMBER,
}


@pytest.mark.parametrize(("written", "kind"), ROLES.items(), ids=ROLES)
def test_a_role_as_it_is_written_is_understood(written, kind):
    record = reading_of(changed("members", 0, "role", to=written)).accept()
    assert (record.members[0].role, record.members[0].role_kind) == (written, kind)


def test_rows_of_one_title_follow_one_topic(short):
    assert [topic.title for topic in short.topics] == ["Beds", "Staff"]
    assert [row.topic for row in short.work_programme] == [1, 2, 1]


def test_an_item_takes_topic_and_leads_from_its_row_and_standing_business_its_standing_item(short):
    declarations, beds, _ = short.meetings[0].items
    assert (declarations.kind, declarations.standing, declarations.topic) == (
        ItemKind.DECLARATIONS,
        "Declarations of Interest",
        None,
    )
    assert (beds.topic, beds.standing) == (1, None)
    assert [lead.label for lead in beds.leads or ()] == ["Cabinet Members", "Cabinet Members"]


def test_short_lists_and_labels_say_in_which_capacity_somebody_leads(short):
    leads = [[(lead.label, lead.name, lead.capacity) for lead in row.leads or ()] for row in short.work_programme]
    assert leads[1:] == [
        [("Independent Chair", "Jo Lark", Capacity.OTHER)],
        [("Lead Officer", "Gwen Ivy", Capacity.LEAD_OFFICER)],
    ]
    assert short.work_programme[0].cabinet_members == ("Hal Judd", "Ida Kemp")


def test_a_number_is_a_minute_and_its_integer_is_read_from_it(short):
    numbered = [(item.minute, item.minute_ordinal, item.minute_series) for item in short.meetings[0].items[:2]]
    assert numbered == [("", 12, "HCS 2022/23"), ("", 13, "HCS 2022/23")]
    assert [(run.name, run.year) for run in short.minute_series] == [("HCS 2022/23", 2022)]


def test_an_action_is_traced_to_its_minute_or_to_its_row(short):
    sources = [(each.from_item, each.from_minute, each.from_resolution, each.topic) for each in short.actions]
    assert sources == [(2, "13/22", 1, 1), (2, "13/22", None, 1), (3, "", None, None)]
    assert [each.opened_on for each in short.actions] == [date(2022, 6, 14)] * 3
    assert [each.part for each in short.actions] == [Part.ONE, Part.ONE, Part.TWO]
    assert short.actions[2].owner_person == 1
    assert [(each.meeting, each.status) for each in short.actions[1].seen or ()] == [(2, short.actions[1].status)]


def test_of_two_meetings_on_one_day_the_formal_one_is_meant():
    meetings = [{"date": "2022-09-13", "kind": "briefing", "time": "08:00"}, *SHORT["meetings"]]
    record = reading_of(changed("meetings", to=meetings)).accept()
    seen = record.actions[1].seen or ()
    assert record.meetings[0].id != seen[0].meeting


def test_to_read_what_was_written_changes_nothing(short):
    assert read(write(short)).record == short
