"""What clerks, and the programs that they use, do to a Word file: by hand, on its XML."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = "word/document.xml"
_NAMESPACE = f'xmlns:w="{W[1:-1]}"'
_FIRST_OF_1980 = (1980, 1, 1, 0, 0, 0)


def changed(file: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The file with each part as `change` makes it; None takes it out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = change(name, before.read(name))
            if content is not None:
                after.writestr(zipfile.ZipInfo(name, _FIRST_OF_1980), content)
    return made.getvalue()


def rewritten(file: bytes, words: Mapping[str, str]) -> bytes:
    """Words replaced where they stand in the body; each must be there."""

    def change(name: str, content: bytes) -> bytes:
        if name == BODY:
            for before, after in words.items():
                assert before.encode() in content, before
                content = content.replace(before.encode(), after.encode(), 1)
        return content

    return changed(file, change)


def in_body(file: bytes, change: Callable[[Any], None]) -> bytes:
    """The file with what `change` does to the element of its body."""

    def on_body(name: str, content: bytes) -> bytes:
        if name != BODY:
            return content
        document = etree.fromstring(content)
        change(document.find(f"{W}body"))
        return etree.tostring(document, xml_declaration=True, encoding="UTF-8", standalone=True)

    return changed(file, on_body)


def paragraph(body: Any, beginning: str) -> Any:
    """The first paragraph that begins so."""
    return next(p for p in body.iter(f"{W}p") if said(p).startswith(beginning))


def said(element: Any) -> str:
    return "".join(part.text or "" if part.tag == f"{W}t" else "\t" for part in element.iter(f"{W}t", f"{W}tab"))


def body_of(file: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        return etree.fromstring(parts.read(BODY)).find(f"{W}body")


def tag_of(control: Any) -> str:
    return str(control.find(f"{W}sdtPr/{W}tag").get(f"{W}val"))


def marks_around(place: Any) -> set[str]:
    """The kinds of mark that a paragraph stands in."""
    return {tag_of(each).partition("-")[0] for each in place.iterancestors(f"{W}sdt")}


def said_in(file: bytes) -> str:
    """All words of the body."""
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        return said(etree.fromstring(parts.read(BODY)))


def element(xml: str) -> Any:
    return etree.fromstring(re.sub(r"^<([\w:]+)", rf"<\1 {_NAMESPACE}", xml, count=1))


def new_paragraph(text: str, style: str = "MinuteText") -> Any:
    return element(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>')


def unmarked(file: bytes) -> bytes:
    """As Google Docs saves it: no controls, no properties of the file."""

    def unwrap(body: Any) -> None:
        for control in reversed(list(body.iter(f"{W}sdt"))):
            for inside in list(control.find(f"{W}sdtContent")):
                control.addprevious(inside)
            control.getparent().remove(control)

    def forget(name: str, content: bytes) -> bytes | None:
        if name in ("_rels/.rels", "[Content_Types].xml"):
            return re.sub(rb"<(?:Relationship|Override) [^>]*/custom\.xml\"[^>]*/>", b"", content)
        return None if name == "docProps/custom.xml" else content

    return changed(in_body(file, unwrap), forget)


def with_runs_split(file: bytes) -> bytes:
    """As Word saves it after some typing: a run a word, each with what the spelling checker thought of it."""

    def split(body: Any) -> None:
        for run in list(body.iter(f"{W}r")):
            texts = run.findall(f"{W}t")
            if len(texts) != 1 or len(run) - len(run.findall(f"{W}rPr")) != 1:
                continue
            words = re.findall(r"\S+\s*|\s+", texts[0].text or "")
            look = run.find(f"{W}rPr")
            for word in words:
                piece = element('<w:r w:rsidR="00AB12CD"><w:t xml:space="preserve"/></w:r>')
                if look is not None:
                    piece.insert(0, etree.fromstring(etree.tostring(look)))
                piece.find(f"{W}t").text = word
                run.addprevious(piece)
                run.addprevious(element('<w:proofErr w:type="spellStart"/>'))
            run.getparent().remove(run)

    return in_body(file, split)


def with_styles_renamed(file: bytes) -> bytes:
    """As an office in another language saves it: every style has another name and id."""

    def change(name: str, content: bytes) -> bytes:
        if name.startswith("word/") and name.endswith(".xml"):
            content = re.sub(rb'(<w:(?:pStyle|rStyle|basedOn|next|link) w:val=")', rb"\1X", content)
            content = re.sub(rb'(w:styleId=")', rb"\1X", content)
        if name == "word/styles.xml":
            content = re.sub(rb'<w:name w:val="([^"]*)"/>', rb'<w:name w:val="Formatvorlage \1"/>', content)
        return content

    return changed(file, change)


def with_comment(file: bytes, on: str, text: str) -> bytes:
    """A comment of Ruth Pritchard on the paragraph that begins so."""

    def note(body: Any) -> None:
        noted = paragraph(body, on)
        noted.insert(1, element('<w:commentRangeStart w:id="7"/>'))
        noted.append(element('<w:commentRangeEnd w:id="7"/>'))
        noted.append(element('<w:r><w:commentReference w:id="7"/></w:r>'))

    comment = (
        f'<w:comments {_NAMESPACE}><w:comment w:id="7" w:author="Ruth Pritchard" w:date="2021-09-20T10:00:00Z">'
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment></w:comments>"
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    relation = f'<Relationship Id="comments" Type="{kind}" Target="comments.xml"/></Relationships>'

    def relate(name: str, content: bytes) -> bytes:
        return (
            content.replace(b"</Relationships>", relation.encode()) if name.endswith("document.xml.rels") else content
        )

    made = io.BytesIO(changed(in_body(file, note), relate))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("word/comments.xml", comment)
    return made.getvalue()


def tracked(file: bytes, *, taken_out: str, put_in: str, within: str) -> bytes:
    """Words of a paragraph replaced by others, and both remembered as changes of Ruth Pritchard."""
    who = 'w:id="1" w:author="Ruth Pritchard" w:date="2021-09-20T10:00:00Z"'

    def track(body: Any) -> None:
        (run,) = [r for r in paragraph(body, within).iter(f"{W}r") if taken_out in said(r)]
        before, _, after = said(run).partition(taken_out)
        pieces = (
            f'<w:r><w:t xml:space="preserve">{before}</w:t></w:r>',
            f'<w:del {who}><w:r><w:delText xml:space="preserve">{taken_out}</w:delText></w:r></w:del>',
            f'<w:ins {who}><w:r><w:t xml:space="preserve">{put_in}</w:t></w:r></w:ins>',
            f'<w:r><w:t xml:space="preserve">{after}</w:t></w:r>',
        )
        for piece in pieces:
            run.addprevious(element(piece))
        run.getparent().remove(run)

    return in_body(file, track)
