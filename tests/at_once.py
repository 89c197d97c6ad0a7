"""Things done at the same moment, each on a connection and a thread of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from scrutiny.database import Author, make_sqlite_safe, writing


def engine_at(url: str) -> Engine:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        make_sqlite_safe(engine)
    return engine


def at_once(engine: Engine, author: Author, *steps: Callable[[Session], object]) -> None:
    """Each step on a thread and a session of its own, started together; what one raises is raised here."""
    start = Barrier(len(steps))

    def run(step: Callable[[Session], object]) -> None:
        with Session(engine, autoflush=False, expire_on_commit=False) as session:
            start.wait(timeout=30)
            with writing(session, author):
                step(session)

    with ThreadPoolExecutor(len(steps)) as threads:
        for future in [threads.submit(run, step) for step in steps]:
            future.result(timeout=60)
