"""Papers merged: whatever their mix, pages, text and tags come out as they went in."""

from __future__ import annotations

import io
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, NameTree, NumberTree, ObjectStreamMode, Pdf, String

from scrutiny.bundle.pdf import fair_copy
from scrutiny.bundle.pdf.merging import Heading, Merging
from tests.bundle import leafing, printed


def merged(contents: list[bytes], folder: Path) -> Path:
    """Fair copies of these, in one PDF."""
    with ExitStack() as opened:
        merging = Merging()
        opened.enter_context(merging.pdf)
        for number, content in enumerate(contents):
            source = folder / f"{number}.pdf"
            source.write_bytes(content)
            copy = fair_copy.make(source, folder / f"copy-{number}.pdf")
            merging.take(opened.enter_context(Pdf.open(copy.path)), title=f"Paper {number}")
        merging.finish([Heading("All", 0, tuple((f"Paper {at}", at) for at in range(len(contents))))], {})
        merging.pdf.save(folder / "merged.pdf", object_stream_mode=ObjectStreamMode.generate)
    return folder / "merged.pdf"


_PAGES = st.lists(st.text("abcdefgh", min_size=3, max_size=12), min_size=1, max_size=4)


@st.composite
def papers(draw: st.DrawFn) -> tuple[list[str], bytes]:
    """The texts of a small paper, and its PDF: with tags of its own making or none, links, bookmarks, any way round."""
    texts = draw(_PAGES)
    if draw(st.booleans()):
        roles = draw(st.sampled_from([None, {"/Body": "/P"}, {"/Body": "/H1"}, {"/P": "/H2"}]))
        return texts, printed.tagged(*texts, roles=roles, first_key=draw(st.integers(0, 9)))
    size = draw(st.sampled_from([printed.A4, (842, 595), (300, 200)]))
    content = printed.plain(*texts, size=size, links=draw(st.booleans()), bookmarks=draw(st.booleans()))
    return texts, printed.changed(content, page={"/Rotate": draw(st.sampled_from([0, 90, 180, 270]))})


@given(mix=st.lists(papers(), min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_any_mix_keeps_its_pages_texts_and_tags(
    tmp_path_factory: pytest.TempPathFactory, mix: list[tuple[list[str], bytes]]
) -> None:
    folder = tmp_path_factory.mktemp("mix")
    pack = merged([content for _, content in mix], folder)
    assert leafing.texts(pack) == [text for texts, _ in mix for text in texts]
    before = sum([leafing.tags(folder / f"copy-{number}.pdf") for number in range(len(mix))], Counter())
    assert leafing.tags(pack).total() == before.total() + 1
    with Pdf.open(pack) as pdf:
        numbers = leafing.numbers(pdf)
        assert len(numbers) == len(set(numbers))
        parents = NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        assert list(parents.keys()) == sorted(numbers)
        for page in pdf.pages:
            assert all(element.Pg.objgen == page.obj.objgen for element in parents[int(page.obj.StructParents)])
        parts = pdf.Root.StructTreeRoot.K.K
        assert [str(part.T) for part in parts] == [f"Paper {number}" for number in range(len(mix))]


def test_a_tag_that_two_papers_mean_differently_means_what_each_meant(tmp_path: Path) -> None:
    mix = [printed.tagged(name, roles={"/Body": meaning}) for name, meaning in (("One", "/P"), ("Two", "/H1"))]
    with Pdf.open(merged([*mix, mix[0]], tmp_path)) as pdf:
        roles = pdf.Root.StructTreeRoot.RoleMap
        meant = [str(roles[str(part.K[0].S)]) for part in pdf.Root.StructTreeRoot.K.K]
    assert meant == ["/P", "/H1", "/P"]


def test_a_paper_that_redefines_a_common_tag_redefines_it_for_itself_alone(tmp_path: Path) -> None:
    mix = [printed.tagged("One", roles={"/P": "/H1"}), printed.tagged("Two")]
    with Pdf.open(merged(mix, tmp_path)) as pdf:
        first, second = pdf.Root.StructTreeRoot.K.K
        roles = pdf.Root.StructTreeRoot.RoleMap
        assert str(roles[str(first.K[0].S)]) == "/H1"
        assert second.K[0].S == Name.P
        assert "/P" not in roles


def test_a_chain_of_names_is_followed_to_its_meaning(tmp_path: Path) -> None:
    chain = {"/Aside2": "/Aside", "/Aside": "/Note"}
    with Pdf.open(merged([printed.tagged("One", roles=chain)], tmp_path)) as pdf:
        assert str(pdf.Root.StructTreeRoot.RoleMap["/Aside2"]) == "/Note"


def _named_cell(text: str) -> bytes:
    """A paper whose tag has the name "cell", a class, and a heading cell that it names."""
    file = io.BytesIO()
    with Pdf.open(io.BytesIO(printed.tagged(text))) as pdf:
        tree = pdf.Root.StructTreeRoot
        element = tree.K.K[0]
        element.ID, element.C = String("cell"), Name.Wide
        element.A = Dictionary(O=Name.Table, Headers=Array([String("cell")]))
        tree.IDTree = pdf.make_indirect(Dictionary(Names=Array([String("cell"), element])))
        tree.ClassMap = Dictionary(Wide=Dictionary(O=Name.Layout, Width=len(text)))
        pdf.save(file)
    return file.getvalue()


def test_names_and_classes_of_tags_stay_those_of_their_paper(tmp_path: Path) -> None:
    with Pdf.open(merged([_named_cell("One"), _named_cell("Three")], tmp_path)) as pdf:
        tree = pdf.Root.StructTreeRoot
        elements = [part.K[0] for part in tree.K.K]
        known = NameTree(tree.IDTree)
        for element, text in zip(elements, ("One", "Three"), strict=True):
            assert known[str(element.ID)].objgen == element.objgen
            assert str(element.A.Headers[0]) == str(element.ID)
            assert tree.ClassMap[str(element.C)].Width == len(text)
        assert len(known) == 2


def test_a_tag_within_a_drawing_finds_its_tag(tmp_path: Path) -> None:
    """Content of a form has numbers of its own, apart from its page's (ISO 32000-1, 14.7.4.2)."""
    file = io.BytesIO()
    with Pdf.open(io.BytesIO(printed.tagged("One"))) as pdf:
        form = pdf.make_stream(b"/P <</MCID 0>> BDC EMC", Type=Name.XObject, Subtype=Name.Form, StructParents=5)
        pdf.pages[0].obj.Resources.XObject = Dictionary({"/F": form})
        tree = pdf.Root.StructTreeRoot
        tree.ParentTree.Nums.extend([5, Array([tree.K.K[0]])])
        pdf.save(file)
    with Pdf.open(merged([printed.tagged("Nought"), file.getvalue()], tmp_path)) as pdf:
        form = pdf.pages[1].obj.Resources.XObject["/F"]
        parents = NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        assert parents[int(form.StructParents)][0].Pg.objgen == pdf.pages[1].obj.objgen
        assert form.StructParents != pdf.pages[1].obj.StructParents


def test_the_language_of_a_paper_stays_with_its_part(tmp_path: Path) -> None:
    welsh = printed.changed(printed.tagged("Un"), root={"/Lang": String("cy-GB")})
    with Pdf.open(merged([printed.tagged("One"), welsh], tmp_path)) as pdf:
        english, part = pdf.Root.StructTreeRoot.K.K
        assert str(part.Lang) == "cy-GB"
        assert "/Lang" not in english
