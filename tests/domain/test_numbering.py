from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.numbering import (
    AgendaNumber,
    MinuteNumber,
    MinuteStyle,
    Place,
    Restart,
    letter,
    letter_ordinal,
    ordinal_in,
    printed,
    propose,
    series,
    warnings,
)

SEPTEMBER = Place(on=date(2021, 9, 14), year=MunicipalYear(2021), item="7")

STYLES = {
    "running on through the year: 28": (MinuteStyle("{n}"), "28"),
    "number and year: 28/21": (MinuteStyle("{n}/{yy}"), "28/21"),
    "year, month and number: 21/09/28": (MinuteStyle("{yy}/{mm}/{n}", Restart.EACH_MEETING), "21/09/28"),
    "agenda number and paragraph: 7.28": (MinuteStyle("{item}.{n}", Restart.EACH_ITEM), "7.28"),
    "with a prefix: SOS 28": (MinuteStyle("SOS {n}"), "SOS 28"),
    "with a suffix and brackets: [28] S": (MinuteStyle("[{n}] S"), "[28] S"),
    "with the municipal year: 2021/22-28": (MinuteStyle("{year}-{n}"), "2021/22-28"),
    "with the whole date: 14.09.2021 (28)": (MinuteStyle("{dd}.{mm}.{yyyy} ({n})"), "14.09.2021 (28)"),
}


@pytest.mark.parametrize(("style", "expected"), STYLES.values(), ids=STYLES)
def test_the_number_after_27_in_the_committees_style(style, expected):
    assert propose(style, 27, SEPTEMBER) == MinuteNumber(ordinal=28, printed=expected)


def test_an_empty_series_begins_at_one():
    assert propose(MinuteStyle(), None, SEPTEMBER) == MinuteNumber(ordinal=1, printed="1")


def test_a_style_that_prints_more_than_a_number_has_room_for_is_refused(refusal):
    long = MinuteStyle("Minute of the Overview and Scrutiny Panel {n}")
    assert "more than 40 characters" in refusal(propose, long, 27, SEPTEMBER)


@pytest.mark.parametrize("style", [style for style, _ in STYLES.values()], ids=STYLES)
@given(ordinal=st.integers(1, 99_999))
def test_the_integer_is_read_back_from_what_is_printed(style, ordinal):
    assert ordinal_in(style, printed(style, ordinal, SEPTEMBER)) == ordinal


NOT_IN_STYLE = {
    "another style": "28",
    "a number with a letter": "28A/21",
    "nothing": "",
    "zero is no number": "0/21",
    "digits of another script": "٢٨/21",
    "a key leant on": f"{10**20}/21",
}


@pytest.mark.parametrize("text", NOT_IN_STYLE.values(), ids=NOT_IN_STYLE)
def test_text_that_is_not_in_the_style_has_no_integer(text):
    assert ordinal_in(MinuteStyle("{n}/{yy}"), text) is None


BAD_PATTERNS = {
    "without the number": ("{yy}/{mm}", "needs the place {n} exactly once"),
    "with the number twice": ("{n}.{n}", "needs the place {n} exactly once"),
    "with a place that does not exist": ("{n}/{week}", "Use the places {n}, {yy}, {yyyy}, {mm}, {dd}, {year}, {item}"),
    "with a bracket that does not close": ("{n}/{yy", "cannot be read"),
    "with code in a place": ("{n.__class__}", "cannot be read"),
    "with a bracket alone": ("{n}}", "cannot be read"),
}


@pytest.mark.parametrize(("pattern", "why"), BAD_PATTERNS.values(), ids=BAD_PATTERNS)
def test_a_pattern_that_cannot_be_printed_is_refused(pattern, why, refusal):
    assert why in refusal(MinuteStyle, pattern)


def test_minutes_that_restart_with_each_item_must_show_the_item(refusal):
    assert "need {item} in their pattern" in refusal(MinuteStyle, "{n}", Restart.EACH_ITEM)


def test_a_style_with_the_item_needs_the_agenda_number(refusal):
    place = Place(on=date(2021, 9, 14), year=MunicipalYear(2021))
    style = MinuteStyle("{item}.{n}", Restart.EACH_ITEM)
    assert "Number the item first." in refusal(printed, style, 2, place)


