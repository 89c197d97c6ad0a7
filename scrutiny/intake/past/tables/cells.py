"""What a cell says, as the record keeps it: paragraphs and points, or one line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrutiny.papers.markdown import normal, written
from scrutiny.papers.prose import Block, Listing, ListKind, Paragraph, Run

_POINT = re.compile(r"[•·▪◦●○\uf0b7\uf0a7](?:\s|$)|[-–—*]\s")
_PARAGRAPH_ENDS = re.compile(r"[.!?:;]\s*$")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CLEARLY = 0.8
"""A line that leaves less of the column free may only have had no room for the next word: letters differ in width."""
_JOINED = re.compile(r"(?<=\w)-$")


def prose(text: str, *, wrapped: bool = False) -> str:
    """Markdown. Where lines are `wrapped` at the margin, a paragraph is several; a point begins with its mark."""
    blocks: list[Block] = []
    points: list[tuple[Block, ...]] = []
    for said in paragraphs(text) if wrapped else text.split("\n"):
        mark = _POINT.match(said)
        words = (said[mark.end() :] if mark else said).strip()
        if mark:
            points.append((Paragraph((Run(words),)),) if words else ())
            continue
        blocks += _listed(points)
        points = []
        if words:
            blocks.append(Paragraph((Run(words),)))
    return written([*blocks, *_listed(points)])


def markdown(text: str) -> str:
    """What our own tables hold, without the apostrophe by which a spreadsheet was kept from calculating."""
    return normal(plain(text))


def plain(text: str) -> str:
    said = text.removeprefix("'")
    return said if said != text and said.lstrip(" \n")[:1] in _FORMULA else text


def line(text: str) -> str:
    """On one line; a word that was divided at the margin keeps its hyphen."""
    return joined(text.split("\n"))


def joined(lines: Sequence[str]) -> str:
    said = ""
    for each in (" ".join(each.split()) for each in lines):
        said = f"{said}{each}" if _JOINED.search(said) else f"{said} {each}".strip()
    return said


def _listed(points: Sequence[tuple[Block, ...]]) -> list[Block]:
    entries = tuple(point for point in points if point)
    return [Listing(ListKind.BULLETS, entries)] if entries else []


def paragraphs(text: str) -> list[str]:
    """The lines of a narrow column joined. A line that ends a sentence well before the margin ends a paragraph."""
    lines = [each.strip() for each in text.split("\n")]
    margin = max(map(len, lines), default=0)
    found: list[list[str]] = [[]]
    for number, each in enumerate(lines):
        if not each or (_POINT.match(each) and found[-1]):
            found.append([])
        if each:
            found[-1].append(each)
        next_word = lines[number + 1].split()[0] if number + 1 < len(lines) and lines[number + 1] else ""
        room = len(each) + 1 + len(next_word) <= margin * _CLEARLY
        if _PARAGRAPH_ENDS.search(each) and room and next_word[:1].isupper():
            found.append([])
    return [joined(each) for each in found if each]
