"""Topics: a matter the committee follows, one row for ever, and the exemption that it keeps whatever its items do."""

from __future__ import annotations

from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from scrutiny.domain.text import one_line
from scrutiny.domain.vocabulary import Part
from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.committees import Committee
from scrutiny.models.follow_up import Action, Recommendation
from scrutiny.queries.withheld import EXEMPT


def open_topic(session: Session, *, committee: Committee, title: str, on: date) -> Topic:
    topic = Topic(committee_id=committee.id, title=one_line(title, field="The title", most=300), opened_on=on)
    session.add(topic)
    session.flush()
    return topic


def withhold(session: Session, topic: Topic, *, like: AgendaItem) -> None:
    """Keep on the topic what makes an item of it exempt: the item may go, the exemption does not."""
    topic.exempt, topic.public_title, topic.paragraphs = True, like.public_title, like.paragraphs
    _in_step(session, topic)


def lift(session: Session, topic: Topic) -> None:
    """Open a topic again, unless an item of it is still exempt."""
    if topic.exempt and not session.scalar(select(exists().where(AgendaItem.topic_id == topic.id, EXEMPT))):
        topic.exempt, topic.paragraphs = False, ""
        _in_step(session, topic)


def begin_exempt(session: Session, item: AgendaItem, topic: Topic) -> None:
    """A new item of an exempt topic begins as the last exempt one stands, or in Part Two if none is left."""
    last = session.scalar(
        select(AgendaItem).where(AgendaItem.topic_id == topic.id, EXEMPT).order_by(AgendaItem.id.desc()).limit(1)
    )
    if last is not None:
        keep_exempt(item, last)
    else:
        item.part, item.restricted = Part.TWO, True
        item.public_title, item.paragraphs = topic.public_title, topic.paragraphs


def keep_exempt(item: AgendaItem, earlier: AgendaItem) -> None:
    """What was exempt at one meeting stays so at the next until somebody decides otherwise."""
    item.part, item.restricted = earlier.part, earlier.restricted
    item.public_title, item.paragraphs = earlier.public_title, earlier.paragraphs


def _in_step(session: Session, topic: Topic) -> None:
    """What was asked for from the programme, and not under an item, is as open as the topic."""
    part = Part.TWO if topic.exempt else Part.ONE
    actions = select(Action).where(Action.topic_id == topic.id, Action.item_id.is_(None))
    recommended = select(Recommendation).where(Recommendation.topic_id == topic.id, Recommendation.item_id.is_(None))
    for asked in (*session.scalars(actions), *session.scalars(recommended)):
        asked.part = part
    session.flush()
