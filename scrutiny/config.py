"""Settings, all from the environment. Every missing or wrong one is named at once, and then the app does not start.

| setting | meaning |
|---|---|
| `DATABASE_URL` | where the record is kept: `sqlite:///…` or `postgresql://…` |
| `SECRET_KEY` | signs cookies and links; at least 32 characters |
| `SCRUTINY_DATA` | the folder for files; default `var` |
| `SCRUTINY_STORE` | a bucket to keep files in: `s3://bucket/folder?region=eu-west-2`; default `SCRUTINY_DATA` |
| `SCRUTINY_STORE_ENDPOINT` | where the bucket is, unless it is Amazon's: `https://…` |
| `SCRUTINY_STORE_KEY` | the key to the bucket; default the machine's own right to it |
| `SCRUTINY_STORE_SECRET` | the secret of that key; needed with the one above |
| `SITE_NAME` | the name in the header; default the council's own |
| `SITE_COLOUR` | the colour of the header, as `#rrggbb`; default a dark blue |
| `SITE_URL` | the public address, for links in feeds: `https://…` |
| `MAIL_SERVER` | the server that takes e-mail: `smtp://name:password@host:587`, or `smtps://…:465`; default none |
| `MAIL_FROM` | whom e-mail is from: `Scrutiny <scrutiny@example.gov.uk>`; needed with the one above |
| `OIDC_ISSUER` | the council's own sign-in (OpenID Connect): the issuer, `https://…`, exactly as it names itself |
| `OIDC_CLIENT_ID` | what this site is called there; needed with the one above |
| `OIDC_CLIENT_SECRET` | what this site proves itself with there; needed with the two above |
| `SCRUTINY_WORKER` | who makes packs: `here` (`./run serve`; default), `apart` (`./run work`) or `at-once` (the page) |
| `SCRUTINY_PROXIES` | how many proxies stand in front, whose `X-Forwarded-For` is believed; default 0 |
| `SCRUTINY_TODAY` | the day as of which a demonstration is read, as YYYY-MM-DD; refused for a real record |
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scrutiny.post.server import MailServer
from scrutiny.store.address import BucketAddress

SHORTEST_KEY = 32
SIGN_IN = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
MAIL = ("MAIL_SERVER", "MAIL_FROM")
STORE = ("SCRUTINY_STORE", "SCRUTINY_STORE_ENDPOINT", "SCRUTINY_STORE_KEY", "SCRUTINY_STORE_SECRET")
ISSUER = r"https://[^\s?#]+|http://(127\.0\.0\.1|localhost)(:[0-9]+)?(/[^\s?#]*)?"
"""Where the council's sign-in is: over TLS, but for one on this machine, to try it out."""


class ConfigError(Exception):
    """What is missing or wrong in the settings, every one of them, a sentence each."""


@dataclass(frozen=True, slots=True)
class Config:
    database_url: str
    secret_key: str
    data: Path
    site_name: str
    site_colour: str
    site_url: str
    as_of: date | None
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    mail: MailServer | None = None
    proxies: int = 0
    worker: str = "here"
    bucket: BucketAddress | None = None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Config:
        """Read every setting; raise `ConfigError` with all that is wrong."""
        reading = _Reading(environ)
        url, key = reading.database_url(), reading.secret_key()
        name = reading.one("SITE_NAME", "", "Give a name of one line.", r"[^\r\n]{0,200}")
        colour = reading.one("SITE_COLOUR", "#1d3d6b", "Give a colour such as #1d3d6b.", r"#[0-9a-fA-F]{6}")
        address = reading.one(
            "SITE_URL",
            "http://127.0.0.1:5000",
            "Give an address such as https://scrutiny.example.gov.uk.",
            r"https?://[^\s/]+/?",
        )
        data = reading.one("SCRUTINY_DATA", "var", "Give the path of a folder.", r"[^\0]+")
        worker = reading.one("SCRUTINY_WORKER", "here", "Give here, apart or at-once.", r"here|apart|at-once")
        proxies = reading.one("SCRUTINY_PROXIES", "0", "Give how many proxies stand in front: 0 to 9.", r"[0-9]")
        issuer, client_id, client_secret = reading.sign_in()
        as_of, mail, bucket = reading.as_of(), reading.mail(), reading.bucket()
        if reading.faults:
            raise ConfigError("\n".join(reading.faults))
        return cls(
            database_url=re.sub(r"^postgresql://", "postgresql+psycopg://", url),
            secret_key=key,
            data=Path(data).resolve(),
            site_name=name,
            site_colour=colour,
            site_url=address.rstrip("/"),
            as_of=as_of,
            oidc_issuer=issuer,
            oidc_client_id=client_id,
            oidc_client_secret=client_secret,
            mail=mail,
            proxies=int(proxies),
            worker=worker,
            bucket=bucket,
        )

    @property
    def secure(self) -> bool:
        """Whether the site is reached over TLS, so that cookies may insist on it."""
        return self.site_url.startswith("https:")


class _Reading:
    """The environment as it is read, setting by setting, and what is wrong with each so far."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.faults: list[str] = []

    def one(self, name: str, default: str | None, wrong: str, fits: str) -> str:
        """A setting, which must be there where it has no default; `wrong` says what to give instead."""
        value = self.environ.get(name, default)
        if value is None:
            self.faults.append(f"{name} is missing. {wrong}")
            return ""
        if not re.fullmatch(fits, value):
            self.faults.append(f"{name} is {'empty' if not value else 'wrong'}. {wrong}")
        return value

    def database_url(self) -> str:
        wrong = (
            "Give the address of the database, for example sqlite:////srv/scrutiny/scrutiny.db "
            "or postgresql://name:password@host/scrutiny."
        )
        return self.one("DATABASE_URL", None, wrong, r"(sqlite|postgresql|postgresql\+psycopg)://.*")

    def secret_key(self) -> str:
        wrong = f"Give at least {SHORTEST_KEY} random characters, and keep them secret."
        return self.one("SECRET_KEY", None, wrong, rf"(?s).{{{SHORTEST_KEY},}}")

    def sign_in(self) -> list[str]:
        """Without any of the three, people sign in with a password of this site."""
        given = [self.environ.get(name, "") for name in SIGN_IN]
        if any(given):
            self.one(SIGN_IN[0], None, "Give an address such as https://login.example.gov.uk.", ISSUER)
            self.one(SIGN_IN[1], None, "Give the name that this site has at the council's sign-in.", r"\S+")
            self.one(SIGN_IN[2], None, "Give what the council's sign-in gave this site to prove itself.", r"\S+")
        return given

    def as_of(self) -> date | None:
        written = self.environ.get("SCRUTINY_TODAY", "")
        try:
            return date.fromisoformat(written) if written else None
        except ValueError:
            self.faults.append("SCRUTINY_TODAY is wrong. Give a day such as 2021-11-15, or leave it out.")
            return None

    def mail(self) -> MailServer | None:
        """Without either of the two nothing is sent."""
        server, sender = (self.environ.get(name, "") for name in MAIL)
        try:
            return MailServer.read(server, sender) if server or sender else None
        except ValueError as wrong:
            self.faults.append(str(wrong))
            return None

    def bucket(self) -> BucketAddress | None:
        """Without any of the four, files are kept on disk."""
        url, endpoint, key, secret = (self.environ.get(name, "") for name in STORE)
        if not (url or endpoint or key or secret):
            return None
        try:
            return BucketAddress.read(url, endpoint=endpoint, key=key, secret=secret)
        except ValueError as wrong:
            self.faults.append(str(wrong))
            return None
