"""The words of one paragraph: what they are, how they look, what was changed in them, and what was noted of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from scrutiny.domain.merging.drafts import Comment, Tracked
from scrutiny.intake.minutes.package import Element, Package, W
from scrutiny.intake.minutes.styles import Styles
from scrutiny.papers.prose import Run

_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_GONE = frozenset(f"{W}{name}" for name in ("del", "moveFrom"))
_COME = frozenset(f"{W}{name}" for name in ("ins", "moveTo"))
_WITHIN = (
    frozenset(
        f"{W}{name}" for name in ("smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "hyperlink", "dir", "bdo")
    )
    | _COME
)
_SAID = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_PICTURES = frozenset(f"{W}{name}" for name in ("drawing", "pict", "object"))
_OTHER_BREAKS = ("page", "column")
_PRIVATE = 0xF000
"""Where Word puts the signs of its symbol fonts; below are the plain ones."""


@dataclass(slots=True)
class Read:
    """What a paragraph says, as it is read."""

    runs: list[Run] = field(default_factory=list)
    tracked: list[Tracked] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    pictured: bool = False


class Runs:
    """Reads one paragraph after the other: a comment or a field may begin in one and end in a later one."""

    def __init__(self, package: Package, styles: Styles) -> None:
        self._styles = styles
        self._links = {id_: each.target for id_, each in package.relations.items() if each.kind == "hyperlink"}
        self._notes = _notes(package)
        self._comments = _comments(package)
        self._noted: dict[str, str] = {}
        self._fields: list[bool] = []

    def of(self, paragraph: Element) -> Read:
        reading = Read()
        self._walk(paragraph, reading)
        self._noted = {id_: f"{about} " for id_, about in self._noted.items()}
        reading.runs = list(_joined(reading.runs))
        return reading

    def _walk(self, parent: Element, reading: Read) -> None:
        for element in parent:
            tag, before = element.tag, len(reading.runs)
            if tag == f"{W}r":
                self._run(element, reading)
            elif tag in _GONE:
                _track(element, reading, "".join(_all_text(element)), inserted=False)
            elif tag == f"{W}commentRangeStart":
                self._noted[element.get(f"{W}id", "")] = ""
            elif tag in _WITHIN and not is_placeholder(element):
                self._walk(element, reading)
                if tag in _COME:
                    _track(element, reading, "".join(run.text for run in reading.runs[before:]), inserted=True)
                elif tag == f"{W}hyperlink":
                    self._add_address(element, reading, before)
            elif tag.endswith(("}oMath", "}oMathPara")):
                self._say(Run("".join(element.itertext())), reading)

    def _run(self, element: Element, reading: Read) -> None:
        bold, italic = self._styles.emphasis(element.find(f"{W}rPr"))
        for part in element:
            name = str(part.tag).removeprefix(W)
            if name == "fldChar":
                self._field(part.get(f"{W}fldCharType", ""))
            elif name == "commentReference":
                self._note(part.get(f"{W}id", ""), reading)
            elif name in ("footnoteReference", "endnoteReference"):
                self._say(Run(self._notes.get((name, part.get(f"{W}id", "")), "")), reading)
            elif part.tag in _PICTURES or part.tag == _ALTERNATIVE:
                reading.pictured = True
            elif not any(self._fields):
                self._say(Run(_said(part, name), bold, italic), reading)

    def _field(self, kind: str) -> None:
        """What stands between the beginning of a field and its separator is an order to Word, not text."""
        if kind == "begin":
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields:
            self._fields.pop()

    def _say(self, run: Run, reading: Read) -> None:
        if run.text:
            reading.runs.append(run)
            self._noted = {id_: about + run.text for id_, about in self._noted.items()}

    def _note(self, id_: str, reading: Read) -> None:
        about = self._noted.pop(id_, "")
        if comment := self._comments.get(id_):
            reading.comments.append(replace(comment, about=" ".join(about.split())))

    def _add_address(self, element: Element, reading: Read, before: int) -> None:
        """Where a link leads is told after its words, unless these say it."""
        address = self._links.get(element.get(_LINK, ""), "").removeprefix("mailto:")
        words = "".join(run.text for run in reading.runs[before:])
        if address and address.rstrip("/") not in words:
            self._say(Run(f" ({address})"), reading)


def is_placeholder(element: Element) -> bool:
    """Whether a control holds no words but those that ask for some."""
    return element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def _said(part: Element, name: str) -> str:
    if name == "t":
        return part.text or ""
    if name == "br":
        return "" if part.get(f"{W}type") in _OTHER_BREAKS else "\n"
    if name == "sym":
        code = int(part.get(f"{W}char", "0") or "0", 16)
        return chr(code - _PRIVATE if code > _PRIVATE else code) if code else ""
    return _SAID.get(name, "")


def _track(element: Element, reading: Read, text: str, *, inserted: bool) -> None:
    if text.strip():
        when = element.get(f"{W}date", "")
        reading.tracked.append(Tracked(element.get(f"{W}author", ""), when, inserted, text))


def _all_text(element: Element) -> Iterator[str]:
    for each in element.iter(f"{W}t", f"{W}delText", f"{W}tab", f"{W}br"):
        yield each.text or " "


def _joined(runs: list[Run]) -> Iterator[Run]:
    """Any program may split a run anywhere."""
    held: Run | None = None
    for run in runs:
        if held is not None and (held.bold, held.italic) == (run.bold, run.italic):
            held = replace(held, text=held.text + run.text)
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held


def _notes(package: Package) -> dict[tuple[str, str], str]:
    """Footnotes and endnotes by their kind and id, as they are read where their number stands."""
    found = {}
    for kind in ("footnote", "endnote"):
        for part in package.parts(f"{kind}s"):
            for note in part.iter(f"{W}{kind}"):
                words = " ".join("".join(_all_text(note)).split())
                if words:
                    found[f"{kind}Reference", note.get(f"{W}id", "")] = f" [{words}]"
    return found


def _comments(package: Package) -> dict[str, Comment]:
    found = {}
    for part in package.parts("comments"):
        for each in part.iter(f"{W}comment"):
            text = "\n".join("".join(_all_text(paragraph)) for paragraph in each.iter(f"{W}p"))
            found[each.get(f"{W}id", "")] = Comment(each.get(f"{W}author", ""), each.get(f"{W}date", ""), text.strip())
    return found
