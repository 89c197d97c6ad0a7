"""Letters that bring a link to set a password."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Invitation:
    subject: str
    body: str


def invited(*, name: str, site: str, by: str, link: str) -> Invitation:
    """To somebody for whom an administrator has made an account."""
    return Invitation(
        subject=f"Your account for {site}",
        body=(
            f"Dear {name},\n\n{by} has made an account for you on the overview and scrutiny site of {site}.\n\n"
            f"Choose your password here, within 14 days:\n\n{link}\n\n"
            "You get this letter because your address was given for the account. If that was a mistake, "
            "you need do nothing.\n"
        ),
    )


def forgotten(*, name: str, link: str) -> Invitation:
    """To somebody who asked for it, or whose address somebody else typed."""
    return Invitation(
        subject="Set a new password",
        body=(
            f"Dear {name},\n\nSomebody, you we hope, asked for a new password for your account. "
            f"Choose it here, within an hour:\n\n{link}\n\n"
            "If it was not you, you need do nothing: your password stays as it is.\n"
        ),
    )
