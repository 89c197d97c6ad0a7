"""Keeps passwords as Argon2id hashes, and compares with them.

Nineteen mebibytes and two passes, the least that OWASP recommends: many may sign in at once on a small machine.
"""

from __future__ import annotations

import hmac
import unicodedata
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$kU0T71A3QCDrycZNFNAMvA$EMC/QD5EacaQWbpXX8ad/uQ/vtMFRrWLBKa9M0d3j6Y"
"""The hash of random bytes that nobody kept, at the same cost: what an unknown account is compared with."""

CONSONANTS = "bdfghjklmnprstvz"
VOWELS = "aiou"


def hashed(password: str) -> str:
    return HASHER.hash(_plain(password))


def matches(kept: str, password: str) -> bool:
    """Whether this is the password. Takes as long for an account that has none, or that does not exist ("")."""
    try:
        return HASHER.verify(kept or NOBODYS, _plain(password)) and bool(kept)
    except VerifyMismatchError:
        return False


def is_outdated(kept: str) -> bool:
    """Whether it was hashed at another cost than passwords are hashed at now."""
    return HASHER.check_needs_rehash(kept)


def derived(key: str, purpose: str) -> str:
    """A password that can be read out, made from a secret key: three words of five letters, 48 bits."""
    digest = hmac.new(key.encode(), purpose.encode(), sha256).digest()
    return "-".join(_word(int.from_bytes(digest[at : at + 2])) for at in (0, 2, 4))


def _word(bits: int) -> str:
    """Sixteen bits as consonant, vowel, consonant, vowel, consonant."""
    return (
        CONSONANTS[bits >> 12]
        + VOWELS[bits >> 10 & 3]
        + CONSONANTS[bits >> 6 & 15]
        + VOWELS[bits >> 4 & 3]
        + CONSONANTS[bits & 15]
    )


def _plain(password: str) -> bytes:
    """The same bytes on whatever keyboard it is typed: `é` as one character or as two."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
