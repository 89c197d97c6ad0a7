"""What `export` writes of the demonstration record, and what `roll-forward` says and does."""

from __future__ import annotations

import json
import shutil
import sqlite3
import stat
import sys
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from icalendar import Calendar

from tests import databases
from tests.cli.conftest import Command

ROLL = ("roll-forward", "SOS", "--from", "2021-09-14", "--to", "2021-11-30")


def words(path: Path) -> str:
    """All its paragraphs, those in tables and in content controls too."""
    body = Document(BytesIO(path.read_bytes())).element.body
    return "\n".join(_said(paragraph) for paragraph in body.iter(qn("w:p")))


def _said(paragraph: Any) -> str:
    """Its text and tabs, in content controls too."""
    parts = (each for run in paragraph.iter(qn("w:r")) for each in run)
    return "".join("\t" if each.tag == qn("w:tab") else each.text or "" for each in parts if each.tag != qn("w:rPr"))


@pytest.mark.parametrize(
    ("line", "finds"),
    [
        pytest.param("agenda SOS 2021-11-30", "Tuesday 30 November 2021", id="the agenda"),
        pytest.param("notice SOS 2021-11-30", "Notice of meeting", id="the notice"),
        pytest.param("minutes SOS 2021-09-14", "Adult Safeguarding Transformation Project", id="the minutes"),
        pytest.param("work-programme SOS", "MacAlister Report", id="the work programme"),
        pytest.param("follow-up SOS", "GP referrals", id="the tracker"),
    ],
)
def test_a_word_document_of_each_kind(command: Command, tmp_path: Path, line: str, finds: str) -> None:
    said = command("export", *line.split(), "-o", "paper.docx")
    assert (said.status, said.err) == (0, "")
    assert "Wrote paper.docx" in said.out
    assert finds in words(tmp_path / "paper.docx")


@pytest.mark.skipif(sys.platform == "win32", reason="files there have no such modes")
@pytest.mark.parametrize(
    "line", ["agenda SOS 2021-09-14", "minutes SOS 2021-09-14", "follow-up SOS", "record SOS", "pack SOS 2021-09-14"]
)
def test_what_has_exempt_matter_in_it_is_for_whoever_asked_alone(command: Command, tmp_path: Path, line: str) -> None:
    name = "file.json" if line.startswith("record") else "file.docx"
    for exempt, mode in ((["--exempt"], 0o600), ([], 0o644)):
        assert command("export", *line.split(), *exempt, "-o", name).status == 0
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == mode


def test_minutes_that_nobody_has_signed_leave_a_line_to_sign_on(command: Command, tmp_path: Path) -> None:
    command("export", "minutes", "SOS", "2021-09-14", "-o", "paper.docx")
    assert [line for line in words(tmp_path / "paper.docx").splitlines() if line.startswith("Chairman")] == [
        "Chairman\t\t"
    ]


def test_the_tables_as_csv(command: Command, tmp_path: Path) -> None:
    command("export", "work-programme", "SOS", "-o", "programme.csv")
    command("export", "follow-up", "SOS", "-o", "tracker.csv")
    assert "MacAlister Report" in (tmp_path / "programme.csv").read_text(encoding="utf-8-sig")
    assert "GP referrals" in (tmp_path / "tracker.csv").read_text(encoding="utf-8-sig")


def test_the_calendar_of_a_committee_and_of_all(command: Command, tmp_path: Path) -> None:
    command("export", "calendar", "SOS", "-o", "one.ics")
    command("export", "calendar", "-o", "all.ics")
    for name in ("one.ics", "all.ics"):
        days = [str(event["DTSTART"].dt.date()) for event in Calendar.from_ical((tmp_path / name).read_bytes()).events]
        assert "2021-11-30" in days
        assert "2021-11-04" not in days
        assert len(days) == len(set(days)) >= 8


def test_the_record_reads_back_into_an_empty_database_with_nothing_lost(command: Command, tmp_path: Path) -> None:
    command("export", "record", "SOS", "--exempt", "-o", "record.json")
    elsewhere = {"SCRUTINY_DATA": str(tmp_path / "elsewhere")}
    command("migrate", settings=elsewhere)
    read = command("import", "record", "record.json", "--committee", "SOS", settings=elsewhere)
    assert (read.status, read.err) == (0, "")
    command("export", "record", "SOS", "--exempt", "-o", "again.json", settings=elsewhere)
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "record.json").read_bytes()


def test_a_record_that_is_read_back_finds_its_papers_words_where_their_files_are_too(
    command: Command, tmp_path: Path, data: Path
) -> None:
    command("export", "record", "SOS", "--exempt", "-o", "record.json")
    for name in ("without", "with"):
        elsewhere = {"SCRUTINY_DATA": str(tmp_path / name)}
        command("migrate", settings=elsewhere)
        if name == "with":
            shutil.copytree(data / "files", tmp_path / name / "files")
        read = command("import", "record", "record.json", "--committee", "SOS", settings=elsewhere)
        assert ("files are not here" in read.out) == (name == "without")
        with closing(sqlite3.connect(tmp_path / name / "scrutiny.db")) as database:
            (papers,) = database.execute("SELECT count(*) FROM stored_files WHERE text <> ''").fetchone()
            (found,) = database.execute("SELECT max(length(text)) FROM search_entries WHERE kind = 7").fetchone()
        assert (papers > 3, found > 500) == ((name == "with"),) * 2


