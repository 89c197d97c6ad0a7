"""Reads back what was written, with python-docx, which had no part in writing it."""

import io

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph


def opened(file: bytes) -> Document:
    """What stands in content controls is taken out of them: python-docx passes over a control and all that is in it."""
    document = docx.Document(io.BytesIO(file))
    controls = document.element.body.findall(f".//{qn('w:sdt')}")
    for control in reversed(controls):  # the innermost first
        for inside in control.find(qn("w:sdtContent")):
            control.addprevious(inside)
        control.getparent().remove(control)
    return document


def lines(file: bytes) -> list[tuple[str, str]]:
    """Style and text of each paragraph of the body, in order, those in tables left out."""
    return [(paragraph.style.name, paragraph.text) for paragraph in opened(file).paragraphs]


def texts(file: bytes, style: str) -> list[str]:
    return [text for name, text in lines(file) if name == style]


def everything(file: bytes) -> str:
    """All text of body and tables, a line a paragraph."""
    document = opened(file)
    said = []
    for block in document.iter_inner_content():
        said += _cells(block) if isinstance(block, Table) else [block.text]
    return "\n".join(said)


def _cells(table: Table) -> list[str]:
    return [paragraph.text for row in table.rows for cell in row.cells for paragraph in cell.paragraphs]


def table(file: bytes, number: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in opened(file).tables[number].rows]


def marks(file: bytes) -> list[str]:
    """What stands in the headers, first page and others."""
    section = opened(file).sections[0]
    headers = (section.first_page_header, section.header)
    return [paragraph.text for header in headers for paragraph in header.paragraphs if paragraph.text]


def list_of(paragraph: Paragraph) -> tuple[int, int, str, int] | None:
    """The list that a paragraph is in: its number, level, format and the value that it starts from."""
    if paragraph._p.pPr is None or (numbered := paragraph._p.pPr.numPr) is None:
        return None
    number, level = numbered.numId.val, numbered.ilvl.val
    numbering = paragraph.part.numbering_part.element
    (defined,) = [num for num in numbering.num_lst if num.numId == number]
    (override,) = defined.lvlOverride_lst
    (abstract,) = [
        each
        for each in numbering.findall(qn("w:abstractNum"))
        if each.get(qn("w:abstractNumId")) == str(defined.abstractNumId.val)
    ]
    form = abstract.findall(qn("w:lvl"))[level].find(qn("w:numFmt")).get(qn("w:val"))
    return number, level, form, override.startOverride.val
