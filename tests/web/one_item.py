"""One item of an agenda as the tests of it go about it: found by its title, and as the database has it by now."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain.vocabulary import Capacity
from scrutiny.models.agenda import AgendaItem, ItemLead
from tests.browser import Page


def id_of(session: Session, title: str) -> int:
    session.rollback()
    return session.scalars(select(AgendaItem.id).where(AgendaItem.title == title)).one()


def as_kept(session: Session, address: str) -> AgendaItem:
    session.rollback()
    session.expire_all()
    return session.get_one(AgendaItem, int(address.rpartition("/")[2]))


def leads(session: Session, address: str) -> list[tuple[str, str, Capacity]]:
    item = as_kept(session, address)
    of_it = select(ItemLead).where(ItemLead.item_id == item.id).order_by(ItemLead.position)
    return [(lead.label, lead.name, lead.capacity) for lead in session.scalars(of_it)]


def told(page: Page) -> dict[str, str]:
    return {str(link.get("href"))[1:]: link.text for link in page.all("//div[@id='error-summary']//a")}
