"""A pack as PDF: what went in comes out, in order, numbered, marked and to be found."""

from __future__ import annotations

import io
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import outloud
import pdfua
import pytest
from pikepdf import Name, NumberTree, ObjectStreamMode, Pdf, String

from scrutiny.bundle.bound import LeftOut
from scrutiny.bundle.pdf import conversion, office
from tests.bundle import leafing
from tests.bundle.every_kind import SECRET, EveryKind

pytestmark = pytest.mark.xdist_group("every-kind")  # bound once, which takes LibreOffice some seconds

PACKS = pytest.mark.parametrize("whose", ["members", "public"])


def test_every_page_of_every_paper_is_there_in_order(every_kind: EveryKind) -> None:
    texts = leafing.texts(every_kind.members)
    begins = [next(number for number, text in enumerate(texts) if words in text and number) for words in _WORDS]
    assert begins == sorted(begins)
    assert len(texts) == every_kind.members_bound.pages


_WORDS = (
    "Minutes of the Rural Life Overview and Scrutiny Committee Meeting held on 14 September 2021",
    "1. Findings",
    "Appendix across the page",
    "Ambridge 3",
    "Evening buses",
    "Weekend buses",
    "Warning number 0",
    "Warning number 1",
    "Warning number 2",
    "asked for less",
)


@PACKS
def test_no_word_of_a_paper_is_lost_or_added_but_by_the_stamps(every_kind: EveryKind, whose: str) -> None:
    pack, pages = getattr(every_kind, f"{whose}_pack"), leafing.texts(getattr(every_kind, whose))
    copies = [
        text
        for item in pack.items
        for paper in item.papers
        if paper.sha256 and (copy := every_kind.work / conversion.copy_name(paper)).exists()
        for text in leafing.texts(copy)
    ]
    front = len(pages) - len(copies)
    for number, (page, copy) in enumerate(zip(pages[front:], copies, strict=True), start=front + 1):
        was, now = Counter(copy.split()), Counter(page.split())
        stamps = " ".join((f"Page {number} of {len(pages)}", *_STAMPS.findall(page)))
        assert was <= now
        assert now - was == Counter(stamps.split())


_STAMPS = re.compile(r"Agenda Item \w+|NOT FOR PUBLICATION – exempt, .*?Act 1972")


@PACKS
def test_every_page_is_numbered_through_the_pack(every_kind: EveryKind, whose: str) -> None:
    pages = leafing.texts(getattr(every_kind, whose))
    for number, text in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in text
    with Pdf.open(getattr(every_kind, whose)) as pdf:
        assert NumberTree(pdf.Root.PageLabels)[0].S == Name.D


def test_the_first_page_of_each_paper_says_which_item_it_belongs_to(every_kind: EveryKind) -> None:
    marked = [re.findall(r"Agenda Item (\w+)", text) for text in leafing.texts(every_kind.members)]
    assert [numbers[0] for numbers in marked if numbers] == ["3", "4", "4", "4", "5A", "5A", "7"]


def test_every_exempt_page_of_a_members_pack_says_so(every_kind: EveryKind) -> None:
    pages = leafing.texts(every_kind.members)
    said = "NOT FOR PUBLICATION – exempt, paragraph 3 of Schedule 12A to the Local Government Act 1972"
    exempt = [number for number, text in enumerate(pages) if said in text]
    tender = next(number for number, text in enumerate(pages) if "asked for less" in text)
    assert exempt == list(range(tender, len(pages)))
    assert "this copy contains exempt information" in pages[0]
    assert "for the members of the Rural Life Overview and Scrutiny Committee" in pages[0]


def test_nothing_exempt_is_in_the_publics_pack_not_even_unseen(every_kind: EveryKind) -> None:
    assert SECRET in "".join(leafing.texts(every_kind.members))
    spelled = io.BytesIO()
    with Pdf.open(every_kind.public) as pdf:
        pdf.save(spelled, object_stream_mode=ObjectStreamMode.disable, qdf=True)
    texts = leafing.texts(every_kind.public)
    for word in (SECRET, "asked for less", "this copy contains"):
        assert word not in "".join(texts)
        for spelling in (word.encode(), word.encode("utf-16-be"), word.encode("utf-16-be").hex().encode()):
            assert spelling not in spelled.getvalue()
    assert "Exempt report – not for publication, paragraph 3" in "".join(texts[:2])


