"""What is true of every kind of document."""

import io
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator

from tests import needs
from tests.word.kinds import KINDS, every_kind, written
from tests.word.reading import opened


@every_kind
def test_it_keeps_the_schema_of_open_xml(kind: str, tmp_path: Path) -> None:
    file = tmp_path / f"{kind}.docx"
    file.write_bytes(written(kind))
    result = OpenXmlValidator().validate(file)
    assert [str(error) for error in result.errors] == []
    assert result.is_valid


@every_kind
def test_the_same_paper_is_the_same_file(kind: str) -> None:
    assert written(kind) == written(kind)


@every_kind
def test_its_properties(kind: str) -> None:
    properties = opened(written(kind)).core_properties
    assert "Rural Life Overview and Scrutiny Committee" in properties.title
    assert "Rural Life Overview and Scrutiny Committee" in properties.subject or kind == "notice"
    assert properties.author == properties.last_modified_by == "Borsetshire County Council"
    assert properties.language == "en-GB"
    assert properties.created == properties.modified < datetime(2021, 12, 1, tzinfo=UTC)


@every_kind
def test_a_long_title_is_cut_to_what_word_takes(kind: str) -> None:
    title = opened(written(kind, committee="Committee\n" * 60)).core_properties.title
    assert 250 < len(title) <= 255
    assert "\n" not in title


@every_kind
def test_each_page_is_numbered_by_fields(kind: str) -> None:
    section = opened(written(kind)).sections[0]
    assert section.different_first_page_header_footer
    for foot in (section.first_page_footer, section.footer):
        (paragraph,) = foot.paragraphs
        fields = [field.get(qn("w:instr")) for field in paragraph._p.iter(qn("w:fldSimple"))]
        assert fields == [" PAGE ", " NUMPAGES "]


@every_kind
def test_the_language_is_british_english(kind: str) -> None:
    styles = opened(written(kind)).styles.element
    assert [lang.get(qn("w:val")) for lang in styles.iter(qn("w:lang"))] == ["en-GB"]


@every_kind
def test_the_second_page_says_what_it_belongs_to(kind: str) -> None:
    (running,) = [
        paragraph.text
        for paragraph in opened(written(kind)).sections[0].header.paragraphs
        if paragraph.style.name == "Header"
    ]
    assert running.startswith("Rural Life Overview and Scrutiny Committee – ")


@every_kind
def test_the_paper_is_a4(kind: str) -> None:
    for section in opened(written(kind)).sections:
        assert sorted((round(section.page_width.cm, 1), round(section.page_height.cm, 1))) == [21.0, 29.7]


@every_kind
def test_the_zip_is_whole_and_stamped_with_no_clock(kind: str) -> None:
    with zipfile.ZipFile(io.BytesIO(written(kind))) as file:
        assert file.testzip() is None
        assert {member.date_time for member in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert file.namelist()[0] == "[Content_Types].xml"
        assert len(set(file.namelist())) == len(file.namelist())
        assert "word/stylesWithEffects.xml" not in file.namelist()


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder where LibreOffice has printed each kind, in one call: it takes seconds to start."""
    soffice, folder = needs.soffice(), tmp_path_factory.mktemp("printed")
    files = [folder / f"{kind}.docx" for kind in KINDS]
    for file in files:
        file.write_bytes(written(file.stem))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("agenda", ["Tuesday 30 November 2021", "5A.", "a) the report be received;", "b) the timetable", "PART TWO"]),
        ("follow-up", ["Figures for lost journeys", "No owner yet", "2 actions, of which 1 is overdue."]),
        (
            "minutes",
            ["DRAFT – not yet confirmed", "28.", "a) figures", "d) performance", "a) the scheme", "b) Cabinet be"],
        ),
        ("notice", ["section 100A(6)(a)", "at least 5 clear days"]),
        ("work-programme", ["Crime and Disorder", "Cabinet Member: Peggy Woolley", "• journeys lost;"]),
    ],
)
def test_libreoffice_prints_it(printed: Path, kind: str, said: list[str]) -> None:
    """LibreOffice ends with 0 whether or not it has printed: the file is what counts."""
    file = printed / f"{kind}.pdf"
    assert file.read_bytes().startswith(b"%PDF")
    reader = needs.program("pdftotext")
    text = subprocess.run([reader, "-layout", str(file), "-"], check=True, capture_output=True, text=True).stdout
    text = " ".join(text.split())
    assert [line for line in (*said, "Page 1 of") if line not in text] == []
