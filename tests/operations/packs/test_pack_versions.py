"""What is kept: a version beside the version before it, with words on what changed between them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.packs import SHEET, Contents, HeldPaper
from scrutiny.domain.vocabulary import Audience, PackKind
from scrutiny.models.history import HistoryLine
from scrutiny.models.meetings import Meeting
from scrutiny.operations import packs
from tests.operations.packs.hand import fostering, kept, make_item_exempt, the_packs


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


def test_the_history_tells_who_published_a_pack(session: Session, author: Author, meeting: Meeting) -> None:
    kept(session, author, meeting)
    lines = session.scalars(select(HistoryLine).where(HistoryLine.subject == "packs")).all()
    assert [(line.did, line.by) for line in lines] == [("added", "Test Clerk")]
