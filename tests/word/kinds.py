"""The five kinds of document, each with its sample."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scrutiny.word import agenda, follow_up, minutes, notice, work_programme
from scrutiny.word.house_style import HOUSE_STYLE
from tests.word import samples

Write = Callable[..., bytes]

KINDS: dict[str, tuple[Write, Callable[..., object]]] = {
    "agenda": (agenda.write, samples.agenda),
    "follow-up": (follow_up.write, samples.follow_up),
    "minutes": (minutes.write, samples.minutes),
    "notice": (notice.write, samples.notice),
    "work-programme": (work_programme.write, samples.work_programme),
}

every_kind = pytest.mark.parametrize("kind", KINDS)


def written(kind: str, *, style: Path = HOUSE_STYLE, **changes: object) -> bytes:
    write, sample = KINDS[kind]
    return write(sample(**changes), style=style)
