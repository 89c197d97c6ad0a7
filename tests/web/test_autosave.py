"""A minute saved while somebody types: what its script is told, and what two editors see of each other."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import MinutesState
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.history import HistoryLine
from scrutiny.models.meetings import Meeting
from tests.browser import Browser
from tests.web.minuting import SCRIPT, as_kept, filled_in, item_called, lines, minute_at
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.usefixtures("everybody")


def test_a_script_is_told_the_version_and_the_time(cleo: Browser, session: Session, blank: str) -> None:
    typed = filled_in(cleo.read(blank), blank, narrative="Typing") | {"once": ""}
    first = cleo.post(f"{blank}/autosave", data=typed, headers=SCRIPT)
    assert (first.status_code, first.json["version"]) == (200, 1)
    second = cleo.post(f"{blank}/autosave", data=typed | {"narrative": "Typing on", "seen": "1"}, headers=SCRIPT)
    assert (second.status_code, second.json["version"]) == (200, 2)
    assert second.json["at"].endswith(("am", "pm", "noon", "midnight"))
    assert as_kept(session, blank) == "Typing on"


def test_a_script_is_told_in_words_why_not(app: Flask, cleo: Browser, session: Session, project: str) -> None:
    typed = filled_in(cleo.read(project), project, narrative="Mine", publicly="y") | {"once": ""}
    stale = cleo.post(f"{project}/autosave", data=typed | {"seen": "0"}, headers=SCRIPT)
    assert (stale.status_code, stale.json["theirs"]) == (409, as_kept(session, project))
    refused = cleo.post(f"{project}/autosave", data=typed | {"narrative": "Bell\x07"}, headers=SCRIPT)
    assert refused.status_code == 422
    assert "U+0007" in refused.json["fault"]
    assert Browser(app).post(f"{project}/autosave", data=typed, headers=SCRIPT).status_code in (400, 401)


def test_a_preview_is_the_paper_and_saves_nothing(cleo: Browser, session: Session, project: str) -> None:
    page = cleo.read(project)
    before, told = as_kept(session, project), lines(session)
    typed = filled_in(page, project, narrative="**Bold** <b>not</b>\r\n\r\na) one")
    shown = cleo.post(f"{project}/preview", data=typed, headers=SCRIPT).json["html"]
    assert "<strong>Bold</strong> &lt;b&gt;not&lt;/b&gt;" in shown
    assert "RESOLVED:" in shown
    whole = cleo.sent(f"{project}/preview", typed, 200)
    assert whole.texts("//*[@id='preview']//p/strong")[0] == "Bold"
    assert "<b>not</b>" in whole.all("//textarea[@name='narrative']")[0].text
    assert (as_kept(session, project), lines(session)) == (before, told)


def test_the_second_editor_sees_both_texts_and_chooses(cleo: Browser, app: Flask, session: Session, blank: str) -> None:
    olga = signed_in(app, "Olga Officer")
    hers, his = cleo.read(blank), olga.read(blank)
    assert cleo.post(blank, data=filled_in(hers, blank, narrative="It snowed early.")).status_code == 303
    page = olga.sent(blank, filled_in(his, blank, narrative="It snowed late.", clause="it be noted"), 409)
    assert page.heading.endswith("Two texts of this minute")
    assert page.texts("//ins") == ["[only here: late]"]
    assert page.texts("//del") == ["[only here: early]"]
    assert as_kept(session, blank) == "It snowed early."
    instead, merged = page.all(f"//form[@action='{blank}']")
    assert dict(instead.form_values())["clause"] == "it be noted"
    assert olga.post(blank, data=dict(merged.form_values()) | {"narrative": "It snowed."}).status_code == 303
    assert as_kept(session, blank) == "It snowed."


def test_another_summary_for_the_public_is_not_overwritten_either(cleo: Browser, app: Flask, session: Session) -> None:
    address = f"/items/{item_called(session, 'SECRET review')}/minute"
    olga = signed_in(app, "Olga Officer")
    hers, his = cleo.read(address), olga.read(address)
    assert (
        cleo.post(address, data=filled_in(hers, address, public_summary="Looked into.", publicly="y")).status_code
        == 303
    )
    page = olga.sent(address, filled_in(his, address, public_summary="Weighed.", publicly="y"), 422)
    assert "Somebody else saved another summary while you were writing. It now says: Looked into." in page.text
    assert page.all("//textarea[@name='public_summary']")[0].text.strip() == "Weighed."
    assert olga.post(address, data=filled_in(page, address)).status_code == 303
    minute = minute_at(session, address)
    assert minute is not None
    assert minute.public_summary == "Weighed."


def test_what_was_kept_in_a_browser_is_compared_without_saving(cleo: Browser, session: Session, project: str) -> None:
    before = as_kept(session, project)
    page = cleo.sent(f"{project}/compare", filled_in(cleo.read(project), project, narrative="Kept"), 200)
    assert "Kept" in page.texts("//ins")[0]
    assert as_kept(session, project) == before


def brought_to(session: Session, author: Author, address: str, state: MinutesState) -> None:
    item = session.get_one(AgendaItem, int(address.split("/")[2]))
    with writing(session, author):
        session.get_one(Meeting, item.meeting_id).minutes_state = state


def test_what_was_typed_while_the_chair_agreed_is_asked_for_and_not_saved(
    cleo: Browser, session: Session, author: Author, blank: str
) -> None:
    """Its page was opened when they were a draft: the form has no tick, and its text is not what was agreed."""
    typed = filled_in(cleo.read(blank), blank, narrative="A draft.") | {"once": ""}
    first = cleo.post(f"{blank}/autosave", data=typed, headers=SCRIPT)
    assert as_kept(session, blank) == "A draft."
    brought_to(session, author, blank, MinutesState.AGREED)
    later = typed | {"narrative": "Typed on.", "seen": str(first.json["version"])}
    answer = cleo.post(f"{blank}/autosave", data=later, headers=SCRIPT)
    assert answer.status_code == 422
    assert answer.json["fault"].startswith("The public reads these minutes by now.")
    assert as_kept(session, blank) == "A draft."


def test_an_exempt_item_s_summary_is_saved_with_its_minute(cleo: Browser, session: Session, author: Author) -> None:
    address = f"/items/{item_called(session, 'SECRET review')}/minute"
    brought_to(session, author, address, MinutesState.DRAFT)
    typed = filled_in(cleo.read(address), address, narrative="A.", public_summary="B.") | {"once": ""}
    answer = cleo.post(f"{address}/autosave", data=typed, headers=SCRIPT)
    kept = minute_at(session, address)
    assert kept is not None
    assert (answer.json["version"], kept.narrative, kept.public_summary) == (kept.version, "A.", "B.")


def test_each_save_has_its_line_in_the_history_under_the_clerk_s_name(
    cleo: Browser, session: Session, blank: str
) -> None:
    typed = filled_in(cleo.read(blank), blank, narrative="0") | {"once": ""}
    for turn in range(1, 4):
        answer = cleo.post(f"{blank}/autosave", data=typed | {"narrative": f"{turn}"}, headers=SCRIPT)
        typed["seen"] = str(answer.json["version"])
    session.rollback()
    lines = session.scalars(select(HistoryLine).where(HistoryLine.subject == "minutes").order_by(HistoryLine.id)).all()
    assert [(line.by, line.after["narrative"]) for line in lines[-3:]] == [
        ("Cleo Clerk", f"{turn}") for turn in (1, 2, 3)
    ]


def test_with_the_record_away_it_is_told_so_that_it_tries_again(
    cleo: Browser, session: Session, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = filled_in(cleo.read(project), project, narrative="Mine", publicly="y") | {"once": ""}

    def away(*_: object, **__: object) -> None:
        raise OperationalError("BEGIN IMMEDIATE", None, TimeoutError("database is locked"))

    monkeypatch.setattr("scrutiny.operations.scribe.Scribe.save", away)
    monkeypatch.setattr("scrutiny.operations.minute_taking.save", away)
    before = as_kept(session, project)
    assert cleo.post(f"{project}/autosave", data=typed, headers=SCRIPT).status_code == 503
    assert as_kept(session, project) == before