def test_a_paper_that_cannot_be_bound_is_named_in_the_answer_and_on_the_front(every_kind: EveryKind) -> None:
    assert every_kind.public_bound.left_out == (
        LeftOut("Letter from the operator", "letter.pdf", "could not be converted: it is protected by a password"),
        LeftOut("Old report", "old.pdf", "could not be converted: its file is damaged"),
        LeftOut("Broken report", "broken.docx", "could not be converted: LibreOffice could not read it"),
    )
    front = leafing.texts(every_kind.public)[0]
    assert "3 papers could not be put into this PDF (item 4 and 5A)" in front
    for left_out in every_kind.public_bound.left_out:
        assert re.search(rf"{left_out.title}\W+in the ZIP\W+It {left_out.why}. It is in the ZIP.", front)


@PACKS
def test_each_line_of_the_front_leads_to_the_page_that_it_names(every_kind: EveryKind, whose: str) -> None:
    with Pdf.open(getattr(every_kind, whose)) as pdf:
        pack = getattr(every_kind, f"{whose}_pack")
        leads = {
            str(link.Dest): leafing.led_to(pdf, link.Dest) + 1
            for link in leafing.links(pdf)
            if isinstance(link.Dest, String)
        }
    front = " ".join(leafing.texts(getattr(every_kind, whose))[:2])
    for item in pack.items:
        for number, paper in enumerate(item.papers, start=1):
            if page := leads.get(f"{item.anchor}-{number}"):
                assert re.search(rf"{re.escape(paper.title)}( – not for publication, paragraph 3)? ?{page}\b", front)
    assert len(leads) == (11 if whose == "members" else 9)


def test_bookmarks_go_by_item_and_paper_and_keep_the_papers_own_below(every_kind: EveryKind) -> None:
    marks = leafing.bookmarks(every_kind.members)
    pages = leafing.texts(every_kind.members)
    assert [title for depth, title, _ in marks if depth == 0] == [
        "Agenda",
        *(f"{item.line.number} {item.line.title}" for item in every_kind.members_pack.items),
    ]
    assert [page for depth, title, page in marks if title.startswith(("1 ", "7 "))] == [0, len(pages) - 2]
    for title in ("Village bus services", "1. Findings", "Evening buses", "PART ONE", "28. Village Bus Services"):
        assert title in pages[next(page for _, said, page in marks if said == title)]
    below = [title for depth, title, _ in marks if depth == 2]
    assert {"Village bus services", "Evening buses", "Chapter 1", "Chapter 3", "PART ONE"} <= set(below)
    chapters = {title: page for _, title, page in marks if title.startswith("Chapter")}
    for title, page in chapters.items():
        assert f"Warning number {int(title[-1]) - 1}" in pages[page]


def test_links_within_a_paper_still_lead_to_its_pages(every_kind: EveryKind) -> None:
    pages = leafing.texts(every_kind.public)
    with Pdf.open(every_kind.public) as pdf:
        for number, page in enumerate(pdf.pages):
            if "Warning number" in pages[number]:
                here = int(re.findall(r"Warning number (\d)", pages[number])[0])
                led = leafing.led_to(pdf, page.obj.Annots[0].Dest)
                assert f"Warning number {(here + 1) % 3}" in pages[led]


def test_it_has_a_title_and_a_language_and_claims_no_more_than_is_known(every_kind: EveryKind) -> None:
    with Pdf.open(every_kind.public) as pdf:
        said = pdf.open_metadata()
        assert said["dc:title"] == "Agenda of the Rural Life Overview and Scrutiny Committee, 30 November 2021"
        assert "pdfuaid:part" not in said
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.MarkInfo.Marked
        assert "/Info" not in pdf.trailer or not set(pdf.trailer.Info.keys()) & {"/CreationDate", "/ModDate"}


