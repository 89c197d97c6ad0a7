"""Resolutions at the desk: reworded, ordered, struck out, and what each kind of them asks for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import (
    EntryStatus,
    MinutesState,
    Part,
    RecommendationState,
    ResolutionKind,
    ResponseClock,
)
from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.follow_up import Action, Recommendation
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, Resolution
from scrutiny.models.people import Person
from scrutiny.models.programme import EntryOrigin, WorkProgrammeEntry
from tests.browser import Browser, said
from tests.chamber import Chamber
from tests.web.desk_forms import form_of
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.usefixtures("everybody")


@pytest.fixture
def cleo(app: Flask) -> Browser:
    return signed_in(app, "Cleo Clerk")


@pytest.fixture
def drafted(session: Session, author: Author, filled: Chamber) -> None:
    """The minutes are a draft, so nothing is asked before they are changed."""
    with writing(session, author):
        filled.held.minutes_state = MinutesState.DRAFT


def now(session: Session) -> Session:
    """What the record holds after the last answer."""
    session.rollback()
    session.expire_all()
    return session


def clause(session: Session, words: str) -> Resolution:
    return now(session).scalars(select(Resolution).where(Resolution.text.contains(words))).one()


def filled_in(browser: Browser, address: str, **typed: str) -> dict[str, Any]:
    (form,) = browser.read(address).all("//main//form[.//@name='once'][.//textarea or .//select]")
    there = dict(form.form_values())
    assert set(typed) <= {str(name) for name in form.xpath(".//@name")}
    return {name: value.removeprefix("\n") for name, value in there.items()} | typed


@pytest.mark.parametrize("name", ["Mara Member", "Clara Chair", "Hugo Clerk", "Adam Administrator", ""])
def test_only_who_takes_these_minutes_changes_a_resolution(app: Flask, session: Session, name: str) -> None:
    browser = signed_in(app, name) if name else Browser(app)
    asked = clause(session, "comparative")
    token = form_of(browser.read("/sign-out"), "/sign-out") if name else {}
    for way in ("", "/strike", "/action", "/recommendation", "/programme"):
        address = f"/resolutions/{asked.id}{way}"
        assert browser.get(address).status_code == (403 if name else 302)
        assert browser.post(address, data=token | {"text": "Mine"}).status_code in (400, 401, 403)
    assert clause(session, "comparative").text == asked.text
    assert now(session).scalars(select(Action).where(Action.resolution_id == asked.id)).first() is None


def test_a_kind_is_suggested_with_the_words_that_suggest_it_and_never_chosen(
    cleo: Browser, session: Session, author: Author
) -> None:
    with writing(session, author):
        asked = clause(session, "comparative")
        session.get_one(Resolution, asked.id).kind = ResolutionKind.NONE
    page = cleo.read(f"/resolutions/{asked.id}")
    assert "Suggested: an action, because it says “be forwarded to the Committee”. You decide." in page.text
    assert page.all("//input[@name='kind'][@checked]/@value") == ["none"]
    sent = filled_in(cleo, f"/resolutions/{asked.id}", kind="action")
    assert cleo.post(f"/resolutions/{asked.id}", data=sent).location == f"/resolutions/{asked.id}/action"
    assert clause(session, "comparative").kind is ResolutionKind.ACTION


@pytest.mark.usefixtures("drafted")
def test_a_resolution_that_was_reworded_meanwhile_is_not_overwritten(cleo: Browser, session: Session) -> None:
    address = f"/resolutions/{clause(session, 'be welcomed').id}"
    mine, theirs = (filled_in(cleo, address, text=text) for text in ("it be applauded", "it be welcomed warmly"))
    assert cleo.post(address, data=theirs).status_code == 303
    page = cleo.sent(address, mine, 422)
    assert "Somebody else reworded this meanwhile. It now says: it be welcomed warmly" in page.text
    assert page.all("//textarea[@name='text']")[0].text.strip() == "it be applauded"
    assert cleo.post(address, data=filled_in(cleo, address) | {"text": ""}).status_code == 422
    assert clause(session, "warmly").letter == "b"


@pytest.mark.usefixtures("drafted")
def test_clauses_change_places_and_their_letters_with_them(cleo: Browser, session: Session) -> None:
    asked = clause(session, "comparative")
    item = session.get_one(Minute, asked.minute_id).item_id
    token = form_of(cleo.read("/sign-out"), "/sign-out")
    for way, letter in (("down", "b"), ("down", "c"), ("down", "c"), ("up", "b")):
        answer = cleo.post(f"/resolutions/{asked.id}/move", data=token | {"to": way})
        assert answer.location == f"/items/{item}/minute#resolved"
        assert clause(session, "comparative").letter == letter
    of = select(Resolution.letter, Resolution.text).where(Resolution.minute_id == asked.minute_id)
    order = [(row[0], row[1].split()[0]) for row in now(session).execute(of.order_by(Resolution.position))]
    assert order == [("a", "the"), ("b", "comparative"), ("c", "performance")]


@pytest.mark.usefixtures("drafted")
def test_a_resolution_is_struck_out_after_asking_and_not_once_something_rests_on_it(
    cleo: Browser, session: Session
) -> None:
    welcomed, asked = clause(session, "be welcomed"), clause(session, "comparative")
    for resolution in (welcomed, asked):
        address = f"/resolutions/{resolution.id}"
        if resolution is asked:
            sent = filled_in(cleo, f"{address}/action", owner="Ivy Lane")
            assert cleo.post(f"{address}/action", data=sent).status_code == 303
        page = cleo.read(f"{address}/strike")
        (form,) = page.all("//main//form")
        answer = cleo.post(f"{address}/strike", data=dict(form.form_values()))
        assert answer.status_code == (409 if resolution is asked else 303)
    left = select(Resolution.letter).where(Resolution.minute_id == asked.minute_id).order_by(Resolution.position)
    assert now(session).scalars(left).all() == ["a", "b"]


def test_an_action_asks_who_and_when_and_is_linked_for_ever(cleo: Browser, session: Session, filled: Chamber) -> None:
    asked = clause(session, "comparative")
    address = f"/resolutions/{asked.id}/action"
    both = filled_in(cleo, address, due="2021-12-31", due_meeting=str(filled.next.id))
    assert "Choose a meeting or enter a day, not both" in cleo.sent(address, both, 422).text
    sent = filled_in(cleo, address, owner="Ada Marsh", due_meeting=str(filled.next.id))
    assert cleo.post(address, data=sent).location.endswith("/minute#resolved")
    made = now(session).scalars(select(Action).where(Action.resolution_id == asked.id)).one()
    assert (made.text, made.due, made.due_meeting_id) == (asked.text, None, filled.next.id)
    assert made.owner_id == now(session).scalars(select(Person.id).where(Person.name == "Ada Marsh")).one()
    assert made.opened_on == date(2021, 9, 14)
    page = cleo.read(f"/items/{made.item_id}/minute")
    assert f"{made.reference}: Ada Marsh, due the meeting on 30 November 2021 (open)" in page.text
    again = cleo.post(address, data=sent)
    assert again.status_code == 303
    assert len(now(session).scalars(select(Action.id).where(Action.resolution_id == asked.id)).all()) == 1


def test_the_day_that_a_clause_sets_is_offered(cleo: Browser, session: Session, author: Author) -> None:
    asked = clause(session, "comparative")
    with writing(session, author):
        asked.text = f"{asked.text} by 10 January 2022"
    address = f"/resolutions/{asked.id}/action"
    assert filled_in(cleo, address)["due"] == "2022-01-10"
    assert cleo.post(address, data=filled_in(cleo, address, due="")).status_code == 303
    made = now(session).scalars(select(Action).where(Action.resolution_id == asked.id)).one()
    assert made.due is None


def test_a_sentence_that_hides_an_action_is_offered_and_never_made(
    cleo: Browser, session: Session, author: Author
) -> None:
    item = now(session).scalars(select(AgendaItem.id).where(AgendaItem.title == "Declarations of interest")).one()
    with writing(session, author):
        minute = session.scalars(select(Minute).where(Minute.item_id == item)).one()
        minute.narrative = "There were none. The officer agreed to circulate the register."
    page = cleo.read(f"/items/{item}/minute")
    assert "Because it says “agreed to circulate”." in page.text
    address = f"/items/{item}/action?words=1"
    assert address in page.links()
    sent = filled_in(cleo, address)
    assert sent["text"] == "The officer agreed to circulate the register."
    assert cleo.post(address, data=sent | {"text": ""}).status_code == 422
    assert now(session).scalars(select(Action).where(Action.item_id == item)).all() == []
    assert cleo.post(address, data=sent).status_code == 303
    assert now(session).scalars(select(Action.text).where(Action.item_id == item)).all() == [sent["text"]]
    assert address not in cleo.read(f"/items/{item}/minute").links()


def test_a_recommendation_asks_to_whom_and_when_it_was_sent(cleo: Browser, session: Session) -> None:
    asked = clause(session, "be welcomed")
    address = f"/resolutions/{asked.id}/recommendation"
    assert cleo.sent(address, filled_in(cleo, address), 422).all("//*[@id='error-summary']//a/@href") == ["#addressee"]
    sent = filled_in(cleo, address, addressee="The hospital trust", clock="health", sent_on="16/09/2021")
    assert cleo.post(address, data=sent).status_code == 303
    made = now(session).scalars(select(Recommendation).where(Recommendation.resolution_id == asked.id)).one()
    assert (made.addressee, made.clock) == ("The hospital trust", ResponseClock.HEALTH)
    assert (made.state, made.sent_on) == (RecommendationState.SENT, date(2021, 9, 16))
    assert clause(session, "be welcomed").kind is ResolutionKind.RECOMMENDATION


def test_a_resolution_goes_onto_the_programme_or_is_answered_by_a_row_that_is_there(
    cleo: Browser, session: Session, filled: Chamber
) -> None:
    asked, other = clause(session, "performance"), clause(session, "be welcomed")
    address = f"/resolutions/{asked.id}/programme"
    assert cleo.sent(address, filled_in(cleo, address, title=""), 422).all("//*[@id='title-error']")
    sent = filled_in(cleo, address, title="Performance data", topic="new", meeting=str(filled.next.id))
    assert cleo.post(address, data=sent).status_code == 303
    entry = now(session).scalars(select(WorkProgrammeEntry).where(WorkProgrammeEntry.title == "Performance data")).one()
    assert (entry.meeting_id, entry.status) == (filled.next.id, EntryStatus.PLANNED)
    assert entry.details == "Follow-up from 14 September 2021 meeting"
    second = f"/resolutions/{other.id}/programme"
    assert cleo.post(second, data=filled_in(cleo, second, entry=str(entry.id))).status_code == 303
    origins = select(EntryOrigin.resolution_id).where(EntryOrigin.entry_id == entry.id).order_by(EntryOrigin.id)
    assert now(session).scalars(origins).all() == [asked.id, other.id]
    assert clause(session, "be welcomed").kind is ResolutionKind.PROGRAMME


def test_what_an_exempt_resolution_asks_for_stays_exempt(cleo: Browser, reader: Browser, session: Session) -> None:
    asked = clause(session, "SECRET clause")
    address = f"/resolutions/{asked.id}/action"
    assert cleo.post(address, data=filled_in(cleo, address)).status_code == 303
    assert now(session).scalars(select(Action.part).where(Action.resolution_id == asked.id)).one() is Part.TWO
    address = f"/resolutions/{asked.id}/programme"
    page = cleo.read(address)
    offered = now(session).scalars(select(Topic.exempt).where(Topic.id.in_(map(int, [
        value for value in page.all("//select[@name='topic']/option/@value") if value != "new"
    ]))))  # fmt: skip
    assert set(offered) == {True}
    assert cleo.post(address, data=filled_in(cleo, address, title="SECRET sequel", topic="new")).status_code == 303
    for public in ("/committees/SOS/work-programme", "/committees/SOS/follow-up", "/search?q=sequel"):
        assert "SECRET" not in said(reader.get(public))


def test_something_can_still_be_made_of_confirmed_resolutions_but_they_stand(
    cleo: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    asked = clause(session, "comparative")
    sent = filled_in(cleo, f"/resolutions/{asked.id}", text="Otherwise")
    with writing(session, author):
        session.get_one(Meeting, filled.held.id).minutes_state = MinutesState.CONFIRMED
    assert cleo.sent(f"/resolutions/{asked.id}", sent, 422).texts("//p[@id='text-error']")
    token = form_of(cleo.read("/sign-out"), "/sign-out")
    assert cleo.post(f"/resolutions/{asked.id}/move", data=token | {"to": "down"}).status_code == 409
    address = f"/resolutions/{asked.id}/action"
    assert cleo.post(address, data=filled_in(cleo, address)).status_code == 303
    assert clause(session, "comparative").letter == "a"
