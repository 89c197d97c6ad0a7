"""One item of a draft agenda: who may change it, changed as a whole, and never over somebody else's words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain.vocabulary import Capacity
from scrutiny.models.agenda import ItemLead
from tests.browser import Browser
from tests.chamber import AWKWARD
from tests.web.desk_forms import filled_in, form_of
from tests.web.drafting import AGENDA, sent, titles
from tests.web.one_item import as_kept, leads, told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.usefixtures("everybody")

# Who may


def test_signed_out_it_leads_to_signing_in(reader: Browser, carers: str) -> None:
    assert reader.get(carers).location == f"/sign-in?next={carers}"


@pytest.mark.parametrize("name", ["Mara Member", "Clara Chair", "Hugo Clerk", "Otto Outsider", "Adam Administrator"])
def test_only_who_drafts_this_committees_agendas_may(app: Flask, session: Session, carers: str, name: str) -> None:
    browser = signed_in(app, name)
    seal = form_of(browser.read("/committees"), "/sign-out")
    for address in (carers, f"{carers}/move", f"{carers}/remove", f"{carers}/withdraw"):
        assert browser.post(address, data=seal | {"title": "Mine", "way": "up"}).status_code == 403
    assert browser.get(carers).status_code == 403
    assert titles(session) == ["Apologies", "Buses", "Carers"]


def test_an_item_that_is_not_there_is_not_found(olga: Browser) -> None:
    assert [olga.get("/items/999").status_code, olga.get("/items/0").status_code] == [404, 404]


# Changed


def test_all_of_an_item_is_changed_at_once(olga: Browser, session: Session, carers: str) -> None:
    answer = sent(
        olga,
        carers,
        title=" Young\tcarers ",
        leads="Cabinet Member: Jo Reed\nLead Officers: Ivy Lane; Kit Vale",
        report_recommendations="receive the report\nnote the risks",
        minutes_wanted="45",
        papers_due="20/01/2022",
    )
    assert answer.location == f"{AGENDA}#item-{carers.rpartition('/')[2]}"
    item = as_kept(session, carers)
    assert (item.title, item.minutes_wanted, item.papers_due) == ("Young carers", 45, date(2022, 1, 20))
    assert item.report_recommendations == "receive the report\nnote the risks"
    assert leads(session, carers) == [
        ("Cabinet Member", "Jo Reed", Capacity.CABINET_MEMBER),
        ("Lead Officers", "Ivy Lane", Capacity.LEAD_OFFICER),
        ("Lead Officers", "Kit Vale", Capacity.LEAD_OFFICER),
    ]
    row = olga.read(AGENDA).texts(f"//li[@id='item-{item.id}']")[0]
    for words in ("Cabinet Member: Jo Reed", "receive the report; note the risks", "for 45 minutes", "20 January 2022"):
        assert words in row


def test_sent_as_it_stands_nothing_is_changed(olga: Browser, session: Session, carers: str) -> None:
    (before,) = session.scalars(select(ItemLead.id)).all()[-1:]
    assert sent(olga, carers).status_code == 303
    assert session.scalars(select(ItemLead.id)).all()[-1] == before
    assert leads(session, carers) == [("Lead Officer", "Ivy Lane", Capacity.LEAD_OFFICER)]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param({"title": " "}, {"title": "Enter the title"}, id="no title"),
        pytest.param(
            {"leads": "Ivy Lane"},
            {"leads": "Line 1 does not say in what capacity. Write it like “Lead Officer: Ivy Lane”."},
            id="a name without a capacity",
        ),
        pytest.param(
            {"minutes_wanted": "an hour"},
            {"minutes_wanted": "Minutes wanted must be a whole number from 0 to 600"},
            id="an hour in words",
        ),
        pytest.param(
            {"papers_due": "30/02/2022"}, {"papers_due": "Enter a real date, like 30/11/2021"}, id="a day that is none"
        ),
        pytest.param(
            {"heard": "exempt"},
            {
                "paragraphs": "Choose the paragraph that makes the item exempt",
                "public_title": "Enter the title that the public reads",
            },
            id="exempt and nothing more",
        ),
        pytest.param(
            {"heard": "restricted", "paragraphs": ["99"], "public_title": "A matter"},
            {"paragraphs": "Choose from the list: something you chose is not on it any more"},
            id="a paragraph that is none",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_is_kept(
    olga: Browser, session: Session, carers: str, typed: dict[str, Any], says: dict[str, str]
) -> None:
    page = olga.sent(carers, filled_in(olga, carers, carers, {"report_recommendations": "Kept\nwords"} | typed), 422)
    assert told(page) == says
    assert page.all("//textarea[@name='report_recommendations']")[0].text.strip() == "Kept\nwords"
    assert as_kept(session, carers).report_recommendations == ""


def test_long_and_awkward_text_is_kept_and_shown_as_text(olga: Browser, session: Session, carers: str) -> None:
    long = "Members are asked to note “this”.\n" * 6000
    sent(olga, carers, title=AWKWARD, report_recommendations=long)
    assert (as_kept(session, carers).title, as_kept(session, carers).report_recommendations) == (AWKWARD, long)
    assert AWKWARD in olga.read(AGENDA).text


# Two at once


def test_the_second_of_two_editors_sees_what_the_first_wrote_and_nothing_is_overwritten(
    app: Flask, olga: Browser, session: Session, carers: str
) -> None:
    mine = filled_in(olga, carers, carers, {"title": "Young carers", "minutes_wanted": "30"})
    cleo = signed_in(app, "Cleo Clerk")
    sent(cleo, carers, title="Carers of all ages", leads="Lead Officer: Kit Vale")
    page = olga.sent(carers, mine, 409)
    assert page.texts("//div[@role='alert']//dd") == ["Carers of all ages", "Lead Officer: Kit Vale", "Nothing"]
    assert page.all("//input[@id='title']/@value") == ["Young carers"]
    assert as_kept(session, carers).title == "Carers of all ages"
    again = form_of(page, carers) | {"leads": "Lead Officer: Kit Vale"}
    assert olga.post(carers, data=again).status_code == 303
    assert (as_kept(session, carers).title, leads(session, carers)[0][1]) == ("Young carers", "Kit Vale")
