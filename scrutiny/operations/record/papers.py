"""The demonstration's papers: one of every kind, as if an officer had sent them for the meeting of 14 September."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain.vocabulary import Part
from scrutiny.intake import uploads
from scrutiny.intake.uploads import Upload
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.operations import documents
from scrutiny.store import Store

FOLDER = files("scrutiny") / "demonstration" / "papers"
MEETING = date(2021, 9, 14)
RECEIVED = date(2021, 9, 6)
"""The last day on which five clear days were left before the meeting."""


@dataclass(frozen=True, slots=True)
class Paper:
    """`item` is the item's number on the agenda; `paragraphs` of Schedule 12A make a paper exempt."""

    item: str
    name: str
    title: str
    paragraphs: tuple[int, ...] = ()


PAPERS = (
    Paper("4", "transformation-report.docx", "Report: Adult Safeguarding Transformation Project"),
    Paper("4", "transformation-briefing.pptx", "Briefing for members"),
    Paper("4", "concerns-chart.png", "Chart: safeguarding concerns, 2017 and 2021"),
    Paper("5", "cusp-of-care-report.docx", "Report: safeguarding adults on the cusp of care"),
    Paper("5", "forum-offers-exempt.docx", "What a lead for a forum would cost", paragraphs=(3,)),
    Paper("6", "safeguarding-children-2020-21.pdf", "The Safeguarding Children Board’s year 2020/21"),
    Paper("6", "safeguarding-children-figures.xlsx", "The figures of that year"),
)


def kept_papers(store: Store) -> list[Upload]:
    """Each of them looked into and kept, before the record is changed: that takes a second."""
    with ThreadPoolExecutor() as threads:
        return list(threads.map(lambda paper: _kept(store, paper), PAPERS))


def _kept(store: Store, paper: Paper) -> Upload:
    content = (FOLDER / paper.name).read_bytes()
    upload = uploads.read(content, paper.name)
    store.keep(content)
    return upload


def take_papers(session: Session, committee: Committee, kept: Sequence[Upload]) -> None:
    """Put them with their items, inside a change."""
    of_meeting = select(AgendaItem).join(Meeting, Meeting.id == AgendaItem.meeting_id)
    rows = session.scalars(of_meeting.where(Meeting.committee_id == committee.id, Meeting.on == MEETING))
    items = {item.number: item for item in rows}
    for paper, upload in zip(PAPERS, kept, strict=True):
        documents.take(
            session,
            items[paper.item],
            upload=upload,
            title=paper.title,
            on=RECEIVED,
            part=Part.TWO if paper.paragraphs else Part.ONE,
            paragraphs=paper.paragraphs,
        )
