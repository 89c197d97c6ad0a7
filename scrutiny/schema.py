"""Whether the database is one that this version can work on: the application does not start on any other."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from scrutiny.database import Base

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


class WrongSchema(Exception):
    """Why the application does not start on this database, and what to do."""


def is_empty(engine: Engine) -> bool:
    return not inspect(engine).get_table_names()


def require_known(engine: Engine) -> None:
    """Refuse a database that was not made by this product, or by a version newer than this one."""
    if is_empty(engine):
        return
    if "alembic_version" not in inspect(engine).get_table_names():
        raise WrongSchema(
            "The database holds tables but no version: it belongs to another program, or a migration never finished. "
            "Restore the last backup, or give another DATABASE_URL."
        )
    known = {script.revision for script in _scripts().walk_revisions()}
    if newer := _versions(engine) - known:
        raise WrongSchema(
            f"The database was made by a newer version of this software (it says {', '.join(sorted(newer))}). "
            "Install that version, or restore the backup that was taken before."
        )


def require_current(engine: Engine) -> None:
    """Refuse a database that is empty, behind, or half migrated as well."""
    if is_empty(engine):
        raise WrongSchema("The database is empty. Run ./run serve, or ./run migrate to have no demonstration in it.")
    require_known(engine)
    heads = set(_scripts().get_heads())
    if _versions(engine) != heads:
        raise WrongSchema("The database is older than this software. Take a backup, then run ./run migrate.")
    missing = set(Base.metadata.tables) - set(inspect(engine).get_table_names())
    if missing:
        raise WrongSchema(
            f"The database is only half migrated: it lacks {', '.join(sorted(missing))}. Restore the last backup."
        )


def _versions(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads())


def _scripts() -> ScriptDirectory:
    settings = AlembicConfig()
    settings.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(settings)