def test_both_databases_hold_the_same_record(
    command: Command, tmp_path: Path, postgresql: databases.PostgreSQL
) -> None:
    """The demonstration rolled forward on PostgreSQL is the one on SQLite, but for what is made afresh each time."""
    server = {"DATABASE_URL": postgresql.fresh(tmp_path)}
    assert command("demo", settings=server).status == 0
    for settings, name in ((None, "sqlite.json"), (server, "postgresql.json")):
        command(*ROLL, "--commit", settings=settings)
        command("export", "record", "SOS", "--exempt", "-o", name, settings=settings)
    records = [json.loads((tmp_path / name).read_text()) for name in ("sqlite.json", "postgresql.json")]
    for record in records:
        for meeting in record["meetings"]:
            del meeting["uid"], meeting["changed_at"]
            for document in (document for item in meeting["items"] for document in item.get("documents", ())):
                document["versions"] = [version | {"at": ""} for version in document.get("versions", ())]
    assert records[0] == records[1]


def test_a_dry_run_prints_what_was_read_and_changes_nothing(command: Command, tmp_path: Path) -> None:
    command("export", "record", "SOS", "-o", "record.json")
    elsewhere = {"SCRUTINY_DATA": str(tmp_path / "elsewhere")}
    command("migrate", settings=elsewhere)
    arguments = ("import", "record", "record.json", "--committee", "SOS", "--dry-run")
    plain = command(*arguments, settings=elsewhere)
    assert "Nothing was changed." in plain.out
    printed = json.loads(command(*arguments, "--json", settings=elsewhere).out)
    assert printed["committee"]["code"] == "SOS"
    assert command("export", "calendar", "SOS", "-o", "c.ics", settings=elsewhere).err == "There is no committee yet.\n"


def test_a_record_of_another_committee_is_refused(command: Command) -> None:
    command("export", "record", "SOS", "-o", "record.json")
    said = command("import", "record", "record.json", "--committee", "HOS")
    assert said.err == "record.json is the record of SOS, not of HOS.\n"


def test_the_plan_is_a_preview_then_carried_out_once(command: Command, tmp_path: Path) -> None:
    preview = command(*ROLL)
    assert "This is a plan: nothing was changed." in preview.out
    command("export", "agenda", "SOS", "2021-11-30", "-o", "before.docx")

    first, second = command(*ROLL, "--commit"), command(*ROLL, "--commit")
    assert "Carried out" in first.out
    assert "Everything is in its place already" in second.out

    command("export", "agenda", "SOS", "2021-11-30", "-o", "after.docx")
    title = "Minutes of the meeting held on 14 September 2021"
    assert title not in words(tmp_path / "before.docx")
    assert title in words(tmp_path / "after.docx")


def test_the_plan_as_json_puts_each_thing_in_one_place(command: Command) -> None:
    plan = json.loads(command(*ROLL, "--json").out)
    things = [line["thing"] for line in plan["lines"]]
    assert len(things) == len(set(things))
    assert all(line["because"] for line in plan["lines"])
    assert plan["committed"] is False


def test_what_the_demonstration_rolls_forward(command: Command) -> None:
    """From 14 September to 30 November 2021, as the committee's own record has it."""
    lines = json.loads(command(*ROLL, "--json").out)["lines"]
    at = {line["title"].split(": ")[0] if line["thing"].startswith("action") else line["title"]: line for line in lines}

    def titles(destination: str) -> set[str]:
        return {line["title"] for line in lines if line["destination"] == destination}

    agenda = titles("agenda")
    minutes = {title for title in agenda if title.startswith("Minutes of")}
    assert minutes == {"Minutes of the meeting held on 14 September 2021"}
    assert {"Apologies", "Declarations of Interest", "Work Programme"} < agenda
    assert {title for title in agenda if "Annual Report" in title or "Sexual Harassment" in title} == {
        "Staffordshire & Stoke-on-Trent Safeguarding Children’s Board Annual Report",
        "Sexual Harassment in Schools: Scoping report",
    }
    assert any("GP referrals" in title for title in titles("tracker"))
    assert any("KPI" in title for title in titles("tracker"))
    assert {"MacAlister Report", "Young Carers", "SEND Review", "Governance Model"} <= titles("undated")
    assert "28 February 2022" in at["Safeguarding Adults on the cusp of care"]["because"]
    withdrawn = next(line for line in lines if "sexual abuse investigations" in line["title"])
    assert "Withdrawn" in withdrawn["because"]
