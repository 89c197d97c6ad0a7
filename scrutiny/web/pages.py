"""Pages about the site itself: accessibility, privacy, its colour, and whether it is well."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, jsonify, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from scrutiny.config import Config
from scrutiny.database import db
from scrutiny.web.assets import FOREVER
from scrutiny.web.gate import anyone, public

pages = Blueprint("pages", __name__)

READABLE = 4.5  # contrast of text to its ground, WCAG 2.2 success criterion 1.4.3


@pages.get("/accessibility")
@public
def accessibility() -> ResponseReturnValue:
    return render_template("pages/accessibility.html")


@pages.get("/privacy")
@public
def privacy() -> ResponseReturnValue:
    return render_template("pages/privacy.html")


@pages.get("/health")
@anyone
def health() -> ResponseReturnValue:
    """For a machine that watches: 200 while the record can be read, 503 otherwise."""
    try:
        db.session.execute(text("SELECT number FROM revision"))
    except SQLAlchemyError:
        answer = jsonify(status="unavailable", record="cannot be read")
        answer.status_code = 503
    else:
        answer = jsonify(status="well", record="can be read")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@pages.get("/theme/<colour>.css")
@anyone
def theme(colour: str) -> ResponseReturnValue:
    """The council's colour and the ink that can be read on it. The colour is in the address, so it is kept for good."""
    config: Config = current_app.extensions["scrutiny.config"]
    if f"#{colour}" != config.site_colour:
        abort(404)
    style = f":root {{ --site-colour: #{colour}; --site-ink: {ink(config.site_colour)}; }}\n"
    return Response(style, content_type="text/css; charset=utf-8", headers={"Cache-Control": FOREVER})


def ink(ground: str) -> str:
    """White where it can be read on this ground (`#1d3d6b`), else black."""
    red, green, blue = (_linear(int(ground[at : at + 2], 16) / 255) for at in (1, 3, 5))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#ffffff" if 1.05 / (luminance + 0.05) >= READABLE else "#0b0c0c"


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
