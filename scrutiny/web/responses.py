"""Answers that are files."""

from __future__ import annotations

import re

from flask import Response

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CALENDAR = "text/calendar; charset=utf-8"
CSV = "text/csv; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
JSON = "application/json; charset=utf-8"


def attached(body: bytes, media_type: str, file_name: str) -> Response:
    """A file to save. The name is reduced to plain letters, so that no title can forge a header."""
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", file_name).strip("-.")
    return Response(body, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{safe}"'})


def shown(body: bytes, media_type: str) -> Response:
    """A file that another program reads where it is: a feed."""
    return Response(body, content_type=media_type)
