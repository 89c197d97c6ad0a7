"""Commands as an administrator gives them, on the demonstration record in a folder of the test's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from scrutiny import cli
from scrutiny.app import ROOT


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


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demonstration in it, to be copied."""
    data = tmp_path_factory.mktemp("demonstration") / "var"
    for command in ("migrate", "demo"):
        subprocess.run(
            [sys.executable, "-m", "scrutiny", command], env=environment(data), check=True, capture_output=True
        )
    return data


@pytest.fixture
def data(demonstration: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demonstration, tmp_path / "var"))


@pytest.fixture
def command(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Give a command in this process; `settings` change the environment for it alone."""

    def give(*arguments: str, settings: Mapping[str, str] | None = None) -> Said:
        for name in set(os.environ) - set(environment(data)):
            monkeypatch.delenv(name)
        for name, value in (environment(data) | dict(settings or {})).items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", ["run", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        written = capsys.readouterr()
        return Said(int(ended.value.code or 0), written.out, written.err)

    return give
