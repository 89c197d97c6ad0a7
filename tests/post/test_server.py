from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny.config import Config, ConfigError
from scrutiny.post.server import MailServer, Security
from tests import databases

FROM = "Scrutiny <scrutiny@example.gov.uk>"


@pytest.mark.parametrize(
    ("url", "host", "port", "security", "name", "password"),
    [
        pytest.param("smtp://mail.example", "mail.example", 587, Security.STARTTLS, "", "", id="private unless told"),
        pytest.param(
            "smtp://jo:s%40lt@mail.example:2525", "mail.example", 2525, Security.STARTTLS, "jo", "s@lt", id="signed in"
        ),
        pytest.param("smtp://mail.example/?tls=starttls", "mail.example", 587, Security.STARTTLS, "", "", id="said so"),
        pytest.param(
            "smtps://jo:x@mail.example", "mail.example", 465, Security.TLS, "jo", "x", id="TLS from the start"
        ),
        pytest.param("smtp://relay?tls=none", "relay", 25, Security.NONE, "", "", id="a relay of one's own"),
        pytest.param(
            "smtp://jo:x@[::1]:25?tls=none", "::1", 25, Security.NONE, "jo", "x", id="a password on this machine"
        ),
    ],
)
def test_a_server_is_read_from_its_address(
    url: str, host: str, port: int, security: Security, name: str, password: str
) -> None:
    server = MailServer.read(url, FROM)
    assert (server.host, server.port, server.security) == (host, port, security)
    assert (server.name, server.password) == (name, password)
    assert server.sender.addr_spec == "scrutiny@example.gov.uk"
    assert server.sender.display_name == "Scrutiny"


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("mail.example:25", id="no kind of server"),
        pytest.param("https://mail.example", id="another kind of server"),
        pytest.param("smtp://", id="no server"),
        pytest.param("smtp://mail.example:0", id="no port"),
        pytest.param("smtp://mail.example:99999", id="a port that there is not"),
        pytest.param("smtp://jo@mail.example", id="a name without a password"),
        pytest.param("smtp://mail.example?tls=perhaps", id="an unknown security"),
        pytest.param("smtp://mail.example?speed=high", id="an unknown option"),
        pytest.param("smtp://mail.example?tls", id="an option that says nothing"),
        pytest.param("smtps://mail.example?tls=none", id="TLS and none"),
        pytest.param("smtp://jo:hunter2@mail.example?tls=none", id="a password for all to read"),
        pytest.param("smtp://jo:hunter2@10.0.0.1?tls=none", id="a password on a network of one's own"),
    ],
)
def test_an_address_of_no_mail_server_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(ValueError, match="MAIL_SERVER is wrong") as refusal:
        MailServer.read(url, FROM)
    assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize(
    "sender",
    ["Scrutiny", "scrutiny@localhost", "Scrutiny <a@b.example>\r\nBcc: all@b.example", "a@b.example, c@d.example"],
)
def test_letters_are_from_an_address_that_can_be_answered(sender: str) -> None:
    with pytest.raises(ValueError, match="MAIL_FROM is wrong"):
        MailServer.read("smtp://mail.example", sender)


def test_a_bare_address_may_be_whom_letters_are_from() -> None:
    assert str(MailServer.read("smtp://mail.example", "scrutiny@example.gov.uk").sender) == "scrutiny@example.gov.uk"


def test_a_password_is_in_no_representation_of_the_server() -> None:
    assert "hunter2" not in repr(MailServer.read("smtp://jo:hunter2@mail.example", FROM))


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        pytest.param({"MAIL_SERVER": "smtp://mail.example"}, ["MAIL_FROM is missing"], id="nobody to be from"),
        pytest.param({"MAIL_FROM": FROM}, ["MAIL_SERVER is missing"], id="no server"),
        pytest.param(
            {"MAIL_SERVER": "mail", "MAIL_FROM": "me", "SITE_URL": "council"},
            ["MAIL_SERVER is wrong", "MAIL_FROM is wrong", "SITE_URL is wrong"],
            id="everything wrong is named at once",
        ),
    ],
)
def test_what_is_wrong_is_named_before_the_site_starts(
    tmp_path: Path, settings: dict[str, str], named: list[str]
) -> None:
    with pytest.raises(ConfigError) as refusal:
        databases.config("sqlite://", tmp_path, **settings)
    assert all(any(line.startswith(name) for line in str(refusal.value).splitlines()) for name in named)


def test_without_a_mail_server_the_site_starts_and_has_none(tmp_path: Path) -> None:
    config: Config = databases.config("sqlite://", tmp_path)
    assert config.mail is None
