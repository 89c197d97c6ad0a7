"""What is overdue in all the committees of the one who asks, as far as they may see it."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import ActionState, Part
from scrutiny.models.committees import Committee
from scrutiny.models.minutes import Vote
from scrutiny.models.people import Person
from tests import make
from tests.browser import Browser, Page, said
from tests.chamber import Chamber
from tests.web.signing_in import signed_in

PAGE = "/follow-up"
LATE = date(2021, 11, 1)

pytestmark = pytest.mark.usefixtures("everybody")


@pytest.fixture(autouse=True)
def record(session: Session, author: Author, filled: Chamber) -> None:
    """Beside the chamber's late action, one of another committee, an exempt one of each, and a councillor's."""
    with writing(session, author):
        other = session.scalars(select(Committee).where(Committee.code == "HCS")).one()
        make.action(session, other, "Count the beds", due=LATE, owner="Zoe Pike")
        make.action(session, other, "SECRET beds", due=LATE, part=Part.TWO)
        ada = session.scalars(select(Person).where(Person.name == "Ada Marsh")).one()
        make.action(session, filled.committee, "Write to the Minister", owner="Ada Marsh", owner_id=ada.id, due=LATE)
        make.action(session, filled.committee, "All sent", state=ActionState.COMPLETE, due=LATE)
        project = make.item(session, filled.held, "Bus passes")
        session.add(Vote(item_id=project.id, motion="That passes be free", moved_by="Ada Marsh"))
        make.action(session, filled.committee, "Make passes free", item_id=project.id, owner="Ivy Lane", due=LATE)


def shown(page: Page) -> list[str]:
    return [str(text) for text in page.tree.xpath("//tr[starts-with(@id, 'action')]/td[1]/text()")]


OWN = ["SECRET action", "Send comparative data on referrals by general practitioners"]
LATER = ["Write to the Minister", "Make passes free"]


def test_signed_out_it_leads_to_signing_in(reader: Browser) -> None:
    for address in (PAGE, f"{PAGE}.csv", f"{PAGE}.docx"):
        assert reader.get(address).location == f"/sign-in?next={address}"


@pytest.mark.parametrize(
    ("name", "query", "texts"),
    [
        pytest.param("Cleo Clerk", "", [*OWN, *LATER], id="a clerk: the own committee, exempt matter too"),
        pytest.param("Mara Member", "", [*OWN, *LATER], id="a member: the same"),
        pytest.param("Hugo Clerk", "", ["Count the beds", "SECRET beds"], id="another committee's clerk: that one"),
        pytest.param(
            "Cleo Clerk",
            "?committee=all",
            ["Count the beds", *OWN, *LATER],
            id="all committees, of the others what the public may see",
        ),
        pytest.param("Cleo Clerk", "?committee=HCS", ["Count the beds"], id="another one committee"),
        pytest.param(
            "Adam Administrator",
            "",
            ["Count the beds", OWN[1], *LATER],
            id="an administrator: all committees, nothing exempt",
        ),
        pytest.param("Cleo Clerk", "?owner=Ivy+Lane", [OWN[1], "Make passes free"], id="what one person owns"),
        pytest.param("Cleo Clerk", "?person=1", LATER, id="what a councillor owns or moved"),
        pytest.param("Cleo Clerk", "?shown=complete", ["All sent"], id="what awaits the committee"),
        pytest.param(
            "Cleo Clerk",
            "?sort=owner",
            ["SECRET action", "Write to the Minister", OWN[1], "Make passes free"],
            id="by owner, those of nobody first",
        ),
        pytest.param("Cleo Clerk", "?shown=closed", [], id="nothing"),
    ],
)
def test_it_shows_what_the_one_who_asks_may_see(app: Flask, name: str, query: str, texts: list[str]) -> None:
    page = signed_in(app, name).read(PAGE + query)
    assert shown(page) == texts
    assert ("There is nothing to show." in page.text) == (not texts)


@pytest.mark.parametrize("query", ["?committee=NONE", "?shown=some", "?sort=colour", "?person=x"])
def test_what_names_nothing_is_not_found(app: Flask, query: str) -> None:
    assert signed_in(app, "Cleo Clerk").get(PAGE + query).status_code == 404


def test_only_who_keeps_a_tracker_is_led_to_its_steps(app: Flask) -> None:
    assert "/actions/1" in signed_in(app, "Cleo Clerk").read(PAGE).links()
    assert "/actions/1" not in signed_in(app, "Mara Member").read(PAGE).links()


def test_what_the_public_does_not_see_says_so_on_the_page_and_in_word(app: Flask) -> None:
    officer = signed_in(app, "Olga Officer")
    rows = officer.read(f"{PAGE}?committee=all").all("//tr[starts-with(@id, 'action')]")
    marked = ["Exempt" in row.xpath("string(th)") for row in rows]
    assert marked == ["SECRET" in row.xpath("string(td[1])") for row in rows]
    assert any(marked)
    for name, expected in (("Olga Officer", True), ("Adam Administrator", False)):
        with zipfile.ZipFile(io.BytesIO(signed_in(app, name).get(f"{PAGE}.docx?committee=all").data)) as parts:
            assert ("NOT FOR PUBLICATION" in parts.read("word/header-first.xml").decode()) is expected


def test_the_files_hold_just_what_is_shown(app: Flask) -> None:
    browser = signed_in(app, "Cleo Clerk")
    page = browser.read(f"{PAGE}?committee=all&owner=Zoe+Pike")
    for ending in ("csv", "docx"):
        (address,) = [link for link in page.links() if link.startswith(f"{PAGE}.{ending}")]
        answer = browser.get(address)
        assert "private" in answer.headers["Cache-Control"]
        whole = said(answer)
        assert "Count the beds" in whole
        assert "SECRET" not in whole
        assert "Send comparative data" not in whole
    rows = browser.get(f"{PAGE}.csv?committee=all&owner=Zoe+Pike").text.splitlines()
    assert rows[1].startswith("Health and Care Overview and Scrutiny Committee,Action,")


def test_a_word_document_of_nothing_says_so(app: Flask) -> None:
    answer = signed_in(app, "Cleo Clerk").get(f"{PAGE}.docx?shown=closed")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as parts:
        assert "There is nothing to show." in parts.read("word/document.xml").decode()


def test_a_table_does_not_stop_where_one_reading_of_it_ends(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = signed_in(app, "Cleo Clerk")
    for sort in ("due", "asked", "owner"):
        whole = browser.get(f"/committees/SOS/follow-up.csv?shown=all&sort={sort}").text
        with monkeypatch.context() as patch:
            patch.setattr(sys.modules["scrutiny.web.follow_up"], "MOST_IN_A_FILE", 2)
            pieces = browser.get(f"/committees/SOS/follow-up.csv?shown=all&sort={sort}").text
        assert sorted(pieces.splitlines()) == sorted(whole.splitlines())
        assert whole.count("\n") > 6
