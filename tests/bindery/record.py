"""The record of a test, as a worker changes it meanwhile."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.documents import Document
from scrutiny.models.meetings import Meeting
from scrutiny.models.packs import Pack
from scrutiny.operations import packs
from tests import make


class Record:
    """What the record of the test has, read anew each time, and changed as an operation would change it."""

    def __init__(self, session: Session, author: Author) -> None:
        self._session, self._author = session, author

    def packs(self, meeting_id: int) -> list[Pack]:
        self._session.rollback()
        found = select(Pack).where(Pack.meeting_id == meeting_id).order_by(Pack.id)
        return list(self._session.scalars(found.execution_options(populate_existing=True)))

    def meeting(self, meeting_id: int) -> Meeting:
        return self._session.get_one(Meeting, meeting_id)

    def item(self, title: str) -> AgendaItem:
        return self._session.scalars(select(AgendaItem).where(AgendaItem.title == title)).one()

    def paper(self, title: str) -> Document:
        return self._session.scalars(select(Document).where(Document.title == title)).one()

    def change(self, row: object, **values: object) -> None:
        with writing(self._session, self._author):
            for name, value in values.items():
                setattr(row, name, value)

    def add_paper(self, title: str, to: str, **values: object) -> None:
        with writing(self._session, self._author):
            make.document(self._session, self.item(to), title, **values)

    def want(self, meeting_id: int) -> None:
        with writing(self._session, self._author):
            packs.want(self._session, meeting_id)
