"""Word documents as PDF, where the ending of the file that is asked for says so: by LibreOffice, on this machine."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from scrutiny.bundle.pdf import office

MISSING = (
    "LibreOffice, which makes PDFs of Word documents, is not installed. Install it (on Debian and Ubuntu: "
    "apt install libreoffice; on Windows and macOS from libreoffice.org), or ask for another kind of file."
)


def printed(document: bytes, *, ending: str) -> bytes:
    """The Word document as it is, or the PDF of it."""
    return document if ending == ".docx" else _pdf(document)


def require_office() -> None:
    if office.program() is None:
        raise click.ClickException(MISSING)


def _pdf(document: bytes) -> bytes:
    require_office()
    with tempfile.TemporaryDirectory(prefix="scrutiny-pdf-") as folder:
        path = Path(folder) / "document.docx"
        path.write_bytes(document)
        for _, made in office.convert({path.name: path}, work=Path(folder)):
            if isinstance(made, Path):
                return made.read_bytes()
    raise click.ClickException("LibreOffice could not make a PDF of this document. Ask for .docx instead.")
