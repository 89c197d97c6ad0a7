"""Reasons: what is closed, moved or changed late says why, in the record."""

from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import clean


def required(because: str, what: str) -> str:
    """The reason as it can be kept. Raises RuleBroken, naming `what` is to be said, for an empty one."""
    kept = clean(because, field="The reason").strip()
    if not kept:
        raise RuleBroken(f"Say {what}.")
    return kept
