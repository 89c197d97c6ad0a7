"""Runs the migrations against the application's own engine, each in a transaction of its own."""

from alembic import context
from flask import current_app

from scrutiny.database import Base

engine = current_app.extensions["migrate"].db.engine

with engine.connect().execution_options(immediate=True) as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_name=lambda name, kind, _: (
            kind != "table" or not str(name).startswith(("search_", "huey_"))
        ),  # an index and a queue, not record
        transaction_per_migration=True,
        **current_app.extensions["migrate"].configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()
