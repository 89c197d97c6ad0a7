"""How a person is named on a paper."""

from collections.abc import Sequence
from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Lead:
    """Somebody who answers for an item, with the label as the committee writes it: `Lead Officer`."""

    label: str
    names: tuple[str, ...]

    @property
    def printed(self) -> str:
        return f"{self.label}: {', '.join(self.names)}"


def listed(names: Sequence[str]) -> str:
    """`Janet Eagland, Jason Jones and Jill Waring`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
