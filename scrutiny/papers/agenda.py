"""The agenda of one meeting as a reader sees it, exempt matter already left out: page and document print this."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from scrutiny.domain import exemption, files, notice
from scrutiny.domain.numbering import AgendaNumber
from scrutiny.domain.vocabulary import (
    ItemKind,
    ItemOutcome,
    MeetingKind,
    MeetingStatus,
    Part,
)
from scrutiny.domain.working_days import Calendar
from scrutiny.papers.groups import grouped
from scrutiny.papers.people import Lead, Named, leads, member
from scrutiny.papers.withdrawn import Withdrawn, apart, told

if TYPE_CHECKING:
    from scrutiny.queries.agenda import AgendaFacts

EXEMPT_TITLE = "Exempt item"
EXEMPT_PAPER = "Exempt report"


class Line(NamedTuple):
    """One numbered item. `title` is the public title where the reader may not see the exempt one.

    A named tuple, as its papers are: a page makes dozens, and a frozen dataclass takes four times as long to make.

    `supplement` is the number of the supplement that a late item came with, 0 with the agenda itself.
    """

    number: str
    title: str
    kind: ItemKind
    item_id: int
    topic_id: int | None = None
    leads: tuple[Lead, ...] = ()
    recommendations: tuple[str, ...] = ()
    paragraphs: tuple[int, ...] = ()
    withheld: bool = False
    late_because: str = ""
    outcome: ItemOutcome = ItemOutcome.PENDING
    outcome_note: str = ""
    documents: tuple[Enclosure, ...] = ()
    minute_number: str = ""
    requests: tuple[Request, ...] = ()
    supplement: int = 0
    withdrawn: tuple[Withdrawn, ...] = ()


class Enclosure(NamedTuple):
    """A paper that goes with an item; `to_follow` until it has come.

    `sha256` names its file in the store, `name` is the file's own, `size` in bytes: all empty where there is none, and
    where the paper is `withheld` from this reader. An `exempt` one that this reader may see is marked so. One that is
    either says under which `paragraphs` of Schedule 12A (LGA 1972 s.100B(5)). `replaced` is one that was, in public.
    """

    title: str
    to_follow: bool = False
    withheld: bool = False
    exempt: bool = False
    document_id: int = 0
    sha256: str = ""
    name: str = ""
    media_type: str = ""
    size: int = 0
    supplement: int = 0
    paragraphs: tuple[int, ...] = ()
    replaced: bool = False

    @property
    def described(self) -> str:
        """ "Word, 240 KB": what a reader wants to know before opening it."""
        return files.described(self.media_type, self.size)

    @property
    def awaited(self) -> str:
        """Where one that is `to_follow` is to be had: in a pack it may have come since, with a supplement."""
        return f"in supplement {self.supplement}" if self.supplement else "to follow"


class Request(NamedTuple):
    """An action or recommendation that came of an item, with its state as it stands within a sentence."""

    reference: str
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class Planned:
    """What the work programme has for a meeting whose agenda is still to come."""

    title: str
    topic_id: int


@dataclass(frozen=True, slots=True)
class Agenda:
    """The front sheet and the items. `exclusion` is the resolution of s.100A(4), empty when all is public.

    `rearranged_from` is the day it was last moved from; `time_or_place_changed` says that only these were.
    """

    council: str
    committee: str
    committee_code: str
    meeting_id: int
    on: date
    at: time
    venue: str
    kind: MeetingKind
    status: MeetingStatus
    rearranged_from: date | None
    status_because: str
    published_on: date | None
    publish_by: date | None
    part_one: tuple[Line, ...]
    part_two: tuple[Line, ...]
    exclusion: str
    members: tuple[Named, ...]
    notes: tuple[str, ...]
    draft: bool
    contains_exempt: bool = False
    notice_unknown: str = ""
    time_or_place_changed: bool = False
    planned: tuple[Planned, ...] = ()
    reopened_because: str = ""


def of(facts: AgendaFacts, *, exempt: bool, drafts: bool, calendar: Calendar | None = None) -> Agenda:
    """Arrange a meeting's agenda for a reader who may or may not see exempt matter and drafts.

    Until it is published or the meeting is held, an agenda is a draft: who may not see drafts is given no items.
    With a calendar, the last day for publishing is worked out; a year it does not cover is said in `notice_unknown`.
    """
    meeting = facts.meeting
    draft = meeting.published_on is None and meeting.status is not MeetingStatus.HELD
    items = facts.items if drafts or not draft else ()
    arrange = _Arranger(facts, exempt, _numbers(items, draft))
    publish_by, unknown = _publish_by(meeting, calendar)
    moved_from = [was.was_on for was in facts.rearrangements if was.was_on != meeting.on]
    part_two = tuple(arrange.line(item) for item in items if item.part is Part.TWO)
    return Agenda(
        council=meeting.council_name,
        committee=meeting.committee_name,
        committee_code=meeting.code,
        meeting_id=meeting.id,
        on=meeting.on,
        at=meeting.at,
        venue=meeting.venue,
        kind=meeting.kind,
        status=meeting.status,
        rearranged_from=moved_from[-1] if moved_from else None,
        status_because=_status_because(meeting, facts.rearrangements),
        published_on=meeting.published_on,
        publish_by=publish_by,
        part_one=tuple(arrange.line(item) for item in items if item.part is Part.ONE),
        part_two=part_two,
        exclusion=_exclusion(part_two, meeting),
        members=tuple(member(row) for row in facts.members),
        notes=tuple(note for note in meeting.notes_for_the_public.split("\n") if note.strip()),
        draft=draft,
        contains_exempt=exempt and any(item.part is Part.TWO or item.restricted for item in items),
        notice_unknown=unknown,
        time_or_place_changed=bool(facts.rearrangements) and not moved_from,
        planned=() if items else tuple(Planned(row.title, row.topic_id) for row in facts.planned),
        reopened_because=meeting.status_because if _reopened(meeting, facts.rearrangements) else "",
    )


def _status_because(meeting: Any, rearrangements: Sequence[Any]) -> str:
    """Why it is called off, or else why it was moved last."""
    called_off = meeting.status in (MeetingStatus.CANCELLED, MeetingStatus.ADJOURNED)
    moved_because = rearrangements[-1].because if rearrangements and not called_off else ""
    return str(moved_because or meeting.status_because)


def _reopened(meeting: Any, rearrangements: Sequence[Any]) -> bool:
    """Whether the meeting's reason is why its agenda was taken back: one to come has no other, but for an old move."""
    unexplained = rearrangements and not rearrangements[-1].because
    return meeting.status is MeetingStatus.SCHEDULED and not unexplained


