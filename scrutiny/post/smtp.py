"""Hands one letter to the mail server, and says in words what came of it.

A try is one connection, and lasts at most `LONGEST_TRY`: a server that answers a byte at a time is left too. Whether
the letter, the server or the reader is at fault decides what happens next, so each is an error of its own.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from threading import Timer
from typing import Any

from scrutiny.models.post import Letter
from scrutiny.post.server import MailServer, Security

ANSWERS_WITHIN = 20  # seconds, for each thing that is said to the server
LONGEST_TRY = 120  # seconds for all of it: far less than `operations.letters.CLAIM`


class NotSent(Exception):
    """Why a letter was not sent, in words for the outbox. `plain` is that without the server's own words, for a log:
    servers repeat addresses, and may repeat what is in a letter.
    """

    def __init__(self, plain: str, said: str = "") -> None:
        super().__init__(f"{plain} {said}".strip())
        self.plain = plain


class ServerAway(NotSent):
    """The server cannot be used at all at the moment: no other letter would fare better."""


class PutOff(NotSent):
    """The server will not take this letter now, and may later."""


class Refused(NotSent):
    """The server will never take this letter."""


def message(letter: Letter, sender: Address) -> EmailMessage:
    """The letter as it travels. Sent again, it has the same Message-ID, by which a reader's server knows the repeat."""
    written = EmailMessage(policy=SMTP)
    try:
        written["To"] = Address(display_name=letter.name, addr_spec=letter.email)
        written["From"] = sender
        written["Subject"] = letter.subject
        written["Date"] = format_datetime(letter.queued_at)
        written["Message-ID"] = f"<{sha256(letter.once.encode()).hexdigest()[:40]}@{sender.domain}>"
        written["Auto-Submitted"] = "auto-generated"  # RFC 3834: no "I am on holiday" is sent back
        written["X-Auto-Response-Suppress"] = "All"
        written.set_content(letter.body, cte="quoted-printable")
    except (ValueError, IndexError, MessageError) as error:  # the standard library's own refusals of an address
        raise Refused("The address is not written as e-mail addresses are.") from error
    return written


def deliver(letter: Letter, server: MailServer) -> None:
    """Until the server has said that it takes the letter. Raises NotSent."""
    written = message(letter, server.sender)
    try:
        with _connected(server) as connection:
            connection.send_message(written, server.sender.addr_spec, [letter.email])
            with suppress(OSError, smtplib.SMTPException):
                connection.putcmd("QUIT")  # the letter was taken: nobody waits for the server's goodbye
    except smtplib.SMTPRecipientsRefused as refusal:
        raise _refused("the address", *next(iter(refusal.recipients.values()))) from refusal
    except smtplib.SMTPDataError as refusal:
        raise _refused("the letter", refusal.smtp_code, refusal.smtp_error) from refusal
    except smtplib.SMTPAuthenticationError as refusal:
        raise ServerAway("The mail server refuses the name and password of MAIL_SERVER.") from refusal
    except smtplib.SMTPResponseException as refusal:  # of the connection or of the sender: of every letter
        plain = f"The mail server refuses us ({refusal.smtp_code})."
        raise ServerAway(plain, _words(refusal.smtp_error)) from refusal
    except smtplib.SMTPNotSupportedError as refusal:
        raise ServerAway("The mail server cannot do what MAIL_SERVER asks for: TLS, or signing in.") from refusal
    except ssl.SSLCertVerificationError as error:
        raise ServerAway("The mail server's certificate cannot be trusted.") from error
    except (OSError, smtplib.SMTPException) as error:
        if TimeoutError in (type(error), type(error.__context__)):  # the library wraps those after the first
            raise ServerAway("The mail server does not answer in time.") from error
        raise ServerAway("The mail server cannot be reached, or broke off.") from error


class Watched(smtplib.SMTP):
    """A connection that is cut off when all of it takes too long: whoever waits for a byte is told there is none."""

    def __init__(self, server: MailServer, **options: Any) -> None:
        self._watch = Timer(LONGEST_TRY, self._cut)
        self._watch.daemon = True
        self._watch.start()
        try:
            super().__init__(
                server.host, server.port, local_hostname=server.sender.domain, timeout=ANSWERS_WITHIN, **options
            )
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._watch.cancel()
        super().close()

    def _cut(self) -> None:
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)


class WatchedTLS(Watched, smtplib.SMTP_SSL):
    pass


@contextmanager
def _connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    """A connection that is private where it was asked to be, and signed in."""
    context = ssl.create_default_context()
    connection = WatchedTLS(server, context=context) if server.security is Security.TLS else Watched(server)
    try:
        if server.security is Security.STARTTLS:
            connection.starttls(context=context)
        if server.name:
            connection.login(server.name, server.password)
        yield connection
    finally:
        connection.close()


def _refused(what: str, code: int, said: bytes | str) -> NotSent:
    return (Refused if code >= 500 else PutOff)(f"The mail server refuses {what} ({code}).", _words(said))


def _words(said: bytes | str) -> str:
    """What the server said, on one line."""
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
