"""Meetings: when, where, who was there, what was before them and what they resolved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime
from datetime import time as Hour

from scrutiny.domain.record.people import Lead, Person
from scrutiny.domain.record.references import (
    UNSAID,
    Dated,
    Digest,
    FileName,
    Label,
    Letter,
    Linked,
    Name,
    Number,
    Printed,
    Reference,
    Title,
    Titled,
)
from scrutiny.domain.vocabulary import (
    AttendanceStatus,
    Choice,
    Inspection,
    InterestKind,
    ItemKind,
    ItemOutcome,
    MeetingKind,
    MeetingStatus,
    MinutesState,
    Movement,
    Part,
    ResolutionKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    letter: Letter = ""
    text: str
    kind: ResolutionKind = ResolutionKind.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedVote:
    name: Printed
    choice: Choice
    person: Linked = UNSAID


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    motion: str = ""
    for_: int = 0
    against: int = 0
    abstained: int = 0
    moved_by: Printed = ""
    seconded_by: Printed = ""
    names: tuple[NamedVote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    name: Printed
    kind: InterestKind = InterestKind.OTHER
    detail: str = ""
    sensitive: bool = False
    did: str = ""
    made_on: Day | None = None
    person: Linked = UNSAID


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentVersion:
    """A file that a paper came as. The file itself is in the store, by its SHA-256; `size` in bytes."""

    sha256: Digest
    name: FileName = ""
    media_type: Label = ""
    size: int = 0
    because: str = ""
    inspection: Inspection = Inspection.NONE
    by: Name = ""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    title: Title
    part: Part = Part.ONE
    to_follow: bool = False
    sha256: Digest = ""
    media_type: Label = ""
    received_on: Day | None = None
    name: FileName = ""
    size: int = 0
    supplement: int = 0
    paragraphs: tuple[int, ...] = ()
    withdrawn_because: str = ""
    versions: tuple[DocumentVersion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MinuteVersion:
    state: MinutesState
    narrative: str = ""
    resolved: str = ""
    because: str = ""
    by: Name = ""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One appearance on an agenda. `minute` is None where there is none, and "" where only a resolution is minuted."""

    id: int = 0
    number: Number = ""
    title: Title
    part: Part = Part.ONE
    restricted: bool = False
    minute_number: Reference = ""
    minute: str | None = None
    outcome: ItemOutcome = ItemOutcome.PENDING
    resolutions: tuple[Resolution, ...] = ()
    votes: tuple[Vote, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    outcome_note: str = ""
    kind: ItemKind = ItemKind.BUSINESS
    public_title: Title = ""
    paragraphs: tuple[int, ...] = ()
    topic: Titled = UNSAID
    entry: int | None = None
    standing: Title | None = ""
    minutes_of: Dated = None
    leads: tuple[Lead, ...] | None = None
    report_recommendations: str = ""
    documents: tuple[Document, ...] = ()
    minutes_wanted: int | None = None
    papers_due: Day | None = None
    supplement: int = 0
    late_because: str = ""
    public_summary: str = ""
    versions: tuple[MinuteVersion, ...] = ()
    minute_series: Label = ""
    minute_ordinal: int | None = None
    minute_suffix: Letter = ""
    minute_void_because: str = ""

    @property
    def exempt(self) -> bool:
        return self.part is Part.TWO or self.restricted


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """An arrival or a departure; `item` is the id of the item that was before the meeting."""

    movement: Movement
    item: int | None = None
    at: Hour | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    name: Printed
    role: Name = ""
    status: AttendanceStatus = AttendanceStatus.PRESENT
    substitute_for: Printed = ""
    movements: tuple[Moved, ...] = ()
    person: Linked = UNSAID


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitute:
    name: Printed
    for_: Printed = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialMinutes:
    """Minutes as they were finished in Word and adopted, and perhaps taken back, by whom, when and why.

    The file itself is in the store, by its SHA-256. `withheld` are the ids of the exempt items that it keeps from its
    reader.
    """

    sha256: Digest
    name: FileName = ""
    size: int = 0
    exempt: bool = False
    withheld: tuple[int, ...] = ()
    because: str = ""
    by: Name = ""
    at: datetime
    withdrawn_because: str = ""
    withdrawn_by: Name = ""
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rearrangement:
    """What was to be before the meeting was moved."""

    date: Day
    time: Hour
    venue: Title = ""
    because: str = ""
    decided_on: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The lists of names say who was there in short; `attendance`, where it is given, says all and is what counts."""

    id: int = 0
    date: Day
    time: Hour | None = None
    venue: Title | None = None
    kind: MeetingKind = MeetingKind.FORMAL
    status: MeetingStatus = MeetingStatus.SCHEDULED
    rearranged_from: Day | None = None
    present: tuple[Printed, ...] = ()
    apologies: tuple[Printed, ...] = ()
    in_attendance: tuple[Printed, ...] = ()
    substitutes: tuple[Substitute, ...] = ()
    remote: tuple[Printed, ...] = ()
    absent: tuple[Printed, ...] = ()
    title: Title = ""
    committee_name: Title | None = None
    status_because: str = ""
    duration: int = 120
    ended_at: Hour | None = None
    rearrangements: tuple[Rearrangement, ...] | None = None
    uid: Label = ""
    sequence: int | None = None
    changed_at: datetime | None = None
    published_on: Day | None = None
    published_late_because: str = ""
    minutes_state: MinutesState = MinutesState.NONE
    confirmed_at: Dated = None
    confirmed_as_amended: bool = False
    signed_by: Label = ""
    official_minutes: tuple[OfficialMinutes, ...] = ()
    attendance: tuple[Attendance, ...] | None = None
    declarations: tuple[Declaration, ...] = ()
    items: tuple[Item, ...] = ()


_LISTS = {
    "present": AttendanceStatus.PRESENT,
    "remote": AttendanceStatus.REMOTE,
    "apologies": AttendanceStatus.APOLOGIES,
    "absent": AttendanceStatus.ABSENT,
    "in_attendance": AttendanceStatus.IN_ATTENDANCE,
}


def attended(meeting: Meeting) -> list[tuple[AttendanceStatus, str, str]]:
    """Everybody in a meeting's short lists: status, name, and for whom a substitute came; in the order of a paper."""
    there = [(AttendanceStatus.PRESENT, name, "") for name in meeting.present]
    there += [(AttendanceStatus.SUBSTITUTE, each.name, each.for_) for each in meeting.substitutes]
    for field, status in list(_LISTS.items())[1:]:
        there += [(status, name, "") for name in getattr(meeting, field)]
    return there


def in_short(attendance: Iterable[Attendance], people: Mapping[int, Person]) -> dict[str, tuple[object, ...]]:
    """The short lists of an attendance, by field; a person named as minutes do is given by the plain name."""
    named = [(each, _plain_name(each, people)) for each in attendance]
    lists: dict[str, tuple[object, ...]] = {
        field: tuple(name for each, name in named if each.status is status) for field, status in _LISTS.items()
    }
    lists["substitutes"] = tuple(
        Substitute(name=name, for_=each.substitute_for)
        for each, name in named
        if each.status is AttendanceStatus.SUBSTITUTE
    )
    return lists


def _plain_name(attendance: Attendance, people: Mapping[int, Person]) -> str:
    person = people.get(attendance.person) if isinstance(attendance.person, int) else None
    return person.name if person and person.printed == attendance.name else attendance.name
