"""What clerks do to minutes in Word: every word of it is read, and what has no place is told apart."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from scrutiny.domain.merging.drafts import DraftClause
from scrutiny.domain.rules import RuleBroken
from scrutiny.intake import minutes as intake
from tests.intake.finished import FILE, OWN, edited, item, others_untouched, read
from tests.word import hands


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


def test_tables_in_tables_are_read_once_each() -> None:
    cell = "<w:p><w:r><w:t>deep</w:t></w:r></w:p>"
    for _ in range(60):
        cell = f"<w:tbl><w:tr><w:tc>{cell}<w:p/></w:tc></w:tr></w:tbl>"
    draft = edited(lambda body: hands.paragraph(body, "There were none").addnext(hands.element(cell)))
    assert item(draft, 100).narrative.count("deep") == 1


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
