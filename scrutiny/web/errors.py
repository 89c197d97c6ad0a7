"""What is said when a request cannot be answered: what happened and what to do, in plain words, never a traceback."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, Response, current_app, g, render_template, request, session
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoFreeConnection
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, InternalServerError, ServiceUnavailable

from scrutiny.database import db
from scrutiny.domain.rules import RuleBroken
from scrutiny.store import Away, Missing
from scrutiny.web.carried import Carried, of_this_request
from scrutiny.web.freshness import has_session
from scrutiny.web.site import nameplate

RETRY_AFTER = 30  # seconds
MAY_BE_SENT_AGAIN = frozenset({500, 503})


@dataclass(frozen=True, slots=True)
class Apology:
    """The heading, then what happened and what to do."""

    heading: str
    sentences: tuple[str, ...]


APOLOGIES = {
    400: Apology("This request cannot be read", ("Go back, and try again.",)),
    403: Apology(
        "You may not see this page",
        ("Your account does not have the right that this page asks for.", "Ask the scrutiny officer for it."),
    ),
    404: Apology(
        "Page not found",
        (
            "Check the address if you typed it, and that all of it was copied.",
            "A meeting, a topic and a person keep their address for ever.",
        ),
    ),
    405: Apology("This page cannot be used in that way", ("Go back, and try again from the page itself.",)),
    409: Apology("This was not done", ("Somebody may have changed the record meanwhile. Go back, and look again.",)),
    413: Apology("That is too much to send at once", ("Shorten the text or choose a smaller file, and try again.",)),
    422: Apology("Some answers are missing or wrong", ("Go back, and mend them.",)),
    429: Apology("Too many requests", ("Wait a minute, and try again.",)),
    500: Apology(
        "Sorry, something went wrong here",
        ("Nothing was changed. Try again, and tell the scrutiny officer if it happens again.",),
    ),
    503: Apology(
        "Sorry, the record cannot be reached at the moment",
        ("Nothing was changed, and nothing is lost. Try again in a minute.",),
    ),
}


LOST = Apology(
    "Sorry, this file cannot be found",
    (
        "The record has it, but the place where files are kept does not.",
        "Tell the scrutiny officer, who can have it restored.",
    ),
)


def answer(error: HTTPException) -> ResponseReturnValue:
    """The page for an HTTP error, with the headers that it asks for (`Allow`, `Retry-After`)."""
    if error.code is None or error.code < 400:
        return error.get_response()  # a redirect to an address written another way
    apology = APOLOGIES.get(error.code) or Apology(error.name, ("Go back, and try again.",))
    return _page(Response(status=error.code, headers=error.get_headers()), apology)


def refused(broken: RuleBroken) -> Response:
    """A broken rule, in the words of the rule."""
    return _page(Response(status=409), Apology(APOLOGIES[409].heading, (str(broken),)))


def overtaken(error: StaleDataError | IntegrityError) -> Response:
    """Somebody else changed the same thing in the same moment, and was first. The page is read from the record anew.

    Whatever the operations refuse in words never comes to the database's own constraints, so it was a race; or else a
    rule that nobody has put into words, which the log then names by its constraint alone.
    """
    if isinstance(error, IntegrityError):
        current_app.logger.warning("A constraint refused a change: %s", _constraint(error))
    db.session.rollback()
    return _page(Response(status=409), APOLOGIES[409])


def _constraint(error: IntegrityError) -> str:
    """Its name or, on SQLite, the columns of it: no value of the row that was refused."""
    named = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
    return str(named or error.orig)


def failed(_error: InternalServerError) -> Response:
    return _page(Response(status=500), APOLOGIES[500])


def away(error: Exception) -> ResponseReturnValue:
    """The database or the store of files is locked, full, or gone.

    Only the driver's own words are logged: a statement may hold a minute.
    """
    current_app.logger.error("The record cannot be reached: %s", getattr(error, "orig", error))
    return answer(ServiceUnavailable(retry_after=RETRY_AFTER))


def lost(error: Missing) -> Response:
    """A file that the record names is not in the store, or is not what was put there: only a backup has it."""
    current_app.logger.error("A file cannot be had: %s", error)
    return _page(Response(status=503), LOST)


def _page(response: Response, apology: Apology) -> Response:
    if has_session():
        session.pop("_flashes", None)  # what was to be said of a success is not true now
    if response.status_code >= 500:
        g.site = nameplate().last_known
    page = render_template(
        "errors/error.html",
        apology=apology,
        carried=_left_undone(response.status_code),
        again=response.status_code in MAY_BE_SENT_AGAIN,
    )
    response.set_data(page)
    response.content_type = "text/html; charset=utf-8"
    response.headers["Cache-Control"] = "no-store"
    return response


def _left_undone(status: int) -> Carried | None:
    """The form that this is the answer to: what was typed is shown, because a browser may have kept nothing of it."""
    sent = request.method == "POST" and has_session() and status in MAY_BE_SENT_AGAIN | {409}
    return of_this_request() if sent else None


def register(app: Flask) -> None:
    """The driver's own error is named too: the look at the revision does not go through SQLAlchemy."""
    app.register_error_handler(HTTPException, answer)
    app.register_error_handler(InternalServerError, failed)
    app.register_error_handler(RuleBroken, refused)
    app.register_error_handler(Missing, lost)
    for race in (StaleDataError, IntegrityError):
        app.register_error_handler(race, overtaken)
    with app.app_context():
        driver = db.engine.dialect.loaded_dbapi
    for kind in (OperationalError, InterfaceError, NoFreeConnection, Away, driver.OperationalError):
        app.register_error_handler(kind, away)
