"""Writes the demonstration's papers anew: `python -m scrutiny.demonstration.papers.make`, with LibreOffice installed.

Reports are written as Word, one of them printed to a tagged PDF; the workbook and the slides are written as flat
OpenDocument, which is one plain XML file, and saved as what a council uses.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import reportlab
from docx.document import Document
from docx.shared import Cm
from PIL import Image, ImageDraw, ImageFont

from scrutiny.demonstration.papers import words

HERE = Path(__file__).resolve().parent
WRITTEN = datetime(2021, 9, 6, 9, 0, tzinfo=UTC)
NAVY, TEAL, GREY, BLACK = "#1d3d6b", "#2a7f86", "#505a5f", "#0b0c0c"
TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    f'xmlns:{prefix}="{_OASIS}:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "presentation": "presentation",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
        "number": "datastyle",
    }.items()
)


def make() -> None:
    """All of them, where they stand."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        report("Adult Safeguarding Transformation Project", words.TRANSFORMATION, words.STEPS).save(
            str(HERE / "transformation-report.docx")
        )
        report("Safeguarding adults on the cusp of care", words.CUSP).save(str(HERE / "cusp-of-care-report.docx"))
        report("A lead for a forum: what it would cost", words.EXEMPT).save(str(HERE / "forum-offers-exempt.docx"))
        chart().save(HERE / "concerns-chart.png", optimize=True)
        year = work / "safeguarding-children-2020-21.docx"
        report("The Safeguarding Children Board’s year 2020/21", words.YEAR).save(str(year))
        converted(year, TAGGED, "pdf")
        figures, briefing = work / "safeguarding-children-figures.fods", work / "transformation-briefing.fodp"
        figures.write_text(workbook(), encoding="utf-8")
        briefing.write_text(slides(), encoding="utf-8")
        converted(figures, "xlsx", "xlsx")
        converted(briefing, "pptx", "pptx")


def report(title: str, parts: dict[str, tuple[str, ...]], table: tuple[tuple[str, ...], ...] = ()) -> Document:
    document = docx.Document()
    page, properties = document.sections[0], document.core_properties
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    properties.title, properties.author, properties.comments, properties.language = title, "", "", "en-GB"
    properties.created = properties.modified = WRITTEN
    document.styles["Normal"].font.name = "Calibri"
    document.add_heading(title, 1)
    document.add_paragraph(words.COMMITTEE)
    document.add_paragraph(words.NOTE).runs[0].italic = True
    for heading, paragraphs in parts.items():
        document.add_heading(heading, 2)
        for text in paragraphs:
            document.add_paragraph(text.removeprefix("• "), "List Bullet" if text.startswith("• ") else None)
    if table:
        document.add_heading("The steps", 2)
        grid = document.add_table(0, len(table[0]), "Light Grid Accent 1")
        for row in table:
            for cell, text in zip(grid.add_row().cells, row, strict=True):
                cell.text = text
    return document


def chart() -> Image.Image:
    title, below, bars = words.CHART
    image = Image.new("RGB", (1000, 620), "white")
    draw = ImageDraw.Draw(image)
    fonts = Path(reportlab.__file__).parent / "fonts"
    large, small = (ImageFont.truetype(fonts / name, size) for name, size in (("VeraBd.ttf", 34), ("Vera.ttf", 22)))
    draw.text((50, 30), title, NAVY, large)
    draw.text((50, 84), below, GREY, small)
    for at, (year, index) in enumerate(bars):
        left, top = 220 + at * 320, 530 - index * 2
        draw.rectangle((left, top, left + 200, 530), NAVY if at else TEAL)
        draw.text((left + 100, top - 14), str(index), GREY, large, anchor="ms")
        draw.text((left + 100, 566), year, GREY, small, anchor="ms")
    draw.line((120, 531, 900, 531), GREY, 2)
    return image.quantize(32)


def workbook() -> str:
    """On paper each sheet is as wide as a page lying down."""
    styles = f"""
      <number:percentage-style style:name="Share">
        <number:number number:decimal-places="0" number:min-integer-digits="1"/><number:text>%</number:text>
      </number:percentage-style>
      <style:style style:name="Percent" style:family="table-cell" style:data-style-name="Share"/>
      <style:style style:name="Head" style:family="table-cell">
        <style:table-cell-properties fo:background-color="{NAVY}"/>
        <style:text-properties fo:color="#ffffff" fo:font-weight="bold"/>
      </style:style>
      <style:style style:name="Broad" style:family="table-column">
        <style:table-column-properties style:column-width="10cm"/>
      </style:style>
      <style:style style:name="Usual" style:family="table-column">
        <style:table-column-properties style:column-width="6cm"/>
      </style:style>
      <style:style style:name="Sheet" style:family="table" style:master-page-name="Plain"/>
      {_layout("29.7cm", "21cm", "2cm", ' style:scale-to-X="1" style:scale-to-Y="0"')}"""
    sheets = _sheet("Referrals", words.REFERRALS) + _sheet("Lockdown", words.SAID)
    return _flat("spreadsheet", styles, sheets)


