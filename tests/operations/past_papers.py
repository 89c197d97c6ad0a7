"""What is brought in of past papers, and what the record then has of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.record.follow_up import Action as GivenAction
from scrutiny.domain.record.follow_up import Recommendation as GivenRecommendation
from scrutiny.domain.record.programme import Entry
from scrutiny.domain.vocabulary import EntryStatus
from scrutiny.intake.past.tables.draft import Draft
from scrutiny.models.follow_up import Action
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.operations.past import follow_up as past_follow_up
from scrutiny.operations.past import programme as past_programme
from scrutiny.operations.past.brought import Brought
from tests.operations.autumn import Autumn
from tests.operations.chamber import day

TODAY = day("2021-11-15")
SEPTEMBER = day("2021-09-14")


def programme_in(session: Session, author: Author, record: Autumn, *rows: Entry, **told: Any) -> Brought:
    with writing(session, author):
        draft = Draft(work_programme=rows, **told)
        return past_programme.bring_in(session, record.committee, draft, on=TODAY)


def tracker_in(
    session: Session,
    author: Author,
    record: Autumn,
    *,
    actions: Sequence[GivenAction] = (),
    recommendations: Sequence[GivenRecommendation] = (),
    **told: Any,
) -> Brought:
    with writing(session, author):
        draft = Draft(actions=tuple(actions), recommendations=tuple(recommendations), **told)
        return past_follow_up.bring_in(session, record.committee, draft, on=TODAY)


def entry(session: Session, title: str) -> WorkProgrammeEntry:
    session.expire_all()
    return session.scalars(select(WorkProgrammeEntry).where(WorkProgrammeEntry.title == title)).one()


def action(session: Session, reference: str) -> Action:
    session.expire_all()
    return session.scalars(select(Action).where(Action.reference == reference)).one()


BUSES = Entry(title="Village buses", meeting=SEPTEMBER, outcome="Noted.", status=EntryStatus.CONSIDERED, year=2021)
