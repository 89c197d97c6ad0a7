"""Reads a Word document: what a reader of it sees, and what it carries besides."""

from __future__ import annotations

import io
import re
from collections import Counter

import docx

from scrutiny.intake.uploads import relations
from scrutiny.intake.uploads.archives import Package
from scrutiny.intake.uploads.look import Look, Words
from scrutiny.intake.uploads.markup import Attributes
from scrutiny.intake.uploads.refusal import Refused

_TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange", "sectPrChange"})
_UNSEEN = frozenset({"Fallback", "moveFrom", "del", "instrText"})
"""Said twice, or said no more."""
_READ = ("footnotes", "endnotes")
_OFF = frozenset({"0", "false", "off", "none"})
_DDE = re.compile(r"^\s*\"?\s*(DDE|DDEAUTO)\b", re.IGNORECASE)
_FROM_ELSEWHERE = re.compile(
    r"^\s*(INCLUDETEXT|INCLUDEPICTURE|IMPORT|INCLUDE|RD)\s+\"?\s*(https?:|ftp:|file:|\\\\)", re.I
)


class _Reading:
    """One pass through a part."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.counts: Counter[str] = Counter()
        self._path: list[str] = []
        self._unseen = 0
        self._run_hidden = False
        self._fields: list[str] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        self._path.append(tag)
        self._unseen += tag in _UNSEEN
        if tag in _TRACKED:
            self.counts["tracked"] += 1
        elif tag == "r":
            self._run_hidden = False
        elif tag == "vanish" and self._path[-3:-1] == ["r", "rPr"] and attributes.get("val", "1") not in _OFF:
            self._run_hidden = True
            self.counts["hidden"] += 1
        elif tag in ("tab", "br", "cr") and self._path[-2] == "r":
            self.words.say("\n" if tag != "tab" else "\t")
        elif tag == "fldSimple":
            look_at_field(attributes.get("instr", ""))
        elif tag == "fldChar" and self._fields and attributes.get("fldCharType") != "begin":
            look_at_field("".join(self._fields))
            self._fields.clear()

    def end(self, tag: str) -> None:
        self._path.pop()
        self._unseen -= tag in _UNSEEN
        if tag == "p":
            self.words.say("\n")
        elif tag == "tc":
            self.words.say("\t")

    def say(self, text: str) -> None:
        if self._path[-1] == "instrText":
            self._fields.append(text)
        elif self._path[-1] == "t" and not self._unseen and not self._run_hidden:
            self.words.say(text)


def look_at_field(instruction: str) -> None:
    """Refused, where it fetches something from another program or another place."""
    if _DDE.match(instruction):
        raise Refused("holds a field that starts another program (DDE). Take it out, save it, and send that.")
    if _FROM_ELSEWHERE.match(instruction):
        raise Refused(
            "holds a field that fetches from elsewhere. Click it, press Ctrl+Shift+F9, save it, and send that."
        )


def read(package: Package, main: str, content: bytes) -> Look:
    """Refused for fields that fetch; any exception where python-docx, by which packs are bound, cannot open it."""
    words = Words()
    reading = _Reading(words)
    related = relations.of(package, main)
    parts = [main, *(each.target for each in related if each.kind in _READ and each.target in package)]
    unread = [each.target for each in related if each.kind in ("header", "footer") and each.target in package]
    for part in [*parts, *unread]:
        if part in unread:
            reading.words = Words()  # the same on every page
        package.walk(part, starts=reading.start, ends=reading.end, says=reading.say)
    if any(each.kind == "aFChunk" for each in related):
        raise Refused("holds another document that is not opened yet. Open it in Word, save it again, and send that.")
    if b"purl.oclc.org" in package.read("_rels/.rels"):
        raise Refused("is saved as Strict Open XML. In Word, save it as “Word Document (.docx)”, and send that.")
    docx.Document(io.BytesIO(content))
    return Look(str(words), 0, tuple(_carried(package, related, reading.counts)))


def _carried(package: Package, related: list[relations.Relation], counts: Counter[str]) -> list[str]:
    lines = []
    if counts["tracked"]:
        lines.append("Tracked changes, with what was struck out. Accept them all before it is published.")
    for each in related:
        if each.kind == "comments" and each.target in package and b":comment " in package.read(each.target):
            lines.append("Comments in the margin, with the names of who wrote them.")
    if counts["hidden"]:
        lines.append("Hidden text.")
    return lines
