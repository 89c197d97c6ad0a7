"""Letters: reminding once a day, and whoever sends them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import click
from flask import Flask, current_app
from sqlalchemy.orm import Session

from scrutiny.cli.opening import the_clock, with_record
from scrutiny.clock import LONDON, Clock
from scrutiny.config import Config
from scrutiny.database import db
from scrutiny.post import reminding, sending
from scrutiny.post.postman import Postman

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


COMMANDS: tuple[Callable[..., object], ...] = (remind,)
