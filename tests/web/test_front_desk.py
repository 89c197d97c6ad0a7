"""An unchanged public page is handed out at the front desk, and is the same as if the application had been asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.web.front_desk import FrontDesk
from tests import chamber
from tests.browser import Browser
from tests.chamber import Chamber

ADDRESSES = ("/", "/committees/SOS", "/meetings/1/minutes", "/meetings/1/minutes.docx", "/committees/SOS/calendar.ics")


@pytest.fixture
def asked(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that the application behind the front desk was asked for."""
    desk: Any = app.wsgi_app
    assert isinstance(desk, FrontDesk)
    inside, addresses = desk._inside, []

    def listen(environ: Any, start_response: Any) -> Any:
        addresses.append(environ["PATH_INFO"])
        return inside(environ, start_response)

    monkeypatch.setattr(desk, "_inside", listen)
    return addresses


@pytest.mark.usefixtures("filled")
def test_the_front_desk_answers_as_the_application_does_header_for_header(reader: Browser, asked: list[str]) -> None:
    for address in ADDRESSES:
        first, second = reader.get(address), reader.get(address)
        assert (first.status, sorted(first.headers), first.data) == (second.status, sorted(second.headers), second.data)
    assert asked == list(ADDRESSES)


@pytest.mark.usefixtures("filled")
def test_who_has_the_page_already_is_told_so_the_same_way_by_both(
    app: Flask, reader: Browser, asked: list[str]
) -> None:
    for address in ADDRESSES:
        known = {"If-None-Match": reader.get(address).headers["ETag"]}
        at_the_front_desk = reader.get(address, headers=known)
        app.extensions["scrutiny.shelf"].__init__()
        behind = reader.get(address, headers=known)
        assert (at_the_front_desk.status_code, at_the_front_desk.data) == (304, b"")
        assert sorted(at_the_front_desk.headers) == sorted(behind.headers)
    assert asked == [address for address in ADDRESSES for _ in range(2)]


@pytest.mark.usefixtures("filled")
def test_head_is_answered_at_the_front_desk_without_the_body(reader: Browser, asked: list[str]) -> None:
    whole, head = reader.get("/"), reader.head("/")
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole.data))
    assert asked == ["/"]


def test_a_change_of_the_record_is_seen_at_once(
    reader: Browser, session: Session, author: Author, filled: Chamber, asked: list[str]
) -> None:
    tag = reader.get("/committees").headers["ETag"]
    with writing(session, author):
        filled.committee.name = "Safety Overview and Scrutiny Committee"
    changed = reader.get("/committees", headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert "Safety Overview and Scrutiny Committee" in changed.text
    assert asked == ["/committees"] * 2


def test_a_change_behind_the_front_desk_is_never_kept_for_later(
    app: Flask, reader: Browser, session: Session, author: Author, filled: Chamber, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = app.wsgi_app
    inside, names = desk._inside, iter(["First Committee", "Second Committee", "Third Committee"])

    def answer_while_it_changes(environ: Any, start_response: Any) -> Any:
        with writing(session, author):
            filled.committee.name = next(names)
        return inside(environ, start_response)

    reader.get("/committees")
    monkeypatch.setattr(desk, "_inside", answer_while_it_changes)
    with writing(session, author):
        filled.committee.name = "No Committee"
    for name in ("First Committee", "Second Committee", "Third Committee"):
        assert name in reader.get("/committees").text


@pytest.mark.usefixtures("filled")
def test_another_day_is_another_page(app: Flask, reader: Browser, asked: list[str]) -> None:
    reader.get("/")
    app.extensions["scrutiny.clock"].as_of = chamber.TODAY + timedelta(days=30)
    assert "Tuesday 30 November 2021" not in reader.read("/").texts("//h2[1]/following::li[1]/a")
    assert asked[:2] == ["/", "/"]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param({"method": "POST"}, id="to change something"),
        pytest.param({"headers": {"Host": "elsewhere.example"}}, id="at another host"),
        pytest.param({"query_string": "x=1"}, id="with another question"),
    ],
)
def test_the_application_is_asked(reader: Browser, asked: list[str], arguments: dict[str, Any]) -> None:
    reader.get("/")
    reader.open("/", **arguments)
    assert asked == ["/", "/"]


@pytest.mark.usefixtures("filled")
def test_whoever_carries_a_session_is_let_through(app: Flask, reader: Browser, asked: list[str]) -> None:
    reader.get("/")
    reader.set_cookie(app.config["SESSION_COOKIE_NAME"], "anything")
    assert reader.get("/").headers["Cache-Control"] == "private, no-store"
    assert asked == ["/", "/"]


@pytest.mark.usefixtures("filled")
def test_an_error_is_never_kept(reader: Browser, asked: list[str]) -> None:
    for _ in range(2):
        assert reader.get("/meetings/999").status_code == 404
    assert asked == ["/meetings/999"] * 2
