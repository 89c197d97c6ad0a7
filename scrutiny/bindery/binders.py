"""The binder of each kind of pack, all called alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from scrutiny.bundle import pdf, word, zip
from scrutiny.bundle.bound import Bound, LeftOut
from scrutiny.domain.vocabulary import PackKind
from scrutiny.opendata import record as record_json
from scrutiny.papers.pack import Pack
from scrutiny.papers.record import pack as pack_record


@dataclass(frozen=True, slots=True)
class Bench:
    """What a binder works with: papers by their SHA-256, a folder that outlives it, whom it tells how far it is.

    `left_out` is what the PDF of the same pack is without.
    """

    file: Callable[[str], Path]
    work: Path
    told: Callable[[int, int, str], None]
    left_out: tuple[LeftOut, ...] = ()


Binder = Callable[[Pack, Bench, Path], Bound]


def bind_pdf(pack: Pack, bench: Bench, to: Path) -> Bound:
    return pdf.bind(pack, file=bench.file, work=bench.work, to=to, told=bench.told)


def bind_word(pack: Pack, bench: Bench, to: Path) -> Bound:
    bench.told(0, 1, "Putting the Word papers together")
    return word.bind(pack, file=bench.file, to=to)


def bind_zip(pack: Pack, bench: Bench, to: Path) -> Bound:
    bench.told(0, 1, "Packing the papers as they came")
    meeting = record_json.write_part(pack_record.of(pack))
    return zip.bind(pack, file=bench.file, to=to, meeting=meeting, left_out=bench.left_out)


BINDERS: Mapping[PackKind, Binder] = {PackKind.PDF: bind_pdf, PackKind.WORD: bind_word, PackKind.ZIP: bind_zip}
