"""Whether a file is what its name says, by what is in it."""

from __future__ import annotations

import io
import re
import zipfile

import filetype

from scrutiny.intake.uploads.kinds import Kind
from scrutiny.intake.uploads.refusal import TWO_KINDS, Refused

_HEAD = 1024
"""Bytes in which readers of PDF look for its beginning."""

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_MARKED_UP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?P<what>!doctype\s+html|html|head|body|script|svg|\?xml)", re.IGNORECASE
)
_PAGE_WITHIN = re.compile(rb"<(?:script|iframe|html|!doctype\s+html)[\s>/]", re.IGNORECASE)
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa", b"\xca\xfe\xba\xbe", b"#!", b"dex\n")

_PASSWORD = "is locked with a password. Take the password off, save it, and send that."
_OLD = "is from Word, Excel or PowerPoint as they were before 2007. Save it as .docx, .xlsx or .pptx, and send that."


def require_true(content: bytes, kind: Kind) -> None:
    """Refused, unless the content begins as that kind does and is no other kind as well."""
    if not kind.begins(content):
        raise Refused(_what_it_is(content, kind))
    if kind is not Kind.PDF and b"%PDF-" in content[:_HEAD]:
        raise Refused(TWO_KINDS)
    if not kind.is_office and zipfile.is_zipfile(io.BytesIO(content)):
        raise Refused(TWO_KINDS)
    if not kind.is_office and kind is not Kind.PDF and _PAGE_WITHIN.search(content):
        raise Refused("holds the code of a web page. Open it, save it anew as .png, and send that.")


def _what_it_is(content: bytes, kind: Kind) -> str:
    """For a file that is not of its kind: what it is, and what to do."""
    head = content[:_HEAD]
    if head.startswith(_OLD_OFFICE):
        return _PASSWORD if _ENCRYPTED_OFFICE in content else _OLD
    if head.startswith(b"{\\rtf"):
        return "is RTF, not " + f"{kind.noun}. Open it in Word, save it as .docx, and send that."
    if head.startswith(_PROGRAMS):
        return f"is a program, not {kind.noun}. Do not open it: ask whoever gave it to you."
    if marked := _MARKED_UP.match(head):
        return _of_markup(marked["what"].lower(), kind)
    for other in Kind:
        if other.begins(content):
            return _of_kind(other, kind)
    guessed = filetype.guess(head)
    if guessed is not None:
        return f"is .{guessed.extension} by its content, not {kind.noun}. Save it as {kind.endings[0]}, and send that."
    return f"does not begin as {kind.noun} does. Open it, save it as {kind.endings[0]}, and send that."


def _of_markup(what: bytes, kind: Kind) -> str:
    if what == b"svg":
        return f"is an SVG drawing, not {kind.noun}. Save it as .png, and send that."
    if what == b"?xml":
        return f"is XML, not {kind.noun}. Open it in the program it is from, and save it as {kind.endings[0]}."
    return f"is a web page, not {kind.noun}. Print it to a PDF, and send that."


def _of_kind(other: Kind, kind: Kind) -> str:
    if other.is_office:
        return f"is a ZIP or an Office file, not {kind.noun}. Save it as {kind.endings[0]}, and send that."
    return f"is {other.noun}, not {kind.noun}. Give it the ending {other.endings[0]}, and send it again."
