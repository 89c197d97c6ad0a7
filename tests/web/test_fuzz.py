"""Every address and every form, with whatever somebody sends who means harm.

What must be seen: no answer of 500 or over, no private word to anybody without the right, nothing changed where it was
refused, nothing of one committee changed from another, and what was typed kept where it was wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from lxml import html
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from scrutiny.database import Author, Base, db, writing
from scrutiny.models.history import HistoryLine
from tests import databases
from tests.browser import Page, faults_of, said
from tests.journeys.addresses import DESK
from tests.web import planted
from tests.web.hostile import ALONE, PROOF, SHOWN_AGAIN, TOGETHER, Form, Untouched, is_seal, state
from tests.web.ill_will import Fields, Somebody, formers, hostile, sound
from tests.web.planted import PEOPLE, SECRETS, THEIRS, Scene, may
from tests.web.signing_in import wound_clock
from tests.web.test_rights import everything

OF_ANYBODY = frozenset({"passwords.forgotten"})
"""Forms that need no session: they ask for their proof themselves, and show themselves again."""

IDS = (
    "0",
    "-1",
    str(2**31),
    str(2**63),
    "%00",
    "1%00",
    "..",
    "1/..",
    "%2e%2e",
    "1.5",
    "٣",
    "é",
    " 1",
    "01",
    "1e1",
    "None",
)
"""What is written in an address where a number belongs."""

METHODS = ("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "BREW")


@pytest.fixture
def database_url(request: pytest.FixtureRequest, sqlite: databases.SQLite) -> str:
    """On SQLite alone, which can be put back between two forms; unless a test asks for PostgreSQL."""
    kind = request.getfixturevalue("postgresql") if "on_postgresql" in request.fixturenames else sqlite
    return str(kind.fresh())


@pytest.fixture
def on_postgresql(postgresql: databases.PostgreSQL) -> None:
    """Named by a test that is to run there."""
    assert postgresql


@pytest.fixture
def scene(app: Flask, session: Session, author: Author) -> Scene:
    wound_clock(app)
    app.testing = False  # a fault is a page of error 500, as everybody would see it
    with writing(session, author):
        return planted.fill(session)


SHARES = 2
"""In how many shares the forms are tried, side by side where there are several processors."""


@pytest.mark.parametrize("share", range(SHARES))
def test_every_form_is_answered_whatever_is_sent_by_it(app: Flask, scene: Scene, share: int) -> None:
    record, before, wrong, accepted, found = Untouched(), state(), [], 0, 0
    for who, forms in formers(app, scene):
        for form in forms[share::SHARES]:
            filled, done = sound(who, form)
            accepted, found = accepted + done, found + 1
            record.put_back()
            for words, fields in hostile(form, filled):
                answer = who.sends(form, fields)
                if answer.status_code not in (200, 303, 400, 404, 409, 413, 422):
                    wrong.append((form.endpoint, form.action, words, answer.status))
                if answer.status_code >= 400 and state() != before:
                    wrong.append((form.endpoint, form.action, words, "refused, and changed all the same"))
                if answer.status_code == 422:
                    wrong += [(form.endpoint, words, fault) for fault in unlike_a_good_page(answer, form, words)]
                if answer.status_code < 400:
                    record.put_back()
    record.close()
    assert wrong == []
    assert found > 100 // SHARES
    assert accepted > found * 3 // 4, "most forms were found, filled in, and done"


@pytest.mark.usefixtures("on_postgresql")
def test_postgresql_too_is_sent_nothing_that_it_cannot_hold(app: Flask, scene: Scene) -> None:
    """It is stricter with nulls, numbers and lengths than SQLite. It is not put back in between."""
    wrong = []
    for who, forms in formers(app, scene):
        for form in forms:
            for box in sorted(form.boxes):
                for words in ("more than three hundred characters", "a large number", "a null"):
                    answer = who.sends(form, form.with_([box], ALONE[words], form.typed))
                    if answer.status_code >= 500:
                        wrong.append((form.endpoint, form.action, box, words))
    assert wrong == []


def unlike_a_good_page(answer: TestResponse, form: Form, words: str) -> Iterator[str]:
    """What is wrong with a page that shows a form again: also when a box does not hold what was typed into it."""
    if words == "nothing":
        yield from faults_of(Page(answer, form.page))
    if words in SHOWN_AGAIN and answer.mimetype == "text/html":
        tree = html.document_fromstring(answer.text)
        for box in tree.xpath("//textarea[@name] | //input[@type='text']"):
            held = box.text_content().removeprefix("\n") if box.tag == "textarea" else box.get("value")
            alone = tree.xpath("count(//*[@name=$name])", name=box.get("name")) == 1
            if alone and box.get("name") in form.boxes and held != TOGETHER[words]:
                yield f"{box.get('name')} holds {held!r}"


def test_ten_thousand_fields_are_no_more_than_none(app: Flask, scene: Scene) -> None:
    who, forms = next(formers(app, scene))
    for form in forms[::12]:
        answer = who.sends(form, [*form.fields, *((f"field-{number}", "1") for number in range(10_000))])
        assert answer.status_code < 500, form.action


def test_without_its_proof_no_form_is_done(app: Flask, scene: Scene) -> None:
    before, wrong = state(), []
    for who, forms in formers(app, scene):
        for form in forms:
            for forged in ([], [(PROOF, "forged")]):
                bare = [field for field in form.fields if not field[0].endswith(PROOF)]
                answer = who.sends(form, [*bare, *forged])
                if answer.status_code != (422 if form.endpoint in OF_ANYBODY else 400) or state() != before:
                    wrong.append((form.action, forged, answer.status))
    assert wrong == []


# The other committee


def test_nothing_of_another_committee_is_changed_or_named_by_an_id_in_a_form(app: Flask, scene: Scene) -> None:
    """An officer of ours puts the number of each row of theirs wherever a form of ours has a number."""
    who, forms = next(formers(app, scene))
    record, before, wrong = Untouched(), state(), []
    for form in forms:
        for words, fields in with_theirs(form):
            answer = who.sends(form, fields)
            if answer.status_code >= 500:
                wrong.append((form.action, words, answer.status))
            if state() != before:
                wrong += [(form.action, words, crossing) for crossing in crossings(before[1])]
                record.put_back()
    record.close()
    assert wrong == []


def with_theirs(form: Form) -> Iterator[tuple[str, Fields]]:
    for at, (name, value) in enumerate(form.fields):
        digits = "".join(filter(str.isdigit, value))
        if name in form.chosen:
            theirs = value.replace(digits, str(THEIRS)) if digits and len(digits) < 5 else str(THEIRS)
            yield f"{name}={theirs}", [*form.fields[:at], (name, theirs), *form.fields[at + 1 :]]
        if (number := "".join(filter(str.isdigit, name))) and not is_seal(name):
            theirs = name.replace(number, str(THEIRS))
            yield f"{theirs}=", [*form.fields[:at], (theirs, value), *form.fields[at + 1 :]]
    for name in sorted(form.chosen - {name for name, _ in form.fields}):
        yield f"{name}={THEIRS}", [*form.fields, (name, str(THEIRS))]


def crossings(after: int) -> Iterator[str]:
    """Lines of the history since then that are about a row of theirs, or name one."""
    lines = db.session.execute(
        select(HistoryLine.subject, HistoryLine.subject_id, HistoryLine.after).where(HistoryLine.id > after)
    ).all()
    db.session.rollback()
    for subject, id_, changed in lines:
        table = Base.metadata.tables[subject]
        if id_ == THEIRS:
            yield f"{subject} {id_} was changed"
        for key in table.foreign_keys:
            of = key.column.table.name
            if of not in ("people", "councils") and changed.get(key.parent.key) == THEIRS:
                yield f"{subject} {id_} names {of} {THEIRS}"


@pytest.mark.parametrize("name", ["Cleo Clerk", "Olga Officer"])
def test_nothing_of_another_committee_is_reached_by_an_id_in_the_address(app: Flask, scene: Scene, name: str) -> None:
    theirs = replace(
        scene, ours=scene.ours | {name: THEIRS for name in scene.ours if name in _OF_THEIRS} | {"code": "HCS"}
    )
    who, before, wrong = Somebody(app, name), state(), []
    proof = html.document_fromstring(who.browser.get("/password").text).xpath("//input[@name='csrf_token']/@value")[0]
    for asked in everything(app, theirs):
        if asked.committee is None:
            continue
        who.stays()
        answer = who.browser.open(
            asked.address, method=asked.method, data={PROOF: proof} if asked.method == "POST" else None
        )
        secret = "SECRET" in said(answer) or "Theirs" in said(answer)
        public = asked.method == "GET" and answer.status_code in (200, 302, 404)
        if secret or state() != before or not (public or answer.status_code in (403, 405)):
            wrong.append((*asked, answer.status))
    assert wrong == []


_OF_THEIRS = frozenset(
    f"{name}_id"
    for name in (
        *("meeting", "item", "resolution", "attendance", "movement", "vote", "declaration", "entry", "action"),
        *("recommendation", "suggestion", "criterion", "standing_item", "phrase", "seat", "document"),
        *("template", "draft", "official"),
    )
)


# Addresses


@pytest.mark.parametrize("name", PEOPLE, ids=lambda name: name or "the public")
def test_nobody_meets_a_word_without_the_right_to_it(app: Flask, scene: Scene, name: str) -> None:
    who, wrong = Somebody(app, name), []
    hidden = [word for word, right in SECRETS.items() if not any(may(name, right, where) for where in of(word))]
    hidden += ["SECRET"] if not may(name, "see exempt matter", "SOS") and name != "Adam Administrator" else []
    for address in [*DESK, *(asked.address for asked in everything(app, scene) if asked.method == "GET")]:
        answer = who.browser.get(address)
        met = [word for word in hidden if word in said(answer)]
        kept = answer.headers.get("Cache-Control", "") if name else "private"
        if met or answer.status_code >= 500 or not ("private" in kept or "no-store" in kept or "immutable" in kept):
            wrong.append((address, met, answer.status, kept))
    assert wrong == []


def test_whoever_has_the_right_does_meet_each_of_these_words(app: Flask, scene: Scene) -> None:
    """Or else the test above would look for what is nowhere."""
    met = ""
    for name in ("Ulla Officer", "Adam Administrator"):
        who = Somebody(app, name)
        addresses = [*DESK, *(asked.address for asked in everything(app, scene) if asked.method == "GET")]
        met += "".join(said(who.browser.get(address)) for address in addresses)
    assert [word for word in SECRETS if word not in met] == []


def of(word: str) -> tuple[str, ...]:
    """On which committee the right to a secret is held; an owner is written to by any that the owner works for."""
    return ("SOS", "HCS") if "contact" in word else ("SOS",)


def strange(app: Flask, scene: Scene) -> Iterator[tuple[str, str]]:
    """Method and address of everything that could be asked wrongly."""
    for asked in everything(app, scene):
        yield from ((method, asked.address) for method in METHODS)
        if asked.address != "/":
            yield from (("GET", asked.address + more) for more in ("/", "/..", "//", "?x=%00&before=-1&year=x"))
    for rule in app.url_map.iter_rules():
        if rule.arguments:
            yield from (("GET", _spelt(rule.rule, written)) for written in IDS)


def _spelt(rule: str, written: str) -> str:
    pieces = rule.split("<")
    return pieces[0] + "".join(written + piece.split(">", 1)[1] for piece in pieces[1:])


@pytest.mark.parametrize("name", ["", "Cleo Clerk"], ids=lambda name: name or "the public")
def test_an_address_that_is_written_or_asked_for_in_a_strange_way_is_answered(
    app: Flask, scene: Scene, name: str
) -> None:
    who, before, wrong = Somebody(app, name), state(), []
    for method, address in dict.fromkeys(strange(app, scene)):
        answer = who.browser.open(address, method=method)
        if answer.status_code >= 500 or (method != "HEAD" and "SECRET" in said(answer) and not name):
            wrong.append((method, address, answer.status))
        who.stays()
    assert wrong == []
    assert state() == before
