"""Packs as they are read and made: each for its readers, the same for ever, and dead at once when it must be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from huey import MemoryHuey
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from scrutiny.bindery.worker import Bindery
from scrutiny.database import Author, writing
from scrutiny.domain.packs import Contents, HeldPaper
from scrutiny.domain.vocabulary import Audience, PackKind
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.packs import Pack, PackBuild
from scrutiny.operations import exemption, packs
from scrutiny.queries import packs as queries
from tests import databases, make
from tests.at_once import engine_at
from tests.bindery.stand_in import NOON, Workshop
from tests.browser import Browser, said
from tests.chamber import Chamber
from tests.web.conftest import counted
from tests.web.desk_forms import form_of
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.usefixtures("everybody")

OUTSIDERS = ["", "Otto Outsider", "Hugo Clerk", "Adam Administrator", "Fern Former"]
MEMBERS = ["Mara Member", "Clara Chair", "Cleo Clerk", "Olga Officer"]
SECRET = b"%PDF SECRET members' pack"


@pytest.fixture
def database_url(sqlite: databases.SQLite) -> str:
    """On SQLite alone: what differs between the two is asked for in `tests.queries` and `tests.bindery`."""
    return sqlite.fresh()


@pytest.fixture
def kept(session: Session, author: Author, filled: Chamber) -> Callable[..., Pack]:
    """Keep a pack of the meeting that is to come."""

    def keep(content: bytes = b"%PDF the pack", **values: Any) -> Pack:
        with writing(session, author):
            return make.pack(session, filled.next, content, **values)

    return keep


@pytest.fixture
def olga(app: Flask) -> Browser:
    return signed_in(app, "Olga Officer")


@pytest.fixture
def at(filled: Chamber) -> str:
    return f"/meetings/{filled.next.id}"


def somebody(app: Flask, name: str) -> Browser:
    return signed_in(app, name) if name else Browser(app)


def read(browser: Browser, address: str, **headers: str) -> TestResponse:
    """A file, let go of when it was read, as a server does."""
    answer = browser.get(address, headers=headers)
    assert answer.data is not None
    answer.close()
    return answer


# Read by the public


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        (PackKind.PDF, "application/pdf"),
        (PackKind.WORD, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (PackKind.ZIP, "application/zip"),
    ],
)
def test_the_newest_of_each_kind_is_at_an_address_that_can_be_guessed(
    reader: Browser, kept: Callable[..., Pack], at: str, kind: PackKind, media_type: str
) -> None:
    kept(b"the first", kind=kind)
    kept(b"the second", kind=kind, version=2)
    answer = read(reader, f"{at}/pack.{kind}")
    assert (answer.status_code, answer.data, answer.mimetype) == (200, b"the second", media_type)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="agenda-pack-SOS-2021-11-30-v2.{kind}"'
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert "Set-Cookie" not in answer.headers


def test_every_version_stays_at_its_own_address(reader: Browser, kept: Callable[..., Pack]) -> None:
    first, second = kept(b"the first"), kept(b"the second", version=2)
    for pack, content in ((first, b"the first"), (second, b"the second")):
        assert read(reader, f"/packs/{pack.id}/pack.pdf").data == content
    assert reader.get(f"/packs/{first.id}/pack.zip").status_code == 404, "it is no ZIP"


def test_a_supplement_is_a_document_of_its_own(reader: Browser, kept: Callable[..., Pack], at: str) -> None:
    kept()
    kept(b"what came later", supplement=1)
    answer = read(reader, f"{at}/supplement-1.pdf")
    assert answer.data == b"what came later"
    assert "supplement-1-SOS-2021-11-30.pdf" in answer.headers["Content-Disposition"]
    assert reader.get(f"{at}/supplement-2.pdf").status_code == 404


def test_what_is_unchanged_is_not_sent_twice(reader: Browser, kept: Callable[..., Pack], at: str) -> None:
    kept()
    tag = read(reader, f"{at}/pack.pdf").headers["ETag"]
    assert read(reader, f"{at}/pack.pdf", **{"If-None-Match": tag}).status_code == 304
    kept(b"another", version=2)
    assert read(reader, f"{at}/pack.pdf", **{"If-None-Match": tag}).data == b"another"


# Not for everybody


@pytest.mark.parametrize("name", OUTSIDERS, ids=lambda name: name or "the public")
def test_others_are_answered_as_if_there_were_no_members_pack(
    app: Flask, kept: Callable[..., Pack], at: str, name: str
) -> None:
    browser = somebody(app, name)
    page = browser.read(at).whole_text
    asked = [f"{at}/members-pack.pdf", f"{at}/members-supplement-1.pdf", "/packs/1/pack.pdf", "/packs/2/pack.pdf"]
    none_there = [browser.read(address, 404).whole_text for address in asked]
    kept(SECRET, audience=Audience.MEMBERS)
    kept(SECRET, audience=Audience.MEMBERS, supplement=1, changed="SECRET", left_out="SECRET")
    for before, address in zip(none_there, asked, strict=True):
        assert browser.read(address, 404).whole_text == before
    assert browser.read(at).whole_text == page, "its page tells nothing of it"


@pytest.mark.parametrize("name", MEMBERS)
def test_members_read_theirs_and_nobody_keeps_it_for_them(
    app: Flask, kept: Callable[..., Pack], at: str, name: str
) -> None:
    pack, browser = kept(SECRET, audience=Audience.MEMBERS), signed_in(app, name)
    for address in (f"{at}/members-pack.pdf", f"/packs/{pack.id}/pack.pdf"):
        answer = read(browser, address)
        assert (answer.status_code, answer.data) == (200, SECRET)
        assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Agenda pack For members: not for publication" in browser.read(at).text


@pytest.mark.parametrize("name", ["", "Mara Member", "Otto Outsider"])
def test_a_draft_is_for_those_who_make_the_agenda(app: Flask, kept: Callable[..., Pack], at: str, name: str) -> None:
    draft = kept(b"SECRET draft", published=False)
    browser = somebody(app, name)
    for address in (f"{at}/pack.pdf", f"/packs/{draft.id}/pack.pdf"):
        assert read(browser, address).status_code == 404
    assert read(signed_in(app, "Cleo Clerk"), f"/packs/{draft.id}/pack.pdf").data == b"SECRET draft"


def test_what_was_published_is_not_read_while_its_agenda_is_taken_back(
    app: Flask, session: Session, author: Author, filled: Chamber, kept: Callable[..., Pack], at: str
) -> None:
    pack, public = kept(), Browser(app)
    with writing(session, author):
        filled.next.published_on = None
    assert {read(public, address).status_code for address in (f"{at}/pack.pdf", f"/packs/{pack.id}/pack.pdf")} == {404}
    assert read(signed_in(app, "Olga Officer"), f"/packs/{pack.id}/pack.pdf").status_code == 200


# Dead at once


def test_a_pack_that_holds_what_becomes_exempt_is_dead_at_once_and_no_old_copy_is_confirmed(
    app: Flask, session: Session, author: Author, kept: Callable[..., Pack], at: str
) -> None:
    item = session.scalars(select(AgendaItem).where(AgendaItem.title == "Annual report of the Board")).one()
    holds = Contents("Then", {item.id: "3 Annual report of the Board"}, {7: HeldPaper("Report", "a" * 64)}).kept()
    pack = kept(holds=holds, changed="“Annual report of the Board” came.")
    public, addresses = Browser(app), [f"{at}/pack.pdf", f"/packs/{pack.id}/pack.pdf"]
    tags = [read(public, address).headers["ETag"] for address in addresses]
    assert "“Annual report of the Board” came." in public.read(at).text
    with writing(session, author):
        exemption.make_exempt(session, item, paragraphs=[1], public_title="A matter about an individual")
    for address, tag in zip(addresses, tags, strict=True):
        for headers in ({}, {"If-None-Match": tag}, {"Range": "bytes=0-3"}):
            answer = read(public, address, **headers)
            assert answer.status_code == 410
            assert answer.headers["Cache-Control"] == "no-store"
            assert b"%PDF" not in answer.data
        page = public.read(address, 410)
        assert page.heading == "This pack was withdrawn"
        assert "Annual report" not in page.text
        assert "A new version is being made." in page.text
    assert "Annual report" not in public.read(at).text
    assert read(signed_in(app, "Olga Officer"), addresses[1]).status_code == 410
    assert "Withdrawn: Something in it is not for publication any more." in public.read(at).text


# The page of the meeting


def test_the_meetings_page_has_them_with_their_size_and_what_changed(
    reader: Browser, kept: Callable[..., Pack], at: str
) -> None:
    kept(b"1" * 5000, pages=1)
    kept(b"2" * 2_000_000, version=2, pages=120, changed="“Report” was replaced.", left_out="“Map” cannot be read.")
    kept(b"3", kind=PackKind.ZIP, pages=0)
    kept(b"4", supplement=1, pages=0)
    page = reader.read(at)
    text = page.text
    assert "PDF of the public agenda pack 120 pages, 1.9 MB" in text
    assert "ZIP of the public agenda pack 1 KB" in text
    assert "“Report” was replaced." in text
    assert "“Map” cannot be read. It is in the ZIP as it came." in text
    assert "Earlier versions of the public agenda pack Version 1" in text
    assert text.index("Agenda pack") < text.index("Supplement 1")
    assert {f"{at}/pack.pdf", f"{at}/pack.zip", f"{at}/supplement-1.pdf", "/packs/1/pack.pdf"} <= set(page.links())


def test_a_page_without_packs_says_nothing_of_them(reader: Browser, at: str) -> None:
    assert "All papers in one file" not in reader.read(at).text


def test_however_many_versions_the_page_asks_once(reader: Browser, kept: Callable[..., Pack], at: str) -> None:
    with counted() as without:
        reader.read(at)
    for version in range(1, 8):
        kept(b"a version", version=version)
    with counted() as with_seven:
        reader.read(at)
    assert len(with_seven) == len(without) + 1


# While they are made


def test_while_the_first_is_made_that_is_said_and_a_program_is_not_misled(
    app: Flask, session: Session, author: Author, filled: Chamber, at: str
) -> None:
    with writing(session, author):
        packs.want(session, filled.next.id)
    public = Browser(app)
    page = public.read(f"{at}/pack.pdf", 404)
    assert page.heading == "This pack is being made"
    assert at in page.links()
    assert page.response.headers["Cache-Control"] == "no-store"
    assert public.read(f"{at}/members-pack.pdf", 404).heading == "Page not found"
    assert signed_in(app, "Mara Member").read(f"{at}/members-pack.pdf", 404).heading == "This pack is being made"


def test_nothing_is_being_made_of_what_does_not_exist(reader: Browser) -> None:
    assert reader.read("/meetings/999/pack.pdf", 404).heading == "Page not found"
    assert reader.read("/meetings/5/pack.pdf", 404).heading == "Page not found"


# At the desk


def test_an_officer_sees_how_far_they_are(olga: Browser, session: Session, author: Author, filled: Chamber) -> None:
    page, at = f"/meetings/{filled.next.id}/packs", filled.next.id
    assert "No pack of this meeting has been made yet." in olga.read(page).text
    with writing(session, author):
        packs.want(session, at)
    assert "They wait for their turn." in olga.read(page).text
    with writing(session, author):
        mine = packs.claim(session, at)
        assert mine
        packs.beat(session, mine, done=3, of=12, doing="Agenda pack for the public, PDF: Converting 12 papers")
    found = olga.read(page)
    assert "Converting 12 papers" in found.text
    assert [(bar.get("value"), bar.get("max")) for bar in found.all("//progress")] == [("3", "12")]
    told = olga.get(f"{page}/progress")
    assert told.json == {"state": "making", "done": 3, "of": 12, "doing": found_doing(session, at)}
    assert told.headers["Cache-Control"] == "private, no-store"
    with writing(session, author):
        packs.fail(session, mine, "The disk is full.")
    found = olga.read(page)
    assert "The packs could not be made. The disk is full." in found.text
    assert "Try again" in found.texts("//button")


def found_doing(session: Session, meeting_id: int) -> str:
    build = queries.build(session, meeting_id)
    assert build
    return build.doing


@pytest.mark.parametrize(
    ("meeting", "says"), [("next", "The packs are being made."), ("draft", "A preview is being made.")]
)
def test_they_are_made_again_by_a_button_once(
    olga: Browser, session: Session, filled: Chamber, meeting: str, says: str
) -> None:
    at = getattr(filled, meeting).id
    page = f"/meetings/{at}/packs"
    form = form_of(olga.read(page), page)
    for _ in range(2):
        answer = olga.post(page, data=form)
        assert (answer.status_code, answer.location) == (303, page)
    assert says in olga.read(page).text
    session.rollback()
    assert list(session.scalars(select(PackBuild.meeting_id))) == [at]


def test_a_preview_is_shown_with_what_is_left_out_of_it(
    olga: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    with writing(session, author):
        draft = make.pack(session, filled.draft, b"a draft", published=False, left_out="“Map” cannot be read.")
    page = olga.read(f"/meetings/{filled.draft.id}/packs")
    assert "Preview" in page.texts("//h2")
    assert "“Map” cannot be read." in page.text
    assert f"/packs/{draft.id}/pack.pdf" in page.links()


@pytest.mark.parametrize(
    ("name", "status"), [("", 302), ("Mara Member", 403), ("Hugo Clerk", 403), ("Adam Administrator", 403)]
)
def test_nobody_else_comes_to_that_page(app: Flask, session: Session, at: str, name: str, status: int) -> None:
    browser = somebody(app, name)
    for address in (f"{at}/packs", f"{at}/packs/progress"):
        assert browser.get(address).status_code == status
    if name:
        form = form_of(browser.read("/password"), "/password")
        assert browser.post(f"{at}/packs", data={"csrf_token": form["csrf_token"]}).status_code == 403
    session.rollback()
    assert session.scalars(select(PackBuild)).all() == []


def test_a_pack_that_the_store_has_lost_is_said_in_words(reader: Browser, kept: Callable[..., Pack], at: str) -> None:
    kept(sha256="d" * 64)
    assert reader.get(f"{at}/pack.pdf").status_code == 503


def test_no_answer_of_the_public_holds_a_word_of_the_members_pack(
    app: Flask, kept: Callable[..., Pack], at: str
) -> None:
    kept(SECRET, audience=Audience.MEMBERS, changed="SECRET", left_out="SECRET")
    kept(b"the public's")
    public, member = Browser(app), signed_in(app, "Mara Member")
    for address in (at, f"{at}/pack.pdf", f"{at}/members-pack.pdf", "/packs/1/pack.pdf", "/packs/2/pack.pdf"):
        read(member, address)
        answer = read(public, address)
        assert "SECRET" not in said(answer), address


def test_what_an_officer_asks_for_is_made_and_read_by_everybody(
    app: Flask, olga: Browser, database_url: str, tmp_path: Path, at: str
) -> None:
    """With a bindery that works at once, and binders that only write down what they are given."""
    engine = engine_at(database_url)
    workshop = Workshop(engine, tmp_path)
    app.extensions["scrutiny.bindery"] = Bindery(
        MemoryHuey(immediate=True), workshop.builder(), workshop.opened, now=lambda: NOON, stopped=workshop.stopped
    )
    page = f"{at}/packs"
    assert olga.post(page, data=form_of(olga.read(page), page)).status_code == 303
    found = olga.read(page)
    assert "Published" in found.texts("//h2")
    assert f"{at}/members-pack.pdf" in found.links()
    text = read(Browser(app), f"{at}/pack.pdf").text
    assert "Annual report of the Board" in text
    assert "SECRET" not in text
    assert "SECRET placement" in read(olga, f"{at}/members-pack.pdf").text
    engine.dispose()
