"""Applications that stand as long as the tests run: to make one takes longer than most tests.

Each test finds its application as `create_app` made it. What one remembers is forgotten here by name, and
`tests/test_standing.py` looks for anything that is not.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from flask import Flask

from scrutiny import store
from scrutiny.app import create_app
from scrutiny.clock import Clock
from scrutiny.config import Config
from scrutiny.database import db
from scrutiny.web.site import Nameplate
from tests import databases


class Standing:
    """The application on one database."""

    def __init__(self, url: str, folder: Path) -> None:
        self.app = create_app(databases.config(url, folder))
        self._config = dict(self.app.config)
        self._extensions = dict(self.app.extensions)

    def put_back(self, folder: Path) -> Flask:
        """As it was made, and with this folder for its files."""
        app, extensions = self.app, self.app.extensions
        app.config.clear()
        app.config.update(self._config, TESTING=True)
        made: Config = self._extensions["scrutiny.config"]
        config, clock = replace(made, data=folder), Clock(made.as_of)
        extensions.clear()
        extensions.update(self._extensions)
        extensions["scrutiny.config"] = config
        extensions["scrutiny.clock"] = clock
        extensions["scrutiny.store"] = store.of(config)
        extensions["scrutiny.nameplate"] = Nameplate(config, clock)
        extensions["scrutiny.shelf"].__init__()  # the front desk looks at this one too
        return app

    def close(self) -> None:
        with self.app.app_context():
            db.engine.dispose()
