"""The migrations, and the databases that the application does not start on."""

from __future__ import annotations

from pathlib import Path

import flask_migrate
import pytest
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import inspect, select, text

from scrutiny import schema
from scrutiny.app import create_app
from scrutiny.database import db
from scrutiny.models.history import Revision
from tests import databases


def test_there_is_one_migration_head_and_it_is_pinned() -> None:
    heads = ScriptDirectory(str(schema.MIGRATIONS)).get_heads()
    assert len(heads) == 1
    pinned = (schema.MIGRATIONS / ".current-head").read_text().strip()
    assert pinned.startswith(f"{heads[0]}_")
    assert (schema.MIGRATIONS / "versions" / f"{pinned}.py").is_file()


def test_the_migrations_go_up_equal_the_models_and_come_down_again(app: Flask) -> None:
    assert app
    flask_migrate.check()
    flask_migrate.downgrade(revision="base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
    flask_migrate.upgrade()
    flask_migrate.check()
    assert db.session.scalar(select(Revision.number)) == 0


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        pytest.param("UPDATE alembic_version SET version_num = '9999'", "newer version", id="made by a newer version"),
        pytest.param("DELETE FROM alembic_version", "older than this software", id="never stamped"),
        pytest.param("DROP TABLE covered_years", "half migrated", id="half migrated"),
        pytest.param("DROP TABLE alembic_version", "another program", id="another program's"),
    ],
)
def test_the_application_does_not_start_on_a_database_that_is_not_its_own(
    sqlite: databases.SQLite, tmp_path: Path, spoil: str, says: str
) -> None:
    app = create_app(databases.config(sqlite.fresh(tmp_path), tmp_path))
    with app.app_context():
        schema.require_current(db.engine)
        with db.engine.begin() as connection:
            connection.execute(text(spoil))
        with pytest.raises(schema.WrongSchema, match=says):
            schema.require_current(db.engine)
        db.engine.dispose()
