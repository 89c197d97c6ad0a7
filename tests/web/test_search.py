"""Search as a page: what was found and where it is to be read, narrowed and paged, whatever is typed."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from tests import make
from tests.browser import Browser
from tests.chamber import OPEN_PAPER, Chamber


@pytest.mark.usefixtures("filled")
def test_what_is_found_says_its_kind_its_day_and_where_with_the_words_marked(reader: Browser) -> None:
    page = reader.read("/search?q=Referral")
    kinds = page.texts("//ol[contains(@class, 'found')]/li/p[1]")
    assert kinds == [
        "Meeting · 11 January 2022 · Safeguarding Overview and Scrutiny Committee",
        "Action · 14 September 2021 · Safeguarding Overview and Scrutiny Committee",
        "Minutes · 14 September 2021 · Safeguarding Overview and Scrutiny Committee",
    ]
    assert {word.casefold() for word in page.texts("//mark")} == {"referrals"}
    assert page.tree.xpath("//input[@name='q']/@value") == ["Referral"]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("referrals by general practitioners", id="an action"),
        pytest.param("risen", id="a minute"),
        pytest.param("Adult Safeguarding Transformation Ivy", id="an item"),
        pytest.param("Cabinet fund posts", id="a recommendation"),
        pytest.param("Missing children", id="a topic and its entry"),
        pytest.param("snow", id="what is said of nothing"),
        pytest.param("Health Care", id="a committee"),
        pytest.param("Marsh", id="a person"),
    ],
)
def test_every_result_leads_to_a_page_that_is_there(reader: Browser, typed: str) -> None:
    page = reader.read(f"/search?q={quote(typed)}")
    links = [str(link) for link in page.tree.xpath("//ol[contains(@class, 'found')]/li/a/@href")]
    assert bool(links) == (typed != "snow")
    for link in links:
        found = reader.read(link.partition("#")[0])
        fragment = link.partition("#")[2]
        assert not fragment or found.all(f"//*[@id='{fragment}']")


@pytest.mark.usefixtures("filled")
def test_a_paper_is_found_by_its_own_words_and_the_result_leads_to_it(reader: Browser) -> None:
    page = reader.read("/search?q=transformation+under+way")
    (link,) = page.all("//ol[contains(@class, 'found')]/li/a/@href")
    assert reader.get(link).data == OPEN_PAPER
    assert {word.casefold() for word in page.texts("//mark")} == {"transformation", "under", "way"}


@pytest.mark.usefixtures("filled")
def test_a_search_is_narrowed_by_kind_and_committee(reader: Browser) -> None:
    kinds = reader.read("/search?q=referrals&kind=action").texts("//ol[contains(@class, 'found')]/li/p[1]")
    assert len(kinds) == 1
    assert kinds[0].startswith("Action")
    assert "Nothing found" in reader.read("/search?q=referrals&committee=HCS").text
    assert "every kind and all committees" in reader.read("/search?q=referrals&committee=HCS").text


def test_older_results_are_on_a_page_of_their_own(
    reader: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    with writing(session, author):
        for number in range(30):
            make.action(session, filled.committee, f"Buy quinces, lot {number}")
    seen: list[str] = []
    address: str | None = "/search?q=quinces&committee=SOS"
    while address:
        page = reader.read(address)
        seen += page.texts("//ol[contains(@class, 'found')]/li/p[2]")
        address = next(iter(page.tree.xpath("//a[@rel='next']/@href")), None)
    assert len(seen) == len(set(seen)) == 30


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    "typed",
    [
        pytest.param('"', id="a quotation mark"),
        pytest.param("NEAR(", id="an operator that is not closed"),
        pytest.param("*", id="a star"),
        pytest.param("-", id="a minus"),
        pytest.param("title: care", id="a column"),
        pytest.param("AND OR NOT", id="operators alone"),
        pytest.param("a " * 5000, id="ten thousand characters"),
        pytest.param("the of and", id="only common words"),
        pytest.param("%' OR 1=1 --", id="SQL"),
        pytest.param("& | ! :* <->", id="the other database's operators"),
        pytest.param("<script>alert(1)</script>", id="script"),
        pytest.param("\x00care", id="null"),
        pytest.param("\u202ecare", id="letters turned round"),
        pytest.param("{{ 7 * 7 }}", id="a template"),
    ],
)
def test_whatever_is_typed_gives_a_plain_page(reader: Browser, typed: str) -> None:
    page = reader.read(f"/search?q={quote(typed)}")
    assert page.heading == "Search"
    assert not page.all("//main//script")
