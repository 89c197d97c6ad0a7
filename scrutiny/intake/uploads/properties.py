"""What a file says of who made it."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny.intake.uploads.archives import Package
from scrutiny.intake.uploads.markup import Attributes

LONGEST_SHOWN = 120

_SAID = {
    "creator": "The name of its author: {}.",
    "lastModifiedBy": "The name of who saved it last: {}.",
    "Manager": "The name of a manager: {}.",
    "Company": "The name of an organisation: {}.",
    "keywords": "Keywords: {}.",
    "description": "A description that its readers do not see: {}.",
}


def shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1]}…"


def of_office(package: Package) -> Iterator[str]:
    for part in ("docProps/core.xml", "docProps/app.xml"):
        if part in package:
            said = _leaves(package, part)
            if said.get("lastModifiedBy") == said.get("creator"):
                said.pop("lastModifiedBy", None)
            yield from (_SAID[tag].format(shown(text)) for tag, text in said.items() if tag in _SAID and text.strip())
    if "docProps/custom.xml" in package:
        yield "Properties that a program of yours wrote, such as a label or a file number."


def _leaves(package: Package, part: str) -> dict[str, str]:
    """The text of each element that holds nothing else."""
    texts: dict[str, str] = {}
    open_: list[str] = []

    def start(tag: str, _attributes: Attributes) -> None:
        open_.append(tag)

    def end(_tag: str) -> None:
        open_.pop()

    def say(text: str) -> None:
        texts[open_[-1]] = texts.get(open_[-1], "") + text

    package.walk(part, starts=start, ends=end, says=say)
    return texts
