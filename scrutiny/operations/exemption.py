"""Makes items exempt and public: their topic keeps the exemption, whatever becomes of the item."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import one_line
from scrutiny.domain.vocabulary import ItemKind, ItemOutcome, MeetingStatus, Part
from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.committees import Committee
from scrutiny.models.documents import Document
from scrutiny.models.follow_up import Action, Recommendation
from scrutiny.models.meetings import Meeting
from scrutiny.operations import document_files
from scrutiny.operations.topics import open_topic
from scrutiny.queries.withheld import EXEMPT

STILL_TO_SIT = (MeetingStatus.SCHEDULED, MeetingStatus.ADJOURNED)
"""A meeting that was broken off goes on with what it has not reached."""


def make_exempt(
    session: Session, item: AgendaItem, *, paragraphs: Sequence[int], public_title: str, part: Part = Part.TWO
) -> AgendaItem:
    """Withhold an item, its papers and what was asked under it. With Part One it is open but restricted.

    Its topic is withheld with it, and stays so when the item is taken off: under a topic's title all its story is told.
    """
    item.paragraphs, item.public_title = _claimed(paragraphs, public_title)
    item.part, item.restricted = part, True
    documents = session.scalars(select(Document).where(Document.item_id == item.id)).all()
    for document in documents:
        document.part = Part.TWO
    document_files.close_earlier(session, [document.id for document in documents])
    topic = _topic_of(session, item)
    if topic is not None:
        _withhold(session, topic, paragraphs=item.paragraphs, public_title=item.public_title)
    return _in_step(session, item)


def make_topic_exempt(session: Session, topic: Topic, *, paragraphs: Sequence[int], public_title: str) -> Topic:
    """Withhold a matter that is only planned yet, and what of it stands on agendas to come.

    What was open business at a meeting that was held stays on its papers; the story of the topic is withheld.
    """
    claimed, title = _claimed(paragraphs, public_title)
    _withhold(session, topic, paragraphs=claimed, public_title=title)
    for item in _to_come(session, topic):
        if not item.exempt:
            make_exempt(session, item, paragraphs=paragraphs, public_title=title)
    session.flush()
    return topic


def make_topic_public(session: Session, topic: Topic) -> Topic:
    """Open a matter, with what of it stands on agendas to come. Raises RuleBroken where it was exempt business before.

    Papers stay exempt until each is opened, as with an item.
    """
    coming = _to_come(session, topic)
    been = exists().where(AgendaItem.topic_id == topic.id, EXEMPT, AgendaItem.id.not_in([item.id for item in coming]))
    if session.scalar(select(been)):
        raise RuleBroken(
            f"“{topic.public_title}” was exempt business at a meeting, so its title and its story stay withheld. "
            "Open that item first, if it may be opened."
        )
    for item in coming:
        make_public(session, item)
    _lift(session, topic)
    session.flush()
    return topic


def make_public(session: Session, item: AgendaItem) -> AgendaItem:
    """Open an item. Its papers stay exempt until each is opened: a clean title says nothing of an appendix.

    Its topic is opened with the last of its exempt items. Until then this item is read under its own title, while the
    title and the story of the topic stay withheld.
    """
    for document in session.scalars(select(Document).where(Document.item_id == item.id, Document.paragraphs == "")):
        document.paragraphs = item.paragraphs if document.part is Part.TWO else ""
    item.part, item.restricted, item.paragraphs = Part.ONE, False, ""
    session.flush()
    if item.topic_id is not None:
        _lift(session, session.get_one(Topic, item.topic_id))
    return _in_step(session, item)


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


def _claimed(paragraphs: Sequence[int], public_title: str) -> tuple[str, str]:
    """The paragraphs and the public title as they are kept. Raises RuleBroken where either is missing."""
    if not paragraphs:
        raise RuleBroken("Choose the paragraph of Schedule 12A that makes the item exempt (LGA 1972 s.100A(5)).")
    title = one_line(public_title, field="The public title", most=300)
    if not title:
        raise RuleBroken("Give the title that the public may read.")
    return ", ".join(map(str, sorted(set(paragraphs)))), title


def _to_come(session: Session, topic: Topic) -> list[AgendaItem]:
    """Its items that no meeting has gone through yet."""
    pending = (AgendaItem.topic_id == topic.id, AgendaItem.outcome == ItemOutcome.PENDING)
    found = select(AgendaItem).join(Meeting, Meeting.id == AgendaItem.meeting_id).where(*pending)
    return list(session.scalars(found.where(Meeting.status.in_(STILL_TO_SIT))))


def _topic_of(session: Session, item: AgendaItem) -> Topic | None:
    """Business without a topic is given one. What stands on every agenda is not: its title is no secret."""
    if item.topic_id is None and item.kind is ItemKind.BUSINESS and item.standing_item_id is None:
        meeting = session.get_one(Meeting, item.meeting_id)
        committee = session.get_one(Committee, meeting.committee_id)
        item.topic_id = open_topic(session, committee=committee, title=item.title, on=meeting.on).id
    return session.get(Topic, item.topic_id) if item.topic_id is not None else None


def _in_step(session: Session, item: AgendaItem) -> AgendaItem:
    """Actions and recommendations are as open as the item they came from."""
    part = Part.TWO if item.exempt else Part.ONE
    actions = session.scalars(select(Action).where(Action.item_id == item.id))
    recommendations = session.scalars(select(Recommendation).where(Recommendation.item_id == item.id))
    for row in (*actions, *recommendations):
        row.part = part
    session.flush()
    return item


def _withhold(session: Session, topic: Topic, *, paragraphs: str, public_title: str) -> None:
    """Keep on the topic what makes an item of it exempt: the item may go, the exemption does not."""
    topic.exempt, topic.public_title, topic.paragraphs = True, public_title, paragraphs
    _keep_entries_in_step(session, topic)


def _lift(session: Session, topic: Topic) -> None:
    """Open a topic again, unless an item of it is still exempt."""
    if topic.exempt and not session.scalar(select(exists().where(AgendaItem.topic_id == topic.id, EXEMPT))):
        topic.exempt, topic.paragraphs = False, ""
        _keep_entries_in_step(session, topic)


def _keep_entries_in_step(session: Session, topic: Topic) -> None:
    """What was asked for from the programme, and not under an item, is as open as the topic."""
    part = Part.TWO if topic.exempt else Part.ONE
    actions = select(Action).where(Action.topic_id == topic.id, Action.item_id.is_(None))
    recommended = select(Recommendation).where(Recommendation.topic_id == topic.id, Recommendation.item_id.is_(None))
    for asked in (*session.scalars(actions), *session.scalars(recommended)):
        asked.part = part
    session.flush()
