"""What is left out of a record for a reader who may not see it: exempt matter, and what is not yet public."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from scrutiny.domain.record import MinuteSeries, Record, StandingItem
from scrutiny.domain.record.follow_up import Action, Recommendation
from scrutiny.domain.record.meetings import Attendance, Declaration, Document, Item, Meeting, OfficialMinutes, in_short
from scrutiny.domain.record.programme import Entry
from scrutiny.domain.record.references import UNSAID
from scrutiny.domain.vocabulary import Inspection, MeetingStatus, Part
from scrutiny.papers.agenda import EXEMPT_TITLE

F = TypeVar("F", Action, Recommendation)
T = TypeVar("T", Action, Recommendation, Entry, Item, StandingItem)


def without_exempt(record: Record) -> Record:
    """An exempt item keeps its number, its place and its public title and summary; what came of it goes with it.

    An exempt topic is left out, and what is public of it is told without it.
    """
    exempt = {item.id: item for meeting in record.meetings for item in meeting.items if item.exempt}
    secret: set[object] = {topic.id for topic in record.topics if topic.exempt}
    secret |= {item.topic for item in exempt.values() if item.topic is not None}
    rows = {row.id for row in record.work_programme if row.topic in secret} | {item.entry for item in exempt.values()}

    def public(asked: Action | Recommendation) -> bool:
        planned = isinstance(asked, Action) and asked.from_entry in rows - {None}
        if asked.from_item is None and (planned or asked.topic in secret):
            return False
        return asked.part is not Part.TWO and asked.from_item not in exempt

    done = replace(
        record,
        minute_series=tuple(_without_reasons(series) for series in record.minute_series),
        meetings=tuple(_public_meeting(meeting, set(exempt)) for meeting in record.meetings),
        work_programme=_public_rows(record, set(exempt), rows),
        actions=tuple(action for action in record.actions if public(action)),
        recommendations=tuple(asked for asked in record.recommendations if public(asked)),
    )
    secret |= _followed(record) - _followed(done)
    return _joined(replace(done, topics=tuple(topic for topic in record.topics if topic.id not in secret)))


def without_drafts(record: Record) -> Record:
    """Agendas that are not published, topics on nothing else, and minutes that the chair has not agreed: not yet."""
    done = replace(record, meetings=tuple(_published(meeting) for meeting in record.meetings))
    known = {item.topic for meeting in done.meetings for item in meeting.items}
    known |= {row.topic for row in done.work_programme}
    return _joined(replace(done, topics=tuple(topic for topic in record.topics if topic.id in known)))


def _without_reasons(series: MinuteSeries) -> MinuteSeries:
    """A number that was voided is of no minute any more, so nothing says whether its reason tells of an exempt one."""
    return replace(series, unused=tuple(replace(number, void_because="") for number in series.unused))


def _public_rows(record: Record, exempt: set[int], withheld: set[int | None]) -> tuple[Entry, ...]:
    """A row of an exempt topic, or that became an exempt item, keeps its place, under the public title."""
    items = [item for meeting in record.meetings for item in meeting.items if item.exempt]
    by_topic: dict[object, str] = {topic.id: topic.public_title for topic in record.topics if topic.public_title}
    by_row = {item.entry: item.public_title for item in items if item.public_title}
    return tuple(
        _withheld_row(row, by_topic.get(row.topic) or by_row.get(row.id) or EXEMPT_TITLE)
        if row.id in withheld
        else replace(row, asked_by=tuple(each for each in row.asked_by if each.item not in exempt))
        for row in record.work_programme
    )


def _withheld_row(row: Entry, title: str) -> Entry:
    """As with an item, only what is named here is told."""
    return Entry(
        id=row.id,
        meeting=row.meeting,
        section=row.section,
        title=title,
        status=row.status,
        when=row.when,
        planned_on=row.planned_on,
        year=row.year,
        meeting_id=row.meeting_id,
        topic=None,
        leads=(),
    )


def _public_meeting(meeting: Meeting, exempt: set[int]) -> Meeting:
    attendance = tuple(_public_attendance(each, exempt) for each in meeting.attendance or ())
    return replace(
        meeting,
        attendance=attendance,
        declarations=_public_interests(meeting.declarations),
        official_minutes=_public_files(meeting),
        items=tuple(_withheld(item) if item.exempt else _public_item(item) for item in meeting.items),
    )


def _public_files(meeting: Meeting) -> tuple[OfficialMinutes, ...]:
    """A file cannot be cut: one that tells of an item that is exempt by now, or was withdrawn, is left out whole.

    What its clerk called it, and noted on it, is for the desk: the public is given it under another name.
    """
    exempt = {item.id for item in meeting.items if item.exempt}
    stands = (file for file in meeting.official_minutes if file.withdrawn_at is None)
    files = (file for file in stands if not file.exempt and exempt <= set(file.withheld))
    return tuple(replace(file, name="", because="", by="") for file in files)


def _public_item(item: Item) -> Item:
    """A public item may have an exempt appendix, an interest that is not to be told, and drafts of its minute."""
    return replace(
        item,
        documents=tuple(_public_paper(document) for document in item.documents if document.part is Part.ONE),
        declarations=_public_interests(item.declarations),
        versions=tuple(version for version in item.versions if version.state.public),
    )


def _public_paper(paper: Document) -> Document:
    """Of its files those that are open to inspection, and why they came in the place of others that were published.

    Who sent them is not told; of a paper that is withdrawn, no file.
    """
    if paper.withdrawn_because:
        return Document(title=paper.title, supplement=paper.supplement, withdrawn_because=paper.withdrawn_because)
    told = []
    for before, version in zip((None, *paper.versions), paper.versions, strict=False):
        known = before is not None and before.inspection is not Inspection.NONE
        if version.inspection is Inspection.OPEN or version is paper.versions[-1]:
            told.append(replace(version, because=version.because if known else "", by=""))
    return replace(paper, versions=tuple(told))


def _withheld(item: Item) -> Item:
    """Only what is named here is told; a field that is added to items later is withheld of itself."""
    return Item(
        id=item.id,
        number=item.number,
        title=item.public_title or EXEMPT_TITLE,
        part=item.part,
        restricted=item.restricted,
        minute_number=item.minute_number,
        minute=None if item.minute is None else item.public_summary,
        outcome=item.outcome,
        kind=item.kind,
        public_title=item.public_title,
        paragraphs=item.paragraphs,
        topic=None,
        standing=None,
        leads=(),
        supplement=item.supplement,
        public_summary=item.public_summary,
        minute_series=item.minute_series,
        minute_ordinal=item.minute_ordinal,
        minute_suffix=item.minute_suffix,
    )


def _public_attendance(attendance: Attendance, exempt: set[int]) -> Attendance:
    """Who came and went in exempt business is told by its minute alone, and so is left out with it."""
    return replace(attendance, movements=tuple(each for each in attendance.movements if each.item not in exempt))


def _public_interests(declarations: Iterable[Declaration]) -> tuple[Declaration, ...]:
    """A sensitive interest is told without what it is (Localism Act 2011 s.32)."""
    return tuple(replace(each, detail="") if each.sensitive else each for each in declarations)


def _published(meeting: Meeting) -> Meeting:
    if meeting.published_on is None and meeting.status is not MeetingStatus.HELD:
        return replace(meeting, items=())
    if meeting.minutes_state.public:
        return meeting
    unminuted = (
        replace(
            item,
            minute=None,
            minute_number="",
            minute_series="",
            minute_ordinal=None,
            minute_suffix="",
            public_summary="",
            resolutions=(),
            votes=(),
            declarations=(),
            versions=(),
        )
        for item in meeting.items
    )
    who: dict[str, Any] = {"attendance": (), "declarations": (), "ended_at": None, "official_minutes": ()} | in_short(
        (), {}
    )
    return replace(meeting, items=tuple(unminuted), **who)


def _followed(record: Record) -> set[object]:
    """Topics that something in the record follows."""
    items = (item.topic for meeting in record.meetings for item in meeting.items)
    rows = (row.topic for row in record.work_programme)
    asked = {action.topic for action in record.actions} | {each.topic for each in record.recommendations}
    return {*items, *rows, *asked, *(item.topic for item in record.standing_items)}


def _joined(record: Record) -> Record:
    """The record without references to what has been left out of it."""
    items = {item.id: item for meeting in record.meetings for item in meeting.items}
    references = {action.reference for action in record.actions}
    topics = {topic.id for topic in record.topics}
    actions = (_about(_traced(action, items), topics) for action in record.actions)
    return replace(
        record,
        standing_items=tuple(_about(item, topics) for item in record.standing_items),
        meetings=tuple(
            replace(meeting, items=tuple(_about(item, topics) for item in meeting.items)) for meeting in record.meetings
        ),
        work_programme=tuple(
            _about(replace(row, asked_by=tuple(each for each in row.asked_by if _resolved(each.item, items))), topics)
            for row in record.work_programme
        ),
        actions=tuple(
            replace(action, superseded_by=action.superseded_by if action.superseded_by in references else None)
            for action in actions
        ),
        recommendations=tuple(_about(_traced(asked, items), topics) for asked in record.recommendations),
    )


def _about(row: T, topics: set[int]) -> T:
    """The row, but without a topic that has been left out."""
    return row if row.topic is None or row.topic in topics else replace(row, topic=None)


def _traced(asked: F, items: dict[int, Item]) -> F:
    item = items.get(asked.from_item or UNSAID)
    if item is None:
        return replace(asked, from_item=None, from_meeting=None, from_minute="", from_resolution=None)
    clause = asked.from_resolution if item.resolutions else None
    return replace(asked, from_minute=item.minute_number, from_resolution=clause)


def _resolved(item_id: int, items: dict[int, Item]) -> bool:
    return item_id in items and bool(items[item_id].resolutions)
