"""The parts of past minutes, each as many hands wrote it: names, lead-ins, clauses, votes, days, exempt paragraphs."""

from __future__ import annotations

from datetime import date, time

import pytest

from scrutiny.domain.record.meetings import Vote
from scrutiny.domain.vocabulary import AttendanceStatus, InterestKind, ItemOutcome, Part
from scrutiny.intake.past import apologies, clauses, interests, opening, parts, votes
from scrutiny.intake.past.days import days, hours
from scrutiny.intake.past.names import listed
from tests.intake.past.test_past_minutes import HEAD, read, said

TWELVE = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]


@pytest.mark.parametrize(
    ("lines", "people"),
    [
        pytest.param(["Ada Marsh", "Bela Nagy"], ["Ada Marsh", "Bela Nagy"], id="a name a line"),
        pytest.param(["Ada Marsh, Bela Nagy and Cleo Pell"], ["Ada Marsh", "Bela Nagy", "Cleo Pell"], id="a sentence"),
        pytest.param(["Ada Marsh (Vice-Chairman", "(Overview))"], ["Ada Marsh"], id="a bracket over two lines"),
        pytest.param(["Councillors: Ada Marsh, Kate Sorrel, MBE"], ["Ada Marsh", "Kate Sorrel"], id="honours, no name"),
        pytest.param(["Councillor V.J. Ash (Chair): Mrs. A. Moss;"], ["V.J. Ash", "A. Moss"], id="initials and titles"),
        pytest.param(["Rev. Preb. N. Stile."], ["N. Stile"], id="titles of a clergyman"),
        pytest.param(["Dan Vose, Head of Health and Safety"], ["Dan Vose"], id="a post behind its holder"),
        pytest.param(["Overview & Scrutiny Officer"], ["Overview & Scrutiny Officer"], id="a post alone"),
        pytest.param(
            ["Facilitator and the Democratic Officer"], ["Facilitator and the Democratic Officer"], id="a post"
        ),
        pytest.param(["the Chief Officer and Ada Marsh"], ["Chief Officer", "Ada Marsh"], id="a post and a person"),
        pytest.param(["Siân O’Neill-Évans"], ["Siân O’Neill-Évans"], id="letters with marks"),
        pytest.param([""], [], id="nobody"),
    ],
)
def test_everybody_in_a_list_is_found(lines: list[str], people: list[str]) -> None:
    assert [each.name for each in listed(lines)] == people


def test_what_stands_with_a_name_is_kept_with_it() -> None:
    (chairman,) = listed(["Rev Nigel Snell, OBE (Chairman)"][:1])[:1]
    assert (chairman.name, chairman.title) == ("Nigel Snell", "Rev")
    (substitute,) = listed(["Ben Creel (substitute for Cllr Rhona Dole)"])
    assert (substitute.instead_of, substitute.is_substitute, substitute.role) == ("Rhona Dole", True, "")
    (deputy,) = listed(["Roger Dale (Deputy Chair)"])
    assert (deputy.role, deputy.is_substitute) == ("Deputy Chair", False)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        pytest.param("Present:", AttendanceStatus.PRESENT, id="present"),
        pytest.param("Attendance", AttendanceStatus.PRESENT, id="attendance alone"),
        pytest.param("Committee Members Present: Ada Marsh", AttendanceStatus.PRESENT, id="members of the committee"),
        pytest.param("Also in attendance: Dan Vose", AttendanceStatus.IN_ATTENDANCE, id="in attendance"),
        pytest.param("LBLB Officers Present:", AttendanceStatus.IN_ATTENDANCE, id="officers"),
        pytest.param("APOLOGIES – Councillor Pell", AttendanceStatus.APOLOGIES, id="apologies after a dash"),
        pytest.param("Apologies for absence were received from A Pell", AttendanceStatus.APOLOGIES, id="in a sentence"),
        pytest.param("Attending remotely: Ada Marsh", AttendanceStatus.REMOTE, id="remotely"),
        pytest.param("Absent: Ada Marsh", AttendanceStatus.ABSENT, id="absent"),
        pytest.param("Councillors Ada Marsh and Bela Nagy", None, id="a list is no label"),
        pytest.param("Present company was thanked.", None, id="a sentence is no label"),
    ],
)
def test_a_label_says_what_those_are_who_follow(text: str, status: AttendanceStatus | None) -> None:
    found = opening.label(text)
    assert (found[0] if found else None) is status


