"""The outbox: a letter goes in with the change that it tells of, once, and comes out for one sender at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.models.history import HistoryLine, Revision
from scrutiny.models.post import Letter
from scrutiny.operations import letters
from tests.at_once import at_once, engine_at

LETTER = {
    "once": "digest 2021-11-15 jo@example.org",
    "email": "jo@example.org",
    "name": "Jo Reed",
    "subject": "Two actions are due",
    "body": "Dear Jo Reed",
}


def queue(session: Session, **changes: str) -> bool:
    return letters.queue(session, **(LETTER | changes))


def later(author: Author, **by: float) -> Author:
    return Author(author.name, author.at + timedelta(**by))


def kept(session: Session) -> Letter:
    session.rollback()
    session.expire_all()
    return session.scalars(select(Letter)).one()


def test_a_letter_is_queued_with_its_change_and_goes_with_it(session: Session, author: Author) -> None:
    with pytest.raises(RuleBroken), writing(session, author):
        _refused_after_queueing(session)
    assert not letters.any_due(session, author.at)
    with writing(session, author):
        assert queue(session)
    letter = kept(session)
    assert (letter.email, letter.queued_at, letter.next_try_at, letter.tries) == (
        LETTER["email"],
        author.at,
        author.at,
        0,
    )
    assert letters.any_due(session, author.at)


def _refused_after_queueing(session: Session) -> None:
    assert queue(session)
    raise RuleBroken("The change is refused after all.")


def test_the_same_occasion_is_queued_once_and_spoils_nothing_beside_it(session: Session, author: Author) -> None:
    with writing(session, author):
        assert [queue(session), queue(session, body="Again"), queue(session, once="another")] == [True, False, True]
    assert session.scalar(select(func.count()).select_from(Letter)) == 2
    with writing(session, author):
        assert not queue(session)


def test_two_changes_at_once_queue_the_same_occasion_once(database_url: str, author: Author) -> None:
    engine = engine_at(database_url)
    at_once(engine, author, queue, queue, queue)
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(Letter)) == 1
    engine.dispose()


def test_no_letter_is_in_the_history_or_makes_a_public_page_anew(session: Session, author: Author) -> None:
    with writing(session, author):
        queue(session)
    with writing(session, author):
        letters.mark_sent(session, kept(session).id, author.at)
    assert session.scalars(select(HistoryLine)).all() == []
    assert session.scalar(select(Revision.number)) == 0


def test_a_letter_that_can_reach_nobody_is_kept_as_given_up(session: Session, author: Author) -> None:
    with writing(session, author):
        assert queue(session, email="jo@example.org\nBcc: all@example.org")
    letter = kept(session)
    assert "not written as e-mail addresses are" in letter.given_up_because
    assert "\n" not in letter.email
    assert not letters.any_due(session, author.at)
    with pytest.raises(RuleBroken, match="Write a new letter"), writing(session, author):
        letters.try_again(session, letter)


def test_a_subject_is_one_line(session: Session, author: Author) -> None:
    with writing(session, author):
        queue(session, subject="Due\r\nBcc: all@example.org " + "x" * 400)
    assert kept(session).subject.startswith("Due Bcc: all@example.org xxx")
    assert len(kept(session).subject) == 150


def test_a_claimed_letter_is_nobody_elses_until_the_claim_runs_out(session: Session, author: Author) -> None:
    with writing(session, author):
        queue(session)
        queue(session, once="a second")
    first, second = [claimed(session, later(author, minutes=minutes)) for minutes in (0, 1)]
    assert first is not None
    assert second is not None
    assert first.id != second.id
    assert claimed(session, later(author, minutes=9)) is None
    again = claimed(session, later(author, minutes=10))
    assert again is not None
    assert (again.id, again.tries) == (first.id, 2)


def claimed(session: Session, author: Author) -> Letter | None:
    with writing(session, author):
        return letters.claim(session, author.at)


def test_two_senders_at_once_never_hold_the_same_letter(database_url: str, author: Author) -> None:
    engine = engine_at(database_url)
    with Session(engine, autoflush=False, expire_on_commit=False) as session, writing(session, author):
        for number in range(6):
            queue(session, once=f"letter {number}")
    held: list[int] = []

    def take(own: Session) -> None:
        letter = letters.claim(own, author.at)
        assert letter is not None
        held.append(letter.id)

    at_once(engine, author, *[take] * 3)
    at_once(engine, author, *[take] * 3)
    assert sorted(held) == sorted(set(held))
    assert len(held) == 6
    engine.dispose()


def test_what_was_sent_keeps_no_text_and_is_never_sent_again(session: Session, author: Author) -> None:
    with writing(session, author):
        queue(session, body="https://scrutiny.example/answer/secret")
    letter = claimed(session, author)
    assert letter is not None
    with writing(session, author):
        letters.mark_sent(session, letter.id, author.at)
    assert (kept(session).body, kept(session).sent_at) == ("", author.at)
    assert claimed(session, later(author, days=1)) is None
    with pytest.raises(RuleBroken, match="sent already"), writing(session, author):
        letters.try_again(session, letter)


def test_a_letter_is_put_off_and_put_off_and_then_given_up_with_the_reason(session: Session, author: Author) -> None:
    with writing(session, author):
        queue(session)
    at, tries = author.at, 0
    while letter := claimed(session, Author("Post", at)):
        with writing(session, Author("Post", at)):
            letters.put_off(session, letter.id, at, "The mail server does not answer.")
        assert kept(session).last_trouble == "The mail server does not answer."
        at, tries = kept(session).next_try_at, tries + 1
    assert tries == 9
    assert kept(session).given_up_because == "The mail server does not answer."
    assert kept(session).tries == tries

    with writing(session, Author("Officer", at)):
        letters.try_again(session, session.scalars(select(Letter)).one())
    assert (kept(session).tries, kept(session).given_up_because, kept(session).next_try_at) == (0, "", at)


def test_a_letter_that_waited_for_days_without_a_sender_is_given_up_unsent(session: Session, author: Author) -> None:
    with writing(session, author):
        queue(session)
        queue(session, once="today")
    with writing(session, author):
        session.scalars(select(Letter).where(Letter.once == "today")).one().queued_at = author.at + timedelta(days=4)
        session.flush()
    found = claimed(session, later(author, days=4))
    assert found is not None
    assert found.once == "today"
    old = session.scalars(select(Letter).where(Letter.once != "today")).one()
    assert "waited too long" in old.given_up_because


def test_what_is_done_with_is_forgotten_after_three_months(session: Session, author: Author) -> None:
    with writing(session, author):
        for once in ("sent", "given up", "waiting"):
            queue(session, once=once)
        sent, given_up, waiting = session.scalars(select(Letter).order_by(Letter.id))
        letters.mark_sent(session, sent.id, author.at)
        letters.give_up(session, given_up.id, "No such person.")
    for days, left in ((90, {"sent", "given up", "waiting"}), (91, {"waiting"})):
        then = later(author, days=days)
        with writing(session, then):
            letters.forget_old(session, then.at)
        assert set(session.scalars(select(Letter.once))) == left
    assert waiting.given_up_because == ""
