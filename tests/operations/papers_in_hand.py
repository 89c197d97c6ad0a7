"""Papers for tests: an upload that was found in order, without a file behind it, and a table to lay papers on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.intake.uploads import Upload
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.documents import Document
from scrutiny.models.meetings import Meeting
from scrutiny.operations import agenda, documents, meetings
from scrutiny.queries import documents as queries
from tests.operations import chamber
from tests.operations.chamber import NOTICE, OPEN_ALL_DAYS, day

PDF = "application/pdf"
TODAY = day("2021-11-01")
NEXT_DAY = day("2021-11-02")


def upload(text: str = "Words of the report", name: str = "report.pdf", media_type: str = PDF) -> Upload:
    """Another text is another file."""
    content = text.encode("utf-8", "surrogatepass")
    return Upload(name, media_type, len(content), sha256(content).hexdigest(), text, 1)


@dataclass
class Table:
    """A meeting with one item of business, on which papers are laid."""

    session: Session
    author: Author
    meeting: Meeting
    item: AgendaItem

    def lay(self, text: str = "Words of the report", **said: Any) -> Document:
        values: dict[str, Any] = {"upload": upload(text), "title": text, "on": TODAY} | said
        with writing(self.session, self.author):
            return documents.take(self.session, self.item, **values)

    def publish(self) -> None:
        with writing(self.session, self.author):
            meetings.publish(self.session, self.meeting, on=TODAY, calendar=OPEN_ALL_DAYS, rule=NOTICE)

    def do(self, step: Callable[..., object], of: object, **said: object) -> None:
        with writing(self.session, self.author):
            step(self.session, of, **said)

    def refused(self, step: Callable[..., object], of: object, **said: object) -> str:
        with pytest.raises(RuleBroken) as refusal:
            self.do(step, of, **said)
        self.session.expire_all()
        return str(refusal.value)

    def files(self, document: Document) -> list[tuple[str, str]]:
        """The name of each file that the paper came as, and the reason."""
        return [(row.name, row.because) for row in queries.versions(self.session, document.id)]

    def inspection(self, document: Document) -> list[str]:
        return [row.inspection.value for row in queries.versions(self.session, document.id)]


def laid(session: Session, author: Author) -> Table:
    with writing(session, author):
        committee = chamber.committee(session)
        meeting = meetings.schedule(session, committee=committee, day=day("2021-11-30"))
        item = agenda.add_item(session, meeting, title="Annual report", on=TODAY)
    return Table(session, author, meeting, item)
