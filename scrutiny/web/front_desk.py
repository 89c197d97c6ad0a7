"""Answers what has not changed before the application is asked at all.

Polls of feeds and second looks at pages are most of a public site's traffic, and going through Flask costs them more
than the one look at the revision that decides them. Only what the application itself answered to the public, and keeps
on its shelf, is answered here, header for header as it would; whoever carries a session is let through, and so is
everything that is unclear.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.http import remove_entity_headers

from scrutiny.clock import Clock
from scrutiny.database import db
from scrutiny.web import freshness, headers
from scrutiny.web.freshness import Kept, Shelf, Stamp

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class FrontDesk:
    """Stands before the application; both look at the same shelf and the same clock."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._inside: WSGIApplication = app.wsgi_app
        self._cookie: str = app.config["SESSION_COOKIE_NAME"]
        self._shelf: Shelf = app.extensions["scrutiny.shelf"]
        self._always = headers.of(app)
        with app.app_context():
            self._engine = db.engine
        self._troubles = (SQLAlchemyError, self._engine.dialect.loaded_dbapi.Error)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        page = self._kept(environ)
        if page is None:
            return self._inside(environ, start_response)
        said = [*freshness.headers_of(page), *self._always]
        if freshness.is_unchanged(environ, page.etag, page.last_modified):
            remove_entity_headers(said)
            start_response("304 NOT MODIFIED", said)
            return []
        start_response("200 OK", [*said, ("Content-Length", str(len(page.body)))])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [page.body]

    def _kept(self, environ: WSGIEnvironment) -> Kept | None:
        """The page, if it was made from the record as it is now."""
        for_the_public = self._cookie not in environ.get("HTTP_COOKIE", "")
        address = freshness.address_of(environ)
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or not for_the_public or address not in self._shelf:
            return None
        clock: Clock = self._app.extensions["scrutiny.clock"]
        try:
            seen = freshness.look(self._engine)
        except self._troubles:
            return None  # the application has words for it
        environ[freshness.LOOKED] = seen  # before the page is made: a change since then makes it anew
        return self._shelf.find(address, Stamp(seen.revision, clock.today()))


def register(app: Flask) -> None:
    app.wsgi_app = FrontDesk(app)  # type: ignore[method-assign]
