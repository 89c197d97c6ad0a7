"""Which addresses and which passwords an account may have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.domain.accounts import email_address, is_for_demonstration, refuse_weak
from scrutiny.domain.rules import RuleBroken


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        pytest.param(" Clerk@Example.ORG ", "clerk@example.org", id="spaces round it and capitals do not matter"),
        pytest.param("clerk\u200b@example.org", "clerk@example.org", id="what prints as nothing goes"),
        pytest.param("o'neil+sos@mail.example.gov.uk", "o'neil+sos@mail.example.gov.uk", id="unusual signs stay"),
    ],
)
def test_an_address_is_kept_in_one_spelling(written: str, kept: str) -> None:
    assert email_address(written) == kept == email_address(kept)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        pytest.param("", "Enter an email address", id="nothing"),
        pytest.param("clerk", "like name@example.org", id="no sign for at"),
        pytest.param("clerk@localhost", "like name@example.org", id="no domain"),
        pytest.param("clerk@example..org", "like name@example.org", id="a domain with a hole"),
        pytest.param("a clerk@example.org", "like name@example.org", id="a space within"),
        pytest.param("clerk@example.org\r\nBcc: all@example.org", "like name@example.org", id="a forged mail header"),
        pytest.param("clerk\x00@example.org", "null", id="a null"),
        pytest.param("c" * 320 + "@example.org", "Shorten it", id="too long"),
    ],
)
def test_what_is_no_address_is_refused_in_words(written: str, says: str) -> None:
    with pytest.raises(RuleBroken, match=says):
        email_address(written)


@given(st.text())
def test_whatever_is_typed_is_an_address_or_refused(written: str) -> None:
    try:
        kept = email_address(written)
    except RuleBroken:
        return
    assert not set(kept) & set(" \t\r\n\x00")


def test_only_the_demonstrations_own_domain_is_the_demonstrations() -> None:
    assert is_for_demonstration("clerk@demo.invalid")
    assert not is_for_demonstration("clerk@notdemo.invalid")
    assert not is_for_demonstration("clerk@demo.invalid.example.org")


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("tawny kettle orchard", id="three random words"),
        pytest.param("x7#Kq!v2Lp9z", id="twelve random characters"),
        pytest.param("密码学家喜欢很长的句子呢", id="a sentence in Chinese"),
        pytest.param("councillors quarrel gently", id="known words among others"),
        pytest.param("a" * 990 + "bcdefghijk", id="the longest"),
    ],
)
def test_a_password_that_is_hard_to_guess_will_do(password: str) -> None:
    refuse_weak(password)


@pytest.mark.parametrize(
    ("password", "says"),
    [
        pytest.param("", "needs at least 12", id="none"),
        pytest.param("x7#Kq!v2Lp9", "11 characters", id="eleven characters"),
        pytest.param("z" * 1001, "the most is 1000", id="longer than a thousand"),
        pytest.param("password1234", "first that are tried", id="password and figures"),
        pytest.param("P4$$w0rd!2026", "first that are tried", id="password in disguise"),
        pytest.param("Welcome-to-Council-2021", "first that are tried", id="known words only"),
        pytest.param("Scrutiny2021!", "first that are tried", id="what the site is called"),
        pytest.param("qwertyuiop12", "first that are tried", id="a row of keys"),
        pytest.param("correcthorsebatterystaple", "first that are tried", id="the famous four words"),
        pytest.param("123456789012", "first that are tried", id="figures in order"),
        pytest.param("+44 (0)1632 960123", "first that are tried", id="a telephone number"),
        pytest.param("xyxyxyxyxyxyxy", "first that are tried", id="two keys in turn"),
    ],
)
def test_a_password_that_is_guessed_first_is_refused_in_words(password: str, says: str) -> None:
    with pytest.raises(RuleBroken, match=says):
        refuse_weak(password)
