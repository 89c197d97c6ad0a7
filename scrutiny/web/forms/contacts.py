"""Where owners of actions are written to: a line a name, all sent at once."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from types import SimpleNamespace
from typing import Any, NamedTuple

from scrutiny.domain.letters import address
from scrutiny.web.forms.fields import Line
from scrutiny.web.forms.rows import RowForm

NEEDS_ADDRESS = "Enter the email address of this person"
NEEDS_NAME = "Enter the name whose address this is"


class Known(NamedTuple):
    """An owner, and the address that is kept; "" for none."""

    name: str
    email: str


def address_or_none(written: str) -> str:
    return address(written) if written.strip() else ""


def field_of(name: str) -> str:
    """The field of an owner: the same in every page, wherever in the list the name stands."""
    return f"to_{sha256(name.encode()).hexdigest()[:16]}"


class ContactsForm(RowForm):
    """`form_for` adds a field for each owner. Left empty, nobody is written to there."""

    new_name = Line("Name", most=250)
    new_email = Line("Email address", reads=address_or_none, kind="email")

    def validate(self, extra_validators: Any = None) -> bool:
        right = bool(super().validate(extra_validators))
        if self.new_name.data and not self.new_email.data and not self.new_email.errors:
            self.fails("new_email", NEEDS_ADDRESS)
        if self.new_email.data and not self.new_name.data and not self.new_name.errors:
            self.fails("new_name", NEEDS_NAME)
        return right and not self.errors

    def changes(self, people: Iterable[Known]) -> list[Known]:
        """Who is to have which address from now on, of those for whom that is another than before."""
        lines = [Known(person.name, self[field_of(person.name)].data or "") for person in people]
        changed = [line for line, person in zip(lines, people, strict=True) if line != person]
        return changed + [Known(self.new_name.data, self.new_email.data)] * bool(self.new_name.data)


def form_for(people: list[Known]) -> ContactsForm:
    fields = {field_of(person.name): Line(person.name, reads=address_or_none, kind="email") for person in people}
    form = type("ContactsForm", (ContactsForm,), fields)
    held = SimpleNamespace(**{field_of(person.name): person.email for person in people}, new_name="", new_email="")
    made: ContactsForm = form(held)
    return made
