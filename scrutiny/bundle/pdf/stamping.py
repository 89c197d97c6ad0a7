"""What the pack prints on the pages of papers: the page's number, the item's, and that a page is not for publication.

It stands upright at the edge of what is seen, whatever way the page is turned, and is no part of what is read aloud.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pikepdf import Array, Dictionary, Object, Page, Pdf, Stream

from scrutiny.bundle.pdf.sheet import INK, RED, WIDTH
from scrutiny.bundle.pdf.typeface import Typecase

_EDGE = 13.0
"""From the edge of the page to the foot of the text, on A4: below the footer of nearly every paper, yet printable."""

_SIDE = 30.0


@dataclass(frozen=True, slots=True)
class Stamp:
    """What one page is given. Empty is nothing."""

    foot: str
    corner: str = ""
    banner: str = ""


@dataclass(frozen=True, slots=True)
class _View:
    """A page as it is looked at: its matrix takes upright points, counted from the lower left corner, to its own."""

    width: float
    height: float
    matrix: tuple[float, ...]


class Stamper:
    """Stamps the pages of one pack, all with the same type."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._type = Typecase("STAMPS")
        self._save = Stream(pdf, b"q")
        self._stamped: list[Page] = []

    def stamp(self, page: Page, stamp: Stamp) -> None:
        view = _view(page)
        scale = max(0.5, min(view.width, view.height) / WIDTH)
        width, height = view.width / scale, view.height / scale
        drawn = self._middle(stamp.foot, 8, _EDGE, width, bold=True)
        top = height - _EDGE - 7
        if stamp.banner:
            drawn += self._middle(stamp.banner, _fitting(self._type, stamp.banner, width), top, width, RED, bold=True)
            top -= 15
        if stamp.corner:
            long = self._type.width(stamp.corner, 10, bold=True)
            drawn += self._text(stamp.corner, 10, width - _SIDE - long, top - 2, INK, bold=True)
        a, b, c, d, e, f = view.matrix
        placed = " ".join(
            f"{part:.4g}" if place < 4 else f"{part:.2f}" for place, part in enumerate((a, b, c, d, e, f))
        )
        content = (
            f"Q /Artifact <</Type /Pagination>> BDC q {placed} cm {scale:.4g} 0 0 {scale:.4g} 0 0 cm {drawn} Q EMC"
        )
        contents = page.obj.get("/Contents")
        parts = list(contents) if isinstance(contents, Array) else [contents] if contents is not None else []
        page.obj.Contents = Array([self._save, *parts, Stream(self._pdf, content.encode("ascii"))])
        self._stamped.append(page)

    def finish(self) -> None:
        """Give every stamped page the type, which is whole only now."""
        fonts = self._type.embedded(self._pdf)
        for page in self._stamped:
            resources = _own(page.obj, "/Resources")
            held = _own(resources, "/Font")
            for name, font in fonts.items():
                held[name] = font

    def _middle(self, text: str, size: float, y: float, width: float, colour: str = INK, *, bold: bool = False) -> str:
        long = self._type.width(text, size, bold=bold)
        return self._text(text, size, (width - long) / 2, y, colour, bold=bold)

    def _text(self, text: str, size: float, x: float, y: float, colour: str, *, bold: bool) -> str:
        """On a slip of white no larger than itself: read on a photograph too, and hiding hardly anything."""
        long = self._type.width(text, size, bold=bold)
        slip = f"1 g {x - 2:.2f} {y - size * 0.25:.2f} {long + 4:.2f} {size * 1.15:.2f} re f"
        shown = self._type.shown(text, size, bold=bold)
        return f"{slip} BT {colour} 0 Tr 0 Tc 0 Tw 100 Tz 0 Ts {x:.2f} {y:.2f} Td {shown} ET "


def _fitting(type_: Typecase, text: str, width: float) -> float:
    long = type_.width(text, 9, bold=True)
    return min(9.0, 9 * (width - 2 * _SIDE) / long)


def _own(holder: Object, key: str) -> Object:
    """The dictionary of that name, there for certain."""
    if not isinstance(holder.get(key), Dictionary):
        holder[key] = Dictionary()
    held: Object = holder[key]
    return held


def _view(page: Page) -> _View:
    """From the box that is seen and the way the page is turned (ISO 32000-1, 7.7.3.3)."""
    left, bottom, right, top = _seen(page)
    turned = int(_number(page.obj.get("/Rotate"), 0)) % 360
    unit = _number(page.obj.get("/UserUnit"), 1) or 1.0
    broad, tall = (right - left) * unit, (top - bottom) * unit
    small = 1 / unit
    if turned == 90:
        return _View(tall, broad, (0, small, -small, 0, right, bottom))
    if turned == 180:
        return _View(broad, tall, (-small, 0, 0, -small, right, top))
    if turned == 270:
        return _View(tall, broad, (0, -small, small, 0, left, top))
    return _View(broad, tall, (small, 0, 0, small, left, bottom))


def _number(said: object, otherwise: float) -> float:
    return float(said) if isinstance(said, int | float | Decimal) else otherwise


def _seen(page: Page) -> Sequence[float]:
    """The crop box, as far as it lies on the sheet."""
    sheet, cut = _upright(page.mediabox), _upright(page.cropbox)
    left, bottom = max(sheet[0], cut[0]), max(sheet[1], cut[1])
    right, top = min(sheet[2], cut[2]), min(sheet[3], cut[3])
    return (left, bottom, right, top) if right - left > 1 and top - bottom > 1 else sheet


def _upright(box: Array) -> Sequence[float]:
    x, y, across, up = (float(edge) for edge in box)
    return min(x, across), min(y, up), max(x, across), max(y, up)
