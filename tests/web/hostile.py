"""What somebody sends who means harm, every form that there is to send it by, and a record that can be put back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
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
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
URLENCODED = "application/x-www-form-urlencoded"

TOGETHER = {
    "nothing": "",
    "a soft line break of Word": "a\x0bb",
    "a template": "{{7*7}}{% for x in y %}",
    "a script": "<script>alert(1)</script>'\"><img onerror=x>",
    "the end of a section": "]]><w:p>&lt;",
    "a formula": "=cmd|'/c calc'!A1",
    "a header": "a\r\nBcc: everybody@example.org",
    "no character at all": "a\ufffeb",
    "an override": "a\u202eb",
    "a day that never was": "2021-02-30",
}
"""What is typed into every box of a form at once."""

ALONE = {
    "a null": "a\x00b",
    "half of a surrogate pair": "a\ud800b",
    "more than three hundred characters": "é" * 301,
    "two hundred kilobytes": "word " * 40_000,
    "less than nothing": "-1",
    "a large number": "9" * 20,
    "the last day of time": "2199-12-31",
}
"""What is typed into one box after another, while the rest of the form is filled in as it should be."""

CHOSEN = ("", "-1", "99999999999999999999", "a\x00b", "no such thing")
"""What is sent where a form lets one choose, or carries something along unseen."""

SHOWN_AGAIN = ("a template", "a script", "the end of a section", "a formula")
"""What can stand in a page just as it was typed."""

KINDS = "text email date time password search tel"
BOXES = f".//textarea | .//input[not(@type) or contains(' {KINDS} ', concat(' ', @type, ' '))]"


def is_seal(name: str) -> bool:
    """The proof that our page sent a form, or the key by which it is done once."""
    return name.endswith((PROOF, ONCE))


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it stands on a page: where it is sent and what it would send, in that order.

    `boxes` are what may be typed into, `chosen` what is chosen from a list or carried along, by their names. `typed` is
    what it sends when somebody has written into whatever is empty, `whole` when they have chosen everywhere too.
    """

    page: str
    action: str
    endpoint: str
    fields: tuple[tuple[str, str], ...]
    boxes: frozenset[str]
    chosen: frozenset[str]
    typed: tuple[tuple[str, str], ...]
    whole: tuple[tuple[str, str], ...]

    @property
    def kind(self) -> tuple[str, frozenset[str]]:
        """Forms of one endpoint with the same fields are one form, about several things."""
        return self.endpoint, frozenset(name.rstrip("0123456789") for name in self.boxes | self.chosen)

    def with_(
        self, names: Iterable[str], value: str, within: Iterable[tuple[str, str]] | None = None
    ) -> list[tuple[str, str]]:
        """What it sends, or these fields, when that value is put into each of those names."""
        wanted = frozenset(names)
        kept = [(name, held) for name, held in within or self.fields if name not in wanted]
        return [*kept, *((name, value) for name in sorted(wanted))]


def forms_on(page: TestResponse, address: str, app: Flask) -> list[Form]:
    """Every form of a page that is sent by POST, once for each of its buttons that has a name."""
    found = []
    for form in html.document_fromstring(page.text).xpath("//form[@method='post']"):
        buttons = form.xpath(".//button[@name]") or [None]
        found += [_form(form, button, address, app) for button in buttons]
    return found


def _form(form: Any, button: Any, address: str, app: Flask) -> Form:
    """A browser drops the first line end of a text, and sends of the buttons only that which is pressed."""
    areas = {str(area.get("name")) for area in form.xpath(".//textarea")}
    pressed = {str(each.get("name")) for each in form.xpath(".//button[@name]")}
    fields = [(str(n), v.removeprefix("\n") if n in areas else v) for n, v in form.form_values() if n not in pressed]
    if button is not None:
        fields.append((str(button.get("name")), str(button.get("value") or "")))
    boxes = frozenset(str(box.get("name")) for box in form.xpath(BOXES))
    action = urljoin(address, form.get("action") or address)
    chosen = frozenset(map(str, form.xpath(".//*[not(self::button)]/@name"))) | {name for name, _ in fields}
    chosen = frozenset(name for name in chosen - boxes if not is_seal(name))
    written = tuple((name, value or (_sensible(form, name) if name in boxes else "")) for name, value in fields)
    whole = (*written, *_first_of_each(form, {name for name, _ in fields}))
    whole = tuple((name, value or _sensible(form, name)) for name, value in whole)
    return Form(address, action, endpoint_of(app, action), tuple(fields), boxes, chosen, written, whole)


def _first_of_each(form: Any, answered: set[str]) -> Iterator[tuple[str, str]]:
    """The first of the buttons of a question that is not answered."""
    for button in form.xpath(".//input[@type='radio' or @type='checkbox'][@name]"):
        if button.get("name") not in answered:
            answered.add(button.get("name"))
            yield button.get("name"), button.get("value") or "y"


def _sensible(form: Any, name: str) -> str:
    """What somebody might write there."""
    box = form.xpath(".//*[@name=$name]", name=name)[0]
    if box.tag == "select":
        offered = [str(value) for value in box.xpath(".//option/@value") if value]
        return offered[len(box.xpath("preceding::select")) % len(offered)] if offered else ""
    if box.tag == "textarea":
        return "Lead Officer: Ivy Lane"
    by_kind = {"date": "2021-12-01", "time": "10:00", "email": "jo@example.org", "hidden": "", "password": "kettle"}
    return by_kind.get(box.get("type", "text"), "7")


def endpoint_of(app: Flask, address: str) -> str:
    try:
        return str(app.url_map.bind("localhost").match(urlsplit(address).path, method="POST")[0])
    except HTTPException:
        return f"nothing at {urlsplit(address).path}"


def sent(browser: Browser, form: Form, fields: Iterable[tuple[str, str]]) -> TestResponse:
    """A form as a browser sends it, and broken characters as only a program would."""
    body = b"&".join(b"=".join(_quoted(part) for part in field) for field in fields)
    headers = {**FROM_HERE, "Referer": f"https://localhost{form.page}"}
    return browser.post(form.action, data=body, content_type=URLENCODED, headers=headers)


def _quoted(part: str) -> bytes:
    return quote_plus(part.encode("utf-8", "surrogatepass")).encode()


class Untouched:
    """A record on SQLite that is put back as it was, as often as somebody has changed it."""

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

    def close(self) -> None:
        self._kept.close()


def state() -> tuple[int, int]:
    """What moves with every change of the record: its revision, and its last line of history."""
    db.session.rollback()
    number = db.session.execute(text("SELECT number FROM revision")).scalar_one()
    line = db.session.execute(text("SELECT coalesce(max(id), 0) FROM history")).scalar_one()
    db.session.rollback()
    return number, line
