"""A year of a committee, from an empty site to a tracker closed: all of it on pages, by hand.

The committee is that of the demonstration. What its record holds is entered as its clerks would have entered it, and on
15 November 2021 the pages must have made the same record.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from sqlalchemy import select

from scrutiny.app import ROOT
from scrutiny.database import Author, db, writing
from scrutiny.domain.vocabulary import AccountRole, ItemOutcome, ResolutionKind, Role, Section
from scrutiny.intake import record as intake
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import StandingItem
from scrutiny.models.follow_up import Action
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Resolution
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.opendata import record as opendata
from scrutiny.operations import accounts
from scrutiny.papers import record as papers
from scrutiny.queries import record as queries
from tests import databases
from tests.journeys.hand import Hand, day
from tests.journeys.serving import Served, serving
from tests.web.signing_in import PASSWORD

RECORD: dict[str, Any] = json.loads((ROOT / "scrutiny" / "demonstration" / "record.json").read_text("utf-8"))
SOS = RECORD["committee"]
SPRING, CALLED, PUBLISHED, HELD, READ = (
    date(2021, 5, 17),
    date(2021, 9, 1),
    date(2021, 9, 3),
    date(2021, 9, 14),
    date(2021, 11, 15),
)
EMAIL = "ada.admin@example.org"


@pytest.fixture(params=["sqlite with script", "postgresql without script"])
def year(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Year]:
    database, _, script = request.param.partition(" ")
    server: databases.SQLite | databases.PostgreSQL = request.getfixturevalue(database)
    with serving(server.fresh(tmp_path), tmp_path) as served:
        context = browser.new_context(java_script_enabled=script == "with script")
        yield Year(served, Hand(context.new_page(), served.url))
        context.close()


def test_a_year_of_the_demonstrations_committee_is_entered_by_hand(year: Year) -> None:
    year.begin()
    year.set_up()
    year.plan()
    for on in (date(2021, 6, 17), date(2021, 7, 6), date(2021, 8, 3)):
        year.meet_before_there_were_minutes(on)
    year.draft_and_publish_september()
    year.meet_in_september()
    year.ask_for_what_was_requested(HELD)
    year.move_november()
    year.keep_the_tracker()
    year.clock(READ)
    made, wanted = told(year.exported()), told(RECORD)
    for part, rows in wanted.items():
        assert made[part] == rows, part
    year.go_on_to_november()


class Year:
    """The steps of the story, each on the pages where it is done."""

    def __init__(self, served: Served, hand: Hand) -> None:
        self.served = served
        self.hand = hand
        self.clock(SPRING)

    def clock(self, on: date) -> None:
        self.served.app.extensions["scrutiny.clock"].as_of = on

    def exported(self) -> dict[str, Any]:
        """The record as `export record` writes it."""
        with self.served.app.app_context():
            facts = queries.of_committee(db.session(), "SOS")
            assert facts
            found: dict[str, Any] = json.loads(opendata.write(papers.of(facts, exempt=True)))
            db.session.rollback()
        return found

    def id_of(self, model: type[Any], **values: Any) -> int:
        """The number in the address of the thing that has these values."""
        with self.served.app.app_context():
            found = db.session.scalars(select(model.id).filter_by(**values).order_by(model.id)).all()
            db.session.rollback()
        assert found, values
        return int(found[0])

    # The spring: the site is set up

    def begin(self) -> None:
        """The first administrator is made at the command line; all else on pages."""
        with self.served.app.app_context(), writing(db.session(), Author("Setting up", datetime.now(UTC))) as session:
            accounts.add(
                session,
                email=EMAIL,
                name="Ada Admin",
                password=PASSWORD,
                role=AccountRole.ADMINISTRATOR,
                committee=None,
                on=SPRING,
            )
        self.hand.sign_in(EMAIL, PASSWORD)

    def set_up(self) -> None:
        hand = self.hand
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
        self._meetings()
        self._members()
        self._standing_items()

    def _meetings(self) -> None:
        days = [date.fromisoformat(each.get("rearranged_from", each["date"])) for each in RECORD["meetings"]]
        self.hand.go("/committees/SOS/year?year=2021")
        self.hand.fill(lines="\n".join(day(on) for on in days))
        self.hand.press("Check")
        self.hand.press("Call 8 meetings")

    def _members(self) -> None:
        for member in RECORD["members"]:
            self.hand.go("/committees/SOS/members/new")
            role, title = _role(member.get("role", ""))
            self.hand.fill(person=member["name"], role=role, role_title=title, from_=date(2021, 5, 17))
            self.hand.press("Add the member")

    def _standing_items(self) -> None:
        """A new committee has the four that law and custom ask for; this one spells two of them otherwise."""
        with self.served.app.app_context():
            there = {
                title.lower(): id_ for id_, title in db.session.execute(select(StandingItem.id, StandingItem.title))
            }
            db.session.rollback()
        for wanted in RECORD["standing_items"]:
            self.hand.go(f"/standing-items/{there[wanted['title'].lower()]}")
            self.hand.fill(title=wanted["title"])
            self.hand.press("Save")

    def plan(self) -> None:
        for row in RECORD["work_programme"]:
            self.hand.go("/committees/SOS/work-programme/new")
            known = _known_topic(row)
            self.hand.fill(topic=known or "A new topic", title=row["title"], details=row.get("details", ""))
            self.hand.fill(section=Section(row.get("section", "programme")).label, leads=_leads(row))
            self._slot(row)
            self.hand.press("Add to the programme")

    def _slot(self, row: dict[str, Any]) -> None:
        if "meeting" in row:
            on = {"2021-11-30": "2021-11-04"}.get(row["meeting"], row["meeting"])
            self.hand.fill(to=day(date.fromisoformat(on)))
        elif "planned_on" in row:
            self.hand.fill(to="On another day", day=date.fromisoformat(row["planned_on"]))
        elif row.get("section") == "standing":
            self.hand.fill(to="At a time in words, like “July 2022”", words="As it arises")
        else:
            self.hand.fill(to="To be confirmed")

    # The summer: meetings of which the record has the agenda and what became of it

    def meet_before_there_were_minutes(self, on: date) -> None:
        hand, wanted = self.hand, _meeting(on)
        address = hand.meeting("SOS", on)
        for item in wanted["items"]:
            hand.go(f"{address}/agenda")
            hand.press(f"Add {item['title']}")
        self.clock(on)
        hand.go(f"{address}/attendance")
        hand.press("Record that the meeting was held")
        for item in wanted["items"]:
            self._became(address, item)
        self.ask_for_what_was_requested(on)

    def _became(self, address: str, item: dict[str, Any]) -> None:
        self.hand.go(f"{address}/minutes/write")
        self.hand.page.locator("li", has_text=item["title"]).locator("a[href$='/outcome']").first.click()
        self.hand.pick(ItemOutcome(item["outcome"]).label)
        self.hand.fill(because=item.get("outcome_note", ""))
        self.hand.press("Record it")

    # The autumn: an agenda as it is drafted, published and gone through

    def draft_and_publish_september(self) -> None:
        hand = self.hand
        address = hand.meeting("SOS", HELD)
        self.clock(CALLED)
        hand.go(f"{address}/roll-forward")
        hand.press("Roll forward as shown")
        for summer in (date(2021, 6, 17), date(2021, 7, 6)):  # the record does not hold these minutes
            hand.go(f"{address}/agenda")
            hand.press(f"Remove Minutes of the meeting held on {day(summer)}")
        meeting = self.id_of(Meeting, on=HELD)
        for title, wanted in self._retitled():
            hand.go(f"/items/{self.id_of(AgendaItem, meeting_id=meeting, title=title)}")
            hand.fill(title=wanted)
            hand.press("Save the item")
        self._in_order(meeting)
        self.clock(PUBLISHED)
        hand.go(f"{address}/publish")
        hand.press("Publish the agenda")

    def _retitled(self) -> list[tuple[str, str]]:
        """What the agenda was called otherwise than the programme."""
        return [
            ("Minutes of the meeting held on 3 August 2021", _meeting(HELD)["items"][2]["title"]),
            ("Safeguarding Adults on the cusp of care", "Safeguarding Adults on the Cusp of Care"),
        ]

    def _in_order(self, meeting: int) -> None:
        """The officer takes the transformation first, which the programme has second."""
        wanted = [item["title"] for item in _meeting(HELD)["items"]]
        for _ in wanted:
            with self.served.app.app_context():
                of_meeting = select(AgendaItem.title).filter_by(meeting_id=meeting).order_by(AgendaItem.position)
                there = list(db.session.scalars(of_meeting))
                db.session.rollback()
            wrong = next((place for place, title in enumerate(there) if title != wanted[place]), None)
            if wrong is None:
                return
            self.hand.go(f"/meetings/{meeting}/agenda")
            self.hand.press(f"Down {there[wrong]}")
        raise AssertionError(there)

    def meet_in_september(self) -> None:
        hand, wanted = self.hand, _meeting(HELD)
        address = hand.meeting("SOS", HELD)
        self.clock(HELD)
        self._attendance(address, wanted)
        for item in wanted["items"]:
            self._minute(item)
        hand.go(f"{address}/minutes/write")
        for item in wanted["items"]:
            self._became(address, item)
        self._numbers(wanted)
        hand.go(f"{address}/minutes/close")
        hand.press("The chair agrees these minutes")

    def _attendance(self, address: str, wanted: dict[str, Any]) -> None:
        hand = self.hand
        hand.go(f"{address}/attendance")
        for name in wanted["apologies"]:
            row = hand.page.locator("fieldset", has_text=name)
            row.get_by_label("Apologies").check(force=True)
        hand.press("Save, and the rest are present")
        for name in wanted["in_attendance"]:
            hand.page.locator("details", has_text="Add who is in attendance").evaluate("box => { box.open = true; }")
            hand.page.locator("form[action$='/guest'] [name='guest-name']").fill(name)
            hand.press("Add who is in attendance")
        hand.press("Record that the meeting was held")

    def _minute(self, item: dict[str, Any]) -> None:
        hand, clauses = self.hand, item.get("resolutions", [])
        if not (item.get("minute") or clauses):
            return
        id_ = self.id_of(AgendaItem, meeting_id=self.id_of(Meeting, on=HELD), title=item["title"])
        hand.go(f"/items/{id_}/minute")
        hand.fill(narrative=item.get("minute", ""))
        if not clauses:
            hand.press("Save")
            return
        hand.fill(clause="\n".join(f"{each.get('letter', 'a')}) {each['text']}" for each in clauses))
        hand.press("Save and add the resolution")
        for each in clauses:
            self._kind(each)

    def _kind(self, clause: dict[str, Any]) -> None:
        """An action or a row of the programme is made of it; else the officer says that it is nothing of the kind."""
        hand, kind = self.hand, ResolutionKind(clause["kind"])
        id_ = self.id_of(Resolution, text=_unjoined(clause["text"]))
        if kind is ResolutionKind.ACTION:
            wanted = next(each for each in RECORD["actions"] if each.get("from_resolution") == clause["letter"])
            hand.go(f"/resolutions/{id_}/action")
            hand.fill(text=wanted["text"], owner=wanted.get("owner", ""))
            hand.press("Open the action")
        elif kind is ResolutionKind.PROGRAMME:
            hand.go(f"/resolutions/{id_}/programme")
            hand.fill(entry="Safeguarding Adults on the cusp of care (28 February 2022)")
            hand.press("Put it on the programme")

    def _numbers(self, wanted: dict[str, Any]) -> None:
        """The first is typed, because the site has not seen those before it; the others follow by themselves."""
        first = next(item for item in wanted["items"] if "minute_number" in item)
        meeting = self.id_of(Meeting, on=HELD)
        id_ = self.id_of(AgendaItem, meeting_id=meeting, title=first["title"])
        self.hand.go(f"/items/{id_}/minute/number")
        self.hand.fill(number=first["minute_number"])
        self.hand.press("Issue the number", warned="Issue it all the same")
        self.hand.go(f"/meetings/{meeting}/minutes/write")
        self.hand.press("Number all minutes of this meeting")

    # What was asked for, and what came of it

    def ask_for_what_was_requested(self, on: date) -> None:
        """All but what a resolution was turned into already."""
        for action in RECORD["actions"]:
            asked = action.get("from_meeting") or action["opened_on"]
            if asked == on.isoformat() and action.get("from_resolution") != "a":
                self._ask(action)

    def keep_the_tracker(self) -> None:
        for action in RECORD["actions"]:
            self._step(action)
        for row in RECORD["work_programme"]:
            self._came_of_it(row)

    def _ask(self, action: dict[str, Any]) -> None:
        hand = self.hand
        hand.go(f"/committees/SOS/follow-up/new?{self._source(action)}")
        hand.fill(text=action["text"], owner=action.get("owner", ""))
        if "due" in action:
            hand.fill(due=date.fromisoformat(action["due"]))
        if "due_at_meeting" in action:
            hand.fill(meeting=day(date.fromisoformat(action["due_at_meeting"])))
        hand.press("Add the action")

    def _source(self, action: dict[str, Any]) -> str:
        """As the page of the item or the row leads there."""
        if "from_minute" in action:
            items = _meeting(HELD)["items"]
            item = next(each for each in items if each.get("minute_number") == action["from_minute"])
            return f"item={self.id_of(AgendaItem, meeting_id=self.id_of(Meeting, on=HELD), title=item['title'])}"
        row = next(each for each in RECORD["work_programme"] if each["id"] == action["from_entry"])
        return f"entry={self._entry(row)}"

    def _step(self, action: dict[str, Any]) -> None:
        """What the record says became of it since."""
        hand, status = self.hand, action["status"]
        address = f"/actions/{self.id_of(Action, text=action['text'])}"
        if status == "in_progress":
            self._take(address, "update", text="The review has begun.")
        elif status == "closed":
            self._take(address, "complete", text=action["status_because"])
            self._take(address, "close", because=action["status_because"])
        elif status == "withdrawn":
            self._take(address, "withdraw", because=action["status_because"])
        assert hand

    def _take(self, address: str, step: str, **said: str) -> None:
        self.hand.go(address)
        form = self.hand.page.locator(f"form[action$='/{step}']")
        form.evaluate("form => { const within = form.closest('details'); if (within) within.open = true; }")
        for name, words in said.items():
            form.locator(f"[name='{name}']").fill(words)
        form.get_by_role("button").first.click()
        self.hand.page.wait_for_load_state()
        assert not self.hand.page.locator("#error-summary").count(), self.hand.page.locator("main").inner_text()

    def _came_of_it(self, row: dict[str, Any]) -> None:
        hand = self.hand
        id_ = self._entry(row)
        if row.get("outcome"):
            hand.go(f"/entries/{id_}")
            hand.fill(outcome=row["outcome"])
            hand.press("Save")
        if row.get("status") == "withdrawn":
            hand.go(f"/entries/{id_}/withdraw")
            hand.fill(because=row["status_because"])
            hand.press("Withdraw")

    def _entry(self, row: dict[str, Any]) -> int:
        meeting = row.get("meeting")
        values: dict[str, Any] = {"title": row["title"], "section": Section(row.get("section", "programme"))}
        if meeting:
            values["meeting_id"] = self.id_of(Meeting, on=date.fromisoformat(meeting))
        return self.id_of(WorkProgrammeEntry, **values)

    def move_november(self) -> None:
        hand = self.hand
        self.clock(date(2021, 10, 20))
        address = hand.meeting("SOS", date(2021, 11, 4))
        hand.go(f"{address}/change")
        hand.pick("It is held on another day, at another time or in another place")
        hand.fill(day=date(2021, 11, 30), because="Re-arranged")
        hand.press("Change the meeting")

    # The winter: the loop is closed

    def go_on_to_november(self) -> None:
        """Rolled forward, published, held; September's minutes confirmed; an action answered, confirmed and closed."""
        hand, november = self.hand, date(2021, 11, 30)
        address = hand.meeting("SOS", november)
        hand.go(f"{address}/roll-forward")
        hand.press("Roll forward as shown")
        self.clock(date(2021, 11, 22))
        hand.go(f"{address}/publish")
        hand.press("Publish the agenda")
        self.clock(november)
        asked = f"/actions/{self.id_of(Action, text=_referrals())}"
        self._take(asked, "complete", text="The figures were sent to all members.")
        hand.go(f"{address}/attendance")
        hand.press("Save, and the rest are present")
        hand.press("Record that the meeting was held")
        meeting = self.id_of(Meeting, on=november)
        of_september = self.id_of(Meeting, on=HELD)
        hand.go(f"/items/{self.id_of(AgendaItem, meeting_id=meeting, minutes_of_id=of_september)}/minute")
        hand.press("The minutes were confirmed")
        hand.go(asked)
        form = hand.page.locator("form[action$='/confirm']")
        form.locator("[name='meeting']").select_option(label=day(november))
        hand.press("Confirm")
        record = self.exported()
        closed = next(each for each in record["actions"] if each["text"] == _referrals())
        assert (closed["status"], _of(record, HELD)["minutes_state"]) == ("closed", "confirmed")
        hand.go("/committees/SOS/follow-up?shown=closed")
        assert _referrals() in hand.page.locator("main").inner_text()


