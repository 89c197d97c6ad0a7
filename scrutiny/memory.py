"""What a process remembers because it is dear to read or to make: up to so many bytes, and no more of them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

V = TypeVar("V")


class Memory(Generic[V]):
    """Holds values whose sizes, in bytes, come to `most` together; what was asked for longest ago makes room."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: dict[Hashable, tuple[V, int]] = {}
        self._size = 0
        self._turn = threading.Lock()

    def recall(self, key: Hashable, make: Callable[[], tuple[V, int]]) -> V:
        """The value of that key. `make` gives it with its size, where it is not held; if it fails, nothing is kept.

        One that is bigger than all the room is made each time. Two who ask at once may both make it.
        """
        with self._turn:
            if (known := self._held.pop(key, None)) is not None:
                self._held[key] = known  # the last to be asked for
                return known[0]
        value, size = make()
        with self._turn:
            if size <= self._most and key not in self._held:
                self._held[key] = value, size
                self._size += size
                while self._size > self._most:
                    self._size -= self._held.pop(next(iter(self._held)))[1]
        return value