class _Arranger:
    """Turns item rows into lines, and is the one place where an agenda's exempt matter is left out."""

    def __init__(self, facts: AgendaFacts, exempt: bool, numbers: dict[int, str]) -> None:
        self._exempt = exempt
        self._numbers = numbers
        self._leads = grouped(facts.leads, "item_id")
        stand, gone = apart(facts.documents)
        self._documents, self._withdrawn = grouped(stand, "item_id"), grouped(gone, "item_id")
        self._requests = grouped(facts.requests, "item_id")

    def line(self, item: Any) -> Line:
        if (item.part is Part.TWO or item.restricted) and not self._exempt:
            return Line(
                number=self._numbers[item.id],
                title=item.public_title or EXEMPT_TITLE,
                kind=item.kind,
                item_id=item.id,
                paragraphs=paragraphs(item.paragraphs),
                withheld=True,
                late_because=item.late_because,
                outcome=item.outcome,
                documents=tuple(_withheld(row, item) for row in self._documents[item.id]),
                minute_number=item.minute_number or "",
                supplement=item.supplement,
            )
        return Line(
            number=self._numbers[item.id],
            title=item.title,
            kind=item.kind,
            item_id=item.id,
            topic_id=item.topic_id if self._exempt or item.told else None,
            leads=leads(self._leads[item.id]),
            recommendations=tuple(line for line in item.report_recommendations.split("\n") if line.strip()),
            paragraphs=paragraphs(item.paragraphs),
            late_because=item.late_because,
            outcome=item.outcome,
            outcome_note=item.outcome_note,
            documents=tuple(self._enclosures(item)),
            minute_number=item.minute_number or "",
            requests=tuple(
                [
                    Request(reference, text, state.label.lower())
                    for _, reference, text, state, exempt in self._requests[item.id]
                    if self._exempt or not exempt
                ]
            ),
            supplement=item.supplement,
            withdrawn=told(self._withdrawn[item.id]),
        )

    def _enclosures(self, item: Any) -> Iterable[Enclosure]:
        exempt_item = item.part is Part.TWO or item.restricted
        for row in self._documents[item.id]:
            if row.part is Part.TWO and not self._exempt:
                yield _withheld(row, item)
            else:
                exempt = row.part is Part.TWO or exempt_item
                yield Enclosure(
                    row.title,
                    to_follow=row.to_follow,
                    exempt=exempt,
                    document_id=row.id,
                    sha256=row.sha256,
                    name=row.name,
                    media_type=row.media_type,
                    size=row.size,
                    supplement=row.supplement,
                    paragraphs=paragraphs(row.paragraphs or item.paragraphs) if exempt else (),
                    replaced=row.replaced,
                )


def _withheld(row: Any, item: Any) -> Enclosure:
    """That there is an exempt paper, and no more: a field that is added to papers later is withheld of itself."""
    claimed = paragraphs(row.paragraphs or item.paragraphs)
    return Enclosure(EXEMPT_PAPER, row.to_follow, withheld=True, supplement=row.supplement, paragraphs=claimed)


def _numbers(items: Iterable[Any], draft: bool) -> dict[int, str]:
    """The number of each item: as stored, or on a draft without numbers the one that publishing would give it."""
    stored = {item.id: item.number for item in items}
    if draft and not any(stored.values()):
        return {item_id: str(AgendaNumber(place)) for place, item_id in enumerate(stored, start=1)}
    return stored


@cache
def paragraphs(stored: str) -> tuple[int, ...]:
    """The paragraphs of Schedule 12A as numbers: "1,2" is (1, 2)."""
    return tuple(int(number) for number in stored.split(",") if number)


def _publish_by(meeting: Any, calendar: Calendar | None) -> tuple[date | None, str]:
    if calendar is None or meeting.kind is not MeetingKind.FORMAL:
        return None, ""
    rule = notice.NoticeRule(meeting.clear_days, meeting.papers_go_up)
    return notice.publish_by_or_why_not(meeting.on, calendar, rule)


def _exclusion(part_two: tuple[Line, ...], meeting: Any) -> str:
    """The resolution to exclude the public, for the items whose paragraph is already stated."""
    stated = [exemption.ExemptItem(line.number, line.title, line.paragraphs) for line in part_two if line.paragraphs]
    return exemption.exclusion(stated, meeting.nation, meeting.on).text if stated else ""
