"""House templates on the desk: taken away, sent and tried, put in use, and printed in."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from scrutiny.domain.vocabulary import TemplateKind
from scrutiny.models.house_templates import HouseTemplate
from scrutiny.word import house_template
from tests.browser import Browser, Page
from tests.chamber import Chamber
from tests.web.conftest import counted
from tests.web.desk_forms import filled_in, form_of
from tests.web.signing_in import signed_in
from tests.word.reading import everything, marks, opened
from tests.word.templates import said, template, unzipped

SOS = "/committees/SOS/house-templates"
COUNCIL = "/councils/1/house-templates"
NOTICE = "/meetings/3/notice.docx"
AGENDA = "/meetings/3/agenda.docx"
OURS = template(said("OUR NOTICE of {{ meeting.date }}", "Title") + said("{{p body }}"))
PLAIN = template(said("PLAIN NOTICE of {{ meeting.date }}", "Title"))
WRONG = template(said("{{ meeting.dat }}", "Title") + said("{{ council") + said("{% import 'os' %}"))

pytestmark = pytest.mark.usefixtures("everybody")


@pytest.fixture
def olga(app: Flask) -> Browser:
    return signed_in(app, "Olga Officer")


@pytest.fixture
def adam(app: Flask) -> Browser:
    return signed_in(app, "Adam Administrator")


def send(browser: Browser, page: str, content: bytes, name: str = "notice.docx") -> TestResponse:
    fields: dict[str, Any] = filled_in(browser, page, page, {})
    return browser.post(page, data=fields | {"files": [(io.BytesIO(content), name)]})


def refused(browser: Browser, page: str, content: bytes, name: str = "notice.docx") -> Page:
    fields: dict[str, Any] = filled_in(browser, page, page, {})
    return browser.sent(page, fields | {"files": [(io.BytesIO(content), name)]}, 422)


def press(browser: Browser, page: str, action: str) -> TestResponse:
    return browser.post(action, data=form_of(browser.read(page), action))


def kept(session: Session) -> list[tuple[int, int | None, bool]]:
    """Version, committee and whether it is in use, as the database has it."""
    session.rollback()
    session.expire_all()
    rows = session.scalars(select(HouseTemplate).order_by(HouseTemplate.id))
    return [(row.version, row.committee_id, row.in_use) for row in rows]


def titles(file: bytes) -> list[str]:
    return [paragraph.text for paragraph in opened(file).paragraphs if paragraph.style.name == "Title"]


def in_use(browser: Browser, content: bytes, page: str = f"{SOS}/notice", number: int = 1) -> None:
    assert send(browser, page, content).status_code == 303
    assert press(browser, page, f"/house-templates/{number}/use").status_code == 303


def test_a_template_is_sent_tried_and_kept_but_not_yet_used(olga: Browser, session: Session) -> None:
    answer = send(olga, f"{SOS}/notice", OURS)
    assert (answer.status_code, answer.location) == (303, f"{SOS}/notice")
    assert [(version, used) for version, _, used in kept(session)] == [(1, False)]
    page = olga.read(f"{SOS}/notice")
    assert "The template is in order, and kept as version 1. It is not in use yet." in page.whole_text
    assert "Version 1: notice.docx" in page.text
    assert "Sent by Olga Officer on" in page.text
    assert titles(olga.get(NOTICE).data) == ["Notice of meeting"]


def test_a_template_put_in_use_is_printed_in(olga: Browser, reader: Browser, session: Session) -> None:
    assert titles(reader.get(NOTICE).data) == ["Notice of meeting"]
    in_use(olga, OURS)
    assert [used for _, _, used in kept(session)] == [True]
    assert titles(reader.get(NOTICE).data) == ["OUR NOTICE of 30 November 2021"]
    page = olga.read(SOS)
    (cell,) = page.texts("//tr[th//a[text()='Notice']]/td[1]")
    assert cell.startswith("Version 1")
    assert cell.endswith("put in use by Olga Officer")


def test_all_mistakes_are_told_with_their_places_and_nothing_is_kept(olga: Browser, session: Session) -> None:
    page = refused(olga, f"{SOS}/notice", WRONG)
    assert page.texts("//ol[contains(@class, 'mistakes')]/li") == [
        "“{{ meeting.dat }}” in the heading: there is no such field; did you mean meeting.date?",
        "“{{ council” in the second paragraph: it is not closed: }} is missing in this paragraph",
        "“{% import 'os' %}” in the third paragraph: “import” is not offered: there are only if and for",
    ]
    (fault,) = page.texts("//*[@id='error-summary']//a")
    assert fault == "The template was not taken: it has 3 mistakes, listed on this page"
    assert kept(session) == []


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        pytest.param(b"", "x.docx", "empty", id="an empty file"),
        pytest.param(b"MZ\x90", "evil.docx", "“evil.docx”", id="a program"),
        pytest.param(OURS, "notice.docm", "“notice.docm”", id="a file with macros by its name"),
    ],
)
def test_what_is_no_word_document_is_refused(
    olga: Browser, session: Session, content: bytes, name: str, says: str
) -> None:
    page = refused(olga, f"{SOS}/notice", content, name)
    assert says in " ".join(page.texts("//*[@id='error-summary']//a"))
    assert kept(session) == []


def test_no_file_is_asked_for(olga: Browser) -> None:
    page = olga.sent(f"{SOS}/notice", filled_in(olga, f"{SOS}/notice", f"{SOS}/notice", {}), 422)
    assert page.texts("//*[@id='error-summary']//a") == ["Choose a file"]


def test_the_committees_comes_before_the_councils_and_that_before_the_products(
    olga: Browser, adam: Browser, reader: Browser
) -> None:
    in_use(adam, PLAIN, f"{COUNCIL}/notice")
    assert titles(reader.get(NOTICE).data) == ["PLAIN NOTICE of 30 November 2021"]
    assert "version 1 of the council’s" in olga.read(f"{SOS}/notice").text
    in_use(olga, OURS, number=2)
    assert titles(reader.get(NOTICE).data) == ["OUR NOTICE of 30 November 2021"]
    assert press(olga, f"{SOS}/notice", "/house-templates/2/stop").status_code == 303
    assert titles(reader.get(NOTICE).data) == ["PLAIN NOTICE of 30 November 2021"]
    assert press(adam, f"{COUNCIL}/notice", "/house-templates/1/stop").status_code == 303
    assert titles(reader.get(NOTICE).data) == ["Notice of meeting"]


def test_another_version_takes_its_place_and_the_old_one_can_come_back(olga: Browser, session: Session) -> None:
    in_use(olga, OURS)
    in_use(olga, PLAIN, number=2)
    assert [(version, used) for version, _, used in kept(session)] == [(1, False), (2, True)]
    press(olga, f"{SOS}/notice", "/house-templates/1/use")
    assert [(version, used) for version, _, used in kept(session)] == [(1, True), (2, False)]


def test_the_same_file_again_is_no_new_version(olga: Browser, session: Session) -> None:
    send(olga, f"{SOS}/notice", OURS)
    page = refused(olga, f"{SOS}/notice", OURS)
    assert "This very file is version 1 already." in " ".join(page.texts("//*[@id='error-summary']//a"))
    assert len(kept(session)) == 1


def test_a_stale_choice_is_told_in_words(olga: Browser, session: Session) -> None:
    send(olga, f"{SOS}/notice", OURS)
    send(olga, f"{SOS}/notice", PLAIN)
    stale = form_of(olga.read(f"{SOS}/notice"), "/house-templates/2/use")
    press(olga, f"{SOS}/notice", "/house-templates/1/use")
    page = olga.sent("/house-templates/2/use", stale, 409)
    assert "Which template is in use was changed while you were looking at it." in page.text
    assert [used for _, _, used in kept(session)] == [True, False]


def test_sent_twice_it_is_done_once(olga: Browser, session: Session) -> None:
    page = f"{SOS}/notice"
    fields: dict[str, Any] = filled_in(olga, page, page, {})
    for _ in range(2):
        answer = olga.post(page, data=fields | {"files": [(io.BytesIO(OURS), "notice.docx")]})
        assert (answer.status_code, answer.location) == (303, page)
    use = form_of(olga.read(page), "/house-templates/1/use")
    for _ in range(2):
        assert olga.post("/house-templates/1/use", data=use).status_code == 303
    assert [(version, used) for version, _, used in kept(session)] == [(1, True)]


def test_what_is_taken_away_is_what_was_sent(olga: Browser) -> None:
    send(olga, f"{SOS}/notice", OURS, "Our “notice”.docx")
    answer = olga.get("/house-templates/1.docx")
    assert answer.data == OURS
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_sample_holds_nothing_of_the_record(olga: Browser) -> None:
    send(olga, f"{SOS}/notice", OURS)
    for address in ("/house-templates/1/sample.docx", "/house-templates/notice/default-sample.docx"):
        text = everything(olga.get(address).data)
        assert "Sample report on winter roads" in text
        assert "Safeguarding" not in text
        assert "SECRET" not in text


@pytest.mark.parametrize("kind", TemplateKind)
def test_the_products_own_of_each_kind_is_there_and_can_be_sent_back(
    olga: Browser, session: Session, kind: TemplateKind
) -> None:
    called = kind.value.replace("_", "-")
    own = olga.get(f"/house-templates/{called}/default.docx").data
    assert own == house_template.default(kind)
    assert send(olga, f"{SOS}/{called}", own, f"{called}.docx").status_code == 303
    assert len(kept(session)) == 1


def test_every_field_is_listed_with_what_it_prints(olga: Browser) -> None:
    page = olga.read(f"{SOS}/minutes")
    tags = page.texts("//dl[@class='fields']//code")
    assert {"{{ council }}", "{{ meeting.date }}", "{{ item.title }}", "{{p body }}", "| weekday"} <= set(tags)
    assert "14 September 2021" in page.text


def test_exempt_copies_say_so_in_every_template(olga: Browser, reader: Browser) -> None:
    body = said("{{ council }}")
    in_use(olga, template(body, TemplateKind.AGENDA), f"{SOS}/agenda")
    mark = "NOT FOR PUBLICATION – this copy contains exempt information"
    assert mark in marks(olga.get(AGENDA).data)
    assert mark not in marks(reader.get(AGENDA).data)


def test_a_template_that_fails_is_no_reason_to_be_without_the_paper(
    olga: Browser, reader: Browser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    in_use(olga, OURS)

    def fails(*_: object) -> bytes:
        raise ZeroDivisionError("SECRET words of the paper")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(house_template, "fill", fails)
        assert titles(reader.get(NOTICE).data) == ["Notice of meeting"]
    assert "House template 1 failed (ZeroDivisionError): the product's own look was printed" in caplog.text
    assert "SECRET" not in caplog.text
    told = "It could not be filled in with one of your papers. The product’s own look is printed instead."
    assert told in olga.read(SOS).text
    assert told in olga.read(f"{SOS}/notice").text


def test_the_committees_history_tells_who_put_it_in_use(olga: Browser) -> None:
    in_use(olga, OURS)
    told = olga.read("/committees/SOS/history").text
    assert "House template “notice.docx”: changed by Olga Officer" in told


def test_without_a_template_a_paper_costs_one_question_more(olga: Browser) -> None:
    with counted() as sent:
        olga.get(NOTICE)
    assert len([statement for statement in sent if "house_templates" in statement]) == 1


def test_the_minutes_in_a_template_keep_their_marks(olga: Browser, filled: Chamber) -> None:
    address = f"/meetings/{filled.held.id}/minutes.docx"
    before = unzipped(olga.get(address).data)
    in_use(olga, house_template.default(TemplateKind.MINUTES), f"{SOS}/minutes")
    after = unzipped(olga.get(address).data)
    assert after["docProps/custom.xml"] == before["docProps/custom.xml"]
    assert after["word/document.xml"].count(b"<w:sdt>") == before["word/document.xml"].count(b"<w:sdt>") > 0
