"""A pack of 400 pages of mixed papers: how long it takes beside LibreOffice alone, and how much memory."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from pikepdf import ObjectStreamMode, Pdf

from scrutiny.bundle import pdf
from scrutiny.bundle.bound import Bound
from scrutiny.bundle.pdf.merging import Heading, Merging
from scrutiny.domain.vocabulary import Audience, ItemKind
from scrutiny.papers import pack as packs
from scrutiny.papers.agenda import Enclosure, Line
from tests.bench.measure import Row
from tests.bundle import printed
from tests.bundle.papers import Shelf
from tests.word import samples

_ROUNDS = 4
_OFFICE = (".docx", ".xlsx", ".pptx")


def rows() -> Iterator[Row]:
    if shutil.which("soffice") is None:
        print("packs are not measured: LibreOffice is not installed", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        shelf = Shelf(room)
        papers = list(_papers(shelf))
        ours: list[float] = []  # the quietest moment of each counts
        floors: list[float] = []
        for turn in range(_ROUNDS):
            ours.append(_taken(lambda: _bind(papers, shelf, room / f"work-{turn}")))  # noqa: B023 – called at once
            floors.append(_taken(lambda: _libreoffice(papers, shelf, room / f"alone-{turn}")))  # noqa: B023
        work = room / "work-0"
        bound = _bind(papers, shelf, work)
        assert not bound.left_out
        merging = min(_worked(lambda: _merge(work, room / "merged.pdf")) for _ in range(5))
        binding = min(_worked(lambda: _bind(papers, shelf, work)) for _ in range(5))
        beside = "LibreOffice, the same papers"
        yield Row(f"pack of {bound.pages} pages", min(ours), min(floors), beside=beside, limit=1.3, unit="s")
        yield Row("merging its pages and tags", merging * 1000, bound.pages, beside="1 ms a page", limit=1)
        yield Row("front, merging, stamps and all", binding * 1000, bound.pages, beside="1 ms a page", limit=1.5)
        size = (work / "pack.pdf").stat().st_size / 2**20
        yield Row("size of the pack", size, 10, beside="10 MiB, for a mail", limit=1, unit="MiB")
        yield Row("memory for the pack", _memory(room), 400, beside="400 MiB", limit=1, unit="MiB")


def _taken(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _worked(work: Callable[[], object]) -> float:
    """Time of the processor: it is work of one thread, and the machine may have other things to do."""
    began = time.process_time()
    work()
    return time.process_time() - began


def _merge(work: Path, to: Path) -> None:
    copies = sorted(path for path in work.glob("*.pdf") if path.name != "pack.pdf")
    with ExitStack() as opened:
        merging = Merging()
        opened.enter_context(merging.pdf)
        for copy in copies:
            merging.take(opened.enter_context(Pdf.open(copy)), title=copy.stem)
        merging.finish([Heading("Papers", 0, tuple((copy.stem, at) for at, copy in enumerate(copies)))], {})
        merging.pdf.save(to, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)


def _bind(papers: Sequence[Enclosure], shelf: Shelf, work: Path) -> Bound:
    return pdf.bind(_pack(papers), file=shelf, work=work, to=work / "pack.pdf", told=lambda *_: None)


def _libreoffice(papers: Sequence[Enclosure], shelf: Shelf, folder: Path) -> None:
    """All that it reads, in one call as it comes, without tags."""
    folder.mkdir()
    names = [folder / f"{number}{Path(paper.name).suffix}" for number, paper in enumerate(papers)]
    for name, paper in zip(names, papers, strict=True):
        name.symlink_to(shelf(paper.sha256))
    office = [str(name) for name in names if name.suffix in _OFFICE]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *office]
    subprocess.run(command, check=True, capture_output=True)
    assert len(list(folder.glob("*.pdf"))) == len({name.stem for name in names if name.suffix in (*_OFFICE, ".pdf")})


def _memory(room: Path) -> float:
    """The most that a process of its own held, from converting to the last byte. LibreOffice is another process."""
    program = (
        "import resource, sys; from pathlib import Path; from tests.bench import packs; "
        "from tests.bundle.papers import Shelf; room = Path(sys.argv[1]); shelf = Shelf(room); "
        "packs._bind(list(packs._papers(shelf)), shelf, room / 'work-again'); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(room)], check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024


def _papers(shelf: Shelf) -> Iterator[Enclosure]:
    """Some 400 pages: reports in Word, tables in Excel, slides, PDFs that came as such, and photographs."""
    for number in range(13):
        report = printed.word(f"Report {number}", sections=48, text=f"What was found in year {number} is set out here.")
        yield printed.paper(shelf, f"Report {number}", report, f"report-{number}.docx")
    for number in range(4):
        table = printed.workbook([(f"Village {row}", str(row * number), "3") for row in range(400)])
        yield printed.paper(shelf, f"Journeys {number}", table, f"journeys-{number}.xlsx")
    for number in range(2):
        yield printed.paper(
            shelf, f"Slides {number}", printed.slides(*(f"Slide {at} of {number}" for at in range(15))), "s.pptx"
        )
    for number in range(6):
        lines = [f"Annual report {number}, page {page}" for page in range(20)]
        yield printed.paper(
            shelf, f"Annual report {number}", printed.plain(*lines, bookmarks=True, links=True), "annual.pdf"
        )
    for number in range(4):
        yield printed.paper(shelf, f"Map {number}", printed.picture("JPEG", (2400 + number, 1600)), "map.jpg")


def _pack(papers: Sequence[Enclosure]) -> packs.Pack:
    lines = tuple(
        Line(str(number), f"Matter {number}", ItemKind.BUSINESS, number, documents=(paper,))
        for number, paper in enumerate(papers, start=1)
    )
    return packs.of(replace(samples.AGENDA, part_one=lines, part_two=()), audience=Audience.PUBLIC)
