"""How papers say that they are not for the public: the words by which a reader may tell (LGA 1972 Sch. 12A)."""

import re

_WORDS = "exempt|restricted|confidential"
_OF = r"items?|information|reports?|appendi(?:x|ces)|business|matters?|papers?|minutes?|session|under|by virtue"
_MARK = re.compile(
    r"not for publication|not for the public|schedule 12A|\bpart (?:two|ii)\b"
    rf"|\b(?:{_WORDS})\s+(?:{_OF})\b"
    rf"|\((?:{_WORDS})\b[^)]*\)"
    rf"|^\s*(?:{_WORDS})\s*(?:$|[-–:,.(])"
    rf"|[-–:]\s*(?:{_WORDS})\s*$"
    rf"|(?-i:\b(?:{_WORDS.upper()})\b)",
    re.IGNORECASE | re.MULTILINE,
)


def marking(text: str) -> str:
    """The words by which the text says so, as written, or nothing: rather once too often, since a person looks at it.

    A matter may be called by such a word and be public: exempt accommodation, or restricted parking.
    """
    found = _MARK.search(text)
    return " ".join(found[0].split()) if found else ""
