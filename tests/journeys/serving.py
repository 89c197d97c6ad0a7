"""The product's own server on a free port of this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from flask import Flask
from waitress import wasyncore

from scrutiny.app import create_app
from scrutiny.cli.server import server_of
from scrutiny.database import db
from tests import databases


@dataclass(frozen=True, slots=True)
class Served:
    """A site that answers, and its application for a look at the record behind it."""

    url: str
    app: Flask


@contextmanager
def serving(database_url: str, folder: Path, **settings: str) -> Iterator[Served]:
    app = create_app(databases.config(database_url, folder, SITE_URL="http://127.0.0.1", **settings))
    server = server_of(app, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield Served(f"http://127.0.0.1:{server.effective_port}", app)
    finally:
        server.trigger.pull_trigger(partial(wasyncore.close_all, server._map))  # a browser keeps its connections
        thread.join(10)
        assert not thread.is_alive(), "the server went on answering"
        server.task_dispatcher.shutdown()
        with app.app_context():
            db.engine.dispose()
