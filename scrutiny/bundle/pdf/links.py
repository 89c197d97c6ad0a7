"""The links of a paper: to its own pages and to the web they are kept, anything else that a press can do is not."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, NameTree, Object, Pdf, String

_PRINT = 4
"""The flag that a link is the same on paper as on the screen (ISO 32000-1, 12.5.3)."""

_WEB = ("http://", "https://", "mailto:", "tel:")


class Places:
    """Where a paper's destinations lie: named ones are looked up, so that no two papers' names can meet in a pack."""

    def __init__(self, pdf: Pdf) -> None:
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        names, old = pdf.Root.get("/Names"), pdf.Root.get("/Dests")
        tree = names.get("/Dests") if isinstance(names, Dictionary) else None
        self._named = NameTree(tree) if isinstance(tree, Dictionary) else {}
        self._old = old if isinstance(old, Dictionary) else Dictionary()

    def explicit(self, place: Object | None) -> Array | None:
        """`[page /XYZ left top zoom]` of a destination in any form, None if it leads nowhere in this paper."""
        if isinstance(place, String):
            place = self._named.get(str(place))
        elif isinstance(place, Name):
            place = self._old.get(place)
        if isinstance(place, Dictionary):
            place = place.get("/D")
        if not isinstance(place, Array) or not len(place) or not isinstance(place[0], Dictionary):
            return None
        if place[0].objgen not in self._pages:
            return None
        plain = [part for part in list(place)[1:] if not isinstance(part, (Dictionary, Array))]
        return Array([place[0], *plain])

    def led_to(self, holder: Object) -> Array | None:
        """Where a link or a bookmark leads within the paper."""
        place = self.explicit(holder.get("/Dest"))
        action = holder.get("/A")
        if place is None and isinstance(action, Dictionary) and action.get("/S") == Name.GoTo:
            return self.explicit(action.get("/D"))
        return place

    def number(self, place: Array) -> int:
        """The page, from 1, that an explicit destination lies on."""
        return self._pages[place[0].objgen]


def keep_safe(pdf: Pdf) -> None:
    """Leave of the annotations only links, and of the links only where they lead."""
    places = Places(pdf)
    for page in pdf.pages:
        annotations = page.obj.get("/Annots")
        if not isinstance(annotations, Array):
            continue
        kept = [kept for one in annotations if isinstance(one, Dictionary) and (kept := _safe(pdf, one, places))]
        if kept:
            page.obj.Annots = Array(kept)
        else:
            del page.obj["/Annots"]


def _safe(pdf: Pdf, annotation: Dictionary, places: Places) -> Object | None:
    """The link without all else that it held; the same object, since the paper's tags point at it.

    One that leads nowhere now stays only where there is a tag for it.
    """
    if annotation.get("/Subtype") != Name.Link or not isinstance(annotation.get("/Rect"), Array):
        return None
    place, address = places.led_to(annotation), _address(annotation)
    if place is None and not address and "/StructParent" not in annotation:
        return None
    said = annotation.get("/Contents")
    for key in set(annotation.keys()) - {"/Type", "/Subtype", "/Rect", "/QuadPoints", "/StructParent"}:
        del annotation[key]
    annotation.F, annotation.Border = _PRINT, Array([0, 0, 0])
    described = address
    if place is not None:
        annotation.Dest = place
        described = f"Page {places.number(place)} of this paper"
    elif address:
        annotation.A = Dictionary(S=Name.URI, URI=String(address))
    annotation.Contents = said if isinstance(said, String) and str(said).strip() else String(described or "No link")
    return annotation if annotation.is_indirect else pdf.make_indirect(annotation)


def _address(annotation: Dictionary) -> str:
    action = annotation.get("/A")
    if not isinstance(action, Dictionary) or action.get("/S") != Name.URI:
        return ""
    address = str(action.get("/URI", ""))
    return address if address.lower().startswith(_WEB) else ""
