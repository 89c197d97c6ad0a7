"""Pages against a bare hello on the same server: made anew after every change, and again when nothing has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.bench.databases import SQLite, folder
from tests.bench.measure import Row, in_turns
from tests.bench.served import Client, Served, served

ROUNDS = 150


def rows() -> Iterator[Row]:
    with folder() as path, served(path) as both:
        pages = {
            "meeting page of 20 items": (f"/meetings/{both.meeting_id}", 6),
            "work programme of 200 rows": ("/committees/SOS/work-programme", 10),
            "tracker of 200 rows": ("/committees/SOS/follow-up", 10),
        }
        for work, (address, limit) in pages.items():
            yield from _measured(both, work, address, limit)


def _measured(both: Served, work: str, address: str, limit: float) -> Iterator[Row]:
    site, hello = Client(both.site), Client(both.hello)
    shown = _shown(site, address)
    made, floor = in_turns(shown, lambda: hello.get("/"), rounds=ROUNDS, before=lambda: change(both.database))
    yield Row(f"{work}, rendered", made, floor, beside="hello", limit=limit)
    kept, floor = in_turns(shown, lambda: hello.get("/"), rounds=ROUNDS, warm=3)
    yield Row(f"{work}, unchanged", kept, floor, beside="hello", limit=2)
    site.close()
    hello.close()


def _shown(client: Client, address: str) -> Callable[[], None]:
    def show() -> None:
        status, _, _ = client.get(address)
        if status != 200:
            raise RuntimeError(f"{address} answered {status}")

    return show


def change(database: SQLite) -> None:
    """What every change of the record does, so that each page has to be made again."""
    database.run("UPDATE revision SET number = number + 1")
