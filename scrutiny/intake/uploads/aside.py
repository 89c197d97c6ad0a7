"""Looks into a paper in a process of its own, with little memory and time, and without the settings of this one.

The libraries that open papers are large, and made for papers that mean well. One that breaks them, fills the memory or
never ends is refused in words, and takes nothing else with it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict

from scrutiny.intake.uploads.kinds import Kind
from scrutiny.intake.uploads.look import Look
from scrutiny.intake.uploads.refusal import BROKEN, TOO_MUCH, Refused

SECONDS = 60
MEMORY = 1024**3  # bytes
_PROGRAM = "from scrutiny.intake.uploads.aside import answer; answer()"
_KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH")
"""What a process needs to start; keys and passwords are elsewhere in the environment."""


def look(content: bytes, kind: Kind, *, memory: int = MEMORY, seconds: int = SECONDS) -> Look:
    """What `into` finds, Refused where it takes more than that."""
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM, kind.name, str(memory), str(seconds)],
            input=content,
            capture_output=True,
            timeout=2 * seconds,
            env=environment | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"},
            check=False,
        )
        said = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError) as fault:
        raise Refused(TOO_MUCH) from fault
    if "refused" in said:
        raise Refused(said["refused"])
    return Look(said["text"], said["pages"], tuple(said["carries"]))


def answer() -> None:
    """In the process of its own: read the paper from standard input, write what was found to standard output."""
    kind, memory, seconds = Kind[sys.argv[1]], int(sys.argv[2]), int(sys.argv[3])
    _limit(memory, seconds)
    try:
        said = asdict(into(sys.stdin.buffer.read(), kind))
    except Refused as refused:
        said = {"refused": str(refused)}
    except MemoryError:
        said = {"refused": TOO_MUCH}
    json.dump(said, sys.stdout)


def into(content: bytes, kind: Kind) -> Look:
    """What it says and carries; Refused for what it may not hold, and for whatever a library trips over."""
    from scrutiny.intake.uploads import office, pdf, pictures  # large, and wanted in the other process only

    looks = {Kind.PDF: pdf.look} | {kind: office.look for kind in Kind if kind.is_office}
    try:
        return looks.get(kind, pictures.look)(content, kind)
    except (Refused, MemoryError):
        raise
    except Exception as fault:  # whatever a file can make them raise: there is no list of it
        raise Refused(BROKEN) from fault


def _limit(memory: int, seconds: int) -> None:
    """On Windows, time alone is limited, by who waits."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
