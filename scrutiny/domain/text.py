"""What text the record may hold: what is tidied without asking, and what is refused by name.

Text comes pasted from Word, e-mail and PDF, and goes out into Word (XML 1.0), HTML, iCalendar and CSV. A character that
one of them cannot carry is stopped here, where a person can still mend it, not when the document is printed.

Tidied, because nothing that a reader sees is lost:
- Word's soft line break (U+000B), CRLF, CR, NEL and the Unicode line and paragraph separators become a line feed;
- soft hyphens, zero-width spaces, word joiners and byte-order marks go: they print as nothing, but a word with one
  inside is not found by a search. Zero-width joiners stay: emoji, Persian and Indic scripts are spelt with them;
- letters typed as two (w + circumflex) become one (ŵ), so that Welsh is found however it was typed (Unicode NFC).

Refused, because to drop it could change what was meant:
- control characters, lone halves of surrogate pairs, and code points that are no characters, such as U+FFFE;
- left-to-right and right-to-left *overrides*: they show letters in another order than they are stored, so that what a
  member reads is not what was recorded. The marks, embeddings and isolates that Arabic, Hebrew and Urdu need are kept.
"""

import re
import unicodedata

from scrutiny.domain.rules import RuleBroken

LONGEST_LINE = 255
"""Characters in a one-line field unless told otherwise: the most that a Word document's title holds."""

_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_REFUSED = re.compile(f"[\x00-\x08\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff{_NONCHARACTERS}]")
_NAMES = {
    "\x00": "null",
    "\x07": "bell",
    "\x08": "backspace",
    "\x0c": "form feed",
    "\x1b": "escape",
    "\x7f": "delete",
}
_MOST_NAMED = 5


def clean(text: str, *, field: str) -> str:
    """The text as it can be kept. Raises RuleBroken naming the field, each character refused and its line.

    Idempotent. Neither trims nor folds spaces: in Markdown both carry meaning.
    """
    text = _UNSEEN.sub("", _LINE_BREAKS.sub("\n", text))
    refused = list(_REFUSED.finditer(text))
    if refused:
        raise RuleBroken(_refusal(field, text, refused))
    return unicodedata.normalize("NFC", text)


def one_line(text: str, *, field: str, most: int = LONGEST_LINE) -> str:
    """A title or a name: cleaned, on one line, single spaces, ends trimmed; RuleBroken if longer than `most`."""
    line = " ".join(clean(text, field=field).split())
    if len(line) > most:
        raise RuleBroken(
            f"{field} is {len(line)} characters long and the most is {most}. Shorten it by {len(line) - most}."
        )
    return line


def _refusal(field: str, text: str, refused: list[re.Match[str]]) -> str:
    named = [
        f"{_name(found[0])} at line {text.count(chr(10), 0, found.start()) + 1}" for found in refused[:_MOST_NAMED]
    ]
    if len(refused) == 1:
        return f"{field} has a character that cannot be kept: {named[0]}. Delete it and try again."
    more = f" and {len(refused) - _MOST_NAMED} more" if len(refused) > _MOST_NAMED else ""
    listed = "; ".join(named) + more
    return f"{field} has {len(refused)} characters that cannot be kept: {listed}. Delete them and try again."


def _name(character: str) -> str:
    """ "U+0000 (null)": the code to search for, and a word for what it is."""
    match unicodedata.category(character):
        case "Cc":
            word = _NAMES.get(character, "control character")
        case "Cs":
            word = "half of a broken character"
        case "Cn":
            word = "not a character"
        case _:
            word = unicodedata.name(character).lower()
    return f"U+{ord(character):04X} ({word})"
