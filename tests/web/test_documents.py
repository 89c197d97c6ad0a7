"""The papers of an item on the desk: sent, and named while they are to follow, by whoever drafts the agenda."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import AccountRole, ItemKind
from scrutiny.intake import uploads
from scrutiny.intake.uploads import Upload
from scrutiny.models.accounts import Account
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.documents import StoredFile
from scrutiny.operations import accounts
from scrutiny.web import uploading
from tests.browser import Browser
from tests.chamber import AWKWARD, Chamber
from tests.intake import mill
from tests.one_page import pdf
from tests.web.desk_forms import filled_in, form_of
from tests.web.sending import LOST, Sent, papers, refused, send, told
from tests.web.signing_in import TODAY

pytestmark = pytest.mark.usefixtures("everybody")


# Added


def test_a_paper_is_added_and_its_file_is_read_back_as_it_was_sent(olga: Browser, session: Session, draft: str) -> None:
    content = mill.word("Fares will rise.")
    answer = send(olga, draft, [(content, "Bus_fares 2022.docx")])
    assert (answer.status_code, answer.location) == (303, draft)
    (paper,) = papers(session, draft)
    assert (paper.title, paper.name, paper.size) == ("Bus fares 2022", "Bus_fares 2022.docx", len(content))
    assert "Fares will rise." in session.get_one(StoredFile, paper.sha256).text
    page = olga.read(draft)
    assert "“Bus fares 2022” is a paper of this item." in page.whole_text
    assert "received 15 November 2021" in page.text
    assert olga.get(f"/documents/{paper.id}").data == content


def test_an_item_whose_paper_the_record_prints_says_so_while_it_has_none(
    olga: Browser, session: Session, author: Author, draft: str
) -> None:
    said = "What the record prints for it is bound into the pack by itself."
    assert said not in olga.read(draft).text
    with writing(session, author):
        session.get_one(AgendaItem, int(draft.split("/")[2])).kind = ItemKind.WORK_PROGRAMME
    assert said in olga.read(draft).text


def test_whose_role_is_taken_away_while_a_file_is_looked_into_adds_nothing(
    olga: Browser, session: Session, author: Author, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def looked_into(content: bytes, name: str) -> Upload:
        with writing(session, author):
            account = session.scalars(select(Account).where(Account.name == "Olga Officer")).one()
            accounts.take_role(session, account, AccountRole.OFFICER, committee="SOS", on=TODAY)
        return read(content, name)

    read = uploads.read
    monkeypatch.setattr(uploads, "read", looked_into)
    assert send(olga, draft, [(pdf("Late"), "late.pdf")]).status_code == 403
    assert papers(session, draft) == []


def test_ten_papers_are_added_at_once_in_their_order(olga: Browser, session: Session, draft: str) -> None:
    files = [(pdf(f"Paper {number}"), f"Paper {number}.pdf") for number in range(10)]
    assert send(olga, draft, files).status_code == 303
    assert [paper.title for paper in papers(session, draft)] == [f"Paper {number}" for number in range(10)]
    assert "10 papers are added." in olga.read(draft).whole_text


def test_more_files_than_anybody_waits_for_are_refused_unread(olga: Browser, session: Session, draft: str) -> None:
    answer = send(olga, draft, [(b"not even a paper", f"{number}.pdf") for number in range(31)])
    assert answer.status_code == 422
    assert "Choose at most 30 files at once. Nothing was taken." in answer.text
    assert papers(session, draft) == []


def test_one_of_several_that_cannot_be_taken_stops_them_all(olga: Browser, session: Session, draft: str) -> None:
    page = refused(olga, draft, [(pdf("Good"), "good.pdf"), (b"MZ\x90", "bad.exe")], title="")
    (said,) = told(page).values()
    assert "“bad.exe”" in said
    assert said.endswith("Nothing was taken. Choose the files again: a browser does not keep them.")
    assert papers(session, draft) == []


def test_what_the_record_refuses_of_several_stops_them_all(olga: Browser, session: Session, draft: str) -> None:
    send(olga, draft, [(pdf("One"), "one.pdf")])
    page = refused(olga, draft, [(pdf("Two"), "two.pdf"), (pdf("One"), "again.pdf")])
    assert told(page)["files"].startswith("‘again.pdf’ is on this item already, as “one”.")
    assert [paper.title for paper in papers(session, draft)] == ["one"]
    assert page.texts("//ol[contains(@class, 'papers')]//p[@class='lines__title']") == ["one"]


@pytest.mark.parametrize(
    ("files", "typed", "says"),
    [
        pytest.param([], {}, {"files": "Choose a file"}, id="no file"),
        pytest.param([(b"", "")], {}, {"files": "Choose a file"}, id="a box left empty"),
        pytest.param(
            [(b"", "empty.pdf")],
            {},
            {"files": f"“empty.pdf” is empty. Look whether it opens on your computer, and send it again. {LOST}"},
            id="an empty file",
        ),
        pytest.param(
            [(pdf("One"), "1.pdf"), (pdf("Two"), "2.pdf")],
            {"title": "Both"},
            {
                "files": "Nothing was taken. Choose the files again: a browser does not keep them.",
                "title": "Leave the title empty for several papers: each is called as its file is",
            },
            id="one title for two",
        ),
        pytest.param(
            [(pdf("One"), "1.pdf")],
            {"heard": "exempt"},
            {"files": LOST, "paragraphs": "Choose the paragraph that makes the paper exempt"},
            id="exempt without a paragraph",
        ),
        pytest.param(
            [(pdf("One"), "1.pdf")],
            {"title": "x" * 301},
            {"files": LOST, "title": "Title is 301 characters long and the most is 300. Shorten it by 1."},
            id="too long a title",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_is_kept(
    olga: Browser, session: Session, draft: str, files: list[Sent], typed: dict[str, str], says: dict[str, str]
) -> None:
    page = refused(olga, draft, files, **typed)
    assert told(page) == says
    assert papers(session, draft) == []
    if "title" in typed:
        assert page.all("//input[@name='title']/@value") == [typed["title"]]


def test_a_form_sent_twice_adds_its_papers_once(olga: Browser, session: Session, draft: str) -> None:
    fields = filled_in(olga, draft, draft, {})
    for _ in range(2):
        answer = olga.post(draft, data=fields | {"files": [(io.BytesIO(pdf("One")), "one.pdf")]})
        assert (answer.status_code, answer.location) == (303, draft)
    assert len(papers(session, draft)) == 1


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        pytest.param("../../etc/passwd.pdf", "passwd.pdf", id="a path"),
        pytest.param("C:\\Users\\clerk\\report.pdf", None, id="a path of Windows"),
        pytest.param("<script>alert(1)</script>.pdf", None, id="markup"),
        pytest.param("a\r\nSet-Cookie: mine.pdf", None, id="a header"),
        pytest.param("\u202egnp.fdp.pdf", None, id="letters turned round"),
        pytest.param("Adroddiad Llŷr 🎉.pdf", "Adroddiad Llŷr 🎉.pdf", id="Welsh, and a picture"),
    ],
)
def test_a_hostile_name_is_made_fit_or_refused(
    olga: Browser, session: Session, draft: str, name: str, kept: str | None
) -> None:
    answer = send(olga, draft, [(pdf("Named"), name)])
    assert answer.status_code in (303, 422)
    olga.read(draft)
    for paper in papers(session, draft):
        assert paper.name == (kept or paper.name)
        headers = olga.get(f"/documents/{paper.id}").headers
        assert "Set-Cookie: mine" not in str(headers)
        assert headers["Content-Disposition"].startswith("attachment; filename=")


def test_an_awkward_title_is_shown_as_text(olga: Browser, session: Session, draft: str) -> None:
    send(olga, draft, [(pdf("One"), "one.pdf")], title=AWKWARD)
    (paper,) = papers(session, draft)
    assert paper.title == AWKWARD
    for address in (draft, f"/documents/{paper.id}/edit", f"/documents/{paper.id}/take-off"):
        assert AWKWARD in olga.read(address).text


def test_after_publication_a_paper_goes_out_at_once_in_a_supplement(
    olga: Browser, session: Session, reader: Browser
) -> None:
    address = "/items/8/papers"
    page = olga.read(address)
    assert "What you add now goes out at once, in a supplement" in page.text
    send(olga, address, [(pdf("Late"), "late.pdf")], title="A late appendix")
    assert [paper.supplement for paper in papers(session, address)] == [1]
    assert "in supplement 1" in olga.read(address).text
    assert "A late appendix (PDF, 1 KB)" in reader.read("/meetings/3").text


def test_what_a_file_carries_besides_its_text_is_told_on_the_desk_and_before_publishing(
    olga: Browser, draft: str, filled: Chamber
) -> None:
    send(olga, draft, [(mill.pdf("Words", author="Ivy Lane"), "words.pdf")])
    assert "Besides what is read on it, the file carries:" in olga.read(draft).text
    publish = olga.read(f"/meetings/{filled.draft.id}/publish")
    assert "carries more than is read on it. The name of its author: Ivy Lane." in publish.text
    assert draft in publish.links()


def test_disk_full_is_one_plain_sentence_and_nothing_is_half_written(
    app: Flask, olga: Browser, session: Session, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def keep(self, _content: bytes) -> str:
            raise OSError(28, "No space left on device")

    monkeypatch.setitem(app.extensions, "scrutiny.store", Full())
    page = refused(olga, draft, [(pdf("One"), "one.pdf")], title="Kept words")
    assert told(page) == {"files": uploading.NO_ROOM}
    assert page.all("//input[@name='title']/@value") == ["Kept words"]
    assert papers(session, draft) == []


def test_a_body_that_is_too_big_is_refused_before_it_is_read(
    olga: Browser, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A gigabyte is said to come: nothing of it is waited for."""
    seal = form_of(olga.read(draft), draft)
    answer = olga.post(
        draft,
        input_stream=io.BytesIO(b"--x\r\n"),
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": str(2**30)},
    )
    assert answer.status_code == 413
    monkeypatch.setattr(uploading, "LARGEST_BODY", 100_000)
    data = seal | {"files": [(io.BytesIO(b"x" * 200_000), "big.pdf")]}
    assert olga.post(draft, data=data).status_code == 413


