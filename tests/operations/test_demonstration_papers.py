"""The demonstration's meeting of 14 September has papers of every kind, one of them exempt, from the start."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.demonstration.papers import words
from scrutiny.domain.vocabulary import Part
from scrutiny.intake.uploads import Upload
from scrutiny.intake.uploads.kinds import Kind
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.documents import Document, StoredFile
from scrutiny.models.meetings import Meeting
from scrutiny.opendata.record import write
from scrutiny.operations import record
from scrutiny.operations.record.papers import FOLDER, MEETING, PAPERS
from scrutiny.papers.record import of
from scrutiny.queries import record as queries
from scrutiny.store.disk import Disk


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Disk, list[Upload]]:
    store = Disk(tmp_path_factory.mktemp("papers") / "files")
    return store, record.kept_papers(store)


@pytest.fixture
def loaded(session: Session, author: Author, kept: tuple[Disk, list[Upload]]) -> Session:
    with writing(session, author):
        committee = record.load_demonstration(session, password="of no use to anybody")
        record.take_papers(session, committee, kept[1])
    return session


def test_they_are_small_in_order_and_tell_nothing_besides(kept: tuple[Disk, list[Upload]]) -> None:
    store, uploads = kept
    assert [upload.name for upload in uploads] == [paper.name for paper in PAPERS]
    assert sum(upload.size for upload in uploads) < 300_000
    assert {upload.media_type for upload in uploads} == {
        kind.media_type for kind in (Kind.WORD, Kind.PDF, Kind.WORKBOOK, Kind.SLIDES, Kind.PNG)
    }
    assert [upload.carries for upload in uploads if upload.carries] == []
    assert all(store.has(upload.sha256) for upload in uploads)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("transformation-report.docx", (words.TRANSFORMATION, words.STEPS)),
        ("cusp-of-care-report.docx", words.CUSP),
        ("forum-offers-exempt.docx", words.EXEMPT),
        ("safeguarding-children-2020-21.pdf", words.YEAR),
        ("safeguarding-children-figures.xlsx", (words.REFERRALS, words.SAID)),
        ("transformation-briefing.pptx", words.SLIDES),
    ],
)
def test_they_say_what_is_written_for_them(kept: tuple[Disk, list[Upload]], name: str, said: object) -> None:
    """Whoever changes the words makes the files anew."""
    text = " ".join(next(upload.text for upload in kept[1] if upload.name == name).split())
    missing = [each for each in said_in(said) if " ".join(each.removeprefix("• ").split()) not in text]
    assert missing == []
    assert words.NOTE in text


def said_in(said: object) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        yield from itertools.chain.from_iterable(said_in(each) for each in said.items())
    elif isinstance(said, tuple):
        yield from itertools.chain.from_iterable(map(said_in, said))


def test_each_stands_with_its_item_as_it_came_with_the_agenda(loaded: Session) -> None:
    found = loaded.execute(
        select(AgendaItem.number, Document)
        .join(Document, Document.item_id == AgendaItem.id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(Meeting.on == MEETING)
        .order_by(AgendaItem.number, Document.position)
    ).all()
    assert [(number, paper.name, paper.title) for number, paper in found] == [
        (paper.item, paper.name, paper.title) for paper in PAPERS
    ]
    assert {paper.supplement for _, paper in found} == {0}
    assert [paper.name for _, paper in found if paper.part is Part.TWO] == ["forum-offers-exempt.docx"]
    texts = loaded.scalars(select(StoredFile.text)).all()
    assert len(texts) == len(PAPERS)


def test_the_public_record_names_them_and_tells_nothing_of_the_exempt_one(loaded: Session) -> None:
    def meeting(*, exempt: bool) -> str:
        facts = queries.of_committee(loaded, "SOS")
        assert facts
        meetings = json.loads(write(of(facts, exempt=exempt)))["meetings"]
        return json.dumps(next(each for each in meetings if each["date"] == MEETING.isoformat()), ensure_ascii=False)

    titles = {paper.title for paper in PAPERS}
    exempt = {paper.title for paper in PAPERS if paper.paragraphs}
    assert {title for title in titles if title in meeting(exempt=True)} == titles
    assert {title for title in titles if title in meeting(exempt=False)} == titles - exempt


def test_the_agenda_of_30_november_is_a_draft_still(loaded: Session) -> None:
    november = loaded.scalars(select(Meeting).where(Meeting.on == date(2021, 11, 30))).one()
    assert november.published_on is None


def test_nothing_stands_in_the_folder_that_is_not_used() -> None:
    there = {Path(str(each)).name for each in FOLDER.iterdir()}
    assert {name for name in there if not name.endswith(".py") and name != "__pycache__"} == {
        paper.name for paper in PAPERS
    }
