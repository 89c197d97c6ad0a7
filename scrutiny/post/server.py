"""The mail server that letters are handed to, and whom they are from: what the settings say of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.headerregistry import Address
from email.utils import getaddresses
from enum import Enum
from ipaddress import ip_address
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from scrutiny.domain.letters import address
from scrutiny.domain.rules import RuleBroken

HOW = (
    "Give smtp://name:password@host:587 (STARTTLS), smtps://name:password@host:465 (TLS), "
    "or smtp://host:25?tls=none for a relay on a network of your own."
)


class Security(Enum):
    """How the way to the server is kept private; each with the port that is usual for it."""

    STARTTLS = 587
    TLS = 465
    NONE = 25


@dataclass(frozen=True, slots=True)
class MailServer:
    """`password` is in no representation of it, so that none is logged by accident."""

    host: str
    port: int
    security: Security
    sender: Address
    name: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def read(cls, url: str, sender: str) -> MailServer:
        """From MAIL_SERVER and MAIL_FROM. ValueError with a sentence for each that is wrong, a line each."""
        faults, server, writer = [], None, None
        try:
            server = _server(url)
        except ValueError:
            faults.append(f"MAIL_SERVER is {'wrong' if url else 'missing'}. {HOW}")
        try:
            writer = _sender(sender)
        except (ValueError, RuleBroken):
            fits = "Give the address that letters are from, for example Scrutiny <scrutiny@example.gov.uk>."
            faults.append(f"MAIL_FROM is {'wrong' if sender else 'missing'}. {fits}")
        if server is None or writer is None:
            raise ValueError("\n".join(faults))
        parts, security = server
        return cls(
            host=parts.hostname or "",
            port=parts.port or security.value,
            security=security,
            sender=writer,
            name=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )


def _server(url: str) -> tuple[SplitResult, Security]:
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.path.strip("/") or parts.fragment:
        raise ValueError("not the address of a mail server")
    if bool(parts.username) != bool(parts.password) or parts.port == 0:
        raise ValueError("half a name and password")
    security = Security.TLS if parts.scheme == "smtps" else Security.STARTTLS
    tls = asked.pop("tls", "starttls" if security is Security.STARTTLS else "")
    if asked or tls not in (("",) if security is Security.TLS else ("starttls", "none")):
        raise ValueError("no such option")
    if tls == "none":
        security = Security.NONE
        if parts.password and not _is_this_machine(parts.hostname):
            raise ValueError("a password that everybody on the way could read")
    return parts, security


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _sender(written: str) -> Address:
    if any(character in written for character in "\r\n\0"):
        raise ValueError("a second header")
    ((name, found),) = getaddresses([written])  # one, or ValueError
    return Address(display_name=name, addr_spec=address(found))
