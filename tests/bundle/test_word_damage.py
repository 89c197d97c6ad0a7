"""Papers that cannot be read, or that lack something, and what a Word pack does with them."""

from collections.abc import Callable

import pytest

from scrutiny.bundle import word as binder
from tests.bundle import word_papers as papers
from tests.bundle.papers import Shelf, item, pack
from tests.bundle.word_packs import BUSES, texts

DAMAGED = {
    "no zip": (lambda _: b"no zip", "the file is damaged or has a password"),
    "an empty file": (lambda _: b"", "the file is damaged or has a password"),
    "cut short": (lambda file: file[: len(file) // 2], "the file is damaged or has a password"),
    "a byte changed in the middle": (
        lambda file: file[: len(file) // 2] + bytes([file[len(file) // 2] ^ 255]) + file[len(file) // 2 + 1 :],
        "the file is damaged",
    ),
    "a zip of something else": (lambda _: papers.zipped({"a.txt": b""}), "the file is not a Word document"),
    "a body that is no XML": (
        lambda file: papers.replaced(file, "word/document.xml", b"</w:body>", b""),
        "what is in the file is not as Word writes it",
    ),
    "definitions that stand for other text": (
        lambda file: papers.replaced(
            file, "word/document.xml", b"<w:document ", b'<!DOCTYPE w [<!ENTITY a "b">]><w:document '
        ),
        "the file has definitions in it that no word processor writes",
    ),
}


@pytest.mark.parametrize(("damage", "why"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_paper_is_named_and_the_others_are_bound(
    shelf: Shelf, damage: Callable[[bytes], bytes], why: str
) -> None:
    bad = shelf.paper("Bad", damage(BUSES), name="bad.docx")
    contents = pack(item("1", "A", [bad]), item("2", "B", [shelf.paper("Good", papers.plain("good"))]))
    answer = binder.bind(contents, file=shelf, to=shelf("pack.docx"))
    (out,) = answer.left_out
    assert (out.title, out.name) == ("Bad", "bad.docx")
    assert out.why.startswith(why)
    made = shelf("pack.docx").read_bytes()
    assert "This paper could not be put in here: it is in the ZIP, as it came." in texts(made)
    assert "good" in texts(made)


ODD = {
    "no styles": ("word/_rels/document.xml.rels", b"relationships/styles", b"relationships/none"),
    "no numbering": ("word/_rels/document.xml.rels", b"relationships/numbering", b"relationships/none"),
    "no theme": ("word/_rels/document.xml.rels", b"relationships/theme", b"relationships/none"),
    "a style that is based on itself": (
        "word/styles.xml",
        b'<w:basedOn w:val="Normal"/>',
        b'<w:basedOn w:val="Title"/>',
    ),
    "a style that is not there": ("word/document.xml", b'w:val="ListNumber"', b'w:val="Gone"'),
    "no notes": ("word/_rels/document.xml.rels", b"relationships/footnotes", b"relationships/none"),
    "no header": ("word/_rels/document.xml.rels", b"relationships/header", b"relationships/none"),
    "no picture": ("word/_rels/document.xml.rels", b"media/image1.png", b"media/gone.png"),
}


@pytest.mark.parametrize(("part", "old", "new"), ODD.values(), ids=ODD)
def test_a_paper_that_lacks_something_is_bound_without_it(shelf: Shelf, part: str, old: bytes, new: bytes) -> None:
    file = papers.replaced(BUSES, part, old, new)
    assert file != BUSES
    contents = pack(item("1", "A", [shelf.paper("Odd", file)]))
    assert binder.bind(contents, file=shelf, to=shelf("pack.docx")).left_out == ()
    made = texts(shelf("pack.docx").read_bytes())
    assert [text for text in texts(BUSES) if text and text not in made] == []
