"""Those who ask at the same moment are answered together, each with its own answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from scrutiny.together import Together

MANY = 8
Take = Callable[[], list[int]]


class Counter:
    """Doubles what it is asked, unless `gate` is shut; `batches` is what it was asked together."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.inside, self.most_inside = 0, 0
        self.gate = threading.Event()
        self.gate.set()
        self.came = threading.Semaphore(0)
        self.together: Together[int, int] = Together(self.double)

    def double(self, take: Take) -> list[int]:
        self.inside += 1
        self.most_inside = max(self.inside, self.most_inside)
        self.came.release()
        assert self.gate.wait(30)
        asked = take()
        self.batches.append(asked)
        self.inside -= 1
        if 13 in asked:
            raise ValueError("thirteen")
        return [2 * each for each in asked]


@pytest.fixture
def counter() -> Counter:
    return Counter()


def test_whoever_comes_alone_is_answered_alone(counter: Counter) -> None:
    assert [counter.together.ask(number) for number in (1, 2, 3)] == [2, 4, 6]
    assert counter.batches == [[1], [2], [3]]


def test_who_comes_while_the_leader_waits_goes_with_it(counter: Counter) -> None:
    counter.gate.clear()
    with ThreadPoolExecutor(MANY) as threads:
        first = threads.submit(counter.together.ask, 0)
        assert counter.came.acquire(timeout=30)
        others = [threads.submit(counter.together.ask, number) for number in range(1, MANY)]
        while len(counter.together._waiting) < MANY:
            threading.Event().wait(0.001)
        counter.gate.set()
        assert [each.result(30) for each in (first, *others)] == [2 * number for number in range(MANY)]
    assert [sorted(batch) for batch in counter.batches] == [list(range(MANY))]


def test_a_thousand_questions_of_many_are_each_answered_once_and_by_one_at_a_time(counter: Counter) -> None:
    numbers = [number for number in range(1000) if number != 13]
    with ThreadPoolExecutor(MANY) as threads:
        assert list(threads.map(counter.together.ask, numbers)) == [2 * number for number in numbers]
    assert sorted(number for batch in counter.batches for number in batch) == numbers
    assert counter.most_inside == 1


def test_what_goes_wrong_is_told_to_all_who_went_together_and_to_nobody_else(counter: Counter) -> None:
    with ThreadPoolExecutor(MANY) as threads:
        asked = [(number, threads.submit(counter.together.ask, number)) for number in range(100)]
        refused = {number for number, answer in asked if answer.exception(30)}
    assert refused == set(next(batch for batch in counter.batches if 13 in batch))
    assert counter.together.ask(4) == 8


def test_what_goes_wrong_before_anything_is_taken_is_told_to_all_who_wait() -> None:
    def refuse(_take: Take) -> list[int]:
        raise OSError("no room")

    together: Together[int, int] = Together(refuse)
    with ThreadPoolExecutor(MANY) as threads:
        answers = [threads.submit(together.ask, number) for number in range(50)]
        assert {str(each.exception(30)) for each in answers} == {"no room"}
