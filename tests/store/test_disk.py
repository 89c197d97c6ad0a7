"""The disk: safe from power cuts, other users, a full disk and a process that was killed."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from scrutiny import store
from scrutiny.store import disk as disks
from scrutiny.store.disk import Disk
from tests.store.test_store import DIGEST, PAPER


def everything(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_file_is_for_this_user_alone(disk: Disk, tmp_path: Path) -> None:
    disk.keep(PAPER)
    kept = tmp_path / "files" / DIGEST[:2] / DIGEST[2:]
    assert everything(tmp_path) == [str(kept.relative_to(tmp_path))]
    assert [oct(path.stat().st_mode & 0o777) for path in (kept, kept.parent, kept.parent.parent)] == [
        "0o600",
        "0o700",
        "0o700",
    ]


def test_the_file_and_its_name_are_on_the_disk_before_it_is_said_to_be_kept(
    disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []

    def sync(handle: int) -> None:
        synced.append(os.readlink(f"/proc/self/fd/{handle}"))

    monkeypatch.setattr(disks.os, "fsync", sync)
    disk.keep(PAPER)
    files = str(tmp_path / "files")
    assert Path(synced[0]).name.startswith(".arriving-")
    assert synced[1:] == [f"{files}/{DIGEST[:2]}", files]


@pytest.mark.parametrize("at", ["write", "fsync"])
def test_on_a_full_disk_nothing_is_left(disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(disks, "_copied", full) if at == "write" else patch.setattr(disks.os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            disk.keep(PAPER)
    assert everything(tmp_path) == []
    assert not disk.has(DIGEST)
    assert disk.keep(PAPER) == DIGEST


def test_a_disk_that_is_really_full_is_an_os_error() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("This machine has no /dev/full.")
    with Path("/dev/full").open("wb") as full, Path(__file__).open("rb") as source:
        with pytest.raises(OSError, match="No space left"):
            disks._copied(source, full)
        with suppress(OSError):
            full.close()


def test_one_who_is_killed_while_it_writes_leaves_no_half_of_a_file(tmp_path: Path) -> None:
    program = (
        "import os, pathlib, signal, sys\n"
        "from scrutiny.store import disk\n"
        "disk.os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)\n"
        "disk.Disk(pathlib.Path(sys.argv[1])).keep(b'the annual report' * 100_000)\n"
    )
    killed = subprocess.run([sys.executable, "-c", program, str(tmp_path / "files")], check=False)
    assert killed.returncode < 0
    (left,) = everything(tmp_path / "files")
    assert left.startswith(".arriving-")

    disk = Disk(tmp_path / "files")
    disk.keep(PAPER)
    assert left in everything(tmp_path / "files"), "somebody may be writing it still"
    yesterday = (tmp_path / "files" / left).stat().st_mtime - disks.LEFT_BEHIND_AFTER - 1
    os.utime(tmp_path / "files" / left, (yesterday, yesterday))
    disk.keep(b"another")
    assert left not in everything(tmp_path / "files")
    assert disk.has(DIGEST)


def test_a_folder_that_may_not_be_written_is_an_os_error(tmp_path: Path) -> None:
    (tmp_path / "files").write_bytes(b"a file where the folder should be")
    with pytest.raises(OSError, match="files"):
        Disk(tmp_path / "files").keep(PAPER)
    with pytest.raises(store.Missing):
        Disk(tmp_path / "files").open(DIGEST)
