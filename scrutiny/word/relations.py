"""The parts of a Word file and how they hang together: their kinds, and the relations from one to the next."""

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

FURNITURE = (("header", "first"), ("header", "default"), ("footer", "first"), ("footer", "default"))
"""Each is the part `word/header-first.xml` and so on, for the first page and for all others."""

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {f"word/{kind}-{page}.xml": f"{_WORD}.{kind}+xml" for kind, page in FURNITURE} | {
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/numbering.xml": f"{_WORD}.numbering+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}

CUSTOM = "docProps/custom.xml"
CUSTOM_KIND = "application/vnd.openxmlformats-officedocument.custom-properties+xml"


def maps(*, kinds: str, relations: str, marked: bool) -> dict[str, str]:
    """What a reader of the zip looks for first, by name. `kinds` and `relations` are those of the copied parts; a
    `marked` file has properties of its own besides."""
    own = {CUSTOM: CUSTOM_KIND} if marked else {}
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in (_KINDS | own).items())
    furniture = "".join(
        f'<Relationship Id="{page}-{kind}" Type="{OFFICE}/{kind}" Target="/word/{kind}-{page}.xml"/>'
        for kind, page in FURNITURE
    )
    start = (
        f'<Relationship Id="body" Type="{OFFICE}/officeDocument" Target="/word/document.xml"/>'
        f'<Relationship Id="properties" Type="{PACKAGE}/relationships/metadata/core-properties" '
        'Target="/docProps/core.xml"/>'
        + (f'<Relationship Id="marks" Type="{OFFICE}/custom-properties" Target="/{CUSTOM}"/>' if marked else "")
    )
    return {
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types">{kinds}{overrides}</Types>',
        "_rels/.rels": _relations(start),
        "word/_rels/document.xml.rels": _relations(relations + furniture),
    }


def _relations(relations: str) -> str:
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'
