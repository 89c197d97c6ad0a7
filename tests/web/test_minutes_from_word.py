"""Minutes finished in Word are compared at the desk: what is shown, what is taken over, what is never lost."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain.vocabulary import MinutesState, ResolutionKind
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import MinuteVersion, Resolution
from tests.browser import Browser
from tests.web.desk_forms import form_of
from tests.web.finishing import GONE, clauses, compared, form_at, minute, sent, taken_away
from tests.web.signing_in import signed_in
from tests.word import hands

pytestmark = pytest.mark.usefixtures("everybody")


@pytest.fixture
def cleo(app: Flask) -> Browser:
    return signed_in(app, "Cleo Clerk")


def test_taking_over_what_the_public_then_reads_is_asked_about_first(cleo: Browser, session: Session) -> None:
    address = compared(cleo, hands.rewritten(taken_away(cleo), {GONE: "None were declared."}))
    form = form_at(cleo.read(address))
    page = cleo.sent(address, {name: value for name, value in form.items() if name != "publicly"}, 422)
    assert "Tick that you want to change what the public reads" in page.text
    assert minute(session, 1).narrative == GONE
    assert cleo.post(address, data=form_at(page)).status_code == 303
    assert minute(session, 1).narrative == "None were declared."


def test_what_was_changed_in_the_file_is_taken_over(cleo: Browser, session: Session) -> None:
    file = hands.rewritten(
        taken_away(cleo),
        {
            "There were none at this meeting.": "Councillor Holt declared that he fosters.",
            "the update be welcomed;": "the update be warmly welcomed;",
        },
    )
    address = compared(cleo, file)
    page = cleo.read(address)
    assert page.texts("//section[@class='finished']//h2") == [
        "26. Declarations of interest",
        "27. Adult Safeguarding Transformation",
    ]
    assert page.texts("//fieldset/div//ins") == [
        "[put in: Councillor Holt declared that he fosters.]",
        "[put in: warmly ]",
    ]
    answer = cleo.post(address, data=form_at(page))
    assert answer.location == "/meetings/1/minutes/write", answer.text
    assert minute(session, 1).narrative == "Councillor Holt declared that he fosters."
    assert clauses(session, 2)[1] == ("b", "the update be warmly welcomed")
    assert "2 minutes changed as you chose." in cleo.read("/meetings/1/minutes/write").whole_text
    assert "Taken over by Cleo Clerk" in cleo.read(address).text


def test_kept_or_written_anew_as_the_clerk_chooses(cleo: Browser, session: Session) -> None:
    file = hands.rewritten(taken_away(cleo), {GONE: "None.", "the update be welcomed;": "the update be received;"})
    address = compared(cleo, file)
    form = form_at(cleo.read(address)) | {"take-narrative-1": "ours"}
    (key,) = [name for name in form if name.startswith("take-resolution")]
    number = key.removeprefix("take-")
    cleo.post(address, data=form | {key: "typed", f"text-{number}": "the update be received with thanks"})
    assert minute(session, 1).narrative == GONE
    assert clauses(session, 2)[1] == ("b", "the update be received with thanks")


def test_a_new_resolution_is_found_and_its_kind_suggested(cleo: Browser, session: Session) -> None:
    def add(body: Any) -> None:
        last = hands.paragraph(body, "performance data")
        new = deepcopy(last)
        new.find(f".//{hands.W}t").text = "a briefing note be circulated to the Committee."
        last.addnext(new)

    address = compared(cleo, hands.in_body(taken_away(cleo), add))
    page = cleo.read(address)
    assert "New resolution of Adult Safeguarding Transformation: only in the file" in page.text
    form = form_at(page)
    (kind,) = [name for name in form if name.startswith("kind-new")]
    assert form[kind] == "action"
    assert cleo.post(address, data=form).status_code == 303
    assert clauses(session, 2)[3] == ("d", "a briefing note be circulated to the Committee")
    assert session.scalars(select(Resolution.kind).order_by(Resolution.id.desc())).first() is ResolutionKind.ACTION


def test_a_clause_that_went_is_struck_out_only_when_said(cleo: Browser, session: Session) -> None:
    def take_out(body: Any) -> None:
        gone = hands.paragraph(body, "the update be welcomed")
        gone.getparent().remove(gone)

    address = compared(cleo, hands.in_body(taken_away(cleo), take_out))
    page = cleo.read(address)
    form = form_at(page)
    answer = cleo.post(address, data=form)
    assert answer.status_code == 422
    assert "Choose what “Adult Safeguarding Transformation” is to say" in answer.text
    (key,) = [str(each.get("name")) for each in page.all("//input[@value='theirs']")]
    assert cleo.post(address, data=form | {key: "theirs"}).status_code == 303
    assert [letter for letter, _ in clauses(session, 2)] == ["a", "b"]


def test_text_outside_any_mark_must_be_placed(cleo: Browser, session: Session) -> None:
    def add(body: Any) -> None:
        body.insert(len(body) - 2, hands.new_paragraph("The Chairman thanked the officers."))

    address = compared(cleo, hands.in_body(taken_away(cleo), add))
    page = cleo.read(address)
    (box,) = page.all("//select[starts-with(@name, 'place-')]")
    form = form_at(page)
    refused = cleo.sent(address, form, 422)
    assert "Choose where to put “The Chairman thanked the officers.”" in refused.text
    for nowhere in ("999", "9" * 5000):
        cleo.sent(address, form | {box.get("name"): nowhere}, 422)
    assert cleo.post(address, data=form | {box.get("name"): "2"}).status_code == 303
    assert minute(session, 2).narrative.endswith("b) a second thing\n\nThe Chairman thanked the officers.")


def rewritten(cleo: Browser, address: str, narrative: str) -> dict[str, Any]:
    """The form of an agreed minute with another text in it, that the public is to read."""
    return form_of(cleo.read(address), address) | {"narrative": narrative, "publicly": "y"}


def test_two_texts_that_both_changed_are_for_the_clerk(cleo: Browser, session: Session) -> None:
    file = hands.rewritten(taken_away(cleo), {GONE: "None were declared."})
    form = rewritten(cleo, "/items/1/minute", "Nobody declared anything.")
    assert cleo.post("/items/1/minute", data=form).status_code == 303
    address = compared(cleo, file)
    page = cleo.read(address)
    assert "Minute of Declarations of interest: changed in both" in page.text
    assert not page.all("//input[@name='take-narrative-1'][@checked]")
    form = form_at(page)
    assert form["text-narrative-1"] == "Nobody declared anything.\nNone were declared."
    assert cleo.post(address, data=form).status_code == 422
    assert cleo.post(address, data=form | {"take-narrative-1": "typed"}).status_code == 303
    assert minute(session, 1).narrative == "Nobody declared anything.\nNone were declared."


def test_what_only_the_record_changed_is_kept(cleo: Browser, session: Session) -> None:
    file = taken_away(cleo)
    form = rewritten(cleo, "/items/1/minute", "Nobody declared anything.")
    cleo.post("/items/1/minute", data=form)
    address = compared(cleo, file)
    page = cleo.read(address)
    assert "changed in the record" in page.text
    cleo.post(address, data=form_at(page))
    assert minute(session, 1).narrative == "Nobody declared anything."


def test_a_record_that_changed_meanwhile_takes_nothing_over(cleo: Browser, session: Session) -> None:
    address = compared(cleo, hands.rewritten(taken_away(cleo), {GONE: "None were declared."}))
    form = form_at(cleo.read(address))
    edited = rewritten(cleo, "/items/2/minute", "Another text.")
    assert cleo.post("/items/2/minute", data=edited).status_code == 303
    page = cleo.sent(address, form, 409)
    assert "Somebody changed these minutes while you were choosing" in page.text
    assert minute(session, 1).narrative == GONE
    assert cleo.post(address, data=form_at(page)).status_code == 303
    assert (minute(session, 1).narrative, minute(session, 2).narrative) == ("None were declared.", "Another text.")


def test_sent_twice_it_is_done_once(cleo: Browser, session: Session) -> None:
    address = compared(cleo, hands.rewritten(taken_away(cleo), {GONE: "None were declared."}))
    form = form_at(cleo.read(address))
    assert [cleo.post(address, data=form).location for _ in range(2)] == ["/meetings/1/minutes/write"] * 2
    assert minute(session, 1).version == 2


def test_confirmed_minutes_are_corrected_for_a_reason(cleo: Browser, session: Session) -> None:
    desk = "/meetings/2/minutes/word"
    file = hands.rewritten(taken_away(cleo, "/meetings/2/minutes.docx"), {"It was noted.": "It was approved."})
    address = sent(cleo, file, desk=desk).location
    form = form_at(cleo.read(address))
    assert "Say why the minutes are corrected" in cleo.sent(address, form, 422).text
    assert cleo.post(address, data=form | {"because": "A slip of the pen."}).status_code == 303
    session.rollback()
    assert (
        session.scalars(select(MinuteVersion.because).order_by(MinuteVersion.id.desc())).first() == "A slip of the pen."
    )
    assert session.get_one(Meeting, 2).minutes_state is MinutesState.CONFIRMED


def test_the_publics_copy_brings_back_the_summary_alone(app: Flask, cleo: Browser, session: Session) -> None:
    file = hands.rewritten(taken_away(Browser(app)), {"A case was reviewed.": "A case was reviewed with care."})
    address = compared(cleo, file)
    page = cleo.read(address)
    assert page.texts("//section[@class='finished']//h2") == ["28. SECRET review Exempt"]
    assert "Summary for the public" in page.text
    cleo.post(address, data=form_at(page))
    exempt = minute(session, 4)
    assert (exempt.narrative, exempt.public_summary) == ("SECRET story", "A case was reviewed with care.")
    assert clauses(session, 4) == [("", "SECRET clause")]


def test_what_is_resolved_in_the_publics_copy_of_a_withheld_minute_is_placed_by_hand(
    app: Flask, cleo: Browser, session: Session
) -> None:
    def add(body: Any) -> None:
        summary = next(hands.paragraph(body, "A case was reviewed.").iterancestors(f"{hands.W}sdt"))
        summary.addnext(hands.new_paragraph("RESOLVED: That the review be closed."))

    address = compared(cleo, hands.in_body(taken_away(Browser(app)), add))
    page = cleo.read(address)
    (box,) = page.all("//select[starts-with(@name, 'place-')]")
    form = form_at(page)
    assert "Choose where to put “RESOLVED: That the review be closed”" in cleo.sent(address, form, 422).text
    assert cleo.post(address, data=form | {box.get("name"): "4"}).status_code == 303
    exempt = minute(session, 4)
    assert exempt.narrative == "SECRET story\n\nRESOLVED: That the review be closed"
    assert exempt.public_summary == "A case was reviewed."


def test_tracked_changes_and_comments_are_told(cleo: Browser) -> None:
    file = hands.tracked(taken_away(cleo), taken_out="none", put_in="two", within="There were")
    file = hands.with_comment(file, "the update be welcomed", "Was it?")
    page = cleo.read(compared(cleo, file))
    assert "2 tracked changes: read as accepted" in page.text
    assert "Was it? Ruth Pritchard, 20 September 2021, in 27. Adult Safeguarding Transformation" in page.text
    assert "There were [taken out: none ][put in: two ]at this meeting." in page.text


@pytest.mark.parametrize("spoil", [hands.unmarked, hands.with_runs_split, hands.with_styles_renamed])
def test_a_file_that_another_program_saved_says_the_same(cleo: Browser, spoil: Any) -> None:
    page = cleo.read(compared(cleo, spoil(taken_away(cleo))))
    assert "Nothing is different." in page.text


def test_a_file_without_marks_leaves_every_difference_to_the_clerk(cleo: Browser) -> None:
    file = hands.unmarked(hands.rewritten(taken_away(cleo), {GONE: "None."}))
    page = cleo.read(compared(cleo, file))
    assert "every difference is for you to decide" in page.text
    assert page.texts("//legend")[0] == "Minute of Declarations of interest: different"
