"""What every answer says about itself: no script, no framing, no guessing at types."""

from __future__ import annotations

from flask import Flask, Response, current_app

POLICY = (
    "default-src 'none'; script-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
)
SECURE = ("Strict-Transport-Security", "max-age=31536000; includeSubDomains")


def of(app: Flask) -> list[tuple[str, str]]:
    """The headers of every answer; over TLS also that it must stay so."""
    secure = [SECURE] if app.config["SESSION_COOKIE_SECURE"] else []
    return [*ALWAYS, *secure]


def add_headers(response: Response) -> Response:
    for name, value in of(current_app):
        response.headers[name] = value
    return response


def register(app: Flask) -> None:
    app.after_request(add_headers)
