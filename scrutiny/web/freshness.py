"""Public pages while nothing has changed: one cheap look at the revision instead of finding and rendering again.

A page is kept under its address, the revision of the record and the day. Its ETag is a digest of its bytes, so equal
pages are equal tags in every process. Nobody who carries a session is answered from here, and nothing of theirs is
kept.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from flask import Response, current_app, g, make_response, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Engine
from werkzeug.http import parse_date

from scrutiny.clock import Clock
from scrutiny.database import db

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

MOST_KEPT = 64 * 1024 * 1024  # bytes of pages
LARGEST_KEPT = 2 * 1024 * 1024
PUBLIC = "public, no-cache"  # may be kept anywhere, and is asked about every time
PRIVATE = "private, no-store"
OF_THE_ANSWER = frozenset({"Content-Length", "ETag", "Cache-Control", "Vary"})  # said anew each time
LOOKED = "scrutiny.record"  # in the environment of a request: what the front desk has seen of the record for it
PRIVATE_FEED = "private, no-cache"
_LOOK = "SELECT number, demonstration, (SELECT name FROM councils ORDER BY id LIMIT 1) FROM revision"


class Seen(NamedTuple):
    """What one look at the record tells: the number of its last change, and what each page says of it."""

    revision: int = 0
    demonstration: bool = False
    council: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """The state of the record that an answer was made from."""

    revision: int
    today: date


@dataclass(frozen=True, slots=True)
class Kept:
    """`last_modified` is what a feed says of its newest entry; a page says nothing of the kind."""

    stamp: Stamp
    body: bytes
    etag: str
    headers: tuple[tuple[str, str], ...]
    status: int
    last_modified: datetime | None = None


class Shelf:
    """Pages by address, the least lately asked for given up first. Shared by all threads of a process."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, Kept] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def find(self, address: str, stamp: Stamp) -> Kept | None:
        with self._lock:
            page = self._pages.get(address)
            if page is None or page.stamp != stamp:
                return None
            self._pages.move_to_end(address)
            return page

    def __contains__(self, address: str) -> bool:
        """Whether there is a page at all, fresh or not."""
        return address in self._pages

    def keep(self, address: str, page: Kept) -> None:
        if len(page.body) > LARGEST_KEPT:
            return
        with self._lock:
            old = self._pages.pop(address, None)
            self._bytes += len(page.body) - (len(old.body) if old else 0)
            self._pages[address] = page
            while self._bytes > MOST_KEPT:
                _, dropped = self._pages.popitem(last=False)
                self._bytes -= len(dropped.body)


def has_session() -> bool:
    """Whether the request carries a session: without one the reader is the public, whatever else is true."""
    return current_app.config["SESSION_COOKIE_NAME"] in request.cookies


def address_of(environ: WSGIEnvironment) -> str:
    """What was asked for, as a page is kept under it."""
    return f"{environ.get('HTTP_HOST', '')} {environ.get('PATH_INFO', '')}?{environ.get('QUERY_STRING', '')}"


def look(engine: Engine | None = None) -> Seen:
    """At one row, by the raw driver."""
    connection = (engine or db.engine).raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(_LOOK)
        row = cursor.fetchone()
        cursor.close()
    finally:
        connection.close()
    return Seen(row[0], bool(row[1]), row[2] or "") if row else Seen()


def answer(view: Callable[..., ResponseReturnValue], arguments: dict[str, Any]) -> ResponseReturnValue:
    """The view's answer to the public, made again only when the record or the day has changed."""
    if request.method not in ("GET", "HEAD") or has_session():
        response = make_response(view(**arguments))
        response.headers["Cache-Control"] = PRIVATE
        return response
    clock: Clock = current_app.extensions["scrutiny.clock"]
    shelf: Shelf = current_app.extensions["scrutiny.shelf"]
    g.seen = request.environ.get(LOOKED) or look()
    stamp = Stamp(g.seen.revision, clock.today())
    asked = address_of(request.environ)
    page = shelf.find(asked, stamp)
    if page is None:
        response = make_response(view(**arguments))
        if response.status_code != 200 or response.is_streamed or response.direct_passthrough:
            return response
        page = _page(response, stamp)
        shelf.keep(asked, page)
    return _send(page)


def _page(response: Response, stamp: Stamp) -> Kept:
    body = response.get_data()
    headers = tuple((name, value) for name, value in response.headers if name not in OF_THE_ANSWER)
    return Kept(stamp, body, _etag(body), headers, response.status_code, response.last_modified)


def _etag(body: bytes) -> str:
    return f'"{sha256(body).hexdigest()[:24]}"'


def is_unchanged(environ: WSGIEnvironment, etag: str, last_modified: datetime | None) -> bool:
    """Whether the reader has it already. The tag decides where there is one (RFC 9110 section 13.2.2)."""
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known is not None:
        return etag in known
    since = parse_date(environ.get("HTTP_IF_MODIFIED_SINCE"))
    return since is not None and last_modified is not None and last_modified <= since


def for_one_reader(response: Response) -> Response:
    """An answer that the reader alone may keep, and asks about every time: a feed whose address is a credential."""
    etag = _etag(response.get_data())
    if is_unchanged(request.environ, etag, response.last_modified):
        response.set_data(b"")
        response.status_code = 304
        response.headers.remove("Content-Type")
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = PRIVATE_FEED
    return response


def _send(page: Kept) -> Response:
    unchanged = is_unchanged(request.environ, page.etag, page.last_modified)
    response = Response(b"" if unchanged else page.body, 304 if unchanged else page.status, headers_of(page))
    if unchanged:
        response.headers.remove("Content-Type")
    return response


def headers_of(page: Kept) -> list[tuple[str, str]]:
    return [*page.headers, ("ETag", page.etag), ("Cache-Control", PUBLIC), ("Vary", "Cookie")]
