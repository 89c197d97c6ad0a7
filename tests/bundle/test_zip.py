"""All papers as they came, in one ZIP."""

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.bundle import zip as binder
from scrutiny.bundle.bound import Bound, LeftOut
from scrutiny.bundle.zip_names import LONGEST, Names, numbers
from scrutiny.domain.vocabulary import Audience
from scrutiny.papers.agenda import Enclosure
from scrutiny.papers.pack import Pack
from tests.bundle.papers import PDF, WORD, Shelf, item, pack


def bound(pack: Pack, shelf: Shelf, folder: Path, left_out: tuple[LeftOut, ...] = ()) -> zipfile.ZipFile:
    to = folder / "pack.zip"
    assert binder.bind(pack, file=shelf, to=to, meeting=b'{"meeting": 8}', left_out=left_out) == Bound(pages=0)
    return zipfile.ZipFile(to)


def rich(shelf: Shelf) -> Pack:
    late = Enclosure("Timetable", to_follow=True)
    return pack(
        item(
            "4",
            "Buses",
            [shelf.paper("Report of the Director", b"four a"), late, shelf.paper("Map", b"", name="m.PDF")],
        ),
        item("5A", "Floods", [shelf.paper("Flood scheme", b"five", name="scheme.xlsx")]),
        part_two=(
            item("6", "Contract", [shelf.paper("Award of the contract", b"secret", exempt=True)], paragraphs=(3,)),
        ),
        audience=Audience.MEMBERS,
    )


def test_the_papers_stand_in_order_and_as_they_came(shelf: Shelf, tmp_path: Path) -> None:
    with bound(rich(shelf), shelf, tmp_path) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    assert held.pop("agenda.docx").startswith(b"PK")
    assert held.pop("meeting.json") == b'{"meeting": 8}'
    assert {"README.txt", "SHA256SUMS"} <= held.keys()
    papers = {name: content for name, content in held.items() if name[0].isdigit()}
    assert papers == {
        "04-1 Report of the Director.docx": b"four a",
        "04-2 Map.pdf": b"",
        "05A-1 Flood scheme.xlsx": b"five",
        "06-1 EXEMPT Award of the contract.docx": b"secret",
    }
    assert list(papers) == sorted(papers)


def test_readme_says_what_each_is_and_what_is_missing(shelf: Shelf, tmp_path: Path) -> None:
    out = LeftOut("Map", "m.PDF", "the file cannot be opened")
    with bound(rich(shelf), shelf, tmp_path, (out,)) as archive:
        said = archive.read("README.txt").decode()
    assert "NOT FOR PUBLICATION" in said
    assert "04-1 Report of the Director.docx\n    Agenda item 4: Report of the Director. Came as “report.docx”." in said
    assert "Agenda item 6: Award of the contract. Not for publication." in said
    assert "What is not here\n----------------\nAgenda item 4, Buses: Timetable, to follow.\n" in said
    assert "not in the PDF pack\n-------------------------------------\nMap: the file cannot be opened." in said


def test_the_public_s_says_that_a_paper_is_withheld_and_why(shelf: Shelf, tmp_path: Path) -> None:
    withheld = Enclosure("Exempt report", withheld=True)
    with bound(pack(item("6", "Exempt item", [withheld], paragraphs=(3,))), shelf, tmp_path) as archive:
        assert sorted(archive.namelist()) == ["README.txt", "SHA256SUMS", "agenda.docx", "meeting.json"]
        said = archive.read("README.txt").decode()
    assert "Agenda item 6, Exempt item: Exempt report. Not for publication: paragraph 3 of Schedule 12A" in said
    assert "NOT FOR PUBLICATION" not in said


def test_sha256sum_finds_every_file_as_it_was_written(shelf: Shelf, tmp_path: Path) -> None:
    """By a program that had no part in writing it, on the files as they are unpacked."""
    folder = tmp_path / "unpacked"
    with bound(rich(shelf), shelf, tmp_path) as archive:
        archive.extractall(folder)
        checked = set(archive.namelist()) - {"SHA256SUMS"}
    command = ["sha256sum", "-c", "--strict", "SHA256SUMS"]
    said = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    assert said.count(": OK\n") == len(checked)


