"""Names as they are compared: somebody typed twice in two spellings is one person, or is asked about."""

import re
import unicodedata

STYLES = frozenset({"cllr", "councillor", "mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "rev", "reverend"})
"""Words before a name that one writer puts there and the next leaves out."""

_WITHIN = re.compile("[’'ʼ`´]")


def key(name: str) -> str:
    """Equal for names that may be the same: `Cllr. Siân O’Neill` and `sian oneill` have one key.

    Neither case, accents, points, apostrophes, spaces nor the style before a name tell two people apart.
    """
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    words = re.findall(r"\w+", _WITHIN.sub("", plain).casefold())
    while len(words) > 1 and words[0] in STYLES:
        words = words[1:]
    return " ".join(words)
