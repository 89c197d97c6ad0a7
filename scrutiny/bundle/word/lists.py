"""Bullets and numbers: each paper's lists are its own, so that none goes on counting where another paper's ended."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from copy import deepcopy

from scrutiny.bundle.word.copies import Copies, remove
from scrutiny.bundle.word.namespaces import VAL, Element, w
from scrutiny.bundle.word.theme import Theme

PART = "word/numbering.xml"
_ABSTRACT, _NUM, _PICTURE = w("abstractNum"), w("num"), w("numPicBullet")
_ABSTRACT_ID, _NUM_ID, _PICTURE_ID = w("abstractNumId"), w("numId"), w("numPicBulletId")


class Lists:
    """The part `word/numbering.xml`, begun with the front sheet's."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._last = dict.fromkeys((_ABSTRACT_ID, _NUM_ID, _PICTURE_ID), 0)
        for tag, name in ((_ABSTRACT, _ABSTRACT_ID), (_NUM, _NUM_ID), (_PICTURE, _PICTURE_ID)):
            self._last[name] = max((int(each.get(name, "0")) for each in root.iter(tag)), default=0)

    def next(self, name: str) -> str:
        self._last[name] += 1
        return str(self._last[name])

    def put(self, element: Element) -> None:
        """Pictures of bullets first, then definitions, then the lists that count by them, as Word wants it."""
        kinds = (_PICTURE, _ABSTRACT, _NUM, w("numIdMacAtCleanup"))
        later = kinds[kinds.index(element.tag) + 1 :]
        at = next((index for index, each in enumerate(self.root) if each.tag in later), len(self.root))
        self.root.insert(at, element)


class PaperLists:
    """One paper's, brought in as they are asked for."""

    def __init__(self, pack: Lists, root: Element, *, mark: str) -> None:
        self._pack = pack
        self._mark = mark
        self._nums = {num.get(_NUM_ID): num for num in root.iter(_NUM)}
        self._abstracts = {each.get(_ABSTRACT_ID): each for each in root.iter(_ABSTRACT)}
        self._pictures = {each.get(_PICTURE_ID): each for each in root.iter(_PICTURE)}
        self._made: dict[tuple[str, str], str] = {}
        self._new: list[Element] = []

    def number(self, old: str) -> str:
        """A list's number in the pack; 0, which is no list, also for one that the paper does not define."""
        if old not in self._nums:
            return "0"
        if (_NUM_ID, old) not in self._made:
            self._made[_NUM_ID, old] = new = self._pack.next(_NUM_ID)
            num = deepcopy(self._nums[old])
            num.set(_NUM_ID, new)
            for definition in num.iter(w("abstractNumId")):
                definition.set(VAL, self._definition(definition.get(VAL, "")))
            self._new.append(num)
        return self._made[_NUM_ID, old]

    def finish(self, styled: Callable[[str, str], str], copies: Copies, part: str, theme: Theme) -> None:
        """Define what was asked for. `styled` gives a style of the paper, by its kind and id, its id in the pack."""
        links = copies.links(part, PART, f"{self._mark}-") if part else None
        for element in self._new:  # which grows meanwhile: a style that a list names may have a list of its own
            for name, kind in (("pStyle", "paragraph"), ("styleLink", "numbering"), ("numStyleLink", "numbering")):
                for child in list(element.iter(w(name))):
                    if new := styled(kind, child.get(VAL, "")):
                        child.set(VAL, new)
                    else:
                        remove(child)
            theme.settle(element)
            if links:
                links.settle(element)
            self._pack.put(element)

    def _definition(self, old: str) -> str:
        if old not in self._abstracts:
            raise LookupError(f"no definition of list {old}")
        if (_ABSTRACT_ID, old) not in self._made:
            self._made[_ABSTRACT_ID, old] = new = self._pack.next(_ABSTRACT_ID)
            abstract = deepcopy(self._abstracts[old])
            abstract.set(_ABSTRACT_ID, new)
            for name in ("nsid", "tmpl"):  # by which Word would take two papers' lists for one
                if (told := abstract.find(w(name))) is not None:
                    told.set(VAL, hashlib.sha256(f"{name} {new}".encode()).hexdigest()[:8].upper())
            for picture in abstract.iter(w("lvlPicBulletId")):
                picture.set(VAL, self._picture(picture.get(VAL, "")))
            self._new.append(abstract)
        return self._made[_ABSTRACT_ID, old]

    def _picture(self, old: str) -> str:
        if (_PICTURE_ID, old) not in self._made:
            self._made[_PICTURE_ID, old] = new = self._pack.next(_PICTURE_ID)
            picture = deepcopy(self._pictures[old])
            picture.set(_PICTURE_ID, new)
            self._new.append(picture)
        return self._made[_PICTURE_ID, old]
