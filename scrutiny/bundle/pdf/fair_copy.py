"""A fair copy of one paper's PDF: the pages, their tags and links, and nothing that acts, hides or asks.

Uploaded PDFs are not trusted: scripts, attachments, forms and actions are left behind here, once, and what is bound is
plain pages. The copy is written whole or not at all: a pack that was killed in the making finds it or makes it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pikepdf import Array, Dictionary, Object, ObjectStreamMode, Page, PasswordError, Pdf, PdfError, Stream
from pikepdf.sanitize import remove_attachments
from pikepdf.settings import set_qpdf_limits

from scrutiny.bundle.pdf import graphics_state, links, nesting, outline, untagged
from scrutiny.bundle.whole import whole

LONGEST = 2_000
"""Pages of one paper: more was never read at a meeting."""

_MOST = 64 * 1024 * 1024
"""Bytes that one piece of a PDF may unpack to, pictures aside, which are never unpacked here. It holds for the whole
process, so it is said once, when this is first read."""

_MOST_OBJECTS = 500_000

_OF_A_PAGE = frozenset({"/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit"}) | frozenset(
    {"/Contents", "/Group", "/Annots", "/StructParents"}
)
_OF_THE_WHOLE = frozenset({"/Type", "/Pages", "/StructTreeRoot", "/MarkInfo", "/Lang", "/OCProperties", "/Outlines"})

set_qpdf_limits(flate_max_memory=_MOST, run_length_max_memory=_MOST, png_max_memory=_MOST, tiff_max_memory=_MOST)

_BROKEN = (PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RuntimeError, OverflowError)
"""What pikepdf raises where a file is not built as it claims: it reads a value and finds another kind of thing."""


class Unreadable(Exception):
    """The paper cannot be bound. The message says why, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class FairCopy:
    """`tagged` says whether the paper came with tags of its own, or is read out page by page."""

    path: Path
    pages: int
    tagged: bool


def known(path: Path) -> FairCopy | None:
    """A fair copy made before, unless it cannot be read."""
    if not path.exists():
        return None
    try:
        with Pdf.open(path) as pdf:
            return FairCopy(path, len(pdf.pages), untagged.MARK not in pdf.Root)
    except _BROKEN:
        return None


def make(source: Path, to: Path, *, own: bool = False) -> FairCopy:
    """Copy a PDF from anywhere, or our `own`, which LibreOffice has just made here. Raises Unreadable."""
    try:
        with Pdf.open(source) as pdf:
            if pdf.is_encrypted:
                raise Unreadable("it is protected by a password")
            if not own:
                _disarm(pdf)
            return _make(pdf, to)
    except PasswordError as locked:
        raise Unreadable("it is protected by a password") from locked
    except _BROKEN as broken:
        raise Unreadable("its file is damaged") from broken


def _disarm(pdf: Pdf) -> None:
    """What a stranger's PDF may hold against those who copy, stamp or read it."""
    if int(pdf.trailer.get("/Size", 0)) > _MOST_OBJECTS:
        raise Unreadable("its file is made of far more pieces than a paper needs")
    if nesting.deepest(pdf) > nesting.DEEPEST:
        raise Unreadable("its file is built in a way that cannot be copied safely")
    remove_attachments(pdf)
    _flatten(pdf)
    for page in pdf.pages:
        graphics_state.balance(pdf, page)


def _make(pdf: Pdf, to: Path) -> FairCopy:
    pages = len(pdf.pages)
    if not pages:
        raise Unreadable("it has no pages")
    if pages > LONGEST:
        raise Unreadable(f"it has {pages:,} pages, and a pack takes no paper of more than {LONGEST:,}")
    links.keep_safe(pdf)
    outline.rewrite(pdf)
    for page in pdf.pages:
        _keep(page.obj, _OF_A_PAGE)
        _check(page)
    _keep(pdf.Root, _OF_THE_WHOLE)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    tagged = _tagged(pdf)
    if not tagged:
        untagged.wrap(pdf)
    with whole(to) as beside:
        pdf.save(beside, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return FairCopy(to, pages, tagged)


def _tagged(pdf: Pdf) -> bool:
    tree = pdf.Root.get("/StructTreeRoot")
    return isinstance(tree, Dictionary) and "/K" in tree and any("/StructParents" in page.obj for page in pdf.pages)


def _flatten(pdf: Pdf) -> None:
    """What was filled in or stuck on a page becomes part of the page. Links have no looks of their own and stay."""
    if "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
    if "/AcroForm" in pdf.Root or any("/Annots" in page.obj for page in pdf.pages):
        pdf.flatten_annotations("all")


def _keep(holder: Object, wanted: frozenset[str]) -> None:
    for key in set(holder.keys()) - wanted:
        del holder[key]


def _check(page: Page) -> None:
    """The size is one that can be printed, and the content is streams: else the whole pack could not be opened."""
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    if not (1 <= abs(right - left) <= 15_000 and 1 <= abs(top - bottom) <= 15_000):
        raise Unreadable("a page of it has no size")
    contents = page.obj.get("/Contents")
    parts = list(contents) if isinstance(contents, Array) else [contents] if contents is not None else []
    if any(not isinstance(part, Stream) for part in parts):
        page.obj.Contents = Array([part for part in parts if isinstance(part, Stream)])
    if not isinstance(page.obj.get("/Resources"), Dictionary):
        page.obj.Resources = page.resources if isinstance(page.resources, Dictionary) else Dictionary()
