"""The kinds of file that a paper comes as, and what to do with a file of another kind."""

from __future__ import annotations

from enum import Enum
from pathlib import PurePosixPath

from scrutiny.intake.uploads.refusal import Refused

_OFFICE = "application/vnd.openxmlformats-officedocument"


class Kind(Enum):
    """What a person calls it; its media type; how its name ends; what each such file begins with."""

    WORD = ("a Word document", f"{_OFFICE}.wordprocessingml.document", (".docx",), (b"PK\x03\x04",))
    WORKBOOK = ("an Excel workbook", f"{_OFFICE}.spreadsheetml.sheet", (".xlsx",), (b"PK\x03\x04",))
    SLIDES = ("a PowerPoint presentation", f"{_OFFICE}.presentationml.presentation", (".pptx",), (b"PK\x03\x04",))
    PDF = ("a PDF", "application/pdf", (".pdf",), (b"%PDF-",))
    PNG = ("a PNG picture", "image/png", (".png",), (b"\x89PNG\r\n\x1a\n",))
    JPEG = ("a JPEG picture", "image/jpeg", (".jpg", ".jpeg"), (b"\xff\xd8\xff",))
    GIF = ("a GIF picture", "image/gif", (".gif",), (b"GIF87a", b"GIF89a"))
    TIFF = ("a TIFF picture", "image/tiff", (".tif", ".tiff"), (b"II*\x00", b"MM\x00*"))

    def __init__(self, noun: str, media_type: str, endings: tuple[str, ...], signs: tuple[bytes, ...]) -> None:
        self.noun = noun
        self.media_type = media_type
        self.endings = endings
        self.signs = signs

    @property
    def is_office(self) -> bool:
        return self in (Kind.WORD, Kind.WORKBOOK, Kind.SLIDES)

    def begins(self, content: bytes) -> bool:
        return content.startswith(self.signs)


TAKEN = "Send .docx, .pdf, .xlsx, .pptx, or a picture as .png or .jpg."

_AS_WORD = "Open it in Word, save it as .docx, and send that."
_AS_WORKBOOK = "Open it in Excel, save it as .xlsx, and send that."
_AS_SLIDES = "Open it in PowerPoint, save it as .pptx, and send that."
_AS_PICTURE = "Save it as .png or .jpg, and send that."
_AS_PDF = "Print it to a PDF, and send that."
_EACH = "Take the papers out of it, and send each by itself."
_MACROS = "may run macros, which a paper may not. "

_ADVICE = {
    (".doc", ".odt", ".rtf", ".dot", ".dotx", ".pages", ".wpd", ".fodt"): f"is not taken as it is. {_AS_WORD}",
    (".xls", ".ods", ".csv", ".xlsb", ".xlt", ".xltx", ".numbers"): f"is not taken as it is. {_AS_WORKBOOK}",
    (".ppt", ".pps", ".ppsx", ".odp", ".pot", ".potx", ".key"): f"is not taken as it is. {_AS_SLIDES}",
    (".docm", ".dotm"): _MACROS + _AS_WORD,
    (".xlsm", ".xltm", ".xlam"): _MACROS + _AS_WORKBOOK,
    (".pptm", ".ppsm", ".potm", ".ppam"): _MACROS + _AS_SLIDES,
    (".zip", ".7z", ".rar", ".gz", ".tar"): f"is a bundle of files. {_EACH}",
    (
        ".svg",
        ".webp",
        ".bmp",
        ".heic",
        ".heif",
        ".avif",
        ".emf",
        ".wmf",
        ".eps",
    ): f"is not taken as it is. {_AS_PICTURE}",
    (".html", ".htm", ".mht", ".mhtml", ".txt", ".md", ".xml", ".xps", ".eml", ".msg", ".vsdx", ".pub"): (
        f"is not taken as it is. {_AS_PDF}"
    ),
}


def named(name: str) -> Kind:
    """The kind that the name says; Refused, with what to do, for any other."""
    ending = PurePosixPath(name).suffix.lower()
    for kind in Kind:
        if ending in kind.endings:
            return kind
    for endings, advice in _ADVICE.items():
        if ending in endings:
            raise Refused(advice)
    if not ending:
        raise Refused(f"has no ending that says what it is. {TAKEN}")
    raise Refused(f"is not a kind of paper that can be taken. {TAKEN}")


def typed(media_type: str) -> Kind | None:
    return next((kind for kind in Kind if kind.media_type == media_type), None)
