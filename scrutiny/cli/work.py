"""The jobs beside the pages: packs are made and letters are sent, within `serve` or by `work` alone."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from flask import Flask
from sqlalchemy.orm import Session

from scrutiny.app import create_app
from scrutiny.archive import sweeping
from scrutiny.bindery.building import Builder
from scrutiny.bindery.queue import queue_for
from scrutiny.bindery.worker import Bindery
from scrutiny.cli.opening import embedded
from scrutiny.cli.post import postman
from scrutiny.clock import Clock
from scrutiny.config import Config
from scrutiny.database import db
from scrutiny.readiness import make_ready

AT_ONCE, APART = "at-once", "apart"


@click.command()
def work() -> None:
    """Make packs and send letters as they are wanted, until it is stopped. `serve` does this by itself."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a service is stopped as politely as by Ctrl-C
    app = create_app(embedded(os.environ))
    make_ready(app)
    with jobs(app, here=True):
        sends = app.extensions["scrutiny.config"].mail is not None
        click.echo(f"Making packs{' and sending letters' if sends else ''}. Press Ctrl-C to stop it.")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            click.echo("Stopping.")


@contextmanager
def jobs(app: Flask, *, here: bool = False) -> Iterator[None]:
    """Beside whatever this process does meanwhile; in the end what is in hand is finished or put back.

    Where the settings say that they are done apart, and this is not `here`, whoever does them is woken, and no more.
    """
    man, binder = postman(app), bindery(app)
    if here or app.extensions["scrutiny.config"].worker != APART:
        binder.start()
        if man:
            man.start()
    try:
        yield
    finally:
        binder.stop()
        if man:
            man.stop()


def bindery(app: Flask) -> Bindery:
    """The bindery of this application, which its pages wake from now on. It works once it is started."""
    config: Config = app.extensions["scrutiny.config"]
    clock: Clock = app.extensions["scrutiny.clock"]

    @contextmanager
    def opened() -> Iterator[Session]:
        with app.app_context():
            try:
                yield db.session()
            finally:
                db.session.remove()

    stopped = threading.Event()
    queue = queue_for(config.database_url, config.data, at_once=config.worker == AT_ONCE)
    store, folder = app.extensions["scrutiny.store"], config.data / "bindery"
    builder = Builder(opened, store, folder, now=clock.now, today=clock.today, stopped=stopped)

    def sweep() -> None:
        """What previews and refused files have left in the store."""
        with app.app_context():
            sweeping.sweep(db.engine, store)

    made = Bindery(queue, builder, opened, now=clock.now, stopped=stopped, nightly=sweep)
    app.extensions["scrutiny.bindery"] = made
    return made


COMMANDS: tuple[Callable[..., object], ...] = (work,)
