"""What an account may be called, and which passwords it may have."""

from __future__ import annotations

import re

from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import one_line

LONGEST_EMAIL = 320
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1000
FEWEST_LETTERS = 5
"""Different characters in a password: fewer is one key held down, or two in turn."""

DEMONSTRATION_DOMAIN = "demo.invalid"
"""Where the accounts of the demonstration live: no mail can ever be sent there (RFC 2606)."""

_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")

# What the passwords that are tried first are made of, once figures, signs and look-alike letters are taken away.
_LIST = """
abc abcd abcde abcdef abcdefg abcdefgh abcdefghijkl access admin administrator agenda april asdf asdfg asdfgh
asdfghjkl august autumn baseball batman britain changeme charlie chelsea chocolate clerk computer correcthorse
correcthorsebatterystaple council councillor county daniel december default demo dragon england everton
february football freedom george hello iloveyou january jessica july june killer letmein letmeinnow liverpool
login london manchester march master michael monday monkey mustang november october officer open opensesame
pass passwd password passwordpassword princess qazwsx qazwsxedc qwer qwert qwerty qwertyqwerty qwertyui
qwertyuiop qwertyuiopasdfghjklzxcvbnm root scrutiny secret september shadow spring starwars summer sunday
sunshine superman temp temporary test testing thomas trustno tuesday user username welcome welcometo winter
zaq zaqxsw zxcvbn zxcvbnm
"""
_TRIED_FIRST = frozenset(_LIST.split())
_LOOK_ALIKES = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"})
_SIGNS = "0123456789!?.#*-_ "
_NUMBER = re.compile(r"[\d\s./:+()-]+")  # a telephone number, a date
_ADVICE = "Three random words are easy to remember and hard to guess."


def email_address(written: str) -> str:
    """The address as accounts keep and compare it: one line, case-folded. RuleBroken when it is none."""
    address = one_line(written, field="The email address", most=LONGEST_EMAIL).casefold()
    if not address:
        raise RuleBroken("Enter an email address")
    if not _EMAIL.fullmatch(address):
        raise RuleBroken("Enter an email address in the correct format, like name@example.org")
    return address


def is_for_demonstration(address: str) -> bool:
    return address.endswith(f"@{DEMONSTRATION_DOMAIN}")


def refuse_weak(password: str) -> None:
    """RuleBroken when the password is short, or among those that are tried first."""
    if len(password) < SHORTEST_PASSWORD:
        raise RuleBroken(
            f"The password has {len(password)} characters and needs at least {SHORTEST_PASSWORD}. {_ADVICE}"
        )
    if len(password) > LONGEST_PASSWORD:
        raise RuleBroken(f"The password has {len(password)} characters and the most is {LONGEST_PASSWORD}.")
    if len(set(password)) < FEWEST_LETTERS or _NUMBER.fullmatch(password) or _is_tried_first(password.casefold()):
        raise RuleBroken(f"This password is among the first that are tried. Choose another. {_ADVICE}")


def _is_tried_first(password: str) -> bool:
    """Whether nothing is left of it beside well-known words: as typed, and with `p4$$w0rd` read as letters."""
    readings = (password, password.translate(_LOOK_ALIKES), password.strip(_SIGNS).translate(_LOOK_ALIKES))
    return any(_is_known_words("".join(filter(str.isalpha, reading))) for reading in readings)


def _is_known_words(letters: str) -> bool:
    """Whether the letters are one or more known words and nothing else."""
    reached = {0}
    for end in range(1, len(letters) + 1):
        if any(letters[start:end] in _TRIED_FIRST for start in reached):
            reached.add(end)
    return len(letters) in reached - {0}
