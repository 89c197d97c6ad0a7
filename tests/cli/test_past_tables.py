"""Past work programmes and trackers brought in at the command line: first tried, then done, and done once."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copy

import pytest

from tests.cli.conftest import Command, carried_out
from tests.intake import past

FIXTURES = Path(past.__file__).parent
KEPT = (
    *("title", "section", "meeting", "when", "planned_on", "cabinet_members", "lead_officers"),
    *("details", "outcome", "status", "status_because"),
)


@pytest.fixture(scope="module")
def exported(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The record of the demonstration, before anything is brought in."""
    file = tmp_path_factory.mktemp("exported") / "record.json"
    carried_out("export", "record", "SOS", "-o", str(file), data=demonstration)
    return file.read_bytes()


def test_a_dry_run_prints_the_record_with_its_doubts_and_changes_nothing(command: Command, exported: bytes) -> None:
    tried = command("import", "work-programme", str(FIXTURES / "work-programme.txt"), *DRY, "--json")
    read = json.loads(tried.out)
    assert (tried.status, read["committee"]["code"], len(read["work_programme"]), len(read["meetings"])) == (
        0,
        "SOS",
        7,
        3,
    )
    assert "work_programme[3].leads" in [doubt["where"] for doubt in read["doubts"]]
    assert command("import", "work-programme", str(FIXTURES / "work-programme.txt"), *DRY).out.endswith(SEEN)
    assert command("import", "tracker", str(FIXTURES / "recommendation-tracker.txt"), *DRY).status == 0
    command("export", "record", "SOS", "-o", "after.json")
    assert Path("after.json").read_bytes() == exported


DRY = ("--committee", "SOS", "--dry-run")
SEEN = "Nothing was changed.\nThe public sees them at once, on the work programme of SOS.\n"


def test_what_is_brought_in_is_told_and_is_there_already_the_next_time(command: Command) -> None:
    for kind, name, made in (("work-programme", "work-programme.txt", 6), ("tracker", "recommendation-tracker.txt", 4)):
        first = command("import", kind, str(FIXTURES / name), "--committee", "SOS")
        assert f"{made} brought in (+)" in first.out
        again = json.loads(command("import", kind, str(FIXTURES / name), "--committee", "SOS", "--json").out)
        assert (again["made"], len(again["there_already"])) == ([], 7 if kind == "work-programme" else 4)
    command("export", "record", "SOS", "-o", "after.json")
    record = json.loads(Path("after.json").read_text(encoding="utf-8"))
    assert record["recommendations"][0]["reference"] == "SR (24/25) 19"


@pytest.mark.parametrize("ending", [".docx", ".csv"])
def test_the_demonstrations_own_programme_reads_back_as_it_stands(
    command: Command, exported: bytes, ending: str
) -> None:
    command("export", "work-programme", "SOS", "-o", f"programme{ending}")
    read = json.loads(command("import", "work-programme", f"programme{ending}", *DRY, "--json").out)["work_programme"]
    held = json.loads(exported)["work_programme"]
    assert [{key: row[key] for key in KEPT} for row in read] == [{key: row[key] for key in KEPT} for row in held]
    assert [[(lead["label"], lead["name"]) for lead in row["leads"]] for row in read] == [
        [(lead["label"], lead["name"]) for lead in row["leads"]] for row in held
    ]
    assert "28 stood there already" in command("import", "work-programme", f"programme{ending}", *DRY).out


@pytest.mark.parametrize("ending", [".docx", ".csv"])
def test_the_demonstrations_own_tracker_reads_back_as_it_stands(command: Command, exported: bytes, ending: str) -> None:
    command("export", "follow-up", "SOS", "-o", f"tracker{ending}")
    read = json.loads(command("import", "tracker", f"tracker{ending}", *DRY, "--json").out)["actions"]
    held = json.loads(exported)["actions"]
    outstanding = {row["reference"]: row for row in held if row["status"] not in ("closed", "withdrawn")}
    assert {row["reference"] for row in read} == set(outstanding)
    for row in read:
        stands = outstanding[row["reference"]]
        for key in ("text", "owner", "status", "status_because", "from_minute"):
            assert row[key] == stands[key]
        assert (row["due"] or row["due_at_meeting"]) == (stands["due"] or stands["due_at_meeting"])
    assert "16 stood there already" in command("import", "tracker", f"tracker{ending}", *DRY).out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param(
            ("work-programme", "tracker.txt", "--committee", "SOS"),
            "No work programme is found in “tracker.txt”",
            id="a tracker is no programme",
        ),
        pytest.param(
            ("tracker", "programme.txt", "--committee", "SOS"),
            "No tracker is found in “programme.txt”",
            id="a programme is no tracker",
        ),
        pytest.param(
            ("tracker", "tracker.txt", "--committee", "XYZ"), "There is no committee XYZ", id="no such committee"
        ),
        pytest.param(("tracker", "nowhere.csv", "--committee", "SOS"), "nowhere.csv", id="no such file"),
        pytest.param(
            ("tracker", "withheld.txt", "--committee", "SOS"),
            "Bring in the copy that was published",
            id="not for publication",
        ),
    ],
)
def test_a_mistake_is_one_sentence_and_changes_nothing(
    command: Command, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    copy(FIXTURES / "recommendation-tracker.txt", tmp_path / "tracker.txt")
    copy(FIXTURES / "work-programme.txt", tmp_path / "programme.txt")
    (tmp_path / "withheld.txt").write_text(
        "NOT FOR PUBLICATION\nRef\tAction\tStatus\nA1\tAsk\tOpen\n", encoding="utf-8"
    )
    answer = command("import", *arguments)
    assert (answer.status, answer.out) == (1, "")
    assert sentence in answer.err
    assert answer.err.count("\n") == 1
