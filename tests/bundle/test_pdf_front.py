"""The front sheet says what is in a pack, where it begins, and what is not in it and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Name, Pdf

from scrutiny.bundle import pdf
from scrutiny.bundle.bound import Bound
from scrutiny.bundle.pdf import front
from scrutiny.bundle.pdf.sheet import Look, Sheet
from scrutiny.domain.vocabulary import Audience, ItemKind, MeetingStatus
from scrutiny.papers import pack as packs
from scrutiny.papers.agenda import Enclosure, Line
from scrutiny.papers.people import Named
from tests.bundle import leafing, printed
from tests.bundle.papers import Shelf
from tests.word import samples


def bound(
    folder: Path, *, audience: Audience = Audience.PUBLIC, supplement: int = 0, **changes: Any
) -> tuple[Path, Bound]:
    pack = packs.of(replace(samples.AGENDA, **changes), audience=audience, supplement=supplement)
    to = folder / "pack.pdf"
    return to, pdf.bind(pack, file=Shelf(folder), work=folder / "work", to=to, told=lambda *_: None)


def said(folder: Path, **changes: Any) -> str:
    return " ".join(leafing.texts(bound(folder, **changes)[0]))


def business(number: int, title: str = "Village Bus Services", *papers: Enclosure, **more: Any) -> Line:
    return Line(str(number), title, ItemKind.BUSINESS, number, documents=papers, **more)


def test_it_is_the_agenda(tmp_path: Path) -> None:
    text = said(tmp_path)
    for words in (
        *(
            "Borsetshire County Council",
            "Rural Life Overview and Scrutiny Committee",
            "Agenda",
            "Tuesday 30 November 2021",
        ),
        *("10.00 am", "Council Chamber, County Hall, Borchester", "Monday 22 November 2021"),
        "This meeting was re-arranged from 4 November 2021. The report was not ready.",
        *("PART ONE", "1. Apologies", "5A Flood Warnings", "Urgent item: The river rose on 20 November."),
        *("Cabinet Member: Peggy Woolley", "Recommended in the report: a) the report be received;"),
        *("Withdrawn. Awaiting the survey.", "PART TWO", "Item 7, Exempt item – paragraph 3"),
        "Not for publication: paragraph 3 of Schedule 12A to the Local Government Act 1972.",
        *("Joan Pargetter (Chairman)", "Rev Preb Nigel Snell", "The public are welcome to attend."),
    ):
        assert words in text
    assert "exempt information" not in text


def test_a_draft_and_a_cancelled_meeting_say_so(tmp_path: Path) -> None:
    assert said(tmp_path, draft=True).startswith("DRAFT – not yet published")
    cancelled = said(tmp_path, status=MeetingStatus.CANCELLED, status_because="The hall is flooded.")
    assert "This meeting has been cancelled. The hall is flooded." in cancelled


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        pytest.param(Enclosure("Timetable", to_follow=True), "Timetable to follow", id="that is to follow"),
        pytest.param(Enclosure("Timetable"), "Timetable to follow", id="that has no file"),
        pytest.param(
            Enclosure("Exempt report", withheld=True, paragraphs=(3,)),
            "Exempt report – not for publication, paragraph 3 withheld",
            id="that is withheld",
        ),
        pytest.param(
            Enclosure("Exempt report", withheld=True, paragraphs=(1, 2)),
            "Exempt report – not for publication, paragraphs 1 and 2 withheld",
            id="that is withheld under two paragraphs",
        ),
        pytest.param(
            Enclosure("Exempt report", withheld=True, to_follow=True),
            "Exempt report – not for publication to follow",
            id="that is withheld and has not come",
        ),
    ],
)
def test_a_paper_is_named(paper: Enclosure, words: str, tmp_path: Path) -> None:
    assert words in said(tmp_path, part_one=(business(4, "Buses", paper),), part_two=())


def test_a_supplement_says_what_it_brings_and_why_and_no_more(tmp_path: Path) -> None:
    late = printed.paper(Shelf(tmp_path), "Flood report", printed.plain("The river rose"), "flood.pdf", supplement=2)
    lines = (business(4), business(5, "Flood Warnings", late, late_because="The river rose on 20 November."))
    path, made = bound(tmp_path, supplement=2, part_one=lines, part_two=())
    text = leafing.texts(path)
    assert "Supplement 2 to the agenda" in text[0]
    assert "5. Flood Warnings Urgent item: The river rose on 20 November. Flood report 2" in text[0]
    for words in ("Village Bus Services", "Membership", "Notes for the public", "PART TWO", "Published"):
        assert words not in text[0]
    assert made.pages == 2
    assert leafing.bookmarks(path)[0] == (0, "Supplement 2 to the agenda", 0)


def test_a_members_pack_says_whom_it_is_for(tmp_path: Path) -> None:
    text = said(tmp_path, audience=Audience.MEMBERS, contains_exempt=True)
    assert "NOT FOR PUBLICATION – this copy contains exempt information" in text
    assert "It is for the members of the Rural Life Overview and Scrutiny Committee and the officers" in text


def test_an_agenda_without_items_says_so(tmp_path: Path) -> None:
    text = said(tmp_path, part_one=(), part_two=(), members=(), notes=())
    assert "No items have been published for this meeting yet." in text


def test_pages_are_counted_through_a_front_of_many_pages(tmp_path: Path) -> None:
    """Two hundred items and sixty members: the numbers on the front are right although it is long itself."""
    shelf = Shelf(tmp_path)
    paper = printed.paper(shelf, "The one report", printed.plain("Here it is", "And here"), "report.pdf")
    lines = tuple(
        business(number, f"Item of business {number}", *([paper] * (number == 150))) for number in range(1, 201)
    )
    members = tuple(Named(f"Councillor {number}", "Co-opted member without a vote") for number in range(60))
    path, made = bound(tmp_path, part_one=lines, members=members)
    texts = leafing.texts(path)
    begins = next(number for number, text in enumerate(texts, start=1) if "Here it is" in text)
    assert begins == made.pages - 1 > 7
    assert f"The one report {begins}–{begins + 1}" in " ".join(texts[:begins])
    for number in range(60):
        assert f"Councillor {number} " in " ".join(texts)
    assert all(leafing.lowest(path, page) > 10 for page in range(begins - 1))
    with Pdf.open(path) as opened:
        link = next(link for link in leafing.links(opened) if str(link.Dest) == "item-150-1")
        assert leafing.led_to(opened, link.Dest) == begins - 1


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("Gofal a chymorth yng Nghŵyr: tŷ, dŵr, ẁ ŷ", id="Welsh"),
        pytest.param("“Quotes”, £5m – 10% … ½ café", id="punctuation"),
        pytest.param("Pięć Łódź Çeşme Ωμέγα Москва", id="other alphabets"),
        pytest.param("Ticked ✓ and 😀 and 漢字", id="signs that no font here has"),
        pytest.param("{{ title }} ]]> <w:p> (brackets) \\ %", id="signs that mean something elsewhere"),
        pytest.param("Supercalifragilistic" * 15, id="a word of 300 letters"),
        pytest.param("A title of many words that goes on and on " * 7, id="300 characters"),
    ],
)
def test_any_title_is_printed_whole_within_its_column(title: str, tmp_path: Path) -> None:
    path, _ = bound(tmp_path, part_one=(business(4, title),), part_two=())
    assert "".join(title.split()) in "".join(leafing.texts(path)[0].split())
    assert leafing.widest(path, 0) < 541


def test_its_tags_are_a_list_of_contents(tmp_path: Path) -> None:
    path, _ = bound(tmp_path)
    with Pdf.open(path) as opened:
        order = [str(element.S) for element in leafing.elements(opened)]
    assert order[:6] == ["/Document", "/Part", "/P", "/P", "/H1", "/P"]
    assert order.count("/H1") == 1
    assert order.count("/TOCI") == 8 + 2
    assert order[order.index("/TOCI") : order.index("/TOCI") + 3] == ["/TOCI", "/Lbl", "/Reference"]


def test_a_paper_that_is_read_page_by_page_is_named(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    papers = (
        printed.paper(shelf, "Scanned letter", printed.plain("Words"), "letter.pdf"),
        printed.paper(shelf, "Tagged report", printed.tagged("Words"), "report.pdf"),
    )
    text = said(tmp_path, part_one=(business(4, "Buses", *papers),), part_two=())
    assert "are read page by page: Scanned letter. Ask the clerk" in text


def test_a_line_keeps_its_place_in_the_order_of_reading(tmp_path: Path) -> None:
    sheet = Sheet()
    names: Sequence[str] = [f"Name {number}" for number in range(5)]
    sheet.columns(names, Look())
    with sheet.finished() as made:
        made.save(tmp_path / "names.pdf")
        assert [element.S for element in leafing.elements(made)].count(Name.LI) == 5
    assert leafing.texts(tmp_path / "names.pdf")[0].split() == " ".join(names).split()


def test_a_pack_is_called_by_what_it_is() -> None:
    assert front.named(packs.of(samples.AGENDA, audience=Audience.PUBLIC)) == "Agenda"
    assert front.named(packs.of(samples.AGENDA, audience=Audience.PUBLIC, supplement=1)) == "Supplement 1 to the agenda"
