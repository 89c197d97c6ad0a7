"""Invisible marks: content controls around what a clerk may rewrite in Word, and what each place said when it was made.

A control may be lost, or the properties, and what is left still tells. The public's copy carries marks as well: an
identity is in the address of every page, and a digest is of words that stand in the same file.
"""

from collections.abc import Mapping

from scrutiny.domain.merging.marks import Mark, digest
from scrutiny.word.package import Part, part
from scrutiny.word.relations import CUSTOM, OFFICE, XML

NEWER = "http://schemas.microsoft.com/office/word/2012/wordml"
IGNORABLE = (
    f'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:w15="{NEWER}" mc:Ignorable="w15"'
)
"""What the body says so that an older Word passes over the one thing about a mark that it does not know."""

CLOSED = "</w:sdtContent></w:sdt>"

_TYPES = f"{OFFICE.removesuffix('/relationships')}/docPropsVTypes"
_NAMESPACE = f"{OFFICE.removesuffix('/relationships')}/custom-properties"
_USERS = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set of properties that people give a file themselves, as opposed to those that Word counts."""


def opened(mark: Mark) -> str:
    """A mark is never locked: who takes a whole item out means it, and is asked when the file comes back.

    It names itself twice. LibreOffice keeps no tag; and of a control of any other kind than a document part it makes
    one of a single line, whose bold words are lost.
    """
    tag = mark.tag
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/><w15:appearance w15:val="hidden"/>'
        f'<w:docPartObj><w:docPartGallery w:val="{tag}"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>'
    )


def made_from(texts: Mapping[Mark, str]) -> Part:
    """The digest of what each place said."""
    properties = "".join(
        f'<property fmtid="{_USERS}" pid="{number}" name="{mark.tag}"><vt:lpwstr>{digest(text)}</vt:lpwstr></property>'
        for number, (mark, text) in enumerate(texts.items(), start=2)
    )
    return part(CUSTOM, f'{XML}<Properties xmlns="{_NAMESPACE}" xmlns:vt="{_TYPES}">{properties}</Properties>')
