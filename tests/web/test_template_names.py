"""What templates may name."""

from __future__ import annotations

import pytest
from flask import Flask
from jinja2 import UndefinedError

TEMPLATE = "{{ navigation | length }} {{ motto }}"


def test_a_name_that_one_template_is_given_is_its_own(app: Flask) -> None:
    given = app.jinja_env.from_string(TEMPLATE, globals={"motto": "We look into it"})
    assert given.render() == "4 We look into it"
    with pytest.raises(UndefinedError, match="motto"):
        app.jinja_env.from_string(TEMPLATE).render()
