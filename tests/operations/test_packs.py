"""What is to be made, who is at it, and what is kept: one build a meeting, and no pack of what is exempt by now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, begin_writing, writing
from scrutiny.domain.packs import SHEET, Contents, HeldPaper
from scrutiny.domain.vocabulary import Audience, ItemOutcome, PackKind, Part
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.documents import Document
from scrutiny.models.history import HistoryLine, Revision
from scrutiny.models.meetings import Meeting
from scrutiny.models.packs import Pack, PackBuild
from scrutiny.operations import agenda, documents, exemption, meetings, packs
from scrutiny.operations.packs import Bound, Claim, Overtaken
from scrutiny.queries import packs as queries
from tests import make
from tests.at_once import at_once, engine_at
from tests.operations import chamber
from tests.operations.papers_in_hand import upload

LATER = timedelta(minutes=1)


@pytest.fixture
def meeting(session: Session, author: Author) -> Meeting:
    """Published, with two items and a paper on the first; nothing is to be made of it yet."""
    with writing(session, author):
        held = make.meeting(session, chamber.committee(session), date(2021, 11, 30), published_on=date(2021, 11, 12))
        first = make.item(session, held, "Annual report")
        make.item(session, held, "Fostering")
        make.document(session, first, "Report", sha256="a" * 64)
    return held


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


# Who is at it


def test_a_build_is_one_workers_until_it_is_silent_for_too_long(
    session: Session, author: Author, meeting: Meeting
) -> None:
    assert claims(session, author, meeting) is None, "nobody wants it"
    wants(session, author, meeting)
    first = claims(session, author, meeting)
    assert first is not None
    assert claims(session, author, meeting) is None
    assert queries.to_be_made(session, silent_since=author.at - LATER) == []
    second = claims(session, later(author), meeting)
    assert second is not None
    assert second.started_at == author.at + LATER
    with writing(session, author), pytest.raises(Overtaken):
        packs.beat(session, first, done=1, of=2, doing="Binding")


def test_how_far_it_is_can_be_seen_and_is_no_change_of_the_record(
    session: Session, author: Author, meeting: Meeting
) -> None:
    before = session.scalar(select(Revision.number))
    wants(session, author, meeting)
    mine = claims(session, author, meeting)
    assert mine
    with writing(session, later(author)):
        packs.beat(session, mine, done=1, of=4, doing="Converting “Report”")
    row = queries.build(session, meeting.id)
    assert row
    assert (row.done, row.of, row.doing, row.beat_at) == (1, 4, "Converting “Report”", author.at + LATER)
    assert session.scalar(select(Revision.number)) == before


def test_what_is_wanted_while_it_is_made_is_made_once_more(session: Session, author: Author, meeting: Meeting) -> None:
    wants(session, author, meeting)
    mine = claims(session, author, meeting)
    wants(session, author, meeting)
    assert mine
    with writing(session, author):
        packs.finish(session, mine)
    assert queries.to_be_made(session, silent_since=author.at) == [meeting.id]
    again = claims(session, later(author), meeting)
    assert again
    with writing(session, author):
        packs.finish(session, again)
    assert queries.build(session, meeting.id) is None


def test_what_could_not_be_made_waits_until_somebody_wants_it_again(
    session: Session, author: Author, meeting: Meeting
) -> None:
    wants(session, author, meeting)
    mine = claims(session, author, meeting)
    assert mine
    with writing(session, author):
        packs.fail(session, mine, "The disk is full.")
    assert claims(session, later(author), meeting) is None
    row = queries.build(session, meeting.id)
    assert row
    assert row.failed_because == "The disk is full."
    wants(session, author, meeting)
    assert claims(session, later(author), meeting) is not None


def test_a_build_that_kills_its_workers_is_given_up(session: Session, author: Author, meeting: Meeting) -> None:
    wants(session, author, meeting)
    for turn in range(packs.MOST_TRIES):
        assert claims(session, later(author, turn * LATER), meeting) is not None
    assert claims(session, later(author, packs.MOST_TRIES * LATER), meeting) is None
    row = queries.build(session, meeting.id)
    assert row
    assert row.failed_because == packs.GIVEN_UP


def test_a_worker_that_is_told_to_stop_puts_it_back(session: Session, author: Author, meeting: Meeting) -> None:
    wants(session, author, meeting)
    mine = claims(session, author, meeting)
    assert mine
    with writing(session, author):
        packs.put_back(session, mine)
    row = queries.build(session, meeting.id)
    assert row
    assert (row.started_at, row.tries) == (None, 0)
    assert claims(session, author, meeting) is not None


def test_of_two_workers_at_once_one_has_it(
    database_url: str, session: Session, author: Author, meeting: Meeting
) -> None:
    wants(session, author, meeting)
    engine, meeting_id, claimed = engine_at(database_url), meeting.id, list[Claim | None]()

    def take(own: Session) -> None:
        claimed.append(packs.claim(own, meeting_id))

    session.rollback()
    at_once(engine, author, take, take, take)
    assert sum(claim is not None for claim in claimed) == 1
    engine.dispose()


def test_two_changes_at_once_want_it_once(
    database_url: str, session: Session, author: Author, meeting: Meeting
) -> None:
    engine, meeting_id = engine_at(database_url), meeting.id
    session.rollback()
    at_once(engine, author, *([lambda own: packs.want(own, meeting_id)] * 3))
    assert list(session.scalars(select(PackBuild.meeting_id))) == [meeting_id]
    engine.dispose()


# What is kept


def test_a_published_pack_stays_and_the_next_is_a_version_beside_it(
    session: Session, author: Author, meeting: Meeting
) -> None:
    kept(session, author, meeting)
    replaced = Contents("Then", {1: "1 Annual report", 2: "2 Fostering"}, {1: HeldPaper("Report", "b" * 64)})
    kept(session, author, meeting, sha256="e" * 64, contents=replaced)
    first, second = the_packs(session)
    assert (first.version, first.sha256, first.changed) == (1, "f" * 64, "")
    assert (second.version, second.sha256, second.changed) == (2, "e" * 64, "“Report” was replaced.")


def test_kinds_audiences_and_supplements_have_versions_of_their_own(
    session: Session, author: Author, meeting: Meeting
) -> None:
    for changes in ({}, {"kind": PackKind.ZIP}, {"audience": Audience.MEMBERS}, {"supplement": 1}, {}):
        kept(session, author, meeting, **changes)
    assert [pack.version for pack in the_packs(session)] == [1, 1, 1, 1, 2]
    assert the_packs(session)[-1].changed == SHEET


def test_a_draft_takes_the_place_of_the_draft_before(session: Session, author: Author, meeting: Meeting) -> None:
    kept(session, author, meeting, published=False)
    kept(session, author, meeting, published=False, sha256="e" * 64)
    assert [(pack.version, pack.sha256) for pack in the_packs(session)] == [(1, "e" * 64)]
    kept(session, author, meeting)
    assert [(pack.version, pack.published) for pack in the_packs(session)] == [(1, True)]


# In step with the record


def make_item_exempt(session: Session) -> None:
    exemption.make_exempt(session, fostering(session), paragraphs=[1], public_title="A matter")


def make_paper_exempt(session: Session) -> None:
    the_report(session).part = Part.TWO


def fostering(session: Session) -> AgendaItem:
    return session.scalars(select(AgendaItem).where(AgendaItem.position == 2)).one()


def the_report(session: Session) -> Document:
    return session.scalars(select(Document)).one()


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


def test_words_on_what_changed_are_taken_back_with_what_they_name(
    session: Session, author: Author, meeting: Meeting
) -> None:
    item = fostering(session)
    kept(session, author, meeting, contents=Contents("Then", {item.id: "2 Fostering"}))
    kept(session, author, meeting, contents=Contents("Then"))
    assert the_packs(session)[-1].changed == "Item “2 Fostering” was taken off."
    with writing(session, author):
        make_item_exempt(session)
    first, second = the_packs(session)
    assert (first.withdrawn_because, second.withdrawn_because) == (packs.MADE_EXEMPT, "")
    assert second.changed == packs.TOLD_NO_MORE
    kept(session, author, meeting, contents=Contents("Then", {7: "7 Else"}))
    assert the_packs(session)[-1].changed == "Item “7 Else” was added."


def test_what_a_withdrawn_version_held_is_not_told_by_the_next(
    session: Session, author: Author, meeting: Meeting
) -> None:
    item = fostering(session)
    kept(session, author, meeting, contents=Contents("Then", {item.id: "2 Fostering"}))
    with writing(session, author):
        make_item_exempt(session)
    kept(session, author, meeting, contents=Contents("Then"))
    assert the_packs(session)[-1].changed == packs.INSTEAD_OF_A_WITHDRAWN


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        pytest.param(lambda session: setattr(the_report(session), "sha256", "b" * 64), True, id="a paper replaced"),
        pytest.param(lambda session: make.document(session, fostering(session), "Map"), True, id="a paper added"),
        pytest.param(
            lambda session: setattr(the_report(session), "withdrawn_because", "Wrong."),
            True,
            id="a paper withdrawn",
        ),
        pytest.param(lambda session: make.lead(session, fostering(session), "Ivy"), True, id="somebody leads"),
        pytest.param(lambda session: setattr(fostering(session), "title", "Care"), True, id="an item renamed"),
        pytest.param(
            lambda session: setattr(session.get_one(Meeting, 1), "venue", "The Elm Room"), True, id="the meeting moved"
        ),
        pytest.param(
            lambda session: agenda.set_outcome(
                session,
                fostering(session),
                outcome=ItemOutcome.WITHDRAWN,
                because="Too late.",
                on=date(2021, 11, 20),
            ),
            True,
            id="an item withdrawn",
        ),
        pytest.param(
            lambda session: setattr(fostering(session), "outcome", ItemOutcome.DEFERRED),
            False,
            id="put off at it",
        ),
        pytest.param(lambda session: setattr(fostering(session), "minutes_wanted", 20), False, id="a note"),
        pytest.param(lambda session: setattr(the_report(session), "size", 99), False, id="nothing that is printed"),
    ],
)
def test_what_alters_a_pack_that_is_out_asks_for_the_next_version(
    session: Session, author: Author, meeting: Meeting, change: Callable[[Session], object], wanted: bool
) -> None:
    with writing(session, author):
        change(session)
        assert session.info.get(packs.WANTED) is None
    assert queries.to_be_made(session, silent_since=author.at) == [meeting.id] * wanted
    assert session.info.pop(packs.WANTED, None) == ({meeting.id} if wanted else None)


def test_publishing_asks_for_the_first(session: Session, author: Author) -> None:
    with writing(session, author):
        draft = make.meeting(session, chamber.committee(session), date(2021, 11, 30))
        make.document(session, make.item(session, draft, "Annual report", number=""), "Report", sha256="a" * 64)
        make.lead(session, session.scalars(select(AgendaItem)).one(), "Ivy Lane")
    assert queries.to_be_made(session, silent_since=author.at) == [], "a draft is nobody's yet"
    with writing(session, author):
        meetings.publish(session, draft, on=date(2021, 11, 12), calendar=chamber.OPEN_ALL_DAYS, rule=chamber.NOTICE)
    assert queries.to_be_made(session, silent_since=author.at) == [draft.id]


def test_a_record_that_is_loaded_with_its_past_asks_for_nothing(
    session: Session, author: Author, meeting: Meeting
) -> None:
    assert meeting.published_on
    assert queries.to_be_made(session, silent_since=author.at) == []


def test_what_is_rolled_back_is_not_wanted(session: Session, author: Author, meeting: Meeting) -> None:
    begin_writing(session, author)
    meeting.venue = "The Elm Room"
    session.flush()
    session.rollback()
    with writing(session, author):
        make.person(session, "Somebody Else")
    assert queries.to_be_made(session, silent_since=author.at) == []


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


def test_the_history_tells_who_published_a_pack(session: Session, author: Author, meeting: Meeting) -> None:
    kept(session, author, meeting)
    lines = session.scalars(select(HistoryLine).where(HistoryLine.subject == "packs")).all()
    assert [(line.did, line.by) for line in lines] == [("added", "Test Clerk")]


def test_an_instant_keeps_what_a_claim_is_known_by(session: Session, meeting: Meeting) -> None:
    """The claim is compared with what the database has: an instant must come back as it went in."""
    odd = Author("Test Clerk", datetime.fromisoformat("2021-11-15T12:00:00.123456+00:00"))
    wants(session, odd, meeting)
    mine = claims(session, odd, meeting)
    assert mine
    with writing(session, odd):
        packs.beat(session, mine, done=0, of=0, doing="")
