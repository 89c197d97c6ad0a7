"""Minutes that the record prints itself, read back from Word: what comes out is what went in."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrutiny.domain.vocabulary import AttendanceStatus, InterestKind, ItemOutcome, Part, ResolutionKind
from scrutiny.intake import uploads
from scrutiny.intake.past import minutes as intake
from scrutiny.intake.past.minutes import PastMinutes
from scrutiny.papers.markdown import normal
from scrutiny.papers.minutes import Clause, Minute, Minutes
from scrutiny.papers.resolution import bare
from scrutiny.word import minutes as word
from tests.word import samples

settled = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SOUND = uploads.Upload("Minutes.docx", "", 0, "", "", 0)
WORDS = st.lists(
    st.sampled_from(["bus", "the", "Members", "in", "2021", "café", "was", "rural", "(late)", "12", "£5,000", "River"]),
    min_size=2,
    max_size=25,
)
SENTENCES = WORDS.map(lambda words: f"It said {' '.join(words)}.")
TITLES = WORDS.map(lambda words: f"Report {' '.join(words[:8])} again")
CLAUSES = WORDS.map(lambda words: f"the {' '.join(words)} be noted")


def read(paper: Minutes) -> PastMinutes:
    return intake.read(word.write(paper), "Minutes.docx")


def as_words(text: str) -> str:
    """How a text looks is not read, and its words are."""
    return normal(text).replace("*", "")


def test_what_the_record_prints_is_read_again() -> None:
    paper = samples.minutes(part_two=(), state=samples.MINUTES.state)
    past = read(paper)
    meeting = past.meeting
    assert past.committee == paper.committee
    assert (meeting.date, meeting.time, meeting.venue) == (paper.on, paper.at, paper.venue)
    assert meeting.ended_at == time(12, 20)
    assert [item.minute_number for item in meeting.items] == [minute.number for minute in paper.part_one]
    for item, minute in zip(meeting.items, paper.part_one, strict=True):
        assert item.title == minute.title
        assert [each.letter for each in item.resolutions] == [each.letter for each in minute.clauses]
        assert [each.text for each in item.resolutions] == [bare(each.text) for each in minute.clauses]
        assert item.outcome is minute.outcome
        moved = " ".join(minute.movements)
        assert item.minute == as_words("\n\n".join(filter(None, (moved, minute.body))))


def test_everybody_is_where_they_were() -> None:
    meeting = read(samples.minutes()).meeting
    printed = {each.name: each for each in meeting.attendance or ()}
    for status, people in (
        (AttendanceStatus.PRESENT, samples.MINUTES.present),
        (AttendanceStatus.APOLOGIES, samples.MINUTES.apologies),
        (AttendanceStatus.IN_ATTENDANCE, samples.MINUTES.in_attendance),
    ):
        for person in people:
            assert printed[person.name].status is status
            assert printed[person.name].role == person.role


def test_a_recorded_vote_and_an_interest_are_read_again() -> None:
    flooding = next(item for item in read(samples.minutes()).meeting.items if item.minute_number == "29")
    (vote,) = flooding.votes
    assert (vote.motion, vote.for_, vote.against) == ("That the scheme be paused", 2, 3)
    assert (vote.moved_by, vote.seconded_by) == ("Hilda Grundy", "Usha Tregorran")
    assert [(each.name, each.choice.label) for each in vote.names][:3] == [
        *(("Hilda Grundy", "For"), ("Usha Tregorran", "For"), ("Joan Pargetter", "Against"))
    ]
    (interest,) = flooding.declarations
    assert (interest.name, interest.kind) == ("Kenton Fry, MBE", InterestKind.PECUNIARY)
    assert "owns land at Lakey Hill" in interest.detail


def test_an_item_that_was_put_off_and_one_that_is_exempt_stay_so() -> None:
    items = {item.minute_number: item for item in read(samples.minutes()).meeting.items}
    assert items["30"].outcome is ItemOutcome.DEFERRED
    assert (items["31"].part, items["31"].restricted, items["31"].paragraphs) == (Part.TWO, True, (3,))
    assert all(item.part is Part.ONE for number, item in items.items() if number != "31")


@given(
    items=st.lists(
        st.tuples(TITLES, st.lists(SENTENCES, max_size=3), st.lists(CLAUSES, max_size=4)), min_size=1, max_size=5
    ),
    first=st.integers(1, 900),
)
@settled
def test_any_minutes_come_back_word_for_word(items: list[tuple[str, list[str], list[str]]], first: int) -> None:
    written = tuple(
        Minute(
            str(number),
            title,
            "\n\n".join(body),
            clauses=tuple(
                Clause("abcd"[place] if len(clauses) > 1 else "", text, ResolutionKind.NONE)
                for place, text in enumerate(clauses)
            ),
        )
        for number, (title, body, clauses) in enumerate(items, start=first)
    )
    content = word.write(replace(samples.MINUTES, part_one=written, part_two=()))
    with patch.object(uploads, "read", return_value=SOUND):  # half a second a file, and the same each time
        found = intake.read(content, "Minutes.docx").meeting.items
    assert [(item.minute_number, item.title, item.minute) for item in found] == [
        (minute.number, minute.title, normal(minute.body)) for minute in written
    ]
    assert [[(each.letter, each.text) for each in item.resolutions] for item in found] == [
        [(each.letter, bare(each.text)) for each in minute.clauses] for minute in written
    ]
