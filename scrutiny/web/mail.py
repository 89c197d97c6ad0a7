"""Whether letters leave this site at all: pages that promise one say so where they do not."""

from __future__ import annotations

from flask import current_app

from scrutiny.config import Config


def mail_is_set() -> bool:
    config: Config = current_app.extensions["scrutiny.config"]
    return config.mail is not None


def site_url() -> str:
    config: Config = current_app.extensions["scrutiny.config"]
    return config.site_url
