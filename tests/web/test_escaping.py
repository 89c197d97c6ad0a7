"""What a template prints is escaped as `markupsafe.escape` does it, on every page and in every macro."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from scrutiny.web.escaping import escaped


class Named(str):
    """Text of a kind of its own, as the words of a vocabulary are."""


@given(st.one_of(st.text(alphabet="<>&'\"ab é"), st.text(), st.integers(), st.none(), st.text().map(Named)))
def test_a_value_is_escaped_as_ever(value: object) -> None:
    assert escaped(value) == str(escape(value))


def test_what_is_html_already_is_left_as_it_is() -> None:
    assert escaped(Markup("<b>&amp;</b>")) == "<b>&amp;</b>"


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        pytest.param("{{ text }}", "&lt;b&gt;&amp;", id="on a page"),
        pytest.param(
            "{% macro say(words) %}<i>{{ words }}</i>{% endmacro %}{{ say(text) }}",
            "<i>&lt;b&gt;&amp;</i>",
            id="in a macro",
        ),
        pytest.param(
            "{% set kept %}{{ text }}{% endset %}{{ kept }}", "&lt;b&gt;&amp;", id="kept, and not escaped twice"
        ),
        pytest.param("{{ text | e }}", "&lt;b&gt;&amp;", id="by the filter, and not escaped twice"),
        pytest.param("{{ text ~ '<' }}", "&lt;b&gt;&amp;&lt;", id="joined to other text"),
    ],
)
def test_templates_escape_what_they_print(app: Flask, template: str, printed: str) -> None:
    assert app.jinja_env.from_string(template).render(text="<b>&") == printed
