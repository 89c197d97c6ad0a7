"""The papers that the record prints go with the items that await one, and with no other."""

from __future__ import annotations

from typing import Any

import pytest

from scrutiny.domain.files import WORD
from scrutiny.domain.packs import Printed
from scrutiny.domain.vocabulary import Audience, Part
from scrutiny.papers import agenda, pack, packs
from tests.papers.rows import Row, document, item
from tests.papers.test_agenda import facts

MINUTES = Printed("Draft minutes", "f" * 64, 2048, minutes_of=9, items=(1, 2))
EXEMPT = Printed("Minutes", "f" * 64, 2048, exempt=True)
ITEM, SECOND = item(1, "Minutes"), item(2, "Report")
SECRET = item(1, "SECRET", part=Part.TWO, paragraphs="1, 3", public_title="A matter")


def arranged(*documents: Row, audience: Audience = Audience.PUBLIC, first: Row = ITEM) -> agenda.Agenda:
    found: Any = facts(items=[first, SECOND], documents=documents)
    return agenda.of(found, exempt=audience is Audience.MEMBERS, drafts=False)


@pytest.mark.parametrize(
    ("documents", "first", "awaits"),
    [
        pytest.param([], ITEM, True, id="nobody has put one there"),
        pytest.param([document(1, "Minutes", sha256="a" * 64)], ITEM, False, id="somebody sent one"),
        pytest.param([document(1, "Minutes", to_follow=True)], ITEM, False, id="one is to follow"),
        pytest.param([document(1, "Minutes", withdrawn_because="Wrong.")], ITEM, False, id="one was withdrawn again"),
        pytest.param([document(1, "Minutes", supplement=1)], ITEM, True, id="one came with a later supplement"),
        pytest.param([document(1, "SECRET", part=Part.TWO)], ITEM, False, id="one that the reader may not see"),
        pytest.param([], SECRET, False, id="the item itself is withheld"),
        pytest.param([], item(1, "Minutes", supplement=1), False, id="the item came with a supplement"),
    ],
)
def test_an_item_awaits_it_where_nobody_has_put_a_paper(documents: list[Row], first: Row, awaits: bool) -> None:
    line = next(line for line in pack.lines(arranged(*documents, first=first)) if line.item_id == 1)
    assert pack.awaits(line, 0) is awaits


def test_it_stands_under_its_item_as_any_paper_does() -> None:
    made = pack.of(arranged(), audience=Audience.PUBLIC, printed={1: MINUTES})
    first, second = made.items
    (paper,) = first.papers
    assert (paper.title, paper.sha256, paper.media_type, paper.size) == ("Draft minutes", "f" * 64, WORD, 2048)
    assert second.papers == ()
    assert made.agenda.part_one[0].documents == (paper,), "the front sheet names it too"
    assert pack.contents(made).printed == {1: MINUTES}
    assert pack.contents(made).papers == {}


def test_of_an_item_that_is_not_in_the_pack_it_is_not_either() -> None:
    assert pack.of(arranged(), audience=Audience.PUBLIC, supplement=1, printed={1: MINUTES}).printed == {}


def test_one_with_exempt_matter_makes_the_pack_exempt_under_its_items_paragraphs() -> None:
    whole = arranged(audience=Audience.MEMBERS, first=SECRET)
    made = pack.of(whole, audience=Audience.MEMBERS, printed={1: EXEMPT})
    assert made.exempt
    assert [paper.paragraphs for each in made.items for paper in each.papers] == [(1, 3)]


def test_it_is_told_by_its_file_whether_the_pack_is_another() -> None:
    first, same, other = (
        pack.told(pack.of(arranged(), audience=Audience.PUBLIC, printed={1: paper}))
        for paper in (MINUTES, Printed("Draft minutes", "f" * 64, 2048), Printed("Draft minutes", "e" * 64, 2048))
    )
    assert first == same != other


def test_what_is_inside_is_listed_with_what_is_to_be_said_of_it() -> None:
    papers = [
        document(2, "Report", id=1, sha256="a" * 64),
        document(2, "Data", id=2, to_follow=True),
        document(2, "Costs", id=3, part=Part.TWO, sha256="b" * 64),
    ]
    members = pack.of(arranged(*papers, audience=Audience.MEMBERS), audience=Audience.MEMBERS, printed={1: MINUTES})
    assert [(each.item, each.title, each.notes) for each in packs.inside(members)] == [
        ("1", "Draft minutes", ("from the record",)),
        ("2", "Report", ()),
        ("2", "Data", ("to follow",)),
        ("2", "Costs", ("for members only",)),
    ]
    whole = arranged(audience=Audience.MEMBERS)
    (minutes,) = packs.inside(pack.of(whole, audience=Audience.MEMBERS, printed={1: EXEMPT}))
    assert minutes.notes == ("from the record", "the public’s without what is exempt")
    secret = arranged(audience=Audience.MEMBERS, first=SECRET)
    (minutes,) = packs.inside(pack.of(secret, audience=Audience.MEMBERS, printed={1: EXEMPT}))
    assert minutes.notes == ("from the record", "for members only")


def test_the_public_is_told_of_what_it_may_know_inside() -> None:
    papers = [document(2, "Report", id=1, sha256="a" * 64), document(2, "Costs", id=3, part=Part.TWO)]
    public = pack.of(arranged(*papers), audience=Audience.PUBLIC)
    assert [each.title for each in packs.inside(public)] == ["Report"]
