"""Writing minutes at the desk: who may, what is saved, and what is refused in words."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import ItemOutcome
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.minutes import Resolution
from tests import make
from tests.browser import Browser, said
from tests.chamber import Chamber
from tests.web.desk_forms import form_of
from tests.web.minuting import SCRIPT, as_kept, filled_in, item_called, lines, minute_at
from tests.web.signing_in import signed_in

HOSTILE = "Bell\x07, vertical\x0btab, <script>alert(1)</script> {{ 7*7 }} ]]> \u202e"

pytestmark = pytest.mark.usefixtures("everybody")


# Who may


def test_signed_out_it_leads_to_signing_in_and_back(reader: Browser, filled: Chamber, project: str) -> None:
    write = f"/meetings/{filled.held.id}/minutes/write"
    assert reader.get(write).location == f"/sign-in?next={write}"
    assert reader.get(project).location == f"/sign-in?next={project}"


@pytest.mark.parametrize("name", ["Mara Member", "Clara Chair", "Hugo Clerk", "Otto Outsider", "Adam Administrator"])
def test_only_who_takes_these_minutes_reads_or_writes_them_here(
    app: Flask, session: Session, filled: Chamber, project: str, name: str
) -> None:
    browser = signed_in(app, name)
    token = form_of(browser.read("/sign-out"), "/sign-out")
    before = as_kept(session, project)
    for address in (f"/meetings/{filled.held.id}/minutes/write", project, project.replace("minute", "outcome")):
        assert browser.get(address).status_code == 403
    for address in (project, f"{project}/preview", f"{project}/compare"):
        assert browser.post(address, data=token | {"narrative": "Mine"}).status_code == 403
    assert as_kept(session, project) == before


@pytest.mark.parametrize("address", ["/meetings/999/minutes/write", "/items/999/minute", "/items/999/outcome"])
def test_what_is_not_there_is_not_found(cleo: Browser, address: str) -> None:
    assert cleo.get(address).status_code == 404


# The list


def test_a_meeting_shows_each_item_with_its_minute_and_what_is_missing(cleo: Browser, filled: Chamber) -> None:
    page = cleo.read(f"/meetings/{filled.held.id}/minutes/write")
    assert page.texts("//main//ol/li//h2") == [
        "Declarations of interest",
        "Adult Safeguarding Transformation",
        "Fostering",
        "SECRET review Exempt",
    ]
    assert "Concerns had risen by 63% since 2017." in page.text
    assert page.texts("//ul[@class='lacks']/li") == [
        "Resolution a) is an action that nobody has been asked for yet",
        "Resolution c) is for the work programme and is not on it yet",
    ]


def test_items_with_a_minute_are_recorded_as_considered_in_one_press(
    cleo: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    with writing(session, author):
        item = make.item(session, filled.held, "Any other business")
        make.minute(session, item, "A question was answered.")
        item.outcome = ItemOutcome.PENDING
        empty = make.item(session, filled.held, "Not minuted")
    address = f"/meetings/{filled.held.id}/minutes/considered"
    page = cleo.read(f"/meetings/{filled.held.id}/minutes/write")
    assert "Record the 1 item with a minute as considered" in page.text
    for sentence in ("1 item recorded as considered.", "There was none left to record."):
        form = form_of(page, address) | {"once": ""}
        assert sentence in cleo.post(address, data=form, follow_redirects=True).text
    session.rollback()
    session.expire_all()
    assert session.get_one(AgendaItem, item.id).outcome is ItemOutcome.CONSIDERED
    assert session.get_one(AgendaItem, empty.id).outcome is ItemOutcome.PENDING


def test_the_pages_of_the_items_follow_one_another(cleo: Browser, project: str) -> None:
    page = cleo.read(project)
    assert page.texts("//a[@rel='prev']") == ["Previous: 1. Declarations of interest"]
    assert page.texts("//a[@rel='next']") == ["Next: 3. Fostering"]


# Writing


def test_a_first_minute_is_written_with_its_resolutions(cleo: Browser, session: Session, blank: str) -> None:
    typed = filled_in(
        cleo.read(blank),
        blank,
        narrative="It snowed.\r\n\r\n**Gritting** went well.",
        clause="a) the report be noted; and\r\nb) the data be forwarded to the Committee.",
    )
    assert cleo.post(blank, data=typed).location == f"{blank}#resolved"
    assert as_kept(session, blank) == "It snowed.\n\n**Gritting** went well."
    resolved = session.execute(select(Resolution.letter, Resolution.text).order_by(Resolution.id.desc()).limit(2)).all()
    assert resolved == [("b", "the data be forwarded to the Committee."), ("a", "the report be noted")]
    page = cleo.read(blank)
    assert "The minute and what was resolved are saved." in page.text
    assert "Suggested: an action, because it says “be forwarded to the Committee”." in page.text
    assert page.texts("//*[@id='preview']//strong") == ["Gritting", "RESOLVED:"]


def test_the_same_form_sent_twice_is_done_once(cleo: Browser, session: Session, blank: str) -> None:
    typed = filled_in(cleo.read(blank), blank, narrative="Once.", clause="it be noted")
    locations = [cleo.post(blank, data=typed).location for _ in range(2)]
    assert locations == [f"{blank}#resolved"] * 2
    minute = minute_at(session, blank)
    assert minute is not None
    clauses = select(func.count()).select_from(Resolution).where(Resolution.minute_id == minute.id)
    assert session.scalar(clauses) == 1


def test_a_text_saved_again_as_it_is_changes_nothing(cleo: Browser, session: Session, project: str) -> None:
    page = cleo.read(project)
    version = minute_at(session, project)
    assert version is not None
    before = lines(session)
    answer = cleo.post(f"{project}/autosave", data=filled_in(page, project), headers=SCRIPT)
    assert (answer.status_code, answer.json["version"]) == (200, version.version)
    assert lines(session) == before


def test_an_empty_minute_is_not_begun_and_a_written_one_can_be_emptied(
    cleo: Browser, session: Session, blank: str, project: str
) -> None:
    page = cleo.sent(blank, filled_in(cleo.read(blank), blank, narrative=" "), 422)
    assert page.texts("//p[@id='narrative-error']") == ["Error: Enter the minute, or what was resolved"]
    assert minute_at(session, blank) is None
    assert (
        cleo.post(project, data=filled_in(cleo.read(project), project, narrative="", publicly="y")).status_code == 303
    )
    assert as_kept(session, project) == ""


def test_hostile_text_is_refused_beside_its_field_and_kept_as_typed(
    cleo: Browser, session: Session, blank: str
) -> None:
    page = cleo.sent(blank, filled_in(cleo.read(blank), blank, narrative=HOSTILE), 422)
    (fault,) = page.texts("//p[@id='narrative-error']")
    assert "U+0007 (bell) at line 1" in fault
    assert page.all("//*[@id='error-summary']//a/@href") == ["#narrative"]
    assert page.all("//textarea[@name='narrative']")[0].text.strip("\n").startswith("Bell\x07") or "Bell" in page.text
    assert as_kept(session, blank) == ""


def test_two_hundred_kilobytes_and_word_s_own_characters_are_kept(cleo: Browser, session: Session, blank: str) -> None:
    text = "“Smart” quotes – dash\x0bsoft\u00adhyphen, Llŷr 🎉\n\n" * 4500
    assert len(text.encode()) > 200_000
    typed = filled_in(cleo.read(blank), blank, narrative=text)
    assert cleo.post(blank, data=typed, content_type="multipart/form-data").status_code == 303
    assert as_kept(session, blank) == text.replace("\x0b", "\n").replace("\u00ad", "")
    assert cleo.get(blank).status_code == 200


def test_an_exempt_item_has_a_summary_for_the_public(
    cleo: Browser, reader: Browser, session: Session, filled: Chamber
) -> None:
    address = f"/items/{item_called(session, 'SECRET review')}/minute"
    page = cleo.read(address)
    assert "Exempt." in page.text
    typed = filled_in(page, address, narrative="SECRET tale", public_summary="A case was looked into.", publicly="y")
    assert cleo.post(address, data=typed).status_code == 303
    told = reader.read(f"/meetings/{filled.held.id}/minutes")
    assert "A case was looked into." in told.text
    assert "SECRET" not in said(told.response)


# What the public reads


def test_agreed_minutes_are_rewritten_only_by_somebody_who_says_so(
    cleo: Browser, reader: Browser, session: Session, filled: Chamber, project: str
) -> None:
    before = as_kept(session, project)
    page = cleo.read(project)
    for typed in ({"narrative": "Rewritten."}, {"clause": "it be welcomed"}):
        asked = cleo.sent(project, filled_in(page, project, **typed), 422)
        assert asked.all("//*[@id='error-summary']//a/@href") == ["#publicly"]
        ((name, text),) = typed.items()
        assert asked.all(f"//textarea[@name='{name}']")[0].text.strip() == text
        by_script = cleo.post(
            f"{project}/autosave", data=filled_in(page, project, **typed) | {"once": ""}, headers=SCRIPT
        )
        assert (by_script.status_code, as_kept(session, project)) == (422, before)
        assert by_script.json["fault"].startswith("The public reads these minutes by now.")
    ticked = filled_in(page, project, narrative="Rewritten.", publicly="y")
    assert cleo.post(project, data=ticked).status_code == 303
    assert "Rewritten." in reader.read(f"/meetings/{filled.held.id}/minutes").text


def test_minutes_that_nobody_reads_yet_are_saved_unasked(cleo: Browser, blank: str) -> None:
    page = cleo.read(blank)
    assert not page.all("//input[@name='publicly']")
    assert cleo.post(blank, data=filled_in(page, blank, narrative="A draft.", clause="it be noted")).status_code == 303
