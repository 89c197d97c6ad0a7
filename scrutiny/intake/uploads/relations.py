"""What an Office file refers to outside itself. A reader may follow a link; nothing may be fetched by opening it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from scrutiny.intake.uploads.archives import Package
from scrutiny.intake.uploads.markup import Attributes
from scrutiny.intake.uploads.refusal import Refused

LONGEST_SHOWN = 80
_FOLLOWED = re.compile(r"(https?|mailto|tel|ftp|file|[a-z]):|about:blank$|[^:]*$", re.IGNORECASE)
"""Addresses that a reader may follow: without a scheme it is a place in this file or a file beside it."""
_OWN_NETWORK = re.compile(r"[a-z][^.]*|[a-z].*\.(gov\.uk|local|internal|lan|corp)", re.IGNORECASE)
"""A drive, or a computer in the house: a name without dots, or within a domain that is nobody else's."""

_ELSEWHERE = {
    "image": "shows a picture that is kept elsewhere ({}). Put the picture itself in, save it, and send that.",
    "oleObject": "shows a part of another file ({}). Break the link or put in a picture of it, save it, and send that.",
    "attachedTemplate": "stands on a template from elsewhere ({}). Take the template off, save it, and send that.",
    "video": "plays a film from elsewhere ({}). Put in a link to it instead, save it, and send that.",
    "audio": "plays a sound from elsewhere ({}). Put in a link to it instead, save it, and send that.",
    "media": "plays something from elsewhere ({}). Put in a link to it instead, save it, and send that.",
    "subDocument": "draws in another document ({}). Put its text in, save it, and send that.",
    "mailMergeSource": "is not merged yet: it draws on a list ({}). Finish the merge, and send what comes.",
}
_OTHER = "draws on something elsewhere ({}). Take that out, save it, and send that."
_OTHER_BOOK = frozenset(
    {"externalLinkPath", "externalLinkLongPath", "xlPathMissing", "xlStartup", "xlAlternateStartup"}
)


@dataclass(frozen=True, slots=True)
class Relation:
    """`kind` is the last word of its type; `target` a part of the package, or an address where it is external."""

    id: str
    kind: str
    target: str
    external: bool


def of(package: Package, part: str) -> list[Relation]:
    """What that part refers to; of the package itself, where `part` is empty."""
    folder, _, name = part.rpartition("/")
    return listed(package, join(folder, "_rels", f"{name}.rels"))


def listed(package: Package, rels: str) -> list[Relation]:
    found: list[Relation] = []
    folder = dirname(dirname(rels))

    def start(tag: str, attributes: Attributes) -> None:
        if tag != "Relationship":
            return
        external = attributes.get("TargetMode") == "External"
        target = attributes.get("Target", "")
        found.append(
            Relation(
                id=attributes.get("Id", ""),
                kind=attributes.get("Type", "").rpartition("/")[2],
                target=target if external else normpath(join("/", folder, target)).lstrip("/"),
                external=external,
            )
        )

    if rels in package:
        package.walk(rels, starts=start)
    return found


def require_within(package: Package) -> Iterator[str]:
    """What it carries of the network it was written in. Refused for what would be fetched by opening it."""
    for name in package:
        if name.endswith(".rels"):
            for relation in listed(package, name):
                if relation.external:
                    yield from _carried(relation)


def _carried(relation: Relation) -> Iterator[str]:
    shown = relation.target[:LONGEST_SHOWN]
    own = is_own(relation.target)
    if relation.kind == "hyperlink":
        if not _FOLLOWED.match(relation.target.strip()):
            raise Refused(f"holds a link that is no address of a page ({shown}). Take it out, save it, and send that.")
        if relation.target.lower().startswith(("file:", "\\\\")):
            yield f"A link to a file of your own, which readers cannot open: {shown}."
    elif relation.kind in _OTHER_BOOK and own:
        yield f"What cells last drew from another workbook, {shown}."
    elif relation.kind == "attachedTemplate" and own:
        yield f"The place of the template that it stands on, {shown}."
    else:
        raise Refused(_ELSEWHERE.get(relation.kind, _OTHER).format(shown))


def is_own(target: str) -> bool:
    """Whether an address is a file on the writer's own computer or network."""
    place = unquote(target).replace("\\", "/")
    scheme, colon, rest = place.partition(":")
    if colon and scheme.lower() == "file":
        place = rest
    elif colon and len(scheme) > 1:
        return False
    host = re.match("//+([^/]+)", place)
    return host is None or bool(_OWN_NETWORK.fullmatch(host[1]))
