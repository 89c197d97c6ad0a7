"""What a stranger's PDF may hold, and what is left of it in a pack: pages, tags and links."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from scrutiny.bundle.pdf import fair_copy
from scrutiny.bundle.pdf.fair_copy import FairCopy, Unreadable
from scrutiny.bundle.pdf.merging import Heading, Merging
from scrutiny.bundle.pdf.stamping import Stamp, Stamper
from tests.bundle import leafing, printed

Change = Callable[[Pdf], None]


def copied(content: bytes, folder: Path) -> FairCopy:
    source = folder / "source.pdf"
    source.write_bytes(content)
    return fair_copy.make(source, folder / "copy.pdf")


def with_(change: Change, *, pages: int = 2) -> bytes:
    file = io.BytesIO()
    with Pdf.open(io.BytesIO(printed.plain(*(f"Page {number} of the report" for number in range(pages))))) as pdf:
        change(pdf)
        pdf.save(file)
    return file.getvalue()


def bound(copy: FairCopy, to: Path) -> Path:
    """That copy as a pack of its own."""
    with Pdf.open(copy.path) as source:
        merging = Merging()
        stamper = Stamper(merging.pdf)
        for page in merging.take(source, title="Report"):
            stamper.stamp(page, Stamp("Page 1 of 1", "Agenda Item 1", "NOT FOR PUBLICATION"))
        merging.finish([Heading("1 Report", 0, (("Report", 0),))], {})
        stamper.finish()
        merging.pdf.save(to, deterministic_id=True)
    return to


def _raw(*objects: bytes) -> bytes:
    body = b"".join(b"%d 0 obj%sendobj\n" % (number, one) for number, one in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n"


def _empty() -> bytes:
    file = io.BytesIO()
    with Pdf.new() as pdf:
        pdf.save(file)
    return file.getvalue()


_CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
_DEEP = b"[" * 5000 + b"]" * 5000


def _deep(pdf: Pdf) -> None:
    """A tag within a tag, twenty thousand times."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    last = root
    for _ in range(20_000):
        last.K = pdf.make_indirect(Dictionary(S=Name.P))
        last = last.K
    pdf.Root.StructTreeRoot = root


def _bomb(pdf: Pdf) -> None:
    """A page whose lines unpack to 80 MB."""
    pdf.pages[0].obj.Contents = Stream(pdf, b" " * 80_000_000)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(b"", "its file is damaged", id="an empty file"),
        pytest.param(b"<html>Report</html>", "its file is damaged", id="another kind of file"),
        pytest.param(printed.plain("A", "B")[:400], "its file is damaged", id="the beginning of a file"),
        pytest.param(printed.locked(), "it is protected by a password", id="locked with a password"),
        pytest.param(
            _raw(_CATALOGUE, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"), "its file is damaged", id="pages in a ring"
        ),
        pytest.param(_empty(), "it has no pages", id="no pages"),
        pytest.param(
            _raw(
                _CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/MediaBox[0 0 9 9]/X " + _DEEP + b">>"
            ),
            "its file is damaged",
            id="brackets 5,000 deep",
        ),
        pytest.param(with_(_deep), "its file is built in a way that cannot be copied safely", id="tags 20,000 deep"),
        pytest.param(with_(_bomb), "its file is damaged", id="a page that fills the memory"),
        pytest.param(
            printed.changed(printed.plain("A"), page={"/MediaBox": Array([0, 0, 0, 0])}),
            "a page of it has no size",
            id="a page without size",
        ),
        pytest.param(
            printed.plain(*["A"] * 2001),
            "it has 2,001 pages, and a pack takes no paper of more than 2,000",
            id="too many pages",
        ),
    ],
)
def test_it_is_left_out_with_the_reason(content: bytes, why: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        copied(content, tmp_path)
    assert str(refused.value) == why
    assert [path.name for path in tmp_path.iterdir()] == ["source.pdf"]


def _ring_of_bookmarks(pdf: Pdf) -> None:
    mark = pdf.make_indirect(Dictionary(Title=String("Round"), Dest=Array([pdf.pages[0].obj, Name.Fit])))
    mark.Next = mark.First = mark
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=mark, Last=mark))


def _ring_of_names(pdf: Pdf) -> None:
    names = pdf.make_indirect(Dictionary())
    names.Kids = Array([names])
    pdf.Root.Names = Dictionary(Dests=names)
    pdf.pages[0].obj.Annots = Array([_link(Dest=String("nowhere"))])


