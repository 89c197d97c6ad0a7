"""Packs that are not for everybody: the members’, drafts, and what is dead because something in it is exempt."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.packs import Contents, HeldPaper
from scrutiny.domain.vocabulary import Audience
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.packs import Pack
from scrutiny.operations import exemption
from tests.browser import Browser, said
from tests.chamber import Chamber
from tests.web.packs.reading import SECRET, read, somebody
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.usefixtures("everybody")

OUTSIDERS = ["", "Otto Outsider", "Hugo Clerk", "Adam Administrator", "Fern Former"]

MEMBERS = ["Mara Member", "Clara Chair", "Cleo Clerk", "Olga Officer"]


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
