"""Proxies of the council's own in front of the site: from whom a request came is then what the last of them says.

Of all that a proxy may say, only the reader's address is believed, and only where a setting says how many there are.
Neither `Host` nor the scheme is ever taken from it: links are written with `SITE_URL`, which also says whether cookies
insist on TLS.
"""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from scrutiny.config import Config


def register(app: Flask) -> None:
    config: Config = app.extensions["scrutiny.config"]
    if config.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=config.proxies, x_proto=0, x_host=0, x_port=0, x_prefix=0
        )