@pytest.mark.parametrize(
    "text",
    [
        *(
            "RESOLVED: That:",
            "RESOLVED – That the report be noted",
            "Resolved: that it be so",
            "RESOLVED",
            "RESOLVED :",
        ),
        *("DECIDED –", "RECOMMENDED – T H A T the report be noted", "Agreed: that it be so", "AGREED that it be so"),
        *(
            "RESOVLED: That",
            "RESLOVED – (a) That",
            "5.3 RESOLVED: That the Committee:-",
            "RESOLVED (unanimously): That",
        ),
        *("It was RESOLVED that the report be noted", "RESOLVED unanimously that", "IT WAS RESOLVED THAT it be so"),
    ],
)
def test_a_lead_in_is_known_however_it_was_written(text: str) -> None:
    assert clauses.begins(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Members agreed that it was late.",
            "AGREED ACTIONS",
            "Resolved issues were listed.",
            "RESERVED MATTERS: two",
        ),
        *("The Committee resolved nothing.", "RECOMMENDED READING", "RESOLUTION: none"),
    ],
)
def test_a_sentence_or_a_heading_is_no_lead_in(text: str) -> None:
    assert clauses.begins(text) is None


@pytest.mark.parametrize(
    ("body", "letters", "texts"),
    [
        pytest.param("RESOLVED: That it be noted.", [""], ["it be noted"], id="one"),
        pytest.param("RESOLVED:\n\nThat it be noted.", [""], ["it be noted"], id="one below"),
        pytest.param("RESOLVED: That\na) one be noted;\nb) two.", ["a", "b"], ["one be noted", "two"], id="letters"),
        pytest.param("RESOLVED – (a) That one.\n\n(b) that two.", ["a", "b"], ["one", "two"], id="on the line itself"),
        pytest.param("DECIDED\n(A) One; and\n(B) Two.", ["A", "B"], ["One", "Two"], id="capitals"),
        pytest.param("RESOLVED:\nThat:\n1. One.\n2. Two.", ["1", "2"], ["One", "Two"], id="numbers"),
        pytest.param(
            "RESOLVED:\n(i) one;\n(ii) two;\n(iii) six.", ["i", "ii", "iii"], ["one", "two", "six"], id="Roman"
        ),
        pytest.param(
            "RESOLVED:\n" + "\n".join(f"({numeral}) clause {numeral};" for numeral in TWELVE),
            *(TWELVE, [f"clause {numeral}" for numeral in TWELVE]),
            id="Roman, all twelve",
        ),
        pytest.param(
            "RESOLVED: That\na) the 12\n12. month review;\nb) two.",
            *(["a", "b"], ["the 12 12. month review", "two"]),
            id="a number that was broken there",
        ),
        pytest.param(
            "RESOLVED: That the Committee:-\n(a) notes;\n(b) asks.",
            *(["a", "b"], ["the Committee notes", "the Committee asks"]),
            id="one subject for all",
        ),
        pytest.param(
            "RESOLVED: That\na) two things:\n(i) one; and\n(ii) two;\nb) more.",
            *(["a", "b"], ["two things:\n(i) one; and\n(ii) two", "more"]),
            id="points within",
        ),
    ],
)
def test_clauses_are_read_with_their_letters(body: str, letters: list[str], texts: list[str]) -> None:
    item = read(f"1. Ferries\nThey ran.\n\n{body}\n\n2. Buses\nThey ran too.").meeting.items[0]
    assert [each.letter for each in item.resolutions] == letters
    assert [each.text for each in item.resolutions] == texts
    assert item.minute == "They ran."


@pytest.mark.parametrize(
    ("text", "vote"),
    [
        pytest.param("(For 5, Against 0, Abstentions 2)", Vote(for_=5, abstained=2), id="words before figures"),
        pytest.param("(5–0–2)", Vote(for_=5, abstained=2), id="figures alone"),
        pytest.param("For: 5 Against: 1", Vote(for_=5, against=1), id="none abstained"),
        pytest.param("5 votes for and 2 against", Vote(for_=5, against=2), id="words behind figures"),
        pytest.param(
            "Vote: it be so, moved by A Bell and seconded by C Day: 3 for, 1 against, 0 abstained.",
            Vote(motion="it be so", for_=3, against=1, moved_by="A Bell", seconded_by="C Day"),
            id="as the record prints it",
        ),
        pytest.param("There were 5 for tea and 2 against the wall.", None, id="prose"),
        pytest.param("Minute 5-0-2", None, id="no brackets"),
    ],
)
def test_a_vote_is_read_where_a_line_tells_nothing_else(text: str, vote: Vote | None) -> None:
    assert votes.vote(text) == vote


@pytest.mark.parametrize(
    ("text", "on"),
    [
        pytest.param("held on 14 September 2021", date(2021, 9, 14), id="plain"),
        pytest.param("Friday, 24th April, 2015", date(2015, 4, 24), id="with its weekday and commas"),
        pytest.param("28 JUNE 2024", date(2024, 6, 28), id="capitals"),
        pytest.param("September 14, 2021", date(2021, 9, 14), id="the month first"),
        pytest.param("14/09/2021", date(2021, 9, 14), id="figures"),
        pytest.param("31 June 2021", None, id="no day of the calendar"),
    ],
)
def test_a_day_is_read(text: str, on: date | None) -> None:
    assert [each.on for each in days(text)] == ([on] if on else [])


