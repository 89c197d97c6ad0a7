"""Exempt matter and drafts: every address, asked by everybody who may have them and everybody who may not."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import AccountRole, Part
from scrutiny.models.accounts import Account
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee
from scrutiny.models.people import Membership, Person
from scrutiny.operations import accounts
from scrutiny.permissions import Permission
from scrutiny.queries import to_change
from scrutiny.web.gate import anyone, may_see, needs
from tests.browser import Browser, said
from tests.chamber import Chamber
from tests.web.signing_in import TODAY, WoundClock, sign_in, signed_in

WITHHELD = "SECRET"
MEMBERS = ["Cleo Clerk", "Olga Officer", "Clara Chair", "Mara Member"]
OUTSIDERS = ["", "Otto Outsider", "Hugo Clerk", "Adam Administrator", "Fern Former", "Lena Leaving"]
DRAFTERS = ["Cleo Clerk", "Olga Officer", "Clara Chair"]


@pytest.fixture
def scene(clock: WoundClock, everybody: Chamber) -> Chamber:
    assert clock
    return everybody


@pytest.fixture
def somebody(app: Flask, scene: Chamber, asker: str) -> Browser:
    assert scene
    return signed_in(app, asker) if asker else Browser(app)


def addresses(app: Flask, scene: Chamber) -> list[str]:
    """Every address that is answered to a GET, for every committee, meeting and small number."""
    values = {
        "code": ["SOS", "HCS"],
        "kind": ["pdf"],
        "paper": ["minutes"],
        "on": [str(scene.held.on), str(scene.next.on), str(scene.draft.on)],
        "meeting_id": [
            meeting.id for meeting in (scene.held, scene.next, scene.draft, scene.cancelled, scene.briefing)
        ],
    }
    found = []
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()):
            continue
        spellings = [rule.rule]
        for name in rule.arguments:
            part = next(piece for piece in rule.rule.split("<") if piece.split(">")[0].split(":")[-1] == name)
            marked = f"<{part.split('>')[0]}>"
            known = values.get(name, range(1, 8))
            spellings = [spelling.replace(marked, str(value)) for spelling in spellings for value in known]
        found += spellings
    return [*found, f"/search?q={WITHHELD.lower()}", "/search?q=placement"]


@pytest.mark.parametrize("asker", OUTSIDERS, ids=lambda name: name or "the public")
def test_whoever_is_not_of_the_committee_sees_nothing_withheld_anywhere(
    app: Flask, scene: Chamber, somebody: Browser, asker: str
) -> None:
    assert asker in OUTSIDERS
    for address in addresses(app, scene):
        answer = somebody.get(address)
        assert answer.status_code < 500, address
        assert WITHHELD not in said(answer), address


@pytest.mark.parametrize("asker", MEMBERS)
def test_officers_clerks_and_todays_members_see_the_exempt_matter_of_their_committee(
    scene: Chamber, somebody: Browser, asker: str
) -> None:
    held = f"/meetings/{scene.held.id}"
    for address in (
        f"/meetings/{scene.next.id}",
        held,
        f"{held}/minutes",
        f"{held}/minutes.docx",
        f"{held}/agenda.docx",
    ):
        answer = somebody.get(address)
        assert answer.status_code == 200
        assert WITHHELD in said(answer), address
        assert answer.headers["Cache-Control"] == "private, no-store"
    draft = said(somebody.get(f"/meetings/{scene.draft.id}"))
    assert (WITHHELD in draft) is (asker in DRAFTERS), "a draft is for those who make it"


def test_the_public_asked_after_a_clerk_is_answered_as_if_there_were_none(app: Flask, scene: Chamber) -> None:
    asked = addresses(app, scene)
    clerk, public = signed_in(app, "Cleo Clerk"), Browser(app)
    shared: dict[str, TestResponse] = {}
    for address in asked:
        answer = clerk.get(address)
        if "private" not in answer.headers.get("Cache-Control", ""):
            shared[address] = answer
    assert {address for address in shared if not address.startswith("/theme/")} == set()
    for address in asked:
        assert WITHHELD not in said(public.get(address)), address


def test_an_item_made_exempt_is_gone_at_once_and_an_old_copy_is_not_confirmed(
    app: Flask, scene: Chamber, session: Session, author: Author
) -> None:
    public, address = Browser(app), f"/meetings/{scene.held.id}/minutes"
    first = public.get(address)
    assert "risen by 63%" in first.text
    unchanged = {"If-None-Match": first.headers["ETag"]}
    assert public.get(address, headers=unchanged).status_code == 304
    with writing(session, author):
        item = session.scalars(select(AgendaItem).where(AgendaItem.title.startswith("Adult Safeguarding"))).one()
        item.part, item.paragraphs, item.public_title = Part.TWO, "1", "A matter about an individual"
    again = public.get(address, headers=unchanged)
    assert again.status_code == 200
    assert "risen by 63%" not in again.text
    assert "risen by 63%" in signed_in(app, "Mara Member").get(address).text


def test_a_member_who_leaves_while_signed_in_has_seen_the_last_of_it(
    app: Flask, scene: Chamber, session: Session, author: Author
) -> None:
    member, address = signed_in(app, "Mara Member"), f"/meetings/{scene.held.id}/minutes"
    assert WITHHELD in member.get(address).text
    with writing(session, author):
        seat = session.scalars(select(Membership).join(Person).where(Person.name == "Mara Member")).one()
        seat.to = TODAY
    answer = member.get(address)
    assert WITHHELD not in answer.text
    assert "Mara Member" in answer.text, "still signed in, and one of the public"


def test_a_role_taken_away_while_signed_in_counts_at_the_next_page(
    app: Flask, scene: Chamber, session: Session, author: Author
) -> None:
    clerk, address = signed_in(app, "Cleo Clerk"), f"/meetings/{scene.held.id}/minutes"
    assert WITHHELD in clerk.get(address).text
    with writing(session, author):
        account = session.scalars(select(Account).where(Account.name == "Cleo Clerk")).one()
        accounts.take_role(session, account, AccountRole.CLERK, committee="SOS", on=TODAY)
    assert WITHHELD not in clerk.get(address).text


def test_a_session_left_idle_is_shown_what_the_public_is(app: Flask, scene: Chamber, clock: WoundClock) -> None:
    clerk, address = signed_in(app, "Cleo Clerk"), f"/meetings/{scene.held.id}/minutes.docx"
    assert WITHHELD in said(clerk.get(address))
    clock.wind(minutes=61)
    assert WITHHELD not in said(clerk.get(address))


# A page that asks for a right


@pytest.fixture
def desk(alone: bool, app: Flask, scene: Chamber) -> str:
    """A page for those who see drafts of the committee in its address, and one that tells what is seen of all."""
    assert scene
    assert alone

    @needs(Permission.SEE_DRAFTS, committee=to_change.committee)
    def show(committee: Committee) -> ResponseReturnValue:
        return f"the desk of {committee.code}"

    @anyone
    def of_all() -> ResponseReturnValue:
        return str(may_see(Permission.SEE_EXEMPT, None))

    app.add_url_rule("/desk/<code:code>", "a_desk", show, methods=["GET", "POST"])
    app.add_url_rule("/of-all", "of_all", of_all)
    return "/desk"


def test_signed_out_from_a_private_page_leads_to_signing_in_and_back(app: Flask, desk: str) -> None:
    browser = Browser(app)
    answer = browser.get(f"{desk}/SOS?part=2")
    assert answer.status_code == 302
    assert answer.location == "/sign-in?next=/desk/SOS?part%3D2"
    back = sign_in(browser, "cleo.clerk@example.org", back="/desk/SOS?part%3D2")
    assert back.location == "/desk/SOS?part=2"
    page = browser.get(back.location)
    assert (page.text, page.headers["Cache-Control"]) == ("the desk of SOS", "private, no-store")


@pytest.mark.parametrize("asker", [name for name in MEMBERS + OUTSIDERS if name and name not in DRAFTERS])
def test_without_the_right_on_that_committee_it_is_refused(desk: str, somebody: Browser, asker: str) -> None:
    assert asker
    answer = somebody.get(f"{desk}/SOS")
    assert answer.status_code == 403
    assert "the desk" not in answer.text


def test_a_clerk_of_one_committee_reaches_nothing_of_another_by_its_number(app: Flask, desk: str) -> None:
    clerk = signed_in(app, "Cleo Clerk")
    assert [clerk.get(f"{desk}/{code}").status_code for code in ("SOS", "HCS", "NONE")] == [200, 403, 404]
    assert clerk.get("/of-all").text == "False", "a clerk of one committee is not one of all"


def test_a_form_of_a_private_page_without_its_proof_changes_nothing(app: Flask, desk: str) -> None:
    assert signed_in(app, "Cleo Clerk").post(f"{desk}/SOS").status_code == 400
