"""The spring: the site is set up, and the year's programme planned."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select

from scrutiny.database import Author, db, writing
from scrutiny.domain.vocabulary import AccountRole, Section
from scrutiny.models.committees import StandingItem
from scrutiny.operations import accounts
from tests.journeys.hand import day
from tests.journeys.year.clerk import Clerk
from tests.journeys.year.record import RECORD, SOS, SPRING, known_topic, leads_of, role_of
from tests.web.signing_in import PASSWORD

EMAIL = "ada.admin@example.org"


def begin(clerk: Clerk) -> None:
    """The first administrator is made at the command line; all else on pages."""
    with clerk.served.app.app_context(), writing(db.session(), Author("Setting up", datetime.now(UTC))) as session:
        accounts.add(
            session,
            email=EMAIL,
            name="Ada Admin",
            password=PASSWORD,
            role=AccountRole.ADMINISTRATOR,
            committee=None,
            on=SPRING,
        )
    clerk.hand.sign_in(EMAIL, PASSWORD)


def set_up(clerk: Clerk) -> None:
    hand = clerk.hand
    hand.go("/committees/new")
    hand.fill(council_name=SOS["council"], name=SOS["name"], code=SOS["code"])
    hand.fill(remit=SOS["remit"], introduction=SOS["introduction"], crime_and_disorder=True)
    hand.fill(usual_venue=SOS["usual_venue"], usual_time=SOS["usual_time"])
    hand.pick("England")
    hand.press("Set up")
    hand.go("/accounts")
    hand.follow("Ada Admin")
    hand.fill(role="Officer", committee=SOS["name"])
    hand.press("Give this role")
    hand.go("/committees/SOS/year?year=2021")
    hand.press("Load the bank holidays")
    _meetings(clerk)
    _members(clerk)
    _standing_items(clerk)


def _meetings(clerk: Clerk) -> None:
    days = [date.fromisoformat(each.get("rearranged_from", each["date"])) for each in RECORD["meetings"]]
    clerk.hand.go("/committees/SOS/year?year=2021")
    clerk.hand.fill(lines="\n".join(day(on) for on in days))
    clerk.hand.press("Check")
    clerk.hand.press("Call 8 meetings")


def _members(clerk: Clerk) -> None:
    for member in RECORD["members"]:
        clerk.hand.go("/committees/SOS/members/new")
        role, title = role_of(member.get("role", ""))
        clerk.hand.fill(person=member["name"], role=role, role_title=title, from_=SPRING)
        clerk.hand.press("Add the member")


def _standing_items(clerk: Clerk) -> None:
    """A new committee has the four that law and custom ask for; this one spells two of them otherwise."""
    with clerk.served.app.app_context():
        there = {title.lower(): id_ for id_, title in db.session.execute(select(StandingItem.id, StandingItem.title))}
        db.session.rollback()
    for wanted in RECORD["standing_items"]:
        clerk.hand.go(f"/standing-items/{there[wanted['title'].lower()]}")
        clerk.hand.fill(title=wanted["title"])
        clerk.hand.press("Save")


def plan(clerk: Clerk) -> None:
    for row in RECORD["work_programme"]:
        clerk.hand.go("/committees/SOS/work-programme/new")
        known = known_topic(row)
        clerk.hand.fill(topic=known or "A new topic", title=row["title"], details=row.get("details", ""))
        clerk.hand.fill(section=Section(row.get("section", "programme")).label, leads=leads_of(row))
        _slot(clerk, row)
        clerk.hand.press("Add to the programme")


def _slot(clerk: Clerk, row: dict[str, Any]) -> None:
    if "meeting" in row:
        on = {"2021-11-30": "2021-11-04"}.get(row["meeting"], row["meeting"])
        clerk.hand.fill(to=day(date.fromisoformat(on)))
    elif "planned_on" in row:
        clerk.hand.fill(to="On another day", day=date.fromisoformat(row["planned_on"]))
    elif row.get("section") == "standing":
        clerk.hand.fill(to="At a time in words, like “July 2022”", words="As it arises")
    else:
        clerk.hand.fill(to="To be confirmed")
