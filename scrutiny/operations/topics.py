"""Topics: a matter the committee follows, one row for ever."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from scrutiny.domain.text import one_line
from scrutiny.models.agenda import Topic
from scrutiny.models.committees import Committee


def open_topic(session: Session, *, committee: Committee, title: str, on: date) -> Topic:
    topic = Topic(committee_id=committee.id, title=one_line(title, field="The title", most=300), opened_on=on)
    session.add(topic)
    session.flush()
    return topic
