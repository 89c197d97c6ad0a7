"""Papers are converted one after the other, and whatever becomes of one, the others come through and it is named."""

from __future__ import annotations

import fcntl
import io
import os
import socket
import stat
import struct
import zlib
from pathlib import Path

import pypdfium2
import pytest
from pikepdf import Name, Pdf
from PIL import Image

from scrutiny.bundle.pdf import conversion, office
from scrutiny.bundle.pdf.conversion import Kind
from scrutiny.bundle.pdf.fair_copy import FairCopy, Unreadable
from scrutiny.papers.agenda import Enclosure
from tests import needs
from tests.bundle import leafing, printed
from tests.bundle.papers import Shelf

_STAND_IN = r"""#!/bin/sh
# A stand-in for LibreOffice: what it makes of a paper is written in the paper.
echo called >> "$0.calls"
env > "$0.environment"
while [ "$1" != "--outdir" ]; do shift; done
out="$2"; shift 2
for paper in "$@"; do
  read -r how < "$paper"
  pdf="$out/$(basename "${paper%.*}").pdf"
  case "$how" in
    good) echo "convert $paper -> $pdf using filter : writer_pdf_Export"; cp "$0.pdf" "$pdf" ;;
    empty) echo "convert $paper -> $pdf using filter : writer_pdf_Export"; : > "$pdf" ;;
    half) echo "convert $paper -> $pdf using filter : writer_pdf_Export"; echo "%PDF-1.6" > "$pdf"; kill -9 $$ ;;
    refused) echo "Error: source file could not be loaded" ;;
    dies) kill -9 $$ ;;
    hangs) sleep 60 & wait ;;
  esac
done
"""