def _ring_of_fields(pdf: Pdf) -> None:
    field = pdf.make_indirect(Dictionary(T=String("name"), FT=Name.Tx))
    field.Kids, field.Parent = Array([field]), field
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    pdf.pages[0].obj.Annots = Array([field])


def _ring_of_drawings(pdf: Pdf) -> None:
    form = Stream(pdf, b"/X Do", Type=Name.XObject, Subtype=Name.Form)
    form.Resources = pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary({"/X": form}))


def _link(**more: object) -> Dictionary:
    return Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([60, 600, 200, 620]), **more)


def _page(**wrong: object) -> Change:
    def change(pdf: Pdf) -> None:
        for key, value in wrong.items():
            pdf.pages[0].obj[f"/{key}"] = value

    return change


def _whole(**wrong: object) -> Change:
    def change(pdf: Pdf) -> None:
        for key, value in wrong.items():
            pdf.Root[f"/{key}"] = pdf.make_indirect(value) if isinstance(value, Dictionary) else value

    return change


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(_ring_of_bookmarks, id="bookmarks in a ring"),
        pytest.param(_ring_of_names, id="names in a ring"),
        pytest.param(_ring_of_fields, id="fields in a ring"),
        pytest.param(_ring_of_drawings, id="a drawing within itself"),
        pytest.param(_page(Rotate=45), id="turned by half a quarter"),
        pytest.param(_page(Rotate=Name.Left), id="turned by a word"),
        pytest.param(_page(UserUnit=0), id="a unit of nothing"),
        pytest.param(_page(Resources=Array()), id="resources that are none"),
        pytest.param(_page(Contents=Dictionary(A=1)), id="contents that are none"),
        pytest.param(_page(Annots=Array([_link(Dest=Array([1, 2])), 5, Name.X])), id="links that are none"),
        pytest.param(_page(StructParents=7), id="a page that no tag knows"),
        pytest.param(_whole(Outlines=Dictionary(First=Dictionary(Title=5))), id="a bookmark that is none"),
        pytest.param(_whole(OCProperties=Dictionary(OCGs=5, D=5)), id="layers that are none"),
        pytest.param(_whole(Names=Dictionary(Dests=Dictionary(Kids=Array([5])))), id="names that are none"),
        pytest.param(_whole(StructTreeRoot=Dictionary(K=5, ParentTree=Name.X)), id="tags that are none"),
        pytest.param(
            _whole(StructTreeRoot=Dictionary(K=Array([1, Dictionary(S=5)]), RoleMap=Array(), IDTree=5)),
            id="tags that are half there",
        ),
        pytest.param(_whole(AcroForm=Dictionary(Fields=Array([5]))), id="a form without fields"),
    ],
)
def test_it_is_bound_in_spite_of_it(change: Change, tmp_path: Path) -> None:
    pack = bound(copied(with_(change), tmp_path), tmp_path / "pack.pdf")
    texts = leafing.texts(pack)
    assert len(texts) == 2
    assert "Page 1 of the report" in texts[1]
    assert "Agenda Item 1" in texts[0]
    leafing.bookmarks(pack)
    assert leafing.tags(pack)["/Part"] == 1


def _script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert('here')"))


def _arm(pdf: Pdf) -> None:
    pdf.Root.OpenAction = _script()
    pdf.Root.AA = Dictionary(WC=_script())
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("start"), _script()])))
    pdf.attachments["virus.exe"] = pikepdf.AttachedFileSpec(pdf, b"MZ attached here", filename="virus.exe")
    page = pdf.pages[0].obj
    page.AA = Dictionary(O=_script())
    launch = Dictionary(S=Name.Launch, F=String("here.exe"))
    file = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]), Contents=String("here"))
    remote = Dictionary(S=Name.GoToR, F=String("here.pdf"), D=Array([0, Name.Fit]))
    chained = Dictionary(S=Name.URI, URI=String("https://example.org/"), Next=_script())
    scripted = Dictionary(S=Name.URI, URI=String("javascript:here()"))
    page.Annots = Array([*(_link(A=one) for one in (launch, remote, chained, scripted)), file])
    pdf.docinfo["/Author"] = "here"