def test_the_same_papers_are_the_same_bytes(shelf: Shelf, tmp_path: Path) -> None:
    twice = []
    for name in ("one.zip", "two.zip"):
        binder.bind(rich(shelf), file=shelf, to=tmp_path / name, meeting=b"{}")
        twice.append((tmp_path / name).read_bytes())
    assert twice[0] == twice[1]


def test_words_are_deflated_and_pictures_are_stored(shelf: Shelf, tmp_path: Path) -> None:
    papers = [
        shelf.paper("Plain", b"words " * 999, name="a.pdf", kind=PDF),
        shelf.paper("Picture", b"\x89PNG" * 999, name="a.png", kind="image/png"),
    ]
    with bound(pack(item("1", "X", papers)), shelf, tmp_path) as archive:
        plain, picture = (archive.getinfo(name) for name in ("01-1 Plain.pdf", "01-2 Picture.png"))
    assert plain.compress_size < plain.file_size
    assert picture.compress_size == picture.file_size


def test_a_paper_that_cannot_be_read_leaves_the_old_pack_as_it_was(shelf: Shelf, tmp_path: Path) -> None:
    to = tmp_path / "packs" / "pack.zip"
    binder.bind(pack(), file=shelf, to=to, meeting=b"{}")
    before = to.read_bytes()
    lost = Enclosure("Lost", sha256="0" * 64, name="lost.docx", media_type=WORD)
    with pytest.raises(FileNotFoundError):
        binder.bind(pack(item("1", "X", [lost])), file=shelf, to=to, meeting=b"{}")
    assert to.read_bytes() == before
    assert list(to.parent.iterdir()) == [to]


HOSTILE = {
    "a path": ("../../etc/passwd", "01-1 -..-etc-passwd.docx"),
    "a path of Windows": ("C:\\Windows\\system.ini", "01-1 C –-Windows-system.ini.docx"),
    "a name that Windows keeps for a device": ("CON", "01-1 CON.docx"),
    "a colon, which hides a second file": ("report.docx:evil.exe", "01-1 report.docx –evil.exe.docx"),
    "signs that Windows forbids": ('What? "Now" <or> never* | ever', "01-1 What 'Now' (or) never - ever.docx"),
    "points and spaces at the end": ("Report. . . ", "01-1 Report.docx"),
    "its own ending, twice": ("Report.DOCX", "01-1 Report.docx"),
    "a change of writing direction": ("Report \u202excod.exe", "01-1 Report xcod.exe.docx"),
    "letters that are not seen": ("Re\u200bport\ufeff", "01-1 Report.docx"),
    "controls and line ends": ("One\nTwo\x00\x1b[31m\tThree", "01-1 One Two[31m Three.docx"),
    "half a pair": ("Half \ud83d gone", "01-1 Half gone.docx"),
    "nothing": ("", "01-1 Paper.docx"),
    "only points": ("...", "01-1 Paper.docx"),
    "Welsh": ("Adroddiad Tŷ Ŵyn", "01-1 Adroddiad Tŷ Ŵyn.docx"),
    "an accent on its own": ("Cafe\u0301", "01-1 Café.docx"),
    "a line of SHA256SUMS": ("x\n0123  y", "01-1 x 0123 y.docx"),
    "an option": ("-rf *", "01-1 -rf.docx"),
}


@pytest.mark.parametrize(("title", "name"), HOSTILE.values(), ids=HOSTILE)
def test_a_title_becomes_a_name_that_every_system_takes(title: str, name: str) -> None:
    assert Names().of("01-1", Enclosure(title, name="file.docx", media_type=WORD)) == name


