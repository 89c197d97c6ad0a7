"""Where the tables of a paper stand.

Word 2013 moved them: since then the edge of a table is in line with the text around it, before that the text in its
first cells was. Each file says by which rule it is laid out, and the pack can have but one.
"""

from __future__ import annotations

from lxml import etree

from scrutiny.bundle.word import order
from scrutiny.bundle.word.namespaces import VAL, Element, value, w
from scrutiny.bundle.word.opened import Opened
from scrutiny.bundle.word.styles import PaperStyles

_OF_2013 = 15
_BEFORE = 12
"""What a file is laid out as that does not say: Word 2007."""


class PaperTables:
    """`shift` is how many times the margin of its first cell a table is to be moved to the right: -1, 0 or 1."""

    def __init__(self, styles: PaperStyles, *, shift: int) -> None:
        self._styles = styles
        self._shift = shift

    def settle(self, root: Element) -> None:
        """While they still have the paper's own styles."""
        if not self._shift:
            return
        for table in root.iter(w("tbl")):
            properties = table.find(w("tblPr"))
            if properties is None or next(table.iterancestors(w("tbl")), None) is not None:
                continue
            if value(properties, "jc") in ("", "left", "start") and properties.find(w("tblpPr")) is None:
                self._move(properties)

    def _move(self, properties: Element) -> None:
        line = [properties, *self._styles.table_line(value(properties, "tblStyle"))]
        margin = _measure(line, "tblCellMar", "left")
        moved = _measure(line, "tblInd") + self._shift * margin
        indent = etree.Element(w("tblInd"), {w("w"): str(moved), w("type"): "dxa"})
        order.place(properties, indent, order.TABLE)


def laid_out_since_2013(settings: Element | None) -> bool:
    """Whether a file is laid out by the newer rule."""
    said = [] if settings is None else settings.iter(w("compatSetting"))
    modes = (each.get(VAL, "") for each in said if each.get(w("name")) == "compatibilityMode")
    mode = next(modes, "")
    return (int(mode) if mode.isdecimal() else _BEFORE) >= _OF_2013


def shift(opened: Opened, pack: Element) -> int:
    """For the tables of this paper in a pack with these settings."""
    part = opened.related(opened.body, "settings")
    own = laid_out_since_2013(opened.tree(part) if part else None)
    return own - laid_out_since_2013(pack)


def _measure(line: list[Element], *path: str) -> int:
    """In twentieths of a point: as the table says, or else its style, or else that which this is based on."""
    for properties in line:
        found = properties.find("/".join(w(name) for name in path))
        if found is not None and found.get(w("type"), "dxa") == "dxa":
            said = found.get(w("w"), "0")
            return int(said) if said.lstrip("-").isdecimal() else 0
    return 0
