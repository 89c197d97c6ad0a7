"""How one part of a record names another, and how long its texts may be.

An export names things by id. Somebody writing by hand may name a person, a topic and a meeting as they would in a
letter: by name, by title, by date.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final


@dataclass(frozen=True, slots=True)
class OneLine:
    """A text on one line, of this many characters at most; a plain `str` is prose of any length."""

    most: int


Letter = Annotated[str, OneLine(5)]
Number = Annotated[str, OneLine(10)]
Code = Annotated[str, OneLine(20)]
Reference = Annotated[str, OneLine(40)]
Brief = Annotated[str, OneLine(50)]
When = Annotated[str, OneLine(60)]
Digest = Annotated[str, OneLine(64)]
Label = Annotated[str, OneLine(100)]
Name = Annotated[str, OneLine(200)]
Printed = Annotated[str, OneLine(250)]
FileName = Annotated[str, OneLine(255)]
Title = Annotated[str, OneLine(300)]

UNSAID: Final = 0
"""In place of an id: the key was left out. No id is 0, and None says that there is nobody or nothing."""

Linked = int | Name | None
"""A person, by id or by name."""

Titled = int | Title | None
"""A topic, by id or by title."""

Dated = int | date | None
"""A meeting, by id or by the day it is on."""
