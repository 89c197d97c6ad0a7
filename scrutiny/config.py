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
        faults: list[str] = []

        def setting(name: str, default: str | None, wrong: str, fits: str) -> str:
            value = environ.get(name, default)
            if value is None:
                faults.append(f"{name} is missing. {wrong}")
                return ""
            if not re.fullmatch(fits, value):
                faults.append(f"{name} is {'empty' if not value else 'wrong'}. {wrong}")
            return value

        url = setting(
            "DATABASE_URL",
            None,
            "Give the address of the database, for example sqlite:////srv/scrutiny/scrutiny.db "
            "or postgresql://name:password@host/scrutiny.",
            r"(sqlite|postgresql|postgresql\+psycopg)://.*",
        )
        key = setting(
            "SECRET_KEY",
            None,
            f"Give at least {SHORTEST_KEY} random characters, and keep them secret.",
            rf"(?s).{{{SHORTEST_KEY},}}",
        )
        name = setting("SITE_NAME", "", "Give a name of one line.", r"[^\r\n]{0,200}")
        colour = setting("SITE_COLOUR", "#1d3d6b", "Give a colour such as #1d3d6b.", r"#[0-9a-fA-F]{6}")
        address = setting(
            "SITE_URL",
            "http://127.0.0.1:5000",
            "Give an address such as https://scrutiny.example.gov.uk.",
            r"https?://[^\s/]+/?",
        )
        data = setting("SCRUTINY_DATA", "var", "Give the path of a folder.", r"[^\0]+")
        worker = setting("SCRUTINY_WORKER", "here", "Give here, apart or at-once.", r"here|apart|at-once")
        proxies = setting("SCRUTINY_PROXIES", "0", "Give how many proxies stand in front: 0 to 9.", r"[0-9]")
        sign_in = [environ.get(name, "") for name in SIGN_IN]
        if any(sign_in):
            setting(SIGN_IN[0], None, "Give an address such as https://login.example.gov.uk.", ISSUER)
            setting(SIGN_IN[1], None, "Give the name that this site has at the council's sign-in.", r"\S+")
            setting(SIGN_IN[2], None, "Give what the council's sign-in gave this site to prove itself.", r"\S+")
        as_of = _day(environ.get("SCRUTINY_TODAY", ""), faults)
        mail = _mail(environ.get("MAIL_SERVER", ""), environ.get("MAIL_FROM", ""), faults)
        bucket = _bucket(environ, faults)
        if faults:
            raise ConfigError("\n".join(faults))
        return cls(
            database_url=re.sub(r"^postgresql://", "postgresql+psycopg://", url),
            secret_key=key,
            data=Path(data).resolve(),
            site_name=name,
            site_colour=colour,
            site_url=address.rstrip("/"),
            as_of=as_of,
            oidc_issuer=sign_in[0],
            oidc_client_id=sign_in[1],
            oidc_client_secret=sign_in[2],
            mail=mail,
            proxies=int(proxies),
            worker=worker,
            bucket=bucket,
        )

    @property
    def secure(self) -> bool:
        """Whether the site is reached over TLS, so that cookies may insist on it."""
        return self.site_url.startswith("https:")


def _day(written: str, faults: list[str]) -> date | None:
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        faults.append("SCRUTINY_TODAY is wrong. Give a day such as 2021-11-15, or leave it out.")
        return None


def _mail(server: str, sender: str, faults: list[str]) -> MailServer | None:
    """Without either of the two nothing is sent."""
    if not (server or sender):
        return None
    try:
        return MailServer.read(server, sender)
    except ValueError as wrong:
        faults.append(str(wrong))
        return None


def _bucket(environ: Mapping[str, str], faults: list[str]) -> BucketAddress | None:
    """Without any of the four, files are kept on disk."""
    names = ("SCRUTINY_STORE", "SCRUTINY_STORE_ENDPOINT", "SCRUTINY_STORE_KEY", "SCRUTINY_STORE_SECRET")
    url, endpoint, key, secret = (environ.get(name, "") for name in names)
    if not (url or endpoint or key or secret):
        return None
    try:
        return BucketAddress.read(url, endpoint=endpoint, key=key, secret=secret)
    except ValueError as wrong:
        faults.append(str(wrong))
        return None
