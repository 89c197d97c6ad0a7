"""`serve`: the whole site in one command, on SQLite or whatever DATABASE_URL names."""

from __future__ import annotations

import os
import socket

import click
import flask_migrate
from flask import Flask

from scrutiny.app import create_app
from scrutiny.cli.demonstration import load_if_empty, signing_in
from scrutiny.cli.opening import embedded
from scrutiny.cli.server import server_of
from scrutiny.cli.work import jobs
from scrutiny.database import db
from scrutiny.domain.dates import written
from scrutiny.readiness import make_ready
from scrutiny.schema import require_current, require_known


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=5000, show_default=True, type=click.IntRange(0, 65535), help="0 finds a free one.")
@click.option("--demo/--no-demo", default=True, help="Put the demonstration record into an empty database.")
def serve(host: str, port: int, demo: bool) -> None:
    """Bring the database up to date, put the demonstration into an empty one, and serve the site."""
    port = port or _free_port(host)
    os.environ.setdefault("SITE_URL", f"http://{host}:{port}")
    app = create_app(embedded(os.environ))
    with app.app_context():
        migrate_quietly()
        if demo:
            load_if_empty(db.session(), app.config["SECRET_KEY"])
        lines = signing_in(db.session(), app.config["SECRET_KEY"])
        db.session.remove()
    make_ready(app)
    _serve(app, host, port, lines)


@click.command()
def migrate() -> None:
    """Bring the database up to date with this version. Take a backup first."""
    app = create_app(embedded(os.environ))
    with app.app_context():
        migrate_quietly()
    click.echo("The database is up to date.")


@click.command("check-migrations")
def check_migrations() -> None:
    """Compare the migrations with the models, on an empty database in memory."""
    os.environ["DATABASE_URL"] = "sqlite://"
    app = create_app(embedded(os.environ))
    with app.app_context():
        flask_migrate.upgrade()
        flask_migrate.check()


def migrate_quietly() -> None:
    """Run the migrations that are missing, having refused a database that this version does not know."""
    require_known(db.engine)
    flask_migrate.upgrade()
    require_current(db.engine)


def _free_port(host: str) -> int:
    """Found before the application is made, because its feeds name the address it is reached at."""
    with socket.create_server((host, 0)) as found:
        return int(found.getsockname()[1])


def _serve(app: Flask, host: str, port: int, lines: list[str]) -> None:
    server = server_of(app, host=host, port=port, proxies=app.extensions["scrutiny.config"].proxies)
    clock = app.extensions["scrutiny.clock"]
    click.echo(f"The site is at http://{host}:{server.effective_port}/")
    if clock.as_of:
        click.echo(f"It is read as of {written(clock.as_of)}.")
    for line in lines:
        click.echo(line)
    click.echo("Press Ctrl-C to stop it.")
    with jobs(app):
        try:
            server.run()
        except KeyboardInterrupt:
            server.close()


COMMANDS = (serve, migrate, check_migrations)
