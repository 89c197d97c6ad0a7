"""Sections, headers and page numbers of the papers in a Word pack, also as LibreOffice prints them."""

import re
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from docx.document import Document

from tests import needs
from tests.bundle import word_papers as papers
from tests.bundle.papers import Shelf, item, pack
from tests.bundle.word_packs import BUSES, MINUTES, PROGRAMME, RESTYLED, attributes, bound, opened


class TestPages:
    def test_a_landscape_section_is_kept_with_its_own_header(self, word_pack: bytes) -> None:
        wide = [
            section.header.paragraphs[-1].text
            for section in opened(word_pack).sections
            if section.page_width > section.page_height
        ]
        assert [text for text in wide if text.startswith("Wide")] == [
            *("Wide header of Buses", "Wide header of Floods", "Wide header of Contract")
        ]

    def test_no_paper_has_the_header_of_the_one_before(self, shelf: Shelf) -> None:
        without = papers.plain("without a header")
        made = bound(
            pack(
                item("1", "A", [shelf.paper("With", papers.report("Buses"))]),
                item("2", "B", [shelf.paper("Without", without)]),
            ),
            shelf,
        )
        last = opened(made).sections[-1]
        for kind in (last.header, last.first_page_header, last.footer, last.first_page_footer):
            assert not kind.is_linked_to_previous
            assert [paragraph.text for paragraph in kind.paragraphs] == [""]

    def test_page_numbers_begin_again_where_they_did(self, word_pack: bytes) -> None:
        assert attributes(opened(word_pack), "w:pgNumType", "w:start") == ["1", "1", "1"]

    def test_a_paper_that_does_not_tell_even_pages_apart_has_one_header_on_all(self, shelf: Shelf) -> None:
        def even(document: Document) -> None:
            document.settings.odd_and_even_pages_header_footer = True
            document.sections[0].even_page_header.paragraphs[0].text = "Even header"

        two = papers.changed(papers.plain("two"), even)
        made = opened(
            bound(
                pack(
                    item("1", "A", [shelf.paper("One", BUSES)]),
                    item("2", "B", [shelf.paper("Two", two)]),
                    item("3", "C", [shelf.paper("Three", papers.plain("three"))]),
                ),
                shelf,
            )
        )
        assert made.settings.odd_and_even_pages_header_footer
        assert [section.even_page_header.paragraphs[-1].text for section in made.sections[-4:]] == [
            *("Header of Buses", "Wide header of Buses", "Even header", "")
        ]
        running = made.sections[0].header.paragraphs[-1].text
        assert made.sections[0].even_page_header.paragraphs[-1].text == running

    def test_a_first_paragraph_that_begins_a_page_stays_under_the_heading(self, shelf: Shelf) -> None:
        def broken(document: Document) -> None:
            document.paragraphs[0].paragraph_format.page_break_before = True

        file = papers.changed(papers.plain("first"), broken)
        made = opened(bound(pack(item("1", "A", [shelf.paper("One", file)])), shelf))
        (first,) = [paragraph for paragraph in made.paragraphs if paragraph.text == "first"]
        assert first.paragraph_format.page_break_before is False


@pytest.fixture(scope="module")
def printed(word_pack: bytes, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The pages of the pack and of some papers alone, as LibreOffice prints them, in one call."""
    soffice, folder = needs.soffice(), tmp_path_factory.mktemp("printed")
    files = {"pack": word_pack, "buses": BUSES, "minutes": MINUTES, "programme": PROGRAMME, "restyled": RESTYLED}
    for name, file in files.items():
        (folder / f"{name}.docx").write_bytes(file)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    paths = [str(folder / f"{name}.docx") for name in files]
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *paths]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {name: _pages(folder / f"{name}.pdf") for name in files}


def _pages(file: Path) -> list[str]:
    command = [needs.program("pdftotext"), "-layout", str(file), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [" ".join(page.split()) for page in text.split("\f")[:-1]]


class TestInLibreOffice:
    def test_each_paper_has_as_many_pages_as_alone(self, printed: dict[str, list[str]]) -> None:
        starts = [number for number, page in enumerate(printed["pack"]) if "Agenda Item" in page]
        lengths = [after - start for start, after in pairwise(starts)]
        headings = [re.search(r"Agenda Item (\w+)", printed["pack"][start])[1] for start in starts]
        found = dict(zip(headings, lengths, strict=False))
        assert found["6"] == len(printed["minutes"])
        assert found["7"] == len(printed["programme"])
        assert lengths[0] == len(printed["buses"]) - 1  # its endnotes stand at the end of the pack

    def test_lists_count_from_one_in_each_paper(self, printed: dict[str, list[str]]) -> None:
        everything = " ".join(printed["pack"])
        for name in ("Buses", "Floods", "Contract"):
            assert f"1. {name} point first 2. {name} point second 3. {name} point third" in everything

    def test_every_page_of_an_exempt_paper_says_so(self, printed: dict[str, list[str]]) -> None:
        own = [page for page in printed["pack"] if "of Contract" in page or "Contract across" in page]
        assert len(own) == 2
        assert all(page.startswith("NOT FOR PUBLICATION: paragraph 3") for page in own)
