"""What stands around the body of a paper: its properties, the header and footer, and the list of parts."""

from dataclasses import dataclass
from datetime import date

from scrutiny.word.house_style import HouseStyle
from scrutiny.word.package import Part, part
from scrutiny.word.paragraphs import Paragraphs
from scrutiny.word.relations import FURNITURE, OFFICE, PACKAGE, XML
from scrutiny.word.styles import Style
from scrutiny.word.text import attribute, run

NAMESPACES = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{OFFICE}"'
REFERENCES = "".join(f'<w:{kind}Reference w:type="{page}" r:id="{page}-{kind}"/>' for kind, page in FURNITURE)
"""What the first section says of its headers and footers; later sections take over what it has."""

_LONGEST_PROPERTY = 255
"""Characters that Word takes in a property."""


@dataclass(frozen=True, slots=True)
class Cover:
    """`running` is the header from the second page on; `marks` stand on every page: DRAFT, NOT FOR PUBLICATION.

    `on` dates the properties: the day of the paper, so that the same paper is the same file whenever it is written.
    """

    title: str
    council: str
    subject: str
    running: str
    on: date
    marks: tuple[str, ...] = ()
    status: str = "Final"


def parts(cover: Cover, house: HouseStyle, paragraphs: Paragraphs) -> tuple[Part, ...]:
    """All but the body and what is copied from the house style. Asks for the lists, so the body comes first."""
    before, after = house.numbering
    marks = "".join([paragraphs.paragraph(Style.MARK, mark) for mark in cover.marks])
    running = paragraphs.paragraph(Style.HEADER, cover.running)
    foot = f"<w:ftr {NAMESPACES}>{_page_numbers(cover.council, house)}</w:ftr>"
    texts = {
        "word/header-first.xml": f"<w:hdr {NAMESPACES}>{marks or paragraphs.paragraph(Style.MARK)}</w:hdr>",
        "word/header-default.xml": f"<w:hdr {NAMESPACES}>{marks}{running}</w:hdr>",
        "word/footer-first.xml": foot,
        "word/footer-default.xml": foot,
        "word/numbering.xml": before + paragraphs.definitions + after,
        "docProps/core.xml": properties(cover),
    }
    return tuple(part(name, XML + text) for name, text in texts.items())


def _page_numbers(council: str, house: HouseStyle) -> str:
    """`Borsetshire County Council – Page 1 of 3`, in fields that Word and LibreOffice fill in as they lay it out."""
    fields = f"{run(f'{council} – Page ')}{_field('PAGE')}{run(' of ')}{_field('NUMPAGES')}"
    return f'<w:p><w:pPr><w:pStyle w:val="{house.ids[Style.FOOTER]}"/></w:pPr>{fields}</w:p>'


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} ">{run("1")}</w:fldSimple>'


def properties(cover: Cover) -> str:
    day = f"{cover.on.isoformat()}T00:00:00Z"
    texts = {
        "dc:title": cover.title,
        "dc:subject": cover.subject,
        "dc:creator": cover.council,
        "cp:lastModifiedBy": cover.council,
        "dc:language": "en-GB",
        "cp:contentStatus": cover.status,
    }
    said = "".join(
        f"<{name}>{attribute(' '.join(text.split())[:_LONGEST_PROPERTY])}</{name}>" for name, text in texts.items()
    )
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{said}{dates}</cp:coreProperties>"
    )