def test_only_a_form_for_files_of_somebody_signed_in_may_be_big(app: Flask, olga: Browser, draft: str) -> None:
    big = b'--x\r\nContent-Disposition: form-data; name="files"; filename="big.pdf"\r\n\r\n'
    big += b"x" * app.config["MAX_CONTENT_LENGTH"] + b"\r\n--x--\r\n"
    kind = "multipart/form-data; boundary=x"
    assert olga.post(f"{draft}/to-follow", data=big, content_type=kind).status_code == 413
    assert Browser(app).post(draft, data=big, content_type=kind).status_code == 413
    assert olga.post(draft, data=big, content_type=kind).status_code == 400, "read, and found without its proof"
    assert uploading.LARGEST_BODY > uploads.LARGEST


# To follow


def test_a_paper_to_follow_is_named_and_then_comes(olga: Browser, session: Session, draft: str) -> None:
    name = f"{draft}/to-follow"
    assert name in olga.read(draft).links()
    page = olga.sent(name, filled_in(olga, name, name, {"title": " "}), 422)
    assert told(page) == {"title": "Enter the title of the paper"}
    assert olga.post(name, data=filled_in(olga, name, name, {"title": "Appendix"})).location == draft
    (paper,) = papers(session, draft)
    assert (paper.to_follow, paper.sha256) == (True, "")
    assert "Appendix To follow" in olga.read(draft).text
    way = f"/documents/{paper.id}/replace"
    assert send(olga, way, [(pdf("Come"), "come.pdf")]).location == draft
    (paper,) = papers(session, draft)
    assert (paper.to_follow, paper.title, paper.name) == (False, "Appendix", "come.pdf")
