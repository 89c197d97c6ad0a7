"""A reader with the committee's public agenda pack in hand finds every row, date, name and resolution of it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import AccountRole
from scrutiny.intake.record import read
from scrutiny.models.accounts import Account, Grant
from scrutiny.models.closures import CoveredYear
from scrutiny.models.committees import Committee
from scrutiny.models.history import HistoryLine, Revision
from scrutiny.models.people import Person
from scrutiny.opendata.record import write
from scrutiny.operations.passwords import matches
from scrutiny.operations.record import load_demonstration
from scrutiny.operations.record.demonstration import FILE, YEARS
from scrutiny.papers.record import of
from scrutiny.queries import record as queries
from tests import make
from tests.operations.pack_in_hand import ACTIONS, COMMUNITY, MEETINGS, MEMBERS, MINUTES, SECTIONS, WORK_PROGRAMME

PASSWORD = "three plain words"


@pytest.fixture(scope="module")
def pack() -> dict[str, Any]:
    """The demonstration as it is printed, without a database."""
    return json.loads(write(read(FILE.read_bytes()).accept()))


def has(text: str, words: str) -> None:
    missing = [word for word in words.split("; ") if word not in text]
    assert not missing, f"{missing} not in: {text}"


def test_the_ten_members_with_their_roles_and_honours(pack):
    assert [(each["name"], each["honours"], each["role"]) for each in pack["members"]] == MEMBERS


def test_the_eight_meetings_of_the_year_one_of_them_rearranged(pack):
    assert [(each["date"], each["status"], each["rearranged_from"]) for each in pack["meetings"]] == MEETINGS
    assert {each["time"] for each in pack["meetings"]} == {"10:00"}
    assert {each["venue"] for each in pack["meetings"]} == {"Council Chamber or Oak Room, County Buildings"}
    assert [each["sequence"] for each in pack["meetings"]] == [0, 0, 0, 0, 1, 0, 0, 0]


@pytest.mark.parametrize("at", range(len(WORK_PROGRAMME)), ids=[f"{row[0]} {row[1]}" for row in WORK_PROGRAMME])
def test_the_row_of_the_work_programme(at, pack):
    when, title, leads, details, outcome, status = WORK_PROGRAMME[at]
    row = pack["work_programme"][at]
    assert (row["meeting"] or row["planned_on"] or row["when"], row["title"]) == (when, title)
    assert [f"{each['label']}: {each['name']}" for each in row["leads"]] == leads
    assert (row["section"], row["status"], row["year"]) == (SECTIONS[at], status, 2021)
    has(row["details"], details)
    has(row["outcome"], outcome)
    assert bool(row["outcome"]) == bool(outcome)


def test_the_programme_has_no_row_that_the_pack_has_not(pack):
    assert len(pack["work_programme"]) == len(WORK_PROGRAMME) == 28


def september(pack: dict[str, Any]) -> dict[str, Any]:
    return next(each for each in pack["meetings"] if each["date"] == "2021-09-14")


def test_who_was_at_the_meeting_of_14_september_and_who_sent_apologies(pack):
    meeting = september(pack)
    assert meeting["present"] == [
        "Bob Spencer",
        "Gill Burnett",
        "Richard Ford",
        "Peter Kruskonjic",
        "Gillian Pardesi",
        "Kath Perry",
        "Mike Wilcox",
    ]
    assert meeting["apologies"] == ["Janet Eagland", "Jason Jones", "Jill Waring"]
    assert meeting["in_attendance"] == ["Johnny McMahon"]
    printed = {each["name"]: each["role"] for each in meeting["attendance"]}
    assert printed["Gill Burnett"] == "Vice-Chairman (Overview)"
    assert printed["Kath Perry, MBE"] == ""


@pytest.mark.parametrize(("number", "item_number", "title", "resolved", "words"), MINUTES, ids=[m[0] for m in MINUTES])
def test_the_minute_with_every_resolution_and_its_kind(number, item_number, title, resolved, words, pack):
    item = next(each for each in september(pack)["items"] if each["minute_number"] == number)
    assert (item["number"], item["title"], item["part"]) == (item_number, title, 1)
    assert [(each["letter"], each["kind"]) for each in item["resolutions"]] == resolved
    has("\n".join([item["minute"], *(each["text"] for each in item["resolutions"])]), words)


def test_the_minutes_of_3_august_were_confirmed_on_14_september_and_those_wait_to_be(pack):
    by_date = {each["date"]: each for each in pack["meetings"]}
    august, meeting = by_date["2021-08-03"], by_date["2021-09-14"]
    assert (august["minutes_state"], august["confirmed_at"]) == ("confirmed", meeting["id"])
    assert (meeting["minutes_state"], meeting["confirmed_at"]) == ("agreed", None)


def test_the_agenda_of_30_november_waits_for_what_is_rolled_forward_to_it(pack):
    meeting = next(each for each in pack["meetings"] if each["date"] == "2021-11-30")
    assert (meeting["items"], meeting["published_on"]) == ([], None)


@pytest.mark.parametrize("at", range(len(ACTIONS)), ids=[action[0] for action in ACTIONS])
def test_the_request_is_on_the_tracker(at, pack):
    words, asked, owner, status = ACTIONS[at]
    action = pack["actions"][at]
    dates = {each["id"]: each["date"] for each in pack["meetings"]}
    has(action["text"], words)
    assert (dates.get(action["from_meeting"]), action["owner"], action["status"]) == (asked, owner, status)
    assert action["reference"] == f"SOS/2021/{at + 1:03}"
    assert action["from_entry"] is not None


def test_the_comparative_data_is_traced_to_minute_28_a(pack):
    action = pack["actions"][10]
    assert (action["from_minute"], action["from_resolution"], action["due"]) == ("28", 1, None)


def test_a_topic_is_one_row_for_ever_however_often_it_appears(pack):
    rows = {}
    for row in pack["work_programme"]:
        rows.setdefault(row["topic"], []).append(row["meeting"] or row["planned_on"] or row["when"])
    titles = {each["id"]: each["title"] for each in pack["topics"]}
    assert {titles[topic]: when for topic, when in rows.items() if len(when) > 1} == {
        COMMUNITY: ["2021-06-17", "tbc"],
        "Safeguarding Adults on the cusp of care": ["2021-09-14", "2022-02-28"],
        "Sexual Harassment in Schools": ["2021-11-30", "2022-01-14"],
    }
    assert len(titles) == 25


def test_the_resolutions_for_the_programme_are_answered_by_the_february_row(pack):
    asked = {(each["minute"], each["resolution"]) for row in pack["work_programme"] for each in row["asked_by"]}
    assert asked == {("28", 4), ("29", 3)}
    assert [row["meeting"] for row in pack["work_programme"] if row["asked_by"]] == ["2022-02-28"]


def test_the_standing_items_of_every_agenda(pack):
    assert [(each["kind"], each["at_the_end"]) for each in pack["standing_items"]] == [
        ("apologies", False),
        ("declarations", False),
        ("minutes", False),
        ("work_programme", True),
    ]


def test_no_contact_details(pack):
    text = json.dumps(pack)
    assert "@" not in text
    assert not re.search(r"\b0\d{4}[ -]?\d{5,6}\b", text)


def test_loaded_it_reads_the_same_as_the_file(session: Session, author: Author, pack):
    with writing(session, author):
        load_demonstration(session, password=PASSWORD)
    facts = queries.of_committee(session, "SOS")
    assert facts
    loaded = json.loads(write(of(facts, exempt=False)))
    for part in ("committee", "council", "people", "members", "standing_items", "topics", "minute_series"):
        assert loaded[part] == pack[part]
    assert [row["details"] for row in loaded["work_programme"]] == [row["details"] for row in pack["work_programme"]]
    assert [action["text"] for action in loaded["actions"]] == [action["text"] for action in pack["actions"]]


def test_its_four_accounts_share_one_password_and_say_what_they_are(session: Session, author: Author):
    with writing(session, author):
        committee = load_demonstration(session, password=PASSWORD)
    accounts = {account.email: account for account in session.scalars(select(Account))}
    roles = {
        email: (grant.role, grant.committee_id)
        for email, account in accounts.items()
        for grant in session.scalars(select(Grant).where(Grant.account_id == account.id))
    }
    assert roles == {
        "officer@demo.invalid": (AccountRole.OFFICER, committee.id),
        "clerk@demo.invalid": (AccountRole.CLERK, committee.id),
        "councillor@demo.invalid": (AccountRole.COUNCILLOR, committee.id),
        "administrator@demo.invalid": (AccountRole.ADMINISTRATOR, None),
    }
    assert all(account.demonstration and matches(account.password_hash, PASSWORD) for account in accounts.values())
    member = session.get_one(Person, accounts["councillor@demo.invalid"].person_id)
    assert member.name == "Kath Perry"
    assert session.scalar(select(Revision.demonstration)) is True
    assert set(session.scalars(select(CoveredYear.year))) == set(YEARS)


def test_its_password_is_not_told_to_the_history(session: Session, author: Author):
    with writing(session, author):
        load_demonstration(session, password=PASSWORD)
    lines = session.scalars(select(HistoryLine).where(HistoryLine.subject == "accounts")).all()
    assert len(lines) == 4
    assert not any("argon2" in str(line.after) or PASSWORD in str(line.after) for line in lines)


def test_it_is_refused_by_a_database_that_holds_anything(session: Session, author: Author):
    with writing(session, author):
        make.council(session)
    with (
        pytest.raises(RuleBroken, match="The database holds something already, and the demonstration"),
        writing(session, author),
    ):
        load_demonstration(session, password=PASSWORD)
    assert session.scalar(select(func.count()).select_from(Committee)) == 0
    assert session.scalar(select(Revision.demonstration)) is False
