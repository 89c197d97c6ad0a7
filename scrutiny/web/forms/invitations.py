"""Forms by which an administrator makes accounts and gives roles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from scrutiny.domain.accounts import email_address
from scrutiny.domain.vocabulary import AccountRole
from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Choice, Line

EVERYWHERE = ("", "All committees")
ROLES = [(role.value, role.label) for role in AccountRole]


class RoleForm(Change):
    role = Choice("Role", needed="Choose a role", choices=ROLES)
    committee = Choice("Committee")

    @classmethod
    def for_(cls, committees: Iterable[Any], **options: Any) -> Self:
        form = cls(**options)
        form.committee.choices = [EVERYWHERE, *((each.code, each.name) for each in committees)]
        return form

    @property
    def given(self) -> tuple[AccountRole, str | None]:
        """The role, and the code of the committee; None for all."""
        return AccountRole(self.role.data), self.committee.data or None


class InvitationForm(RoleForm):
    name = Line("Name", needed="Enter the name of the person whose account it is", most=200)
    email = Line("Email address", reads=email_address, kind="email")
    member = Line("Name of the member in the record", most=200)
