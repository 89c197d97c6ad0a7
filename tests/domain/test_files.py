"""How a file is described beside the link to it."""

from __future__ import annotations

import pytest

from scrutiny.domain.files import described, in_words

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("size", "words"),
    [
        pytest.param(1, "1 KB", id="nothing is less than a kilobyte"),
        pytest.param(240 * 1024, "240 KB", id="kilobytes are whole"),
        pytest.param(999 * 1024, "999 KB", id="up to a thousand"),
        pytest.param(1000 * 1024, "1.0 MB", id="from a thousand on megabytes, to a tenth"),
        pytest.param(9_900_000, "9.4 MB", id="below ten to a tenth"),
        pytest.param(52_428_800, "50 MB", id="above ten whole"),
    ],
)
def test_sizes_are_said_as_people_count(size: int, words: str) -> None:
    assert in_words(size) == words


@pytest.mark.parametrize(
    ("media_type", "words"),
    [
        pytest.param(WORD, "Word, 2 KB", id="a kind that has a name"),
        pytest.param("application/x-strange", "2 KB", id="a kind without a name has its size"),
    ],
)
def test_a_file_is_described_by_its_kind_and_size(media_type: str, words: str) -> None:
    assert described(media_type, 2048) == words
