"""Links by which somebody sets a password without knowing the old one: signed, for one use, and for a while.

What is signed holds a mark of the password that the account has now. Once another is set, or every session is ended,
the mark is another and the link is worth nothing: nothing has to be kept of it.
"""

from __future__ import annotations

import hmac
from datetime import timedelta
from hashlib import sha256

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy.orm import Session

from scrutiny.config import Config
from scrutiny.models.accounts import Account

LASTS = {"forgotten": timedelta(hours=1), "invited": timedelta(days=14)}
"""Why a link was made, and for how long it works."""


def make(account: Account, why: str) -> str:
    """The whole address."""
    config: Config = current_app.extensions["scrutiny.config"]
    return f"{config.site_url}/password/set/{_signer(why).dumps([account.id, _mark(account)])}"


def account_of(session: Session, token: str) -> Account | None:
    """Whose link it is; None for one that was used, has run out, or was never made."""
    for why, lasts in LASTS.items():
        try:
            id_, mark = _signer(why).loads(token, max_age=int(lasts.total_seconds()))
        except BadData:
            continue
        account = session.get(Account, id_)
        if account and account.active and hmac.compare_digest(mark, _mark(account)):
            return account
    return None


def _mark(account: Account) -> str:
    return sha256(f"{account.id} {account.token_version} {account.password_hash}".encode()).hexdigest()[:32]


def _signer(why: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=f"password {why}")
