"""What a reader asks for in the query string. What names nothing there is an address of nothing: 404."""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

from flask import abort, request

from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.rules import RuleBroken
from scrutiny.web.addresses import LARGEST_ID

LONGEST = 300  # characters of a name that is filtered by
E = TypeVar("E", bound=Enum)


def words(name: str, most: int = LONGEST) -> str:
    """What was typed, cut to what can name anything."""
    return request.args.get(name, "")[:most].replace("\0", "").strip()


def one_of(kind: type[E], name: str) -> E | None:
    typed = words(name)
    if not typed:
        return None
    return next((word for word in kind if str(word.value) == typed), None) or abort(404)


def number(name: str, most: int = LARGEST_ID) -> int | None:
    typed = words(name)
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) < 20 and 0 < int(typed) <= most):
        abort(404)
    return int(typed)


def year(name: str) -> MunicipalYear | None:
    """A municipal year as addresses have it: `2021-22`."""
    typed = words(name)
    if not typed:
        return None
    try:
        return MunicipalYear.parse(typed)
    except RuleBroken:
        abort(404)
