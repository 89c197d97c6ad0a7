"""Who may do what: one table, for an auditor to read.

A right is held on a committee, through a role there. Administrators keep committees and accounts; they see no exempt
matter by that alone. What the public may do needs no right at all and is marked `public` on the page itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol

from scrutiny.domain.vocabulary import AccountRole


class Permission(StrEnum):
    SEE_EXEMPT = "see exempt matter"
    SEE_DRAFTS = "see what is not yet published"
    SUBSCRIBE_PRIVATELY = "have a private calendar"


TABLE: dict[AccountRole, frozenset[Permission]] = {
    AccountRole.OFFICER: frozenset(Permission),
    AccountRole.CLERK: frozenset(Permission),
    AccountRole.COUNCILLOR: frozenset({Permission.SEE_EXEMPT, Permission.SUBSCRIBE_PRIVATELY}),
    AccountRole.CHAIR: frozenset(Permission),
    AccountRole.ADMINISTRATOR: frozenset({Permission.SUBSCRIBE_PRIVATELY}),
}


class Held(Protocol):
    """A role held on a committee, or on all where there is none."""

    @property
    def committee_id(self) -> int | None: ...
    @property
    def role(self) -> AccountRole: ...


def may(grants: Iterable[Held], permission: Permission, committee_id: int | None) -> bool:
    """Whether any of these roles carries the right on this committee; without a committee, on any."""
    return any(
        permission in TABLE[grant.role]
        for grant in grants
        if committee_id is None or grant.committee_id is None or grant.committee_id == committee_id
    )
