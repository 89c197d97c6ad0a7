"""One meeting: its page, its minutes, its documents."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import pytest
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import ItemOutcome, MeetingStatus, MinutesState
from tests import make
from tests.browser import Browser
from tests.chamber import AWKWARD, Chamber
from tests.web.conftest import counted

DOCUMENTS = ("agenda.docx", "minutes.docx", "notice.docx", "calendar.ics")


@pytest.mark.parametrize(
    ("on", "meeting"),
    [
        pytest.param("2021-11-30", "next", id="by its day"),
        pytest.param("2021-11-04", "next", id="by the day it was re-arranged from"),
        pytest.param("2021-08-03", "cancelled", id="though it was cancelled"),
    ],
)
def test_a_meeting_is_found_at_the_address_that_can_be_guessed(
    reader: Browser, filled: Chamber, on: str, meeting: str
) -> None:
    answer = reader.get(f"/committees/SOS/meetings/{on}")
    assert (answer.status_code, answer.location) == (302, f"/meetings/{getattr(filled, meeting).id}")


def test_every_past_item_says_what_happened_to_it(reader: Browser, filled: Chamber) -> None:
    page = reader.read(f"/meetings/{filled.held.id}")
    assert page.heading == "Safeguarding Overview and Scrutiny Committee Tuesday 14 September 2021"
    assert (
        page.texts("//div[@class='happened']")
        == [
            "Considered: minute 26",
            "Considered: minute 27 What was asked for: "
            "Send comparative data on referrals by general practitioners (SOS/21/1, in progress) "
            "That Cabinet be asked to fund the posts (SOS/21/R1, awaiting a response)",
            "Deferred. The officer was unwell.",
            "Considered: minute 28",
        ]
        or "SOS-" in page.text
    )


def test_what_nobody_recorded_is_said_to_be_missing(
    reader: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    with writing(session, author):
        make.item(session, filled.held, "Forgotten business")
    text = reader.read(f"/meetings/{filled.held.id}").text
    assert "Forgotten business What happened to this item is not recorded yet." in text


@pytest.mark.parametrize(
    ("meeting", "sentence"),
    [
        pytest.param("cancelled", "This meeting has been cancelled. Too few members could attend.", id="cancelled"),
        pytest.param(
            "next",
            "This meeting was re-arranged from Thursday 4 November 2021. The report was not ready.",
            id="re-arranged",
        ),
        pytest.param("next", "Urgent item: The snow came early.", id="a late item and why"),
        pytest.param("next", "Agenda Published Friday 12 November 2021", id="when the agenda was published"),
        pytest.param("next", "Everybody may attend.", id="the notes for the public"),
        pytest.param("draft", "Not yet published; it is due by Monday 31 January 2022", id="by when it is due"),
        pytest.param("draft", "The agenda of this meeting has not been published yet.", id="an unpublished agenda"),
        pytest.param("draft", "Place To be confirmed", id="no room yet"),
        pytest.param("briefing", "Informal meetings have no published agenda", id="informal"),
        pytest.param("briefing", "About How referrals are counted", id="what an informal meeting is about"),
        pytest.param("held", "Draft, to be confirmed at a later meeting", id="minutes not yet confirmed"),
        pytest.param("held", "Eve Cole, substitute for Frank Webb", id="who came for whom"),
        pytest.param("held", "Apologies Gwen Stone", id="who sent apologies"),
    ],
)
def test_a_reader_is_told_before_travelling(reader: Browser, filled: Chamber, meeting: str, sentence: str) -> None:
    assert sentence in reader.read(f"/meetings/{getattr(filled, meeting).id}").text


def test_an_adjourned_meeting_says_so(reader: Browser, session: Session, author: Author, filled: Chamber) -> None:
    with writing(session, author):
        filled.held.status, filled.held.status_because = MeetingStatus.ADJOURNED, "The alarm rang."
    assert "This meeting was adjourned. The alarm rang." in reader.read(f"/meetings/{filled.held.id}").text


def test_an_awkward_title_is_printed_as_it_was_written(reader: Browser, filled: Chamber) -> None:
    page = reader.read(f"/meetings/{filled.cancelled.id}")
    assert page.texts("//h3") == [AWKWARD]


def test_minutes_read_as_the_paper_does(reader: Browser, filled: Chamber) -> None:
    page = reader.read(f"/meetings/{filled.held.id}/minutes")
    assert page.heading == (
        "Minutes of the Safeguarding Overview and Scrutiny Committee Meeting held on 14 September 2021"
    )
    assert page.texts("//h3") == [
        "26. Declarations of interest",
        "27. Adult Safeguarding Transformation",
        "28. Review of a case",
    ]
    assert page.texts("//div[@class='resolved']//ol/li") == [
        "comparative data on referrals be forwarded to the Committee;",
        "the update be welcomed; and,",
        "performance data be included on the work programme.",
    ]
    assert page.texts("//strong[.='risen by 63%']")
    assert "Draft. These minutes have not yet been confirmed by the Committee." in page.text
    assert "A case was reviewed." in page.text


@pytest.mark.usefixtures("filled")
def test_confirmed_minutes_say_when(reader: Browser) -> None:
    confirmed = reader.get("/committees/SOS/meetings/2021-06-17").location
    assert "Confirmed on 14 September 2021." in reader.read(f"{confirmed}/minutes").text


def test_letters_that_are_not_in_order_are_printed_as_they_were_resolved(
    reader: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    with writing(session, author):
        item = make.item(session, filled.held, "Odd letters")
        minute = make.minute(session, item, "", ["first", "second"])
        session.refresh(minute, ["resolutions"])
        minute.resolutions[1].letter = "d"
    texts = reader.read(f"/meetings/{filled.held.id}/minutes").texts("//ul[contains(@class, 'lettered--typed')]/li")
    assert texts == ["a) first; and,", "d) second."]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_are_named_for_their_meeting(reader: Browser, filled: Chamber, document: str) -> None:
    answer = reader.get(f"/meetings/{filled.held.id}/{document}")
    assert answer.status_code == 200
    kind = document.replace("calendar", "meeting").split(".")[0]
    assert f'attachment; filename="{kind}-SOS-2021-09-14.' in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("meeting", "document"),
    [
        pytest.param("draft", "agenda.docx", id="an agenda that is not published"),
        pytest.param("draft", "notice.docx", id="a notice of unpublished business"),
        pytest.param("draft", "minutes", id="minutes of a meeting to come"),
        pytest.param("draft", "minutes.docx", id="the same as a document"),
        pytest.param("briefing", "notice.docx", id="a notice of an informal meeting"),
    ],
)
def test_what_is_not_public_is_not_there(reader: Browser, filled: Chamber, meeting: str, document: str) -> None:
    reader.read(f"/meetings/{getattr(filled, meeting).id}/{document}", 404)


def test_draft_minutes_that_the_chair_has_not_agreed_are_not_there(
    reader: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    with writing(session, author):
        filled.held.minutes_state = MinutesState.DRAFT
    reader.read(f"/meetings/{filled.held.id}/minutes", 404)
    page = reader.read(f"/meetings/{filled.held.id}")
    assert "Minutes Not yet published" in page.text
    assert "Gwen Stone" not in page.text
    assert not [link for link in page.links() if "minutes" in link]


def test_exempt_words_and_drafts_reach_no_public_page_or_document(reader: Browser, filled: Chamber) -> None:
    meetings = (filled.held, filled.next, filled.cancelled, filled.draft, filled.briefing)
    addresses = ["/", "/committees", "/committees/SOS"]
    for meeting in meetings:
        addresses += [f"/meetings/{meeting.id}{end}" for end in ("", "/minutes", *(f"/{name}" for name in DOCUMENTS))]
    told = [address for address in addresses if "SECRET" in _words(reader.get(address).data)]
    assert told == []


def _words(body: bytes) -> str:
    if not body.startswith(b"PK"):
        return body.decode()
    with zipfile.ZipFile(io.BytesIO(body)) as document:
        return " ".join(re.sub("<[^>]*>", "", document.read(name).decode()) for name in document.namelist())


QUERIES = {
    "/": 4,
    "/committees": 2,
    "/committees/SOS": 7,
    "/meetings/{held}": 7,
    "/meetings/{held}/minutes": 7,
    "/meetings/{next}": 6,
    "/meetings/{draft}": 9,
}


@pytest.mark.parametrize(("address", "most"), QUERIES.items())
def test_a_longer_record_asks_the_database_no_more_often(
    reader: Browser, session: Session, author: Author, filled: Chamber, address: str, most: int
) -> None:
    address = address.format(held=filled.held.id, next=filled.next.id, draft=filled.draft.id)
    with counted() as short:
        reader.read(address)
    with writing(session, author):
        _lengthen(session, filled)
    with counted() as long:
        reader.read(address)
    assert (len(short), len(long)) == (most, most), "\n".join(long)


def _lengthen(session: Session, filled: Chamber) -> None:
    for number in range(15):
        for meeting in (filled.held, filled.next, filled.draft):
            item = make.item(session, meeting, f"Item {number}", outcome=ItemOutcome.CONSIDERED, number=f"{number}B")
            make.lead(session, item, "Ivy Lane")
            make.document(session, item, "Report")
            make.minute(session, item, "It was considered.", ["a", "b"])
            make.action(session, filled.committee, "Do it", item_id=item.id, due=date(2021, 12, 1))
        make.present(session, filled.held, f"Member {number}")
        make.member(session, filled.committee, f"Member {number}")
        make.meeting(
            session, filled.committee, date(2022, 3, 1 + number % 28), at=filled.held.at.replace(minute=number)
        )
        make.entry(session, filled.committee, f"Entry {number}", planned_on=date(2022, 1, 5))
