"""`export pack`, documents as PDF, and what the demonstration asks for at its start."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests import needs
from tests.cli.conftest import Command

PACK = ("export", "pack", "SOS", "2021-09-14")
EXEMPT = "What a lead for a forum would cost"


@pytest.mark.parametrize("exempt", [False, True], ids=["the public’s", "the members’"])
def test_a_pack_is_bound_then_and_there(command: Command, tmp_path: Path, exempt: bool) -> None:
    said = command(*PACK, *["--exempt"] * exempt, "-o", "pack.zip")
    assert (said.status, said.err) == (0, "")
    assert "This record does not hold the text of the minutes of 3 August 2021 (item 3)." in said.out
    with ZipFile(tmp_path / "pack.zip") as archive:
        everything = "".join(archive.namelist()) + archive.read("meeting.json").decode()
    assert "Report – Adult Safeguarding Transformation Project.docx" in everything
    assert (EXEMPT in everything) is exempt


def test_a_meeting_without_papers_has_its_agenda_for_a_pack(command: Command, tmp_path: Path) -> None:
    said = command("export", "pack", "SOS", "2021-11-30", "-o", "pack.docx")
    assert said.status == 0, said.err
    assert (tmp_path / "pack.docx").read_bytes().startswith(b"PK")


def test_the_minutes_and_the_programme_of_the_record_are_in_it(command: Command, tmp_path: Path) -> None:
    assert command("roll-forward", "SOS", "--from", "2021-09-14", "--to", "2021-11-30", "--commit").status == 0
    said = command("export", "pack", "SOS", "2021-11-30", "-o", "pack.zip")
    assert said.status == 0, said.err
    with ZipFile(tmp_path / "pack.zip") as archive:
        assert {"03-1 Draft minutes, 14 September 2021.docx", "06-1 Work programme 2021-22.docx"} < set(
            archive.namelist()
        )


@pytest.mark.parametrize("line", [[*PACK, "-o", "pack.pdf"], ["export", "agenda", "SOS", "2021-11-30", "-o", "a.pdf"]])
def test_without_libreoffice_it_says_what_to_install(command: Command, tmp_path: Path, line: list[str]) -> None:
    said = command(*line, settings={"PATH": str(tmp_path)})
    assert said.status == 1
    assert said.err.startswith("LibreOffice, which makes PDFs of Word documents, is not installed. Install it")
    assert not (tmp_path / line[-1]).exists()


def test_another_ending_is_refused_before_anything_is_bound(command: Command) -> None:
    said = command(*PACK, "-o", "pack.txt")
    assert (said.status, said.out) == (1, "")
    assert "should end in .pdf or .docx or .zip" in said.err


def test_a_paper_that_the_store_has_lost_is_one_sentence(command: Command, data: Path, tmp_path: Path) -> None:
    for path in (data / "files").glob("*/*"):
        path.unlink()
    said = command(*PACK, "-o", "pack.zip")
    assert (said.status, len(said.err.splitlines())) == (1, 1)
    assert "The store has no file" in said.err
    assert not (tmp_path / "pack.zip").exists()


def test_a_document_as_pdf(command: Command, tmp_path: Path) -> None:
    needs.soffice()
    said = command("export", "notice", "SOS", "2021-11-30", "-o", "notice.pdf")
    assert (said.status, said.err) == (0, "")
    assert (tmp_path / "notice.pdf").read_bytes().startswith(b"%PDF")


def test_the_packs_of_the_demonstration_are_wanted_from_the_start(data: Path) -> None:
    with closing(sqlite3.connect(data / "scrutiny.db")) as connection:
        asked = 'SELECT meetings."on" FROM pack_builds JOIN meetings ON meetings.id = pack_builds.meeting_id'
        assert connection.execute(asked).fetchall() == [("2021-09-14",)]
