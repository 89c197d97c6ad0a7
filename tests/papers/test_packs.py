"""Packs as their readers find them: the newest of each kind, and what there was before."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from scrutiny.domain.vocabulary import Audience, PackKind
from scrutiny.papers import packs
from tests.papers.rows import Row

NOON = datetime(2021, 11, 15, 12, 0, tzinfo=UTC)


def row(id: int, version: int = 1, kind: PackKind = PackKind.PDF, **changes: Any) -> Row:
    values: dict[str, Any] = {
        "id": id,
        "supplement": 0,
        "audience": Audience.PUBLIC,
        "kind": kind,
        "version": version,
        "size": 3_500_000,
        "pages": 120 if kind is PackKind.PDF else 0,
        "made_at": NOON,
        "changed": "",
        "left_out": "",
        "withdrawn_because": "",
    }
    return Row(**(values | changes))


def test_each_pack_is_a_shelf_for_each_audience() -> None:
    found = packs.of(
        [
            row(1),
            row(2, audience=Audience.MEMBERS),
            row(3, supplement=2),
            row(4, supplement=2, audience=Audience.MEMBERS),
        ],
        12,
    )
    assert [(shelf.title, shelf.members) for shelf in found] == [
        ("Agenda pack", False),
        ("Agenda pack", True),
        ("Supplement 2", False),
        ("Supplement 2", True),
    ]
    assert [shelf.newest.files[0].address for shelf in found if shelf.newest] == [
        "/meetings/12/pack.pdf",
        "/meetings/12/members-pack.pdf",
        "/meetings/12/supplement-2.pdf",
        "/meetings/12/members-supplement-2.pdf",
    ]


def test_of_each_kind_the_newest_is_offered_and_what_was_before_is_listed() -> None:
    rows = [
        row(5, 3, changed="“Map” was added.", left_out="“Map” cannot be read.\n“Film” cannot be read."),
        row(4, 2, PackKind.ZIP, pages=0),
        row(3, 2, changed="“Report” was replaced."),
        row(2, 1, PackKind.ZIP),
        row(1, 1, pages=1),
    ]
    (shelf,) = packs.of(rows, 12)
    assert shelf.newest
    assert [(file.kind, file.told) for file in shelf.newest.files] == [("PDF", "120 pages, 3.3 MB"), ("ZIP", "3.3 MB")]
    assert (shelf.newest.version, shelf.note) == (3, "“Map” was added.")
    assert shelf.newest.left_out == ("“Map” cannot be read.", "“Film” cannot be read.")
    assert [(each.version, each.changed) for each in shelf.earlier] == [(2, "“Report” was replaced."), (1, "")]
    assert [file.address for file in shelf.earlier[1].files] == ["/packs/1/pack.pdf", "/packs/2/pack.zip"]
    assert shelf.earlier[1].files[0].told == "1 page, 3.3 MB"


def test_where_the_last_is_withdrawn_no_older_one_takes_its_place() -> None:
    rows = [row(2, 2, withdrawn_because="Something is exempt.", changed="“Report” was replaced."), row(1, 1)]
    (shelf,) = packs.of(rows, 12)
    assert (shelf.newest, shelf.note) == (None, "")
    assert [(each.version, each.changed, each.withdrawn_because, len(each.files)) for each in shelf.earlier] == [
        (2, "", "Something is exempt.", 0),
        (1, "", "", 1),
    ]


def test_a_draft_is_at_its_own_address() -> None:
    (shelf,) = packs.drafts([row(7, kind=PackKind.ZIP), row(6)])
    assert shelf.newest
    assert [file.address for file in shelf.newest.files] == ["/packs/6/pack.pdf", "/packs/7/pack.zip"]
    assert shelf.earlier == ()
