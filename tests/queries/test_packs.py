"""Packs as they are found: the newest of each, in their order, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import Audience, PackKind
from scrutiny.operations import packs as operations
from scrutiny.queries import packs
from tests import make
from tests.operations import chamber

NOW = datetime(2021, 11, 15, 12, 0, tzinfo=UTC)


def test_they_are_found_in_their_order_and_the_newest_by_its_name(session: Session, author: Author) -> None:
    with writing(session, author):
        committee = chamber.committee(session)
        meeting = make.meeting(session, committee, chamber.day("2021-11-30"), published_on=chamber.day("2021-11-12"))
        for content, values in {
            b"1": {},
            b"2": {"version": 2},
            b"3": {"audience": Audience.MEMBERS},
            b"4": {"supplement": 1},
            b"5": {"version": 3, "published": False},
            b"6": {"kind": PackKind.ZIP},
        }.items():
            make.pack(session, meeting, content, **values)
    public = packs.out(session, meeting.id, [Audience.PUBLIC])
    assert [(row.supplement, row.version, row.kind) for row in public] == [
        (0, 2, PackKind.PDF),
        (0, 1, PackKind.PDF),
        (0, 1, PackKind.ZIP),
        (1, 1, PackKind.PDF),
    ]
    assert [row.audience for row in packs.out(session, meeting.id, list(Audience))].count(Audience.MEMBERS) == 1
    of_it = {"supplement": 0, "audience": Audience.PUBLIC, "kind": PackKind.PDF}
    found = packs.newest(session, meeting.id, **of_it)
    assert found
    assert (found.version, found.code, found.on, found.is_out) == (2, "SOS", meeting.on, True)
    assert packs.newest(session, meeting.id, **of_it | {"supplement": 2}) is None
    assert packs.one(session, found.id) == found
    assert packs.one(session, 999) is None
    assert {key: pack.version for key, pack in packs.last_versions(session, meeting.id).items()} == {
        (0, Audience.PUBLIC, PackKind.PDF): 2,
        (0, Audience.PUBLIC, PackKind.ZIP): 1,
        (0, Audience.MEMBERS, PackKind.PDF): 1,
        (1, Audience.PUBLIC, PackKind.PDF): 1,
    }


def test_what_is_to_be_made_is_found_by_who_has_waited_longest(session: Session) -> None:
    with writing(session, Author("Test Clerk", NOW)):
        committee = chamber.committee(session)
        meetings = [make.meeting(session, committee, chamber.day(f"2021-11-{day}")) for day in (28, 29, 30)]
        operations.want(session, meetings[2].id)
    for minutes, meeting in ((1, meetings[0]), (2, meetings[1])):
        with writing(session, Author("Test Clerk", NOW + timedelta(minutes=minutes))):
            operations.want(session, meeting.id)
    assert packs.to_be_made(session, silent_since=NOW) == [meetings[2].id, meetings[0].id, meetings[1].id]
    with writing(session, Author("Test Clerk", NOW)):
        assert operations.claim(session, meetings[0].id)
    assert packs.to_be_made(session, silent_since=NOW - timedelta(minutes=1)) == [meetings[2].id, meetings[1].id]
    assert packs.is_to_be_made(session, meetings[0].id)
    assert not packs.is_to_be_made(session, 999)
