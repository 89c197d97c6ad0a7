"""A template that was restyled in LibreOffice: every tag and style of the product's own survives it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from scrutiny.domain.vocabulary import TemplateKind
from scrutiny.word import house_template
from tests import needs
from tests.word.reading import everything, lines, marks


def test_what_libreoffice_saved_says_the_same(tmp_path: Path) -> None:
    """All five in one call, since it is slow to start."""
    soffice, saved = needs.soffice(), tmp_path / "saved"
    files = [tmp_path / f"{kind}.docx" for kind in TemplateKind]
    for kind, file in zip(TemplateKind, files, strict=True):
        file.write_bytes(house_template.default(kind))
    subprocess.run(
        [
            *(soffice, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"),
            *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(saved), *map(str, files)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    for kind, file in zip(TemplateKind, files, strict=True):
        ours, theirs = file.read_bytes(), (saved / file.name).read_bytes()
        assert house_template.try_out(theirs, kind) == ()
        one, other = house_template.preview(ours, kind), house_template.preview(theirs, kind)
        assert everything(other) == everything(one)
        assert lines(other) == lines(one)
        assert marks(other) == marks(one)
