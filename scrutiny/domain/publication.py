"""How papers say that they are not for the public: by which words a reader may tell (LGA 1972 Sch. 12A)."""

import re

_MARKS = re.compile(
    r"not for publication|schedule 12A|\bexempt\b(?!\s+from)|\bpart\s+(?:two|ii)\b|\bRESTRICTED\b|\bCONFIDENTIAL\b"
    r"|\b(?:restricted|confidential)\s+(?:item|report|business|appendix|information|matter|paper|session)"
    r"|^\s*(?:restricted|confidential|exempt)\W*$"
    r"|\((?:restricted|confidential)\)",
    re.IGNORECASE | re.MULTILINE,
)
_SHOUTED = re.compile(r"\b(?:restricted|confidential)\b", re.IGNORECASE)


def marking(text: str) -> str:
    """The words by which the text says so, as written, or nothing. Rather once too often: a person looks at it."""
    for found in _MARKS.finditer(text):
        if not _SHOUTED.fullmatch(found[0]) or found[0].isupper():
            return " ".join(found[0].split())
    return ""
