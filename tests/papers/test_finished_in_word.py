"""A file that came back from Word beside the record: what is asked, what is proposed, and what is only told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from scrutiny.domain.merging import Standing
from scrutiny.domain.merging.drafts import NOTHING, Draft, DraftClause, DraftItem, Loose
from scrutiny.domain.merging.marks import Mark, Place, digest
from scrutiny.domain.vocabulary import Part, ResolutionKind
from scrutiny.papers import finished_in_word
from scrutiny.papers.finished_in_word import ComparedItem, FinishedInWord, WordFacts
from tests.papers.rows import Row

NARRATIVE = Mark(Place.NARRATIVE, 5)
CLAUSE = Mark(Place.RESOLUTION, 50)
TITLE = Mark(Place.TITLE, 5)
WRITTEN = {NARRATIVE: "It was *noted*.", CLAUSE: "the report be noted", TITLE: "27\tBuses"}
PRINTED = DraftItem(
    "27", "Buses", 5, "It was *noted*.", (DraftClause("the report be noted", 50),), printed=("A vote.",)
)


def row(**changes: Any) -> Row:
    return Row(
        **{
            "id": 5,
            "number": "4",
            "title": "Buses",
            "part": Part.ONE,
            "restricted": False,
            "narrative": "It was *noted*.",
            "public_summary": "",
        }
        | changes
    )


def compared(
    *items: DraftItem,
    record: Row | None = None,
    resolved: Mapping[int, str] | None = None,
    made_from: Mapping[Mark, str] | None = None,
    lost: tuple[Mark, ...] = (),
    printed: DraftItem | None = PRINTED,
    **file: Any,
) -> FinishedInWord:
    """`made_from` is what the file was made from; of the `lost` the words are not known any more."""
    made = WRITTEN if made_from is None else made_from
    facts = WordFacts(
        items=[record or row()],
        resolutions=[
            Row(id=id_, item_id=5, text=text) for id_, text in (resolved or {50: "the report be noted; and,"}).items()
        ],
        made_from={mark: text for mark, text in made.items() if mark not in lost and mark is not TITLE},
    )
    draft = Draft(items=items, made_from={mark: digest(text) for mark, text in made.items()}, **file)
    return finished_in_word.of(facts, printed=Draft(items=(printed,) if printed else ()), file=draft)


def the_item(found: FinishedInWord) -> ComparedItem:
    (item,) = found.items
    return item


def file_of(**changes: Any) -> DraftItem:
    given = {"narrative": PRINTED.narrative, "clauses": PRINTED.clauses, "printed": PRINTED.printed} | changes
    return DraftItem("27", "Buses", 5, **given)


def test_a_file_that_nobody_touched_asks_nothing() -> None:
    found = compared(file_of())
    assert found.nothing_differs
    assert found.traced
    assert the_item(found).decisions == ()


def test_a_text_that_only_the_file_changed_is_proposed() -> None:
    found = compared(file_of(narrative="It was welcomed."))
    (decision,) = the_item(found).decisions
    assert (decision.key, decision.text.standing, decision.proposed) == ("narrative-5", Standing.THEIRS, "theirs")
    assert not found.nothing_differs


def test_a_text_that_only_the_record_changed_is_kept() -> None:
    (decision,) = the_item(compared(file_of(), record=row(narrative="It was welcomed."))).decisions
    assert (decision.text.standing, decision.proposed) == (Standing.OURS, "ours")


def test_a_minute_that_the_file_has_no_more_is_not_emptied_unasked() -> None:
    (decision,) = the_item(compared(file_of(narrative=""))).decisions
    assert (decision.text.standing, decision.proposed) == (Standing.THEIRS, "")


def test_of_two_that_changed_nothing_is_proposed() -> None:
    (decision,) = the_item(
        compared(file_of(narrative="It was welcomed."), record=row(narrative="It was seen."))
    ).decisions
    assert (decision.text.standing, decision.proposed) == (Standing.BOTH, "")


@pytest.mark.parametrize(
    "file", [{"made_from": {}}, {"lost": (NARRATIVE,)}], ids=["a file that tells nothing", "words not known any more"]
)
def test_without_what_it_was_made_from_nothing_is_proposed(file: dict[str, Any]) -> None:
    (decision,) = the_item(compared(file_of(narrative="It was welcomed."), **file)).decisions
    assert (decision.text.standing, decision.proposed) == (Standing.UNKNOWN, "")


def test_an_item_that_had_no_minute_yet_may_be_written_in_word() -> None:
    facts = WordFacts(items=[row(narrative=None)], resolutions=[], made_from={})
    assert finished_in_word.known(facts, NOTHING) == (DraftItem("4", "Buses", 5),)
    assert finished_in_word.known(facts, Draft(items=(PRINTED,))) == (PRINTED,)
    made_from = {Mark(Place.MEETING, 1): "Minutes"}
    found = compared(
        file_of(printed=()), record=row(narrative=None), made_from=made_from, printed=None, resolved={9: "x"}
    )
    assert the_item(found).body.proposed == "theirs"


def test_an_item_without_a_minute_here_or_there_is_not_told_of() -> None:
    assert compared(record=row(narrative=None), printed=None).items == ()


def test_a_clause_that_was_reworded() -> None:
    found = compared(file_of(clauses=(DraftClause("the report be welcomed", 50),)))
    (decision,) = the_item(found).decisions
    assert (decision.key, decision.resolution_id, decision.reading) == ("resolution-50", 50, None)
    assert (decision.text.ours, decision.proposed) == ("the report be noted", "theirs")


def test_a_new_clause_has_its_kind_suggested() -> None:
    added = DraftClause("a briefing note be circulated to the Committee")
    (decision,) = the_item(compared(file_of(clauses=(*PRINTED.clauses, added)))).decisions
    assert decision.key == "new-5-1"
    assert decision.reading is not None
    assert decision.reading.kind is ResolutionKind.ACTION


def test_a_new_clause_follows_the_one_that_it_follows_in_the_file() -> None:
    new = [DraftClause(text) for text in ("buses run later", "trams go further", "a report come back in May")]
    found = compared(file_of(clauses=(new[0], *PRINTED.clauses, new[1], new[2])))
    assert [(each.key, each.after) for each in the_item(found).decisions] == [
        ("new-5-0", None),
        ("new-5-2", 50),
        ("new-5-3", 50),
    ]


def test_another_order_of_the_clauses_is_told_and_nothing_is_asked() -> None:
    there = {50: "the report be noted", 51: "the bus be seen"}
    made_from = WRITTEN | {Mark(Place.RESOLUTION, 51): there[51]}
    same, other = (
        compared(
            file_of(clauses=tuple(DraftClause(there[id_], id_) for id_ in order)), resolved=there, made_from=made_from
        )
        for order in ((50, 51), (51, 50))
    )
    assert same.nothing_differs
    assert (the_item(other).reordered, other.asks, other.nothing_differs) == (True, False, False)


def test_a_clause_that_went_is_not_struck_out_unasked() -> None:
    (decision,) = the_item(compared(file_of(clauses=()))).decisions
    assert (decision.key, decision.text.removed, decision.proposed) == ("resolution-50", True, "")


def test_a_clause_whose_first_words_are_lost_is_to_be_decided() -> None:
    found = compared(file_of(clauses=(DraftClause("the report be welcomed", 50),)), lost=(CLAUSE,))
    assert the_item(found).decisions[0].text.standing is Standing.UNKNOWN


def test_an_item_that_the_file_has_no_more_is_told_and_left() -> None:
    found = compared()
    assert [item.item_id for item in found.missing] == [5]
    assert found.changed == ()
    assert not found.nothing_differs


def test_a_heading_that_was_changed_in_the_file_is_told() -> None:
    item = DraftItem("27", "Trams", 5, PRINTED.narrative, PRINTED.clauses, printed=PRINTED.printed)
    assert the_item(compared(item)).heading == "27 Trams"


def test_a_heading_that_was_changed_in_the_record_is_not() -> None:
    item = DraftItem("", "Buses", 5, PRINTED.narrative, PRINTED.clauses, printed=PRINTED.printed)
    assert the_item(compared(item, made_from=WRITTEN | {TITLE: "\tBuses"})).heading == ""


def test_lines_that_the_record_prints_and_the_file_has_not_are_told() -> None:
    assert the_item(compared(file_of(printed=()))).unprinted == ("A vote.",)


def test_the_publics_copy_is_compared_with_the_summary() -> None:
    summary = Mark(Place.SUMMARY, 5)
    item = DraftItem("27", "A matter", 5, "A case was seen.", summary=True)
    exempt = row(part=Part.TWO, public_summary="A case was reviewed.")
    found = the_item(compared(item, record=exempt, made_from={summary: "A case was reviewed."}))
    assert found.exempt
    assert [(each.key, each.proposed) for each in found.decisions] == [("summary-5", "theirs")]
    assert (found.heading, found.clauses) == ("", ())


def test_a_public_copy_without_marks_is_known_by_its_words() -> None:
    item = DraftItem("27", "A matter", 5, "A case was reviewed.")
    exempt = row(restricted=True, public_summary="A case was reviewed.")
    found = the_item(compared(item, record=exempt, made_from={}))
    assert (found.summary, found.decisions) == (True, ())


def test_an_item_that_stands_twice_is_placed_by_hand_the_second_time() -> None:
    again = DraftItem("27", "Buses", 5, "More.", (DraftClause("it be seen"),))
    found = compared(file_of(), again, loose=(Loose("Thanks.", 5),))
    assert found.loose == (Loose("Thanks.", 5), Loose("More.\n\nRESOLVED: That it be seen", 5, after="27 Buses"))
    assert compared(file_of(), DraftItem("27", "Buses", 5)).loose == ()


def test_a_clause_typed_into_the_publics_copy_of_a_withheld_minute_is_placed_by_hand() -> None:
    summary = Mark(Place.SUMMARY, 5)
    said = (DraftClause("the review be noted"),)
    item = DraftItem("27", "A matter", 5, "A case was reviewed.", said, summary=True)
    exempt = row(part=Part.TWO, public_summary="A case was reviewed.")
    found = compared(item, record=exempt, made_from={summary: "A case was reviewed."})
    assert [loose.text for loose in found.loose] == ["RESOLVED: That the review be noted"]