def _sheet(name: str, rows: tuple[tuple[str | float | None, ...], ...]) -> str:
    lines = [
        f"<table:table-row>{''.join(_cell(each, not at) for each in row)}</table:table-row>"
        for at, row in enumerate(rows)
    ]
    note = f"<table:table-row/><table:table-row>{_cell(words.NOTE, False)}</table:table-row>"
    return f"""
      <table:table table:name="{name}" table:style-name="Sheet">
        <table:table-column table:style-name="Broad"/>
        <table:table-column table:style-name="Usual" table:number-columns-repeated="2"/>
        {"".join(lines)}{note}
      </table:table>"""


def _cell(value: str | float | None, head: bool) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str):
        style = ' table:style-name="Head"' if head else ""
        return (
            f'<table:table-cell office:value-type="string"{style}><text:p>{escape(value)}</text:p></table:table-cell>'
        )
    kind = "percentage" if abs(value) < 1 else "float"
    style = ' table:style-name="Percent"' if abs(value) < 1 else ""
    return f'<table:table-cell office:value-type="{kind}" office:value="{value}"{style}/>'


def slides() -> str:
    styles = f"""
      <style:style style:name="Bare" style:family="presentation">
        <style:graphic-properties draw:fill="none" draw:stroke="none"/>
      </style:style>
      <text:list-style style:name="Dots">
        <text:list-level-style-bullet text:level="1" text:bullet-char="•">
          <style:list-level-properties text:space-before="0cm" text:min-label-width="1cm"/>
        </text:list-level-style-bullet>
      </text:list-style>
      {_text("Title", 34, NAVY, "bold")}{_text("Point", 24, BLACK, "normal")}
      {_layout("28cm", "15.75cm", "0cm")}"""
    pages = ""
    for at, (title, points) in enumerate(words.SLIDES, 1):
        items = "".join(f"<text:list-item>{_said('Point', each)}</text:list-item>" for each in points)
        pages += f"""
      <draw:page draw:name="{at}" draw:master-page-name="Plain">
        {_frame("title", 1.2, 3, _said("Title", title))}
        {_frame("outline", 4.8, 9.5, f'<text:list text:style-name="Dots">{items}</text:list>')}
      </draw:page>"""
    return _flat("presentation", styles, pages)


def _text(name: str, size: int, colour: str, weight: str) -> str:
    return f"""
      <style:style style:name="{name}" style:family="paragraph">
        <style:paragraph-properties fo:margin-bottom="0.5cm"/>
        <style:text-properties fo:font-family="Arial" fo:font-size="{size}pt" fo:color="{colour}"
          fo:font-weight="{weight}"/>
      </style:style>"""


def _said(style: str, text: str) -> str:
    return f'<text:p text:style-name="{style}">{escape(text)}</text:p>'


def _frame(kind: str, top: float, height: float, text: str) -> str:
    return f"""
        <draw:frame presentation:class="{kind}" presentation:style-name="Bare"
          svg:x="2cm" svg:y="{top}cm" svg:width="24cm" svg:height="{height}cm">
          <draw:text-box>{text}</draw:text-box>
        </draw:frame>"""


def _layout(width: str, height: str, margin: str, more: str = "") -> str:
    return f"""
      <style:page-layout style:name="Lying">
        <style:page-layout-properties fo:page-width="{width}" fo:page-height="{height}" fo:margin="{margin}"
          style:print-orientation="landscape"{more}/>
      </style:page-layout>"""


def _flat(kind: str, styles: str, body: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
    <office:document {_SPACES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.{kind}">
      <office:automatic-styles>{styles}</office:automatic-styles>
      <office:master-styles>
        <style:master-page style:name="Plain" style:page-layout-name="Lying"/>
      </office:master-styles>
      <office:body><office:{kind}>{body}</office:{kind}></office:body>
    </office:document>""".replace("\n", "")


def converted(source: Path, to: str, ending: str) -> None:
    """By a LibreOffice of its own, so that one which is open elsewhere is not disturbed."""
    own = f"-env:UserInstallation={(source.parent / 'profile').as_uri()}"
    order = ["soffice", "--headless", own, "--convert-to", to, "--outdir", str(source.parent), str(source)]
    subprocess.run(order, check=True, capture_output=True, timeout=120)
    shutil.copyfile(source.with_suffix(f".{ending}"), HERE / f"{source.stem}.{ending}")


if __name__ == "__main__":
    make()
