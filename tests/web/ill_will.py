"""Somebody who means harm: signed in, with every form that anybody can find, and all that is wrong to send by it."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask
from werkzeug.test import TestResponse

from tests.browser import Browser
from tests.journeys.addresses import DESK
from tests.web.hostile import ALONE, CHOSEN, TOGETHER, Form, forms_on, is_seal, sent
from tests.web.planted import Scene
from tests.web.signing_in import signed_in
from tests.web.test_rights import everything

COOKIE = "__Host-session"
FORMERS = {"Olga Officer": None, "Ulla Officer": None, "Adam Administrator": None}
"""Who finds the forms: an officer those of the committee, the others what is of none."""

Fields = list[tuple[str, str]]


class Somebody:
    """Signed in, and signed in still whatever was sent before."""

    def __init__(self, app: Flask, name: str) -> None:
        self.browser = signed_in(app, name) if name else Browser(app)
        kept = self.browser.get_cookie(COOKIE)
        self._cookie = kept.value if kept else ""

    def sends(self, form: Form, fields: Fields) -> TestResponse:
        self.stays()
        return sent(self.browser, form, fields)

    def stays(self) -> None:
        if self._cookie:
            self.browser.set_cookie(COOKIE, self._cookie, secure=True)


def formers(app: Flask, scene: Scene) -> Iterator[tuple[Somebody, list[Form]]]:
    """Everybody with the forms that nobody before has found."""
    known = set()
    asked = [asked for asked in everything(app, scene) if asked.method == "GET"]
    for name in FORMERS:
        who = Somebody(app, name)
        of_none = [each.address for each in asked if each.committee is None]
        addresses = [*DESK, *(each.address for each in asked)] if name == "Olga Officer" else of_none
        forms = {}
        for address in dict.fromkeys(addresses):
            page = who.browser.get(address)
            for form in (
                forms_on(page, address, app) if page.status_code == 200 and page.mimetype == "text/html" else ()
            ):
                if form.kind not in known and not form.endpoint.startswith("accounts.sign_out"):
                    known.add(form.kind)
                    forms[form.kind] = form
        yield who, list(forms.values())


def hostile(form: Form, sound: Fields) -> Iterator[tuple[str, Fields]]:
    """What is wrong with it in words, and the fields; `sound` are such as are accepted."""
    for words, value in TOGETHER.items() if form.boxes else ():
        yield words, form.with_(form.boxes, value)
    for box in sorted(form.boxes):
        for words, value in ALONE.items():
            yield f"{words} in {box}", form.with_([box], value, sound)
    for value in CHOSEN if form.chosen else ():
        yield f"{value!r} chosen", form.with_(form.chosen, value, sound)
    yield "nothing at all", [field for field in form.fields if is_seal(field[0])]
    yield "every field twice", [*form.fields, *form.fields[::-1]]


def sound(who: Somebody, form: Form) -> tuple[Fields, bool]:
    """What of this form is accepted, and whether anything was: a fault is looked for behind a form that is right."""
    for fields in (form.fields, form.typed, form.whole):
        if who.sends(form, list(fields)).status_code < 400:
            return list(fields), True
    return list(form.whole), False
