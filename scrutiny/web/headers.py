"""What every answer says about itself: no script but our own, no framing, no guessing at types.

Public pages have no script at all. A page of the desk names its scripts by a nonce, drawn anew for each answer.
"""

from __future__ import annotations

import secrets

from flask import Flask, Response, current_app, g

POLICY = (
    "default-src 'none'; script-src {script}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = (
    ("Content-Security-Policy", POLICY.format(script="'none'")),
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
    said = {name for name, _ in response.headers}
    response.headers.extend([header for header in of(current_app) if header[0] not in said])
    if "nonce" in g:
        response.headers["Content-Security-Policy"] = POLICY.format(script=f"'nonce-{g.nonce}'")
    return response


def nonce() -> str:
    """What a script of this page is allowed by."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return str(g.nonce)


def register(app: Flask) -> None:
    app.jinja_env.globals["nonce"] = nonce
    app.after_request(add_headers)