SERIES = {
    "runs on for years": (MinuteStyle("{n}", Restart.NEVER), "all"),
    "begins again with the municipal year": (MinuteStyle("{n}", Restart.EACH_YEAR), "2021/22"),
    "begins again with each meeting": (MinuteStyle("{yy}/{mm}/{n}", Restart.EACH_MEETING), "2021-09-14"),
    "begins again with each item": (MinuteStyle("{item}.{n}", Restart.EACH_ITEM), "2021-09-14 item 7"),
}


@pytest.mark.parametrize(("style", "expected"), SERIES.values(), ids=SERIES)
def test_the_series_that_a_number_is_unique_in(style, expected):
    assert series(style, SEPTEMBER) == expected


WARNINGS = {
    "the next number is in order": (31, {29, 30}, []),
    "the first number of a series may be any, for a council that starts in mid-year": (26, set(), []),
    "a repeat": (30, {29, 30}, ["Number 30 has already been issued in this series. The last one issued is 30."]),
    "a gap of one": (32, {29, 30}, ["Number 32 leaves a gap: 31 not issued. The last one issued is 30."]),
    "a gap of many": (40, {29, 30}, ["Number 40 leaves a gap: 31 to 39 not issued. The last one issued is 30."]),
    "a step back into an old gap": (28, {27, 30}, ["Number 28 comes before 30, the last one issued in this series."]),
}


@pytest.mark.parametrize(("proposed", "issued", "expected"), WARNINGS.values(), ids=WARNINGS)
def test_a_clerk_is_warned_of(proposed, issued, expected):
    assert warnings(proposed, issued) == expected


@given(issued=st.sets(st.integers(1, 500), max_size=40))
def test_the_proposed_number_never_needs_a_warning(issued):
    proposed = propose(MinuteStyle(), max(issued, default=None), SEPTEMBER)
    assert warnings(proposed.ordinal, issued) == []


LETTERS = {"the first": (1, "a"), "the last single": (26, "z"), "27, as in Word": (27, "aa"), "28": (28, "bb")}


@pytest.mark.parametrize(("ordinal", "expected"), LETTERS.values(), ids=LETTERS)
def test_resolutions_are_lettered_as_word_letters_a_list(ordinal, expected):
    assert letter(ordinal) == expected


@given(st.integers(1, 2_000))
def test_a_letter_is_read_back(ordinal):
    assert letter_ordinal(letter(ordinal)) == ordinal


@pytest.mark.parametrize("text", ["c)", "(c)", "C.", " c "])
def test_a_letter_is_read_with_its_brackets(text):
    assert letter_ordinal(text) == 3


@pytest.mark.parametrize("text", ["", "ab", "7", "é", "a b"])
def test_what_is_no_letter_is_refused(text, refusal):
    assert "is not the letter of a resolution" in refusal(letter_ordinal, text)


def test_letters_are_counted_from_one():
    with pytest.raises(ValueError, match="counted from 1"):
        letter(0)


def test_late_items_take_letters_after_the_item_they_follow():
    five = AgendaNumber(5)
    taken = [AgendaNumber(4, 1), five]
    numbers = []
    for _ in range(28):
        late = five.late_item(taken)
        taken.append(late)
        numbers.append(str(late))
    assert (numbers[0], numbers[1], numbers[25], numbers[26], numbers[27]) == ("5A", "5B", "5Z", "5AA", "5BB")


def test_the_first_late_item_is_a_whatever_else_came_late():
    assert str(AgendaNumber(5).late_item([AgendaNumber(4, 1)])) == "5A"


def test_agenda_numbers_are_ordered_by_integer_not_by_text():
    printed_order = [
        str(number) for number in sorted(map(AgendaNumber.parse, ["10", "5A", "9", "5", "5B", "6", "5AA"]))
    ]
    assert printed_order == ["5", "5A", "5B", "5AA", "6", "9", "10"]


@given(position=st.integers(1, 300), late=st.integers(0, 60))
def test_an_agenda_number_is_read_back(position, late):
    number = AgendaNumber(position, late)
    assert AgendaNumber.parse(str(number)) == number


@pytest.mark.parametrize("text", ["", "A", "0", "5-A", "-1", "5.1"])
def test_what_is_no_agenda_number_is_refused(text, refusal):
    assert "is not an agenda number" in refusal(AgendaNumber.parse, text)
