"""An officer changes the house style in Word, and the papers follow."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.shared import Pt

from scrutiny.domain.rules import RuleBroken
from scrutiny.word.house_style import HOUSE_STYLE, house_style
from scrutiny.word.styles import Style
from tests.word.kinds import every_kind, written
from tests.word.reading import opened


def restyled(folder: Path) -> tuple[docx.document.Document, Path]:
    return docx.Document(str(HOUSE_STYLE)), folder / "restyled.docx"


@every_kind
def test_a_changed_style_is_used(kind: str, tmp_path: Path) -> None:
    document, path = restyled(tmp_path)
    document.styles["Title"].font.size = Pt(31)
    document.styles["Title"].font.name = "Georgia"
    document.save(str(path))
    title = opened(written(kind, style=path)).styles["Title"]
    assert (title.font.size, title.font.name) == (Pt(31), "Georgia")


@every_kind
def test_changed_margins_are_used(kind: str, tmp_path: Path) -> None:
    document, path = restyled(tmp_path)
    document.sections[0].left_margin = Pt(100)
    document.save(str(path))
    assert {section.left_margin for section in opened(written(kind, style=path)).sections} == {Pt(100)}


def test_the_words_of_the_house_style_stay_there(tmp_path: Path) -> None:
    document, path = restyled(tmp_path)
    document.add_paragraph("Only an example.")
    document.sections[0].header.paragraphs[0].text = "Only a header."
    document.save(str(path))
    with zipfile.ZipFile(io.BytesIO(written("notice", style=path))) as parts:
        assert not [name for name in parts.namelist() if b"Only a" in parts.read(name)]


def test_a_style_that_was_renamed_is_asked_for_by_name(tmp_path: Path) -> None:
    document, path = restyled(tmp_path)
    document.styles["Lettered Clause"].name = "Clauses"
    document.save(str(path))
    with pytest.raises(
        RuleBroken, match=r"restyled.docx has no style called Lettered Clause. Give the style its name back"
    ):
        house_style(path)


def test_a_list_style_that_lost_its_list_is_asked_for_by_name(tmp_path: Path) -> None:
    document, path = restyled(tmp_path)
    document.styles["List Bullet"].element.pPr._remove_numPr()
    document.save(str(path))
    with pytest.raises(RuleBroken, match="List Bullet must be a list"):
        house_style(path)


def test_the_house_style_shows_an_example_of_every_paragraph_style() -> None:
    document = docx.Document(str(HOUSE_STYLE))
    section = document.sections[0]
    paragraphs = [
        *document.paragraphs,
        *section.header.paragraphs,
        *section.footer.paragraphs,
        *(each for row in document.tables[0].rows for cell in row.cells for each in cell.paragraphs),
    ]
    used = {paragraph.style.name for paragraph in paragraphs} | {
        run.style.name for paragraph in paragraphs for run in paragraph.runs
    }
    assert {style.value for style in Style} <= used | {document.tables[0].style.name}


def test_body_text_is_large_and_plain() -> None:
    """At least 12 point, without serifs, to the left: what readers with poor sight ask for."""
    document = docx.Document(str(HOUSE_STYLE))
    defaults = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")[0]
    assert defaults.rFonts_ascii == "Arial"
    assert defaults.sz_val == Pt(12)
    assert document.styles["Body Text"].font.size is None
    assert document.styles["Body Text"].paragraph_format.alignment is None
