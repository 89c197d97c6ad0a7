"""The floor of every save: one row written by the same framework, database and server, and answered with its number."""

from __future__ import annotations

import sys
from typing import Any

from flask import Flask, jsonify, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event, text

from scrutiny.cli.server import server_of
from scrutiny.database import PRAGMAS

UPDATE = text("UPDATE notes SET text = :text, version = version + 1 WHERE id = 1")


def app_on(path: str) -> Flask:
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{path}"
    db = SQLAlchemy(app)

    @app.post("/")
    def save() -> Any:
        db.session.execute(UPDATE, {"text": request.form["narrative"]})
        db.session.commit()
        return jsonify(saved=True)

    with app.app_context():

        @event.listens_for(db.engine, "connect")
        def set_pragmas(connection: Any, _: object) -> None:
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")

        db.session.execute(text("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT, version INTEGER)"))
        db.session.execute(text("INSERT INTO notes VALUES (1, '', 1)"))
        db.session.commit()
    return app


if __name__ == "__main__":
    server = server_of(app_on(sys.argv[1]), host="127.0.0.1", port=0)
    print(f"The site is at http://127.0.0.1:{server.effective_port}/", flush=True)
    server.run()
