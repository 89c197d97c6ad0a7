"""A template is a Word file that somebody sent: what is in it besides words is looked at first."""

from __future__ import annotations

import io
import random

import docx
import pytest

from scrutiny.domain.vocabulary import TemplateKind
from scrutiny.word import house_template
from tests.word.templates import DOCUMENT, faults, replaced, rezipped, said, template, unzipped

BROKEN = "The file is broken: open it in Word, save it again as a Word document (.docx), and upload that"
HOLDS = "The template holds {}: it may have text, tables, pictures and text boxes"
TRACKED = "The template has tracked changes: accept or reject them all in Word first"
OWN = house_template.default(TemplateKind.NOTICE)
RELATIONS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def related(kind: str, target: str, mode: str = "", content: bytes = b"<x/>") -> bytes:
    """The template with one more thing that its document leads to."""
    external = f' TargetMode="{mode}"' if mode else ""
    line = f'<Relationship Id="extra" Type="{OFFICE}/{kind}" Target="{target}"{external}/></Relationships>'
    file = replaced(OWN, RELATIONS, "</Relationships>", line)
    return file if mode else rezipped(file, {f"word/{target}": content})


def with_document(old: str, new: str) -> bytes:
    return replaced(OWN, DOCUMENT, old, new)


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
SECRET = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
STYLES = unzipped(OWN)["word/styles.xml"].decode()

FILES = {
    "no zip": (b"{{ council }}", BROKEN),
    "an empty file": (b"", BROKEN),
    "half a zip": (OWN[:-100], BROKEN),
    "a zip of something else": (rezipped(OWN, {}, without=("[Content_Types].xml",)), BROKEN),
    "a zip without a document": (rezipped(OWN, {}, without=(DOCUMENT,)), BROKEN),
    "XML that ends too soon": (with_document("</w:body>", ""), BROKEN),
    "an entity that grows": (with_document("<w:document", f"{BOMB}<w:document"), BROKEN),
    "an entity of another file": (with_document("<w:document", f"{SECRET}<w:document"), BROKEN),
    "more than any template holds": (
        rezipped(OWN, {"word/media/large.bin": b"\0" * (31 * 1024 * 1024)}),
        "The template is too large: make its pictures smaller",
    ),
    "Word's strict format": (
        with_document(
            "schemas.openxmlformats.org/wordprocessingml/2006/main", "purl.oclc.org/ooxml/wordprocessingml/main"
        ),
        "The template is no ordinary Word document: in Word, save it as “Word Document (.docx)”, not as Strict",
    ),
    "an object": (related("oleObject", "embeddings/object.bin"), HOLDS.format("an embedded object")),
    "macros": (related("vbaProject", "vbaProject.bin"), HOLDS.format("macros")),
    "a chart": (related("chart", "charts/chart1.xml"), HOLDS.format("a chart")),
    "a page of the web inside": (related("aFChunk", "afchunk.mht"), HOLDS.format("another document inside")),
    "something unheard of": (related("teapot", "teapot.xml"), HOLDS.format("something of the kind “teapot”")),
    "comments": (
        related("comments", "comments.xml"),
        HOLDS.format("comments, which every reader of a paper would see: delete them in Word"),
    ),
    "a template from afar": (
        related("attachedTemplate", "https://example.org/evil.dotm", "External"),
        "The template is tied to another file (https://example.org/evil.dotm). In Word, open File, Options, Add-ins, "
        "choose Templates and Go, and clear the document template; unlink pictures that are linked",
    ),
    "a picture from afar": (
        related("image", "https://example.org/logo.png", "External"),
        "The template is tied to another file (https://example.org/logo.png). In Word, open File, Options, Add-ins, "
        "choose Templates and Go, and clear the document template; unlink pictures that are linked",
    ),
    "words put in and not accepted": (
        template('<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>x</w:t></w:r></w:ins></w:p>'),
        TRACKED,
    ),
    "words struck out and not accepted": (
        template('<w:p><w:del w:id="1" w:author="A"><w:r><w:delText>x</w:delText></w:r></w:del></w:p>'),
        TRACKED,
    ),
    "a style that was renamed": (
        replaced(OWN, "word/styles.xml", 'w:val="Notice Text"', 'w:val="Our Notice"'),
        "The template has no style called “Notice Text”: give it back in Word, with that very name",
    ),
    "a page without a size": (
        replaced(OWN, DOCUMENT, "<w:pgSz", "<w:paperSrc"),
        "The template has no page size or margins: set them in Word under Layout",
    ),
    "a command in a field": (
        template(
            "<w:p><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\cmd</w:instrText></w:r></w:p>"
        ),
        HOLDS.format("a field that fetches something from elsewhere (DDEAUTO)"),
    ),
    "a picture of many megabytes": (
        rezipped(OWN, {"word/media/large.png": random.Random(1).randbytes(6 * 1024 * 1024)}),
        "The template is too large: make its pictures smaller",
    ),
    "a character that no text may hold": (
        template(said("\ufdd0" + "0\ufdd1")),
        "The template holds a character that no document may hold (U+FDD0)",
    ),
    "two thousand tags and one": (template(said("{{ council }}" * 2001)), "The template has more than 2,000 tags"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_template_is_refused_in_words(name: str) -> None:
    file, told = FILES[name]
    assert faults(file) == [told]


def test_of_a_thousand_mistakes_the_first_hundred_are_told() -> None:
    told = faults(template("".join(said(f"{{{{ x{number} }}}}") for number in range(1000))))
    assert len(told) == 101
    assert told[99:] == [
        "“{{ x99 }}” in the 100th paragraph: there is no such field",
        "And 900 more mistakes: mend these, and send it again",
    ]


def test_a_list_style_without_its_list_is_asked_for() -> None:
    document = docx.Document(io.BytesIO(OWN))
    document.styles["List Bullet"].element.pPr._remove_numPr()
    saved = io.BytesIO()
    document.save(saved)
    assert faults(saved.getvalue()) == [
        "The style “List Bullet” must be a list: give it its bullet, number or letter back in Word"
    ]


def test_styles_are_only_asked_for_where_the_product_prints_in_them() -> None:
    bare = rezipped(
        template(said("{{ council }}")), {"word/styles.xml": STYLES.replace('w:val="Notice Text"', 'w:val="X"')}
    )
    assert faults(bare) == []


@pytest.mark.parametrize("target", ["file:///C:/Users/anna/Normal.dotm", "file://server/share/Council.dotm"])
def test_the_template_that_word_made_it_from_is_left_behind(target: str) -> None:
    settings = "word/settings.xml"
    start = unzipped(OWN)[settings].decode()
    tied = rezipped(
        OWN,
        {
            settings: start.replace("<w:zoom", f'<w:attachedTemplate xmlns:r="{OFFICE}" r:id="rId1"/><w:zoom', 1),
            "word/_rels/settings.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            f'relationships"><Relationship Id="rId1" Type="{OFFICE}/attachedTemplate" Target="{target}" '
            'TargetMode="External"/></Relationships>',
        },
    )
    assert "attachedTemplate" in unzipped(tied)[settings].decode()
    filled = unzipped(house_template.preview(tied, TemplateKind.NOTICE))
    assert not [name for name, content in filled.items() if b"attachedTemplate" in content or b".dotm" in content]


def test_what_a_template_says_of_its_maker_goes_no_further() -> None:
    file = rezipped(OWN, {"docProps/app.xml": "<x>Anna</x>", "customXml/item1.xml": "<x>Anna</x>"})
    filled = unzipped(house_template.preview(file, TemplateKind.NOTICE))
    assert not [name for name, content in filled.items() if b"Anna" in content]
