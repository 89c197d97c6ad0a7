"""A page's text is encoded as ever, wherever its pieces end."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.web.encoding import PIECE, in_utf8


@given(
    before=st.integers(PIECE - 3, PIECE + 3),
    text=st.text(alphabet="a’–é😀\u0301", max_size=8),
    after=st.integers(0, 2 * PIECE),
)
def test_a_text_is_encoded_as_in_one_piece(before: int, text: str, after: int) -> None:
    whole = "a" * before + text + "b" * after
    assert in_utf8(whole) == whole.encode()


def test_half_a_letter_is_refused_as_ever() -> None:
    with pytest.raises(UnicodeEncodeError):
        in_utf8("a" * PIECE + "\ud83d")


def test_a_view_s_text_is_answered_so(app: Flask) -> None:
    text = "Scrutiny – the council’s " * PIECE
    response = app.make_response((text, 422))
    assert (response.status_code, response.get_data(), response.content_length) == (
        422,
        text.encode(),
        len(text.encode()),
    )
