"""Stamps stand where a reader looks for them, whatever way a page is turned, cut or scaled."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pikepdf import Array, Name, Pdf, Stream

from scrutiny.bundle.pdf import fair_copy
from scrutiny.bundle.pdf.stamping import Stamp, Stamper
from tests.bundle import leafing, printed

STAMP = Stamp("Page 3 of 120", "Agenda Item 7", "NOT FOR PUBLICATION – exempt, paragraph 3")


def stamped(content: bytes, folder: Path) -> Path:
    (folder / "source.pdf").write_bytes(content)
    copy = fair_copy.make(folder / "source.pdf", folder / "copy.pdf")
    with Pdf.open(copy.path) as pdf:
        stamper = Stamper(pdf)
        for page in pdf.pages:
            stamper.stamp(page, STAMP)
        stamper.finish()
        pdf.save(folder / "stamped.pdf")
    return folder / "stamped.pdf"


@pytest.mark.parametrize("turned", [0, 90, 180, 270, -90, 450])
@pytest.mark.parametrize(
    "boxes",
    [
        pytest.param({}, id="A4"),
        pytest.param({"/MediaBox": Array([0, 0, 842, 595])}, id="across"),
        pytest.param({"/MediaBox": Array([-300, 200, 295, 1042])}, id="with its corner elsewhere"),
        pytest.param({"/MediaBox": Array([595, 842, 0, 0])}, id="with its corners exchanged"),
        pytest.param({"/MediaBox": Array([0, 0, 800, 1000]), "/CropBox": Array([100, 79, 695, 921])}, id="cut"),
        pytest.param({"/CropBox": Array([-50, -50, 900, 900])}, id="cut wider than the sheet"),
        pytest.param({"/MediaBox": Array([0, 0, 2384, 3370])}, id="a plan on A0"),
        pytest.param({"/MediaBox": Array([0, 0, 298, 420])}, id="a leaflet on A6"),
    ],
)
def test_they_stand_upright_at_the_edges(boxes: dict[str, object], turned: int, tmp_path: Path) -> None:
    path = stamped(printed.changed(printed.plain("Words"), page={**boxes, "/Rotate": turned}), tmp_path)
    across, up = leafing.place(path, 0, "Page 3")
    assert 0.3 < across < 0.55
    assert 0 < up < 0.06
    across, up = leafing.place(path, 0, "Agenda Item 7")
    assert 0.65 < across < 1
    assert 0.88 < up < 0.99
    across, up = leafing.place(path, 0, "NOT FOR")
    assert 0 < across < 0.5
    assert 0.9 < up < 1


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"q 0.1 0 0 0.1 300 300 cm q", id="that leaves its scale behind"),
        pytest.param(b"Q Q 1 0 0 1 0 0 cm", id="that takes back more than it saved"),
        pytest.param(b"Q q q (Q Q Q) pop % Q Q\n", id="that has Q in its words"),
        pytest.param(b"q 2 0 0 2 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID Q EI", id="with a picture between the lines"),
    ],
)
def test_they_stand_there_also_on_a_page(content: bytes, tmp_path: Path) -> None:
    file = io.BytesIO()
    with Pdf.open(io.BytesIO(printed.plain("Words"))) as pdf:
        pdf.pages[0].obj.Contents = Array([Stream(pdf, content[:3]), Stream(pdf, content[3:])])
        pdf.save(file)
    across, up = leafing.place(stamped(file.getvalue(), tmp_path), 0, "Page 3")
    assert 0.4 < across < 0.55
    assert 0 < up < 0.06


def test_they_are_no_part_of_what_is_read_aloud(tmp_path: Path) -> None:
    with Pdf.open(stamped(printed.tagged("Words"), tmp_path)) as pdf:
        page = pdf.pages[0].obj
        assert b"/Artifact <</Type /Pagination>> BDC" in page.Contents[-1].read_bytes()
        assert [str(element.S) for element in leafing.elements(pdf)] == ["/Document", "/P"]


def test_their_fonts_are_embedded_and_clash_with_none_of_the_papers(tmp_path: Path) -> None:
    with Pdf.open(stamped(printed.plain("Words", "More words"), tmp_path)) as pdf:
        first, second = (page.obj.Resources.Font for page in pdf.pages)
        ours = {name for name, _ in first.items() if name.startswith("/STAMPS")}
        assert len(ours) == 1
        assert set(first.keys()) - ours
        for name in ours:
            assert first[name].objgen == second[name].objgen
            assert "/FontFile2" in first[name].DescendantFonts[0].FontDescriptor
            assert first[name].Subtype == Name.Type0
