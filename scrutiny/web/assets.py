"""Style sheets and pictures, each under an address that names the content of all of them and so is kept for a year."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

from scrutiny.config import ConfigError
from scrutiny.web.headers import ALWAYS

ONE_YEAR = 365 * 24 * 60 * 60
FOREVER = f"public, max-age={ONE_YEAR}, immutable"
FETCHED = "vendor/govuk-frontend.min.css"


def register(app: Flask) -> None:
    folder = Path(app.root_path) / "static"
    if not (folder / FETCHED).is_file():
        raise ConfigError(f"The style sheet static/{FETCHED} is missing. Run ./run serve, which fetches it.")
    prefix = f"/static/{digest(folder)}/"
    noise = WhiteNoise(app.wsgi_app, max_age=ONE_YEAR, allow_all_origins=False, add_headers_function=_add_headers)
    noise.add_files(str(folder), prefix=prefix)
    app.wsgi_app = noise  # type: ignore[method-assign]
    app.jinja_env.globals["asset"] = prefix.__add__


def digest(folder: Path) -> str:
    """Of every file's name and content, in one order."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    content = blake2b(digest_size=8)
    for path in files:
        content.update(path.relative_to(folder).as_posix().encode())
        content.update(path.read_bytes())
    return content.hexdigest()


def _add_headers(headers: Headers, _path: str, _url: str) -> None:
    for name, value in ALWAYS:
        headers[name] = value
    headers["Cache-Control"] = FOREVER
