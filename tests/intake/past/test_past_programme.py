"""Work programmes of years ago: what each cell says, wherever it stood, and what nobody can be sure of."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrutiny.domain.record.programme import Move
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import EntryStatus, Section
from scrutiny.intake.past.tables import programme, separated
from scrutiny.intake.past.tables.draft import Draft
from scrutiny.opendata import tables
from scrutiny.papers.markdown import normal
from scrutiny.word import work_programme
from tests.word import samples

settled = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(text: str | bytes, name: str = "programme.txt") -> Draft:
    content = text.encode() if isinstance(text, str) else text
    return programme.read(separated.read(content, name))


def rows(*cells: str, head: str = "Date,Item,Details,Action/Outcome") -> Draft:
    return read("\r\n".join([head, *cells]), "programme.csv")


def said(draft: Draft) -> list[tuple[str, str]]:
    return [(doubt.where, doubt.what) for doubt in draft.doubts]


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
    assert ("work_programme[1].when", "no day stands beside it, so that above it is taken") in said(draft)


@pytest.mark.parametrize(
    ("details", "moves"),
    [
        pytest.param(
            "Why.\n\nMoved from 3 May 2022: no staff.",
            (Move(from_meeting=date(2022, 5, 3), because="no staff."),),
            id="from a day, with the reason",
        ),
        pytest.param("Why.\n\nMoved from tbc.", (Move(from_when="tbc"),), id="from no day"),
        pytest.param("Why.\n\nDeferred twice.\n\nMoved from May.", (Move(from_when="May"),), id="more than once"),
        pytest.param("Why.", (), id="never"),
    ],
)
def test_it_was_moved(details: str, moves: tuple[Move, ...]) -> None:
    entry = rows(f'tbc,Buses,"{details}",').work_programme[0]
    assert (entry.details, entry.moves) == ("Why.", moves)


def test_a_day_that_stands_over_rows_is_theirs() -> None:
    draft = rows("16 June 2022,,,", ",Buses,,", ",Roads,,", "22 September 2022,,,", ",Paths,,")
    assert [(entry.title, str(entry.meeting)) for entry in draft.work_programme] == [
        ("Buses", "2022-06-16"),
        ("Roads", "2022-06-16"),
        ("Paths", "2022-09-22"),
    ]


def test_a_day_that_stands_over_a_table_is_its_rows() -> None:
    text = "Meeting: {}\nItem\tDetails\tOfficer\n{}\tWhy\tIvy\n"
    two = text.format("16 June 2022", "Buses") + text.format("22 September 2022", "Paths")
    assert [str(entry.meeting) for entry in read(two).work_programme] == ["2022-06-16", "2022-09-22"]


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


def test_a_paper_too_long_to_be_a_programme_is_refused_in_a_sentence() -> None:
    with pytest.raises(RuleBroken, match=r"has 40,0\d\d lines\. Cut out the pages with the tables, and read those\.$"):
        read("Work Programme 2022\nItem\n" + "a\n" * 40_000)


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


@settled
@given(st.text(), st.sampled_from(["", "Work Programme 2022\nDate\n", "Date,Item\n", "Date\tItem\tDetails\n"]))
def test_any_text_is_read_or_refused_in_a_sentence(text: str, head: str) -> None:
    for name in ("programme.txt", "programme.csv"):
        with suppress(RuleBroken):
            read((head + text).encode("utf-8", "surrogatepass"), name)
