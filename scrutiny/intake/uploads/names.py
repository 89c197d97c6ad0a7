"""What a file is called: fit for any disk, a ZIP, and the header of an answer."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from scrutiny.domain.rules import RuleBroken

LONGEST = 180
"""Bytes in UTF-8: room for a number before it and a folder round it where names end at 255."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode's control, format (the overrides of direction among them), surrogate, private and unassigned characters."""
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*]')
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def fit(name: str) -> str:
    """The name without its folders and without what nobody sees; RuleBroken if nothing is left of it.

    Cleaned, not refused: it is only a label, and programs give names that people never typed.
    """
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(each for each in last if unicodedata.category(each) not in _UNSEEN or each in "\t\u200d")
    plain = _NOT_ON_WINDOWS.sub("-", unicodedata.normalize("NFC", seen))
    named = " ".join(plain.split()).strip(". ")
    if not named:
        raise RuleBroken("The file has no name. Give it one on your computer, such as Annual report.pdf.")
    if _DEVICE.fullmatch(named):
        named = f"_{named}"
    return _shortened(named)


def _shortened(name: str) -> str:
    """Within LONGEST bytes, its ending kept."""
    ending = PurePosixPath(name).suffix
    ending = ending if len(ending) <= 10 else ""
    stem = name.removesuffix(ending).encode()[: LONGEST - len(ending.encode())].decode(errors="ignore").rstrip(". ")
    return f"{stem}{ending}"
