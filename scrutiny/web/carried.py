"""A form that was sent and could not be done: its fields, so that nobody has to type them again."""

from __future__ import annotations

import json
from dataclasses import dataclass

from flask import request

from scrutiny.web import once
from scrutiny.web.sessions import own_path

MOST_CARRIED = 450_000  # characters: below what one field of a form may hold
LONG = 60
"""From how many characters on a value is shown: what somebody would not like to type again."""
PROOF = "csrf_token"


@dataclass(frozen=True, slots=True)
class Carried:
    """A form that was sent and not done: where it goes, and its fields in their order."""

    path: str
    fields: tuple[tuple[str, str], ...]

    @property
    def typed(self) -> tuple[str, ...]:
        """The values that are worth showing."""
        return tuple(value for _, value in self.fields if len(value) > LONG or "\n" in value)

    def packed(self) -> str:
        return json.dumps([self.path, self.fields], ensure_ascii=False)


def unpacked(packed: str) -> Carried | None:
    """What a sign-in form carried, if it is that and leads nowhere else."""
    try:
        path, fields = json.loads(packed)
        carried = Carried(str(own_path(path) or ""), tuple((str(name), str(value)) for name, value in fields))
    except (TypeError, ValueError):
        return None
    return carried if carried.path else None


def of_this_request() -> Carried | None:
    """The form just sent, without its proof and without passwords; None where there is nothing to keep."""
    fields = tuple(
        (name, value)
        for name, value in request.form.items(multi=True)
        if not name.endswith(PROOF) and "password" not in name.lower()
    )
    carried = Carried(request.full_path.rstrip("?"), fields)
    said = any(value for name, value in fields if not once.is_key(name))
    return carried if said and own_path(carried.path) and len(carried.packed()) <= MOST_CARRIED else None
