"""The one transaction a request has: a change answered below 400 is committed, all else is rolled back."""

from __future__ import annotations

from flask import Flask, Response, request

from scrutiny.database import db
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
        else:
            db.session.rollback()
    return response


def register(app: Flask) -> None:
    app.after_request(settle)
