"""The agenda as a reader sees it: what is arranged, and what is left out."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date
from typing import Any, NamedTuple

import pytest

from scrutiny.domain.vocabulary import ActionState, MeetingKind, MeetingStatus, Part, Role
from scrutiny.domain.working_days import Calendar
from scrutiny.papers import agenda, notice
from scrutiny.papers.people import Lead, Named, leads, listed, member
from scrutiny.queries.agenda import AgendaFacts
from tests.papers.rows import Row, document, item, meeting

SECRET = "Placement of child B"


class AskedFor(NamedTuple):
    item_id: int
    reference: str
    text: str
    state: ActionState = ActionState.OPEN
    exempt: bool = False


OPEN_CALENDAR = Calendar(closed={}, years=frozenset({2021}))


def facts(**changes: Any) -> AgendaFacts:
    nothing: dict[str, Any] = dict.fromkeys(
        ("rearrangements", "items", "leads", "documents", "members", "requests", "planned"), ()
    )
    return AgendaFacts(**({"meeting": meeting()} | nothing | changes))


def exempt_item(**changes: Any) -> Row:
    hidden = {
        "part": Part.TWO,
        "paragraphs": "1,2",
        "outcome_note": SECRET,
        "report_recommendations": SECRET,
        "public_title": "A care placement",
    }
    return item(2, SECRET, **(hidden | changes))


def exempt_facts(**changes: Any) -> AgendaFacts:
    return facts(
        items=[item(1, "Work programme"), exempt_item(**changes)],
        leads=[Row(item_id=2, label="Lead Officer", name=SECRET)],
        documents=[document(2, SECRET, part=Part.TWO)],
        requests=[AskedFor(2, "SOS/1", SECRET, exempt=True)],
    )


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="an item of Part Two"),
        pytest.param({"part": Part.ONE, "restricted": True}, id="a restricted item of Part One"),
        pytest.param({"public_title": ""}, id="without a public title"),
    ],
)
def test_the_public_sees_no_exempt_word(changes: dict[str, Any]) -> None:
    paper = agenda.of(exempt_facts(**changes), exempt=False, drafts=True)
    assert SECRET not in str(astuple(paper))
    (line,) = [line for line in (*paper.part_one, *paper.part_two) if line.withheld]
    assert line.title == (changes.get("public_title", "A care placement") or agenda.EXEMPT_TITLE)
    assert (line.paragraphs, line.topic_id, line.requests) == ((1, 2), None, ())
    assert [paper.title for paper in line.documents] == [agenda.EXEMPT_PAPER]
    assert not paper.contains_exempt


def test_who_may_see_exempt_matter_sees_all_of_it_and_is_told_so() -> None:
    paper = agenda.of(exempt_facts(), exempt=True, drafts=True)
    (line,) = paper.part_two
    assert (line.title, line.outcome_note, line.recommendations) == (SECRET, SECRET, (SECRET,))
    assert line.leads == (Lead("Lead Officer", (SECRET,)),)
    assert (line.requests[0].text, line.minute_number, line.withheld) == (SECRET, "27", False)
    assert paper.contains_exempt


def test_an_exempt_paper_of_a_public_item_is_named_without_its_title() -> None:
    paper = agenda.of(
        facts(
            items=[item(1, "Annual report")],
            documents=[
                document(1, "Report", to_follow=True),
                document(1, SECRET, part=Part.TWO),
            ],
            requests=[
                AskedFor(1, "SOS/1", "Send data", exempt=False),
                AskedFor(1, "SOS/2", SECRET, exempt=True),
            ],
        ),
        exempt=False,
        drafts=False,
    )
    (line,) = paper.part_one
    assert [(paper.title, paper.to_follow, paper.withheld) for paper in line.documents] == [
        ("Report", True, False),
        (agenda.EXEMPT_PAPER, False, True),
    ]
    assert [(request.reference, request.state) for request in line.requests] == [("SOS/1", "open")]


def test_the_exclusion_names_each_exempt_item_with_its_paragraphs() -> None:
    paper = agenda.of(exempt_facts(), exempt=False, drafts=True)
    assert "Item 2, A care placement" in paper.exclusion
    assert "section 100A(4)" in paper.exclusion
    assert agenda.of(exempt_facts(paragraphs=""), exempt=False, drafts=True).exclusion == ""


@pytest.mark.parametrize(
    ("published_on", "status", "drafts", "seen"),
    [
        pytest.param(None, MeetingStatus.SCHEDULED, False, 0, id="a draft is not for the public"),
        pytest.param(None, MeetingStatus.SCHEDULED, True, 1, id="a draft is for its officers"),
        pytest.param(date(2021, 11, 22), MeetingStatus.SCHEDULED, False, 1, id="published, it is for all"),
        pytest.param(None, MeetingStatus.HELD, False, 1, id="a held meeting's agenda is for all"),
    ],
)
def test_who_sees_the_items(published_on: date | None, status: MeetingStatus, drafts: bool, seen: int) -> None:
    held = facts(meeting=meeting(published_on=published_on, status=status), items=[item(1, "Work programme")])
    assert len(agenda.of(held, exempt=False, drafts=drafts).part_one) == seen


def test_a_draft_without_numbers_shows_those_it_will_have_and_a_published_number_never_moves() -> None:
    unnumbered = [item(1, "Apologies", number=""), item(2, "Work programme", number="")]
    draft = facts(meeting=meeting(published_on=None), items=unnumbered)
    assert [line.number for line in agenda.of(draft, exempt=False, drafts=True).part_one] == ["1", "2"]

    late = [item(1, "Apologies"), item(3, "Late item", number="1A"), item(2, "Work programme")]
    assert [line.number for line in agenda.of(facts(items=late), exempt=False, drafts=False).part_one] == [
        "1",
        "1A",
        "2",
    ]


def test_until_the_agenda_is_there_the_programme_says_what_is_planned() -> None:
    planned = facts(meeting=meeting(published_on=None), planned=[Row(title="Young carers", topic_id=7)])
    assert agenda.of(planned, exempt=False, drafts=False).planned == (agenda.Planned("Young carers", 7),)


def test_the_last_day_for_publishing_or_why_it_is_not_known() -> None:
    known = agenda.of(facts(), exempt=False, drafts=False, calendar=OPEN_CALENDAR)
    assert (known.publish_by, known.notice_unknown) == (date(2021, 11, 22), "")
    unknown = agenda.of(facts(), exempt=False, drafts=False, calendar=Calendar(closed={}, years=frozenset()))
    assert unknown.publish_by is None
    assert "does not cover 2021" in unknown.notice_unknown
    informal = facts(meeting=meeting(kind=MeetingKind.WORKING_GROUP))
    assert agenda.of(informal, exempt=False, drafts=False, calendar=OPEN_CALENDAR).publish_by is None


def test_a_rearranged_meeting_says_from_when_and_why() -> None:
    moved = facts(rearrangements=[Row(was_on=date(2021, 11, 4), because="The room was flooded.")])
    paper = agenda.of(moved, exempt=False, drafts=False)
    assert (paper.rearranged_from, paper.status_because) == (date(2021, 11, 4), "The room was flooded.")


@pytest.mark.parametrize(
    ("status", "why", "told"),
    [
        pytest.param(
            MeetingStatus.SCHEDULED, "A misspelt name.", ("The room was flooded.", "A misspelt name."), id="reopened"
        ),
        pytest.param(MeetingStatus.CANCELLED, "Snow.", ("Snow.", ""), id="called off"),
        pytest.param(MeetingStatus.CANCELLED, "", ("", ""), id="called off long ago, and nobody knows why"),
    ],
)
def test_each_reason_stands_beside_what_it_is_the_reason_for(
    status: MeetingStatus, why: str, told: tuple[str, str]
) -> None:
    moved = [Row(was_on=date(2021, 11, 4), because="The room was flooded.")]
    paper = agenda.of(
        facts(meeting=meeting(status=status, status_because=why), rearrangements=moved), exempt=False, drafts=False
    )
    assert (paper.status_because, paper.reopened_because) == told


@pytest.mark.parametrize(
    ("was_on", "rearranged_from", "changed"),
    [
        pytest.param([], None, False, id="as it was called"),
        pytest.param([date(2021, 11, 30)], None, True, id="another room on the same day"),
        pytest.param([date(2021, 11, 4), date(2021, 11, 30)], date(2021, 11, 4), False, id="moved, then another room"),
    ],
)
def test_a_meeting_that_only_changed_its_time_or_place_does_not_come_from_its_own_day(
    was_on: list[date], rearranged_from: date | None, changed: bool
) -> None:
    moved = facts(rearrangements=[Row(was_on=day, because="") for day in was_on])
    paper = agenda.of(moved, exempt=False, drafts=False)
    assert (paper.rearranged_from, paper.time_or_place_changed) == (rearranged_from, changed)


def test_the_notes_for_the_public_are_a_note_a_line() -> None:
    assert agenda.of(facts(), exempt=False, drafts=False).notes == (
        "The meeting is open to all.",
        "Papers are on the website.",
    )


def test_the_notice_gives_the_public_titles_alone() -> None:
    paper = notice.of(exempt_facts(), calendar=OPEN_CALENDAR)
    assert (paper.business, paper.exempt) == (("Work programme",), ("A care placement",))
    assert SECRET not in str(astuple(paper))
    assert (paper.clear_days, paper.publish_by) == (5, date(2021, 11, 22))


@pytest.mark.parametrize(
    ("role", "written", "printed"),
    [
        pytest.param(Role.VICE_CHAIRMAN, "Vice-Chairman (Overview)", "Vice-Chairman (Overview)", id="as written"),
        pytest.param(Role.CHAIRMAN, "", "Chairman", id="a chairman by the plain word"),
        pytest.param(Role.MEMBER, "", "", id="a member has no role behind the name"),
    ],
)
def test_how_a_member_is_named(role: Role, written: str, printed: str) -> None:
    row = Row(person_id=3, name="Kath Perry", title="", honours="MBE", role=role, role_title=written)
    assert member(row) == Named("Kath Perry, MBE", printed, person_id=3)


def test_leads_stand_under_their_labels_and_a_label_may_stand_alone() -> None:
    rows = [
        Row(label="Cabinet Member", name="Mark Sutton"),
        Row(label="Lead Officers", name="Tim Moss"),
        Row(label="Lead Officers", name="Helen Riley"),
        Row(label="Lead Member", name=""),
    ]
    assert [lead.printed for lead in leads(rows)] == [
        "Cabinet Member: Mark Sutton",
        "Lead Officers: Tim Moss, Helen Riley",
        "Lead Member: ",
    ]


@pytest.mark.parametrize(
    ("names", "printed"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_names_in_a_sentence(names: list[str], printed: str) -> None:
    assert listed(names) == printed
