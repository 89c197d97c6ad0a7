"""Every public page in a real browser: accessible, valid, and no wider than the screen."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page

from tests import needs
from tests.journeys.addresses import DESK, EMPTY, FULL
from tests.journeys.looking import check_at_every_width
from tests.journeys.serving import Served


@pytest.fixture(scope="module")
def screen(browser: Browser) -> Iterator[Page]:
    """One page for all addresses: to open another for each takes longer than to look at it."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def desk(browser: Browser, officers_cookies: Any) -> Iterator[Page]:
    """One in which an officer is signed in."""
    context = browser.new_context(storage_state=officers_cookies, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", FULL, ids=FULL.values())
def test_a_page_can_be_used_by_everybody(screen: Page, served: Served, address: str) -> None:
    check_at_every_width(screen, served.url + address)


@pytest.mark.parametrize("address", EMPTY, ids=EMPTY.values())
def test_a_page_of_an_empty_record_can_be_used_by_everybody(screen: Page, served_empty: Served, address: str) -> None:
    check_at_every_width(screen, served_empty.url + address)


@pytest.mark.parametrize("address", DESK, ids=DESK.values())
def test_a_page_of_the_desk_can_be_used_by_everybody(desk: Page, served: Served, address: str) -> None:
    check_at_every_width(desk, served.url + address)


def test_the_html_is_valid(served: Served, served_empty: Served, officers_cookies: Any, tmp_path: Path) -> None:
    """One run of the validator over all pages, because starting it takes longer than reading them."""
    java, jar = needs.java(), needs.node_module("vnu-jar") / "build" / "dist" / "vnu.jar"
    cookie = "; ".join(f"{kept['name']}={kept['value']}" for kept in officers_cookies["cookies"])
    asked = [*((served.url + each, "") for each in FULL), *((served_empty.url + each, "") for each in EMPTY)]
    asked += [(served.url + each, cookie) for each in DESK]
    for number, (url, carried) in enumerate(asked):
        (tmp_path / f"{number}.html").write_bytes(fetched(url, carried))
    done = subprocess.run(
        [java, "-jar", str(jar), "--format", "json", "--skip-non-html", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    messages = json.loads(done.stderr)["messages"]
    assert not messages, "\n".join(f"{each['url']}: {each['message']}" for each in messages)


def fetched(url: str, cookie: str) -> bytes:
    try:
        with urlopen(Request(url, headers={"Cookie": cookie})) as answer:
            return bytes(answer.read())
    except HTTPError as error:
        return error.read()
