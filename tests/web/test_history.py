"""The history of a thing with all that belongs to it: who, what, before, after, when, and for whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.models.accounts import Account
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Phrase
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Declaration, Minute, Resolution, Vote, VoteCast
from scrutiny.operations import accounts
from tests.browser import Browser
from tests.web import planted
from tests.web.planted import Scene
from tests.web.signing_in import WoundClock, signed_in

LATER = "the figures were asked for again, and " * 12


@pytest.fixture
def scene(clock: WoundClock, session: Session, author: Author) -> Scene:
    assert clock
    with writing(session, author):
        return planted.fill(session)


@pytest.fixture
def change(session: Session, clock: WoundClock) -> Callable[..., None]:
    """Somebody changes or removes a row."""

    def by(who: str, row: Any, *, remove: bool = False, **values: Any) -> None:
        with writing(session, Author(who, clock.now())):
            if remove:
                session.delete(session.get_one(type(row), row.id))
            for key, value in values.items():
                setattr(session.get_one(type(row), row.id), key, value)
        clock.wind(hours=1)

    return by


def page_of(app: Flask, address: str, name: str = "Cleo Clerk") -> str:
    return signed_in(app, name).read(address).text


def test_the_history_of_a_meeting_tells_of_all_that_belongs_to_it(
    app: Flask, scene: Scene, session: Session, change: Callable[..., None]
) -> None:
    ours = scene.ours
    change("Vera Voter", session.get_one(Vote, ours["vote_id"]), motion="That it be noted", against=4)
    change("Irene Items", session.get_one(AgendaItem, ours["item_id"]), title="A new name for it")
    change("Mina Minutes", session.get_one(Resolution, ours["resolution_id"]), text="That it be agreed")
    change("Dora Declares", session.get_one(Declaration, ours["declaration_id"]), name="Ada Marsh", sensitive=False)
    change("Mo Moves", scene.sitting, venue="Ash Room")
    told = page_of(app, f"/meetings/{ours['meeting_id']}/history")
    expected = [
        "The meeting: changed by Mo Moves, 15 November 2021, 1.00 pm Venue: Oak Room → Ash Room",
        "Declaration by Ada Marsh: changed by Dora Declares",
        "Resolution under “A new name for it”: changed by Mina Minutes",
        "Text: SECRET draft resolution → That it be agreed",
        "Item “A new name for it”: changed by Irene Items",
        "Title: Item of SOS → A new name for it",
        "Vote on “A new name for it”: changed by Vera Voter",
        "Motion: SECRET draft motion → That it be noted",
        "Against: 0 → 4",
    ]
    places = [told.find(words) for words in expected]
    assert -1 not in places, [words for words, place in zip(expected, places, strict=True) if place < 0]
    assert places == sorted(places), "the last first"


def test_what_was_removed_is_told_still(
    app: Flask, scene: Scene, session: Session, change: Callable[..., None]
) -> None:
    cast = session.scalars(select(VoteCast).where(VoteCast.vote_id == scene.ours["vote_id"])).one()
    change("Rita Removes", cast, remove=True)
    change("Rita Removes", session.get_one(Vote, scene.ours["vote_id"]), remove=True)
    told = page_of(app, f"/meetings/{scene.ours['meeting_id']}/history")
    assert "Vote on “Item of SOS”: removed by Rita Removes" in told
    assert "Vote by name on “Item of SOS”: removed by Rita Removes" in told
    assert "Vote on “Item of SOS”: added by Test Clerk" in told


def test_a_long_text_is_told_by_what_is_different_and_typing_in_one_sitting_once(
    app: Flask, scene: Scene, session: Session, clock: WoundClock
) -> None:
    minute = session.scalars(select(Minute).where(Minute.item_id == scene.ours["item_id"])).one()
    for end in ("one", "two", "three"):
        with writing(session, Author("Tess Types", clock.now())):
            session.get_one(Minute, minute.id).narrative = LATER + end
        clock.wind(minutes=5)
    page = signed_in(app, "Cleo Clerk").read(f"/meetings/{scene.ours['meeting_id']}/history")
    assert page.text.count("by Tess Types") == 1
    (folded,) = page.all("//li[contains(., 'by Tess Types')]//details")
    assert "three" in folded.text_content()
    assert "one" not in folded.xpath(".//ins")[0].text_content().split()


def test_older_changes_are_on_further_pages(app: Flask, scene: Scene, session: Session, clock: WoundClock) -> None:
    for number in range(45):
        with writing(session, Author(f"Author {number}", clock.now())):
            session.get_one(Meeting, scene.sitting.id).venue = f"Room {number}"
    browser, address = signed_in(app, "Cleo Clerk"), f"/meetings/{scene.sitting.id}/history"
    first = browser.read(address)
    assert "Author 44," in first.text
    assert "Author 4," not in first.text
    (older,) = [link for link in first.links() if "before=" in link]
    second = browser.read(older)
    assert "Author 4," in second.text
    assert "Author 44," not in second.text
    assert address in second.links()


def test_of_an_account_what_is_secret_is_said_only_to_have_changed(
    app: Flask, scene: Scene, session: Session, author: Author
) -> None:
    assert scene
    with writing(session, author):
        account = session.scalars(select(Account).where(Account.name == "Cleo Clerk")).one()
        accounts.set_password(session, account, "another tawny kettle")
        kept = account.password_hash
    told = signed_in(app, "Adam Administrator").get(f"/accounts/{account.id}/history").text
    assert "Password" in told
    assert "another, kept secret" in told
    assert kept not in told
    assert "argon2" not in told


def test_of_a_committee_the_seats_are_known_by_who_sits_in_them(
    app: Flask, scene: Scene, session: Session, change: Callable[..., None]
) -> None:
    phrase = session.get_one(Phrase, scene.ours["phrase_id"])
    change("Paula Phrases", phrase, remove=True)
    told = page_of(app, "/committees/SOS/history")
    assert "Seat of Ada Marsh: added by Test Clerk" in told
    assert "Phrase “be noted”: removed by Paula Phrases" in told


@pytest.mark.parametrize("thing", ["meetings/{meeting_id}", "entries/{entry_id}", "committees/{code}"])
def test_the_history_is_for_the_desk_of_that_committee(app: Flask, scene: Scene, thing: str) -> None:
    address = f"/{thing.format(**scene.ours)}/history"
    assert Browser(app).get(address).status_code == 302
    asking = ("Cleo Clerk", "Clara Chair", "Hugo Clerk")
    asked = {name: signed_in(app, name).get(address).status_code for name in asking}
    assert asked == {"Cleo Clerk": 200, "Clara Chair": 403, "Hugo Clerk": 403}
    assert signed_in(app, "Cleo Clerk").get(f"{address}?before=x").status_code == 404
