"""`import minutes`: tried without a change, brought in once, and refused in a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.test_mistakes import contents

MINUTES = """Minutes of the Safeguarding Overview and Scrutiny Committee Meeting held on 15 June 2021
Present: Bob Spencer (Chairman), Kath Perry, MBE
and Jo Nobody
1. Declarations of Interest
There were none at this meeting.
2. Ferries
RESOLVED: That the ferries be noted.
Chairman
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "minutes.txt"
    made.write_text(MINUTES)
    return made


def test_a_dry_run_as_json_prints_the_record_with_every_doubt_and_changes_nothing(
    command: Command, data: Path, file: Path
) -> None:
    before = contents(data)
    said = command("import", "minutes", str(file), "--committee", "SOS", "--dry-run", "--json")
    assert (said.status, said.err) == (0, "")
    printed = json.loads(said.out)
    assert printed["committee"]["code"] == "SOS"
    (meeting,) = printed["meetings"]
    assert (meeting["date"], meeting["kind"], meeting["status"]) == ("2021-06-15", "formal", "held")
    assert meeting["present"] == ["Bob Spencer", "Kath Perry", "Jo Nobody"]
    assert [item["minute_number"] for item in meeting["items"]] == ["1", "2"]
    assert meeting["items"][1]["resolutions"] == [{"letter": "", "text": "the ferries be noted", "kind": "none"}]
    assert printed["members"][1] | {"name": "Kath Perry", "honours": "MBE"} == printed["members"][1]
    assert [doubt["where"] for doubt in printed["doubts"]] == ["the meeting", "the time", "attendance"]
    assert contents(data) == before


def test_a_dry_run_says_in_words_what_was_read(command: Command, data: Path, file: Path) -> None:
    before = contents(data)
    said = command("import", "minutes", str(file), "--committee", "SOS", "--dry-run")
    assert said.status == 0
    assert "Minutes of Safeguarding Overview and Scrutiny Committee, 15 June 2021" in said.out
    assert "3 present" in said.out
    assert "2  Ferries (1 resolved)" in said.out
    assert "Nothing was changed." in said.out
    assert contents(data) == before


def test_a_dry_run_says_what_would_be_refused(command: Command, data: Path, file: Path) -> None:
    file.write_text(MINUTES.replace("15 June", "14 September"))
    before = contents(data)
    said = command("import", "minutes", str(file), "--committee", "SOS", "--dry-run")
    assert said.status == 0
    assert "They would not be brought in. The meeting on 14 September 2021 has minutes already" in said.out
    assert contents(data) == before


def test_they_are_brought_in_once(command: Command, data: Path, file: Path) -> None:
    said = command("import", "minutes", str(file), "--committee", "SOS")
    assert said.status == 0
    assert "They are here as a draft, at /meetings/" in said.out
    assert "To look at: attendance: Nobody here is called so, and they are kept by name alone: Jo Nobody." in said.out
    before = contents(data)
    again = command("import", "minutes", str(file), "--committee", "SOS")
    assert (again.status, again.out) == (1, "")
    assert again.err == "These minutes of 15 June 2021 are here already. Nothing was changed.\n"
    assert contents(data) == before


@pytest.mark.parametrize(
    ("name", "text", "options", "says"),
    [
        pytest.param(
            "a.txt", MINUTES, "--committee XYZ", "There is no committee XYZ. Choose one of: SOS.", id="nobody’s"
        ),
        pytest.param("a.odt", MINUTES, "--committee SOS", "read from .docx, .pdf and .txt", id="another kind of file"),
        pytest.param("a.txt", "Good morning.", "--committee SOS", "does not look like minutes", id="no minutes"),
        pytest.param("a.docx", "Good morning.", "--committee SOS", "“a.docx” does not begin as", id="no Word file"),
        pytest.param(
            *("a.txt", MINUTES.replace("15 June", "14 September"), "--committee SOS"),
            *("The meeting on 14 September 2021 has minutes already",),
            id="minutes are there",
        ),
        pytest.param("a.txt", MINUTES, "", "Missing option '--committee'", id="whose?"),
    ],
)
def test_a_mistake_is_told_in_one_sentence_and_changes_nothing(
    command: Command, data: Path, tmp_path: Path, name: str, text: str, options: str, says: str
) -> None:
    (tmp_path / name).write_text(text)
    before = contents(data)
    said = command("import", "minutes", name, *options.split())
    assert said.status != 0
    assert says in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""
    assert contents(data) == before
