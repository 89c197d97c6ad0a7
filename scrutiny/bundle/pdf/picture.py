"""A picture as a page: as large as fits, upright or across, and named for those who cannot see it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, Stream, String
from PIL import Image, ImageOps, UnidentifiedImageError

from scrutiny.bundle.pdf.fair_copy import FairCopy, Unreadable
from scrutiny.bundle.pdf.sheet import HEIGHT, WIDTH
from scrutiny.bundle.whole import whole

_MARGIN = 42.0
_FINEST = 200
"""Dots an inch that a finer picture is brought down to: a photograph of a telephone would be most of the pack."""

_MOST, _MOST_PAGES = 80_000_000, 500
"""Picture elements of one picture, and pages of a fax. More is a mistake, or meant to fill the memory."""


def make(source: Path, to: Path, *, title: str) -> FairCopy:
    """Raises Unreadable."""
    try:
        with Pdf.new() as pdf, whole(to) as beside:
            figures = [_page(pdf, picture, photographed) for picture, photographed in _pictures(source)]
            _tag(pdf, figures, title)
            pdf.save(beside, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
            return FairCopy(to, len(figures), True)
    except Unreadable:
        raise
    except Image.DecompressionBombError as bomb:
        raise Unreadable("it is too large a picture") from bomb
    except (ValueError, SyntaxError, UnidentifiedImageError) as broken:
        raise Unreadable("its file is damaged") from broken


def _pictures(source: Path) -> Iterator[tuple[Image.Image, bool]]:
    """Each picture of the file, and whether it is a photograph: a fax of many pages is one file."""
    with Image.open(source) as opened:
        pages = getattr(opened, "n_frames", 1) if opened.format == "TIFF" else 1
        if opened.width * opened.height > _MOST or pages > _MOST_PAGES:
            raise Unreadable("it is too large a picture")
        for page in range(pages):
            if page:
                opened.seek(page)
            try:
                yield _plain(opened, alone=pages == 1), opened.format == "JPEG"
            except OSError as broken:  # Pillow's word for a picture that is cut off
                raise Unreadable("its file is damaged") from broken


def _plain(opened: Image.Image, *, alone: bool) -> Image.Image:
    """Not much finer than can be seen, on white where it lets through, turned as the camera was held.

    `alone` in its file, it may be made smaller where it is: a copy of a large one is a third of the memory we may take.
    """
    reach = int((HEIGHT - 2 * _MARGIN) / 72 * _FINEST)
    opened.draft("RGB", (reach, reach))
    picture = _in_common_colours(opened)
    if picture is opened and not alone:
        picture = opened.copy()
    if max(picture.size) > 1.5 * reach:
        picture.thumbnail((reach, reach))
    upright = ImageOps.exif_transpose(picture)
    if upright.mode != "RGBA":
        return upright
    return Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright).convert("RGB")


def _in_common_colours(picture: Image.Image) -> Image.Image:
    """Grey, colour, or colour that lets through."""
    if picture.mode in ("L", "RGB", "RGBA"):
        return picture
    if picture.mode.startswith("I"):  # grey in 65,536 steps
        return picture.convert("I").point(lambda dot: dot / 256).convert("L")
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _page(pdf: Pdf, picture: Image.Image, photographed: bool) -> Dictionary:
    """Draw it, and answer its tag."""
    across = picture.width > picture.height
    width, height = (HEIGHT, WIDTH) if across else (WIDTH, HEIGHT)
    scale = min((width - 2 * _MARGIN) / picture.width, (height - 2 * _MARGIN) / picture.height)
    broad, tall = picture.width * scale, picture.height * scale
    left, bottom = (width - broad) / 2, (height - tall) / 2
    page = pdf.add_blank_page(page_size=(width, height))
    page.obj.Resources = Dictionary(XObject=Dictionary({"/Picture": _drawn(pdf, picture, photographed)}))
    place = f"q {broad:.2f} 0 0 {tall:.2f} {left:.2f} {bottom:.2f} cm /Picture Do Q"
    page.obj.Contents = Stream(pdf, f"/Figure <</MCID 0>> BDC {place} EMC".encode("ascii"))
    box = [round(edge, 2) for edge in (left, bottom, left + broad, bottom + tall)]
    look = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=box)
    return Dictionary(Type=Name.StructElem, S=Name.Figure, Pg=page.obj, K=0, A=look)


def _drawn(pdf: Pdf, picture: Image.Image, photographed: bool) -> Object:
    drawn = Stream(pdf, b"")
    if photographed:
        pressed = BytesIO()
        picture.save(pressed, "JPEG", quality=82)
        drawn.write(pressed.getvalue(), filter=Name.DCTDecode)
    else:
        drawn.write(zlib.compress(picture.tobytes(), 6), filter=Name.FlateDecode)
    drawn.Type, drawn.Subtype = Name.XObject, Name.Image
    drawn.Width, drawn.Height, drawn.BitsPerComponent = picture.width, picture.height, 8
    drawn.ColorSpace = Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB
    return drawn


def _tag(pdf: Pdf, figures: list[Dictionary], title: str) -> None:
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    held = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree, K=Array()))
    numbers = Array()
    for place, figure in enumerate(figures):
        figure.Alt = String(title if len(figures) == 1 else f"{title}, page {place + 1} of {len(figures)}")
        figure.P = held
        element = pdf.make_indirect(figure)
        element.Pg.StructParents = place
        held.K.append(element)
        numbers.append(place)
        numbers.append(Array([element]))
    tree.K, tree.ParentTree = held, pdf.make_indirect(Dictionary(Nums=numbers))
    pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = tree, Dictionary(Marked=True)
