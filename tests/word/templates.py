"""House templates as an officer might make them, and as Word might leave them."""

from __future__ import annotations

import io
import re
import zipfile
from xml.sax.saxutils import escape

from scrutiny.domain.vocabulary import TemplateKind
from scrutiny.word import house_template

DOCUMENT = "word/document.xml"
HEADER = "word/header-default.xml"
FOOTER = "word/footer-default.xml"


def said(text: str, style: str = "BodyText") -> str:
    """A paragraph."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(text)}</w:p>'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    widths = "".join('<w:gridCol w:w="3000"/>' for _ in rows[0])
    return f"<w:tbl><w:tblPr/><w:tblGrid>{widths}</w:tblGrid>{''.join(map(row, rows))}</w:tbl>{said('')}"


def row(cells: tuple[str, ...]) -> str:
    return f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{said(cell)}</w:tc>' for cell in cells)}</w:tr>"


def box(text: str) -> str:
    """A paragraph with a text box, twice, as Word writes it: for itself and for programs that know no such box."""
    inside = f"<w:txbxContent>{said(text)}</w:txbxContent>"
    return (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="wps"><w:drawing><wps:txbx xmlns:wps="http://schemas.microsoft.com/office/word/2010/'
        f'wordprocessingShape">{inside}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>{inside}</w:pict>'
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def template(body: str = "", kind: TemplateKind = TemplateKind.NOTICE, **parts: str) -> bytes:
    """The product's own template with another body, and another `header` and `footer` where they are given."""
    changes = {}
    own = house_template.default(kind)
    document = unzipped(own)[DOCUMENT].decode()
    start, end = document.index("<w:body>") + len("<w:body>"), document.rindex("<w:sectPr>")
    changes[DOCUMENT] = document[:start] + body + document[end:]
    for name, part in (("header", HEADER), ("footer", FOOTER)):
        if name in parts:
            root = re.match(r"(?s).*?<w:(hdr|ftr)[^>]*>", unzipped(own)[part].decode())
            assert root
            changes[part] = f"{root[0]}{parts[name]}</w:{root[1]}>"
    return rezipped(own, changes)


def rezipped(file: bytes, changes: dict[str, str | bytes], without: tuple[str, ...] = ()) -> bytes:
    """The same file with other parts, and more of them."""
    held: dict[str, str | bytes] = {**unzipped(file), **changes}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in held.items():
            if name not in without:
                zipped.writestr(name, content)
    return out.getvalue()


def unzipped(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def replaced(file: bytes, part: str, old: str, new: str) -> bytes:
    before = unzipped(file)[part].decode()
    assert old in before, f"{part} has no {old}"
    return rezipped(file, {part: before.replace(old, new)})


def faults(file: bytes, kind: TemplateKind = TemplateKind.NOTICE) -> list[str]:
    return [str(fault) for fault in house_template.try_out(file, kind)]
