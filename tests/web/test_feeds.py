"""News feeds: what was published or changed, of all committees and of one."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from lxml import etree
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import ActionState, Audience, MinutesState, PackKind, Part
from scrutiny.models.meetings import Meeting
from tests import make
from tests.browser import Browser
from tests.chamber import Chamber

NAMES = {"a": "http://www.w3.org/2005/Atom"}


def titles(reader: Browser, address: str) -> list[str]:
    answer = reader.get(address)
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    return [str(title) for title in etree.fromstring(answer.data).xpath("a:entry/a:title/text()", namespaces=NAMES)]


@pytest.mark.usefixtures("filled")
def test_the_news_tells_what_was_published_moved_and_cancelled(reader: Browser) -> None:
    committee = "Safeguarding Overview and Scrutiny Committee"
    assert set(titles(reader, "/feed.atom")) >= {
        f"Agenda published: {committee}, 17 June 2021",
        f"Agenda published: {committee}, 14 September 2021",
        f"Agenda published: {committee}, 30 November 2021",
        f"Minutes confirmed: {committee}, 17 June 2021",
        f"Draft minutes published: {committee}, 14 September 2021",
        f"Meeting moved: {committee}, from 4 November 2021",
        f"Meeting cancelled: {committee}, 3 August 2021",
    }
    assert titles(reader, "/committees/SOS/feed.atom") == titles(reader, "/feed.atom")
    assert titles(reader, "/committees/HCS/feed.atom") == []


def test_a_later_change_comes_first_and_an_entry_keeps_its_identity(
    reader: Browser, session: Session, filled: Chamber
) -> None:
    def ids() -> list[str]:
        tree = etree.fromstring(reader.get("/feed.atom").data)
        return [str(found) for found in tree.xpath("a:entry/a:id/text()", namespaces=NAMES)]

    before = ids()
    assert len(before) == len(set(before))
    with writing(session, Author("Test Clerk", datetime(2021, 11, 16, 9, 0, tzinfo=UTC))):
        filled.held.minutes_state = MinutesState.CONFIRMED
    assert set(ids()) == set(before)
    assert ids()[0] == f"https://scrutiny.example/meetings/{filled.held.id}#minutes"
    assert titles(reader, "/feed.atom")[0].startswith("Minutes confirmed")


def test_a_closed_action_is_news_unless_it_is_exempt(
    reader: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    closed = {"state": ActionState.CLOSED, "closed_on": date(2021, 11, 10)}
    with writing(session, author):
        make.action(session, filled.committee, "Done", reference="SOS/21/8", **closed)
        make.action(session, filled.committee, "SECRET", reference="SOS/21/9", part=Part.TWO, **closed)
    told = titles(reader, "/committees/SOS/feed.atom")
    assert "Action closed: SOS/21/8, Safeguarding Overview and Scrutiny Committee" in told
    assert not any("SOS/21/9" in title for title in told)


def test_what_is_published_for_the_public_in_one_file_is_news_and_nothing_else(
    reader: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    committee = "Safeguarding Overview and Scrutiny Committee"
    with writing(session, author):
        make.pack(session, filled.next, b"pack")
        make.pack(session, filled.next, b"pack", kind=PackKind.ZIP)
        make.pack(session, filled.next, b"more", version=2)
        make.pack(session, filled.next, b"late", supplement=1)
        make.pack(session, filled.next, b"gone", supplement=2, withdrawn_because="Something became exempt.")
        make.pack(session, filled.next, b"members", supplement=3, audience=Audience.MEMBERS)
        make.pack(session, filled.draft, b"draft", published=False)
    packed = [title for title in titles(reader, "/committees/SOS/feed.atom") if "pack" in title or "upplement" in title]
    assert sorted(packed) == [
        f"Agenda pack published: {committee}, 30 November 2021",
        f"New version of the agenda pack: {committee}, 30 November 2021",
        f"Supplement 1 published: {committee}, 30 November 2021",
    ]
    with writing(session, author):
        session.get_one(Meeting, filled.next.id).published_on = None
    assert not any("pack" in title for title in titles(reader, "/feed.atom")), "the agenda was reopened"
