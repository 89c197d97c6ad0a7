"""Minutes that come back from Word: read as they were written, whatever program saved them and whatever was edited."""

from __future__ import annotations

import subprocess
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrutiny.domain.merging.drafts import Draft, DraftClause, DraftItem
from scrutiny.domain.merging.marks import Mark, Place
from scrutiny.domain.numbering import letter
from scrutiny.domain.rules import RuleBroken
from scrutiny.intake import minutes as intake
from scrutiny.papers.markdown import normal
from scrutiny.papers.minutes import Minute, Minutes
from scrutiny.papers.resolution import bare
from scrutiny.word import minutes
from tests import needs
from tests.word import hands, samples

settled = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def numbered(paper: Minutes) -> Minutes:
    """The sample with the ids that a record would give: items from 100, resolutions from ten times that."""

    def told(record: tuple[Minute, ...], start: int) -> tuple[Minute, ...]:
        return tuple(
            replace(
                each,
                item_id=number,
                clauses=tuple(replace(clause, id=number * 10 + place) for place, clause in enumerate(each.clauses)),
            )
            for number, each in enumerate(record, start)
        )

    return replace(paper, part_one=told(paper.part_one, 100), part_two=told(paper.part_two, 200))


PAPER = numbered(samples.minutes())
FILE = minutes.write(PAPER)
OWN = intake.own(FILE)


def read(file: bytes) -> Draft:
    return intake.read(file, record=OWN)


def edited(change: Any) -> Draft:
    return read(hands.in_body(FILE, change))


def item(draft: Draft, number: int) -> DraftItem:
    (found,) = [each for each in draft.items if each.item_id == number]
    return found


def words_of(draft: Draft) -> list[Any]:
    """What the items say, ids of clauses left out: a program may lose them."""
    return [
        (each.item_id, each.title, each.narrative, [clause.text for clause in each.clauses], each.printed)
        for each in draft.items
    ]


def others_untouched(draft: Draft, *changed: int) -> bool:
    return [each for each in draft.items if each.item_id not in changed] == [
        each for each in OWN.items if each.item_id not in changed
    ]


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
def test_written_and_read_back_nothing_differs(narrative: str, resolved: list[str]) -> None:
    file = minutes.write(paper_of(narrative, resolved))
    own = intake.own(file)
    assert own.items[0].narrative == normal(narrative)
    assert [clause.text for clause in own.items[0].clauses] == [bare(text) for text in resolved]
    assert intake.read(file, record=own) == own


@settled
@given(SPELLINGS.filter(lambda text: bool(normal(text))), CLAUSES)
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


# What clerks do to it


def test_a_paragraph_typed_under_a_minute_is_of_it() -> None:
    draft = edited(lambda body: hands.paragraph(body, "There were none").addnext(hands.new_paragraph("Then one.")))
    assert item(draft, 100).narrative == "There were none at this meeting.\n\nThen one."
    assert others_untouched(draft, 100)


def test_bold_italic_and_links_are_read() -> None:
    def add(body: Any) -> None:
        link = '<w:hyperlink w:anchor="x"><w:r><w:t>the report</w:t></w:r></w:hyperlink>'
        hands.paragraph(body, "There were none").addnext(
            hands.element(
                "<w:p><w:r><w:t>See </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>at once </w:t></w:r>"
                f'{link}<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve"> of *old*</w:t></w:r></w:p>'
            )
        )

    assert item(edited(add), 100).narrative.endswith("See **at once** the report *of \\*old\\**")


def test_text_between_two_items_is_loose_and_keeps_its_place() -> None:
    def add(body: Any) -> None:
        control = next(c for c in body.iter(f"{hands.W}sdt") if "minute-101" in hands.tag_of(c))
        control.addprevious(hands.new_paragraph("A word of thanks."))
        control.addprevious(hands.new_paragraph("And another."))

    (loose,) = edited(add).loose
    assert (loose.text, loose.item_id) == ("A word of thanks.\n\nAnd another.", 100)
    assert loose.after == "There were none at this meeting."


def test_a_heading_of_no_item_is_loose_with_what_stands_under_it() -> None:
    def add(body: Any) -> None:
        control = next(c for c in body.iter(f"{hands.W}sdt") if "minute-103" in hands.tag_of(c))
        control.addprevious(hands.new_paragraph("28A.\tUrgent business", "Heading2"))
        control.addprevious(hands.new_paragraph("It was raised."))

    draft = edited(add)
    assert [loose.text for loose in draft.loose] == ["28A.\tUrgent business\n\nIt was raised."]
    assert others_untouched(draft)


