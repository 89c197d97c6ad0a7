"""An owner without an account answers by a link: what it opens, to whom, for how long, and what is told to whom."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import AccountRole, ActionState, Part
from scrutiny.models.follow_up import Action, ActionUpdate
from scrutiny.models.history import HistoryLine
from scrutiny.models.post import AnswerLink, Letter
from scrutiny.operations import answer_links, follow_up
from scrutiny.queries import answer_links as queries
from tests import make
from tests.browser import Browser
from tests.chamber import Chamber
from tests.web.signing_in import TODAY, account, signed_in

DONE = {"stands": "done", "text": "The figures were sent on Friday."}
GOING_ON = {"stands": "going on", "text": "The figures are nearly ready."}


@pytest.fixture
def action(session: Session, author: Author, filled: Chamber) -> Action:
    """An open action of Ivy Lane's, in a chamber with an officer who keeps its tracker."""
    assert filled
    with writing(session, author):
        account(session, "Olga Officer", AccountRole.OFFICER)
        found = session.scalars(select(Action).where(Action.owner == "Ivy Lane")).one()
        session.refresh(found)
        return found


@pytest.fixture
def key(session: Session, author: Author, action: Action) -> str:
    with writing(session, author):
        return answer_links.make(session, action, name="Ivy Lane", email="ivy@example.org", on=TODAY)


def updates(session: Session, action: Action) -> list[tuple[str, str, ActionState]]:
    session.rollback()
    session.expire_all()
    found = session.scalars(select(ActionUpdate).where(ActionUpdate.action_id == action.id).order_by(ActionUpdate.id))
    return [(update.by, update.text, update.state) for update in found]


def test_the_page_shows_that_action_alone_to_nobody_but_its_reader(reader: Browser, key: str) -> None:
    page = reader.read(f"/answer/{key}")
    assert page.heading == "How does SOS/21/1 stand?"
    assert "Send comparative data on referrals" in page.text
    assert "31 October 2021" in page.text
    assert "The figures are being checked." in page.text
    assert "until 15 December 2021" in page.text
    headers = page.response.headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.all("//meta[@name='robots'][@content='noindex, nofollow']")
    assert "Set-Cookie" not in headers
    assert not any(key in link for link in page.links())


def test_only_the_digest_of_the_secret_is_kept(session: Session, key: str) -> None:
    link = session.scalars(select(AnswerLink)).one()
    assert link.digest == answer_links.digest(key)
    everything = [str(vars(row)) for kind in (AnswerLink, HistoryLine, Letter) for row in session.scalars(select(kind))]
    assert not any(key in row for row in everything)
    assert not any(link.digest in f"{line.before}{line.after}" for line in session.scalars(select(HistoryLine)))


@pytest.mark.parametrize(
    ("typed", "state", "heading"),
    [
        pytest.param(GOING_ON, ActionState.IN_PROGRESS, "is on the committee’s tracker", id="something to report"),
        pytest.param(DONE, ActionState.COMPLETE, "asked to confirm that at a meeting", id="done"),
    ],
)
def test_what_is_answered_is_on_the_action(
    reader: Browser, session: Session, action: Action, key: str, typed: dict[str, str], state: ActionState, heading: str
) -> None:
    answer = reader.post(f"/answer/{key}", data=typed)
    assert (answer.status_code, answer.location) == (303, f"/answer/{key}/thanks")
    assert updates(session, action)[-1] == ("Ivy Lane", typed["text"], state)
    assert session.get_one(Action, action.id).state is state
    assert session.scalars(select(AnswerLink)).one().used_at is not None
    assert heading in reader.read(answer.location).text
    last = session.scalars(select(HistoryLine).where(HistoryLine.subject == "action_updates")).all()[-1]
    assert (last.by, last.account_id) == ("Ivy Lane, by a link", None)


def test_done_needs_no_words(reader: Browser, session: Session, action: Action, key: str) -> None:
    assert reader.post(f"/answer/{key}", data={"stands": "done", "text": ""}).status_code == 303
    assert updates(session, action)[-1] == ("Ivy Lane", "Reported as done.", ActionState.COMPLETE)


