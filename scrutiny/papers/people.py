"""How a person is named on a paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from scrutiny.domain import people
from scrutiny.domain.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Named:
    """A person as printed: the name with honours, and behind it a role or a note where there is one."""

    name: str
    role: str = ""
    note: str = ""
    person_id: int | None = None

    @property
    def printed(self) -> str:
        """`Gill Burnett (Vice-Chairman (Overview))`."""
        return f"{self.name} ({self.role})" if self.role else self.name


class Lead(NamedTuple):
    """Somebody who answers for an item, with the label as the committee writes it: `Lead Officer`.

    A named tuple, because a page makes hundreds.
    """

    label: str
    names: tuple[str, ...]

    @property
    def printed(self) -> str:
        return f"{self.label}: {', '.join(self.names)}"


def listed(names: Sequence[str]) -> str:
    """`Janet Eagland, Jason Jones and Jill Waring`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def member(row: Any) -> Named:
    """One of a committee, with the role as the committee writes it, or plainly; a member has none.

    In a list of members a substitute or a co-optee must not be taken for one of them.
    """
    plainly = "" if row.role is Role.MEMBER else row.role.label
    name = people.printed(row.name, title=row.title, honours=row.honours)
    return Named(name, role_printed(row) or plainly, person_id=row.person_id)


def role_printed(row: Any) -> str:
    """The role behind a name: as written, or the plain word for a role that leads; a member has none."""
    return people.role_printed(row.role, row.role_title)


def leads(rows: Iterable[Any]) -> tuple[Lead, ...]:
    """Those who answer for an item, names under their labels in the order first written; a label may have no name."""
    under: dict[str, list[str]] = {}
    for row in rows:
        names = under.setdefault(row.label, [])
        if row.name:
            names.append(row.name)
    return tuple([Lead(label, tuple(names)) for label, names in under.items()])
