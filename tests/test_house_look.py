"""A paper is printed in the look that is in use, and in the product's own where that fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from scrutiny import house_look
from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import TemplateKind
from scrutiny.operations import house_templates as operations
from scrutiny.store.disk import Disk
from scrutiny.word import notice
from tests import make
from tests.operations.test_house_templates import Sent
from tests.word import samples
from tests.word.reading import texts
from tests.word.templates import said, template

NOTICE = TemplateKind.NOTICE
OURS = template(said("OURS", "Title"))


@pytest.fixture
def store(tmp_path: Path) -> Disk:
    return Disk(tmp_path / "kept")


def put_in_use(session: Session, author: Author, sha256: str) -> None:
    with writing(session, author):
        committee = make.committee(session, make.council(session))
        made = operations.keep(session, committee, kind=NOTICE, file=Sent(sha256))
        operations.put_in_use(session, made, seen=0)


def printed(session: Session, store: Disk) -> bytes:
    return house_look.printed(session, store, NOTICE, samples.NOTICE, code="SOS")


def test_without_a_template_it_is_what_the_product_writes(session: Session, author: Author, store: Disk) -> None:
    with writing(session, author):
        make.committee(session, make.council(session))
    assert printed(session, store) == notice.write(samples.NOTICE)


def test_with_one_it_is_that(session: Session, author: Author, store: Disk) -> None:
    put_in_use(session, author, store.keep(OURS))
    assert texts(printed(session, store), "Title") == ["OURS"]


SPOILT = {
    "its file is gone": ("f" * 64, "Its file is missing from where files are kept"),
    "it is no template any more": (b"{{ meeting.dat }}", "The file is broken"),
    "it names a field that there is no more": (
        template(said("{{ weather }}")),
        "“{{ weather }}” in the first paragraph: there is no such field",
    ),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_template_that_fails_leaves_nobody_without_the_paper(
    session: Session, author: Author, store: Disk, caplog: pytest.LogCaptureFixture, how: str
) -> None:
    content, why = SPOILT[how]
    put_in_use(session, author, store.keep(content) if isinstance(content, bytes) else content)
    row = house_look.queries.in_use(session, "SOS", NOTICE)
    assert house_look.trouble_with(store, row).startswith(why)
    assert printed(session, store) == notice.write(samples.NOTICE)
    assert "the product's own look was printed" in caplog.text
