"""The words of the council chamber that the record may hold, one enum a word.

A value is what the database and the open data keep; `label` is what a page or a document prints.
"""

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A word with a spelling for readers: what is given behind the value, or else that with its underscores opened."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Spelt once and not whenever it is asked for, since a long table asks in every row."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label or value.replace("_", " ").capitalize()
        return word


class Nation(Labelled):
    ENGLAND = "england"
    WALES = "wales"


class Role(Labelled):
    """The part a member plays on a committee; the title as written is kept beside it."""

    CHAIRMAN = "chairman"
    VICE_CHAIRMAN = "vice_chairman", "Vice-Chairman"
    MEMBER = "member"
    SUBSTITUTE = "substitute"
    CO_OPTEE = "co_optee", "Co-opted member"
    NON_VOTING_CO_OPTEE = "non_voting_co_optee", "Co-opted member (non-voting)"

    @property
    def leads(self) -> bool:
        """Whether the role is printed behind the name: Chairman and Vice-Chairman."""
        return self in (Role.CHAIRMAN, Role.VICE_CHAIRMAN)


class MeetingKind(Labelled):
    """Only a formal meeting is under the notice rules of LGA 1972 Part VA."""

    FORMAL = "formal"
    BRIEFING = "briefing"
    WORKING_GROUP = "working_group"
    INQUIRY_DAY = "inquiry_day"
    SPOTLIGHT_REVIEW = "spotlight_review"
    VISIT = "visit"
    TRAINING = "training"


class MeetingStatus(Labelled):
    """A re-arranged meeting is a scheduled one with a record of its old dates."""

    SCHEDULED = "scheduled"
    HELD = "held"
    ADJOURNED = "adjourned"
    CANCELLED = "cancelled"


class MinutesState(Labelled):
    NONE = "none", "No minutes yet"
    DRAFT = "draft", "Draft, not yet agreed by the Chairman"
    AGREED = "agreed", "Draft, to be confirmed at a later meeting"
    CONFIRMED = "confirmed"

    @property
    def public(self) -> bool:
        """Draft minutes that the chair has not agreed are not for the public."""
        return self in (MinutesState.AGREED, MinutesState.CONFIRMED)


class ItemKind(Labelled):
    """What an agenda item is for; the standing kinds come onto every agenda by themselves."""

    APOLOGIES = "apologies"
    DECLARATIONS = "declarations"
    MINUTES = "minutes"
    WORK_PROGRAMME = "work_programme"
    BUSINESS = "business"
    EXCLUSION = "exclusion"


class ItemOutcome(Labelled):
    """What became of an item at the meeting that had it on its agenda."""

    PENDING = "pending"
    CONSIDERED = "considered"
    DEFERRED = "deferred"
    ADJOURNED = "adjourned"
    NOT_REACHED = "not_reached"
    WITHDRAWN = "withdrawn"

    @property
    def open(self) -> bool:
        """Deferred, adjourned and unreached business comes back until it is considered or withdrawn."""
        return self in (ItemOutcome.DEFERRED, ItemOutcome.ADJOURNED, ItemOutcome.NOT_REACHED)


class Part(Labelled):
    """Part One is open to the public, Part Two is exempt (LGA 1972 s.100A(4), Sch. 12A)."""

    ONE = "1", "Part One"
    TWO = "2", "Part Two"


class Inspection(Labelled):
    """Whether a file that was replaced is open to the public: it is where it was published (LGA 1972 s.100C).

    Closed is one that was withheld since: it showed what it must not.
    """

    NONE = "none", "Never published"
    OPEN = "open", "Open to inspection"
    CLOSED = "closed", "Closed to inspection"


class ResolutionKind(Labelled):
    NONE = "none"
    ACTION = "action"
    PROGRAMME = "programme"
    RECOMMENDATION = "recommendation"


class AttendanceStatus(Labelled):
    """Remote attendance is counted apart: in England it is no vote (LGA 1972 Sch. 12)."""

    PRESENT = "present"
    REMOTE = "remote"
    SUBSTITUTE = "substitute"
    APOLOGIES = "apologies"
    ABSENT = "absent"
    IN_ATTENDANCE = "in_attendance"

    @property
    def there(self) -> bool:
        return self in (AttendanceStatus.PRESENT, AttendanceStatus.SUBSTITUTE)


