"""Takes the letters that are due out of the outbox, one at a time, and hands each to the mail server.

Each letter is claimed in one transaction, sent outside of any, and marked in another. A sender killed between the last
two sends its letter again once the claim has run out: a letter twice is better than no letter, and the second has the
Message-ID of the first. Before and after that moment nothing is repeated.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.models.post import Letter
from scrutiny.operations import letters
from scrutiny.post.server import MailServer
from scrutiny.post.smtp import NotSent, Refused, ServerAway, deliver

AUTHOR = "Post"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """How many letters left, and how many did not; `trouble` is why the server could not be used at all."""

    sent: int = 0
    in_vain: int = 0
    trouble: str = ""


def send_due(session: Session, server: MailServer, now: Callable[[], datetime]) -> Sent:
    """Send what is due. One letter's fault does not stop the others; a server that is away stops the round."""
    sent = in_vain = 0
    while letters.any_due(session, now()):
        with writing(session, Author(AUTHOR, now())):
            letter = letters.claim(session, now())
        if letter is None:
            break
        session.expunge(letter)
        try:
            deliver(letter, server)
        except NotSent as trouble:
            in_vain += 1
            log.warning("Letter %d was not sent: %s", letter.id, trouble.plain)
            _mark_in_vain(session, letter, trouble, now())
            if isinstance(trouble, ServerAway):
                return Sent(sent, in_vain, str(trouble))
        else:
            with writing(session, Author(AUTHOR, now())):
                letters.mark_sent(session, letter.id, now())
            sent += 1
            log.info("Letter %d was sent", letter.id)
    session.rollback()  # nothing is held while there is nothing to send
    return Sent(sent, in_vain)


def _mark_in_vain(session: Session, letter: Letter, trouble: NotSent, at: datetime) -> None:
    with writing(session, Author(AUTHOR, at)):
        if isinstance(trouble, Refused):
            letters.give_up(session, letter.id, str(trouble))
        else:
            letters.put_off(session, letter.id, at, str(trouble))
