"""What is answered to addresses, methods and moments that nothing can be done with."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask, abort, flash, session
from flask.typing import ResponseReturnValue
from sqlalchemy.orm.exc import StaleDataError

from scrutiny.app import create_app
from scrutiny.domain.rules import RuleBroken
from scrutiny.store import Away
from scrutiny.web.errors import APOLOGIES
from scrutiny.web.gate import anyone
from tests import databases
from tests.browser import Browser

ROWS = ("/meetings/{}", "/meetings/{}/minutes", "/meetings/{}/agenda.docx", "/meetings/{}/calendar.ics")
NO_IDS = (
    "0",  # nought
    "-1",  # less than nothing
    "007",  # written another way
    "1.0",  # a fraction
    "1e3",  # a power
    "٣",  # digits of another script
    "2147483648",  # more than a column holds
    "9223372036854775808",  # 2^63
    "1" * 400,  # four hundred digits
    "%00",  # null
    "1%00",  # a number and null
    "1%0a",  # a number and a line feed
    "..",  # the folder above
    "%2e%2e%2f1",  # the folder above, disguised
    "1'--",  # a piece of SQL
    "{{7*7}}",  # a piece of a template
)
NO_DAYS = ("2021-02-30", "0000-01-01", "2021-13-01", "21-11-30", "2021-11-30T10", "٢٠٢١-11-30", "%00", "2021-11-31", "")
NO_CODES = ("%00", "..", "S%20OS", "' OR 1=1", "S" * 300, "SÖS", "SOS%0d%0aX-Evil:1", "SOS/")
READ = ("/", "/committees", "/committees/SOS", "/meetings/1", "/meetings/1/minutes", "/accessibility", "/health")


@pytest.mark.usefixtures("filled")
def test_what_is_no_address_is_not_found_and_nothing_breaks(reader: Browser) -> None:
    addresses = [row.format(written) for row in ROWS for written in NO_IDS]
    addresses += [f"/committees/SOS/meetings/{day}" for day in NO_DAYS]
    addresses += [f"/committees/{code}" for code in NO_CODES]
    addresses += [f"{address}/" for address in READ if address != "/"]
    answers = {address: reader.get(address) for address in addresses}
    assert {address: answer.status for address, answer in answers.items() if answer.status_code != 404} == {}
    assert [address for address, answer in answers.items() if "X-Evil" in answer.headers] == []


@pytest.mark.usefixtures("filled")
def test_a_page_is_only_read(reader: Browser) -> None:
    for address in READ:
        for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"):
            answer = reader.open(address, method=method)
            assert answer.status_code == 405, (method, address)
            assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
        whole, head = reader.get(address), reader.head(address)
        assert (head.status_code, head.data) == (200, b"")
        assert head.headers["Content-Length"] == whole.headers["Content-Length"]
        assert reader.options(address).status_code == 200


def test_a_second_slash_is_taken_away_and_leads_nowhere_else(reader: Browser) -> None:
    answer = reader.get("//committees")
    assert answer.status_code in (308, 404)
    assert "evil" not in reader.get("//evil.example/committees").headers.get("Location", "").split("/")[2:3]


def test_a_page_that_is_not_there_says_what_to_do(reader: Browser) -> None:
    page = reader.read("/meetings/999", 404)
    assert page.heading == "Page not found"
    assert "Check the address if you typed it" in page.text
    assert page.response.headers["Cache-Control"] == "no-store"


@pytest.fixture
def breaking(alone: bool, app: Flask) -> Browser:
    """A reader of a site with pages that fail in every way."""
    assert alone

    @app.get("/fails/<int:status>")
    @anyone
    def fails(status: int) -> ResponseReturnValue:
        abort(status)

    @app.get("/fails/unforeseen")
    @anyone
    def unforeseen() -> ResponseReturnValue:
        raise ValueError("a secret of the program")

    @app.get("/fails/rule")
    @anyone
    def rule() -> ResponseReturnValue:
        raise RuleBroken("The agenda is published. Add a supplement.")

    @app.get("/fails/overtaken")
    @anyone
    def overtaken() -> ResponseReturnValue:
        raise StaleDataError("UPDATE statement on table 'actions'")

    @app.get("/fails/store")
    @anyone
    def store() -> ResponseReturnValue:
        raise Away("The file store does not know the key in SCRUTINY_STORE_KEY.")

    @app.get("/fails/after-saying-saved")
    @anyone
    def after_saying_saved() -> ResponseReturnValue:
        flash("Saved.")
        abort(409)

    app.testing = False
    return Browser(app)


def test_every_failure_is_said_in_plain_sentences(breaking: Browser) -> None:
    for status, apology in APOLOGIES.items():
        page = breaking.read(f"/fails/{status}", status)
        assert page.heading == apology.heading
        assert all(sentence in page.text for sentence in apology.sentences)


def test_a_failure_without_words_of_its_own_has_a_page_too(breaking: Browser) -> None:
    assert breaking.read("/fails/418", 418).heading == "I'm a teapot"


def test_what_nobody_foresaw_shows_no_trace_of_the_program(breaking: Browser) -> None:
    page = breaking.read("/fails/unforeseen", 500)
    assert page.heading == "Sorry, something went wrong here"
    assert "secret" not in page.whole_text


def test_a_broken_rule_is_told_in_its_own_words(breaking: Browser) -> None:
    assert "The agenda is published. Add a supplement." in breaking.read("/fails/rule", 409).text


def test_a_change_that_another_was_ahead_of_says_so(breaking: Browser) -> None:
    page = breaking.read("/fails/overtaken", 409)
    assert "Somebody may have changed the record meanwhile." in page.text
    assert "actions" not in page.text


def test_a_store_of_files_that_is_away_says_so_and_names_no_setting(breaking: Browser) -> None:
    page = breaking.read("/fails/store", 503)
    assert page.heading == "Sorry, the record cannot be reached at the moment"
    assert "SCRUTINY_STORE_KEY" not in page.text
    assert page.response.headers["Retry-After"]


def test_nothing_says_saved_after_a_failure(breaking: Browser) -> None:
    with breaking.session_transaction() as kept:
        kept["_flashes"] = [("message", "Saved.")]
    with breaking:
        breaking.get("/fails/after-saying-saved")
        assert "_flashes" not in session


@pytest.fixture
def cut_off(tmp_path: Path) -> Browser:
    """A reader of a site whose database does not answer."""
    app = create_app(databases.config("postgresql://nobody@127.0.0.1:1/none?connect_timeout=2", tmp_path))
    return Browser(app)


def test_while_the_database_is_away_a_page_says_so(cut_off: Browser) -> None:
    for address in ("/", "/committees/SOS", "/meetings/1/agenda.docx", "/privacy"):
        page = cut_off.read(address, 503)
        assert page.heading == "Sorry, the record cannot be reached at the moment"
        assert page.response.headers["Retry-After"] == "30"


def test_while_the_database_is_away_the_state_of_the_site_is_bad(cut_off: Browser) -> None:
    answer = cut_off.get("/health")
    assert (answer.status_code, answer.json) == (503, {"status": "unavailable", "record": "cannot be read"})
