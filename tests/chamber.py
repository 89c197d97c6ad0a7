"""A small council with one lively committee, for tests of pages: every state that a page can show, once.

Words that the public must never see contain `SECRET`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import update
from sqlalchemy.orm import Session

from scrutiny.domain.vocabulary import (
    ActionState,
    AttendanceStatus,
    EntryStatus,
    ItemKind,
    ItemOutcome,
    MeetingKind,
    MeetingStatus,
    MinutesState,
    Part,
    RecommendationState,
    ResolutionKind,
    Role,
    Section,
)
from scrutiny.models.closures import CoveredYear
from scrutiny.models.committees import Committee, Council
from scrutiny.models.history import Revision
from scrutiny.models.meetings import Meeting
from scrutiny.models.suggestions import Criterion, Suggestion
from scrutiny.store import Store
from tests import make, one_page

TODAY = date(2021, 11, 15)
AWKWARD = f"Pneumo{'no' * 60}, <script>alert(1)</script> & {{{{ 7*7 }}}} {{% raw %}} ]]> 🎉 مرحبا Llŷr"
"""A title that breaks what does not expect it: too long for a telephone, and written in the tongues of machines."""
OPEN_PAPER, EXEMPT_PAPER = one_page.pdf("The transformation is under way."), one_page.pdf("SECRET prices")


@dataclass(frozen=True, slots=True)
class Chamber:
    council: Council
    committee: Committee
    held: Meeting
    next: Meeting
    cancelled: Meeting
    draft: Meeting
    briefing: Meeting


def fill(session: Session) -> Chamber:
    """Everything, inside a change that the caller has begun."""
    council = make.council(session, notes_for_the_public="Everybody may attend.\nThe building has step-free access.")
    for year in (2021, 2022):
        session.add(CoveredYear(council_id=council.id, year=year))
    committee = make.committee(
        session,
        council,
        remit="Examines how people at risk are kept safe:\n\n- social care for children\n- adult safeguarding",
        quorum=3,
    )
    make.committee(session, council, code="HCS", name="Health and Care Overview and Scrutiny Committee")
    _members(session, committee)
    held = _held_meeting(session, committee)
    coming = _coming_meeting(session, committee)
    cancelled = make.meeting(
        session,
        committee,
        date(2021, 8, 3),
        status=MeetingStatus.CANCELLED,
        status_because="Too few members could attend.",
        published_on=date(2021, 7, 26),
    )
    make.item(session, cancelled, AWKWARD)
    draft = make.meeting(session, committee, date(2022, 2, 8), venue="")
    make.item(session, draft, "SECRET until it is published")
    briefing = make.meeting(
        session, committee, date(2022, 1, 11), kind=MeetingKind.BRIEFING, title="How referrals are counted"
    )
    _programme(session, committee, coming)
    _exempt_matter(session, committee, coming)
    _suggestions(session, committee)
    return Chamber(council, committee, held, coming, cancelled, draft, briefing)


def keep_papers(store: Store) -> None:
    """The files of the papers: a record that is put back brings none."""
    for content in (OPEN_PAPER, EXEMPT_PAPER):
        store.keep(content)


def _exempt_matter(session: Session, committee: Committee, coming: Meeting) -> None:
    """An exempt item that was planned, and a planned entry whose exempt item was taken off again."""
    title, public_title = "SECRET placement of a named child", "A matter about an individual"
    placement = make.exempt_topic(session, committee, title, public_title)
    planned = make.entry(session, committee, title, topic=placement, meeting_id=coming.id, details="SECRET reasons")
    make.entry_lead(session, planned, "SECRET worker")
    make.exempt_item(
        session, coming, title, public_title, position=90, number="9", topic_id=placement.id, entry_id=planned.id
    )
    inquest = make.exempt_topic(session, committee, "SECRET inquest", "An inquest")
    left = make.entry(session, committee, "SECRET inquest", topic=inquest, meeting_id=coming.id, details="SECRET")
    make.action(session, committee, "SECRET request", entry_id=left.id, owner="SECRET coroner")
    make.action(session, committee, "SECRET question", topic_id=inquest.id, due=date(2021, 11, 20))


def _members(session: Session, committee: Committee) -> None:
    make.member(session, committee, "Ada Marsh", Role.CHAIRMAN, role_title="Chairman", position=1)
    make.member(
        session, committee, "Bertram Holt", Role.VICE_CHAIRMAN, role_title="Vice-Chairman (Scrutiny)", position=2
    )
    make.member(session, committee, "Cecily Dunn", honours="MBE", position=3)
    make.member(session, committee, "Dafydd Llŷr Pryce-Llewellyn-Featherstonehaugh", position=4)
    make.member(session, committee, "Gone Before", position=5, from_=date(2019, 5, 20), to=date(2021, 5, 19))


def _held_meeting(session: Session, committee: Committee) -> Meeting:
    held = make.held(session, committee, date(2021, 9, 14), published_on=date(2021, 9, 3))
    within = make.series(session, committee)
    for name, role in (
        ("Ada Marsh", "Chairman"),
        ("Bertram Holt", "Vice-Chairman (Scrutiny)"),
        ("Cecily Dunn, MBE", ""),
    ):
        make.present(session, held, name, role_title=role)
    make.present(session, held, "Eve Cole", AttendanceStatus.SUBSTITUTE, substitute_for="Frank Webb")
    make.present(session, held, "Gwen Stone", AttendanceStatus.APOLOGIES)
    make.present(session, held, "Henry Ash", AttendanceStatus.IN_ATTENDANCE, role_title="Cabinet Member")
    declarations = make.item(session, held, "Declarations of interest", kind=ItemKind.DECLARATIONS)
    make.minute(session, declarations, "There were none at this meeting.", number=26, within=within)
    project = make.item(
        session, held, "Adult Safeguarding Transformation", topic_id=make.topic(session, committee, "Transformation").id
    )
    make.lead(session, project, "Ivy Lane")
    make.paper(session, project, "Report of the Director", OPEN_PAPER, "The transformation is under way.")
    make.document(session, project, "Appendix 1: timeline", to_follow=True)
    make.paper(session, project, "SECRET costs", EXEMPT_PAPER, "SECRET prices", part=Part.TWO, paragraphs="3")
    make.minute(
        session,
        project,
        "Concerns had **risen by 63%** since 2017. Members asked about:\n\n"
        "- processes & systems\n- capacity < demand\n\n"
        "a) a first thing\nb) a second thing",
        [
            ("comparative data on referrals be forwarded to the Committee", ResolutionKind.ACTION),
            "the update be welcomed",
            ("performance data be included on the work programme", ResolutionKind.PROGRAMME),
        ],
        number=27,
        within=within,
    )
    late = make.action(
        session,
        committee,
        "Send comparative data on referrals by general practitioners",
        reference="SOS/21/1",
        owner="Ivy Lane",
        due=date(2021, 10, 31),
        item_id=project.id,
        state=ActionState.IN_PROGRESS,
    )
    make.update(session, late, "The figures are being checked.")
    make.action(session, committee, "SECRET action", part=Part.TWO, item_id=project.id, due=date(2021, 10, 1))
    make.recommendation(
        session,
        committee,
        "That Cabinet be asked to fund the posts",
        reference="SOS/21/R1",
        addressee="Cabinet",
        state=RecommendationState.SENT,
        sent_on=date(2021, 9, 14),
        response_due=date(2021, 11, 13),
        item_id=project.id,
    )
    make.item(session, held, "Fostering", outcome=ItemOutcome.DEFERRED, outcome_note="The officer was unwell.")
    private = make.exempt_item(session, held, "SECRET review", "Review of a case")
    make.minute(
        session,
        private,
        "SECRET story",
        ["SECRET clause"],
        number=28,
        within=within,
        public_summary="A case was reviewed.",
    )
    confirmed = make.held(session, committee, date(2021, 6, 17), minutes_state=MinutesState.CONFIRMED)
    confirmed.confirmed_at_meeting_id = held.id
    make.minute(session, make.item(session, confirmed, "Work programme"), "It was noted.", number=25, within=within)
    return held


def _coming_meeting(session: Session, committee: Committee) -> Meeting:
    coming = make.meeting(session, committee, date(2021, 11, 30), published_on=date(2021, 11, 12))
    make.rearranged(session, coming, date(2021, 11, 4), "The report was not ready.")
    make.item(session, coming, "Apologies", kind=ItemKind.APOLOGIES)
    make.item(session, coming, "Minutes of the meeting held on 14 September 2021", kind=ItemKind.MINUTES)
    annual = make.item(
        session, coming, "Annual report of the Board", report_recommendations="Members are asked to receive the report"
    )
    make.lead(session, annual, "Jo Reed", "Cabinet Member")
    make.item(session, coming, "Winter pressures", number="3A", late_because="The snow came early.")
    return coming


def _programme(session: Session, committee: Committee, coming: Meeting) -> None:
    planned = make.entry(
        session, committee, "Adults on the cusp of care", meeting_id=coming.id, details="Suggested at the June meeting"
    )
    make.entry_lead(session, planned, "Kit Vale")
    make.entry(session, committee, "Missing children", status=EntryStatus.TO_BE_CONFIRMED, when="tbc")
    make.entry(
        session,
        committee,
        "Details of investigations",
        status=EntryStatus.WITHDRAWN,
        outcome="Withdrawn on 14 September",
        section=Section.BRIEFING,
    )


def _suggestions(session: Session, committee: Committee) -> None:
    """One that waits on the long list, and what the committee scores by."""
    impact = Criterion(committee_id=committee.id, position=1, name="Impact", guidance="Whom does it help?", most=5)
    waiting = Suggestion(
        committee_id=committee.id,
        title="SECRET quills in schools",
        suggested_by="Ada Marsh",
        suggested_on=date(2021, 11, 1),
        why="SECRET reasons",
    )
    session.add_all((impact, waiting))
    session.flush()


def call_it_a_demonstration(session: Session) -> None:
    session.execute(update(Revision).values(demonstration=True))
