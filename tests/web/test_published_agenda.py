"""An agenda that is out: reopened with the reason, or added to by a late item."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.domain.vocabulary import Part
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.programme import WorkProgrammeEntry
from tests.browser import Browser
from tests.chamber import AWKWARD
from tests.web.desk_forms import faults, filled_in, form_of
from tests.web.drafting import DRAFT, OUT, OVER, items, meeting, refused, sent, titles

LATE = f"/meetings/{OUT}/late-item"
REOPEN = f"/meetings/{OUT}/reopen"

pytestmark = pytest.mark.usefixtures("everybody", "ready_draft")


# When it is out


def test_reopening_asks_why_and_takes_the_agenda_from_the_public(
    olga: Browser, session: Session, reader: Browser
) -> None:
    page = refused(olga, REOPEN)
    assert faults(page) == {"because": "Enter why it is reopened"}
    numbers = [item.number for item in items(session, OUT)]
    answer = sent(olga, REOPEN, because="A report was left out.")
    assert answer.location == f"/meetings/{OUT}/agenda"
    assert (meeting(session, OUT).published_on, meeting(session, OUT).status_because) == (
        None,
        "A report was left out.",
    )
    assert [item.number for item in items(session, OUT)] == numbers
    public = reader.read(f"/meetings/{OUT}").text
    assert "Annual report of the Board" not in public
    assert "Published before, and reopened: A report was left out." in public


def test_a_late_item_has_a_number_of_its_own_a_reason_and_a_supplement(
    olga: Browser, session: Session, reader: Browser
) -> None:
    after = next(item for item in items(session, OUT) if item.number == "3")
    answer = sent(olga, LATE, title="Storm damage", after=after.id, because="The roof fell in.")
    made = next(item for item in items(session, OUT) if item.title == "Storm damage")
    assert answer.location == f"/meetings/{OUT}/agenda#item-{made.id}"
    assert (made.number, made.late_because, made.supplement) == ("3B", "The roof fell in.", 1)
    assert titles(session, OUT).index("Storm damage") == titles(session, OUT).index("Winter pressures") + 1
    assert "Storm damage Urgent item: The roof fell in." in reader.read(f"/meetings/{OUT}").text


def test_a_late_item_can_be_exempt_before_anybody_reads_its_title(
    olga: Browser, session: Session, reader: Browser
) -> None:
    after = items(session, OUT)[0]
    asked = {"title": "SECRET emergency", "after": after.id, "because": "It is urgent.", "heard": "exempt"}
    page = refused(olga, LATE, **asked)
    assert set(faults(page)) == {"paragraphs", "public_title"}
    sent(olga, LATE, **asked, paragraphs=["1", "2"], public_title="A child’s placement")
    made = next(item for item in items(session, OUT) if item.title == "SECRET emergency")
    assert (made.part, made.paragraphs) == (Part.TWO, "1, 2")
    text = reader.read(f"/meetings/{OUT}").text
    assert "A child’s placement" in text
    assert "SECRET" not in text


def test_a_late_item_without_its_reason_or_place_is_refused(olga: Browser, session: Session) -> None:
    before = titles(session, OUT)
    form = filled_in(olga, LATE, LATE, {"title": AWKWARD})
    page = olga.sent(LATE, {**form, "after": ""}, 422)
    assert faults(page) == {
        "after": "Choose the item that it comes after",
        "because": "Enter why it cannot wait",
    }
    assert page.all("//input[@id='title']/@value") == [AWKWARD]
    assert titles(session, OUT) == before


@pytest.mark.parametrize(
    ("address", "says"),
    [
        (f"/meetings/{DRAFT}/reopen", "is not published"),
        (f"/meetings/{DRAFT}/late-item", "added to a published agenda"),
        (f"/meetings/{OVER}/late-item", "before the meeting ends"),
    ],
)
def test_where_there_is_nothing_to_reopen_or_add_to_the_page_says_so(
    olga: Browser, session: Session, address: str, says: str
) -> None:
    before = session.scalar(select(func.count()).select_from(AgendaItem))
    page = olga.read(address)
    assert says in page.text
    seal = form_of(page, "/sign-out") | {"because": "Why not", "title": "Mine", "heard": "open"}
    assert olga.post(address, data=seal).status_code in (409, 422)
    session.rollback()
    assert session.scalar(select(func.count()).select_from(AgendaItem)) == before


def test_an_entry_is_never_taken_up_on_an_agenda_that_is_out(olga: Browser, session: Session) -> None:
    entry = session.scalars(select(WorkProgrammeEntry).where(WorkProgrammeEntry.meeting_id == OUT)).first()
    assert entry is not None
    form = form_of(olga.read(LATE), LATE) | {"entry": entry.id}
    assert olga.post(f"/meetings/{OUT}/agenda/planned", data=form).status_code == 409
