"""The forms of resolutions: their words and kind, and what each kind asks for."""

from __future__ import annotations

from scrutiny.domain.dates import written
from scrutiny.domain.vocabulary import MinutesState, ResolutionKind, ResponseClock
from scrutiny.models.minutes import Resolution
from scrutiny.queries.rows import AnyRow, Rows
from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Choice, Day, Line, Lines, MeetingChoice
from scrutiny.web.forms.publicly import OfMinutes

KINDS = [
    (ResolutionKind.NONE.value, "For the record"),
    (ResolutionKind.ACTION.value, "An action: somebody is asked for something"),
    (ResolutionKind.RECOMMENDATION.value, "A recommendation to the executive or a partner"),
    (ResolutionKind.PROGRAMME.value, "For the work programme"),
]
CLOCKS = [
    (ResponseClock.EXECUTIVE.value, "The executive: 2 months (Local Government Act 2000 s.9FE)"),
    (ResponseClock.HEALTH.value, "A health body: 28 days (SI 2013/218 reg. 22)"),
    (ResponseClock.COMMUNITY_SAFETY.value, "A community safety partner: 28 days (SI 2009/942)"),
    (ResponseClock.NONE.value, "Nobody who must answer by law"),
]
NEW_ENTRY = "new"
NEW_TOPIC = "new"


class RewordForm(OfMinutes):
    """`seen` are the words that its writer saw. The public reads the words, not the kind."""

    text = Lines("Resolved: That", rows=4, needed="Enter what was resolved")
    kind = Choice("What it is", choices=KINDS, spread=True)

    @classmethod
    def of(cls, resolution: Resolution, state: MinutesState) -> RewordForm:
        form = cls(text=resolution.text, kind=resolution.kind.value, seen=resolution.text)
        form.seen.data = (form.seen.data or "").replace("\r\n", "\n")
        form.of_minutes(state)
        return form

    @property
    def says_more(self) -> bool:
        return bool((self.text.data or "").strip() != self.seen.data)


class ClauseForm(OfMinutes):
    """A clause is struck out, or moved."""

    @classmethod
    def of(cls, state: MinutesState) -> ClauseForm:
        form = cls()
        form.of_minutes(state)
        return form


class ActionForm(Change):
    """Due on a day or at a meeting, not both; either may be left for later."""

    text = Lines("What is asked for", rows=4, needed="Enter what is asked for")
    owner = Line("Who is asked", most=250)
    due_meeting = MeetingChoice("Due at the meeting on", none="No meeting")
    due = Day("Or due on")

    def offer(self, meetings: Rows) -> None:
        self.due_meeting.offer(meetings)


class RecommendationForm(Change):
    text = Lines("What is recommended", rows=4, needed="Enter what is recommended")
    addressee = Line("To whom", needed="Enter to whom it is recommended", most=250)
    clock = Choice("Who must answer, and by when", choices=CLOCKS, spread=True, needed="Choose who must answer")
    sent_on = Day("Sent on")


class EntryForm(Change):
    """A new row of the programme, or one that is there already."""

    entry = Choice("Row of the work programme")
    title = Line("Title of the new row", most=300)
    topic = Choice("Topic of the new row")
    meeting = MeetingChoice("When", none="To be confirmed")
    details = Lines("Details", rows=2)

    def offer(self, *, entries: Rows, topics: Rows, meetings: Rows, exempt: bool) -> None:
        """Under an exempt item only exempt topics: the title of another would tell of it."""
        there = [row for row in topics if row.exempt or not exempt]
        self.entry.choices = [(NEW_ENTRY, "A new row"), *((str(row.id), _entry(row)) for row in entries)]
        self.topic.choices = [(NEW_TOPIC, "A new topic"), *((str(row.id), row.title) for row in there)]
        self.meeting.offer(meetings)


def _entry(row: AnyRow) -> str:
    when = row.meeting_on or row.planned_on
    return f"{row.title} ({written(when) if when else row.when or 'to be confirmed'})"
