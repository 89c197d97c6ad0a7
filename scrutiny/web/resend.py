"""What was typed is not lost when the session ended meanwhile: it is shown, and after signing in it can be sent again.

A form that comes without a session, or with the proof of an earlier one, changes nothing. Its fields are shown to the
one who sent it and carried through the sign-in form; then they are sent by pressing a button. They are never sent by
themselves, and never offered to what another site sent, so that no forged form rides on somebody's signing in.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError

from scrutiny.web import errors
from scrutiny.web.carried import Carried, of_this_request
from scrutiny.web.forms.accounts import SignInForm, set_cookie
from scrutiny.web.freshness import PRIVATE
from scrutiny.web.sessions import own_path


def signed_out() -> ResponseReturnValue:
    """The answer to a form without a session: what was typed, and where to sign in; a script is told in a word."""
    if _is_from_script():
        return jsonify(signed_out=True, sign_in=url_for("accounts.sign_in")), 401, {"Cache-Control": PRIVATE}
    carried = of_this_request()
    if carried is None:
        return redirect(url_for("accounts.sign_in", next=page_of_the_form()))
    return sign_in_page(SignInForm(formdata=None, carried=carried.packed()), carried, 401)


def sign_in_page(form: SignInForm, carried: Carried, status: int) -> Response:
    action = url_for("accounts.sign_in")
    response = make_response(
        render_template("accounts/signed_out.html", form=form, carried=carried, action=action), status
    )
    response.headers["Cache-Control"] = PRIVATE
    set_cookie(response)
    return response


def offer(carried: Carried, status: int = 200) -> Response:
    """To somebody who is signed in: the form, to be sent again by hand."""
    response = make_response(render_template("accounts/resend.html", carried=carried), status)
    response.headers["Cache-Control"] = PRIVATE
    return response


def unproved(error: CSRFError) -> ResponseReturnValue:
    """A form without the proof that our page sent it: refused, and kept only if it does come from here."""
    if not _is_from_here():
        return errors.answer(error)
    if not current_user.is_authenticated:
        return signed_out()
    if _is_from_script():
        return jsonify(stale=True), 400, {"Cache-Control": PRIVATE}
    carried = of_this_request()
    return offer(carried, 400) if carried else errors.answer(error)


def _is_from_script() -> bool:
    return request.headers.get("X-Requested-With") == "desk" or request.accept_mimetypes.best == "application/json"


def _is_from_here() -> bool:
    """What the browser says of who sent it; one that says nothing sent it from nowhere."""
    if "Sec-Fetch-Site" in request.headers:
        return request.headers["Sec-Fetch-Site"] == "same-origin"
    sender: str = request.headers.get("Origin") or request.referrer or ""
    return bool(sender) and urlsplit(sender).netloc == request.host


def page_of_the_form() -> str | None:
    return own_path(urlsplit(request.referrer or "").path)


def register(app: Flask) -> None:
    handler: Any = unproved
    app.register_error_handler(CSRFError, handler)
