"""Reads the XML inside a paper piece by piece, never as a whole, and takes no document type: entities need one."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from scrutiny.intake.uploads.refusal import BROKEN, Refused

PIECE = 64 * 1024
ENTITIES = "holds a document type with entities, which no Office program writes. Open it, save it again, and send that."

Attributes = dict[str, str]


def walk(
    source: IO[bytes],
    *,
    starts: Callable[[str, Attributes], None] | None = None,
    ends: Callable[[str], None] | None = None,
    says: Callable[[str], None] | None = None,
) -> None:
    """Call back for each element and text, by names without namespaces: there are two sets of them for the same.
    Only of attributes those that name a relation keep a sign of it: `r:id`.

    Refused for a document type, and for what is not well-formed.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    if starts:
        start = starts
        parser.StartElementHandler = lambda name, attributes: start(
            _local(name), {_attribute(key): value for key, value in attributes.items()}
        )
    if ends:
        end = ends
        parser.EndElementHandler = lambda name: end(_local(name))
    if says:
        parser.CharacterDataHandler = says
    try:
        while piece := source.read(PIECE):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as fault:
        raise Refused(BROKEN) from fault


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _attribute(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return f"r:{local}" if space.endswith("/relationships") else local


def _refuse(*_declared: object) -> None:
    raise Refused(ENTITIES)
