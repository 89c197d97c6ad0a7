"""A hand at the packs: it wants them, claims them, keeps one as if it were bound, and makes exempt what is in it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.packs import Contents, HeldPaper
from scrutiny.domain.vocabulary import Audience, PackKind
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.documents import Document
from scrutiny.models.meetings import Meeting
from scrutiny.models.packs import Pack
from scrutiny.operations import exemption, packs
from scrutiny.operations.packs import Bound, Claim

LATER = timedelta(minutes=1)


def wants(session: Session, author: Author, meeting: Meeting) -> None:
    with writing(session, author):
        packs.want(session, meeting.id)


def claims(session: Session, author: Author, meeting: Meeting, **options: Any) -> Claim | None:
    with writing(session, author):
        return packs.claim(session, meeting.id, **options)


def later(author: Author, by: timedelta = LATER) -> Author:
    return Author(author.name, author.at + by)


def bound(**changes: Any) -> Bound:
    values: dict[str, Any] = {
        "supplement": 0,
        "audience": Audience.PUBLIC,
        "kind": PackKind.PDF,
        "made_from": "m" * 64,
        "contents": Contents("Then", {1: "1 Annual report", 2: "2 Fostering"}, {1: HeldPaper("Report", "a" * 64)}),
        "sha256": "f" * 64,
        "size": 9,
        "pages": 3,
        "left_out": "",
    }
    return Bound(**(values | changes))


def kept(session: Session, author: Author, meeting: Meeting, *, published: bool = True, **changes: Any) -> None:
    with writing(session, author):
        packs.keep(session, meeting.id, [bound(**changes)], published=published)


def the_packs(session: Session) -> list[Pack]:
    session.rollback()
    return list(session.scalars(select(Pack).order_by(Pack.id).execution_options(populate_existing=True)))


def fostering(session: Session) -> AgendaItem:
    return session.scalars(select(AgendaItem).where(AgendaItem.position == 2)).one()


def the_report(session: Session) -> Document:
    return session.scalars(select(Document)).one()


def make_item_exempt(session: Session) -> None:
    exemption.make_exempt(session, fostering(session), paragraphs=[1], public_title="A matter")
