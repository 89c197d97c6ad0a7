"""Whether the parts of a completed record agree: what a database would refuse is said before it is asked."""

from collections.abc import Hashable, Iterable
from graphlib import CycleError, TopologicalSorter

from scrutiny.domain.record import Record
from scrutiny.domain.record.meetings import Meeting
from scrutiny.domain.vocabulary import MeetingStatus
from scrutiny.intake.record.notes import Notes

MONTHS = range(1, 13)
MOST_PARAGRAPHS = 10
_ONCE_A_MEETING = {
    "topic": "this topic",
    "standing": "this standing item",
    "entry": "this row of the work programme",
    "minutes_of": "the minutes of this meeting",
    "number": "this number",
}


def check(record: Record, notes: Notes) -> None:
    _check_settings(record, notes)
    _once(((f"meetings[{at}].uid", each.uid) for at, each in enumerate(record.meetings)), "this uid", notes)
    standing = ((at, each) for at, each in enumerate(record.meetings) if each.status is not MeetingStatus.CANCELLED)
    _once(((f"meetings[{at}]", (each.date, each.time)) for at, each in standing), "a meeting at this hour", notes)
    for at, meeting in enumerate(record.meetings):
        _check_meeting(record, meeting, f"meetings[{at}]", notes)
    asked = (
        (f"work_programme[{at}].asked_by", (each.item, each.resolution))
        for at, row in enumerate(record.work_programme)
        for each in row.asked_by
    )
    _once(asked, "a row that this resolution asked for", notes)
    _check_follow_up(record, notes)


def _check_settings(record: Record, notes: Notes) -> None:
    years = enumerate(record.council.annual_meetings)
    _once(((f"council.annual_meetings[{at}]", each.year) for at, each in years), "the meeting of this year", notes)
    items = list(enumerate(record.standing_items))
    _once(((f"standing_items[{at}].title", each.title) for at, each in items), "this title", notes)
    runs = enumerate(record.minute_series)
    _once(((f"minute_series[{at}].name", each.name) for at, each in runs), "this name", notes)
    for at, item in items:
        if item.month is not None and item.month not in MONTHS:
            notes.mistake(f"standing_items[{at}].month", f"{item.month} is not a month from 1 to 12")
    for at, person in enumerate(record.people):
        for number, held in enumerate(person.portfolios):
            if held.from_ and held.to and held.to < held.from_:
                notes.mistake(f"people[{at}].portfolios[{number}].to", f"{held.to} is before {held.from_}")


def _check_meeting(record: Record, meeting: Meeting, where: str, notes: Notes) -> None:
    for key, called in _ONCE_A_MEETING.items():
        values = ((f"{where}.items[{at}].{key}", getattr(item, key)) for at, item in enumerate(meeting.items))
        _once(values, called, notes)
    there = enumerate(meeting.attendance or ())
    _once(((f"{where}.attendance[{at}]", each.person) for at, each in there), "this person", notes)
    for at, item in enumerate(meeting.items):
        if len(item.paragraphs) > MOST_PARAGRAPHS:
            notes.mistake(f"{where}.items[{at}].paragraphs", f"are more than {MOST_PARAGRAPHS}")
        for number, vote in enumerate(item.votes):
            names = enumerate(vote.names)
            place = f"{where}.items[{at}].votes[{number}]"
            _once(((f"{place}.names[{each}]", cast.name) for each, cast in names), "this name", notes)
    later = next((each for each in record.meetings if each.id == meeting.confirmed_at), None)
    if later and (later.date, str(later.time)) <= (meeting.date, str(meeting.time)):
        notes.mistake(f"{where}.confirmed_at", f"minutes are confirmed at a later meeting, and {later.date} is none")


def _check_follow_up(record: Record, notes: Notes) -> None:
    met = [(f"actions[{at}]", [seen.meeting for seen in each.seen or ()]) for at, each in enumerate(record.actions)]
    for at, asked in enumerate(record.recommendations):
        met.append((f"recommendations[{at}]", [seen.meeting for seen in asked.seen or ()]))
    for where, meetings in met:
        _once(((f"{where}.seen[{at}]", each) for at, each in enumerate(meetings)), "this meeting", notes)
    newer = {action.reference: {action.superseded_by} - {None} for action in record.actions}
    try:
        TopologicalSorter(newer).prepare()
    except CycleError as error:
        notes.mistake("actions", f"superseded one by the other in a circle: {', '.join(map(str, error.args[1]))}")


def _once(values: Iterable[tuple[str, Hashable]], called: str, notes: Notes) -> None:
    """Nothing twice; what is empty or nobody does not count."""
    taken: set[Hashable] = set()
    for where, value in values:
        if value in taken:
            notes.mistake(where, f"{called} is there already")
        if value not in (None, ""):
            taken.add(value)
