"""Names as they are compared: somebody typed twice in two spellings is one person, or is asked about."""

import re
import unicodedata


def key(name: str) -> str:
    """Equal for names that may be the same: neither case, accents, points nor spaces tell two people apart."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", plain.casefold()))
