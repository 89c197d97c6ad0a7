"""Forty clients that send a byte now and then: everybody else is served, hardly slower than on a quiet day."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench.databases import folder
from tests.bench.measure import Row, count, in_turns
from tests.bench.served import Client, served

SLOW = 40
EVERY = 0.2  # seconds between their bytes
ROUNDS = 200


def rows() -> Iterator[Row]:
    with folder() as path, served(path) as both:
        unserved = 0

        def visit() -> None:
            nonlocal unserved
            try:
                client = Client(both.site)  # a visitor of their own each time, who must first be let in
                status, _, _ = client.get(f"/meetings/{both.meeting_id}")
                client.close()
                unserved += status != 200
            except OSError:
                unserved += 1

        (quiet,) = in_turns(visit, rounds=ROUNDS, warm=5)
        with slow_clients(both.site):
            (busy,) = in_turns(visit, rounds=ROUNDS, warm=5)
    yield count(f"visitors not served beside {SLOW} slow clients", unserved)
    yield Row(f"a visit beside {SLOW} slow clients", busy, quiet, beside="a quiet day", limit=2)


@contextmanager
def slow_clients(port: int, number: int = SLOW) -> Iterator[None]:
    """Half of them never finish their headers, half never finish the body they announced."""
    leave = threading.Event()
    headers, body = b"GET / HTTP/1.1\r\nX-Slow: ", b"POST /sign-in HTTP/1.1\r\nContent-Length: 9999\r\n\r\n"
    open_ = [socket.create_connection(("127.0.0.1", port), timeout=5) for _ in range(number)]

    def dawdle() -> None:
        for place, client in enumerate(open_):
            client.sendall(body if place % 2 else headers)
        while not leave.wait(EVERY):
            for client in open_:
                client.sendall(b"x")

    thread = threading.Thread(target=dawdle)
    thread.start()
    try:
        yield
    finally:
        leave.set()
        thread.join()
        for client in open_:
            client.close()
