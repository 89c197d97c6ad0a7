"""Reads a text file; a form feed begins a new page."""

from __future__ import annotations

import codecs
import unicodedata

from scrutiny.domain.rules import RuleBroken
from scrutiny.intake.past.sheet import Line, Read
from scrutiny.intake.uploads import LARGEST

_TAB = 4
_OF_WORD = str.maketrans({"\r": "\n", "\v": "\n", "\x1e": "-", "\x1f": "", "\xad": ""})
"""Word saves a break of a line, and the hyphens that it breaks at or not, as signs of its own."""
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def require_text(content: bytes, name: str) -> None:
    """Raises RuleBroken for what is not a text, whatever its name says."""
    if len(content) > LARGEST:
        raise RuleBroken(f"“{name}” is larger than {LARGEST // 1024**2} MB. Send it in parts.")
    if not content.strip():
        raise RuleBroken(f"“{name}” is empty. Look whether it opens on your computer, and send it again.")
    said = decoded(content)
    if any(unicodedata.category(each) == "Cc" and each not in "\t\n\f" for each in set(said)):
        raise RuleBroken(f"“{name}” is not a text, though its name says so. Open it, save it as .txt, and send that.")


def read(content: bytes) -> Read:
    number = 0
    sheets = []
    for page, said in enumerate(decoded(content).split("\f"), start=1):
        lines = []
        for text in said.split("\n"):
            number += 1
            lines.append(Line(text.expandtabs(_TAB).strip(), page, number))
        sheets.append(tuple(lines))
    return tuple(sheets), ()


def decoded(content: bytes) -> str:
    """UTF-8 or what its first bytes say; else as Windows wrote texts for thirty years."""
    encoding = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "utf-8")
    try:
        said = content.decode(encoding)
    except UnicodeDecodeError:
        said = content.decode("cp1252", errors="replace")
    return unicodedata.normalize("NFC", said.replace("\r\n", "\n").translate(_OF_WORD))