class StandIn:
    """LibreOffice as it behaves on a bad day."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        self._program = folder / "soffice"
        self._program.write_text(_STAND_IN)
        self._program.chmod(self._program.stat().st_mode | stat.S_IXUSR)
        (folder / "soffice.pdf").write_bytes(printed.tagged("Converted"))
        monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)

    def convert(self, *hows: str, longest: float = 30) -> list[str]:
        """What becomes of papers of these kinds, in their order: "PDF", or why there is none."""
        papers = {f"{number}.docx": self._folder / f"{number}-{how}" for number, how in enumerate(hows)}
        for path, how in zip(papers.values(), hows, strict=True):
            path.write_text(f"{how}\n")
        outcomes = {
            name: outcome if isinstance(outcome, str) else outcome.read_bytes()[1:4].decode()
            for name, outcome in office.convert(papers, work=self._folder, longest=longest)
        }
        return [outcomes[name] for name in papers]

    @property
    def calls(self) -> int:
        return len((self._folder / "soffice.calls").read_text().splitlines())

    @property
    def environment(self) -> str:
        return (self._folder / "soffice.environment").read_text()


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    return StandIn(tmp_path, monkeypatch)


def test_many_papers_are_one_call(stand_in: StandIn) -> None:
    assert stand_in.convert("good", "good", "good") == ["PDF"] * 3
    assert stand_in.calls == 1


@pytest.mark.parametrize(
    ("how", "why"),
    [
        pytest.param("refused", "LibreOffice could not read it", id="refused"),
        pytest.param("empty", "LibreOffice could not read it", id="an empty PDF, and all is well by its exit code"),
        pytest.param("dies", "LibreOffice broke down over it", id="dies before it writes"),
        pytest.param("half", "LibreOffice broke down over it", id="dies while it writes"),
    ],
)
def test_one_that_fails_is_blamed_alone(how: str, why: str, stand_in: StandIn) -> None:
    assert stand_in.convert("good", how, "good", "good") == ["PDF", why, "PDF", "PDF"]


def test_one_that_never_ends_is_ended(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_STARTING", 0.5)
    outcomes = stand_in.convert("good", "hangs", "good", longest=0.5)
    assert outcomes == ["PDF", "LibreOffice took too long over it", "PDF"]
    assert stand_in.calls == 2


def test_what_a_killed_conversion_left_is_cleared_away_and_a_living_ones_is_not(
    stand_in: StandIn, tmp_path: Path
) -> None:
    dead, living = tmp_path / ".office-dead", tmp_path / ".office-living"
    for room in (dead, living):
        room.mkdir()
        (room / "lock").touch()
    with (living / "lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert stand_in.convert("good") == ["PDF"]
    assert [path.name for path in tmp_path.glob(".office-*")] == [".office-living"]


def test_nothing_that_a_paper_names_at_an_address_is_fetched(tmp_path: Path) -> None:
    """LibreOffice left to itself asks for the picture three times."""
    needs.soffice()
    report = tmp_path / "report"
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/picture.png"
        report.write_bytes(printed.linked(address))
        ((_, outcome),) = office.convert({"report.docx": report}, work=tmp_path)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert isinstance(outcome, Path)


def test_the_secrets_of_this_site_are_not_where_a_paper_is_read(
    stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SECRET_KEY", "DATABASE_URL", "SCRUTINY_STORE_SECRET"):
        monkeypatch.setenv(name, "top secret")
    assert stand_in.convert("good") == ["PDF"]
    assert "LC_ALL" in stand_in.environment
    assert "top secret" not in stand_in.environment


def test_without_libreoffice_each_paper_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    outcomes = dict(office.convert({"report.docx": tmp_path / "report"}, work=tmp_path))
    assert outcomes == {"report.docx": "LibreOffice, which makes PDFs of such papers, is not installed"}


def test_a_paper_without_libreoffice_is_left_out_and_the_others_are_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    shelf = Shelf(tmp_path)
    word = printed.paper(shelf, "Report", b"PK\x03\x04", "report.docx")
    plain = printed.paper(shelf, "Letter", printed.plain("Words"), "letter.pdf")
    copies = _copies([word, plain], shelf, tmp_path)
    assert isinstance(copies[conversion.copy_name(word)], Unreadable)
    assert isinstance(copies[conversion.copy_name(plain)], FairCopy)


def _copies(papers: list[Enclosure], shelf: Shelf, folder: Path) -> dict[str, FairCopy | Unreadable]:
    return conversion.fair_copies(papers, file=shelf, work=folder / "work", told=lambda *_: None)


@pytest.mark.parametrize(
    ("media_type", "name", "kind"),
    [
        ("application/pdf", "report.docx", Kind.PDF),
        ("", "REPORT.PDF", Kind.PDF),
        (printed.TYPES[".pptx"], "x", Kind.OFFICE),
        ("image/tiff", "fax", Kind.PICTURE),
        ("text/html", "page.html", Kind.OTHER),
        ("", "", Kind.OTHER),
    ],
)
def test_a_paper_is_what_its_type_says_else_its_name(media_type: str, name: str, kind: Kind) -> None:
    assert conversion.kind(Enclosure("Paper", media_type=media_type, name=name)) is kind


def test_a_file_of_another_kind_is_left_out(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    page = shelf.paper("Page", b"<html>", name="page.html", kind="text/html")
    (copy,) = _copies([page], shelf, tmp_path).values()
    assert str(copy) == "files of its kind cannot be printed here"


@pytest.mark.parametrize(
    ("content", "name", "pages", "across"),
    [
        pytest.param(printed.picture("PNG"), "a.png", 1, True, id="a wide picture"),
        pytest.param(printed.picture("PNG", (300, 500)), "a.png", 1, False, id="a tall picture"),
        pytest.param(printed.picture("JPEG", (3000, 2000)), "a.jpg", 1, True, id="a photograph"),
        pytest.param(printed.picture("TIFF", (600, 800), pages=3), "a.tif", 3, False, id="a fax of three pages"),
    ],
)
def test_a_picture_is_pages_named_for_who_cannot_see_them(
    content: bytes, name: str, pages: int, across: bool, tmp_path: Path
) -> None:
    shelf = Shelf(tmp_path)
    picture = printed.paper(shelf, "The ford at Lakey Hill", content, name)
    (copy,) = _copies([picture], shelf, tmp_path).values()
    assert isinstance(copy, FairCopy)
    assert (copy.pages, copy.tagged) == (pages, True)
    assert copy.path.stat().st_size < 200_000
    with Pdf.open(copy.path) as pdf:
        _, _, width, height = (float(edge) for edge in pdf.pages[0].mediabox)
        assert (width > height) is across
        said = [str(figure.Alt) for figure in leafing.elements(pdf) if Name.Figure == figure.S]
    assert said == (
        ["The ford at Lakey Hill"]
        if pages == 1
        else [f"The ford at Lakey Hill, page {page} of {pages}" for page in range(1, pages + 1)]
    )


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_a_picture_in_any_colours_is_shown(mode: str, tmp_path: Path) -> None:
    """A dark left half and a light right half, whatever they are written in."""
    drawn = Image.new("L", (40, 20), 250)
    drawn.paste(5, (0, 0, 20, 20))
    fine = struct.pack("<800H", *([1_000] * 20 + [64_000] * 20) * 20)
    picture = Image.frombytes(mode, drawn.size, fine) if mode == "I;16" else drawn.convert(mode)
    file = io.BytesIO()
    picture.save(file, "TIFF")
    shelf = Shelf(tmp_path)
    (copy,) = _copies([printed.paper(shelf, "Map", file.getvalue(), "map.tif")], shelf, tmp_path).values()
    assert isinstance(copy, FairCopy)
    with pypdfium2.PdfDocument(copy.path) as document:
        seen = document[0].render(scale=0.2).to_pil().convert("L")
    middle = seen.height // 2
    assert seen.getpixel((seen.width // 4, middle)) < 40
    assert seen.getpixel((seen.width * 3 // 4, middle)) > 220


def test_a_picture_with_another_title_is_another_copy() -> None:
    one = Enclosure("One", sha256="a" * 64, media_type="image/png")
    two = Enclosure("Two", sha256="a" * 64, media_type="image/png")
    assert conversion.copy_name(one) != conversion.copy_name(two)
    assert len({conversion.copy_name(Enclosure(title, sha256="b" * 64, name="b.pdf")) for title in ("One", "Two")}) == 1


def _claiming(width: int, height: int) -> bytes:
    """A PNG that says it has this size, and has nothing else."""
    header = b"IHDR" + struct.pack(">2L5B", width, height, 8, 2, 0, 0, 0)
    nothing = b"IDAT"
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(chunk) - 4) + chunk + struct.pack(">L", zlib.crc32(chunk)) for chunk in (header, nothing)
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n", "its file is damaged", id="no more than its beginning"),
        pytest.param(printed.picture("JPEG", (900, 900))[:2000], "its file is damaged", id="cut off"),
        pytest.param(_claiming(9_000, 9_000), "it is too large a picture", id="larger than any wall"),
        pytest.param(_claiming(90_000, 90_000), "it is too large a picture", id="larger than any council"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_left_out(content: bytes, why: str, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    (copy,) = _copies([printed.paper(shelf, "Map", content, "map.png")], shelf, tmp_path).values()
    assert str(copy) == why
    assert list((tmp_path / "work").iterdir()) == []
