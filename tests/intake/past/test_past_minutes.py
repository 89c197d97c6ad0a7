"""Past minutes in the layouts of six councils: all of it read, and whatever is not sure told."""

from __future__ import annotations

import io
import json
from dataclasses import asdict, dataclass
from datetime import date, time
from pathlib import Path

import docx
import pytest
from docx.document import Document

from scrutiny.domain.record import Committee, Record
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import AttendanceStatus, ItemKind, MinutesState, Part, ResolutionKind
from scrutiny.intake.past import minutes
from scrutiny.intake.past.minutes import PastMinutes
from scrutiny.intake.record import read as read_record
from scrutiny.opendata import record as opendata

COUNCILS = Path(__file__).with_name("councils")
HEAD = (
    "Minutes of the Rural Life Overview and Scrutiny Committee Meeting held on 14 September 2021\n"
    "Present: Hilda Grundy (Chairman), Alan Archer and Kate Sorrel, MBE\n"
)


def of_a_council(name: str) -> PastMinutes:
    return minutes.read((COUNCILS / f"{name}.txt").read_bytes(), f"{name}.txt")


def read(body: str, head: str = HEAD) -> PastMinutes:
    return minutes.read(f"{head}\n{body}".encode(), "minutes.txt")


def saved(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def said(past: PastMinutes) -> str:
    return " | ".join(f"{doubt.where}: {doubt.what}" for doubt in past.doubts)


@dataclass(frozen=True)
class Counted:
    """What a person counts in the file."""

    on: date
    committee: str
    numbers: str
    present: int
    apologies: int
    substitutes: int
    attending: int
    resolutions: int
    lettered: int


COUNTS = {
    "two-parts": Counted(date(2021, 12, 1), "Safeguarding Overview & Scrutiny Committee", "31-37", 8, 2, 0, 2, 6, 6),
    "misspelt": Counted(
        date(2023, 7, 7), "Prosperous Borsetshire Overview and Scrutiny Committee", "8-12", 6, 3, 0, 1, 4, 5
    ),
    "recommended": Counted(
        date(2017, 9, 15), "SCRUTINY COMMITTEE (ENVIRONMENT AND REGENERATION)", "262-266", 7, 3, 0, 2, 3, 3
    ),
    "paragraph-numbers": Counted(
        on=date(2014, 9, 25),
        committee="Healthier Communities Scrutiny and Policy Development Committee",
        numbers="1-7",
        present=6,
        apologies=2,
        substitutes=1,
        attending=2,
        resolutions=2,
        lettered=3,
    ),
    "agenda-numbers": Counted(date(2015, 4, 24), "EXECUTIVE SCRUTINY COMMITTEE", "48-53", 5, 1, 1, 1, 2, 2),
    "votes": Counted(date(2024, 6, 28), "Community & Housing Overview & Scrutiny Committee", "1-5", 6, 2, 1, 4, 3, 3),
}


@pytest.mark.parametrize(("name", "counted"), COUNTS.items(), ids=COUNTS)
def test_all_of_it_comes_out(name: str, counted: Counted) -> None:
    past = of_a_council(name)
    meeting = past.meeting
    first, last = map(int, counted.numbers.split("-"))
    assert meeting.date == counted.on
    assert past.committee == counted.committee
    assert [item.minute_number for item in meeting.items] == [str(number) for number in range(first, last + 1)]
    assert len(meeting.present) == counted.present
    assert len(meeting.apologies) == counted.apologies
    assert len(meeting.substitutes) == counted.substitutes
    assert len(meeting.in_attendance) == counted.attending
    assert sum(bool(item.resolutions) for item in meeting.items) == counted.resolutions
    assert sum(bool(each.letter) for item in meeting.items for each in item.resolutions) == counted.lettered
    assert meeting.minutes_state is MinutesState.DRAFT


def test_roles_are_kept_as_written_though_the_page_broke_them() -> None:
    members = {each.name: each for each in of_a_council("two-parts").members}
    assert members["Robert Hallam"].role == "Chairman"
    assert members["Gillian Marsh"].role == "Vice-Chairman (Overview)"
    assert members["Richard Pell"].role == "Vice-Chairman (Scrutiny)"
    assert members["Kate Sorrel"].honours == "MBE"
    assert members["Janet Ashby"].role == members["Janet Ashby"].honours == ""


def test_titles_and_posts_are_kept_as_written() -> None:
    attendance = {each.name: each for each in of_a_council("misspelt").meeting.attendance or ()}
    assert attendance["Rev. Preb. N. Stile"].status is AttendanceStatus.APOLOGIES
    assert attendance["Julian Prior"].role == "Cabinet Member for Education (and SEND)"
    assert "Mrs. A. Moss" in {each.name for each in of_a_council("recommended").meeting.attendance or ()}


@pytest.mark.parametrize(
    "present",
    [
        pytest.param("Present:\nAda Marsh (Chairman)      Kate Sorrel, MBE\nBela Nagy", id="columns of a printed page"),
        pytest.param("Present:     Ada Marsh (Chairman)\tKate Sorrel, MBE\n     Bela Nagy", id="behind the label"),
        pytest.param("Present: Ada Marsh    (Chairman)    Kate Sorrel    MBE\nBela Nagy", id="each word in its column"),
    ],
)
def test_names_side_by_side_are_of_as_many_people(present: str) -> None:
    title = "Minutes of the Rural Life Overview and Scrutiny Committee Meeting held on 14 September 2021"
    past = minutes.read(f"{title}\n\n{present}\n\n1. Work Programme\n\nIt was noted.\n".encode(), "minutes.txt")
    there = [(each.name, each.role) for each in past.meeting.attendance or ()]
    assert there == [("Ada Marsh", "Chairman"), ("Kate Sorrel, MBE", ""), ("Bela Nagy", "")]


def test_a_number_in_prose_and_a_page_number_break_nothing() -> None:
    item = of_a_council("two-parts").meeting.items[2]
    assert "whether the 12. month review would be brought forward" in (item.minute or "")
    assert "- referrals had risen by 9%;" in (item.minute or "")
    reports = of_a_council("two-parts").meeting.items[3]
    assert reports.title == "Customer Feedback and Complaints - Adults and Children's Services Annual Report"
    assert [each.letter for each in reports.resolutions] == ["a", "b", "c"]
    assert reports.resolutions[2].text.endswith("as a briefing note before the next meeting")


def test_part_two_is_exempt_with_its_paragraphs() -> None:
    last = of_a_council("two-parts").meeting.items[-1]
    assert (last.part, last.restricted, last.paragraphs) == (Part.TWO, True, (1, 2))
    assert last.title == "Serious Case Review - learning"
    called_in = of_a_council("agenda-numbers").meeting.items[-1]
    assert (called_in.part, called_in.restricted, called_in.paragraphs) == (Part.TWO, True, (3,))
    assert (called_in.number, called_in.title) == ("6", "CONSIDERATION OF ANY CALL-INS")
    for name in COUNTS:
        assert not any(item.exempt for item in of_a_council(name).meeting.items[:-1]), name


def test_a_misspelt_lead_in_is_read_and_told() -> None:
    past = of_a_council("misspelt")
    assert len(past.meeting.items[3].resolutions) == 2
    assert said(past) == "item 11: “RESOVLED” is read as RESOLVED."


def test_reasons_behind_what_was_recommended_are_no_clauses() -> None:
    past = of_a_council("recommended")
    appraisal = past.meeting.items[3]
    assert [each.text for each in appraisal.resolutions] == [
        "the contents of the report be noted",
        "Cabinet be asked to publish the traffic model",
        "an update be presented to the Committee in six months",
    ]
    assert appraisal.resolutions[1].kind is ResolutionKind.RECOMMENDATION
    assert "(2&3) To allow further scrutiny." in (appraisal.minute or "")
    assert "stands behind what was resolved" in said(past)


def test_paragraph_numbers_are_no_items_and_the_subject_of_clauses_is_kept() -> None:
    past = of_a_council("paragraph-numbers")
    previous = past.meeting.items[3]
    assert "4.2.1 Further to Item 2.4, the figures" in (previous.minute or "")
    working = past.meeting.items[4]
    assert working.resolutions[2].text == (
        "the Committee asks the Chair to write to the Chief Officer in the terms now agreed"
    )
    assert [each.kind for each in working.resolutions] == [
        ResolutionKind.NONE,
        ResolutionKind.PROGRAMME,
        ResolutionKind.RECOMMENDATION,
    ]
    (substitute,) = past.meeting.substitutes
    assert (substitute.name, substitute.for_) == ("Diana Stimson", "Katie Cordon")


def test_who_came_for_somebody_is_a_substitute_wherever_they_are_listed() -> None:
    meeting = of_a_council("agenda-numbers").meeting
    assert "Raymond Grange" not in meeting.present
    assert [(each.name, each.for_) for each in meeting.substitutes] == [("Raymond Grange", "Navin Gower")]
    assert (meeting.time, meeting.ended_at) == (time(19, 30), time(20, 15))
    assert meeting.venue == "Committee Room 6 - Civic Centre, Loxley Barrett"


def test_a_vote_is_counted_with_who_moved_it() -> None:
    meeting = of_a_council("votes").meeting
    (vote,) = meeting.items[3].votes
    assert (vote.for_, vote.against, vote.abstained) == (5, 0, 2)
    assert (vote.moved_by, vote.seconded_by) == ("Kevin Rushton", "Ben Creel")
    assert not any(item.votes for item in meeting.items if item is not meeting.items[3])
    assert (meeting.time, meeting.ended_at) == (time(10), time(11, 35))


def test_the_kinds_of_items_are_known_by_their_titles() -> None:
    kinds = {item.minute_number: item.kind for item in of_a_council("two-parts").meeting.items}
    assert kinds["31"] is ItemKind.DECLARATIONS
    assert kinds["32"] is ItemKind.MINUTES
    assert kinds["35"] is ItemKind.WORK_PROGRAMME
    assert kinds["36"] is ItemKind.EXCLUSION
    assert kinds["33"] is kinds["37"] is ItemKind.BUSINESS


def test_minutes_laid_out_in_tables_are_read() -> None:
    document = docx.Document()
    document.add_paragraph("Borsetshire County Council")
    document.add_paragraph(
        "Minutes of the Rural Life Panel held on Tuesday 14 September 2021 at 10.00 am in the Oak Room"
    )
    names = document.add_table(2, 2)
    for row, texts in zip(
        names.rows, (("Present:", "Hilda Grundy (Chairman)\nAda Marsh"), ("Officers:", "Dan Vose, Clerk")), strict=True
    ):
        row.cells[0].text, row.cells[1].text = texts
    items = document.add_table(2, 2)
    for row, texts in zip(
        items.rows, (("31.", "Ferries\nThey ran."), ("32.", "Trams\nRESOLVED: That\na) one; and\nb) two.")), strict=True
    ):
        row.cells[0].text, row.cells[1].text = texts
    past = minutes.read(saved(document), "minutes.docx")
    assert (past.council, past.committee) == ("Borsetshire County Council", "Rural Life Panel")
    assert (past.meeting.time, past.meeting.venue) == (time(10), "Oak Room")
    assert past.meeting.present == ("Hilda Grundy", "Ada Marsh")
    assert [(each.name, each.role) for each in past.meeting.attendance or ()][-1] == ("Dan Vose", "Clerk")
    assert [(item.minute_number, item.title, item.minute) for item in past.meeting.items] == [
        ("31", "Ferries", "They ran."),
        ("32", "Trams", ""),
    ]
    assert [each.text for each in past.meeting.items[1].resolutions] == ["one", "two"]
    assert past.doubts == ()


def test_numbers_and_points_that_word_counts_by_itself_are_items_and_clauses() -> None:
    document = docx.Document()
    document.add_paragraph("RURAL LIFE SELECT COMMITTEE")
    document.add_paragraph("MINUTES of the meeting held at County Hall on 14 September 2021 from 2.00 pm - 4.15 pm.")
    document.add_paragraph("Present: Cllr Hilda Grundy (Chairman) and Cllr Kate Sorrel MBE")
    for title in ("Apologies for Absence", "Bus Services"):
        document.add_paragraph(style="List Number").add_run(title).bold = True
        document.add_paragraph("It was introduced.")
    document.add_paragraph("Resolved:")
    for clause in ("That the report be noted.", "That Cabinet be asked to pay for it."):
        document.add_paragraph(clause, style="List Bullet")
    past = minutes.read(saved(document), "minutes.docx")
    meeting = past.meeting
    assert (meeting.time, meeting.ended_at, meeting.venue) == (time(14), time(16, 15), "County Hall")
    assert [(item.minute_number, item.title) for item in meeting.items] == [
        ("1", "Apologies for Absence"),
        ("2", "Bus Services"),
    ]
    assert [each.text for each in meeting.items[1].resolutions] == [
        "the report be noted",
        "Cabinet be asked to pay for it",
    ]
    assert past.doubts == ()


@pytest.mark.parametrize("name", COUNTS)
def test_what_is_printed_is_a_record_that_can_be_read(name: str) -> None:
    past = of_a_council(name)
    council = Committee(code="SOS", name=past.committee, council="Borsetshire")
    record = Record(committee=council, people=past.people, members=past.members, meetings=(past.meeting,))
    printed = opendata.write(record, past.doubts)
    assert json.loads(printed)["doubts"] == [asdict(doubt) for doubt in past.doubts]
    again = read_record(printed)
    assert not again.mistakes
    assert again.record is not None
    assert [item.title for item in again.record.meetings[0].items] == [item.title for item in past.meeting.items]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(HEAD + "Nothing more.", "does not look like minutes", id="no items"),
        pytest.param("Present: Ada\n1. Item one\nText.", "does not say on what day", id="no day"),
        pytest.param("Report of 14 September 2021\n1. One\nText.\n2. Two", "nobody is named as present", id="a report"),
        pytest.param("", "is empty", id="nothing at all"),
        pytest.param("one\x00two", "is not a text", id="no text"),
    ],
)
def test_what_is_no_minutes_is_refused_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(RuleBroken, match=says) as refused:
        minutes.read(text.encode(), "minutes.txt")
    assert "\n" not in str(refused.value)
