"""What the public's packs tell, down to their bytes: bound as they are for readers, with a secret in every corner."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from docx import Document as Word
from sqlalchemy.orm import Session

from scrutiny.bindery.binders import BINDERS
from scrutiny.bundle.pdf import office
from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import Audience, ItemKind, PackKind, Part
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.models.packs import Pack
from scrutiny.operations import packs
from tests import databases, make, one_page
from tests.bindery.record import Record
from tests.bindery.stand_in import Workshop
from tests.operations import chamber

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


@pytest.fixture
def database_url(sqlite: databases.SQLite) -> str:
    """On SQLite alone: what is bound does not know where the record is."""
    return sqlite.fresh()


@pytest.fixture
def meeting_id(session: Session, author: Author, workshop: Workshop) -> int:
    keep = workshop.store.keep
    with writing(session, author):
        committee = chamber.committee(session)
        meeting = make.meeting(session, committee, chamber.day("2021-11-30"), published_on=chamber.day("2021-11-12"))
        item = make.item(session, meeting, "Annual report")
        page = one_page.pdf("What the report says")
        make.document(session, item, "Report", sha256=keep(page), name="report.pdf", media_type=PDF, size=len(page))
        words = in_word("What the minutes say")
        make.document(session, item, "Notes", sha256=keep(words), name="notes.docx", media_type=WORD, size=len(words))
        make.document(
            session,
            item,
            "SECRET appendix",
            part=Part.TWO,
            paragraphs="3",
            sha256=keep(one_page.pdf("SECRET page of the appendix")),
            name="SECRET.pdf",
            media_type=PDF,
        )
        secret = make.exempt_item(
            session, meeting, "SECRET title", "A matter about an individual", report_recommendations="SECRET advice"
        )
        make.lead(session, secret, "SECRET lead")
        words = in_word("SECRET page in Word")
        make.document(
            session, secret, "SECRET paper", part=Part.TWO, sha256=keep(words), name="SECRET.docx", media_type=WORD
        )
        secrets_of_the_record(session, committee, meeting)
        packs.want(session, meeting.id)
    return meeting.id


def secrets_of_the_record(session: Session, committee: Committee, meeting: Meeting) -> None:
    """In the minutes of the meeting before, and on the work programme: both are bound by themselves."""
    before = make.held(session, committee, chamber.day("2021-09-14"))
    make.minute(session, make.item(session, before, "Buses"), "What was said of buses.")
    moved = make.exempt_item(session, before, "SECRET move", "A matter about a house")
    make.minute(session, moved, "SECRET words", ["SECRET clause"], public_summary="What the public may know.")
    make.item(session, meeting, "Minutes", kind=ItemKind.MINUTES, minutes_of_id=before.id)
    topic = make.exempt_topic(session, committee, "SECRET closure", "A matter about a school")
    make.entry(session, committee, "SECRET closure", topic=topic, details="SECRET details")
    make.item(session, meeting, "Work programme", kind=ItemKind.WORK_PROGRAMME)


def in_word(text: str) -> bytes:
    document, file = Word(), io.BytesIO()
    document.add_paragraph(text)
    document.save(file)
    return file.getvalue()


@pytest.fixture
def made(workshop: Workshop, record: Record, meeting_id: int, monkeypatch: pytest.MonkeyPatch) -> list[Pack]:
    """Bound by the binders themselves. Without LibreOffice, which would add no words: those of the Word papers are in
    the other packs."""
    monkeypatch.setattr(office, "program", lambda: None)
    workshop.later(1)
    workshop.builder(BINDERS).build(meeting_id)
    return record.packs(meeting_id)


def words_of(path: Path, kind: PackKind) -> str:
    """All that is to be read in a pack, by eye or by a program: text, titles, names, and every part unpacked."""
    if kind is PackKind.PDF:
        return "\n".join(of_pdf(path))
    with zipfile.ZipFile(path) as archive:
        return "\n".join(of_parts(archive))


def of_pdf(path: Path) -> Iterator[str]:
    document = pypdfium2.PdfDocument(path)
    for page in document:
        yield page.get_textpage().get_text_range()
    document.close()
    with pikepdf.open(path) as pdf:
        for each in pdf.objects:
            yield str(each.read_bytes()) if isinstance(each, pikepdf.Stream) else repr(each)


def of_parts(archive: zipfile.ZipFile) -> Iterator[str]:
    for name in archive.namelist():
        content = archive.read(name)
        yield name
        if name.endswith((".docx", ".zip")):
            with zipfile.ZipFile(io.BytesIO(content)) as inner:
                yield from of_parts(inner)
        yield content.decode("utf-8", "replace")


def test_the_publics_packs_hold_no_word_of_what_is_exempt_and_the_members_have_it_all(
    workshop: Workshop, made: list[Pack]
) -> None:
    assert len(made) == 6
    for pack in made:
        with workshop.store.local(pack.sha256) as path:
            words = words_of(path, pack.kind)
        about = f"{pack.kind} for {pack.audience}"
        assert "Annual report" in words, about
        assert "What the report says" in words or pack.kind is not PackKind.PDF, about
        if pack.audience is Audience.PUBLIC:
            assert "SECRET" not in words, about
            assert "SECRET" not in f"{pack.holds} {pack.changed} {pack.left_out}", about
            assert "A matter about an individual" in words, about
            if pack.kind is not PackKind.PDF:
                assert "What the public may know." in words, about
        else:
            assert "SECRET title" in words, about
            assert "SECRET appendix" in words, about
            if pack.kind is not PackKind.PDF:
                assert "SECRET clause" in words, about
        assert "SECRET closure" not in words, "the programme is the public’s in every pack"
