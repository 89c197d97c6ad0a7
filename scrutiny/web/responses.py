"""Answers that are files: made for this answer, or kept in the store."""

from __future__ import annotations

import re
import unicodedata
from typing import Any
from urllib.parse import quote

from flask import Response, current_app, request
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.wsgi import wrap_file

from scrutiny import house_look
from scrutiny.database import db
from scrutiny.domain.vocabulary import TemplateKind
from scrutiny.store import Store
from scrutiny.web.freshness import PRIVATE, PUBLIC

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CALENDAR = "text/calendar; charset=utf-8"
CSV = "text/csv; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
JSON = "application/json; charset=utf-8"


def attached(body: bytes, media_type: str, file_name: str) -> Response:
    """A file to save. The name is reduced to plain letters, so that no title can forge a header."""
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", file_name).strip("-.")
    return Response(body, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{safe}"'})


def in_word(kind: TemplateKind, paper: Any, *, code: str, name: str) -> Response:
    """A paper of that committee in its own look, to save under that name."""
    store: Store = current_app.extensions["scrutiny.store"]
    return attached(house_look.printed(db.session(), store, kind, paper, code=code), WORD, name)


def from_store(sha256: str, *, name: str, media_type: str, size: int, public: bool) -> Response:
    """A kept file to save, or the part of it that was asked for; raises `store.Missing` where it is gone.

    It is never shown where it lies: what a stranger may have put into it opens in a program of the reader's own. The
    gate has decided who may read it before anything is said here, "not modified" included.
    """
    store: Store = current_app.extensions["scrutiny.store"]
    file = store.open(sha256)
    response = Response(wrap_file(request.environ, file), content_type=media_type, direct_passthrough=True)
    response.call_on_close(file.close)
    response.content_length = size
    response.headers["Content-Disposition"] = disposition(name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = PUBLIC if public else PRIVATE
    response.headers["Vary"] = "Cookie"
    response.set_etag(sha256)
    try:
        response.make_conditional(request.environ, accept_ranges=True, complete_length=size)
    except RequestedRangeNotSatisfiable:
        response.close()
        raise
    return response


def disposition(name: str) -> str:
    """ "attachment" under that name (RFC 6266), in plain letters and, where it has others, in those too.

    What could end the header, leave the folder, or show the letters in another order than they stand is left out.
    """
    folded = "".join(letter for letter in name if unicodedata.category(letter)[0] not in "CZ" or letter == " ")
    whole = re.sub(r'["\\/:*?<>|;]+', "-", folded).strip(" .-") or "paper"
    plain = unicodedata.normalize("NFKD", whole).encode("ascii", "ignore").decode()
    plain = plain if re.match(r"\w", plain) else f"paper{plain}"
    said = f'attachment; filename="{plain}"'
    return said if plain == whole else f"{said}; filename*=UTF-8''{quote(whole, safe='')}"


def shown(body: bytes, media_type: str) -> Response:
    """A file that another program reads where it is: a feed."""
    return Response(body, content_type=media_type)
