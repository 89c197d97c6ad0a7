"""One letter and a real server: what arrives, and what is said of a server that does not take it."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.models.post import Letter
from scrutiny.post import smtp
from scrutiny.post.server import MailServer
from scrutiny.post.smtp import NotSent, PutOff, Refused, ServerAway, deliver
from tests import needs
from tests.post.servers import Postbox, asks_for, free_port, postbox, private, speaking

FROM = "Scrutiny <scrutiny@example.gov.uk>"


def letter(**changes: object) -> Letter:
    values: dict[str, object] = {
        "id": 12,
        "once": "digest 2021-11-15 jo@example.org",
        "email": "jo@example.org",
        "name": "Jo Reed",
        "subject": "Two actions are due",
        "body": "Dear Jo Reed,\n\n.Llŷr asked — “when?”\n\n" + "x" * 2000 + "\n",
        "queued_at": datetime(2021, 11, 15, 12, 0, tzinfo=UTC),
    }
    return Letter(**(values | changes))


def server(url: str) -> MailServer:
    return MailServer.read(url, FROM)


def test_a_letter_arrives_as_it_was_written() -> None:
    with postbox(Postbox()) as box:
        deliver(letter(), server(box.url))
        deliver(letter(), server(box.url))
    first, again = box.taken
    assert first.get_content().replace("\r\n", "\n") == letter().body
    assert str(first["To"]) == "Jo Reed <jo@example.org>"
    assert str(first["From"]) == FROM
    assert first["Subject"] == "Two actions are due"
    assert first["Date"].datetime == letter().queued_at
    assert first["Auto-Submitted"] == "auto-generated"
    assert first["Message-ID"] == again["Message-ID"]
    assert first["Message-ID"] != smtp.message(letter(once="another"), Address(addr_spec="a@b.example"))["Message-ID"]


NAMES = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=250).map(
    lambda name: " ".join(name.split())
)


@given(name=NAMES, subject=NAMES.filter(lambda line: len(line) <= 150), body=st.text(st.characters(codec="utf-8")))
def test_any_name_and_text_survive_the_journey(name: str, subject: str, body: str) -> None:
    written = smtp.message(letter(name=name, subject=subject, body=body), Address(addr_spec="a@b.example"))
    read = message_from_bytes(written.as_bytes(), policy=default)
    assert isinstance(read, EmailMessage)
    assert [address.addr_spec for address in read["To"].addresses] == ["jo@example.org"]
    assert set(read.keys()) == set(written.keys())
    assert read.get_content().split() == body.split()


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"email": "jo@example.org\nBcc: all@example.org"}, id="a second header in the address"),
        pytest.param({"email": "jo@example.org\r\nDATA"}, id="a command in the address"),
        pytest.param({"name": "Jo\r\nBcc: all@example.org"}, id="a second header in the name"),
        pytest.param({"subject": "Due\nBcc: all@example.org"}, id="a second header in the subject"),
        pytest.param({"email": ""}, id="no address"),
        pytest.param({"email": "jo@example.org, all@example.org"}, id="two addresses"),
        pytest.param({"email": "jö@example.org"}, id="an address that is not ASCII"),
    ],
)
def test_what_would_forge_a_header_is_refused_before_anybody_is_called(changes: dict[str, str]) -> None:
    with pytest.raises(Refused, match="not written as"):
        deliver(letter(**changes), server(f"smtp://127.0.0.1:{free_port()}?tls=none"))


@pytest.mark.parametrize(
    ("box", "kind", "says"),
    [
        pytest.param(
            Postbox(refuses={"jo@example.org": "550 No such\x07 user"}),
            Refused,
            "The mail server refuses the address (550). No such user",
            id="an address that there is not",
        ),
        pytest.param(
            Postbox(refuses={"jo@example.org": "452 Mailbox full"}),
            PutOff,
            "The mail server refuses the address (452). Mailbox full",
            id="a full mailbox",
        ),
        pytest.param(
            Postbox(says_of_the_letter="554 Looks like spam"),
            Refused,
            "The mail server refuses the letter (554). Looks like spam",
            id="a letter that is taken for spam",
        ),
        pytest.param(
            Postbox(says_of_the_letter="451 Greylisted"),
            PutOff,
            "The mail server refuses the letter (451). Greylisted",
            id="a letter that must wait",
        ),
        pytest.param(Postbox(drops=True), ServerAway, "cannot be reached, or broke off", id="dropped in the middle"),
    ],
)
def test_what_became_of_a_letter_that_was_not_taken(box: Postbox, kind: type[NotSent], says: str) -> None:
    with postbox(box), pytest.raises(NotSent) as trouble:
        deliver(letter(), server(box.url))
    assert type(trouble.value) is kind
    assert says in str(trouble.value)
    assert "Looks like" not in trouble.value.plain
    assert not box.taken


def test_a_server_that_is_down() -> None:
    with pytest.raises(ServerAway, match="cannot be reached"):
        deliver(letter(), server(f"smtp://127.0.0.1:{free_port()}?tls=none"))


def test_a_server_that_says_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "ANSWERS_WITHIN", 0.2)
    with speaking(every=0) as port, pytest.raises(ServerAway, match="does not answer in time"):
        deliver(letter(), server(f"smtp://127.0.0.1:{port}?tls=none"))


def test_a_server_that_goes_on_saying_a_little_is_left_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "LONGEST_TRY", 0.5)
    endless = [b"2"] * 100_000
    with speaking(*endless, every=0.02) as port, pytest.raises(ServerAway):
        deliver(letter(), server(f"smtp://127.0.0.1:{port}?tls=none"))


def test_a_server_that_turns_everybody_away() -> None:
    with speaking(b"554 Closed for the holidays\r\n", every=0) as port, pytest.raises(ServerAway, match="Closed for"):
        deliver(letter(), server(f"smtp://127.0.0.1:{port}?tls=none"))


def test_no_letter_goes_in_the_open_to_a_server_that_has_no_tls() -> None:
    with postbox(Postbox(options="tls=starttls")) as box, pytest.raises(ServerAway, match="TLS"):
        deliver(letter(), server(box.url))
    assert not box.taken


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of this machine that nobody has signed; its key beside it."""
    path = tmp_path_factory.mktemp("tls") / "certificate.pem"
    subprocess.run(
        [
            *(
                needs.program("openssl"),
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
            ),
            *("-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", f"{path}.key", "-out", str(path)),
        ],
        check=True,
        capture_output=True,
    )
    return path


