"""The forms for who sits on a committee."""

from __future__ import annotations

from scrutiny.domain.vocabulary import Role
from scrutiny.operations.members import Part
from scrutiny.operations.people import Name
from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Choice, Day, Line
from scrutiny.web.forms.people import PersonForm
from scrutiny.web.forms.rows import RowForm

ROLES = [(role.value, role.label) for role in Role]


class NameForm(RowForm):
    """How a person is named from now on."""

    name = Line("Name", needed="Enter the name", most=200)
    title = Line("Title", most=50, classes="input--short")
    honours = Line("Honours", most=50, classes="input--short")

    def named(self, post: str = "") -> Name:
        return Name(self.name.data, self.title.data, self.honours.data, post)


class MemberForm(PersonForm):
    """A new seat; title and honours are asked of a new person only."""

    title = Line("Title", most=50, classes="input--short")
    honours = Line("Honours", most=50, classes="input--short")
    role = Choice("Role", choices=ROLES, needed="Choose the role", default=Role.MEMBER.value)
    role_title = Line("Role as the committee writes it", most=100)
    from_ = Day("First day", needed="Enter the first day")

    @property
    def part(self) -> Part:
        return Part(Role(self.role.data), self.role_title.data)

    @property
    def named(self) -> Name:
        return Name(self.person.data, self.title.data, self.honours.data)


class SeatForm(RowForm):
    """A seat as it should have been entered."""

    role = Choice("Role", choices=ROLES, needed="Choose the role")
    role_title = Line("Role as the committee writes it", most=100)
    from_ = Day("First day", needed="Enter the first day")
    to = Day("Last day")

    @property
    def part(self) -> Part:
        return Part(Role(self.role.data), self.role_title.data)


class LeavingForm(Change):
    last_day = Day("Last day", needed="Enter the last day")


class NewRoleForm(Change):
    new_role = Choice("New role", choices=[("", "Choose one"), *ROLES], needed="Choose the new role")
    new_title = Line("New role as the committee writes it", most=100)
    changed_on = Day("From", needed="Enter the day from which it holds")

    @property
    def part(self) -> Part:
        return Part(Role(self.new_role.data), self.new_title.data)