def test_hours_are_read_and_paragraphs_are_not() -> None:
    assert list(hours("10.00 a.m. to 12 noon, then 7.30pm and 1400 hours")) == [
        time(10),
        time(12),
        time(19, 30),
        time(14),
    ]
    assert list(hours("paragraph 10.30 and item 7")) == []


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        pytest.param("exempt under paragraphs 1 and 2 of Part 1 of Schedule 12A", (1, 2), id="two"),
        pytest.param("(Exemption paragraph 3)", (3,), id="in brackets"),
        pytest.param("not for publication by virtue of paragraphs 1, 2 and 3", (1, 2, 3), id="three"),
        pytest.param("as set out in paragraph 3 of the report", (), id="of a report"),
    ],
)
def test_paragraphs_of_the_schedule_are_read(text: str, cited: tuple[int, ...]) -> None:
    assert parts.paragraphs(text) == cited


@pytest.mark.parametrize(
    ("text", "part"),
    [
        *(pytest.param(text, Part.TWO, id=text) for text in ("PART TWO", "Part II (exempt)", "PART 2", "Part B")),
        *(pytest.param(text, Part.ONE, id=text) for text in ("PART ONE", "Part I")),
        *(pytest.param(text, None, id=text) for text in ("Part of it was read.", "Part 2 of the report was read.")),
    ],
)
def test_the_parts_of_a_meeting_are_known(text: str, part: Part | None) -> None:
    named = parts.part_named(text)
    assert (named.part if named else None) is part


def test_business_behind_an_exclusion_is_exempt_though_no_part_is_named() -> None:
    past = read(
        "1. Exclusion of the public\nRESOLVED: That the public be excluded (paragraph 3, Schedule 12A).\n"
        "2. A depot\nIt was considered."
    )
    depot = past.meeting.items[1]
    assert (depot.part, depot.restricted, depot.paragraphs) == (Part.TWO, True, (3,))
    assert "The public was excluded before it" in said(past)


def test_apologies_and_substitutes_are_read_from_a_sentence() -> None:
    text = "Apologies were received from Cllrs A Pell and B Rudd. Councillor C Ash substituted for Councillor A Pell."
    found = [(status, each.name, each.instead_of) for status, each in apologies.told(text)]
    assert found == [
        (AttendanceStatus.APOLOGIES, "A Pell", ""),
        (AttendanceStatus.APOLOGIES, "B Rudd", ""),
        (AttendanceStatus.SUBSTITUTE, "C Ash", "A Pell"),
    ]


def test_a_declared_interest_is_read_and_told() -> None:
    (found,) = interests.declared("Councillor Ada Marsh declared a pecuniary interest in item 3 as she owns it.")
    assert (found.name, found.kind, found.detail) == ("Ada Marsh", InterestKind.PECUNIARY, "in item 3 as she owns it")
    assert interests.declared("There were no declarations of interest made.") == ()


def test_what_was_put_off_was_not_considered() -> None:
    assert read("1. Ferries\nThis item was deferred.").meeting.items[0].outcome is ItemOutcome.DEFERRED


def test_an_action_is_told_and_stays_in_the_minute() -> None:
    past = read("1. Ferries\nThey ran.\n\nACTION: Dan Vose to write.")
    assert "ACTION: Dan Vose to write." in (past.meeting.items[0].minute or "")
    assert "may belong on the tracker" in said(past)


def test_a_heading_in_capitals_may_run_into_its_text() -> None:
    items = read(
        "262 APOLOGIES – These were received from Councillor A Pell.\n263 MINUTES – RESOLVED: That they be signed."
    )
    assert [(item.minute_number, item.title, item.minute) for item in items.meeting.items] == [
        ("262", "APOLOGIES", "These were received from Councillor A Pell."),
        ("263", "MINUTES", ""),
    ]
    assert items.meeting.apologies == ("A Pell",)


def test_items_without_numbers_are_known_by_their_look_and_told() -> None:
    past = read("APOLOGIES\nNone were made.\nBUS SERVICES\nThey ran.\nRESOLVED: That it be noted.\nCHAIRMAN")
    assert [(item.minute_number, item.title) for item in past.meeting.items] == [
        ("", "APOLOGIES"),
        ("", "BUS SERVICES"),
    ]
    assert said(past).count("It has no number.") == 2


def test_minutes_are_found_behind_the_front_of_a_pack() -> None:
    front = "AGENDA\nMembers:\nAda Marsh\n" + "\n".join(
        f"{number}. Business number {number}" for number in range(1, 15)
    )
    past = read("1. Ferries\nThey ran.\nChairman", head=f"{front}\nAgenda Item 3\n{HEAD}")
    assert [item.title for item in past.meeting.items] == ["Ferries"]
    assert "Business number 9" in said(past)


def test_a_number_that_is_missing_is_told() -> None:
    assert "a number is missing" in said(read("1. Ferries\nThey ran.\n2. Trams\nToo.\n4. Buses\nToo."))
