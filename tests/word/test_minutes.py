"""The minutes, read back."""

from datetime import date

import pytest

from scrutiny.domain.vocabulary import MinutesState
from scrutiny.papers.minutes import Minute, Tally
from scrutiny.papers.people import Named
from scrutiny.word import minutes
from tests.word import samples
from tests.word.reading import everything, lines, list_of, marks, opened, texts

TAKEN = Minute("26", "Declarations of Interest", "There were none.")


def written(*record: Minute, **changes: object) -> bytes:
    return minutes.write(samples.minutes(part_one=record, part_two=(), **changes))


def test_the_order_is_the_committees() -> None:
    said = everything(minutes.write(samples.minutes()))
    order = [
        "Borsetshire County Council",
        "Minutes of the Rural Life Overview and Scrutiny Committee Meeting held on 14 September 2021",
        "Present:",
        "Joan Pargetter (Chairman)",
        "Alan Archer (Vice-Chairman (Overview))",
        "Also in attendance:\tJim Bellamy",
        "Apologies:\tClarrie Horrobin, Neil Carter and Lynda Woolley",
        "PART ONE",
        *("26.\tDeclarations of Interest", "27.\tMinutes", "28.\tVillage Bus", "29.\tFlooding", "30.\tFootpaths"),
        "PART TWO",
        "31.\tExempt item",
        "The meeting ended at 12.20 pm.",
        "Chairman\t",
        "Date\t",
    ]
    assert [said.find(line) for line in order] == sorted({said.index(line) for line in order})


def test_headings_are_headings() -> None:
    file = minutes.write(samples.minutes())
    assert texts(file, "Heading 1") == ["PART ONE", "PART TWO"]
    assert [text.split("\t")[0] for text in texts(file, "Heading 2")] == ["26.", "27.", "28.", "29.", "30.", "31."]


def test_each_resolution_is_a_lettered_list_that_begins_again() -> None:
    document = opened(minutes.write(samples.minutes()))
    clauses = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Lettered Clause"]
    first, second = clauses[:4], clauses[4:]
    assert [paragraph.text for paragraph in first] == [
        "figures for lost journeys in each village be forwarded to the Committee;",
        "the report of the Head of Transport be welcomed;",
        "the pressure on drivers’ hours be noted; and,",
        "performance against the new timetable be included on the work programme.",
    ]
    (one,), (two,) = {list_of(each) for each in first}, {list_of(each) for each in second}
    assert one[1:] == two[1:] == (0, "lowerLetter", 1)
    assert one[0] != two[0]


def test_a_lone_clause_runs_on() -> None:
    sentence = (
        "RESOLVED: That the minutes of the meeting held on 3 August 2021 be confirmed and signed by the Chairman."
    )
    assert sentence in texts(minutes.write(samples.minutes()), "Resolution")


def test_a_letter_that_was_resolved_is_never_another_one() -> None:
    file = written(Minute("7", "Gap", "", clauses=(samples.clause("a", "one"), samples.clause("c", "three"))))
    assert texts(file, "List Continue") == ["a) one; and,", "c) three."]


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("26", "26.\tX"),
        ("5A", "5A.\tX"),
        ("77/21", "77/21\tX"),
        ("16/05/7", "16/05/7\tX"),
        ("7.2", "7.2\tX"),
        ("", "\tX"),
    ],
)
def test_a_number_is_printed_as_it_is_stored(number: str, printed: str) -> None:
    assert texts(written(Minute(number, "X", "")), "Heading 2") == [printed]


def test_prose_becomes_paragraphs_and_points() -> None:
    body = [
        (style, text)
        for style, text in lines(minutes.write(samples.minutes()))
        if style in ("Minute Text", "List Bullet")
    ]
    assert body[2:6] == [
        ("Minute Text", "Members considered:"),
        ("List Bullet", "timetables and vehicles;"),
        ("List Bullet", "what passengers had said; and,"),
        ("List Bullet", "cost."),
    ]


def test_bold_and_italic_are_kept() -> None:
    document = opened(written(Minute("1", "X", "a **bold** and *leaning* word")))
    (paragraph,) = [each for each in document.paragraphs if each.style.name == "Minute Text"]
    assert [(run.text, run.bold, run.italic) for run in paragraph.runs if run.text.strip() in ("bold", "leaning")] == [
        ("bold", True, None),
        ("leaning", None, True),
    ]


