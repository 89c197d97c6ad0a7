"""Lets those who ask at the same moment be answered together, by one of them.

What many wait for one after the other (a lock, a sync to the disk) is then waited for once by all. The first to come
leads: it carries out what has been asked, its own among it, and then lets the first of those who came meanwhile lead.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")

PATIENCE = 0.001
"""Seconds that a leader waits for as many as came the last time. Who comes alone waits for nobody."""


def _shut() -> threading.Lock:
    lock = threading.Lock()
    lock.acquire()
    return lock


@dataclass(slots=True)
class _Turn(Generic[Asked, Answer]):
    """What one of them asks; `called` opens when it is answered, or when it is to lead."""

    asked: Asked
    called: threading.Lock = field(default_factory=_shut)
    answers: list[Answer] = field(default_factory=list)
    trouble: BaseException | None = None

    @property
    def over(self) -> bool:
        return bool(self.answers) or self.trouble is not None

    def told(self) -> Answer:
        if self.trouble is not None:
            raise self.trouble
        return self.answers[0]


class Together(Generic[Asked, Answer]):
    """`carry_out` is called by one thread at a time, with a function that takes what has been asked until then, and
    gives as many answers. It takes as late as it can. What it raises is raised to everybody whose request it had taken,
    or, if it had taken none, to everybody who waited.
    """

    def __init__(self, carry_out: Callable[[Callable[[], list[Asked]]], Sequence[Answer]]) -> None:
        self._carry_out = carry_out
        self._changed = threading.Condition()
        self._waiting: list[_Turn[Asked, Answer]] = []
        self._somebody_leads = False
        self._last_time = 1

    def ask(self, asked: Asked) -> Answer:
        turn = _Turn[Asked, Answer](asked)
        with self._changed:
            self._waiting.append(turn)
            self._changed.notify()
            leads, self._somebody_leads = not self._somebody_leads, True
        if not leads:
            turn.called.acquire()
        if not turn.over:
            self._lead()
        return turn.told()

    def _lead(self) -> None:
        with self._changed:
            self._changed.wait_for(lambda: len(self._waiting) >= self._last_time, PATIENCE)
        taken: list[_Turn[Asked, Answer]] = []
        try:
            answers = self._carry_out(lambda: self._take(taken))
            for turn, answer in zip(taken, answers, strict=True):
                turn.answers.append(answer)
        except BaseException as trouble:
            if not taken:
                self._take(taken)
            for turn in taken:
                turn.trouble = trouble
        self._hand_over()
        for turn in taken:
            turn.called.release()

    def _take(self, taken: list[_Turn[Asked, Answer]]) -> list[Asked]:
        with self._changed:
            taken += self._waiting
            self._waiting.clear()
            self._last_time = len(taken)
        return [turn.asked for turn in taken]

    def _hand_over(self) -> None:
        with self._changed:
            self._somebody_leads = bool(self._waiting)
            if self._waiting:
                self._waiting[0].called.release()
