"""The form to sign in, and the proof that it was asked for by the browser that sends it.

Other forms prove it by the session, which the reader does not have yet. This one has a cookie of its own, which lives
for an hour: the form carries the same word, signed.
"""

from __future__ import annotations

import hmac
import secrets
from typing import Any

from flask import Response, current_app, g, request
from flask_wtf import FlaskForm
from itsdangerous import BadData, URLSafeTimedSerializer
from wtforms import HiddenField, ValidationError
from wtforms.csrf.core import CSRF
from wtforms.validators import DataRequired, Length

from scrutiny.domain.accounts import LONGEST_PASSWORD, email_address
from scrutiny.web.forms import Form
from scrutiny.web.forms.fields import Line, Password

LASTS = 60 * 60  # seconds


class AskedFor(CSRF):
    def generate_csrf_token(self, _field: Any) -> str:
        return _signer().dumps(_word())

    def validate_csrf_token(self, _form: Any, field: Any) -> None:
        try:
            word = str(_signer().loads(field.data or "", max_age=LASTS))
        except BadData as error:
            raise ValidationError("stale") from error
        if not hmac.compare_digest(word.encode(), request.cookies.get(cookie_name(), "").encode()):
            raise ValidationError("another browser's")


class SignInForm(Form):
    class Meta(FlaskForm.Meta):
        csrf_class = AskedFor

    email = Line("Email address", reads=email_address, kind="email")
    password = Password(
        "Password",
        validators=[
            DataRequired("Enter your password"),
            Length(max=LONGEST_PASSWORD, message=f"Your password has at most {LONGEST_PASSWORD} characters"),
        ],
    )
    carried = HiddenField()

    @property
    def asked_for(self) -> bool:
        return not self.csrf_token.errors


def cookie_name() -> str:
    return "__Host-sign-in" if current_app.config["SESSION_COOKIE_SECURE"] else "sign-in"


def set_cookie(response: Response) -> None:
    """Beside the form: the word that it was signed with, for as long as the form may be sent."""
    response.set_cookie(
        cookie_name(),
        _word(),
        max_age=LASTS,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )


def drop_cookie(response: Response) -> None:
    response.delete_cookie(
        cookie_name(), secure=current_app.config["SESSION_COOKIE_SECURE"], httponly=True, samesite="Lax"
    )


def _word() -> str:
    """The one that the browser has, so that a second window does not spoil the first; else a new one."""
    if "sign_in_word" not in g:
        g.sign_in_word = request.cookies.get(cookie_name()) or secrets.token_urlsafe(16)
    return str(g.sign_in_word)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="sign-in")
