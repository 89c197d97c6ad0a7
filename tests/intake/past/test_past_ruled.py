"""PDFs with lines drawn round their cells: a narrow column is no trouble, nor a row that goes over the page."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

from scrutiny.domain.record.programme import Entry
from scrutiny.intake.past.sheet import Line
from scrutiny.intake.past.sheet import Table as Read
from scrutiny.intake.past.tables import programme, ruled, separated, tracker
from tests.intake.past.test_past_programme import said
from tests.intake.past.test_past_tracker import TODAY

HEAD = ("Date", "Item", "Details", "Action/Outcome")
SMALL = ParagraphStyle("small", fontSize=9, leading=11)
BUSES = (
    "16 June 2022",
    "Village Bus Services<br/>Cabinet Member: Vera Wills<br/>Lead Officer: Trish Cauldron",
    "Suggested at 3 March meeting, to see what became of the evening buses in the north.",
    "Figures were asked for.",
)
ROADS = ("tbc", "Roads<br/>Lead Officer:", "Report brought annually", "")


def pdf(*pages: Sequence[Sequence[str]], above: str = "Work Programme 2022/23") -> bytes:
    """A table a page, with lines round the cells."""
    file = io.BytesIO()
    body: list[Flowable] = [Paragraph(above, SMALL)]
    for number, rows in enumerate(pages):
        cells = [[Paragraph(cell, SMALL) for cell in row] for row in rows]
        body += [PageBreak()] * bool(number)
        body.append(Table(cells, colWidths=[60, 110, 130, 150], style=[("GRID", (0, 0), (-1, -1), 0.5, "black")]))
    SimpleDocTemplate(file, pagesize=A4).build(body)
    return file.getvalue()


def entries(content: bytes) -> tuple[Entry, ...]:
    return programme.read(separated.read(content, "programme.pdf")).work_programme


def test_each_cell_is_read_by_its_lines() -> None:
    buses, roads = entries(pdf([HEAD, BUSES, ROADS]))
    assert (buses.title, buses.cabinet_members, buses.lead_officers) == (
        "Village Bus Services",
        ("Vera Wills",),
        ("Trish Cauldron",),
    )
    assert buses.details == BUSES[2]
    assert (str(buses.meeting), buses.outcome, roads.when, roads.details) == (
        *("2022-06-16", "Figures were asked for.", "tbc"),
        "Report brought annually",
    )


def test_what_stands_outside_the_lines_is_told() -> None:
    draft = programme.read(separated.read(pdf([HEAD, BUSES], above="Chairman: Joan Pargetter"), "programme.pdf"))
    assert (
        "the text around the tables",
        "has no place in the record and is left out: “Chairman: Joan Pargetter”",
    ) in said(draft)


def test_a_row_that_goes_over_the_page_is_one() -> None:
    cut = (HEAD, ("", "", "It goes on.", ""), ROADS)
    buses, roads = entries(pdf([HEAD, BUSES], cut))
    assert buses.details.endswith("in the north.\n\nIt goes on.")
    assert roads.title == "Roads"


def test_a_tracker_of_narrow_columns_has_its_references_whole() -> None:
    rows = [
        ("Ref.", "Action", "Owner", "Progress"),
        ("SOS/<br/>2021/017", "Count the buses", "Ivy<br/>Lane", "Open<br/>Asked."),
    ]
    action = tracker.read(separated.read(pdf(rows), "tracker.pdf"), on=TODAY).actions[0]
    assert (action.reference, action.owner, action.status.value) == ("SOS/2021/017", "Ivy Lane", "open")
    assert [update.text for update in action.updates] == ["Asked."]


def test_tables_of_other_headings_stay_apart() -> None:
    tables = (Read((("Date", "Item"), ("1", "2"))), Read((("Date", "Title"), ("", ""))), Line("between"))
    assert tuple(ruled.in_one(tables)) == tables
