"""Work programmes of years ago: what each cell says, wherever it stood, and what nobody can be sure of."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrutiny.domain.record.programme import Entry
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import EntryStatus, Section
from scrutiny.intake.past.tables import programme, separated
from scrutiny.intake.past.tables.draft import Draft
from scrutiny.opendata import tables
from scrutiny.papers.markdown import normal
from scrutiny.word import work_programme
from tests.word import samples

FIXTURE = Path(__file__).with_name("work-programme.txt")
settled = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(text: str | bytes, name: str = "programme.txt") -> Draft:
    content = text.encode() if isinstance(text, str) else text
    return programme.read(separated.read(content, name))


def rows(*cells: str, head: str = "Date,Item,Details,Action/Outcome") -> Draft:
    return read("\r\n".join([head, *cells]), "programme.csv")


PAST = read(FIXTURE.read_bytes(), "programme.txt")


def titled(draft: Draft, title: str) -> Entry:
    return next(entry for entry in draft.work_programme if entry.title == title)


# A PDF's columns


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


def said(draft: Draft) -> list[tuple[str, str]]:
    return [(doubt.where, doubt.what) for doubt in draft.doubts]


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


# Tables


@pytest.mark.parametrize(
    ("row", "told"),
    [
        pytest.param("16 June 2022,Buses,Why,", {"meeting": date(2022, 6, 16)}, id="a day is a meeting’s"),
        pytest.param("16/06/22,Buses,Why,", {"meeting": date(2022, 6, 16)}, id="a day may be in figures"),
        pytest.param(
            "Thurs 16th June 2022 at 10am,Buses,,", {"meeting": date(2022, 6, 16)}, id="its hour may stand by"
        ),
        pytest.param(
            "tbc,Buses,,", {"status": EntryStatus.TO_BE_CONFIRMED, "when": "tbc"}, id="tbc is to be confirmed"
        ),
        pytest.param("To be confirmed,Buses,,", {"when": "tbc"}, id="to be confirmed is tbc"),
        pytest.param("Autumn 2022,Buses,,", {"when": "Autumn 2022", "meeting": None}, id="a season is kept as words"),
        pytest.param("1 May 2022,Buses,,Agreed.", {"status": EntryStatus.CONSIDERED}, id="an outcome means considered"),
        pytest.param("1 May 2022,Buses,,Request withdrawn", {"status": EntryStatus.WITHDRAWN}, id="withdrawn says so"),
        pytest.param(
            'tbc,"Buses\nLead Officers: Ivy Lane, Tom Hill",,',
            {"lead_officers": ("Ivy Lane", "Tom Hill")},
            id="two officers are two",
        ),
        pytest.param(
            'tbc,"Buses\nLead Officer: Kath Perry, MBE",,',
            {"lead_officers": ("Kath Perry, MBE",)},
            id="honours stay with their name",
        ),
        pytest.param(
            'tbc,"Buses\nLead Officer: Director of Care and Health",,',
            {"lead_officers": ("Director of Care and Health",)},
            id="a post is one name",
        ),
        pytest.param(
            'tbc,"Buses\nCabinet Member for Roads: Jan Cole",,',
            {"cabinet_members": ("Jan Cole",)},
            id="a portfolio may stand in the label",
        ),
        pytest.param("tbc,Buses,'-5 per cent,", {"details": "-5 per cent"}, id="a spreadsheet’s apostrophe goes"),
    ],
)
def test_a_cell_says(row: str, told: dict[str, Any]) -> None:
    entry = rows(row).work_programme[0]
    assert entry.title == "Buses"
    assert {key: getattr(entry, key) for key in told} == told


@pytest.mark.parametrize(
    ("cells", "doubt"),
    [
        pytest.param("31 June 2022,Buses,,", "31 June 2022", id="a day that is none"),
        pytest.param("soon after Easter if we can,Buses,,", "soon after Easter if we can", id="words that are no day"),
        pytest.param(f"tbc,{'Buses ' * 60},,", "is cut", id="a title that is too long"),
        pytest.param("1 May 2022,Buses,,Agreed.", "is taken as considered", id="a state that is guessed"),
        pytest.param("tbc,Buses (exempt),,", "so it is not brought in", id="a row that says it is exempt"),
    ],
)
def test_is_told_as_a_doubt(cells: str, doubt: str) -> None:
    assert any(doubt in what for _, what in said(rows(cells)))


def test_a_day_that_stands_for_several_rows_is_each_ones() -> None:
    draft = rows("16 June 2022,Buses,,", ",Roads,,")
    assert [entry.meeting for entry in draft.work_programme] == [date(2022, 6, 16)] * 2
    assert ("work_programme[1].when", "no day stands beside it, so that of the row above is taken") in said(draft)


def test_a_column_of_its_own_names_who_answers() -> None:
    entry = rows("tbc,Buses,Jan Cole,Ivy Lane", head="Date,Topic,Cabinet Member,Lead Officer").work_programme[0]
    assert (entry.cabinet_members, entry.lead_officers) == (("Jan Cole",), ("Ivy Lane",))


def test_a_column_that_the_record_has_not_is_told_with_its_text() -> None:
    draft = rows("tbc,Buses,Why,High", head="Date,Item,Details,Priority")
    assert ("work_programme[0], column 4", "has no place in the record and is left out: “High”") in said(draft)


@pytest.mark.parametrize("text", ["", "Minutes of a meeting", "Reference,Action\nA1,Count the buses"])
def test_a_paper_without_a_programme_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(RuleBroken, match=r"^(No work programme is found in|“programme.csv” is empty)"):
        read(text, "programme.csv")


# There and back


WITH_ALL = samples.work_programme(
    tables={
        Section.PROGRAMME: (
            samples.entry("Bus *fares*", details="Why:\n\n- one;\n- two.", outcome="Agreed."),
            samples.entry("Footpaths", on=None, when="tbc", outcome="", status=EntryStatus.TO_BE_CONFIRMED),
        ),
        Section.STANDING: (samples.entry("Crime & Disorder", on=None, when="", status=EntryStatus.PLANNED),),
        Section.BRIEFING: (samples.entry("Figures", on=None, when="July 2022", status=EntryStatus.CONSIDERED),),
        Section.INQUIRY: (),
    }
)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(work_programme.write(WITH_ALL), "programme.docx", id="as a Word document"),
        pytest.param(tables.work_programme(WITH_ALL), "programme.csv", id="as a table for a spreadsheet"),
    ],
)
def test_our_own_export_reads_back(content: bytes, name: str) -> None:
    printed = [(section, entry) for section, entries in WITH_ALL.tables.items() for entry in entries]
    for (section, entry), found in zip(printed, read(content, name).work_programme, strict=True):
        assert (found.section, found.title, found.meeting, found.when) == (
            section,
            entry.title,
            entry.on,
            "" if entry.on else entry.when,
        )
        assert (found.details, found.outcome) == (normal(entry.details), normal(entry.outcome))
        assert found.status is entry.status
        assert [(lead.label, lead.name) for lead in found.leads or ()] == [
            (lead.label, name) for lead in entry.leads for name in lead.names
        ]


# Any text


WORD = st.text(alphabet="qxzvkj", min_size=3, max_size=9)
CELL = st.lists(WORD, max_size=8).map(" ".join)


def words_in(draft: Draft) -> str:
    return str([asdict(entry) for entry in draft.work_programme]) + str([asdict(doubt) for doubt in draft.doubts])


@settled
@given(st.lists(st.tuples(CELL, CELL, CELL, CELL, CELL), min_size=1, max_size=5))
def test_no_word_of_a_table_is_lost(cells: list[tuple[str, ...]]) -> None:
    text = "\r\n".join(["Date,Item,Details,Outcome,Else", "tbc,Buses,,,", *map(",".join, cells)])
    told = words_in(read(text, "programme.csv"))
    assert [word for row in cells for cell in row for word in cell.split() if word not in told] == []


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


@settled
@given(st.text(), st.sampled_from(["", "Work Programme 2022\nDate\n", "Date,Item\n", "Date\tItem\tDetails\n"]))
def test_any_text_is_read_or_refused_in_a_sentence(text: str, head: str) -> None:
    for name in ("programme.txt", "programme.csv"):
        with suppress(RuleBroken):
            read((head + text).encode("utf-8", "surrogatepass"), name)
