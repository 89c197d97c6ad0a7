"""Why a file cannot be had."""

from __future__ import annotations

import re

WAITS = 30 * 24 * 60 * 60
"""Seconds that a file may wait for a row that names it: a month, because a record that was brought back from a backup
names nothing that was kept since, and somebody may still want it.
"""


class Missing(Exception):
    """The store has no such file."""

    def __init__(self, sha256: str) -> None:
        super().__init__(f"The store has no file {sha256[:64]}.")


class Spoilt(Missing):
    """What the store has under that name is not what was kept: to be had again from a backup only."""

    def __init__(self, sha256: str) -> None:
        Exception.__init__(self, f"The file {sha256} was changed in the store. Restore it from a backup.")


class Away(OSError):
    """The store cannot be used at the moment: `str(error)` says why, and what to do."""


def require_digest(sha256: str) -> None:
    """Missing, unless it is 64 hexadecimal digits: nothing else is ever made into a path or an address."""
    if not is_digest(sha256):
        raise Missing(sha256)


def is_digest(name: str) -> bool:
    return re.fullmatch("[0-9a-f]{64}", name) is not None
