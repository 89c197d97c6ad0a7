import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import clean, one_line

TIDIED = {
    "Word's soft line break becomes a line feed": ("a\x0bb", "a\nb"),
    "CRLF becomes a line feed": ("a\r\nb\r\n", "a\nb\n"),
    "a lone carriage return becomes a line feed": ("a\rb", "a\nb"),
    "the next-line control becomes a line feed": ("a\x85b", "a\nb"),
    "the Unicode line separator becomes a line feed": ("a\u2028b", "a\nb"),
    "the Unicode paragraph separator becomes a line feed": ("a\u2029b", "a\nb"),
    "a soft hyphen goes": ("safe\u00adguarding", "safeguarding"),
    "a zero-width space goes": ("safe\u200bguarding", "safeguarding"),
    "a word joiner goes": ("safe\u2060guarding", "safeguarding"),
    "a byte-order mark goes": ("\ufeffMinutes", "Minutes"),
    "a letter typed as two becomes one": ("w\u0302r", "\u0175r"),
}


@pytest.mark.parametrize(("text", "expected"), TIDIED.values(), ids=TIDIED)
def test_what_a_reader_cannot_see_is_tidied(text, expected):
    assert clean(text, field="Minute 28") == expected


KEPT = {
    "Welsh": "Cyngor Sir Ddinbych: y Pwyllgor Craffu, tŷ a dŵr",
    "an emoji family held together by joiners": "👨\u200d👩\u200d👧",
    "the flag of Wales, spelt with tags": "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
    "Persian with its non-joiner": "می\u200cخواهم",
    "a right-to-left mark": "שלום\u200f!",
    "isolates round a Hebrew name": "Cllr \u2067כהן\u2069 asked",
    "an embedding": "\u202bשלום\u202c",
    "a no-break space": "10\u00a0am",
    "tabs, line feeds and two spaces at a line's end": "a\tb  \n\n c",
    "what other programs read as markup": "]]> <w:p> {{ x }} {% y %} & \" '",
    "nothing": "",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_a_language_needs_is_kept(text):
    assert clean(text, field="Minute 28") == text


REFUSED = {
    "null": ("a\n\nb\x00", "U+0000 (null) at line 3"),
    "form feed": ("a\x0cb", "U+000C (form feed) at line 1"),
    "escape": ("a\r\n\x1b[31m", "U+001B (escape) at line 2"),
    "delete": ("\x7f", "U+007F (delete) at line 1"),
    "a control without a name of its own": ("\x92", "U+0092 (control character) at line 1"),
    "a lone half of a pair": ("\ud83d", "U+D83D (half of a broken character) at line 1"),
    "U+FFFE": ("a\x0b\ufffe", "U+FFFE (not a character) at line 2"),
    "U+FFFF": ("\uffff", "U+FFFF (not a character) at line 1"),
    "a code point of a higher plane that is no character": ("\U0001fffe", "U+1FFFE (not a character) at line 1"),
    "a right-to-left override": ("pay \u202e000,1£", "U+202E (right-to-left override) at line 1"),
    "a left-to-right override": ("\u202dabc", "U+202D (left-to-right override) at line 1"),
}


@pytest.mark.parametrize(("text", "named"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_kept_is_refused_by_name(text, named, refusal):
    expected = f"Minute 28 has a character that cannot be kept: {named}. Delete it and try again."
    assert refusal(clean, text, field="Minute 28") == expected


def test_every_character_refused_is_named_at_once(refusal):
    assert refusal(clean, "a\x00\nb\x0c", field="Title") == (
        "Title has 2 characters that cannot be kept: U+0000 (null) at line 1; U+000C (form feed) at line 2. "
        "Delete them and try again."
    )


def test_a_flood_of_them_is_counted(refusal):
    assert refusal(clean, "\x00" * 5, field="Title").endswith("U+0000 (null) at line 1. Delete them and try again.")
    sentence = refusal(clean, "\x00" * 200, field="Title")
    assert sentence.startswith("Title has 200 characters that cannot be kept: U+0000 (null) at line 1; ")
    assert sentence.endswith(" and 195 more. Delete them and try again.")


def test_a_title_is_one_line_of_single_spaces():
    assert one_line("  Adult\x0bSafeguarding \t\r\n Project\u00a0", field="Title") == "Adult Safeguarding Project"


def test_a_title_may_be_as_long_as_its_field_and_no_longer(refusal):
    assert one_line("x" * 255, field="Title") == "x" * 255
    assert refusal(one_line, "x" * 312, field="Title") == (
        "Title is 312 characters long and the most is 255. Shorten it by 57."
    )
    assert refusal(one_line, "abcd", field="Code", most=3).endswith("Shorten it by 1.")


def test_a_title_with_a_control_character_is_refused(refusal):
    assert refusal(one_line, "a\x00", field="Title").startswith("Title has a character that cannot be kept")


anything = st.text(st.characters(exclude_categories=()), max_size=40) | st.text(
    st.sampled_from("aw \n\r\t\x0b\x0c\x00\x85\u00ad\u0302\u200b\u200d\u2028\u202e\ufeff\ufffe\ud800"), max_size=20
)


@given(anything)
def test_text_is_refused_or_can_be_kept_by_all(text):
    try:
        kept = clean(text, field="Minute 28")
    except RuleBroken:
        return
    assert clean(kept, field="Minute 28") == kept
    assert unicodedata.is_normalized("NFC", kept)
    element = ElementTree.Element("t")
    element.text = kept
    assert (ElementTree.fromstring(ElementTree.tostring(element, encoding="utf-8")).text or "") == kept


@given(anything)
def test_a_title_stays_as_it_is(text):
    try:
        line = one_line(text, field="Title")
    except RuleBroken:
        return
    assert one_line(line, field="Title") == line
    assert len(line.splitlines()) <= 1
