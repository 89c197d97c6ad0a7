"""Packs of files in a folder, for the tests that bind them."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from scrutiny.domain.vocabulary import Audience, ItemKind
from scrutiny.papers.agenda import Agenda, Enclosure, Line
from scrutiny.papers.pack import Pack
from scrutiny.papers.pack import of as pack_of
from tests.word import samples

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


class Shelf:
    """A store for one test: `shelf(sha256)` is the path of a file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, sha256: str) -> Path:
        return self._folder / sha256

    def paper(
        self, title: str, content: bytes, *, name: str = "report.docx", kind: str = WORD, exempt: bool = False
    ) -> Enclosure:
        sha256 = hashlib.sha256(content).hexdigest()
        self(sha256).write_bytes(content)
        return Enclosure(title, exempt=exempt, sha256=sha256, name=name, media_type=kind, size=len(content))


def item(number: str, title: str, papers: Sequence[Enclosure], *, paragraphs: tuple[int, ...] = ()) -> Line:
    digits = "".join(letter for letter in number if letter.isdigit())
    return Line(number, title, ItemKind.BUSINESS, int(digits or 0), documents=tuple(papers), paragraphs=paragraphs)


def pack(
    *lines: Line, part_two: tuple[Line, ...] = (), audience: Audience = Audience.PUBLIC, supplement: int = 0
) -> Pack:
    agenda: Agenda = replace(
        samples.AGENDA, part_one=lines, part_two=part_two, contains_exempt=bool(part_two), exclusion=""
    )
    return pack_of(agenda, audience=audience, supplement=supplement)
