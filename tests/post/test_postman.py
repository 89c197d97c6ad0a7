"""The postman goes round by himself: at the ring of the bell, and each morning."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, db, writing
from scrutiny.models.post import Letter
from scrutiny.operations import contacts, letters
from scrutiny.post import postman
from scrutiny.post.postman import Postman
from scrutiny.post.server import MailServer
from tests import make
from tests.post.servers import Postbox, postbox
from tests.post.test_sending import FROM, Watch, kept, queue, wait_until


@pytest.fixture
def now() -> Watch:
    return Watch()


def man(app: Flask, box: Postbox, now: Watch, morning: date | None = None) -> Postman:
    @contextmanager
    def opened() -> Iterator[Session]:
        with app.app_context():
            try:
                yield db.session()
            finally:
                db.session.remove()

    return Postman(opened, MailServer.read(box.url, FROM), site="https://x.example", now=now, morning=lambda: morning)


def test_a_letter_leaves_as_soon_as_its_change_is_kept(
    app: Flask, session: Session, now: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postman, "EVERY", 3600)
    with postbox(Postbox()) as box:
        walking = man(app, box, now)
        walking.start()
        try:
            queue(session, now, "ann")
            wait_until(lambda: box.readers == ["ann@example.org"])
            with pytest.raises(ZeroDivisionError):
                _queue_and_fail(session, now)
            queue(session, now, "bob")
            wait_until(lambda: box.readers == ["ann@example.org", "bob@example.org"])
            wait_until(lambda: kept(session, "bob").sent_at is not None)
        finally:
            walking.stop()
        queue(session, now, "cyd")
    assert not any(thread.name == "postman" for thread in threading.enumerate())
    assert kept(session, "cyd").tries == 0


def _queue_and_fail(session: Session, now: Watch) -> None:
    with writing(session, Author("Clerk", now())):
        letters.queue(session, once="x", email="never@example.org", name="", subject="", body="")
        raise ZeroDivisionError


def test_a_round_that_goes_wrong_is_not_the_last(
    app: Flask, session: Session, now: Watch, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(postman, "EVERY", 0.01)
    rounds: list[int] = []

    def send(*_: object) -> None:
        rounds.append(1)
        raise ArithmeticError("SECRET words")

    monkeypatch.setattr(postman, "send_due", send)
    queue(session, now, "ann")
    walking = man(app, Postbox(port=1), now)
    walking.start()
    try:
        wait_until(lambda: len(rounds) > 2)
    finally:
        walking.stop()
    assert "went wrong: ArithmeticError" in caplog.text
    assert "SECRET" not in caplog.text


def test_each_morning_he_reminds_once_and_takes_the_letters_along(app: Flask, session: Session, now: Watch) -> None:
    with writing(session, Author("Clerk", now())):
        committee = make.committee(session, make.council(session))
        make.action(session, committee, "Send it", owner="Ivy Lane", due=date(2021, 11, 1))
        contacts.keep(session, committee.council_id, name="Ivy Lane", email="ivy@example.org")
    with postbox(Postbox()) as box:
        man(app, box, now, morning=None).go_round()
        assert box.readers == []
        today = now().date()
        walking = man(app, box, now, morning=today)
        walking.go_round()
        walking.go_round()
        assert box.readers == ["ivy@example.org"]
        man(app, box, now, morning=today).go_round()
        assert box.readers == ["ivy@example.org"]
        now.wind(days=7)
        man(app, box, now, morning=today + timedelta(days=7)).go_round()
    assert box.readers == ["ivy@example.org"] * 2
    assert all(letter.sent_at for letter in session.scalars(select(Letter)))
