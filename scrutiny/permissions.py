"""Who may do what: one table, for an auditor to read.

A right is held on a committee, through a role there. Administrators keep committees and accounts; they see no exempt
matter by that alone. What the public may do needs no right at all and is marked `public` on the page itself.

Councillors and chairs hold their role by their seat: it is in force while their person sits on that committee, and
from the day that they leave it is not. Nobody has to remember to take it away.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from scrutiny.domain.vocabulary import AccountRole, Role


class Permission(StrEnum):
    SEE_EXEMPT = "see exempt matter"
    SEE_DRAFTS = "see what is not yet published"
    SEE_HISTORY = "see who changed what"
    SUBSCRIBE_PRIVATELY = "have a private calendar"
    PLAN = "plan the year and the work programme"
    DRAFT_AGENDAS = "draft, roll forward and publish agendas"
    TAKE_MINUTES = "take attendance and minutes"
    AGREE_MINUTES = "agree minutes for publication as draft"
    FOLLOW_UP = "keep the tracker"
    KEEP_COMMITTEES = "keep committees and their members"
    KEEP_ACCOUNTS = "keep accounts"


_DESK = frozenset(
    {
        Permission.SEE_EXEMPT,
        Permission.SEE_DRAFTS,
        Permission.SEE_HISTORY,
        Permission.SUBSCRIBE_PRIVATELY,
        Permission.DRAFT_AGENDAS,
        Permission.TAKE_MINUTES,
        Permission.FOLLOW_UP,
    }
)

TABLE: dict[AccountRole, frozenset[Permission]] = {
    AccountRole.OFFICER: _DESK | {Permission.PLAN, Permission.AGREE_MINUTES, Permission.KEEP_COMMITTEES},
    AccountRole.CLERK: _DESK,
    AccountRole.COUNCILLOR: frozenset({Permission.SEE_EXEMPT, Permission.SUBSCRIBE_PRIVATELY}),
    AccountRole.CHAIR: frozenset(
        {
            Permission.SEE_EXEMPT,
            Permission.SEE_DRAFTS,
            Permission.SUBSCRIBE_PRIVATELY,
            Permission.AGREE_MINUTES,
        }
    ),
    AccountRole.ADMINISTRATOR: frozenset(
        {Permission.SUBSCRIBE_PRIVATELY, Permission.KEEP_COMMITTEES, Permission.KEEP_ACCOUNTS}
    ),
}
"""An officer may record that the chair agreed draft minutes: many chairs say so by e-mail and never sign in."""

SEATS: dict[AccountRole, frozenset[Role]] = {
    AccountRole.COUNCILLOR: frozenset(Role),
    AccountRole.CHAIR: frozenset({Role.CHAIRMAN, Role.VICE_CHAIRMAN}),
}
"""The seats that carry a role; a role that is not named here needs none."""


@dataclass(frozen=True, slots=True)
class Held:
    """A role in force on a committee, or on all of them where there is none."""

    role: AccountRole
    committee_id: int | None


def held(role: AccountRole, on: int | None, seat: Role | None, seat_on: int | None) -> Held | None:
    """What a role given on a committee (None: on all) comes to, with that seat on that committee, or with no seat."""
    if role not in SEATS:
        return Held(role, on)
    return Held(role, seat_on) if seat in SEATS[role] and on in (None, seat_on) else None


def may(roles: Iterable[Held], permission: Permission, committee_id: int | None) -> bool:
    """Whether any of these roles carries the right on this committee; without a committee, on all of them."""
    return any(
        permission in TABLE[role.role] and (role.committee_id is None or role.committee_id == committee_id)
        for role in roles
    )
