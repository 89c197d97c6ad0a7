"""Papers of a council that does not exist, one of each kind, for the tests that print them."""

from dataclasses import replace
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
)
from scrutiny.papers.agenda import Agenda, Enclosure, Line
from scrutiny.papers.follow_up import FollowUp, Origin, TrackedAction, TrackedRecommendation, Update
from scrutiny.papers.minutes import Clause, Interest, Minute, Minutes, Tally
from scrutiny.papers.notice import Notice
from scrutiny.papers.people import Lead, Named
from scrutiny.papers.work_programme import CalendarDate, Entry, WorkProgramme

COUNCIL, COMMITTEE = "Borsetshire County Council", "Rural Life Overview and Scrutiny Committee"
MEETING, NEXT = date(2021, 9, 14), date(2021, 11, 30)

MEMBERS = (
    Named("Joan Pargetter", "Chairman"),
    Named("Alan Archer", "Vice-Chairman (Overview)"),
    Named("Hilda Grundy", "Vice-Chairman (Scrutiny)"),
    Named("Kenton Fry, MBE"),
    Named("Usha Tregorran"),
    Named("Rev Preb Nigel Snell"),
)


def clause(letter: str, text: str) -> Clause:
    return Clause(letter, text, ResolutionKind.NONE)


PART_ONE = (
    Minute("26", "Declarations of Interest", "There were none at this meeting."),
    Minute(
        "27",
        "Minutes of the meeting held on 3 August 2021",
        "",
        clauses=(
            clause("", "the minutes of the meeting held on 3 August 2021 be confirmed and signed by the Chairman"),
        ),
    ),
    Minute(
        "28",
        "Village Bus Services",
        "The Committee heard that fewer buses had run since April than in any year since 2017.\n\n"
        "Members considered:\n\n- timetables and vehicles;\n- what passengers had said; and,\n- **cost**.\n\n"
        "They asked how many journeys had been *lost* to each village.",
        clauses=(
            clause("a", "figures for lost journeys in each village be forwarded to the Committee"),
            clause("b", "the report of the Head of Transport be welcomed;"),
            clause("c", "the pressure on drivers’ hours be noted; and,"),
            clause("d", "performance against the new timetable be included on the work programme"),
        ),
    ),
    Minute(
        "29",
        "Flooding on the River Am",
        "Members asked whether the three parishes would be warned in time.",
        interests=(
            Interest("Kenton Fry, MBE", InterestKind.PECUNIARY, "owns land at Lakey Hill.", "He left the room."),
        ),
        movements=("Kenton Fry, MBE left at 11.05 am.",),
        tallies=(
            Tally(
                "That the scheme be paused",
                *(2, 3, 0),
                moved_by="Hilda Grundy",
                seconded_by="Usha Tregorran",
                named=(
                    *(("Hilda Grundy", "For"), ("Usha Tregorran", "For"), ("Joan Pargetter", "Against")),
                    *(("Alan Archer", "Against"), ("Rev Preb Nigel Snell", "Against")),
                ),
            ),
        ),
        clauses=(clause("a", "the scheme go on"), clause("b", "Cabinet be asked to report in six months")),
    ),
    Minute("30", "Footpaths", "", outcome=ItemOutcome.DEFERRED),
)

WITHHELD = Minute(
    "31",
    "Exempt item",
    "The Committee considered a contract and asked for a further report.",
    paragraphs=(3,),
    withheld=True,
)

MINUTES = Minutes(
    council=COUNCIL,
    committee=COMMITTEE,
    committee_code="RLS",
    meeting_id=7,
    on=MEETING,
    at=time(10),
    venue="Council Chamber, County Hall, Borchester",
    present=MEMBERS,
    remote=(),
    in_attendance=(Named("Jim Bellamy"),),
    apologies=(Named("Clarrie Horrobin"), Named("Neil Carter"), Named("Lynda Woolley")),
    absent=(),
    part_one=PART_ONE,
    part_two=(WITHHELD,),
    state=MinutesState.AGREED,
    confirmed_on=None,
    amended=False,
    signed_by="",
    ended_at=time(12, 20),
)


def minutes(**changes: Any) -> Minutes:
    return replace(MINUTES, **changes)


LINES = (
    Line("1", "Apologies", ItemKind.APOLOGIES, 1),
    Line("2", "Declarations of Interest", ItemKind.DECLARATIONS, 2),
    Line("3", "Minutes of the meeting held on 14 September 2021", ItemKind.MINUTES, 3),
    Line(
        "4",
        "Village Bus Services",
        ItemKind.BUSINESS,
        4,
        leads=(Lead("Cabinet Member", ("Peggy Woolley",)), Lead("Lead Officers", ("Tom Forrest", "Ruth Pritchard"))),
        recommendations=("a) the report be received;", "b) the timetable be supported."),
        documents=(Enclosure("Report of the Head of Transport"), Enclosure("Timetable", to_follow=True)),
    ),
    Line("5", "Footpaths", ItemKind.BUSINESS, 5, outcome=ItemOutcome.WITHDRAWN, outcome_note="Awaiting the survey."),
    Line("5A", "Flood Warnings", ItemKind.BUSINESS, 9, late_because="The river rose on 20 November."),
    Line("6", "Work Programme", ItemKind.WORK_PROGRAMME, 6),
)

