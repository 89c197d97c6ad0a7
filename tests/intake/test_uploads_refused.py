"""What is refused of all that may be sent as a paper, in what words, and how little it takes to refuse it."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Callable
from contextlib import suppress

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, String

from scrutiny.intake.uploads import aside, impostors, kinds, office
from scrutiny.intake.uploads.kinds import Kind
from scrutiny.intake.uploads.refusal import BROKEN, TOO_MUCH, Refused
from tests.intake import mill
from tests.intake.hostile import CASES, chart, field


@pytest.mark.parametrize(("name", "made", "says"), [pytest.param(*case, id=told) for told, *case in CASES])
def test_the_refusal_says_what_is_wrong_and_what_to_do(name: str, made: Callable[[], bytes], says: str) -> None:
    content = made()
    with pytest.raises(Refused) as refusal:
        looked(content, kinds.named(name))
    assert str(refusal.value) == says


def looked(content: bytes, kind: Kind) -> None:
    """As `uploads.read`, but in this process: half a second sooner."""
    impostors.require_true(content, kind)
    aside.into(content, kind)


def test_every_refusal_is_told_once() -> None:
    assert len(CASES) >= 60
    assert len({case[0] for case in CASES}) == len(CASES)
    assert all("\n" not in says and len(says) < 220 for *_, says in CASES)


@pytest.mark.parametrize(
    ("mend", "says"),
    [
        (lambda: mill.body("<w:p><w:hyperlink w:anchor='a'/></w:p>"), "anchors"),
        (lambda: mill.related("hyperlink", "https://www.example.gov.uk/a?b=c"), "pages"),
        (lambda: mill.related("hyperlink", "mailto:clerk@example.gov.uk"), "addresses"),
        (lambda: field("PAGEREF _Toc1 \\h"), "page numbers"),
        (lambda: chart(mill.workbook()), "charts"),
        (lambda: mill.word(change={"word/drawings/a.vml": "<xml><!-- a note --><div>One<br>two</div></xml>"}), "notes"),
        (lambda: mill.word(change={"word/media/a.svg": "<svg><path d='M0 0'/></svg>"}), "drawings"),
    ],
)
def test_what_honest_papers_hold_is_taken(mend: Callable[[], bytes], says: str) -> None:
    assert office.look(mend(), Kind.WORD).text.startswith("Report of the Director"), says


def test_a_bomb_is_refused_by_its_directory_and_takes_no_memory() -> None:
    bomb = mill.word(change={"word/media/a.xml": bytes(23_000_000)})
    assert len(bomb) < 80_000
    tracemalloc.start()
    with pytest.raises(Refused):
        office.look(bomb, Kind.WORD)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000


def test_a_pdf_that_unpacks_to_more_than_its_reader_may_have_takes_nothing_else_with_it() -> None:
    """The directory of its objects is packed, so that no look from outside tells what it comes to."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(mill.pdf())) as document:
        document.Root.Large = document.make_indirect(Array([String("x" * 1_000_000)] * 80))
        document.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True)
    bomb = file.getvalue()
    assert len(bomb) < 2_000_000
    with pytest.raises(Refused) as refusal:
        aside.look(bomb, Kind.PDF, memory=200_000_000)
    assert str(refusal.value) in (TOO_MUCH, BROKEN)


def test_a_paper_that_takes_for_ever_is_left() -> None:
    with pytest.raises(Refused) as refusal:
        aside.look(mill.word(), Kind.WORD, seconds=0)
    assert str(refusal.value) == TOO_MUCH


def test_the_process_that_looks_knows_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "k" * 40)
    monkeypatch.setattr(
        aside, "_PROGRAM", "import json, os; print(json.dumps({'refused': str('SECRET_KEY' in os.environ)}))"
    )
    with pytest.raises(Refused, match="False"):
        aside.look(b"", Kind.PDF)


GOOD = (
    (Kind.WORD, mill.word()),
    (Kind.WORKBOOK, mill.workbook()),
    (Kind.SLIDES, mill.slides()),
    (Kind.PDF, mill.pdf()),
    (Kind.PNG, mill.picture()),
    (Kind.JPEG, mill.picture("JPEG")),
    (Kind.GIF, mill.picture("GIF")),
    (Kind.TIFF, mill.picture("TIFF")),
)


SPOILS = st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), max_size=4)


def spoilt(content: bytes, spoils: list[tuple[float, bytes]]) -> bytes:
    """With other bytes here and there; a place is a part of its length."""
    changed = bytearray(content)
    for place, put in spoils:
        at = int(place * len(changed))
        changed[at : at + len(put)] = put
    return bytes(changed)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(good=st.sampled_from(GOOD), spoils=SPOILS, length=st.floats(0.3, 3))
def test_whatever_becomes_of_a_good_paper_it_is_taken_or_refused_in_words(
    good: tuple[Kind, bytes], spoils: list[tuple[float, bytes]], length: float
) -> None:
    kind, content = good
    with suppress(Refused):
        looked(spoilt(content, spoils)[: int(length * len(content))], kind)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(good=st.sampled_from([each for each in GOOD if each[0].is_office]), spoils=SPOILS, data=st.data())
def test_whatever_becomes_of_a_part_of_one_it_is_taken_or_refused_in_words(
    good: tuple[Kind, bytes], spoils: list[tuple[float, bytes]], data: st.DataObject
) -> None:
    """Packed again, so that the ZIP is sound and only what is in it is not."""
    kind, content = good
    name = data.draw(st.sampled_from(mill.parts(content)))
    with suppress(Refused):
        looked(mill.repacked(content, {name: spoilt(mill.part(content, name), spoils) if spoils else None}), kind)
