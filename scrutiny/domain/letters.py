"""Letters that go by e-mail: where they can go, how often they are tried, and when they are given up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from scrutiny.domain.accounts import email_address, is_for_demonstration
from scrutiny.domain.rules import RuleBroken

LONGEST_SUBJECT = 150
GIVEN_UP_AFTER = timedelta(days=4)
"""Longer than a weekend without a mail server, and than any link that a letter brings would be missed."""

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WAITS: Mapping[int, timedelta] = {1: _MINUTE, 2: 5 * _MINUTE, 3: 30 * _MINUTE, 4: 2 * _HOUR, 5: 8 * _HOUR, 6: _DAY}
"""How long to wait after the first try, the second and so on; after the last of them, as long as after that."""

# RFC 5321 sections 4.1.2 and 4.5.3.1.1, without what nobody's address has: quotes, domains in brackets.
_LOCAL = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_MAILABLE = re.compile(rf"(?=.{{1,64}}@)(?=.{{1,254}}\Z){_LOCAL}@{_LABEL}(\.{_LABEL})+")


def address(written: str) -> str:
    """An e-mail address that any server can be asked to deliver to. RuleBroken when it is none."""
    found = email_address(written)
    if not _MAILABLE.fullmatch(found):
        raise RuleBroken("Enter an email address in the correct format, like name@example.org")
    return found


def undeliverable(email: str) -> str:
    """Why no letter can ever reach this address; "" where one can be tried."""
    try:
        if address(email) != email:
            return "The address is not written as e-mail addresses are."
    except RuleBroken:
        return "The address is not written as e-mail addresses are."
    if is_for_demonstration(email) or email.endswith(".invalid"):
        return "It is the address of a demonstration, and nobody reads letters there."
    return ""


def next_try(tries: int, *, queued_at: datetime, at: datetime) -> datetime | None:
    """When to try again after that many tries in vain; None when it is time to give up."""
    again = at + WAITS[min(tries, max(WAITS))]
    return again if again <= queued_at + GIVEN_UP_AFTER else None
