"""Puts letters into the outbox, inside the change that they tell of; they are sent once that is on the disk.

The sender takes them out again (`scrutiny.post`): one at a time, claimed for as long as a try may last, so that two
senders never hold the same letter, and a sender that dies lets go of it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, exists, insert, not_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from scrutiny.database import author_of
from scrutiny.domain.letters import GIVEN_UP_AFTER, LONGEST_SUBJECT, next_try, undeliverable
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import clean
from scrutiny.models.follow_up import Action
from scrutiny.models.post import Letter
from scrutiny.queries.withheld import public

CLAIM = timedelta(minutes=10)
"""How long a sender has a letter for itself: more than `post.smtp` lets one try last."""

KEPT = timedelta(days=90)
LONGEST_REASON = 300
NUDGE = "letters"
"""Said in `session.info` of a change that queued a letter, for whoever waits to send it."""


def queue(
    session: Session,
    *,
    once: str,
    email: str,
    name: str,
    subject: str,
    body: str,
    tells_of: Collection[int] = (),
) -> bool:
    """Queue a letter with the change that is under way; False where the same `once` was queued before.

    `once` names the occasion and the reader ("digest 2021-11-15 jo@example.org"); no secret may stand in it.
    `tells_of` are the ids of the actions whose text is in it. A letter that cannot reach anybody is kept as given up,
    and does not undo the change that it tells of.
    """
    at = author_of(session).at
    email = " ".join(email.split())[:320]
    letter = {
        "once": once,
        "email": email,
        "name": " ".join(name.split())[:250],
        "subject": " ".join(clean(subject, field="The subject").split())[:LONGEST_SUBJECT],
        "body": clean(body, field="The letter"),
        "queued_at": at,
        "next_try_at": at,
        "tries": 0,
        "given_up_because": undeliverable(email),
        "last_trouble": "",
        "tells_of": sorted(tells_of),
    }
    try:
        with session.begin_nested():
            session.execute(insert(Letter).values(letter))
    except IntegrityError:
        return False
    session.info[NUDGE] = True
    return True


def due(at: datetime) -> ColumnElement[bool]:
    return and_(Letter.sent_at.is_(None), Letter.given_up_because == "", Letter.next_try_at <= at)


def any_due(session: Session, at: datetime) -> bool:
    return bool(session.scalar(select(exists().where(due(at)))))


def claim(session: Session, at: datetime) -> Letter | None:
    """Take the letter that has waited longest, for one try. What may not be sent any more is given up on the way."""
    waiting = select(Letter).where(due(at)).order_by(Letter.next_try_at, Letter.id).limit(1)
    while letter := session.scalar(waiting.with_for_update(skip_locked=True)):
        why_not = _why_not_any_more(session, letter, at)
        if not why_not:
            letter.tries += 1
            letter.next_try_at, letter.last_trouble = at + CLAIM, ""
            session.flush()
            return letter
        _give_up(letter, why_not)
        session.flush()
    return None


def _why_not_any_more(session: Session, letter: Letter, at: datetime) -> str:
    """Why a letter that waited is not to be sent; "" where it is."""
    if letter.queued_at + GIVEN_UP_AFTER <= at:
        return letter.last_trouble or "It had waited too long, and what it says may be true no more."
    told = (Action.id.in_(letter.tells_of), not_(public(Action)))
    if letter.tells_of and session.scalar(select(exists().where(*told))):
        return "Something that it tells of has been made exempt since it was written."
    return ""


def mark_sent(session: Session, letter_id: int, at: datetime) -> None:
    """It was taken by the mail server. Its text is let go: it may hold a link that opens something."""
    letter = session.get_one(Letter, letter_id, with_for_update=True)
    letter.sent_at, letter.body, letter.last_trouble = at, "", ""
    session.flush()


def put_off(session: Session, letter_id: int, at: datetime, because: str) -> None:
    """The try was in vain: another after a while, or none when it has been long enough."""
    letter = session.get_one(Letter, letter_id, with_for_update=True)
    letter.last_trouble = because[:LONGEST_REASON]
    again = next_try(letter.tries, queued_at=letter.queued_at, at=at)
    if again is None:
        _give_up(letter, because)
    else:
        letter.next_try_at = again
    session.flush()


def give_up(session: Session, letter_id: int, because: str) -> None:
    """The server will never take it."""
    _give_up(session.get_one(Letter, letter_id, with_for_update=True), because)
    session.flush()


def try_again(session: Session, letter: Letter) -> None:
    """Somebody has mended what was wrong: as if it had just been queued."""
    if letter.sent_at is not None:
        raise RuleBroken("This letter was sent already.")
    if letter.tries and not (letter.last_trouble or letter.given_up_because):
        raise RuleBroken("This letter is being sent at this moment. Look again in a few minutes.")
    if why := undeliverable(letter.email):
        raise RuleBroken(f"{why} Write a new letter to another address.")
    at = author_of(session).at
    letter.queued_at = letter.next_try_at = at
    letter.tries, letter.given_up_because, letter.last_trouble = 0, "", ""
    session.info[NUDGE] = True
    session.flush()


def try_all_again(session: Session) -> int:
    """Whatever waits after a try in vain is tried at once; how many letters that are."""
    at = author_of(session).at
    waiting = (Letter.sent_at.is_(None), Letter.given_up_because == "", Letter.last_trouble != "")
    anew = {"next_try_at": at, "queued_at": at, "tries": 0, "last_trouble": ""}
    done = session.execute(update(Letter).where(*waiting).values(anew).returning(Letter.id)).all()
    session.info[NUDGE] = True
    return len(done)


def forget_old(session: Session, at: datetime) -> None:
    """Letters that are done with are not kept for ever: they are addresses of people."""
    session.execute(
        delete(Letter).where(
            Letter.queued_at < at - KEPT, Letter.sent_at.is_not(None) | (Letter.given_up_because != "")
        )
    )


def _give_up(letter: Letter, because: str) -> None:
    letter.given_up_because = because[:LONGEST_REASON]
