"""Reads a PowerPoint presentation: the words on the slides that are shown, and what it carries besides."""

from __future__ import annotations

from scrutiny.intake.uploads import relations
from scrutiny.intake.uploads.archives import Package
from scrutiny.intake.uploads.look import Look, Words
from scrutiny.intake.uploads.markup import Attributes
from scrutiny.intake.uploads.refusal import Refused

_OFF = frozenset({"0", "false"})
_FOLLOWED = ("ppaction://hlink", "ppaction://noaction", "ppaction://customshow")


class _Slide:
    """One pass through a slide or its notes."""

    def __init__(self) -> None:
        self.words = Words()
        self.hidden = False
        self._path: list[str] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        self._path.append(tag)
        if tag == "sld" and attributes.get("show") in _OFF:
            self.hidden = True
        if tag in ("hlinkClick", "hlinkHover", "hlinkMouseOver"):
            action = attributes.get("action", "")
            if action and not action.startswith(_FOLLOWED):
                raise Refused("starts something when it is clicked. Take the action off, save it, and send that.")

    def end(self, tag: str) -> None:
        self._path.pop()
        if tag == "p":
            self.words.say("\n")

    def say(self, text: str) -> None:
        if self._path[-1] == "t" and "Fallback" not in self._path and "fld" not in self._path:
            self.words.say(text)


def read(package: Package, main: str, _content: bytes) -> Look:
    """Refused for a click that starts a program."""
    related = {each.id: each for each in relations.of(package, main)}
    words = Words()
    carries: list[str] = []
    for number, id_ in enumerate(_order(package, main), start=1):
        slide = _read(package, related[id_].target)
        if slide.hidden:
            carries.append(f"A hidden slide, {number}.")
        else:
            words.say(f"{slide.words}\n")
        for each in relations.of(package, related[id_].target):
            if each.kind == "notesSlide" and str(_read(package, each.target).words):
                carries.append(f"The speaker's notes to slide {number}.")
            elif each.kind == "comments":
                carries.append("Comments, with the names of who wrote them.")
    return Look(str(words), 0, tuple(carries))


def _read(package: Package, part: str) -> _Slide:
    slide = _Slide()
    package.walk(part, starts=slide.start, ends=slide.end, says=slide.say)
    return slide


def _order(package: Package, main: str) -> list[str]:
    """The relations of the slides, as they are shown."""
    found: list[str] = []

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "sldId":
            found.append(attributes["r:id"])

    package.walk(main, starts=start)
    return found
