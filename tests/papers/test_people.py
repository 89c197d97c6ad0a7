"""How those who sit on a committee are listed."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from scrutiny.domain.vocabulary import Role
from scrutiny.papers.people import member


@pytest.mark.parametrize(
    ("role", "title", "printed"),
    [
        pytest.param(Role.CHAIRMAN, "", "Ada Marsh, MBE (Chairman)", id="a chairman"),
        pytest.param(
            Role.VICE_CHAIRMAN, "Vice-Chairman (Overview)", "Ada Marsh, MBE (Vice-Chairman (Overview))", id="as written"
        ),
        pytest.param(Role.MEMBER, "", "Ada Marsh, MBE", id="a member"),
        pytest.param(Role.SUBSTITUTE, "", "Ada Marsh, MBE (Substitute)", id="a substitute"),
        pytest.param(Role.NON_VOTING_CO_OPTEE, "", "Ada Marsh, MBE (Co-opted member (non-voting))", id="a co-optee"),
        pytest.param(Role.CO_OPTEE, "Parent governor", "Ada Marsh, MBE (Parent governor)", id="a co-optee as written"),
    ],
)
def test_a_role_is_printed_unless_it_is_a_members(role: Role, title: str, printed: str) -> None:
    row = SimpleNamespace(name="Ada Marsh", title="", honours="MBE", role=role, role_title=title, person_id=1)
    assert member(row).printed == printed


def test_a_name_stands_between_title_and_honours() -> None:
    row = SimpleNamespace(
        name="Ada Marsh", title="Rev Preb", honours="MBE", role=Role.MEMBER, role_title="", person_id=1
    )
    assert member(row).printed == "Rev Preb Ada Marsh, MBE"
