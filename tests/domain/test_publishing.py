"""What is missing before an agenda can be published, and what of it stops the agenda from going out."""

from __future__ import annotations

from datetime import date

import pytest

from scrutiny.domain.publishing import Draft, DraftItem, Missing, missing, require_nothing_stops
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import ItemKind, ItemOutcome

REPORT = DraftItem(1, "Annual report")
EXEMPT = DraftItem(2, "A placement", exempt=True, paragraphs=True, public_title=True)
EXCLUSION = DraftItem(3, "Exclusion of the public", kind=ItemKind.EXCLUSION, led=False)
WITH_EXEMPT_PAPER = DraftItem(4, "Costs", exempt_paper=True)
DISCUSSED = (
    "“Costs” is open to the public, and has an exempt paper. "
    "Before that is discussed, the public has to be excluded by a resolution (LGA 1972 s.100A(4))."
)
NO_EXCLUSION = "There is exempt business, and no item to resolve that the public be excluded."


def draft(*items: DraftItem, venue: str = "Oak Room", unconfirmed: date | None = None, uncounted: str = "") -> Draft:
    return Draft(venue=venue, items=items, unconfirmed=unconfirmed, uncounted=uncounted)


@pytest.mark.parametrize(
    ("of", "stops", "warns"),
    [
        pytest.param(draft(REPORT), [], [], id="nothing is missing"),
        pytest.param(draft(), ["There are no items. Roll forward, or add an item."], [], id="an empty agenda"),
        pytest.param(
            draft(REPORT, venue="  "),
            ["The meeting has no place. Say where it is held, under “Move or cancel”."],
            [],
            id="no venue",
        ),
        pytest.param(
            draft(REPORT, uncounted="The calendar of closed days does not cover 2030."),
            ["The calendar of closed days does not cover 2030."],
            [],
            id="holidays not loaded, so notice cannot be counted",
        ),
        pytest.param(
            draft(REPORT, unconfirmed=date(2021, 9, 14)),
            [],
            [
                "The minutes of the meeting held on 14 September 2021 are not on the agenda. "
                "Roll forward to put them there."
            ],
            id="the minutes of the last meeting are on no agenda",
        ),
        pytest.param(
            draft(DraftItem(1, "Annual report", led=False)),
            [],
            ["“Annual report” has no lead officer."],
            id="an item without a lead officer",
        ),
        pytest.param(
            draft(DraftItem(1, "Apologies", kind=ItemKind.APOLOGIES, led=False)),
            [],
            [],
            id="nobody answers for apologies",
        ),
        pytest.param(
            draft(DraftItem(1, "Annual report", awaited=("Appendix 1", "due on 3 June 2021"))),
            [],
            [
                "“Annual report” awaits its report: Appendix 1.",
                "“Annual report” awaits its report: due on 3 June 2021.",
            ],
            id="reports are awaited",
        ),
        pytest.param(
            draft(DraftItem(1, "Annual report", carried=(("Appendix 1", "A comment. A hidden sheet."),))),
            [],
            ["“Appendix 1”, a paper of “Annual report”, carries more than is read on it. A comment. A hidden sheet."],
            id="a paper that tells of more than is read on it",
        ),
        pytest.param(draft(REPORT, EXCLUSION, EXEMPT), [], [], id="exempt business behind the resolution to exclude"),
        pytest.param(draft(REPORT, EXEMPT), [], [NO_EXCLUSION], id="exempt business and no resolution to exclude"),
        pytest.param(
            draft(EXEMPT, EXCLUSION),
            [],
            ["The resolution to exclude the public comes after exempt business. Move it before."],
            id="the resolution to exclude comes too late",
        ),
        pytest.param(
            draft(REPORT, WITH_EXEMPT_PAPER),
            [],
            [f"{DISCUSSED} Put one before the item, or move the item to Part Two."],
            id="an open item with an exempt paper, and no resolution",
        ),
        pytest.param(
            draft(WITH_EXEMPT_PAPER, EXCLUSION, EXEMPT),
            [],
            [f"{DISCUSSED} The one on the agenda comes after the item: move it before, or move the item to Part Two."],
            id="an open item with an exempt paper, before the resolution",
        ),
        pytest.param(draft(EXCLUSION, WITH_EXEMPT_PAPER), [], [], id="an open item with an exempt paper, behind it"),
        pytest.param(
            draft(WITH_EXEMPT_PAPER, EXEMPT),
            [],
            [NO_EXCLUSION, f"{DISCUSSED} Put one before the item, or move the item to Part Two."],
            id="exempt business, and an exempt paper of an open item",
        ),
        pytest.param(
            draft(DraftItem(4, "Costs", exempt_paper=True, outcome=ItemOutcome.WITHDRAWN)),
            [],
            [],
            id="an exempt paper of an item that is not taken",
        ),
        pytest.param(
            draft(EXCLUSION, DraftItem(2, "A placement", exempt=True)),
            [
                "“A placement” is exempt, and no paragraph of Schedule 12A says why. Choose the paragraph.",
                "“A placement” is exempt, and has no title that the public may read. Give it one.",
            ],
            [],
            id="exempt without paragraph or public title",
        ),
        pytest.param(
            draft(REPORT, DraftItem(2, "A placement", outcome=ItemOutcome.WITHDRAWN, led=False, exempt=True)),
            [],
            [],
            id="what was withdrawn lacks nothing",
        ),
    ],
)
def test_what_is_missing_is_said_and_what_stops_is_told_from_what_only_warns(
    of: Draft, stops: list[str], warns: list[str]
) -> None:
    found = missing(of)
    assert [lack.what for lack in found if lack.stops] == stops
    assert [lack.what for lack in found if not lack.stops] == warns


def test_what_stops_comes_first_and_a_lack_of_an_item_leads_to_it() -> None:
    found = missing(draft(DraftItem(7, "Annual report", led=False), venue=""))
    assert [(lack.stops, lack.item_id) for lack in found] == [(True, None), (False, 7)]


def test_an_agenda_with_a_fault_that_stops_is_refused_with_all_such_faults_at_once() -> None:
    with pytest.raises(RuleBroken, match=r"cannot be published yet\. There are no items.* The meeting has no place"):
        require_nothing_stops(draft(venue=""))
    require_nothing_stops(draft(EXEMPT))
    assert missing(draft(EXEMPT)) == (Missing(NO_EXCLUSION, stops=False, excludes=True),)


def test_what_a_resolution_to_exclude_would_mend_is_told_from_what_must_be_moved() -> None:
    would = {of: [lack.excludes for lack in missing(draft(*of))] for of in ((WITH_EXEMPT_PAPER,), (EXEMPT,))}
    assert would == {(WITH_EXEMPT_PAPER,): [True], (EXEMPT,): [True]}
    assert [lack.excludes for lack in missing(draft(EXEMPT, WITH_EXEMPT_PAPER, EXCLUSION))] == [False, False]