def test_a_deleted_item_is_not_there() -> None:
    def take_out(body: Any) -> None:
        control = next(c for c in body.iter(f"{hands.W}sdt") if "minute-103" in hands.tag_of(c))
        control.getparent().remove(control)

    draft = edited(take_out)
    assert [each.item_id for each in draft.items] == [100, 101, 102, 104, 200]
    assert draft.loose == ()


def test_what_the_record_prints_and_somebody_changed_is_told() -> None:
    draft = read(
        hands.rewritten(FILE, {"Alan Archer (Vice-Chairman (Overview))": "Alan Archer", "2 for, 3": "3 for, 2"})
    )
    assert [(loose.text, loose.item_id) for loose in draft.loose] == [("Alan Archer", None)]
    assert item(draft, 103).narrative.endswith("3 for, 2 against, 0 abstained.")
    assert set(OWN.around) - set(draft.around) == {"Alan Archer (Vice-Chairman (Overview))"}
    assert len(item(OWN, 103).printed) - len(item(draft, 103).printed) == 1


def test_a_clause_typed_after_the_last_is_new() -> None:
    def add(body: Any) -> None:
        last = hands.paragraph(body, "performance against")
        new = deepcopy(last)
        new.find(f".//{hands.W}t").text = "officers be thanked."
        last.addnext(new)

    assert item(edited(add), 102).clauses[4:] == (DraftClause("officers be thanked", None),)


@pytest.mark.parametrize(
    "lead_in",
    ["RESOLVED –", "Resolved:", "DECIDED", "RECOMMENDED", "Agreed:", "RESOVLED:", "RESOLVED That", "RESOLVED: That:"],
)
def test_a_resolution_is_known_however_it_is_led_in(lead_in: str) -> None:
    draft = read(hands.unmarked(hands.rewritten(FILE, {"RESOLVED:</w:t>": f"{lead_in}</w:t>"})))
    assert item(draft, 101).clauses[0].text.removeprefix("That ").startswith("the minutes of the meeting")
    assert item(draft, 101).narrative == ""


def test_tracked_changes_are_read_as_accepted_and_told() -> None:
    draft = read(hands.tracked(FILE, taken_out="none", put_in="two", within="There were"))
    assert item(draft, 100).narrative == "There were two at this meeting."
    assert [(each.inserted, each.text, each.who, each.where) for each in draft.tracked] == [
        (False, "none", "Ruth Pritchard", "26. Declarations of Interest"),
        (True, "two", "Ruth Pritchard", "26. Declarations of Interest"),
    ]


def test_a_paragraph_whose_end_was_deleted_goes_on_with_the_next() -> None:
    def join(body: Any) -> None:
        first = hands.paragraph(body, "There were none")
        first.addnext(hands.new_paragraph(" Or so it seemed."))
        first.find(f"{hands.W}pPr").append(hands.element('<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'))

    assert item(edited(join), 100).narrative == "There were none at this meeting. Or so it seemed."


def test_comments_are_told_with_what_they_are_of() -> None:
    (comment,) = read(hands.with_comment(FILE, "There were none", "Is that so?")).comments
    assert (comment.who, comment.when[:10], comment.text) == ("Ruth Pritchard", "2021-09-20", "Is that so?")
    assert (comment.about, comment.where) == ("There were none at this meeting.", "26. Declarations of Interest")


def test_a_table_is_read_as_lines_and_doubted() -> None:
    row = (
        "<w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    )
    table = f"<w:tbl>{row.format('Parish', 'Journeys')}{row.format('Ambridge', '12')}</w:tbl>"
    draft = edited(lambda body: hands.paragraph(body, "There were none").addnext(hands.element(table)))
    assert item(draft, 100).narrative.endswith("Parish | Journeys\n\nAmbridge | 12")
    assert draft.doubts[0].startswith("There is a table in 26. Declarations of Interest.")


def test_words_in_boxes_notes_and_fields_are_not_lost() -> None:
    def add(body: Any) -> None:
        box = "<w:pict><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></w:pict>"
        field = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>today</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        new = hands.element(f"<w:p><w:r><w:t>It was </w:t></w:r>{field}<w:r>{box}</w:r></w:p>")
        hands.paragraph(body, "There were none").addnext(new)

    draft = edited(add)
    assert item(draft, 100).narrative.endswith("It was today\n\nIn a box.")
    assert "There is a picture" in draft.doubts[0]


def test_what_is_written_into_a_header_is_loose() -> None:
    def write(_name: str, content: bytes) -> bytes:
        return content.replace("DRAFT – not yet".encode(), "FINAL – not yet".encode())

    assert "FINAL – not yet confirmed" in [each.text for each in read(hands.changed(FILE, write)).loose]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nothing", b"<html>minutes</html>"])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(RuleBroken, match="cannot be read as a Word document"):
        intake.read(content)
