"""The rooms of the house: which way things point, who may read the clock, and that no file is a drawer."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy.orm import configure_mappers

from scrutiny.app import ROOT
from scrutiny.database import Base

SOURCES = sorted((ROOT / "scrutiny").rglob("*.py"))
DRAWERS = {"common", "helpers", "helper", "utils", "util", "misc", "base", "services", "service", "core", "manager"}


def test_a_query_that_forgot_to_load_something_fails_by_name() -> None:
    configure_mappers()
    lazy = {
        f"{mapper.class_.__name__}.{relation.key}": relation.lazy
        for mapper in Base.registry.mappers
        for relation in mapper.relationships
    }
    assert {name for name, how in lazy.items() if how != "raise_on_sql"} == set()
    assert len(lazy) > 10


@pytest.mark.parametrize("room", ["domain", "papers", "intake"])
def test_the_rooms_that_decide_arrange_and_read_need_no_web_and_no_database(room: str) -> None:
    program = (
        "import importlib, pkgutil, sys, scrutiny.{room} as room\n"
        "for module in pkgutil.walk_packages(room.__path__, room.__name__ + '.'):\n"
        "    importlib.import_module(module.name)\n"
        "print(sorted({'flask', 'sqlalchemy', 'wtforms'} & set(sys.modules)))"
    ).replace("{room}", room)
    said = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_things_point_one_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    said = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout


def test_only_the_clock_reads_the_clock() -> None:
    reads = re.compile(r"\.now\(|\.today\(|\.utcnow\(|time\.time\(")
    own = re.compile(r"the_clock\(\)\.(now|today)\(|clock\(?\)?\.(now|today)\(")
    readers = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        if path.name != "clock.py" and reads.search(own.sub("", path.read_text(encoding="utf-8")))
    }
    assert readers == set()


def test_there_are_no_drawers_and_no_file_is_too_long_to_read() -> None:
    names = {part.removesuffix(".py") for path in SOURCES for part in path.relative_to(ROOT).parts}
    assert names & DRAWERS == set()
    assert {str(path.relative_to(ROOT)) for path in SOURCES if len(path.read_text().splitlines()) > 300} == set()
