"""What is asked of a row of the work programme: when it is planned for, what it is about, and why it is closed."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple, Self

from wtforms import HiddenField

from scrutiny.domain import exemption
from scrutiny.domain.dates import written
from scrutiny.domain.leads import LeadNamed, lines, read
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import MeetingKind, Nation, Section
from scrutiny.models.agenda import Topic
from scrutiny.models.meetings import Meeting
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.operations.programme import Slot
from scrutiny.queries.rows import Rows
from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Choice, Choices, Day, Line, Lines
from scrutiny.web.forms.rows import RowForm

MEETING, DAY, WORDS, TO_BE_CONFIRMED = "meeting-", "day", "words", "tbc"
ANEW = "new"
SECTIONS = [(section.value, section.label) for section in Section]


class OfAnEntry(Change):
    """A form about a row: `back` says which page it was sent from, so that its sender comes back there."""

    back = HiddenField(default="")


class Planned(OfAnEntry):
    """When something is planned for: one of the meetings to come, a day, words like "July 2022", or not known yet."""

    to = Choice("When is it planned for?", needed="Choose when it is planned for")
    day = Day("Day")
    words = Line("Time in words", most=60)

    today: date

    @classmethod
    def for_(cls, meetings: Rows, *, on: date, **values: Any) -> Self:
        form = cls(**values)
        form.today = on
        form.to.choices = [
            ("", "Choose"),
            *((f"{MEETING}{meeting.id}", _meeting(meeting)) for meeting in meetings),
            (DAY, "On another day"),
            (WORDS, "At a time in words, like “July 2022”"),
            (TO_BE_CONFIRMED, "To be confirmed"),
        ]
        return form

    def validate(self, extra_validators: Any = None) -> bool:
        valid = bool(super().validate(extra_validators))
        if self.to.data == DAY and not self.day.errors:
            if self.day.data is None:
                self.fails("day", "Enter the day")
            elif self.day.data < self.today:
                self.fails("day", "The day must be today or later")
        if self.to.data == WORDS and not (self.words.data or self.words.errors):
            self.fails("words", "Enter the time in words")
        return valid and not self.errors

    def slot(self, session: Any) -> Slot:
        """Where that is. Ask only when the form is valid."""
        chosen = self.to.data
        if chosen == DAY:
            return Slot(day=self.day.data)
        if chosen == WORDS:
            return Slot(words=self.words.data or "")
        if chosen == TO_BE_CONFIRMED:
            return Slot()
        return Slot(session.get_one(Meeting, int(chosen.removeprefix(MEETING))))


class Placed(OfAnEntry):
    """`place` is where a card was dropped: before the row of that number, or `last`; "" leaves it as it is ordered."""

    place = HiddenField(default="")

    @property
    def placed(self) -> bool:
        return self.place.data == "last" or self.before is not None

    @property
    def before(self) -> int | None:
        typed = self.place.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


class PlaceForm(Placed):
    way = HiddenField(default="")


class MoveForm(Planned, Placed):
    because = Lines("Why is it moved?", rows=2)


class Answering(Lines):
    """Those who answer for it, a line each; `named` is who they are."""

    named: tuple[LeadNamed, ...] = ()

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        try:
            self.named = read(self.data or "")
        except RuleBroken as broken:
            raise ValueError(str(broken)) from broken


class _Held(NamedTuple):
    """What the form begins with, as its fields show it."""

    title: str
    details: str
    leads: str
    section: str
    outcome: str


class EntryForm(RowForm):
    title = Line("Title", needed="Enter the title")
    details = Lines("Why it is here", rows=3)
    leads = Answering("Who answers for it", rows=3)
    section = Choice("Table", choices=SECTIONS, needed="Choose the table")
    outcome = Lines("What came of it", rows=3)

    @classmethod
    def of(cls, entry: WorkProgrammeEntry) -> Self:
        return cls(_Held(entry.title, entry.details, lines(entry.leads), entry.section.value, entry.outcome))


class NewEntryForm(Planned):
    """A row for a topic that is new, or for one that the committee follows."""

    topic = Choice("Topic", needed="Choose the topic")
    title = Line("Title")
    section = Choice("Table", choices=SECTIONS, needed="Choose the table")
    details = Lines("Why it is here", rows=3)
    leads = Answering("Who answers for it", rows=3)

    @classmethod
    def of(cls, meetings: Rows, topics: Rows, *, on: date, **values: Any) -> Self:
        form = cls.for_(meetings, on=on, **values)
        form.topic.choices = [(ANEW, "A new topic"), *((str(topic.id), _topic(topic)) for topic in topics)]
        return form

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        if self.topic.data == ANEW and not (self.title.data or self.title.errors):
            self.fails("title", "Enter the title of the new topic")
        return valid and not self.errors

    def chosen_topic(self, session: Any) -> Topic | None:
        return None if self.topic.data == ANEW else session.get_one(Topic, int(self.topic.data))


class BecauseForm(OfAnEntry):
    because = Lines("Reason", needed="Enter the reason", rows=3)


class OutcomeForm(OfAnEntry):
    outcome = Lines("What came of it", needed="Enter what came of it", rows=4)


class ExemptForm(OfAnEntry):
    """Under which paragraphs a matter is exempt, and what the public reads of it instead."""

    public_title = Line("Title that the public may read", needed="Enter the title that the public may read")
    paragraphs = Choices("Paragraphs of Schedule 12A")

    @classmethod
    def of(cls, topic: Topic, nation: Nation, *, on: date, **values: Any) -> Self:
        held = [number.strip() for number in topic.paragraphs.split(",") if number.strip()]
        form = cls(public_title=topic.public_title, paragraphs=held, **values)
        covered = exemption.descriptions(nation, on).paragraphs
        form.paragraphs.choices = [(str(number), f"{number}. {words}") for number, words in covered.items()]
        return form

    @property
    def claimed(self) -> list[int]:
        return [int(number) for number in self.paragraphs.data or []]


def _meeting(meeting: Any) -> str:
    """`30 November 2021`, and what it is where it is no formal meeting."""
    day = written(meeting.on)
    return day if meeting.kind is MeetingKind.FORMAL else f"{day}: {meeting.title or meeting.kind.label}"


def _topic(topic: Any) -> str:
    return f"{topic.title} (exempt)" if topic.exempt else str(topic.title)