def test_what_acts_hides_or_tells_of_its_author_is_left_behind(tmp_path: Path) -> None:
    pack = bound(copied(with_(_arm), tmp_path), tmp_path / "pack.pdf")
    with Pdf.open(pack) as pdf:
        spelled = io.BytesIO()
        pdf.save(spelled, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        assert [str(link.A.URI) for link in leafing.links(pdf)] == ["https://example.org/"]
    for sign in (b"here", b"JavaScript", b"Launch", b"EmbeddedFile", b"OpenAction", b"/AA"):
        assert sign not in spelled.getvalue(), sign


def test_what_was_filled_in_becomes_part_of_the_page(tmp_path: Path) -> None:
    def fill(pdf: Pdf) -> None:
        look = Stream(pdf, b"BT /F1 12 Tf 2 2 Td (Filled in by hand) Tj ET", Type=Name.XObject, Subtype=Name.Form)
        look.BBox, look.Resources = Array([0, 0, 200, 20]), Dictionary(Font=pdf.pages[0].obj.Resources.Font)
        field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), F=4)
        field.Rect, field.AP = Array([60, 500, 260, 520]), Dictionary(N=look)
        field = pdf.make_indirect(field)
        pdf.pages[0].obj.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))

    pack = bound(copied(with_(fill), tmp_path), tmp_path / "pack.pdf")
    assert "Filled in by hand" in leafing.texts(pack)[0]
    with Pdf.open(pack) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert leafing.links(pdf) == []


def test_a_layer_that_was_hidden_stays_hidden(tmp_path: Path) -> None:
    def hide(pdf: Pdf) -> None:
        draft, shown = (pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in ("Draft", "Shown"))
        pdf.pages[0].obj.Resources.Properties = Dictionary({"/Draft": draft, "/Shown": shown})
        default = Dictionary(BaseState=Name.OFF, ON=Array([shown]))
        pdf.Root.OCProperties = pdf.make_indirect(Dictionary(OCGs=Array([draft, shown]), D=default))

    with Pdf.open(bound(copied(with_(hide), tmp_path), tmp_path / "pack.pdf")) as pdf:
        layers = pdf.Root.OCProperties
        assert {str(group.Name) for group in layers.OCGs} == {"Draft", "Shown"}
        assert [str(group.Name) for group in layers.D.OFF] == ["Draft"]


def test_a_link_by_name_leads_to_the_place_that_it_meant(tmp_path: Path) -> None:
    copy = copied(printed.plain("One", "Two", "Three", links=True, bookmarks=True), tmp_path)
    with Pdf.open(copy.path) as pdf:
        assert [leafing.led_to(pdf, link.Dest) for link in leafing.links(pdf)] == [1, 2, 0]
        assert {str(link.Contents) for link in leafing.links(pdf)} == {"next"}
    assert leafing.bookmarks(copy.path) == [(0, f"Chapter {number + 1}", number) for number in range(3)]


def test_a_paper_without_tags_is_read_out_page_by_page(tmp_path: Path) -> None:
    copy = copied(printed.plain("One", "Two", links=True), tmp_path)
    assert copy == FairCopy(tmp_path / "copy.pdf", 2, tagged=False)
    assert fair_copy.known(copy.path) == copy
    assert leafing.tags(copy.path) == {"/Document": 1, "/P": 2, "/Link": 2}


def test_a_scanned_page_is_said_to_be_a_picture(tmp_path: Path) -> None:
    def scan(pdf: Pdf) -> None:
        picture = Stream(pdf, bytes(3), Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8)
        picture.ColorSpace = Name.DeviceRGB
        for page in pdf.pages:
            page.obj.Resources = Dictionary(XObject=Dictionary({"/Scan": picture}))
            page.obj.Contents = Stream(pdf, b"q 595 0 0 842 0 0 cm /Scan Do Q")

    copy = copied(with_(scan), tmp_path)
    with Pdf.open(copy.path) as pdf:
        figures = [str(element.Alt) for element in leafing.elements(pdf) if Name.Figure == element.S]
    assert figures == [f"Page {number} of this paper is a picture without text" for number in (1, 2)]


def test_a_paper_with_tags_keeps_them_as_they_are(tmp_path: Path) -> None:
    copy = copied(printed.tagged("One", "Two", roles={"/Absatz": "/P"}), tmp_path)
    assert copy.tagged
    assert leafing.tags(copy.path) == {"/Document": 1, "/Absatz": 2}
