"""XML of a file that somebody sent: read without entities, network or depth without end."""

from __future__ import annotations

from typing import Any

from lxml import etree

from scrutiny.word.house_template.faults import Fault, Faulty

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
UNREADABLE = "The file is broken: open it in Word, save it again as a Word document (.docx), and upload that"


def named(name: str) -> str:
    """`{…wordprocessingml…}p` for `p`."""
    return f"{{{MAIN}}}{name}"


def parsed(octets: bytes) -> Any:
    """The root element. Raises Faulty for what is no XML, and for a document type, which no Word file has."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(octets, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Faulty([Fault(UNREADABLE)]) from None
    if root.getroottree().docinfo.doctype:
        raise Faulty([Fault(UNREADABLE)])
    return root


def written(root: Any) -> str:
    text: str = etree.tostring(root, encoding="unicode")
    return text


def put(element: Any, text: str) -> None:
    """Text in an element's place."""
    before, parent = element.getprevious(), element.getparent()
    text += element.tail or ""
    element.tail = None
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    parent.remove(element)


def around(element: Any, name: str) -> Any:
    """The nearest element of that name that it stands in, or None."""
    return next(element.iterancestors(named(name)), None)


def style_of(paragraph: Any) -> str:
    """The id of its style."""
    found = paragraph.find(f"{named('pPr')}/{named('pStyle')}")
    return "" if found is None else str(found.get(named("val"), ""))


def passing_over(root: Any, prefix: str, namespace: str) -> Any:
    """The same root, which declares a namespace that an older Word may pass over."""
    known = {**root.nsmap, prefix: namespace, "mc": _COMPATIBILITY}
    again = etree.Element(root.tag, root.attrib, nsmap=known)
    again[:] = root[:]
    ignorable = f"{{{_COMPATIBILITY}}}Ignorable"
    again.set(ignorable, " ".join(dict.fromkeys([*again.get(ignorable, "").split(), prefix])))
    return again