def test_a_list_in_a_list_stands_a_level_deeper() -> None:
    document = opened(written(Minute("1", "X", "1. one\n   - point\n\n     more\n5. five")))
    found = [(each.style.name, each.text, list_of(each)) for each in document.paragraphs if "List" in each.style.name]
    assert [(style, text, place and place[1:]) for style, text, place in found] == [
        ("List Number", "one", (0, "decimal", 1)),
        ("List Bullet", "point", (1, "bullet", 1)),
        ("List Continue", "more", None),
        ("List Number", "five", (0, "decimal", 1)),
    ]


def test_votes_interests_and_movements_are_told() -> None:
    said = everything(minutes.write(samples.minutes()))
    assert "Kenton Fry, MBE – Disclosable pecuniary interest: owns land at Lakey Hill. He left the room." in said
    assert "Kenton Fry, MBE left at 11.05 am." in said
    assert (
        "Recorded vote: That the scheme be paused, moved by Hilda Grundy and seconded by Usha Tregorran: "
        "2 for, 3 against, 0 abstained."
    ) in said
    assert "Against: Joan Pargetter, Alan Archer and Rev Preb Nigel Snell" in said


def test_a_show_of_hands_is_a_count() -> None:
    file = written(Minute("1", "X", "", tallies=(Tally("", 5, 0, 1),)))
    assert texts(file, "Minute Text") == ["Vote: 5 for, 0 against, 1 abstained."]


def test_a_withheld_minute_gives_its_paragraph_and_its_summary() -> None:
    said = everything(minutes.write(samples.minutes()))
    assert "Not for publication: paragraph 3 of Schedule 12A to the Local Government Act 1972." in said
    assert "The Committee considered a contract and asked for a further report." in said


def test_business_that_was_not_done_says_so() -> None:
    assert "This item was deferred." in everything(minutes.write(samples.minutes()))


def test_substitutes_and_those_who_joined_remotely() -> None:
    file = written(
        present=(Named("Jennifer Travers", note="substitute for Neil Carter"),), remote=(Named("Neil Carter"),)
    )
    assert "Jennifer Travers (substitute for Neil Carter)" in texts(file, "Member Name")
    assert "Attending remotely:\tNeil Carter" in texts(file, "Front Sheet Fact")


class TestUntilTheyAreConfirmed:
    @pytest.mark.parametrize("state", [MinutesState.DRAFT, MinutesState.AGREED])
    def test_every_page_says_draft(self, state: MinutesState) -> None:
        file = written(state=state)
        assert marks(file).count("DRAFT – not yet confirmed") == 2
        assert texts(file, "Meeting Change") == ["Draft: these minutes have not yet been confirmed by the Committee."]
        assert opened(file).core_properties.content_status == "Draft"

    def test_the_line_for_the_signature_is_empty(self) -> None:
        assert texts(written(TAKEN), "Signature Line") == ["Chairman\t\t", "Date\t\t"]


CONFIRMED = {"state": MinutesState.CONFIRMED, "confirmed_on": date(2021, 11, 30), "signed_by": "Joan Pargetter"}


class TestOnceTheyAreConfirmed:
    def test_no_page_says_draft(self) -> None:
        file = written(**CONFIRMED)
        assert "DRAFT" not in " ".join(marks(file))
        assert texts(file, "Meeting Change") == ["Confirmed on 30 November 2021."]

    def test_an_amendment_is_told(self) -> None:
        file = written(**CONFIRMED, amended=True)
        assert texts(file, "Meeting Change") == ["Confirmed as amended on 30 November 2021."]

    def test_who_signed_and_when(self) -> None:
        signed = texts(written(TAKEN, **CONFIRMED), "Signature Line")
        assert signed == ["Chairman\tJoan Pargetter", "Date\t30 November 2021"]

    def test_minutes_whose_text_is_not_held_are_not_there_to_be_signed(self) -> None:
        file = written(**CONFIRMED)
        assert texts(file, "Signature Line") == []
        assert "The text of these minutes is not held in this record." in [
            part.text for part in opened(file).paragraphs
        ]


def test_a_copy_with_exempt_matter_says_so_on_every_page() -> None:
    assert (
        marks(written(contains_exempt=True)).count("NOT FOR PUBLICATION – this copy contains exempt information") == 2
    )
