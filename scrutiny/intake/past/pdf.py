"""Reads the text of a PDF, page by page, in the order in which it is on the page."""

from __future__ import annotations

import unicodedata

import pypdfium2

from scrutiny.intake.past.sheet import Line, Read

UNSEEN = str.maketrans({"\u00ad": "", "\u200b": "", "\ufeff": "", "\ufffe": "-", "\x02": "-", "\x00": ""})
"""pdfium writes a hyphen at the end of a line as a sign of its own."""


def read(content: bytes) -> Read:
    sheets = []
    number = 0
    document = pypdfium2.PdfDocument(content)
    try:
        for page in range(len(document)):
            lines = []
            for text in _text(document, page).splitlines():
                number += 1
                lines.append(Line(" ".join(text.split()), page + 1, number))
            sheets.append(tuple(lines))
    finally:
        document.close()
    return tuple(sheets), ()


def _text(document: pypdfium2.PdfDocument, page: int) -> str:
    leaf = document[page]
    text = leaf.get_textpage()
    try:
        return unicodedata.normalize("NFC", str(text.get_text_range()).translate(UNSEEN))
    finally:
        text.close()
        leaf.close()
