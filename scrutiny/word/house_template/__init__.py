"""A council's own look: an ordinary Word file with tags in it, tried when it comes and filled in with a paper.

The tags are docxtpl's: a file that docxtpl would fill comes out here with the same words. They are read from the XML
itself, for only so can each mistake be told with its place, and only what was checked be run.
"""

from __future__ import annotations

from typing import Any

from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import TemplateKind
from scrutiny.memory import Memory
from scrutiny.word.house_template import defaults, package, samples, template
from scrutiny.word.house_template.faults import Fault, Faulty
from scrutiny.word.house_template.kinds import KINDS
from scrutiny.word.house_template.template import Template

_compiled = Memory[Template](64 * 1024 * 1024)

__all__ = ["Fault", "Faulty", "default", "fill", "preview", "try_out"]


def try_out(content: bytes, kind: TemplateKind) -> tuple[Fault, ...]:
    """Everything that is wrong with a template; nothing where it can be used."""
    try:
        filled = preview(content, kind)
    except Faulty as faulty:
        return faulty.faults
    except RuleBroken as broken:
        return (Fault(str(broken)),)
    except Exception as trouble:  # somebody sent this file, and is owed an answer whatever is in it
        return (Fault(f"The template cannot be filled in ({type(trouble).__name__})"),)
    try:
        package.read(filled)
    except Faulty:
        return (Fault("Filled in with samples, the template makes no document that Word would open"),)
    return ()


def default(kind: TemplateKind) -> bytes:
    """The product's own look as a template."""
    return defaults.of(kind)


def preview(content: bytes, kind: TemplateKind) -> bytes:
    """The template filled in with a paper that is made up. Raises Faulty."""
    return fill(content, kind, samples.of(kind))


def fill(content: bytes, kind: TemplateKind, paper: Any) -> bytes:
    """The paper in the council's look. Raises Faulty or RuleBroken for a template that was never tried out."""
    return _ready(content, kind).print(paper)


def _ready(content: bytes, kind: TemplateKind) -> Template:
    """Read, checked and compiled; remembered by its content, with all that is in it unpacked."""

    def make() -> tuple[Template, int]:
        unpacked = package.read(content)
        size = len(content) + sum(map(len, unpacked.held.values()))
        return template.ready(unpacked, KINDS[kind]), size

    return _compiled.recall((content, kind), make)
