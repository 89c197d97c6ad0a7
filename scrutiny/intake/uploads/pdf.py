"""Looks into a PDF: that it is whole and open, starts nothing, hides no file, and what it says."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
import pypdfium2

from scrutiny.intake.uploads.kinds import Kind
from scrutiny.intake.uploads.look import Look, Words
from scrutiny.intake.uploads.properties import shown
from scrutiny.intake.uploads.refusal import BROKEN, Refused

MOST_PAGES = 3_000
MOST_OBJECTS = 2_000_000
_TAIL = 2048
"""Bytes from the end in which a whole PDF says that it ends."""

_LOCKED = "is locked with a password. Take the password off, save it, and send that."
_PROTECTED = (
    "is protected against changes, so that no page number can be put on it. Save it without protection, and send that."
)
_AGAIN = "Print it to a new PDF, and send that."

_NEVER = (
    (rb"/(?:JavaScript|JS)\b", f"holds a program (JavaScript), which a paper may not. {_AGAIN}"),
    (rb"/XFA\b", f"is a form that most programs cannot show (XFA). {_AGAIN}"),
    (rb"/EF <<|/Type /EmbeddedFile\b", "holds other files within it. Take them out, and send each by itself."),
    (
        rb"/S /(?:Launch|ImportData|SubmitForm|GoToE|Rendition)\b",
        f"starts something when it is opened or clicked. {_AGAIN}",
    ),
    (rb"/Subtype /(?:RichMedia|Movie|Sound|Screen|3D)\b", f"plays a film, a sound or a model. {_AGAIN}"),
    (rb"/URI \(\s*(?i:javascript|vbscript|data):", f"holds a link that runs a program. {_AGAIN}"),
)
"""What does something, as qpdf writes it. Some of it is harmless, but nothing tells which, and a printed copy reads the
same."""
_FORBIDDEN = tuple((re.compile(sign), why) for sign, why in _NEVER)

_CARRIED = (
    (rb"/Subtype /(?:Text|Highlight|Underline|StrikeOut|Squiggly|Caret|FreeText|Ink)\b",
     "Comments and marks on its pages, with the names of who made them."),
    (rb"/URI \(\s*(?i:file:)", "Links to files of your own, which readers cannot open."),
    (rb"/OFF \[ [^\]]", "Layers that are switched off: anybody can switch them on."),
    (rb"/FT /Sig\b", "An electronic signature: a pack is another file, so there it signs nothing."),
    (rb"/FT /(?:Tx|Ch|Btn)\b", "Fields of a form, which anybody can fill in."),
)  # fmt: skip
_SHOWS = tuple((re.compile(sign, re.DOTALL), line) for sign, line in _CARRIED)


def look(content: bytes, _kind: Kind) -> Look:
    """Refused, or what it says and carries."""
    if b"%%EOF" not in content[-_TAIL:]:
        raise Refused(BROKEN)
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
            pages = _pages(pdf)
            carries = tuple(dict.fromkeys([*_made_by(pdf), *_objects(pdf), *_earlier(pdf, content)]))
    except pikepdf.PasswordError as locked:
        raise Refused(_LOCKED) from locked
    except pikepdf.PdfError as broken:
        raise Refused(BROKEN) from broken
    return Look(_text(content), pages, carries)


def _pages(pdf: pikepdf.Pdf) -> int:
    if pdf.is_encrypted:
        raise Refused(_PROTECTED)
    pages = len(pdf.pages)
    if not pages:
        raise Refused("has no page. Open it, save it again, and send that.")
    if pages > MOST_PAGES:
        raise Refused(f"has {pages:,} pages, and the most is {MOST_PAGES:,}. Send it in parts.")
    return pages


def _objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Look at every object, also at those that no page uses: something may yet refer to them."""
    if len(pdf.objects) > MOST_OBJECTS:
        raise Refused(f"is made of far more pieces than a paper needs. {_AGAIN}")
    for each in pdf.objects:
        if not isinstance(each, (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)):
            continue
        written = (each.stream_dict if isinstance(each, pikepdf.Stream) else each).unparse(resolved=True)
        for sign, why in _FORBIDDEN:
            if sign.search(written):
                raise Refused(why)
        for sign, line in _SHOWS:
            if sign.search(written):
                yield line


def _made_by(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What its properties say, as far as they are text."""
    for key, line in (("/Author", "The name of its author: {}."), ("/Keywords", "Keywords: {}.")):
        said = pdf.docinfo.get(key)
        if isinstance(said, pikepdf.String) and str(said).strip():
            yield line.format(shown(str(said)))


def _earlier(pdf: pikepdf.Pdf, content: bytes) -> Iterator[str]:
    """A change is written behind what was there. One that is made to open fast has two ends from the start."""
    if content.count(b"%%EOF") > (2 if pdf.is_linearized else 1):
        yield "What it was before it was last changed, as it may hold what was blacked out. Print it to a new PDF."


def _text(content: bytes) -> str:
    words = Words()
    document = pypdfium2.PdfDocument(content)
    try:
        for number in range(len(document)):
            if words.full:
                break
            page = document[number]
            text = page.get_textpage()
            words.say(f"{text.get_text_range()}\n")
            text.close()
            page.close()
    finally:
        document.close()
    return str(words)