AGENDA = Agenda(
    council=COUNCIL,
    committee=COMMITTEE,
    committee_code="RLS",
    meeting_id=8,
    on=NEXT,
    at=time(10),
    venue="Council Chamber, County Hall, Borchester",
    kind=MeetingKind.FORMAL,
    status=MeetingStatus.SCHEDULED,
    rearranged_from=date(2021, 11, 4),
    status_because="The report was not ready.",
    published_on=date(2021, 11, 22),
    publish_by=date(2021, 11, 22),
    part_one=LINES,
    part_two=(Line("7", "Exempt item", ItemKind.BUSINESS, 7, paragraphs=(3,), withheld=True),),
    exclusion="That the public be excluded from the meeting for the items of business below:\nItem 7, "
    "Exempt item – paragraph 3",
    members=MEMBERS,
    notes=("The public are welcome to attend.", "Agendas in large print are to be had from the clerk."),
    draft=False,
)


def agenda(**changes: Any) -> Agenda:
    return replace(AGENDA, **changes)


NOTICE = Notice(
    council=COUNCIL,
    committee=COMMITTEE,
    on=NEXT,
    at=time(10),
    venue="Council Chamber, County Hall, Borchester",
    status=MeetingStatus.SCHEDULED.value,
    rearranged_from=date(2021, 11, 4),
    given_on=date(2021, 11, 22),
    publish_by=date(2021, 11, 22),
    clear_days=5,
    business=("Village Bus Services", "Flood Warnings", "Work Programme"),
    exempt=("Exempt item (paragraph 3)",),
    notes=("The public may attend, and may see the agenda and the reports at County Hall.",),
)


def notice(**changes: Any) -> Notice:
    return replace(NOTICE, **changes)


ENTRY = Entry(
    entry_id=1,
    topic_id=1,
    meeting_id=7,
    on=MEETING,
    when="14 September 2021",
    title="Village Bus Services",
    leads=(Lead("Cabinet Member", ("Peggy Woolley",)), Lead("Lead Officer", ("Tom Forrest",))),
    details="Suggested at the June meeting, to see what became of the evening buses.",
    outcome="Figures were asked for:\n\n- journeys lost;\n- villages affected.",
    status=EntryStatus.CONSIDERED,
)


def entry(title: str = "Village Bus Services", **changes: Any) -> Entry:
    return ENTRY._replace(title=title, **changes)


WORK_PROGRAMME = WorkProgramme(
    council=COUNCIL,
    committee=COMMITTEE,
    committee_code="RLS",
    year="2021/22",
    introduction="What the Committee means to look at this year. It is reviewed at every meeting.",
    chairman="Joan Pargetter",
    venues="Council Chamber or Room 3, County Hall, Borchester",
    members=MEMBERS,
    calendar=(
        CalendarDate(7, MEETING, time(10)),
        CalendarDate(8, NEXT, time(10), "re-arranged from 4 November 2021"),
        CalendarDate(9, date(2022, 2, 28), time(14, 30)),
    ),
    tables={
        Section.PROGRAMME: (
            entry(),
            entry("Rural Schools", when="tbc", on=None, deferred=2, note="Moved from 30 November 2021.", outcome=""),
        ),
        Section.STANDING: (entry("Crime and Disorder", when="", on=None),),
        Section.BRIEFING: (entry("Bridges", status=EntryStatus.WITHDRAWN, outcome=""),),
        Section.INQUIRY: (),
    },
    as_at=date(2021, 11, 15),
)


def work_programme(**changes: Any) -> WorkProgramme:
    return replace(WORK_PROGRAMME, **changes)


ACTION = TrackedAction(
    action_id=1,
    reference="RLS-1",
    text="Figures for lost journeys in each village be forwarded to the Committee",
    owner="Tom Forrest",
    due=date(2021, 10, 29),
    due_at_meeting=NEXT,
    state=ActionState.IN_PROGRESS,
    overdue=True,
    clock="Overdue by 17 days",
    origin=Origin("Minute 28, 14 September 2021", MEETING, 7),
    opened_on=MEETING,
    days_open=62,
    carried=1,
    next_meeting=NEXT,
    updates=(Update(date(2021, 10, 4), "Tom Forrest", "Asked the operators for their logs."),),
)


def action(reference: str = "RLS-1", **changes: Any) -> TrackedAction:
    return ACTION._replace(reference=reference, **changes)


RECOMMENDATION = TrackedRecommendation(
    recommendation_id=1,
    reference="RLS-R1",
    text="Cabinet be asked to report on the flood scheme in six months",
    addressee="Cabinet",
    sent_on=date(2021, 9, 15),
    response_due=date(2021, 11, 14),
    response=Response.PARTLY_ACCEPTED,
    response_text="A report will come in nine months.",
    responded_on=date(2021, 11, 10),
    state=RecommendationState.MONITORED,
    overdue=False,
    origin=Origin("Minute 29, 14 September 2021", MEETING, 7),
    done_about_it="On the programme for 28 February 2022.",
)


def recommendation(**changes: Any) -> TrackedRecommendation:
    return replace(RECOMMENDATION, **changes)


FOLLOW_UP = FollowUp(
    council=COUNCIL,
    committee=COMMITTEE,
    committee_code="RLS",
    as_at=date(2021, 11, 15),
    actions=(action(), action("RLS-2", owner="", due=None, overdue=False, updates=(), carried=0)),
    recommendations=(recommendation(),),
)


def follow_up(**changes: Any) -> FollowUp:
    return replace(FOLLOW_UP, **changes)
