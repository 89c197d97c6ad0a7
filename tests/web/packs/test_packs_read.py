"""Packs as the public reads them: each version the same for ever, listed with its size, or said to be in the making."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import PackKind
from scrutiny.models.packs import Pack
from scrutiny.operations import packs
from tests.browser import Browser
from tests.chamber import Chamber
from tests.web.conftest import counted
from tests.web.packs.reading import read
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.usefixtures("everybody")


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        (PackKind.PDF, "application/pdf"),
        (PackKind.WORD, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (PackKind.ZIP, "application/zip"),
    ],
)
def test_the_newest_of_each_kind_is_at_an_address_that_can_be_guessed(
    reader: Browser, kept: Callable[..., Pack], at: str, kind: PackKind, media_type: str
) -> None:
    kept(b"the first", kind=kind)
    kept(b"the second", kind=kind, version=2)
    answer = read(reader, f"{at}/pack.{kind}")
    assert (answer.status_code, answer.data, answer.mimetype) == (200, b"the second", media_type)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="agenda-pack-SOS-2021-11-30-v2.{kind}"'
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert "Set-Cookie" not in answer.headers


def test_every_version_stays_at_its_own_address(reader: Browser, kept: Callable[..., Pack]) -> None:
    first, second = kept(b"the first"), kept(b"the second", version=2)
    for pack, content in ((first, b"the first"), (second, b"the second")):
        assert read(reader, f"/packs/{pack.id}/pack.pdf").data == content
    assert reader.get(f"/packs/{first.id}/pack.zip").status_code == 404, "it is no ZIP"


def test_a_supplement_is_a_document_of_its_own(reader: Browser, kept: Callable[..., Pack], at: str) -> None:
    kept()
    kept(b"what came later", supplement=1)
    answer = read(reader, f"{at}/supplement-1.pdf")
    assert answer.data == b"what came later"
    assert "supplement-1-SOS-2021-11-30.pdf" in answer.headers["Content-Disposition"]
    assert reader.get(f"{at}/supplement-2.pdf").status_code == 404


def test_what_is_unchanged_is_not_sent_twice(reader: Browser, kept: Callable[..., Pack], at: str) -> None:
    kept()
    tag = read(reader, f"{at}/pack.pdf").headers["ETag"]
    assert read(reader, f"{at}/pack.pdf", **{"If-None-Match": tag}).status_code == 304
    kept(b"another", version=2)
    assert read(reader, f"{at}/pack.pdf", **{"If-None-Match": tag}).data == b"another"


def test_a_pack_that_the_store_has_lost_is_said_in_words(reader: Browser, kept: Callable[..., Pack], at: str) -> None:
    kept(sha256="d" * 64)
    assert reader.get(f"{at}/pack.pdf").status_code == 503


# The page of the meeting


def test_the_meetings_page_has_them_with_their_size_and_what_changed(
    reader: Browser, kept: Callable[..., Pack], at: str
) -> None:
    kept(b"1" * 5000, pages=1)
    kept(b"2" * 2_000_000, version=2, pages=120, changed="“Report” was replaced.", left_out="“Map” cannot be read.")
    kept(b"3", kind=PackKind.ZIP, pages=0)
    kept(b"4", supplement=1, pages=0)
    page = reader.read(at)
    text = page.text
    assert "PDF of the public agenda pack 120 pages, 1.9 MB" in text
    assert "ZIP of the public agenda pack 1 KB" in text
    assert "“Report” was replaced." in text
    assert "“Map” cannot be read. It is in the ZIP as it came." in text
    assert "Earlier versions of the public agenda pack Version 1" in text
    assert text.index("Agenda pack") < text.index("Supplement 1")
    assert {f"{at}/pack.pdf", f"{at}/pack.zip", f"{at}/supplement-1.pdf", "/packs/1/pack.pdf"} <= set(page.links())


def test_a_page_without_packs_says_nothing_of_them(reader: Browser, at: str) -> None:
    assert "All papers in one file" not in reader.read(at).text


def test_however_many_versions_the_page_asks_once(reader: Browser, kept: Callable[..., Pack], at: str) -> None:
    with counted() as without:
        reader.read(at)
    for version in range(1, 8):
        kept(b"a version", version=version)
    with counted() as with_seven:
        reader.read(at)
    assert len(with_seven) == len(without) + 1


# While they are made


def test_while_the_first_is_made_that_is_said_and_a_program_is_not_misled(
    app: Flask, session: Session, author: Author, filled: Chamber, at: str
) -> None:
    with writing(session, author):
        packs.want(session, filled.next.id)
    public = Browser(app)
    page = public.read(f"{at}/pack.pdf", 404)
    assert page.heading == "This pack is being made"
    assert at in page.links()
    assert page.response.headers["Cache-Control"] == "no-store"
    assert public.read(f"{at}/members-pack.pdf", 404).heading == "Page not found"
    assert signed_in(app, "Mara Member").read(f"{at}/members-pack.pdf", 404).heading == "This pack is being made"


def test_nothing_is_being_made_of_what_does_not_exist(reader: Browser) -> None:
    assert reader.read("/meetings/999/pack.pdf", 404).heading == "Page not found"
    assert reader.read("/meetings/5/pack.pdf", 404).heading == "Page not found"
