"""A pack of Word papers of every kind, bound, and read back with python-docx, which had no part in writing it."""

import io
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from scrutiny.bundle import word as binder
from scrutiny.domain.vocabulary import Audience
from scrutiny.papers.agenda import Enclosure
from scrutiny.papers.pack import Pack
from scrutiny.word import minutes, work_programme
from tests.bundle import word_papers as papers
from tests.bundle.papers import PDF, Shelf, item, pack
from tests.word import samples

BUSES, FLOODS = papers.report("Buses"), papers.report("Floods")
MINUTES = minutes.write(samples.minutes())
PROGRAMME = work_programme.write(samples.work_programme())
RESTYLED = papers.restyled("first of another look", "second of another look")
CONTRACT = papers.report("Contract", colour=9)


def rich(shelf: Shelf) -> Pack:
    return pack(
        item("4", "Buses", [shelf.paper("Report of the Director", BUSES), Enclosure("Timetable", to_follow=True)]),
        item("5", "Floods", [shelf.paper("Flood report", FLOODS), shelf.paper("Map", b"%PDF", kind=PDF)]),
        item("5A", "Urgent", [shelf.paper("Another look", RESTYLED), shelf.paper("Broken", b"no zip", name="b.docx")]),
        item("6", "Minutes", [shelf.paper("Minutes", MINUTES)]),
        item("7", "Work programme", [shelf.paper("Work programme", PROGRAMME)]),
        part_two=(item("8", "Contract", [shelf.paper("Award", CONTRACT, exempt=True)], paragraphs=(3,)),),
        audience=Audience.MEMBERS,
    )


def bound(pack: Pack, shelf: Shelf) -> bytes:
    to = shelf("pack.docx")
    binder.bind(pack, file=shelf, to=to)
    return to.read_bytes()


def opened(file: bytes) -> Document:
    return docx.Document(io.BytesIO(file))


def said(element: BaseOxmlElement) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def texts(file: bytes) -> list[str]:
    """Of every paragraph of the body, in tables, boxes and controls too."""
    return [said(paragraph) for paragraph in opened(file).element.body.iter(qn("w:p"))]


def attributes(document: Document, tag: str, name: str) -> list[str]:
    return [element.get(qn(name)) for element in document.element.body.iter(qn(tag))]


def styles(document: Document) -> Iterator[tuple[str, str]]:
    """Of each paragraph that says something, with the text."""
    for paragraph in document.paragraphs:
        if paragraph.text:
            yield paragraph.text, paragraph.style.name
