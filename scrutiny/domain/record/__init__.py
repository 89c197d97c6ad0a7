"""The record of one committee as values: what is exported, read back and stored, the same whichever way it goes.

A field is a key of the JSON (`for_` and `from_` lose their underscore) and stands here in the order in which it is
written. An export writes every field. Somebody who writes a record by hand may leave out what has a default; what it
then means is worked out on reading, by `intake.record.completion`.
"""

from dataclasses import dataclass
from datetime import date, time

from scrutiny.domain.notice import PapersGoUp
from scrutiny.domain.numbering import Restart
from scrutiny.domain.record.follow_up import Action, Recommendation
from scrutiny.domain.record.meetings import Meeting
from scrutiny.domain.record.people import Member, Person
from scrutiny.domain.record.programme import Entry
from scrutiny.domain.record.references import Brief, Code, Label, Letter, Name, Reference, Title, Titled
from scrutiny.domain.vocabulary import ItemKind, Nation


@dataclass(frozen=True, slots=True, kw_only=True)
class Committee:
    code: Code
    name: Title
    remit: str = ""
    council: Name
    introduction: str = ""
    quorum: int = 0
    usual_venue: Title = ""
    usual_time: time = time(10, 0)
    crime_and_disorder: bool = False
    minute_pattern: Brief = "{n}"
    minutes_restart: Restart = Restart.EACH_YEAR
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualMeeting:
    year: int
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    """The council's settings. They are used where the record brings the council with it, and passed over elsewhere."""

    nation: Nation = Nation.ENGLAND
    clear_days: int = 5
    saturdays_count: bool = False
    papers_go_up: PapersGoUp = PapersGoUp.BY_CLOSE_OF_A_WORKING_DAY
    vision: str = ""
    notes_for_the_public: str = ""
    annual_meetings: tuple[AnnualMeeting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingItem:
    """On every agenda, or once a year in `month`; `topic` where it is a yearly report."""

    title: Title
    kind: ItemKind = ItemKind.BUSINESS
    at_the_end: bool = False
    month: int | None = None
    topic: Titled = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    id: int = 0
    title: Title
    opened_on: date | None = None
    exempt: bool = False
    public_title: Title = ""
    paragraphs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusedNumber:
    """A number that was issued and has no minute (any more): kept, so that it is never issued again."""

    number: Reference
    ordinal: int
    suffix: Letter = ""
    void_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinuteSeries:
    """A run of minute numbers; `shared` where it runs across the council's committees."""

    name: Label
    year: int | None = None
    starts_at: int = 1
    shared: bool = False
    unused: tuple[UnusedNumber, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    committee: Committee
    council: Council = Council()
    people: tuple[Person, ...] = ()
    members: tuple[Member, ...] = ()
    standing_items: tuple[StandingItem, ...] = ()
    topics: tuple[Topic, ...] = ()
    minute_series: tuple[MinuteSeries, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    work_programme: tuple[Entry, ...] = ()
    actions: tuple[Action, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should look at: the place in what was read, and what is the matter, in a sentence."""

    where: str
    what: str
