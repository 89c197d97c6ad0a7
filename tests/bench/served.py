"""The site and the hello in processes of their own, and a client that costs next to nothing."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench import council
from tests.bench.databases import SQLite
from tests.databases import KEY


@dataclass(frozen=True, slots=True)
class Served:
    """The ports of the two, and the site's database."""

    site: int
    hello: int
    database: SQLite
    meeting_id: int


class Client:
    """One connection, kept open; a page is asked for and read whole."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def get(self, path: str, headers: str = "") -> tuple[int, bytes, bytes]:
        """Status, headers and body."""
        self._socket.sendall(f"GET {path} HTTP/1.1\r\nHost: bench\r\n{headers}\r\n".encode())
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._more()
        head, _, body = received.partition(b"\r\n\r\n")
        status = int(head[9:12])
        length = re.search(rb"(?i)content-length: (\d+)", head)
        while length and status != 304 and len(body) < int(length[1]):
            body += self._more()
        return status, head, body

    def _more(self) -> bytes:
        piece = self._socket.recv(1 << 16)
        if not piece:
            raise ConnectionError("the server closed the connection")
        return piece

    def close(self) -> None:
        self._socket.close()


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """A filled record, the site on it as `./run serve` serves it, and the hello."""
    database = SQLite(folder)
    with database.session() as session:
        meeting_id = council.fill(session).id
    settings = {"DATABASE_URL": database.url, "SCRUTINY_DATA": str(folder), "SECRET_KEY": KEY}
    with (
        running(["-m", "scrutiny", "serve", "--no-demo", "--port", "0"], settings) as site,
        running(["-m", "tests.bench.hello"], {}) as hello,
    ):
        yield Served(site, hello, database, meeting_id)


@contextmanager
def running(arguments: list[str], settings: dict[str, str]) -> Iterator[int]:
    environment = {**os.environ, **settings, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, *arguments], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout
            said = process.stdout.readline()
            port = re.search(r":(\d+)/", said)
            if not port:
                raise RuntimeError(f"The server did not start: {said}")
            yield int(port[1])
        finally:
            process.terminate()
