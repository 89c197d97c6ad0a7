"""The steps of an action: each that its state allows, with what is said of it, once, and refused beside its field."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import ActionState
from scrutiny.models.follow_up import Action, ActionUpdate
from scrutiny.models.meetings import Meeting
from tests import make
from tests.browser import Browser
from tests.chamber import Chamber
from tests.web.desk_forms import faults, filled_in, form_of
from tests.web.tracked import as_kept, put, refused, take

PAGE = "/actions/1"
TODAY = date(2021, 11, 15)

pytestmark = pytest.mark.usefixtures("everybody")


SAID = {"by": "Ivy Lane", "on": "2021-11-12"}
ENDED = {"closed_on": TODAY}


@pytest.mark.parametrize(
    ("begins", "step", "typed", "kept", "said"),
    [
        pytest.param(
            ActionState.OPEN,
            "update",
            {"text": "Half is there.", **SAID},
            {"state": ActionState.IN_PROGRESS},
            ("Ivy Lane", "Half is there."),
            id="an update is added, and the action is in progress",
        ),
        pytest.param(
            ActionState.IN_PROGRESS,
            "complete",
            {"text": "Sent to all.", **SAID},
            {"state": ActionState.COMPLETE, "completed_on": date(2021, 11, 12), "closed_on": None},
            ("Ivy Lane", "Sent to all."),
            id="its owner says that it is complete",
        ),
        pytest.param(
            ActionState.COMPLETE,
            "confirm",
            {"meeting": "1"},
            {"state": ActionState.CLOSED, "confirmed_at_meeting_id": 1, **ENDED},
            ("Olga Officer", "Confirmed at the meeting on 14 September 2021"),
            id="a meeting confirms it",
        ),
        pytest.param(
            ActionState.COMPLETE,
            "close",
            {"because": "The Chairman agreed."},
            {"state": ActionState.CLOSED, "state_because": "The Chairman agreed.", **ENDED},
            ("Olga Officer", "The Chairman agreed."),
            id="it is closed without a meeting",
        ),
        pytest.param(
            ActionState.CLOSED,
            "reopen",
            {"because": "The figures were wrong."},
            {"state": ActionState.OPEN, "closed_on": None, "state_because": ""},
            ("Olga Officer", "The figures were wrong."),
            id="what was closed is taken up again",
        ),
        pytest.param(
            ActionState.OPEN,
            "redate",
            {"due": "2022-01-05", "because": "Christmas."},
            {"due": date(2022, 1, 5), "due_meeting_id": None},
            ("Olga Officer", "Christmas. It was due on 31 October 2021."),
            id="it has another date",
        ),
        pytest.param(
            ActionState.OPEN,
            "redate",
            {"meeting": "3", "due": "", "because": "The Chairman asked."},
            {"due": None, "due_meeting_id": 3},
            ("Olga Officer", "The Chairman asked. It was due on 31 October 2021."),
            id="it is due at a meeting",
        ),
        pytest.param(
            ActionState.OPEN,
            "reassign",
            {"owner": "Ada Marsh", "because": "Ivy Lane has left."},
            {"owner": "Ada Marsh"},
            ("Olga Officer", "Ivy Lane has left. It passed from Ivy Lane to Ada Marsh."),
            id="it has another owner",
        ),
        pytest.param(
            ActionState.OPEN,
            "pause",
            {"because": "An inquest."},
            {"state": ActionState.PAUSED, "state_because": "An inquest."},
            ("Olga Officer", "An inquest."),
            id="it is paused",
        ),
        pytest.param(
            ActionState.OPEN,
            "withdraw",
            {"because": "No longer needed."},
            {"state": ActionState.WITHDRAWN, **ENDED},
            ("Olga Officer", "No longer needed."),
            id="it is withdrawn",
        ),
        pytest.param(
            ActionState.OPEN,
            "reword",
            {"text": "Send the data on referrals by general practitioners"},
            {"text": "Send the data on referrals by general practitioners"},
            ("Test Clerk", "The figures are being checked."),
            id="its wording is mended, and nothing more is said of it",
        ),
    ],
)
def test_a_step_is_kept_with_what_was_said_of_it(
    olga: Browser,
    session: Session,
    author: Author,
    begins: ActionState,
    step: str,
    typed: dict[str, Any],
    kept: dict[str, Any],
    said: tuple[str, str],
) -> None:
    put(session, author, Action, state=begins)
    take(olga, PAGE, step, typed)
    action = as_kept(session, Action)
    assert {name: getattr(action, name) for name in kept} == kept
    last = session.execute(
        select(ActionUpdate.by, ActionUpdate.text).where(ActionUpdate.action_id == 1).order_by(ActionUpdate.id.desc())
    ).first()
    assert last == said
    assert olga.read(PAGE).texts("//*[@role='status']")[0].startswith("SOS/21/1: ")


def test_an_owner_who_is_known_is_tied_to_the_person(olga: Browser, session: Session) -> None:
    assert "Ada Marsh" in [str(name) for name in olga.read(PAGE).all("//datalist[@id='known-owners']/option/@value")]
    take(olga, PAGE, "reassign", {"owner": "Ada Marsh"})
    assert as_kept(session, Action).owner_id is not None
    take(olga, PAGE, "reassign", {"owner": "The Director"})
    assert as_kept(session, Action).owner_id is None


def test_another_action_takes_its_place(olga: Browser, session: Session, author: Author, filled: Chamber) -> None:
    with writing(session, author):
        other = make.action(session, filled.committee, "Send all data", reference="SOS/21/2")
    take(olga, PAGE, "supersede", {"reference": "SOS/21/2"})
    assert as_kept(session, Action).superseded_by_id == other.id
    assert f"/actions/{other.id}" in olga.read(PAGE).links()
    assert PAGE in olga.read(f"/actions/{other.id}").links()


def test_only_meetings_that_sat_since_can_confirm_it(
    olga: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    with writing(session, author):
        make.meeting(session, filled.committee, TODAY)
        sits = session.scalars(select(Meeting.id).where(Meeting.on == TODAY)).one()
    put(session, author, Action, state=ActionState.COMPLETE)
    options = olga.read(PAGE).all(f"//form[@action='{PAGE}/confirm']//option/@value")
    assert [str(value) for value in options] == ["", str(sits), "1"]


@pytest.mark.parametrize(
    ("step", "typed", "said"),
    [
        pytest.param("update", {"text": " "}, {"update-text": "Enter what there is to report"}, id="nothing said"),
        pytest.param(
            "update",
            {"text": "Done", "by": "", "on": "31 June"},
            {"update-by": "Enter who says so", "update-on": "Enter a real date, like 30/11/2021"},
            id="by nobody, on no day",
        ),
        pytest.param(
            "update",
            {"text": "Done", "on": "2021-11-16"},
            {"update-on": "The day must be today or in the past"},
            id="tomorrow",
        ),
        pytest.param(
            "redate",
            {"because": "Why not"},
            {"redate-due": "Enter a date or choose a meeting"},
            id="no date and no meeting",
        ),
        pytest.param(
            "redate",
            {"because": "", "due": "2022-01-05", "meeting": "3"},
            {
                "redate-due": "Enter a date or choose a meeting, not both",
                "redate-because": "Enter why the date is changed",
            },
            id="a date and a meeting, and no reason",
        ),
        pytest.param(
            "supersede",
            {"reference": "SOS/9"},
            {"supersede-reference": "This committee has no action SOS/9. Check the reference."},
            id="another that is not there",
        ),
        pytest.param(
            "supersede",
            {"reference": "SOS/21/1"},
            {"supersede-reference": "Choose another action, one that is open, to take its place."},
            id="itself in its own place",
        ),
        pytest.param(
            "reassign",
            {"owner": "Ivy Lane"},
            {"reassign-owner": "Ivy Lane owns this already. Name another owner."},
            id="the owner that it has",
        ),
        pytest.param("withdraw", {"because": ""}, {"withdraw-because": "Enter why it is withdrawn"}, id="no reason"),
        pytest.param("reword", {"text": ""}, {"reword-text": "Enter what is asked for"}, id="no wording"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    olga: Browser, session: Session, step: str, typed: dict[str, str], said: dict[str, str]
) -> None:
    before = as_kept(session, Action).version
    page = refused(olga, PAGE, step, typed)
    assert faults(page) == said
    assert typed.items() <= form_of(page, f"{PAGE}/{step}").items()
    assert page.tree.xpath("//title")[0].text.startswith("Error: ")
    assert as_kept(session, Action).version == before


def test_a_form_sent_twice_is_done_once(olga: Browser, session: Session) -> None:
    sent = filled_in(olga, PAGE, f"{PAGE}/update", {"text": "Only once"})
    assert [olga.post(f"{PAGE}/update", data=sent).location for _ in range(2)] == [PAGE, PAGE]
    session.rollback()
    assert len(session.scalars(select(ActionUpdate).where(ActionUpdate.text == "Only once")).all()) == 1


def test_a_stale_page_changes_nothing_and_can_be_sent_again(olga: Browser, session: Session, author: Author) -> None:
    sent = filled_in(olga, PAGE, f"{PAGE}/redate", {"due": "2022-01-05", "because": "Christmas"})
    put(session, author, Action, owner="Zoe Pike")
    page = olga.sent(f"{PAGE}/redate", sent, 422)
    assert "This was changed while you were looking at it." in page.text
    assert as_kept(session, Action).due == date(2021, 10, 31)
    again = form_of(page, f"{PAGE}/redate")
    assert again["because"] == "Christmas"
    assert olga.post(f"{PAGE}/redate", data=again).status_code == 303
    assert as_kept(session, Action).due == date(2022, 1, 5)


def test_an_update_is_no_less_true_for_what_somebody_changed_meanwhile(
    olga: Browser, session: Session, author: Author
) -> None:
    sent = filled_in(olga, PAGE, f"{PAGE}/update", {"text": "Half is there"})
    put(session, author, Action, owner="Zoe Pike")
    assert olga.post(f"{PAGE}/update", data=sent).status_code == 303


def test_what_was_written_for_an_action_that_ended_meanwhile_is_still_there(
    olga: Browser, session: Session, author: Author
) -> None:
    sent = filled_in(olga, PAGE, f"{PAGE}/update", {"text": "Half is there"})
    put(session, author, Action, state=ActionState.WITHDRAWN)
    page = olga.sent(f"{PAGE}/update", sent, 422)
    assert form_of(page, f"{PAGE}/update")["text"] == "Half is there"
    assert "SOS/21/1 is withdrawn. Reopen it before reporting on it." in page.text


@pytest.mark.parametrize("typed", ["“Smart” quotes and – dashes", "<script>alert(1)</script>", "x" * 200_000])
def test_whatever_is_pasted_is_kept_as_text(olga: Browser, session: Session, typed: str) -> None:
    take(olga, PAGE, "update", {"text": typed})
    session.rollback()
    assert session.scalars(select(ActionUpdate.text).order_by(ActionUpdate.id.desc())).first() == typed
    olga.read(PAGE)


def test_a_character_that_no_document_can_hold_is_refused_by_name(olga: Browser) -> None:
    page = refused(olga, PAGE, "update", {"text": "A bell \x07 rings"})
    assert "bell" in page.texts("//*[@id='error-summary']//a")[0]