def told(record: dict[str, Any]) -> dict[str, Any]:
    """What a record says, without the numbers of its rows and references, and without what the record cannot know:
    the first day of a seat, and the state of minutes that it does not hold."""
    record = json.loads(opendata.write(intake.read(json.dumps(record).encode()).accept()))
    return {
        "committee": {
            key: record["committee"].get(key) for key in ("code", "name", "remit", "council", "introduction")
        },
        "members": [(each["name"], each.get("role", "")) for each in record["members"]],
        "meetings": [_told_meeting(each) for each in record["meetings"]],
        "programme": sorted(_told_row(each) for each in record["work_programme"]),
        "actions": sorted(_told_action(each) for each in record["actions"]),
    }


def _told_meeting(meeting: dict[str, Any]) -> dict[str, Any]:
    simple = ("date", "time", "venue", "kind", "status", "rearranged_from", "present", "apologies", "in_attendance")
    return {key: meeting.get(key) for key in simple} | {"items": [_told_item(item) for item in meeting["items"]]}


def _told_item(item: dict[str, Any]) -> dict[str, Any]:
    simple = ("number", "title", "part", "minute_number", "minute", "outcome", "outcome_note")
    clauses = [(each["letter"], _unjoined(each["text"]), each["kind"]) for each in item.get("resolutions", [])]
    return {key: item.get(key) or "" for key in simple} | {"resolutions": clauses}


