"""Mail servers on this machine: one that takes letters, and several that misbehave."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class Postbox:
    """What a server took, and how it behaves: `refuses` answers RCPT for an address, `drops` breaks off at DATA."""

    refuses: dict[str, str] = field(default_factory=dict)
    says_of_the_letter: str = ""
    drops: bool = False
    taken: list[EmailMessage] = field(default_factory=list)
    port: int = 0
    options: str = "tls=none"

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}?{self.options}"

    @property
    def readers(self) -> list[str]:
        return [str(letter["To"].addresses[0].addr_spec) for letter in self.taken]

    async def handle_RCPT(self, _server: SMTP, _: Session, envelope: Envelope, address: str, __: list[str]) -> str:
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _: Session, envelope: Envelope) -> str:
        if self.drops:
            assert server.transport is not None
            server.transport.close()
            return "451 never heard"
        if self.says_of_the_letter:
            return self.says_of_the_letter
        assert isinstance(envelope.content, bytes)
        letter = message_from_bytes(envelope.content, policy=default)
        assert isinstance(letter, EmailMessage)
        self.taken.append(letter)
        return "250 Taken"


@contextmanager
def postbox(postbox: Postbox, **options: Any) -> Iterator[Postbox]:
    postbox.port = postbox.port or free_port()
    controller = Controller(postbox, hostname="127.0.0.1", port=postbox.port, ready_timeout=20, **options)
    controller.start()
    try:
        yield postbox
    finally:
        controller.stop()


def asks_for(name: str, password: str) -> Callable[..., AuthResult]:
    """Who may hand letters in."""

    def check(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
        right = LoginPassword(name.encode(), password.encode())
        return AuthResult(success=given == right, handled=False)

    return check


def private(certificate: str, key: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def speaking(*chunks: bytes, every: float) -> Iterator[int]:
    """A server that says each chunk after that many seconds, whatever it is told, and then no more; its port."""
    stop = threading.Event()

    def serve(listening: socket.socket) -> None:
        with listening.accept()[0] as connection:
            for chunk in chunks:
                if stop.wait(every):
                    return
                try:
                    connection.sendall(chunk)
                except OSError:
                    return
            stop.wait(30)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, args=[listening], daemon=True)
        thread.start()
        try:
            yield int(listening.getsockname()[1])
        finally:
            stop.set()
            thread.join(10)
