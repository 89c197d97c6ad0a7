"""A process remembers no more than it has room for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.memory import Memory


def asked(room: int, *keys: str) -> list[str]:
    """What had to be made, in order, each as big as its name is long."""
    memory, made = Memory[str](room), []

    def make(key: str) -> tuple[str, int]:
        made.append(key)
        return key.upper(), len(key)

    for key in keys:
        assert memory.recall(key, lambda key=key: make(key)) == key.upper()
    return made


@pytest.mark.parametrize(
    ("room", "keys", "made"),
    [
        pytest.param(10, ["one", "two", "one"], ["one", "two"], id="what is held is not made again"),
        pytest.param(6, ["one", "two", "six", "one"], ["one", "two", "six", "one"], id="the oldest made room"),
        pytest.param(6, ["one", "two", "one", "six", "one"], ["one", "two", "six"], id="not what was asked for since"),
        pytest.param(4, ["three", "three", "one", "one"], ["three", "three", "one"], id="too big, it is never held"),
    ],
)
def test_what_has_to_be_made(room: int, keys: list[str], made: list[str]) -> None:
    assert asked(room, *keys) == made


@given(st.integers(0, 12), st.lists(st.text("ab", min_size=1, max_size=5), max_size=30))
def test_whatever_is_asked_for_what_is_held_fits(room: int, keys: list[str]) -> None:
    memory: Memory[str] = Memory(room)
    for key in keys:
        assert memory.recall(key, lambda key=key: (key, len(key))) == key
        held = [value for value, _ in memory._held.values()]
        assert sum(map(len, held)) == memory._size <= room


def test_what_fails_is_not_kept() -> None:
    memory: Memory[str] = Memory(10)

    def fail() -> tuple[str, int]:
        raise FileNotFoundError

    with pytest.raises(FileNotFoundError):
        memory.recall("one", fail)
    assert memory.recall("one", lambda: ("ONE", 3)) == "ONE"