@PACKS
def test_the_tags_of_every_paper_are_kept(every_kind: EveryKind, whose: str) -> None:
    after = leafing.tags(getattr(every_kind, whose))
    before: Counter[str] = Counter()
    bound = 0
    for item in getattr(every_kind, f"{whose}_pack").items:
        for paper in item.papers:
            copy = every_kind.work / conversion.copy_name(paper)
            if paper.sha256 and copy.exists():
                before += leafing.tags(copy)
                bound += 1
    front = Counter({"/Document": 1, "/H1": 1, "/TOC": after["/TOC"], "/TOCI": after["/TOCI"]})
    assert after["/Part"] == bound + 1
    assert {"/TD", "/H2", "/Figure"} <= set(before)
    for tag in set(before) - {"/Document"} - _OF_FRONT:
        assert after[tag] == before[tag] + front[tag], tag


_OF_FRONT = {"/H2", "/P", "/L", "/LI", "/LBody", "/Lbl", "/Reference", "/Link", "/Span", "/Part"}


@PACKS
def test_each_page_and_link_finds_its_own_tags(every_kind: EveryKind, whose: str) -> None:
    with Pdf.open(getattr(every_kind, whose)) as pdf:
        numbers = leafing.numbers(pdf)
        assert len(numbers) == len(set(numbers))
        parents = NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        assert set(numbers) == set(parents.keys())
        for page in pdf.pages:
            for element in parents[int(page.obj.StructParents)]:
                assert page.obj.objgen in {one.Pg.objgen for one in (element, *leafing.held(element)) if "/Pg" in one}
            for link in page.obj.get("/Annots", []):
                inside = [one.Obj.objgen for one in leafing.held(parents[int(link.StructParent)]) if "/Obj" in one]
                assert link.objgen in inside


def test_accessibility_checkers_find_nothing_in_what_is_ours(every_kind: EveryKind) -> None:
    """A guard against falling back, no claim: what they find is in papers as their authors wrote them."""
    heard = outloud.check(every_kind.public).findings
    assert not [finding for finding in heard if finding.page in (1, 2)]
    assert {finding.rule for finding in heard} <= {
        *("DOC-012", "TAG-001", "TXT-001", "HDG-003", "HDG-005", "TBL-001", "TBL-014", "PAG-001")
    }
    report = pdfua.validate(every_kind.public)
    assert {finding.rule_id for finding in report.findings} <= {"UA-15-003", "UA-28-004"}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """LibreOffice can read nothing any more: what it is asked for all the same."""
    names: list[str] = []

    def convert(papers: dict[str, Path], *, work: Path) -> Iterator[tuple[str, str]]:
        assert work.is_dir()
        for name in papers:
            names.append(name)
            yield name, "LibreOffice could not read it"

    monkeypatch.setattr(office, "convert", convert)
    return names


def test_the_same_pack_is_the_same_bytes_and_nothing_is_converted_twice(
    every_kind: EveryKind, asked: list[str]
) -> None:
    again, bound = every_kind.bind(every_kind.members_pack, "again.pdf")
    assert again.read_bytes() == every_kind.members.read_bytes()
    assert bound == every_kind.members_bound
    assert asked == [f"{every_kind.paper('broken.docx').sha256}.docx"]


@pytest.mark.usefixtures("asked")
def test_a_build_that_was_killed_goes_on_where_it_stopped(every_kind: EveryKind, tmp_path: Path) -> None:
    """Half a copy has another name; what has the name of a copy and cannot be read is made again."""
    work = tmp_path / "work"
    shutil.copytree(every_kind.work, work)
    photograph, warnings = every_kind.paper("ford.jpg"), every_kind.paper("warnings.pdf")
    (work / conversion.copy_name(photograph)).write_bytes(b"%PDF-1.7 cut off")
    (work / conversion.copy_name(warnings)).unlink()
    (work / f".{warnings.sha256}.pdf.half").write_bytes(b"%PDF-1.7")
    resumed, _ = every_kind.bind(every_kind.public_pack, "killed.pdf", work=work)
    assert resumed.read_bytes() == every_kind.public.read_bytes()


def test_the_steps_are_told_in_words_that_name_no_paper(every_kind: EveryKind) -> None:
    told = every_kind.told
    of = told[0][1]
    first = told[: next(number for number, step in enumerate(told) if step[2] == "Done") + 1]
    assert [done for done, _, _ in first] == sorted(done for done, _, _ in first)
    assert first[-1] == (of, of, "Done")
    assert {words for _, _, words in told} == {
        "Converting 9 papers",
        "Converting 10 papers",
        "Binding the pages",
        "Done",
    }
