import pytest
from flask import Flask

from tests.browser import Browser


@pytest.fixture
def reader(app: Flask) -> Browser:
    """A reader without an account."""
    return Browser(app)
