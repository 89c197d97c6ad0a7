"""The day's reminders: who is told what, how often, and that nothing private is in a letter."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import writing
from scrutiny.domain.vocabulary import AccountRole, ActionState, MinutesState, Part, Role
from scrutiny.models.committees import Committee, Council
from scrutiny.models.follow_up import Action
from scrutiny.models.post import AnswerLink, Letter
from scrutiny.operations import answer_links, exemption, follow_up, minutes
from scrutiny.post.sending import send_due
from scrutiny.post.server import MailServer
from tests import make
from tests.post.reminded import CLERK, SITE, TODAY, in_days, known, letters, owe, reminded
from tests.post.servers import Postbox, postbox
from tests.web.signing_in import account


@pytest.fixture
def committee(session: Session) -> Committee:
    with writing(session, CLERK):
        return make.committee(session, make.council(session))


def test_an_owner_has_one_letter_a_day_of_all_that_is_due_and_overdue(session: Session, committee: Committee) -> None:
    with writing(session, CLERK):
        council = session.get_one(Council, committee.council_id)
        other = make.committee(session, council, code="HCS", name="Health Committee")
    owe(session, committee, "Ivy Lane", in_days(-15), "Send comparative data", reference="SOS/1")
    owe(session, committee, "Ivy Lane", in_days(1), "Write to the Board", reference="SOS/2")
    owe(session, other, "Ivy Lane", in_days(5), "Report on waiting times", reference="HCS/1")
    owe(session, committee, "Ivy Lane", in_days(30), "Not yet due")
    owe(session, committee, "Jo Reed", in_days(-3), "Nobody knows the address")
    owe(session, committee, "Ivy Lane", in_days(-3), "It is done", state=ActionState.COMPLETE)
    owe(session, committee, "Ivy Lane", in_days(-3), "It rests", state=ActionState.PAUSED)
    known(session, committee, "Ivy Lane")

    assert reminded(session) == 1
    (letter,) = letters(session)
    assert (letter.email, letter.name) == ("ivy@example.org", "Ivy Lane")
    assert letter.subject == "3 actions for overview and scrutiny: 1 overdue, 2 due soon"
    assert re.findall(r"\w+/\d: .*", letter.body) == [
        "HCS/1: due in 5 days, Saturday 20 November 2021",
        "SOS/1: overdue by 15 days: it was due on 31 October 2021",
        "SOS/2: due tomorrow, Tuesday 16 November 2021",
    ]
    assert "Why you got this: you are named as the owner" in letter.body
    for left_out in ("Not yet due", "Nobody knows", "It is done", "It rests"):
        assert left_out not in letter.body


def test_each_link_opens_its_own_action_and_only_its_digest_is_kept(session: Session, committee: Committee) -> None:
    due = [owe(session, committee, "Ivy Lane", in_days(-1)), owe(session, committee, "Ivy Lane", in_days(-2))]
    known(session, committee, "Ivy Lane")
    reminded(session)
    (letter,) = letters(session)
    keys = re.findall(rf"{SITE}/answer/(\S+)", letter.body)
    kept = {link.digest: link for link in session.scalars(select(AnswerLink))}
    assert [kept[answer_links.digest(key)].action_id for key in keys] == [due[1].id, due[0].id]
    assert all(link.expires_on == in_days(30) for link in kept.values())
    assert not any(key in str(vars(link)) for key in keys for link in kept.values())


def test_nobody_is_told_twice_in_a_day_and_then_weekly(session: Session, committee: Committee) -> None:
    owe(session, committee, "Ivy Lane", in_days(3))
    known(session, committee, "Ivy Lane")
    told = [day for day in range(30) for _twice in (1, 2) if reminded(session, in_days(day))]
    assert told == [0, 2, 4, 11, 18, 25]
    assert len(letters(session)) == len(told)


def test_what_turns_up_later_in_the_day_is_told_tomorrow(session: Session, committee: Committee) -> None:
    owe(session, committee, "Ivy Lane", in_days(-1), "The first")
    known(session, committee, "Ivy Lane")
    assert reminded(session) == 1
    owe(session, committee, "Ivy Lane", in_days(-1), "The second")
    assert reminded(session) == 0
    assert reminded(session, in_days(1)) == 1
    assert "The first" in letters(session)[-1].body
    assert "The second" in letters(session)[-1].body


def test_owners_who_share_an_address_share_a_letter(session: Session, committee: Committee) -> None:
    for name in ("Ivy Lane", "Jo Reed"):
        owe(session, committee, name, in_days(-1))
        known(session, committee, name, "team@example.org")
    assert reminded(session) == 1
    assert letters(session)[0].body.startswith("Dear Ivy Lane, Jo Reed,")


def test_a_councillor_is_written_to_at_the_address_of_the_account(session: Session, committee: Committee) -> None:
    with writing(session, CLERK):
        seat = make.member(session, committee, "Mara Member")
        account(session, "Mara Member", AccountRole.COUNCILLOR, person="Mara Member")
    owe(session, committee, "Cllr Member", in_days(-1), owner_id=seat.person_id)
    assert reminded(session) == 1
    assert letters(session)[0].email == "mara.member@example.org"


def test_an_action_that_is_due_at_a_meeting_is_due_on_its_day(session: Session, committee: Committee) -> None:
    with writing(session, CLERK):
        coming = make.meeting(session, committee, in_days(7))
        make.action(session, committee, "Report back", owner="Ivy Lane", due_meeting_id=coming.id)
    known(session, committee, "Ivy Lane")
    assert reminded(session) == 1
    assert "due in 7 days" in letters(session)[0].body


def test_nothing_exempt_is_in_a_letter(session: Session, committee: Committee) -> None:
    with writing(session, CLERK):
        topic = make.exempt_topic(session, committee, "SECRET placement", "A matter about an individual")
    owe(session, committee, "Ivy Lane", in_days(-1), "SECRET by its own part", reference="SOS/1", part=Part.TWO)
    owe(session, committee, "Ivy Lane", in_days(-1), "SECRET by its topic", reference="SOS/2", topic_id=topic.id)
    owe(session, committee, "Ivy Lane", in_days(-1), "Open to all", reference="SOS/3")
    known(session, committee, "Ivy Lane")
    reminded(session)
    (letter,) = letters(session)
    assert "SECRET" not in letter.body + letter.subject + letter.once
    assert "individual" not in letter.body
    assert letter.body.count("A matter considered in private.") == 2
    assert all(reference in letter.body for reference in ("SOS/1", "SOS/2", "SOS/3", "Open to all"))


@pytest.mark.parametrize("how", ["its own part", "its item"])
def test_a_letter_that_waits_is_not_sent_when_something_in_it_is_made_exempt(
    session: Session, committee: Committee, how: str
) -> None:
    with writing(session, CLERK):
        item = make.item(session, make.held(session, committee, in_days(-60)), "Fostering")
    action = owe(session, committee, "Ivy Lane", in_days(-1), "SECRET from now on", item_id=item.id)
    owe(session, committee, "Jo Reed", in_days(-1), "Open to all")
    for name in ("Ivy Lane", "Jo Reed"):
        known(session, committee, name)
    assert reminded(session) == 2
    with writing(session, CLERK):
        if how == "its item":
            exemption.make_exempt(session, item, paragraphs=[1], public_title="A matter about an individual")
        else:
            session.get_one(Action, action.id).part = Part.TWO
            session.flush()
    with postbox(Postbox()) as box:
        send_due(session, MailServer.read(box.url, "a@b.example"), lambda: CLERK.at)
    assert box.readers == ["jo@example.org"]
    assert "made exempt since" in letters(session)[0].given_up_because
    assert reminded(session, in_days(7)) == 2
    assert "SECRET" not in letters(session)[2].body


def test_a_letter_that_cannot_be_queued_for_one_stops_nobody_else(session: Session, committee: Committee) -> None:
    for name in ("Ivy Lane", "Jo Reed", "Kit Vale"):
        owe(session, committee, name, in_days(-1))
        known(session, committee, name)
    with writing(session, CLERK):
        taken = Letter(once=f"digest {TODAY} jo@example.org", email="jo@example.org", subject="", body="")
        taken.queued_at = taken.next_try_at = CLERK.at
        session.add(taken)
    assert reminded(session) == 2
    assert [letter.email for letter in letters(session)][1:] == ["ivy@example.org", "kit@example.org"]


def test_the_chair_is_asked_weekly_to_agree_minutes_that_are_written(session: Session, committee: Committee) -> None:
    with writing(session, CLERK):
        make.member(session, committee, "Clara Chair", Role.CHAIRMAN)
        account(session, "Clara Chair", AccountRole.CHAIR, person="Clara Chair")
        account(session, "Olga Officer", AccountRole.OFFICER)
        meeting = make.held(session, committee, in_days(-10), minutes_state=MinutesState.NONE)
        first, second = make.item(session, meeting, "Fostering"), make.item(session, meeting, "Winter")
        minutes.write(session, first, narrative="SECRET until agreed")
    assert reminded(session) == 0
    with writing(session, CLERK):
        minutes.write(session, second, narrative="Also SECRET")
    days = [day for day in range(16) for _twice in (1, 2) if reminded(session, in_days(day))]
    assert days == [0, 7, 14]
    letter = letters(session)[0]
    assert (letter.email, letter.subject) == ("clara.chair@example.org", "Minutes of 5 November 2021 for you to agree")
    assert f"{SITE}/meetings/{meeting.id}/minutes/close\n" in letter.body
    assert "SECRET" not in letter.body


def test_an_action_that_is_confirmed_done_is_spoken_of_no_more(session: Session, committee: Committee) -> None:
    action = owe(session, committee, "Ivy Lane", in_days(-1))
    known(session, committee, "Ivy Lane")
    assert reminded(session) == 1
    with writing(session, CLERK):
        follow_up.complete(session, action, text="Sent", by="Ivy Lane", on=TODAY)
    assert reminded(session, in_days(7)) == 0