def test_sent_twice_it_is_done_once(reader: Browser, session: Session, action: Action, key: str) -> None:
    before = len(updates(session, action))
    for typed in (GOING_ON, GOING_ON, DONE, DONE):
        assert reader.post(f"/answer/{key}", data=typed).status_code == 303
    assert len(updates(session, action)) == before + 2


def test_however_much_is_answered_each_officer_has_one_letter_a_day(
    app: Flask, reader: Browser, session: Session, author: Author, action: Action, key: str
) -> None:
    with writing(session, author):
        account(session, "Oscar Officer", AccountRole.OFFICER)
    before = len(updates(session, action))
    for day in (TODAY, TODAY + timedelta(days=1)):
        app.extensions["scrutiny.clock"].as_of = day
        for turn in range(3):
            said = {"stands": "going on", "text": f"Report {turn} of {day}"}
            assert reader.post(f"/answer/{key}", data=said).status_code == 303
    assert len(updates(session, action)) == before + 6
    told = session.execute(select(Letter.email, func.count()).group_by(Letter.email).order_by(Letter.email)).all()
    assert told == [("olga.officer@example.org", 2), ("oscar.officer@example.org", 2)]
    first, *_ = session.scalars(select(Letter.body).order_by(Letter.id))
    assert f"Report 0 of {TODAY}" in first


def test_those_who_keep_the_tracker_are_told(reader: Browser, session: Session, action: Action, key: str) -> None:
    reader.post(f"/answer/{key}", data=DONE)
    letter = session.scalars(select(Letter)).one()
    assert (letter.email, letter.subject) == ("olga.officer@example.org", "SOS/21/1: Ivy Lane says that it is done")
    assert DONE["text"] in letter.body
    assert f"https://scrutiny.example/actions/{action.id}" in letter.body
    assert "Why you got this: you keep this committee's tracker." in letter.body
    assert key not in letter.body


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        pytest.param({"stands": "", "text": "Words"}, "Choose whether it is done", id="nothing chosen"),
        pytest.param({"stands": "going on", "text": "  \n"}, "Enter what has been done so far", id="nothing to report"),
        pytest.param({"stands": "perhaps", "text": "Words"}, "Choose one of the list", id="another choice"),
        pytest.param({"stands": "done", "text": "a\x00b"}, "U+0000", id="a character that cannot be kept"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_stays_typed(
    reader: Browser, session: Session, action: Action, key: str, typed: dict[str, str], fault: str
) -> None:
    before = updates(session, action)
    page = reader.sent(f"/answer/{key}", typed, 422)
    assert any(fault in said for said in page.texts("//*[@id='error-summary']//a"))
    assert page.all("//textarea")[0].text_content().split() == typed["text"].replace("\0", "\ufffd").split()
    assert updates(session, action) == before


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<script>alert(1)</script>", id="script"),
        pytest.param("=cmd|' /C calc'!A0", id="a formula"),
        pytest.param("{{ 7 * 7 }} {% raw %}", id="a template"),
        pytest.param("Llŷr said “soon” — مرحبا 🎉\x0bsecond line", id="tongues"),
        pytest.param("word " * 40_000, id="200 KB"),
    ],
)
def test_any_words_are_kept_and_shown_as_they_are(
    reader: Browser, session: Session, action: Action, key: str, text: str
) -> None:
    assert reader.post(f"/answer/{key}", data={"stands": "going on", "text": text}).status_code == 303
    kept = updates(session, action)[-1][1]
    assert kept == text.replace("\x0b", "\n").strip()
    assert " ".join(kept.split()) in reader.read(f"/answer/{key}").text


