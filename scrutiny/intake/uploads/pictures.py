"""Looks into a picture: that it is whole, and not so large that to show it fills the memory."""

from __future__ import annotations

import io
import warnings

from PIL import ExifTags, Image

from scrutiny.intake.uploads.kinds import Kind
from scrutiny.intake.uploads.look import Look
from scrutiny.intake.uploads.properties import shown
from scrutiny.intake.uploads.refusal import Refused

MOST_DOTS = 80_000_000
"""Of a picture: A3 at 600 dots an inch, or twice a telephone's."""

TOO_LARGE = f"has more than {MOST_DOTS // 1_000_000} million dots. Make it smaller, and send that."

_MAKERS = {ExifTags.Base.Artist: "The name of who made it: {}.", ExifTags.Base.Copyright: "A claim to copyright: {}."}


def look(content: bytes, kind: Kind) -> Look:
    """Refused, or what it carries. Any exception where it cannot be shown to its end."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow has a limit of its own, near ours
            picture = Image.open(io.BytesIO(content), formats=[kind.name])
    except Image.DecompressionBombError as fault:
        raise Refused(TOO_LARGE) from fault
    if picture.width * picture.height > MOST_DOTS:
        raise Refused(TOO_LARGE)
    if kind is not Kind.JPEG and getattr(picture, "n_frames", 1) > 1:  # telephones put a small copy behind a JPEG
        raise Refused("holds more than one picture, and only the first would be seen. Send it as a PDF.")
    carries = tuple(_carried(picture))
    picture.load()
    return Look(carries=carries)


def _carried(picture: Image.Image) -> list[str]:
    exif = picture.getexif()
    lines = [line.format(shown(str(exif[tag]))) for tag, line in _MAKERS.items() if exif.get(tag)]
    if exif.get_ifd(ExifTags.IFD.GPSInfo):
        lines.append("Where it was taken, to a few metres.")
    if exif.get(ExifTags.Base.Model):
        lines.append(f"What it was taken with: {shown(str(exif[ExifTags.Base.Model]))}.")
    return lines
