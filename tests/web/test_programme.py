"""The work programme: its four tables, narrowed by the address alone, and the same rows as Word and CSV."""

from __future__ import annotations

import io

import pytest
from docx import Document
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import EntryStatus
from scrutiny.models.programme import EntryMove
from tests import make
from tests.browser import Browser, Page
from tests.chamber import Chamber

ADDRESS = "/committees/SOS/work-programme"


def titles(page: Page) -> list[str]:
    return page.texts("//tbody/tr/th/*[1] | //tbody/tr/th[not(*)]")


@pytest.mark.usefixtures("filled")
def test_each_table_has_its_rows_and_every_row_that_is_not_exempt_its_story(reader: Browser) -> None:
    page = reader.read(ADDRESS)
    assert page.heading == "Work programme 2021/22"
    assert page.texts("//caption") == ["Work programme", "Briefing notes, updates and visits"]
    assert titles(page) == [
        "Adults on the cusp of care",
        "A matter about an individual",
        "An inquest",
        "Missing children",
        "Details of investigations",
    ]
    told = page.texts("//tbody/tr/th/a[starts-with(@href, '/topics/')]")
    assert told == ["Adults on the cusp of care", "Missing children", "Details of investigations"]
    assert "Suggested at the June meeting" in page.text


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("query", "shown"),
    [
        pytest.param("section=briefing", ["Details of investigations"], id="one table"),
        pytest.param("state=to_be_confirmed", ["Missing children"], id="one state"),
        pytest.param("meeting=3", ["Adults", "A matter", "An inquest"], id="one meeting"),
        pytest.param("section=briefing&state=planned", [], id="nothing is in both"),
        pytest.param(
            "year=2021-22&section=&state=&meeting=",
            ["Adults", "A matter", "An inquest", "Missing", "Details"],
            id="everything",
        ),
    ],
)
def test_a_programme_is_narrowed_by_its_address(reader: Browser, query: str, shown: list[str]) -> None:
    page = reader.read(f"{ADDRESS}?{query}")
    assert len(titles(page)) == len(shown)
    assert all(title.startswith(start) for title, start in zip(titles(page), shown, strict=True))
    still_chosen = dict(pair.split("=") for pair in query.split("&"))
    for name, value in still_chosen.items():
        assert page.tree.xpath(f"//select[@name='{name}']/option[@selected]/@value") == [value] * bool(value)


@pytest.mark.usefixtures("filled")
def test_what_is_chosen_is_what_the_files_hold(reader: Browser) -> None:
    query = "?section=briefing"
    links = reader.read(ADDRESS + query).links()
    assert {f"{ADDRESS}.docx{query}", f"{ADDRESS}.csv{query}"} <= set(links)
    assert reader.get(f"{ADDRESS}.csv{query}").text.count("\r\n") == 2
    document = Document(io.BytesIO(reader.get(f"{ADDRESS}.docx{query}").data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("Details of investigations" in cell for cell in cells)
    assert not any("cusp of care" in cell for cell in cells)


def test_a_past_row_says_what_happened_and_where_it_came_from(
    reader: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    with writing(session, author):
        entry = make.entry(
            session,
            filled.committee,
            "Fostering, looked at",
            meeting_id=filled.held.id,
            status=EntryStatus.CONSIDERED,
            outcome="Members asked for:\n\n- figures\n- a visit",
        )
        for reason in ("The officer was unwell.", "The report was late."):
            session.add(EntryMove(entry_id=entry.id, from_meeting_id=filled.cancelled.id, because=reason))
        item = make.item(session, filled.held, "Fostering, looked at", entry_id=entry.id, position=96)
        make.minute(session, item, "Heard.", number=40, within=make.series(session, filled.committee, "more"))
    row = f"//tr[@id='entry-{entry.id}']"
    page = reader.read(ADDRESS)
    (said,) = page.texts(f"{row}/td[last()]")
    assert said.startswith("Considered, minute 40. Moved twice")
    assert "Moved from 3 August 2021: The report was late." in said
    assert page.texts(f"{row}//li") == ["figures", "a visit"]
    assert f"/meetings/{filled.held.id}/minutes" in page.tree.xpath(f"{row}//a/@href")


def test_another_year_is_chosen_by_its_address(
    reader: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    with writing(session, author):
        make.entry(session, filled.committee, "Last year's matter", year=2020)
    page = reader.read(f"{ADDRESS}?year=2020-21")
    assert (page.heading, titles(page)) == ("Work programme 2020/21", ["Last year's matter"])
    assert page.texts("//select[@name='year']/option") == ["2021/22", "2020/21"]
