"""How the record writes a person's name, and the part that they play behind it."""

from scrutiny.domain.vocabulary import Role


def printed(name: str, *, title: str = "", honours: str = "") -> str:
    """As minutes name a person: `Rev Preb Michael Metcalf`, `Kath Perry, MBE`."""
    named = f"{title} {name}" if title else name
    return f"{named}, {honours}" if honours else named


def role_printed(role: Role, title: str) -> str:
    """The role as the committee writes it, or the plain word for a role that leads; a member has none."""
    return title or (role.label if role.leads else "")
