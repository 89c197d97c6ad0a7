"""Papers that are made up, to try a template with and to show it: everything that a paper can hold is in them."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from scrutiny.domain.vocabulary import (
    ActionState,
    EntryStatus,
    InterestKind,
    ItemKind,
    ItemOutcome,
    MeetingKind,
    MeetingStatus,
    MinutesState,
    RecommendationState,
    ResolutionKind,
    Response,
    Section,
    TemplateKind,
)
from scrutiny.papers.agenda import Agenda, Enclosure, Line
from scrutiny.papers.follow_up import FollowUp, Origin, TrackedAction, TrackedRecommendation, Update
from scrutiny.papers.minutes import Clause, Interest, Minute, Minutes, Tally
from scrutiny.papers.notice import Notice
from scrutiny.papers.people import Lead, Named
from scrutiny.papers.work_programme import CalendarDate, Entry, WorkProgramme

_COUNCIL = "Sample County Council"
_COMMITTEE = "Sample Overview and Scrutiny Committee"
_PLACE = "Council Chamber, Sample Hall"
_HELD, _NEXT = date(2021, 9, 14), date(2021, 11, 30)
_MEMBERS = (
    Named("Ada Sample", "Chairman"),
    Named("Ben Sample", "Vice-Chairman"),
    *(Named(f"{name} Sample") for name in ("Cara", "Dan", "Eve, MBE", "Finn")),
)
_LEADS = (Lead("Cabinet Member", ("Gwen Sample",)), Lead("Lead Officers", ("Hal Sample", "Ivy Sample")))

_LINES = (
    Line("1", "Apologies", ItemKind.APOLOGIES, 1),
    Line("2", "Declarations of Interest", ItemKind.DECLARATIONS, 2),
    Line("3", "Minutes of the meeting held on 14 September 2021", ItemKind.MINUTES, 3),
    Line(
        "4",
        "Sample report on winter roads",
        ItemKind.BUSINESS,
        4,
        leads=_LEADS,
        recommendations=("a) the report be received;", "b) the plan for gritting be supported."),
        documents=(Enclosure("Report of the Head of Highways"), Enclosure("Map of routes", to_follow=True)),
    ),
    Line("5", "Sample item that was withdrawn", ItemKind.BUSINESS, 5, outcome=ItemOutcome.WITHDRAWN),
    Line("5A", "Sample item that came late", ItemKind.BUSINESS, 6, late_because="The river rose on 26 November."),
    Line("6", "Work Programme", ItemKind.WORK_PROGRAMME, 7),
)

_AGENDA = Agenda(
    council=_COUNCIL,
    committee=_COMMITTEE,
    committee_code="SAMPLE",
    meeting_id=0,
    on=_NEXT,
    at=time(10),
    venue=_PLACE,
    kind=MeetingKind.FORMAL,
    status=MeetingStatus.SCHEDULED,
    rearranged_from=date(2021, 11, 4),
    status_because="The report was not ready.",
    published_on=date(2021, 11, 22),
    publish_by=date(2021, 11, 22),
    part_one=_LINES,
    part_two=(Line("7", "Exempt item", ItemKind.BUSINESS, 8, paragraphs=(3,), withheld=True),),
    exclusion="That the public be excluded from the meeting for this item:\nItem 7, Exempt item – paragraph 3",
    members=_MEMBERS,
    notes=("The public are welcome to attend.", "Large print is to be had from the clerk."),
    draft=True,
)

_CLAUSES = (
    Clause("a", "figures for each parish be forwarded to the Committee", ResolutionKind.ACTION, 1),
    Clause("b", "the report be welcomed", ResolutionKind.NONE, 2),
    Clause("c", "gritting be included on the work programme", ResolutionKind.PROGRAMME, 3),
)
_INTEREST = Interest("Dan Sample", InterestKind.PECUNIARY, "owns land beside the depot.", "He left the room.")
_VOTE = Tally(
    "That the plan be supported",
    *(1, 2, 0),
    moved_by="Cara Sample",
    seconded_by="Finn Sample",
    named=(("Cara Sample", "For"), ("Ada Sample", "Against"), ("Ben Sample", "Against")),
)

_MINUTES = Minutes(
    council=_COUNCIL,
    committee=_COMMITTEE,
    committee_code="SAMPLE",
    meeting_id=0,
    on=_HELD,
    at=time(10),
    venue=_PLACE,
    present=_MEMBERS,
    remote=(Named("Jo Sample"),),
    in_attendance=(Named("Kit Sample", "Head of Highways"),),
    apologies=(Named("Lou Sample"), Named("Max Sample")),
    absent=(Named("Ned Sample"),),
    part_one=(
        Minute("26", "Declarations of Interest", "There were none beyond those recorded below.", item_id=1),
        Minute(
            "27",
            "Sample report on winter roads",
            "The Head of Highways presented the report.\n\nMembers considered:\n\n- routes and depots;\n- cost.\n\n"
            "They asked for:\n\na) figures; and\nb) a map.",
            clauses=_CLAUSES,
            tallies=(_VOTE,),
            interests=(_INTEREST,),
            movements=("Dan Sample left at 10.45 am.",),
            item_id=2,
        ),
        Minute("28", "Sample item that was deferred", "", outcome=ItemOutcome.DEFERRED, item_id=3),
        Minute("29", "Work Programme", "1. Received.\n2. Agreed.", clauses=_CLAUSES[1:2], item_id=4),
    ),
    part_two=(Minute("30", "Exempt item", "A contract was considered.", paragraphs=(3,), withheld=True, item_id=5),),
    state=MinutesState.AGREED,
    confirmed_on=None,
    amended=False,
    signed_by="",
    ended_at=time(12, 20),
)


def _entry(title: str, **changes: Any) -> Entry:
    row = Entry(
        entry_id=0,
        topic_id=None,
        meeting_id=None,
        on=_HELD,
        when="14 September 2021",
        title=title,
        leads=_LEADS,
        details="Suggested at the June meeting.",
        outcome="Figures were asked for:\n\n- miles gritted;\n- cost.",
        status=EntryStatus.CONSIDERED,
    )
    return row._replace(**changes)


_WORK_PROGRAMME = WorkProgramme(
    council=_COUNCIL,
    committee=_COMMITTEE,
    committee_code="SAMPLE",
    year="2021/22",
    introduction="What the Committee means to look at this year. It is reviewed at every meeting.",
    chairman="Ada Sample",
    venues=_PLACE,
    members=_MEMBERS,
    calendar=(
        CalendarDate(0, _HELD, time(10)),
        CalendarDate(0, _NEXT, time(14, 30), "re-arranged from 4 November 2021"),
    ),
    tables={
        Section.PROGRAMME: (
            _entry("Winter roads"),
            _entry("Footpaths", when="tbc", on=None, outcome="", note="Moved from 30 November 2021."),
        ),
        Section.STANDING: (_entry("Annual report", when="", on=None, outcome=""),),
        Section.BRIEFING: (_entry("Bridges", status=EntryStatus.WITHDRAWN, outcome=""),),
        Section.INQUIRY: (),
    },
    as_at=date(2021, 11, 15),
)

_ORIGIN = Origin("Minute 27, 14 September 2021", _HELD)
_ACTION = TrackedAction(
    action_id=0,
    reference="SAMPLE-1",
    text="Figures for each parish be forwarded to the Committee",
    owner="Hal Sample",
    due=date(2021, 10, 29),
    due_at_meeting=None,
    state=ActionState.IN_PROGRESS,
    overdue=True,
    origin=_ORIGIN,
    opened_on=_HELD,
    days_open=62,
    carried=1,
    next_meeting=_NEXT,
    updates=(Update(date(2021, 10, 4), "Hal Sample", "Asked the depots."),),
    clock="Overdue by 17 days",
)

_FOLLOW_UP = FollowUp(
    council=_COUNCIL,
    committee=_COMMITTEE,
    committee_code="SAMPLE",
    as_at=date(2021, 11, 15),
    actions=(_ACTION, _ACTION._replace(reference="SAMPLE-2", owner="", due=None, overdue=False, clock="No date set")),
    recommendations=(
        TrackedRecommendation(
            recommendation_id=0,
            reference="SAMPLE-R1",
            text="Cabinet be asked to report on depots in six months",
            addressee="Cabinet",
            sent_on=date(2021, 9, 15),
            response_due=date(2021, 11, 14),
            response=Response.PARTLY_ACCEPTED,
            response_text="A report will come in nine months.",
            responded_on=date(2021, 11, 10),
            state=RecommendationState.MONITORED,
            overdue=False,
            origin=_ORIGIN,
            done_about_it="On the programme.",
        ),
    ),
)

_NOTICE = Notice(
    council=_COUNCIL,
    committee=_COMMITTEE,
    on=_NEXT,
    at=time(10),
    venue=_PLACE,
    status=MeetingStatus.SCHEDULED.value,
    rearranged_from=date(2021, 11, 4),
    given_on=date(2021, 11, 22),
    publish_by=date(2021, 11, 22),
    clear_days=5,
    business=("Sample report on winter roads", "Work Programme"),
    exempt=("Exempt item",),
    notes=("The public are welcome to attend.",),
)

_PAPERS = {
    TemplateKind.AGENDA: _AGENDA,
    TemplateKind.MINUTES: _MINUTES,
    TemplateKind.WORK_PROGRAMME: _WORK_PROGRAMME,
    TemplateKind.FOLLOW_UP: _FOLLOW_UP,
    TemplateKind.NOTICE: _NOTICE,
}


def of(kind: TemplateKind) -> Any:
    return _PAPERS[kind]
