"""Puts the application together."""

from __future__ import annotations

import os
from pathlib import Path

from flask import Flask
from flask_migrate import Migrate

from scrutiny import models, operations, store, web
from scrutiny.clock import Clock
from scrutiny.config import Config
from scrutiny.database import db, make_sqlite_safe

ROOT = Path(__file__).resolve().parent.parent
LARGEST_BODY = 2 * 1024 * 1024  # bytes: the longest minutes are a tenth of it

__all__ = ["create_app", "models", "operations"]


def create_app(config: Config | None = None) -> Flask:
    """The application, ready to answer. Refuses to start with a wrong setting or an unguarded route."""
    config = config or Config.from_environment(os.environ)
    app = Flask("scrutiny", root_path=str(ROOT), template_folder="templates", static_folder=None)
    app.config.update(
        SQLALCHEMY_DATABASE_URI=config.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True},  # an error must not write exempt text into a log
        SECRET_KEY=config.secret_key,
        SESSION_COOKIE_NAME="__Host-session" if config.secure else "session",
        SESSION_COOKIE_SECURE=config.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_PARTS=2000,
    )
    app.extensions["scrutiny.config"] = config
    app.extensions["scrutiny.clock"] = Clock(config.as_of)
    app.extensions["scrutiny.store"] = store.of(config)
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            lock = make_sqlite_safe(db.engine)
            app.extensions["scrutiny.scribe"] = operations.scribe.Scribe(db.engine, lock)
    web.register(app)
    return app
