"""The items of past minutes as appearances of the committee's topics, with what was minuted of them."""

from __future__ import annotations

import re

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from scrutiny.domain.dates import written
from scrutiny.domain.record import Doubt
from scrutiny.domain.record.meetings import Declaration as GivenDeclaration
from scrutiny.domain.record.meetings import Item as GivenItem
from scrutiny.domain.record.meetings import Meeting as Given
from scrutiny.domain.vocabulary import ItemKind, Part
from scrutiny.intake.past.days import days
from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.committees import StandingItem
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Declaration, Minute, Resolution, Vote, VoteCast
from scrutiny.operations.past.known import Known, key
from scrutiny.operations.past.numbers import Numbers
from scrutiny.operations.past.those_there import Roll
from scrutiny.queries.withheld import withheld_topic

_PROCEDURE = re.compile(
    r"(?:date of (?:the )?next meeting|late items?|urgent (?:items?|business)|(?:any )?other (?:urgent )?business|"
    r"chair(?:man|woman|person)?[’']?s (?:announcements?|update)|members of the press and public|public questions?|"
    r"election of|appointment of (?:the )?(?:vice-)?chair|membership)\b",
    re.IGNORECASE,
)
"""What is on many an agenda and is no matter that a committee follows."""


class Appearances:
    """An item that the agenda has already is minuted where it stands; the others are put behind it."""

    def __init__(self, session: Session, known: Known, meeting: Meeting, roll: Roll, numbers: Numbers) -> None:
        self._session, self._known, self._meeting = session, known, meeting
        self._roll, self._numbers = roll, numbers
        items = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id).order_by(AgendaItem.position)
        self._items = list(session.scalars(items))
        self._waiting = list(self._items)
        self.doubts: list[Doubt] = []

    def bring_in(self, given: Given) -> None:
        self._numbers.look_at(given)
        for minuted in given.items:
            self._minute(self._found(minuted) or self._made(minuted), minuted)
        for item in self._waiting:
            self._doubt(item.title, "It is on the agenda, and the minutes do not tell of it.")
        for interest in given.declarations:
            self._session.add(self._declaration(interest, None))

    def _found(self, given: GivenItem) -> AgendaItem | None:
        """The item of the agenda that has the title, or is of the same standing kind."""
        standing = given.kind not in (ItemKind.BUSINESS, ItemKind.MINUTES)
        for item in self._waiting:
            if key(item.title) == key(given.title) or (standing and item.kind is given.kind):
                self._waiting.remove(item)
                return item
        return None

    def _made(self, given: GivenItem) -> AgendaItem:
        numbers = {item.number for item in self._items}
        item = AgendaItem(
            meeting_id=self._meeting.id,
            position=max((item.position for item in self._items), default=0) + 1,
            kind=given.kind,
            title=given.title,
            number="" if given.number in numbers else given.number,
        )
        item.standing_item_id = self._standing(given.kind)
        item.minutes_of_id = self._minutes_of(given)
        known = self._known.topics.get(key(given.title))
        if known is not None and self._is_withheld(known):  # or the title that the public must not know would be shown
            item.part, item.restricted = Part.TWO, True
            item.paragraphs, item.public_title = known.paragraphs, known.public_title
        topic = self._topic(given)
        item.topic_id = topic.id if topic else None
        self._session.add(item)
        self._session.flush()
        self._items.append(item)
        return item

    def _minute(self, item: AgendaItem, given: GivenItem) -> None:
        if given.exempt:
            item.part, item.restricted = given.part, True
            item.paragraphs = item.paragraphs or ", ".join(map(str, given.paragraphs))
        elif item.exempt:
            self._doubt(item.title, "The minutes have it in the open part, and the record as exempt, which is kept.")
        item.outcome = given.outcome
        minute = Minute(
            item_id=item.id,
            number_id=self._numbers.issue(given.minute_number, item.number),
            narrative=given.minute or "",
        )
        self._session.add(minute)
        self._session.flush()
        self._session.add_all(
            Resolution(minute_id=minute.id, position=place, letter=each.letter, text=each.text, kind=each.kind)
            for place, each in enumerate(given.resolutions, start=1)
        )
        self._session.add_all(self._declaration(each, item) for each in given.declarations)
        self._votes(item, given)
        self._session.flush()

    def _votes(self, item: AgendaItem, given: GivenItem) -> None:
        for each in given.votes:
            vote = Vote(
                item_id=item.id,
                motion=each.motion,
                for_=each.for_,
                against=each.against,
                abstained=each.abstained,
                moved_by=each.moved_by[:250],
                seconded_by=each.seconded_by[:250],
            )
            self._session.add(vote)
            self._session.flush()
            self._session.add_all(
                VoteCast(vote_id=vote.id, person_id=self._roll.person(name), name=name, choice=choice)
                for name, choice in {cast.name: cast.choice for cast in each.names}.items()
            )

    def _declaration(self, given: GivenDeclaration, item: AgendaItem | None) -> Declaration:
        return Declaration(
            meeting_id=self._meeting.id,
            item_id=item.id if item else None,
            person_id=self._roll.person(given.name),
            name=given.name,
            kind=given.kind,
            detail=given.detail,
            sensitive=given.sensitive,
            did=given.did,
        )

    def _topic(self, given: GivenItem) -> Topic | None:
        """The one of that title, or a new one. Exempt business is put under none that is open: it would be withheld."""
        if given.kind is not ItemKind.BUSINESS or _PROCEDURE.match(given.title):
            return None
        topic = self._known.topics.get(key(given.title))
        if topic is None:
            topic = Topic(
                committee_id=self._meeting.committee_id,
                title=given.title,
                opened_on=self._meeting.on,
                exempt=given.exempt,
                paragraphs=", ".join(map(str, given.paragraphs)) if given.exempt else "",
            )
            self._session.add(topic)
            self._session.flush()
            self._known.topics[key(given.title)] = topic
        elif given.exempt and not self._is_withheld(topic):
            self._doubt(given.title, "A topic of that title is open in the record, so the item is not put under it.")
            return None
        elif any(item.topic_id == topic.id for item in self._items):
            self._doubt(given.title, "Two items are on this topic, and only the first is put under it.")
            return None
        return topic

    def _is_withheld(self, topic: Topic) -> bool:
        return bool(self._session.scalar(select(withheld_topic(literal(topic.id)))))

    def _standing(self, kind: ItemKind) -> int | None:
        if kind is ItemKind.BUSINESS:
            return None
        standing = select(StandingItem.id).where(
            StandingItem.committee_id == self._meeting.committee_id,
            StandingItem.kind == kind,
            StandingItem.ended_on.is_(None),
        )
        taken = {item.standing_item_id for item in self._items}
        return next((found for found in self._session.scalars(standing) if found not in taken), None)

    def _minutes_of(self, given: GivenItem) -> int | None:
        """The meeting whose minutes were before this one, by the day that title or resolution names."""
        if given.kind is not ItemKind.MINUTES:
            return None
        said = " ".join((given.title, given.minute or "", *(each.text for each in given.resolutions)))
        for found in days(said):
            earlier = self._known.meeting(found.on)
            taken = {item.minutes_of_id for item in self._items}
            if earlier is not None and earlier.id not in taken and earlier.on < self._meeting.on:
                self._doubt(
                    given.title, f"It may have confirmed the minutes of {written(found.on)}. Look whether it did."
                )
                return earlier.id
        return None

    def _doubt(self, where: str, what: str) -> None:
        self.doubts.append(Doubt(where, what))