def _unjoined(clause: str) -> str:
    """A clause without what joins it to the next one, which the minutes print by themselves."""
    return re.sub(r"\s*;\s*(?:and,?)?$", "", clause)


def _told_row(row: dict[str, Any]) -> tuple[str, ...]:
    when = row.get("meeting") or row.get("planned_on") or ""
    said = [row.get(key) or "" for key in ("section", "title", "details", "outcome", "status")]
    answering = [str(row.get(key) or []) for key in ("cabinet_members", "lead_officers")]
    return (when, *said, *answering)


def _told_action(action: dict[str, Any]) -> tuple[str, ...]:
    return tuple(action.get(key) or "" for key in ("text", "owner", "due", "due_at_meeting", "status", "from_minute"))


def _of(record: dict[str, Any], on: date) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in record["meetings"] if each["date"] == on.isoformat())
    return found


def _meeting(on: date) -> dict[str, Any]:
    return _of(RECORD, on)


def _referrals() -> str:
    return str(next(each["text"] for each in RECORD["actions"] if each.get("from_resolution") == "a"))


def _role(title: str) -> tuple[str, str]:
    role = next((each for each in (Role.VICE_CHAIRMAN, Role.CHAIRMAN) if title.startswith(each.label)), Role.MEMBER)
    return role.label, title


def _known_topic(row: dict[str, Any]) -> str:
    """The topic that the committee follows already, where an earlier row was on it."""
    title = row.get("topic", row["title"]).casefold()
    before = [each for each in RECORD["work_programme"] if each["id"] < row["id"]]
    return next((each["title"] for each in before if each.get("topic", each["title"]).casefold() == title), "")


def _leads(row: dict[str, Any]) -> str:
    named = [("Cabinet Member", name) for name in row.get("cabinet_members", [])]
    named += [("Lead Officer", name) for name in row.get("lead_officers", [])]
    named += [(lead["label"], lead["name"]) for lead in row.get("leads", [])]
    return "\n".join(f"{label}: {name}".strip() for label, name in named)
