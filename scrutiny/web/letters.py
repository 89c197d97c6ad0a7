"""The outbox: which letters wait, which left, and which were given up and why. What is in them is not shown."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.domain.letters import undeliverable
from scrutiny.operations import letters as operations
from scrutiny.permissions import Permission
from scrutiny.queries import letters as queries
from scrutiny.queries.letters import PAGE, State
from scrutiny.web import asked
from scrutiny.web.gate import needs
from scrutiny.web.mail import mail_is_set

letters = Blueprint("letters", __name__)

WORDS = {State.WAITING: "Waiting", State.GIVEN_UP: "Given up", State.SENT: "Sent"}


@letters.get("/letters")
@needs(Permission.KEEP_ACCOUNTS)
def index() -> ResponseReturnValue:
    state = asked.one_of(State, "shown") or State.WAITING
    found = queries.listed(db.session(), state, asked.number("before"))
    return render_template(
        "letters/index.html",
        state=state,
        states=[(one, WORDS[one], number) for one, number in queries.counts(db.session()).items()],
        words=WORDS[state],
        letters=found[:PAGE],
        more=found[PAGE - 1].id if len(found) > PAGE else None,
        undeliverable=undeliverable,
        mail_is_set=mail_is_set(),
    )


@letters.post("/letters/<id:letter_id>/try-again")
@needs(Permission.KEEP_ACCOUNTS)
def try_again(letter_id: int) -> ResponseReturnValue:
    letter = queries.to_change(db.session(), letter_id) or abort(404)
    operations.try_again(db.session(), letter)
    flash(f"The letter to {letter.email} is tried again at once.")
    return redirect(url_for("letters.index"), 303)


@letters.post("/letters/try-again")
@needs(Permission.KEEP_ACCOUNTS)
def try_all_again() -> ResponseReturnValue:
    """Whatever waits after a try in vain: the mail server is back."""
    number = operations.try_all_again(db.session())
    flash(f"{number} letters are tried again at once." if number != 1 else "One letter is tried again at once.")
    return redirect(url_for("letters.index"), 303)
