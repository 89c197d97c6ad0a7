"""A pack is dead in the very change after which nobody is to read something in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.packs import Contents, HeldPaper
from scrutiny.domain.vocabulary import Audience, PackKind, Part
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from scrutiny.operations import documents, exemption, packs
from scrutiny.queries import packs as queries
from tests.at_once import at_once, engine_at
from tests.operations.packs.hand import bound, claims, fostering, kept, make_item_exempt, the_packs, the_report, wants
from tests.operations.papers_in_hand import upload


def make_paper_exempt(session: Session) -> None:
    the_report(session).part = Part.TWO


@pytest.mark.parametrize("make_exempt", [make_item_exempt, make_paper_exempt])
def test_a_public_pack_is_dead_in_the_very_change_that_makes_something_in_it_exempt(
    session: Session, author: Author, meeting: Meeting, make_exempt: Callable[[Session], None]
) -> None:
    items = {item.id: item.title for item in session.scalars(select(AgendaItem))}
    contents = Contents("Then", items, {the_report(session).id: HeldPaper("Report", "a" * 64)})
    kept(session, author, meeting, contents=contents)
    kept(session, author, meeting, contents=contents, audience=Audience.MEMBERS)
    kept(session, author, meeting, contents=Contents("Then"), kind=PackKind.ZIP)
    with writing(session, author):
        make_exempt(session)
    public, members, empty = the_packs(session)
    assert public.withdrawn_because == packs.MADE_EXEMPT
    assert (members.withdrawn_because, empty.withdrawn_because) == ("", ""), "the one may have it, the other has not"
    assert queries.to_be_made(session, silent_since=author.at) == [meeting.id]


def replace_the_report(session: Session) -> None:
    said: dict[str, Any] = {"because": "It named a child", "on": date(2021, 11, 15), "earlier_open": False}
    documents.replace(session, the_report(session), upload=upload("Clean"), **said)


def withdraw_the_report(session: Session) -> None:
    documents.withdraw(session, the_report(session), because="It was of another meeting")


@pytest.mark.parametrize("close", [replace_the_report, withdraw_the_report])
def test_no_pack_goes_on_showing_a_file_that_nobody_is_to_read(
    session: Session, author: Author, meeting: Meeting, close: Callable[[Session], None]
) -> None:
    report = the_report(session).id
    whole = Contents("Then", papers={report: HeldPaper("Report", "a" * 64)})
    kept(session, author, meeting, contents=whole)
    kept(session, author, meeting, contents=whole, audience=Audience.MEMBERS)
    kept(session, author, meeting, contents=Contents("Then", papers={report: HeldPaper("Report", "")}), supplement=1)
    with writing(session, author):
        close(session)
    public, members, awaiting = the_packs(session)
    assert public.withdrawn_because == members.withdrawn_because == packs.CLOSED
    assert awaiting.withdrawn_because == "", "it names the paper as to follow, and shows nothing of it"
    assert queries.to_be_made(session, silent_since=author.at) == [meeting.id]


def test_a_pack_goes_on_showing_a_file_that_stays_open(session: Session, author: Author, meeting: Meeting) -> None:
    kept(session, author, meeting, contents=Contents("Then", papers={the_report(session).id: HeldPaper("A", "a" * 64)}))
    with writing(session, author):
        said: dict[str, Any] = {"because": "A figure was wrong", "on": date(2021, 11, 15)}
        documents.replace(session, the_report(session), upload=upload("Clean"), **said)
    assert [pack.withdrawn_because for pack in the_packs(session)] == [""]


def test_a_pack_kept_while_something_in_it_is_made_exempt_is_dead_whoever_is_first(
    database_url: str, session: Session, author: Author, meeting: Meeting
) -> None:
    wants(session, author, meeting)
    mine = claims(session, author, meeting)
    item_id, meeting_id = fostering(session).id, meeting.id
    session.rollback()
    engine = engine_at(database_url)

    def keep(own: Session) -> None:
        assert mine
        packs.hold(own, mine)
        shown = not own.get_one(AgendaItem, item_id).exempt
        items = {item_id: "2 Fostering"} if shown else {}
        packs.keep(own, meeting_id, [bound(contents=Contents("Then", items))], published=True)

    def withhold(own: Session) -> None:
        exemption.make_exempt(own, own.get_one(AgendaItem, item_id), paragraphs=[1], public_title="A matter")

    at_once(engine, author, keep, withhold)
    (pack,) = the_packs(session)
    assert bool(pack.withdrawn_because) is bool(pack.holds["items"])
    engine.dispose()