class Movement(Labelled):
    ARRIVED = "arrived"
    LEFT = "left"
    WITHDREW = "withdrew"
    RETURNED = "returned"


class InterestKind(Labelled):
    PECUNIARY = "pecuniary", "Disclosable pecuniary interest"
    OTHER = "other", "Other interest"
    PARTY_WHIP = "party_whip"


class Choice(Labelled):
    FOR = "for"
    AGAINST = "against"
    ABSTAINED = "abstained"


class Section(Labelled):
    """The four tables of a work programme."""

    PROGRAMME = "programme", "Work programme"
    STANDING = "standing", "Standing items"
    BRIEFING = "briefing", "Briefing notes, updates and visits"
    INQUIRY = "inquiry", "Working groups and inquiry days"


class EntryStatus(Labelled):
    """Where a work programme entry stands. To be confirmed is a state with a reason to look, not an empty date."""

    PLANNED = "planned"
    TO_BE_CONFIRMED = "to_be_confirmed"
    CONSIDERED = "considered"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"

    @property
    def open(self) -> bool:
        return self in (EntryStatus.PLANNED, EntryStatus.TO_BE_CONFIRMED)


class Listed(Labelled):
    """Where a suggestion for the work programme stands."""

    LONG_LIST = "long_list"
    SHORT_LIST = "short_list"
    TAKEN_UP = "taken_up"
    DECLINED = "declined"

    @property
    def open(self) -> bool:
        return self in (Listed.LONG_LIST, Listed.SHORT_LIST)


class Capacity(Labelled):
    """In what capacity a person answers for an item; the label as written is kept beside it."""

    CABINET_MEMBER = "cabinet_member"
    LEAD_OFFICER = "lead_officer"
    OTHER = "other"


class ActionState(Labelled):
    """Overdue is not a state: it is worked out from the due date and the day."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    PAUSED = "paused"
    COMPLETE = "complete", "Complete, awaiting confirmation"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"

    @property
    def open(self) -> bool:
        """Complete by the officer's word still awaits the committee's confirmation, so it is still open."""
        return self not in _DONE_WITH

    @property
    def chased(self) -> bool:
        """What is complete by the officer's word, or paused, is open but not chased."""
        return self in _CHASED


_DONE_WITH = frozenset({ActionState.CLOSED, ActionState.WITHDRAWN, ActionState.SUPERSEDED})
_CHASED = frozenset({ActionState.OPEN, ActionState.IN_PROGRESS})


class RecommendationState(Labelled):
    DRAFT = "draft", "Not yet sent"
    SENT = "sent", "Awaiting a response"
    ANSWERED = "answered"
    MONITORED = "monitored", "Answered, being monitored"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"

    @property
    def open(self) -> bool:
        return self not in (RecommendationState.CLOSED, RecommendationState.WITHDRAWN)


class Response(Labelled):
    ACCEPTED = "accepted"
    PARTLY_ACCEPTED = "partly_accepted", "Accepted in part"
    REJECTED = "rejected"


class ResponseClock(Labelled):
    """Which statutory clock a recommendation starts; see `deadlines` for the sections."""

    EXECUTIVE = "executive"
    HEALTH = "health"
    COMMUNITY_SAFETY = "community_safety"
    NONE = "none"


class AccountRole(Labelled):
    OFFICER = "officer"
    CLERK = "clerk"
    COUNCILLOR = "councillor"
    CHAIR = "chair"
    ADMINISTRATOR = "administrator"


class Audience(Labelled):
    """Whom a pack is for: the public's leaves exempt papers out, the members' has them."""

    PUBLIC = "public"
    MEMBERS = "members"


class PackKind(Labelled):
    PDF = "pdf", "PDF"
    WORD = "docx", "Word"
    ZIP = "zip", "ZIP"


class TemplateKind(Labelled):
    """What a house template is for."""

    AGENDA = "agenda"
    MINUTES = "minutes"
    WORK_PROGRAMME = "work_programme"
    FOLLOW_UP = "follow_up", "Tracker"
    NOTICE = "notice"
