"""The server that `serve` starts: waitress, which slow clients cannot stop, and which keeps a reader's connection."""

from __future__ import annotations

import select
from typing import Any

from waitress.channel import HTTPChannel
from waitress.server import create_server
from waitress.task import WSGITask

from scrutiny.garbage import collect_seldom
from scrutiny.web.uploading import LARGEST_BODY

THREADS = 8
CONNECTIONS = 1000
"""Open at once, slow ones too: with waitress's own 100, two hundred that never finish would shut everybody out."""


class KeepingTask(WSGITask):  # type: ignore[misc]
    """Waitress closes the connection after an answer that has no body, though nothing asks for it (RFC 9112 section
    6.3): then each "not modified", the commonest answer to a reader's polling, would cost a new connection.
    """

    def set_close_on_finish(self) -> None:
        asked = self.request.headers.get("CONNECTION", "").lower() == "close"
        if asked or self.has_body or self.version != "1.1":
            super().set_close_on_finish()


class KeepingChannel(HTTPChannel):  # type: ignore[misc]
    task_class = KeepingTask


def server_of(app: Any, *, host: str, port: int, proxies: int = 0) -> Any:
    """A server that listens already, and answers once it is run. What proxies say is kept only where there are some."""
    collect_seldom()
    server = create_server(
        app,
        host=host,
        port=port,
        threads=THREADS,
        ident=None,
        clear_untrusted_proxy_headers=not proxies,
        connection_limit=CONNECTIONS,
        max_request_body_size=LARGEST_BODY,  # said to be bigger, it is refused before a byte of it is kept
        asyncore_use_poll=hasattr(select, "poll"),  # select knows no more than 1,024 files
    )
    server.channel_class = KeepingChannel
    return server
