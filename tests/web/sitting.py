"""A meeting whose members are there, for the tests of what is recorded of them: the chamber's of 14 September."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain.vocabulary import AttendanceStatus as Status
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Attendance, Meeting
from tests.browser import Page

HELD, COMING = "/meetings/1/attendance", "/meetings/3/attendance"


def fields(page: Page, form: str) -> dict[str, Any]:
    """What the form at that address would send as it stands."""
    within = f"//form[@action='{form}']"
    sent = {str(each.get("name")): each.get("value") or "" for each in page.all(f"{within}//input[@type='hidden']")}
    sent |= {str(each.get("name")): each.get("value") for each in page.all(f"{within}//input[@checked]")}
    sent |= {str(each.get("name")): each.get("value") or "" for each in page.all(f"{within}//input[@type='text']")}
    sent |= {str(each.get("name")): each.text_content()[1:] for each in page.all(f"{within}//textarea")}
    chosen = page.all(f"{within}//select/option[@selected]")
    return sent | {str(each.getparent().get("name")): each.get("value") for each in chosen}


def key_of(page: Page, name: str) -> str:
    """The name of the fields beside a member."""
    return str(page.all(f"//fieldset[legend[starts-with(., '{name}')]]//input/@name")[0])


def roll(session: Session, meeting: Meeting) -> dict[str, Status]:
    session.rollback()
    rows = select(Attendance).where(Attendance.meeting_id == meeting.id).order_by(Attendance.position, Attendance.id)
    return {row.name: row.status for row in session.scalars(rows)}


def who(session: Session, name: str) -> int:
    """The number of somebody's attendance on 14 September."""
    session.rollback()
    return session.scalars(select(Attendance.id).where(Attendance.meeting_id == 1, Attendance.name == name)).one()


def item(session: Session, title: str) -> int:
    session.rollback()
    found = select(AgendaItem.id).where(AgendaItem.meeting_id == 1, AgendaItem.title.startswith(title))
    return session.scalars(found).one()


def moved(page: Page, session: Session, name: str, movement: str, item: str, **more: str) -> dict[str, str]:
    row = session.scalars(select(Attendance).where(Attendance.name == name, Attendance.meeting_id == 1)).one()
    found = session.scalars(select(AgendaItem).where(AgendaItem.title.startswith(item))).first()
    sent = {"who": str(row.id), "movement": movement, "item": str(found.id if found else 0)} | more
    return fields(page, f"{HELD}/movement") | {f"movement-{name}": value for name, value in sent.items()}
