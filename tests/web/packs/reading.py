"""Somebody who reads a pack, and what the public must never read in one."""

from __future__ import annotations

from flask import Flask
from werkzeug.test import TestResponse

from tests.browser import Browser
from tests.web.signing_in import signed_in

SECRET = b"%PDF SECRET members' pack"


def somebody(app: Flask, name: str) -> Browser:
    return signed_in(app, name) if name else Browser(app)


def read(browser: Browser, address: str, **headers: str) -> TestResponse:
    """A file, let go of when it was read, as a server does."""
    answer = browser.get(address, headers=headers)
    assert answer.data is not None
    answer.close()
    return answer
