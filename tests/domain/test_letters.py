from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from scrutiny.domain import letters
from scrutiny.domain.rules import RuleBroken

NOON = datetime(2021, 11, 12, 12, 0, tzinfo=UTC)  # a Friday


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        pytest.param("jo@example.org", "jo@example.org", id="as it is written"),
        pytest.param("  Jo.Reed@Example.ORG ", "jo.reed@example.org", id="in capitals, with spaces around it"),
        pytest.param("o'hara+scrutiny@mail.loamshire.gov.uk", "o'hara+scrutiny@mail.loamshire.gov.uk", id="with signs"),
        pytest.param("jo@example.org\r\n", "jo@example.org", id="pasted with the end of its line"),
    ],
)
def test_an_address_is_kept_as_it_is_compared(written: str, kept: str) -> None:
    assert letters.address(written) == kept
    assert letters.undeliverable(kept) == ""


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("", id="nothing"),
        pytest.param("jo", id="a name"),
        pytest.param("jo@localhost", id="a machine without a domain"),
        pytest.param("jo@example.org\nBcc: everyone@example.org", id="a second header behind a newline"),
        pytest.param("jo@example.org\r\nRCPT TO:<all@example.org>", id="a second command behind a newline"),
        pytest.param("jo@example.org,ann@example.org", id="two addresses"),
        pytest.param("<jo@example.org>", id="in brackets"),
        pytest.param('"jo reed"@example.org', id="a quoted name"),
        pytest.param("jo@[127.0.0.1]", id="a machine by its number"),
        pytest.param("jo@-example.org", id="a domain that begins with a hyphen"),
        pytest.param("jö@example.org", id="a letter that not every server takes"),
        pytest.param(".jo@example.org", id="a name that begins with a full stop"),
        pytest.param("j" * 65 + "@example.org", id="a name of 65 characters"),
        pytest.param("jo@" + "a." * 126 + "org", id="an address of 258 characters"),
        pytest.param("jo@exa\x00mple.org", id="a control character"),
    ],
)
def test_what_is_no_address_is_refused_and_cannot_be_delivered_to(written: str) -> None:
    with pytest.raises(RuleBroken):
        letters.address(written)
    assert "not written as" in letters.undeliverable(written)


@pytest.mark.parametrize("email", ["clerk@demo.invalid", "nobody@council.invalid"])
def test_nobody_reads_letters_at_an_address_of_the_demonstration(email: str) -> None:
    assert "demonstration" in letters.undeliverable(email)


def test_an_address_that_was_not_read_as_one_cannot_be_delivered_to() -> None:
    assert letters.undeliverable("Jo@Example.org") != ""


MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("tries", "after", "wait"),
    [
        pytest.param(1, MINUTE, MINUTE, id="a minute after the first try"),
        pytest.param(2, MINUTE, 5 * MINUTE, id="five after the second"),
        pytest.param(3, HOUR, 30 * MINUTE, id="half an hour after the third"),
        pytest.param(4, HOUR, 2 * HOUR, id="two hours after the fourth"),
        pytest.param(5, HOUR, 8 * HOUR, id="eight after the fifth"),
        pytest.param(6, DAY, DAY, id="a day after the sixth"),
        pytest.param(9, 3 * DAY, DAY, id="and a day after each that follows"),
        pytest.param(9, 3 * DAY + MINUTE, None, id="not at all when that would be after four days"),
    ],
)
def test_tries_are_further_and_further_apart_until_it_is_given_up(
    tries: int, after: timedelta, wait: timedelta | None
) -> None:
    at = NOON + after
    assert letters.next_try(tries, queued_at=NOON, at=at) == (None if wait is None else at + wait)


def test_a_mail_server_that_is_down_from_friday_to_monday_loses_no_letter() -> None:
    at, tries, monday = NOON, 1, datetime(2021, 11, 15, 9, 0, tzinfo=UTC)
    while at < monday:
        again = letters.next_try(tries, queued_at=NOON, at=at)
        assert again is not None
        at, tries = again, tries + 1
    assert at - monday < DAY
