"""What a committee is called in addresses and references."""

import re

from scrutiny.domain.rules import RuleBroken

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,19}")
TAKEN_BY_PAGES = frozenset({"new"})


def code(typed: str) -> str:
    """The code as it stands in `/committees/SOS` and in the reference `SOS/A1`. Raises RuleBroken for another kind."""
    written = typed.strip()
    if not CODE.fullmatch(written):
        raise RuleBroken("Write the code with 1 to 20 letters, figures, hyphens or underscores, like SOS")
    if written.lower() in TAKEN_BY_PAGES:
        raise RuleBroken(f"“{written}” is the address of another page. Choose another code, like SOS")
    return written
