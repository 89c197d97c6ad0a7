"""What somebody types who means harm, every form that there is to type it into, and a record that is whole again after."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus, urljoin, urlsplit

from flask import Flask
from lxml import html
from sqlalchemy import text
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from scrutiny.database import db
from tests.browser import Browser

PROOF, ONCE = "csrf_token", "once"
SEALS = frozenset({PROOF, ONCE})
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
URLENCODED = "application/x-www-form-urlencoded"

TYPED = {
    "nothing": "",
    "only spaces": " \t\n ",
    "a null": "a\x00b",
    "a soft line break of Word": "a\x0bb",
    "half of a surrogate pair": "a\ud800b",
    "no character at all": "a\ufffeb",
    "an override": "a\u202eb",
    "three hundred characters": "é" * 300,
    "three hundred and one": "é" * 301,
    "two hundred kilobytes": "word " * 40_000,
    "a template": "{{7*7}}{% for x in y %}",
    "a script": "<script>alert(1)</script>'\"><img onerror=x>",
    "the end of a section": "]]><w:p>&lt;",
    "a formula": "=cmd|'/c calc'!A1",
    "a header": "a\r\nBcc: everybody@example.org",
    "less than nothing": "-1",
    "a large number": "99999999999999999999",
    "the largest number": "9223372036854775807",
    "a figure that is none of ours": "٣",
    "no number": "NaN",
    "a day that never was": "2021-02-30",
    "the last day of time": "9999-12-31",
    "the first day of time": "0001-01-01",
    "a day of long ago": "01/01/1066",
    "a day": "2021-12-01",
    "an hour that never was": "25:61",
    "a list": "1,2,3",
    "a path": "../../../../etc/passwd",
    "a statement": "'; DROP TABLE minutes; --",
}


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it stands on a page: where it is sent, and its fields in their order."""

    page: str
    action: str
    endpoint: str
    fields: tuple[tuple[str, str], ...]
    free: frozenset[str]
    """The names of the boxes into which anything may be typed."""
    chosen: frozenset[str]
    """The names of what is chosen from a list, or carried along unseen."""
    every: tuple[str, ...]
    """Every name that may be sent, also of what is not ticked."""

    @property
    def kind(self) -> tuple[str, frozenset[str]]:
        """Two forms of the same endpoint with the same fields are one form, about two things."""
        return self.endpoint, frozenset(name.rstrip("0123456789") for name in self.every)

    def filled(self, value: str, names: Iterable[str]) -> list[tuple[str, str]]:
        wanted = frozenset(names)
        kept = [(name, held) for name, held in self.fields if name not in wanted]
        return [*kept, *((name, value) for name in self.every if name in wanted)]


def forms_on(page: TestResponse, address: str, app: Flask) -> list[Form]:
    """Every form of a page that is sent by POST. A browser drops the first line end of a text."""
    if page.mimetype != "text/html" or not page.text:
        return []
    found = []
    for form in html.document_fromstring(page.text).xpath("//form"):
        if str(form.get("method", "")).lower() != "post":
            continue
        buttons = form.xpath(".//button[@name] | .//input[@type='submit'][@name]")
        for button in buttons or [None]:
            found.append(_form(form, button, address, app))
    return found


def _form(form: Any, button: Any, address: str, app: Flask) -> Form:
    action = urljoin(address, form.get("action") or address)
    areas = {str(area.name) for area in form.xpath(".//textarea")}
    fields = [(name, value.removeprefix("\n") if name in areas else value) for name, value in form.form_values()]
    fields = [(name, value) for name, value in fields if not form.xpath(".//button[@name=$n]", n=name)]
    if button is not None:
        fields.append((str(button.get("name")), str(button.get("value") or "")))
    free = {
        *areas,
        *map(
            str,
            form.xpath(
                ".//input[@type='text' or @type='email' or @type='date' or @type='time' or @type='password' or @type='number' or @type='search' or @type='url' or @type='tel' or not(@type)]/@name"
            ),
        ),
    }
    names = tuple(dict.fromkeys(str(name) for name in form.xpath(".//@name") if name not in SEALS))
    return Form(
        address, action, endpoint_of(app, action), tuple(fields), frozenset(free), frozenset(names) - free, names
    )


def endpoint_of(app: Flask, address: str) -> str:
    try:
        return str(app.url_map.bind("localhost").match(urlsplit(address).path, method="POST")[0])
    except HTTPException:
        return f"nothing at {urlsplit(address).path}"


class Untouched:
    """A record on SQLite that is put back as it was, as often as somebody changed it."""

    def __init__(self) -> None:
        self._path = str(db.engine.url.database)
        self._kept = sqlite3.connect(":memory:")
        db.session.remove()
        with closing(sqlite3.connect(self._path)) as file:
            file.backup(self._kept)

    def put_back(self) -> None:
        db.session.remove()
        with closing(sqlite3.connect(self._path)) as file:
            self._kept.backup(file)


def state() -> tuple[int, int]:
    """What moves with every change of the record: its revision and its last line of history."""
    db.session.rollback()
    number = db.session.execute(text("SELECT number FROM revision")).scalar_one()
    line = db.session.execute(text("SELECT coalesce(max(id), 0) FROM history")).scalar_one()
    db.session.rollback()
    return number, line


def sent(browser: Browser, address: str, fields: Iterable[tuple[str, str]], page: str = "/") -> TestResponse:
    """A form as a browser sends it, and broken characters as only a program would."""
    body = b"&".join(b"=".join(_quoted(part) for part in field) for field in fields)
    return browser.post(address, data=body, content_type=URLENCODED, headers={**FROM_HERE, "Referer": page})


def _quoted(part: str) -> bytes:
    return quote_plus(part.encode("utf-8", "surrogatepass")).encode()
