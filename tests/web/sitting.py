"""A meeting whose members are there, for the tests of what is recorded of them: the chamber's of 14 September."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Attendance
from tests import chamber
from tests.browser import Page
from tests.chamber import Chamber
from tests.web.signing_in import cast


def fill(session: Session) -> Chamber:
    """The chamber with everybody who may ask; the caller has begun the change."""
    filled = chamber.fill(session)
    cast(session, filled.committee, session.scalars(select(Committee).where(Committee.code == "HCS")).one())
    return filled


def fields(page: Page, form: str) -> dict[str, Any]:
    """What the form at that address would send as it stands."""
    within = f"//form[@action='{form}']"
    sent = {str(each.get("name")): each.get("value") or "" for each in page.all(f"{within}//input[@type='hidden']")}
    sent |= {str(each.get("name")): each.get("value") for each in page.all(f"{within}//input[@checked]")}
    sent |= {str(each.get("name")): each.get("value") or "" for each in page.all(f"{within}//input[@type='text']")}
    sent |= {str(each.get("name")): each.text_content()[1:] for each in page.all(f"{within}//textarea")}
    chosen = page.all(f"{within}//select/option[@selected]")
    return sent | {str(each.getparent().get("name")): each.get("value") for each in chosen}


def who(session: Session, name: str) -> int:
    """The number of somebody's attendance on 14 September."""
    session.rollback()
    return session.scalars(select(Attendance.id).where(Attendance.meeting_id == 1, Attendance.name == name)).one()


def item(session: Session, title: str) -> int:
    session.rollback()
    found = select(AgendaItem.id).where(AgendaItem.meeting_id == 1, AgendaItem.title.startswith(title))
    return session.scalars(found).one()
