"""Commands as an administrator gives them, on the demonstration record in a folder of the test's own."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

from scrutiny import cli
from scrutiny.app import ROOT
from tests import databases


@dataclass(frozen=True)
class Said:
    """What a command wrote and how it ended."""

    status: int
    out: str
    err: str


Command = Callable[..., Said]


def environment(data: Path) -> dict[str, str]:
    """The environment of a command, with none of the caller's own settings."""
    own = ("DATABASE_URL", "SECRET_KEY", "SITE_", "SCRUTINY_", "MAIL_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    return kept | {"SCRUTINY_DATA": str(data), "PYTHONPATH": str(ROOT)}


@contextmanager
def given(*arguments: str, data: Path, settings: Mapping[str, str]) -> Iterator[None]:
    """This process as it is for those arguments, without the caller's own settings."""
    wanted = environment(data) | settings
    with pytest.MonkeyPatch.context() as monkeypatch:
        for name in set(os.environ) - set(wanted):
            monkeypatch.delenv(name)
        for name, value in wanted.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["run", *arguments])
        yield


def carried_out(*arguments: str, data: Path) -> None:
    """Give a command that several tests begin with."""
    with given(*arguments, data=data, settings={}), redirect_stdout(StringIO()), pytest.raises(SystemExit) as ended:
        cli.main()
    assert not ended.value.code


@pytest.fixture(scope="session")
def demonstration(sqlite: databases.SQLite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demonstration in it, to be copied."""
    data = tmp_path_factory.mktemp("demonstration") / "var"
    data.mkdir()
    sqlite.fresh(data)
    carried_out("demo", data=data)
    return data


@pytest.fixture
def data(demonstration: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demonstration, tmp_path / "var"))


@pytest.fixture
def command(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Give a command in this process; `settings` change the environment for it alone."""
    monkeypatch.chdir(tmp_path)

    def give(*arguments: str, settings: Mapping[str, str] | None = None) -> Said:
        with given(*arguments, data=data, settings=settings or {}), pytest.raises(SystemExit) as ended:
            cli.main()
        written = capsys.readouterr()
        return Said(int(ended.value.code or 0), written.out, written.err)

    return give
