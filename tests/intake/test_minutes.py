"""Minutes that come back from Word: read as they were written, whatever program saved them."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from scrutiny.domain.merging.drafts import DraftClause
from scrutiny.domain.merging.marks import Mark, Place
from scrutiny.domain.numbering import letter
from scrutiny.intake import minutes as intake
from scrutiny.papers.markdown import normal
from scrutiny.papers.minutes import Minute, Minutes
from scrutiny.papers.resolution import bare
from scrutiny.word import minutes
from tests import needs
from tests.intake.finished import FILE, OWN, PAPER, edited, item, read, words_of
from tests.word import hands, samples

settled = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


# What was written


def test_each_item_has_its_text_and_what_was_resolved() -> None:
    assert [(each.item_id, each.number, each.title) for each in OWN.items] == [
        (100, "26", "Declarations of Interest"),
        (101, "27", "Minutes of the meeting held on 3 August 2021"),
        (102, "28", "Village Bus Services"),
        (103, "29", "Flooding on the River Am"),
        (104, "30", "Footpaths"),
        (200, "31", "Exempt item"),
    ]
    bus = item(OWN, 102)
    assert bus.narrative == normal(PAPER.part_one[2].body)
    assert bus.clauses[1] == DraftClause("the report of the Head of Transport be welcomed", 1021)
    assert item(OWN, 101).clauses[0].text.startswith("the minutes of the meeting held on 3 August 2021 be confirmed")
    assert item(OWN, 200).summary
    assert not bus.summary
    assert item(OWN, 104).printed == ("This item was deferred.",)


def test_the_file_says_what_it_was_made_from() -> None:
    tags = intake.made_from(FILE)
    assert Mark(Place.MEETING, 7) in tags
    assert Mark(Place.SUMMARY, 200) in tags
    assert len({tags[Mark(Place.RESOLUTION, 1020 + place)] for place in range(4)}) == 4
    assert OWN.meeting_id == 7


SPELLINGS = st.lists(
    st.sampled_from(
        ["a) ", "b) ", "- ", "1. ", "2. ", "**", "*", "_", "\\", "\n", "\n\n", "  ", "word", "x.", " ", "(c) ", "• "]
    ),
    max_size=14,
).map("".join)
CLAUSES = st.lists(
    st.lists(
        st.sampled_from(["the report be noted", "; and,", "; and", ".", ";", " ", "?", "be", "\n", ","]), min_size=1
    )
    .map(lambda said: "".join(said).strip())
    .filter(bool),
    max_size=4,
)


def paper_of(narrative: str, resolved: list[str]) -> Minutes:
    clauses = [
        replace(samples.clause(letter(place) if len(resolved) > 1 else "", text), id=50 + place)
        for place, text in enumerate(resolved, 1)
    ]
    first = Minute("1", "First thing", narrative, item_id=3, clauses=tuple(clauses))
    return samples.minutes(part_one=(first, Minute("2", "Second", "Other.", item_id=4)), part_two=())


@settled
@given(SPELLINGS, CLAUSES)
@example("a) - \na) ", [])
def test_written_and_read_back_nothing_differs(narrative: str, resolved: list[str]) -> None:
    file = minutes.write(paper_of(narrative, resolved))
    own = intake.own(file)
    assert own.items[0].narrative == normal(narrative)
    assert [clause.text for clause in own.items[0].clauses] == [bare(text) for text in resolved]
    assert intake.read(file, record=own) == own


@settled
@given(SPELLINGS.filter(lambda text: bool(normal(text))), CLAUSES)
@example("The report was heard.", ["the report be noted. The chart be kept", "it be sent on. It is late"])
@example("The report was heard.", ["the report be noted. The chart be kept"])
@example("The report was heard.", ["so be it", "be.\nthe report be noted"])
@example("The report was heard.", ["be.\nthe report be noted"])
def test_without_a_single_mark_it_is_read_the_same(narrative: str, resolved: list[str]) -> None:
    file = minutes.write(paper_of(narrative, resolved))
    own = intake.own(file)
    assert words_of(intake.read(hands.unmarked(file), record=own)) == words_of(own)


@settled
@given(SPELLINGS)
def test_one_spelling_stands_for_all(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@settled
@given(st.data())
def test_any_edit_to_any_paragraph_is_exactly_that_difference(data: st.DataObject) -> None:
    """Of the words of minutes and clauses; what the record prints besides is told apart in its own test."""
    body = hands.body_of(FILE)
    places = [p for p in body.iter(f"{hands.W}p") if hands.marks_around(p) & {"narrative", "resolution", "summary"}]
    chosen = data.draw(st.integers(0, len(places) - 1))
    word = data.draw(st.text("abcdefgh", min_size=1, max_size=8))

    def type_a_word(body: Any) -> None:
        there = [p for p in body.iter(f"{hands.W}p") if hands.marks_around(p) & {"narrative", "resolution", "summary"}]
        last = there[chosen].findall(f".//{hands.W}t")[-1]
        last.text = f"{(last.text or '').rstrip(' .;,')} {word}z;"

    draft = edited(type_a_word)
    differing = [(ours, theirs) for ours, theirs in zip(OWN.items, draft.items, strict=True) if ours != theirs]
    assert len(differing) == 1
    ((ours, theirs),) = differing
    texts = [
        (ours.narrative, theirs.narrative),
        *zip(*([c.text for c in each.clauses] for each in (ours, theirs)), strict=True),
    ]
    changed = [(before, after) for before, after in texts if before != after]
    assert len(changed) == 1
    assert f"{word}z" in changed[0][1]
    assert not draft.loose


# What programs do to it


@pytest.mark.parametrize(
    "saved",
    [
        pytest.param(hands.with_runs_split, id="runs split"),
        pytest.param(hands.with_styles_renamed, id="styles in another language"),
        pytest.param(hands.unmarked, id="all marks lost"),
        pytest.param(lambda file: hands.with_runs_split(hands.unmarked(file)), id="marks lost and runs split"),
        pytest.param(lambda file: hands.with_styles_renamed(hands.unmarked(file)), id="marks lost and styles renamed"),
    ],
)
def test_whatever_program_saved_it_says_the_same(saved: Any) -> None:
    draft = read(saved(FILE))
    assert words_of(draft) == words_of(OWN)
    assert (draft.loose, draft.around, draft.doubts) == ((), OWN.around, ())


def test_libreoffice_saves_it_and_it_says_the_same(tmp_path: Path) -> None:
    soffice, file = needs.soffice(), tmp_path / "minutes.docx"
    file.write_bytes(FILE)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(tmp_path / "out"),
    ]
    subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=180)
    draft = read((tmp_path / "out" / "minutes.docx").read_bytes())
    assert words_of(draft) == words_of(OWN)
    assert (draft.made_from, draft.loose, draft.around, draft.running) == (
        OWN.made_from,
        (),
        OWN.around,
        OWN.running,
    )
    assert [each.summary for each in draft.items] == [each.summary for each in OWN.items]


def test_marks_with_ids_of_another_program_are_passed_over() -> None:
    def rename(body: Any) -> None:
        for number, tag in enumerate(body.iter(f"{hands.W}tag", f"{hands.W}docPartGallery")):
            tag.set(f"{hands.W}val", f"goog_rdk_{number}")

    assert words_of(edited(rename)) == words_of(OWN)


def test_a_list_that_was_turned_to_text_is_still_a_list() -> None:
    def flatten(body: Any) -> None:
        for place, beginning in enumerate(("timetables", "what passengers")):
            point = hands.paragraph(body, beginning)
            point.remove(point.find(f"{hands.W}pPr"))
            point.find(f".//{hands.W}t").text = f"{'•·'[place]}\t{hands.said(point)}"

    assert item(edited(flatten), 102).narrative == item(OWN, 102).narrative


def test_letters_that_were_typed_are_taken_off() -> None:
    def flatten(body: Any) -> None:
        for place, beginning in enumerate(("figures for", "the report of", "the pressure", "performance")):
            clause = hands.paragraph(body, beginning)
            clause.remove(clause.find(f"{hands.W}pPr"))
            clause.find(f".//{hands.W}t").text = f"({letter(place + 1)})\t{hands.said(clause)}"

    assert item(edited(flatten), 102).clauses == item(OWN, 102).clauses
