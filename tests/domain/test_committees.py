"""The code of a committee is part of its addresses."""

from __future__ import annotations

import pytest

from scrutiny.domain.committees import code
from scrutiny.domain.rules import RuleBroken


@pytest.mark.parametrize("typed", ["SOS", " SOS ", "sos-2", "7", "Children_and_Young_1"])
def test_it_is_kept_as_it_is_written(typed: str) -> None:
    assert code(typed) == typed.strip()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("", "1 to 20 letters", id="nothing"),
        pytest.param("S O S", "1 to 20 letters", id="spaces"),
        pytest.param("S/OS", "1 to 20 letters", id="a stroke, which parts addresses"),
        pytest.param("-SOS", "1 to 20 letters", id="a hyphen first"),
        pytest.param("Llŷr", "1 to 20 letters", id="a letter that addresses spell in another way"),
        pytest.param("S" * 21, "1 to 20 letters", id="21 letters"),
        pytest.param("New", "another page", id="the address of the page that adds one"),
    ],
)
def test_it_is_refused(typed: str, says: str) -> None:
    with pytest.raises(RuleBroken, match=says):
        code(typed)
