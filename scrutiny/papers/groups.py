"""Rows dealt out to what they belong to."""

from collections import defaultdict
from collections.abc import Iterable
from operator import attrgetter
from typing import Any


def grouped(rows: Iterable[Any], by: str) -> defaultdict[Any, list[Any]]:
    """Rows by the value of one of their columns, each group in the order it came."""
    groups: defaultdict[Any, list[Any]] = defaultdict(list)
    key = attrgetter(by)
    for row in rows:
        groups[key(row)].append(row)
    return groups
