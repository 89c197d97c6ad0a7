"""A form that is sent twice is done once: by a double click, a reload, or a network that sent it again.

Each form of the desk is shown with a key of its own. The first to arrive with it writes the key in the same
transaction as its change; whoever comes second, even at the same moment, is led to where the first was.
"""

from __future__ import annotations

import re
import secrets
from datetime import timedelta

from flask import Flask, Response, g, request
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from scrutiny.database import author_of
from scrutiny.models.submissions import Submission

FIELD = "once"
KEPT = timedelta(days=2)
_KEY = re.compile(r"[A-Za-z0-9_-]{22}")


def new_key() -> str:
    return secrets.token_urlsafe(16)


def is_key(name: str) -> bool:
    """Whether a field of this name is the key of its form: of several on one page, each begins with its own name."""
    return name == FIELD or name.endswith(f"-{FIELD}")


def begin(session: Session, account_id: int) -> str | None:
    """Where the first sending of this form led, if this is the second; None to go on with it."""
    key = next((value for name, value in request.form.items() if is_key(name)), "")
    if not _KEY.fullmatch(key):
        return None
    at = author_of(session).at
    session.execute(delete(Submission).where(Submission.at < at - KEPT))
    there = (Submission.key == key, Submission.account_id == account_id)
    done = session.scalar(select(Submission.way_on).where(*there))
    if done is not None:
        return done
    try:
        with session.begin_nested():
            session.execute(insert(Submission).values(key=key, account_id=account_id, at=at))
    except IntegrityError:  # the other was committed while this one waited for its key
        return session.scalar(select(Submission.way_on).where(*there))
    g.submission = there
    return None


def remember(session: Session, response: Response) -> None:
    """Keep where the sender is led, with the change itself. A form that was refused may be mended and sent again."""
    if "submission" in g:
        session.execute(update(Submission).where(*g.submission).values(way_on=response.location or ""))


def register(app: Flask) -> None:
    app.jinja_env.globals["once_key"] = new_key
