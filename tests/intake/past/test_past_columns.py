"""A PDF’s columns, whose cells come one after another: each in its row again, and what is not sure is told."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from scrutiny.domain.record.programme import Entry
from scrutiny.domain.vocabulary import EntryStatus
from scrutiny.intake.past.tables.draft import Draft
from tests.intake.past.test_past_programme import CELL, read, said, settled, words_in

FIXTURE = Path(__file__).with_name("work-programme.txt")


PAST = read(FIXTURE.read_bytes(), "programme.txt")


def titled(draft: Draft, title: str) -> Entry:
    return next(entry for entry in draft.work_programme if entry.title == title)


def test_every_row_of_the_four_tables_is_found_though_its_cells_come_one_after_another() -> None:
    assert [(entry.section.value, entry.title) for entry in PAST.work_programme] == [
        ("programme", "Domestic Abuse"),
        ("programme", "Early Help"),
        ("programme", "Customer Feedback Annual Report"),
        ("programme", "Young Carers"),
        ("standing", "Crime & Disorder"),
        ("briefing", "Referral figures by district"),
        ("inquiry", "School Transport Inquiry Day"),
    ]


def test_each_row_has_its_day_and_what_waits_says_so() -> None:
    assert [(entry.meeting or entry.planned_on, entry.when) for entry in PAST.work_programme] == [
        (date(2022, 6, 16), ""),
        (date(2022, 6, 16), ""),
        (date(2022, 9, 22), ""),
        (None, "tbc"),
        (None, ""),
        (None, "July 2022"),
        (date(2022, 10, 13), ""),
    ]
    assert PAST.year == 2022


def test_the_calendar_keeps_the_day_that_a_meeting_was_moved_from() -> None:
    assert [(each.date, each.time, each.rearranged_from) for each in PAST.meetings] == [
        (date(2022, 6, 16), time(10), None),
        (date(2022, 9, 22), time(10), None),
        (date(2022, 11, 24), time(10), date(2022, 11, 3)),
    ]


def test_a_lead_officer_left_blank_is_kept_and_told() -> None:
    assert [(lead.label, lead.name) for lead in titled(PAST, "Young Carers").leads or ()] == [
        ("Cabinet Member", "Mark Summers"),
        ("Lead Officer", ""),
    ]
    assert ("work_programme[3].leads", "“Lead Officer:” has no name behind it") in said(PAST)


def test_names_that_go_over_the_end_of_a_line_are_whole() -> None:
    abuse = titled(PAST, "Domestic Abuse")
    assert (abuse.cabinet_members, abuse.lead_officers) == (("Vera Wills",), ("Trish Cauldron",))
    assert abuse.outcome.startswith("Members asked for:")
    assert abuse.status is EntryStatus.CONSIDERED


SEVERAL = """Work Programme 2023/24
Date

Item

Details

12 June 2023
10.00 am
 3 July 2023
10.00 am

Bus Fares
Lead Officer: Ivy
Lane
Footpaths
Lead Officer: Tom
Hill

Suggested in May.

Report brought annually
"""


def test_what_stood_in_one_stretch_is_placed_as_it_most_likely_stood_and_told() -> None:
    draft = read(SEVERAL)
    assert [(entry.title, entry.details) for entry in draft.work_programme] == [
        ("Bus Fares", "Suggested in May."),
        ("Footpaths", "Report brought annually"),
    ]
    assert ("work_programme[1]", "Several days stood together, so it may be another day’s.") in said(draft)


# Any text


PIECES = st.one_of(
    st.lists(CELL.filter(bool), min_size=1, max_size=4).map("\n".join),
    st.sampled_from(["tbc", "16 June 2022\n10.00 am", "Lead Officer: Ivy", "Standing Items 2022-23\nItem", "Details"]),
)


@settled
@given(st.lists(PIECES, max_size=14), st.sampled_from(["\n\n", "\n", "\f"]))
def test_no_word_of_a_column_is_lost(pieces: list[str], gap: str) -> None:
    text = f"Work Programme 2022-23\nItem\n\nBuses\nLead Officer: Tom Hill\n\n{gap.join(pieces)}"
    told = words_in(read(text))
    lost = [word for piece in pieces for word in piece.split() if set(word) <= set("qxzvkj") and word not in told]
    assert lost == []
