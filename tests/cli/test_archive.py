"""The record laid by, looked through and brought back, as somebody does it at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command


def test_a_record_is_laid_by_and_brought_back_elsewhere(command: Command, tmp_path: Path) -> None:
    made = command("backup", "record.backup")
    assert (made.status, made.err) == (0, "")
    assert made.out.startswith("Laid by in record.backup: ")
    assert command("verify", "record.backup").out.startswith("Whole: ")
    record = command("export", "record", "SOS", "--exempt", "-o", "before.json")
    assert record.status == 0

    elsewhere = {"SCRUTINY_DATA": str(tmp_path / "elsewhere")}
    assert command("migrate", settings=elsewhere).status == 0
    back = command("restore", "record.backup", settings=elsewhere)
    assert (back.status, back.err) == (0, "")
    assert command("verify", settings=elsewhere).out == command("verify").out
    assert command("export", "record", "SOS", "--exempt", "-o", "after.json", settings=elsewhere).status == 0
    assert (tmp_path / "after.json").read_bytes() == (tmp_path / "before.json").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param(("backup", "there.txt"), "is there already", id="no file is overwritten"),
        pytest.param(("restore", "there.txt"), "is no backup, or only a part of one", id="what is no backup"),
        pytest.param(("restore", "nowhere"), "does not exist", id="what is not there"),
        pytest.param(("verify", "there.txt"), "is no backup, or only a part of one", id="nor is it whole"),
    ],
)
def test_a_mistake_is_said_in_a_sentence(
    command: Command, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    (tmp_path / "there.txt").write_text("Keep me.")
    said = command(*arguments)
    assert said.status != 0
    assert sentence in said.err
    assert "Traceback" not in said.err
    assert (tmp_path / "there.txt").read_text() == "Keep me."


def test_nothing_is_restored_over_a_record(command: Command) -> None:
    command("backup", "record.backup")
    before = command("verify").out
    assert "holds a record already" in command("restore", "record.backup").err
    assert command("verify").out == before