def spoil(session: Session, author: Author, action: Action, how: str) -> None:
    with writing(session, author):
        link = session.scalars(select(AnswerLink)).one()
        match how:
            case "withdrawn":
                answer_links.withdraw(session, queries.live(session, action.id, TODAY))
            case "expired":
                link.expires_on = TODAY - timedelta(days=1)
            case "reassigned":
                follow_up.reassign(session, action, owner="Jo Reed", by="x", on=TODAY)
            case "closed":
                follow_up.complete(session, action, text="Done", by="x", on=TODAY)
                follow_up.close(session, action, because="Seen", by="x", on=TODAY)
        session.flush()


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("withdrawn", "This link was withdrawn"),
        ("reassigned", "This link was withdrawn"),
        ("expired", "could be used until 14 November 2021"),
        ("closed", "The committee has finished with this"),
    ],
)
def test_a_link_that_is_over_says_so_and_takes_nothing(
    reader: Browser, session: Session, author: Author, action: Action, key: str, how: str, says: str
) -> None:
    spoil(session, author, action, how)
    before = updates(session, action)
    page = reader.read(f"/answer/{key}", 410)
    assert says in page.text
    assert "comparative data" not in page.whole_text
    assert says in reader.sent(f"/answer/{key}", DONE, 410).text
    assert updates(session, action) == before


def test_it_may_be_used_on_its_last_day(app: Flask, reader: Browser, key: str) -> None:
    app.extensions["scrutiny.clock"].as_of = TODAY + timedelta(days=30)
    assert reader.get(f"/answer/{key}").status_code == 200
    app.extensions["scrutiny.clock"].as_of = TODAY + timedelta(days=31)
    assert reader.get(f"/answer/{key}").status_code == 410


def test_an_address_that_was_never_made_is_nothing(reader: Browser) -> None:
    for wrong in ("k" * 43, "short", "k" * 200, "%00", "..", "é" * 43, "' OR 1=1 --"):
        for address in (f"/answer/{wrong}", f"/answer/{wrong}/thanks"):
            assert reader.get(address).status_code == 404
        assert reader.post(f"/answer/{wrong}", data=DONE).status_code == 404


@pytest.mark.parametrize("how", ["its own part", "its topic", "made exempt after the link was sent"])
def test_of_an_exempt_action_only_the_reference_is_shown(
    reader: Browser, session: Session, author: Author, filled: Chamber, how: str
) -> None:
    with writing(session, author):
        account(session, "Olga Officer", AccountRole.OFFICER)
        secret: dict[str, Any] = {"reference": "SOS/X", "owner": "Ivy Lane"}
        if how == "its own part":
            secret["part"] = Part.TWO
        if how == "its topic":
            secret["topic_id"] = make.exempt_topic(session, filled.committee, "SECRET case", "A case").id
        exempt = make.action(session, filled.committee, "SECRET action", **secret)
        make.update(session, exempt, "SECRET update")
        key = answer_links.make(session, exempt, name="Ivy Lane", email="", on=TODAY)
        if how.startswith("made exempt"):
            exempt.part = Part.TWO
            session.flush()
    page = reader.read(f"/answer/{key}")
    assert "SOS/X" in page.text
    assert "A matter considered in private" in page.text
    assert "SECRET" not in page.response.text
    assert "A case" not in page.response.text
    assert reader.post(f"/answer/{key}", data={"stands": "done", "text": "SECRET answer"}).status_code == 303
    assert updates(session, exempt)[-1][1] == "SECRET answer"
    assert "SECRET" not in reader.get(f"/answer/{key}").text + reader.get(f"/answer/{key}/thanks").text
    told = session.scalars(select(Letter)).one()
    assert told.subject == "SOS/X: its owner says that it is done"
    assert "SECRET" not in told.body
    assert "Ivy Lane" not in told.body
    assert "SECRET" not in reader.get("/committees/SOS/follow-up").text


def test_it_opens_nothing_else_and_no_session_takes_part(app: Flask, key: str) -> None:
    officer = signed_in(app, "Olga Officer")
    page = officer.read(f"/answer/{key}")
    assert "Olga Officer" not in page.whole_text
    outsider = Browser(app)
    outsider.get(f"/answer/{key}")
    assert outsider.get("/desk").location == "/sign-in?next=/desk"
    assert outsider.get("/actions/1").location == "/sign-in?next=/actions/1"


def test_no_secret_address_is_in_the_log(
    app: Flask, key: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    app.testing = False
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def fails(*_: object) -> None:
        raise ArithmeticError("something broke")

    monkeypatch.setattr(queries, "opened", fails)
    assert Browser(app).get(f"/answer/{key}").status_code == 500
    assert "something broke" in caplog.text
    assert "/answer/<key>" in caplog.text
    assert key not in caplog.text