@pytest.mark.parametrize(
    ("own", "kind", "ending"),
    [
        ("a.PDF", PDF, ".pdf"),
        ("a", PDF, ".pdf"),
        ("a.docx/..", WORD, ".docx"),
        ("a.d\u202eocx", WORD, ".docx"),
        ("", "image/png", ".png"),
        ("a.not an ending", "application/x-unheard-of", ""),
    ],
)
def test_a_name_ends_as_its_file_does(own: str, kind: str, ending: str) -> None:
    assert Names().of("01-1", Enclosure("X", name=own, media_type=kind)) == f"01-1 X{ending}"


@pytest.mark.parametrize(
    ("item_number", "papers", "expected"),
    [
        ("7", 2, ["07-1", "07-2"]),
        ("5A", 1, ["05A-1"]),
        ("12", 10, ["12-01", "12-02"]),
        ("77/21", 1, ["77-21-1"]),
        ("", 1, ["00-1"]),
    ],
)
def test_a_number_is_made_to_stand_in_order(item_number: str, papers: int, expected: list[str]) -> None:
    assert list(numbers(item_number, papers))[: len(expected)] == expected


def test_a_late_item_stands_after_all_papers_of_the_one_before() -> None:
    found = [*numbers("5", 3), *numbers("5A", 2), *numbers("6", 1), *numbers("10", 1)]
    assert found == sorted(found) == sorted(found, key=str.casefold)


def test_two_of_one_name_are_told_apart_whatever_their_case() -> None:
    names = Names()
    given = [names.of("01-1", Enclosure(title, name="a.docx")) for title in ("Report", "REPORT", "Report")]
    assert given == ["01-1 Report.docx", "01-1 REPORT (2).docx", "01-1 Report (3).docx"]


@given(st.lists(st.text(st.characters(exclude_categories=[])), max_size=5))
def test_any_titles_become_different_short_names_without_a_path(titles: list[str]) -> None:
    names = Names()
    given = [names.of("01-1", Enclosure(title * 40, name="a.docx")) for title in titles]
    assert len({name.casefold() for name in given}) == len(titles)
    for name in given:
        assert len(name.encode()) <= LONGEST
        assert not set(name) & set('<>:"/\\|?*\n')
        assert name == name.strip(". ")


def test_exempt_words_are_in_no_byte_of_the_public_s(shelf: Shelf, tmp_path: Path) -> None:
    """What the public is given is arranged without them; a paper that is withheld has no file, no name, no size."""
    withheld = Enclosure("Exempt report", withheld=True)
    shelf.paper("Kumquat contract", b"the kumquat sum", exempt=True)
    with bound(pack(item("6", "Exempt item", [withheld], paragraphs=(3,))), shelf, tmp_path) as archive:
        for name in archive.namelist():
            assert "kumquat" not in name.casefold()
            assert b"kumquat" not in archive.read(name).lower()


def test_a_big_paper_is_never_held_whole(tmp_path: Path) -> None:
    """In a process of its own, whose memory is limited to less than the paper."""
    big = tmp_path / ("b" * 64)
    with big.open("wb") as file:
        file.truncate(120 << 20)
    script = (
        "import resource, sys; from pathlib import Path\n"
        "from scrutiny.bundle import zip as binder\n"
        "from scrutiny.papers.agenda import Enclosure\n"
        "from tests.bundle.papers import Shelf, item, pack\n"
        "resource.setrlimit(resource.RLIMIT_DATA, (100 << 20, 100 << 20))\n"
        "paper = Enclosure('Big', sha256='b' * 64, name='big.png')\n"
        "to = Path(sys.argv[2])\n"
        "binder.bind(pack(item('1', 'X', [paper])), file=Shelf(Path(sys.argv[1])), to=to, meeting=b'{}')\n"
    )
    subprocess.run(
        [sys.executable, "-c", script, str(big.parent), str(tmp_path / "big.zip")], check=True, cwd=Path.cwd()
    )
    with (
        zipfile.ZipFile(tmp_path / "big.zip") as archive,
        archive.open("01-1 Big.png") as copied,
        big.open("rb") as own,
    ):
        assert hashlib.file_digest(copied, "sha256").digest() == hashlib.file_digest(own, "sha256").digest()
