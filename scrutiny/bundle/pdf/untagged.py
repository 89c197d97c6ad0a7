"""Papers that came without tags: each page is wrapped whole, so that it is read out in the order that it was drawn.

It is less than tags, and the pack says so of such a paper; without it a screen reader would pass over the pages.
"""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream, String

MARK = "/PackReadPageByPage"
"""In the catalogue of a fair copy: its tags are ours."""

_DEEPEST = 4


def wrap(pdf: Pdf) -> None:
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    whole = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree, K=Array()))
    numbers = Array()
    after = len(pdf.pages)
    for place, page in enumerate(pdf.pages):
        element = _page(pdf, page, whole, f"Page {place + 1} of this paper is a picture without text")
        page.obj.StructParents = place
        whole.K.append(element)
        numbers.append(place)
        numbers.append(Array([element]))
        for annotation in page.obj.get("/Annots", []):
            annotation.StructParent = after
            numbers.append(after)
            numbers.append(_link(pdf, page, annotation, whole))
            after += 1
    tree.K = whole
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=_in_order(numbers)))
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root[MARK] = True


def _page(pdf: Pdf, page: Page, parent: Object, described: str) -> Object:
    """Pages of text are paragraphs; a page without a font is a picture, and said to be one."""
    words = _has_words(page.obj.get("/Resources"), _DEEPEST)
    tag = Name.P if words else Name.Figure
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=tag, P=parent, Pg=page.obj, K=0))
    if not words:
        element.Alt = String(described)
        element.A = Dictionary(O=Name.Layout, BBox=page.cropbox)
    contents = page.obj.get("/Contents")
    parts = list(contents) if isinstance(contents, Array) else [contents] if contents is not None else []
    begun, ended = Stream(pdf, f"{tag} <</MCID 0>> BDC\n".encode("ascii")), Stream(pdf, b"\nEMC\n")
    page.obj.Contents = Array([begun, *parts, ended])
    return element


def _link(pdf: Pdf, page: Page, annotation: Object, parent: Object) -> Object:
    reference = Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page.obj)
    said = annotation.get("/Contents", String("Link"))
    element = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Link, P=parent, Pg=page.obj, K=reference, Alt=said)
    )
    parent.K.append(element)
    return element


def _has_words(resources: Object | None, depth: int) -> bool:
    if not isinstance(resources, Dictionary):
        return False
    if isinstance(resources.get("/Font"), Dictionary) and len(resources.Font.keys()):
        return True
    drawn = resources.get("/XObject")
    if depth == 0 or not isinstance(drawn, Dictionary):
        return False
    return any(isinstance(form, Stream) and _has_words(form.get("/Resources"), depth - 1) for _, form in drawn.items())


def _in_order(numbers: Array) -> Array:
    """A number tree is sorted (ISO 32000-1, 7.9.7): pages first, links after them."""
    pairs = sorted(zip(list(numbers)[::2], list(numbers)[1::2], strict=True), key=lambda pair: int(pair[0]))
    return Array([part for pair in pairs for part in pair])
