"""A bindery on the record of a test, with binders that write down what they were given: quick, and enough to see."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from scrutiny.bindery.binders import Bench, Binder
from scrutiny.bindery.building import Builder
from scrutiny.bundle.bound import Bound, LeftOut
from scrutiny.domain.vocabulary import PackKind
from scrutiny.papers.pack import Pack
from scrutiny.store import Store
from scrutiny.store.disk import Disk

NOON = datetime(2021, 11, 15, 12, 0, tzinfo=UTC)


@dataclass
class Binders:
    """`calls` are the packs that were bound, in order; `meanwhile` happens in the middle of each."""

    calls: list[str] = field(default_factory=list)
    meanwhile: Callable[[], None] = lambda: None
    left_out: tuple[LeftOut, ...] = ()

    def bind(self, pack: Pack, bench: Bench, to: Path) -> Bound:
        self.calls.append(f"{pack.supplement} {pack.audience} {to.suffix}")
        bench.told(1, 2, "Binding")
        lines = [f"{item.line.number} {item.line.title}" for item in pack.items]
        lines += [paper.title for item in pack.items for paper in item.papers]
        files = [bench.file(paper.sha256) for item in pack.items for paper in item.papers if paper.sha256]
        lines += [file.read_bytes().decode(errors="replace") for file in files]
        (bench.work / "converted.txt").write_text("converted")
        self.meanwhile()
        bench.told(2, 2, "Done")
        to.write_text("\n".join([*lines, to.suffix]))
        return Bound(pages=len(lines), left_out=self.left_out if to.suffix == ".pdf" else ())


class Workshop:
    """Everything that a worker has; several stand side by side on one record."""

    def __init__(self, engine: Engine, folder: Path, binders: Binders | None = None) -> None:
        self.engine, self.folder = engine, folder / "bindery"
        self.binders = binders or Binders()
        self.store: Store = Disk(folder / "files")
        self.stopped = threading.Event()
        self.time = NOON

    def builder(self, binders: Mapping[PackKind, Binder] | None = None) -> Builder:
        return Builder(
            self.opened,
            self.store,
            self.folder,
            now=lambda: self.time,
            today=lambda: self.time.date(),
            stopped=self.stopped,
            binders=binders or dict.fromkeys(PackKind, self.binders.bind),
        )

    def later(self, seconds: int = 60) -> None:
        self.time += timedelta(seconds=seconds)

    def build(self, meeting_id: int) -> None:
        self.later(1)
        self.builder().build(meeting_id)

    @contextmanager
    def opened(self) -> Iterator[Session]:
        with Session(self.engine, autoflush=False, expire_on_commit=False) as session:
            yield session
