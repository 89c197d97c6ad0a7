"""Word documents against the same XML put together as strings and zipped."""

from __future__ import annotations

import re
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from xml.sax.saxutils import escape, unescape

from scrutiny.domain.vocabulary import TemplateKind
from scrutiny.word import follow_up, house_template, minutes
from tests.bench.measure import Row, in_turns
from tests.word import samples

BODY = "word/document.xml"
FEW, MANY = 100, 5000
_TEXTS = re.compile(r">([^<]+)<")


def rows() -> Iterator[Row]:
    ten = replace(samples.MINUTES, part_one=(*samples.PART_ONE, *samples.PART_ONE), part_two=())
    yield against_strings("minutes.docx of 10 items", lambda: minutes.write(ten), limit=2, rounds=60)
    look = house_template.default(TemplateKind.MINUTES)
    yield against_strings(
        "the same in a house template",
        lambda: house_template.fill(look, TemplateKind.MINUTES, ten),
        limit=2,
        rounds=60,
    )
    yield against_strings("tracker.docx of 300 rows", lambda: follow_up.write(tracker(300)), limit=4, rounds=30)
    few, many = tracker(FEW), tracker(MANY)
    short, long = in_turns(lambda: follow_up.write(few), lambda: follow_up.write(many), rounds=5)
    yield Row(
        f"tracker.docx of {MANY:,} rows", long, short * MANY / FEW, beside=f"{MANY // FEW} × {FEW} rows", limit=1.2
    )
    yield memory(lambda: follow_up.write(many))


def tracker(length: int) -> samples.FollowUp:
    actions = tuple(samples.action(f"RLS-{number}") for number in range(length))
    return samples.follow_up(actions=actions, recommendations=())


def against_strings(work: str, write: Callable[[], bytes], *, limit: float, rounds: int) -> Row:
    ours, floor = in_turns(write, by_strings(write()), rounds=rounds, warm=3)
    return Row(work, ours, floor, beside="strings and zipfile", limit=limit)


def by_strings(document: bytes) -> Callable[[], bytes]:
    """What writes the same parts again: the body's tags and its texts, escaped and joined, everything zipped."""
    with zipfile.ZipFile(BytesIO(document)) as opened:
        parts = {name: opened.read(name).decode() for name in opened.namelist()}
    pieces = _TEXTS.split(parts.pop(BODY))
    tags, texts = pieces[::2], [unescape(text) for text in pieces[1::2]]

    def write() -> bytes:
        body = "".join([f"{tag}>{escape(text)}<" for tag, text in zip(tags, texts, strict=False)]) + tags[-1]
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
            for name, part in parts.items():
                file.writestr(name, part)
            file.writestr(BODY, body)
        return packed.getvalue()

    return write


def memory(write: Callable[[], bytes]) -> Row:
    """The most that is held at once, against the XML itself."""
    with zipfile.ZipFile(BytesIO(write())) as opened:
        xml = opened.getinfo(BODY).file_size
    tracemalloc.start()
    write()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return Row(f"memory for tracker.docx of {MANY:,} rows", peak / 2**20, xml / 2**20, "its XML", limit=3, unit="MiB")
