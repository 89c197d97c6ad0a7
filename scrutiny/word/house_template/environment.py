"""The sandbox that a template is filled in: nothing to call, nothing to change, and every value becomes text."""

from __future__ import annotations

from datetime import date, time
from functools import cache
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.environment import Template
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from scrutiny.domain.dates import written, written_time, written_with_weekday
from scrutiny.domain.rules import RuleBroken
from scrutiny.papers.people import listed
from scrutiny.word.text import inside

MOST = 64 * 1024 * 1024
"""Characters that a part may come to: ten times the longest tracker."""


@cache
def environment() -> ImmutableSandboxedEnvironment:
    sandbox = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_as_text)
    sandbox.globals.clear()
    sandbox.tests.clear()
    sandbox.filters = {
        "weekday": lambda day: written_with_weekday(day) if day else "",
        "short": lambda day: f"{day:%d/%m/%Y}" if day else "",
        "upper": lambda value: said(value).upper(),
        "listed": listed,
        "count": len,
    }
    return sandbox


def compiled(tree: nodes.Template) -> Template:
    return environment().from_string(tree)


def rendered(template: Template, values: dict[str, Any]) -> str:
    """Raises RuleBroken where it comes to more than any paper does."""
    pieces, length = [], 0
    for piece in template.generate(values):
        pieces.append(piece)
        length += len(piece)
        if length > MOST:
            raise RuleBroken("Filled in, the template comes to more than a document can hold.")
    return "".join(pieces)


def _as_text(value: object) -> Markup:
    """Inside of a `w:t`. Paragraphs of the product's own are XML; all else is words, whatever they look like."""
    return value if isinstance(value, Markup) else Markup(inside(said(value)))


def said(value: object) -> str:
    match value:
        case None:
            return ""
        case date():
            return written(value)
        case time():
            return written_time(value)
    return str(value)
