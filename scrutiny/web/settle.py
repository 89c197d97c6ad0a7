"""The one transaction a request has: a change answered below 400 is committed, all else is rolled back."""

from __future__ import annotations

from flask import Flask, Response, current_app, request

from scrutiny.database import db
from scrutiny.operations.packs import WANTED
from scrutiny.web import once

CHANGES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def settle(response: Response) -> Response:
    """Commit before the answer leaves, so that nothing says "saved" unless it was.

    A request that only reads has nothing to settle: its session is rolled back when the request ends.
    """
    if request.method in CHANGES:
        if response.status_code < 400 and "author" in db.session.info:
            once.remember(db.session(), response)
            db.session.commit()
            wake_the_bindery()
        else:
            db.session.rollback()
    return response


def wake_the_bindery() -> None:
    """Packs that the change wants are made from now on, if somebody here makes them; else they are found later."""
    bindery = current_app.extensions.get("scrutiny.bindery")
    for meeting_id in db.session.info.pop(WANTED, ()):
        if bindery is not None:
            bindery.wake(meeting_id)


def register(app: Flask) -> None:
    app.after_request(settle)