@pytest.mark.parametrize("trusted", [pytest.param(True, id="trusted"), pytest.param(False, id="unknown")])
def test_the_certificate_of_the_server_is_checked(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, trusted: bool
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate) if trusted else "/dev/null")
    box = Postbox(options="tls=starttls")
    with postbox(box, tls_context=private(str(certificate), f"{certificate}.key"), require_starttls=True):
        if trusted:
            deliver(letter(), server(box.url))
        else:
            with pytest.raises(ServerAway, match="certificate"):
                deliver(letter(), server(box.url))
    assert len(box.taken) == trusted


@pytest.mark.parametrize(
    "password", [pytest.param("salt", id="the right one"), pytest.param("pepper", id="a wrong one")]
)
def test_signing_in_with_a_password(certificate: Path, monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    tls = private(str(certificate), f"{certificate}.key")
    with postbox(Postbox(), tls_context=tls, authenticator=asks_for("jo", "salt"), auth_required=True) as box:
        there = server(f"smtp://jo:{password}@127.0.0.1:{box.port}")
        if password == "salt":
            deliver(letter(), there)
        else:
            with pytest.raises(ServerAway, match="name and password") as trouble:
                deliver(letter(), there)
            assert "pepper" not in str(trouble.value)
    assert len(box.taken) == (password == "salt")
