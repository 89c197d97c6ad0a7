"""Letters: reminding once a day, and sending where the site runs under another server."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import click
from flask import Flask, current_app
from sqlalchemy.orm import Session

from scrutiny.app import create_app
from scrutiny.cli.opening import embedded, the_clock, with_record
from scrutiny.clock import LONDON, Clock
from scrutiny.config import Config
from scrutiny.database import db
from scrutiny.post import reminding, sending
from scrutiny.post.postman import Postman
from scrutiny.readiness import make_ready

MORNING = 7
"""The hour from which reminders are sent: nobody is woken by one."""

NO_SERVER = "No mail server is set, so nobody is reminded and nothing is sent. Set MAIL_SERVER and MAIL_FROM."


@click.command()
@with_record
def remind(session: Session) -> None:
    """Remind owners of what is due and chairs of minutes, and send what waits. Run it once a day."""
    config, clock = current_app.extensions["scrutiny.config"], the_clock()
    if config.mail is None:
        raise click.ClickException(NO_SERVER)
    queued = reminding.remind(session, site=config.site_url, today=clock.today(), now=clock.now)
    done = sending.send_due(session, config.mail, clock.now)
    click.echo(f"Queued {_letters(queued)}, sent {_letters(done.sent)}.")
    if done.trouble:
        raise click.ClickException(f"{done.trouble} Letters wait, and are tried again.")
    if done.in_vain:
        raise click.ClickException(f"{_letters(done.in_vain)} could not be sent. See the outbox: /letters.")


@click.command()
def work() -> None:
    """Send letters as they are queued and remind once a day, until it is stopped. `serve` does this by itself."""
    app = create_app(embedded(os.environ))
    make_ready(app)
    man = postman(app)
    if man is None:
        raise click.ClickException(NO_SERVER)
    click.echo("Sending letters. Press Ctrl-C to stop it.")
    try:
        man.walk()
    except KeyboardInterrupt:
        man.stop()


def postman(app: Flask) -> Postman | None:
    """The postman of this application; None where no mail server is set."""
    config: Config = app.extensions["scrutiny.config"]
    clock: Clock = app.extensions["scrutiny.clock"]

    @contextmanager
    def round_() -> Iterator[Session]:
        with app.app_context():
            try:
                yield db.session()
            finally:
                db.session.remove()

    def morning() -> date | None:
        return clock.today() if clock.now().astimezone(LONDON).hour >= MORNING else None

    if config.mail is None:
        return None
    return Postman(round_, config.mail, site=config.site_url, now=clock.now, morning=morning)


def _letters(number: int) -> str:
    return f"{number} letter" if number == 1 else f"{number} letters"


COMMANDS: tuple[Callable[..., object], ...] = (remind, work)
