"""A diary of meetings and deadlines, as a subscriber's calendar shows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from scrutiny.domain.dates import written
from scrutiny.domain.vocabulary import MeetingKind, MeetingStatus


@dataclass(frozen=True, slots=True)
class Event:
    """One entry, the same entry for ever: it is known by `uid`, and a higher `sequence` replaces what was sent before.

    `on`, `at` and `until` are read off the clock on the wall in London; `until` is None where no end is planned.
    An event without `at` lasts the whole day. `changed_at` and `created_at` are aware instants.
    """

    uid: str
    sequence: int
    on: date
    at: time | None
    until: datetime | None
    title: str
    venue: str
    description: str
    url: str
    cancelled: bool
    changed_at: datetime
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Diary:
    """Events in the order of the day. `refresh` is how often a subscriber is asked to look again."""

    name: str
    description: str
    events: tuple[Event, ...]
    refresh: timedelta = timedelta(hours=1)

    def with_events_of(self, other: "Diary") -> "Diary":
        """One person's diary out of two: an officer's meetings and deadlines in a single feed."""
        return replace(self, events=_in_order((*self.events, *other.events)))


class Deadline(StrEnum):
    """What has to be done by the end of a day; the value is how the entry begins."""

    PUBLISH_BY = "Publish agenda"
    REPORT_DUE = "Report due"
    ACTION_DUE = "Action due"
    RESPONSE_DUE = "Response due"


class MeetingRow(Protocol):
    """What a diary reads of a meeting. `status_because` is why it was cancelled or adjourned, or its agenda reopened.

    A record that was read in from elsewhere may give there why it was re-arranged, too.
    """

    @property
    def uid(self) -> str: ...
    @property
    def sequence(self) -> int: ...
    @property
    def on(self) -> date: ...
    @property
    def at(self) -> time: ...
    @property
    def duration_minutes(self) -> int | None: ...
    @property
    def venue(self) -> str: ...
    @property
    def committee_name(self) -> str: ...
    @property
    def kind(self) -> MeetingKind: ...
    @property
    def status(self) -> MeetingStatus: ...
    @property
    def rearranged_from(self) -> date | None: ...
    @property
    def rearranged_because(self) -> str | None: ...
    @property
    def status_because(self) -> str: ...
    @property
    def changed_at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """One officer's deadline. `subject` is the meeting, report, action or recommendation that it hangs on.

    `lifted` keeps a deadline that no longer binds in the feed as cancelled, since a subscriber's calendar may go on
    showing what merely disappears. `page` is the path of the page that says more.
    """

    uid: str
    sequence: int
    on: date
    kind: Deadline
    subject: str
    committee_name: str
    changed_at: datetime
    lifted: bool = False
    page: str = ""


M = TypeVar("M", bound=MeetingRow)


def of(meetings: Iterable[M], *, name: str, link: Callable[[M], str], description: str = "") -> Diary:
    """Arrange meetings; `link` gives the whole address of a meeting's page."""
    return Diary(name, description, _in_order(_meeting(meeting, link(meeting)) for meeting in meetings))


def of_deadlines(
    deadlines: Iterable[DeadlineRow], *, name: str, link: Callable[[DeadlineRow], str], description: str = ""
) -> Diary:
    """Arrange officers' deadlines as entries that last the whole day."""
    return Diary(name, description, _in_order(_deadline(row, link(row)) for row in deadlines))


def _in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """By day, time and uid, whole days first, so that equal records make equal feeds."""
    return tuple(sorted(events, key=lambda event: (event.on, event.at or time.min, event.uid)))


def _meeting(meeting: MeetingRow, url: str) -> Event:
    cancelled = meeting.status == MeetingStatus.CANCELLED
    title = meeting.committee_name
    if meeting.kind != MeetingKind.FORMAL:
        title = f"{title}: {meeting.kind.label.lower()}"
    return Event(
        uid=meeting.uid,
        sequence=meeting.sequence,
        on=meeting.on,
        at=meeting.at,
        until=_until(meeting),
        title=_titled(title, cancelled),
        venue=meeting.venue,
        description="\n".join((*_what_happened(meeting), f"Agenda and papers: {url}")),
        url=url,
        cancelled=cancelled,
        changed_at=meeting.changed_at,
    )


def _deadline(row: DeadlineRow, url: str) -> Event:
    return Event(
        uid=row.uid,
        sequence=row.sequence,
        on=row.on,
        at=None,
        until=None,
        title=_titled(f"{row.kind}: {row.subject}", row.lifted),
        venue="",
        description=f"{row.committee_name}\n{url}",
        url=url,
        cancelled=row.lifted,
        changed_at=row.changed_at,
    )


def _titled(title: str, cancelled: bool) -> str:
    """Many calendars do not show an event's status, so its title says it too."""
    return f"CANCELLED: {title}" if cancelled else title


def _until(meeting: MeetingRow) -> datetime | None:
    """The end as a notice prints it: two hours from 00.30 is 02.30, also on the night the clocks change."""
    if not meeting.duration_minutes:
        return None
    return datetime.combine(meeting.on, meeting.at) + timedelta(minutes=meeting.duration_minutes)


def _what_happened(meeting: MeetingRow) -> list[str]:
    """What a reader must know before travelling, each with its own reason."""
    called_off = meeting.status in (MeetingStatus.CANCELLED, MeetingStatus.ADJOURNED)
    happened, before = [], meeting.rearranged_from
    if before and before != meeting.on:
        because = meeting.rearranged_because or ("" if called_off else meeting.status_because)
        happened.append(_explained(f"Re-arranged from {written(before)}", because))
    if called_off:
        happened.append(_explained(meeting.status.label, meeting.status_because))
    return happened


def _explained(what: str, because: str) -> str:
    return f"{what}: {because}" if because else what
