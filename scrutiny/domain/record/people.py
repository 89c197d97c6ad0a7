"""People, their seats on the committee, and the lines on which they are named."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from scrutiny.domain import people
from scrutiny.domain.record.references import UNSAID, Brief, Label, Linked, Name, Printed
from scrutiny.domain.vocabulary import Capacity, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    name: Name
    from_: date | None = None
    to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    id: int = 0
    name: Name
    title: Brief = ""
    honours: Brief = ""
    post: Name = ""
    portfolios: tuple[Portfolio, ...] = ()

    @property
    def printed(self) -> str:
        """As minutes name a person: `Rev Preb Michael Metcalf`, `Kath Perry, MBE`."""
        return people.printed(self.name, title=self.title, honours=self.honours)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A seat. `role` is as the committee writes it, `role_kind` the word it stands for."""

    name: Name
    honours: Brief = ""
    role: Label = ""
    from_: date | None = None
    to: date | None = None
    role_kind: Role | None = None
    person: Linked = UNSAID


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """Somebody who answers for an item. A label whose `name` is still blank is kept too."""

    label: Label = ""
    name: Printed
    capacity: Capacity | None = None
    person: Linked = UNSAID


def named(leads: Iterable[Lead], capacity: Capacity) -> tuple[str, ...]:
    """The names of those who answer in this capacity."""
    return tuple(lead.name for lead in leads if lead.capacity is capacity and lead.name)
