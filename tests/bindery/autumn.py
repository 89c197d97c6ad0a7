"""A committee between two meetings: the minutes of one go to the next, with the work programme."""

from __future__ import annotations

import io
from contextlib import AbstractContextManager

from docx import Document as Word
from sqlalchemy.orm import Session

from scrutiny.bindery import arranging
from scrutiny.bindery.arranging import Arranged
from scrutiny.database import Author, writing
from scrutiny.domain.packs import Contents, Printed
from scrutiny.domain.vocabulary import InterestKind, ItemKind
from scrutiny.models.minutes import Declaration
from scrutiny.models.packs import Pack
from tests import make
from tests.bindery.record import Record
from tests.bindery.stand_in import Workshop
from tests.operations import chamber
from tests.word import samples

MINUTES, PROGRAMME = "Minutes of the meeting held on 14 September 2021", "Work programme"
DRAFT = "Draft minutes, 14 September 2021"


class Autumn:
    """The meeting of 14 September is held, the agenda of 30 November is out, and its packs are to be made."""

    def __init__(self, session: Session, author: Author, workshop: Workshop, record: Record) -> None:
        self.session, self.author, self.workshop, self.record = session, author, workshop, record
        with self.change():
            self.committee = committee = chamber.committee(session)
            self.before = make.held(session, committee, chamber.day("2021-09-14"))
            topic = make.topic(session, committee, "Fostering")
            self.fostering = make.item(session, self.before, "Fostering", topic_id=topic.id)
            self.minute = make.minute(session, self.fostering, "What was said of fostering.")
            self.interest = Declaration(
                meeting_id=self.before.id, name="Ada", kind=InterestKind.OTHER, detail="A tenant of the Council"
            )
            session.add(self.interest)
            self.entry = make.entry(session, committee, "Young carers", details="Suggested in June.")
            self.next = make.meeting(
                session, committee, chamber.day("2021-11-30"), published_on=chamber.day("2021-11-12")
            )
            values = {"kind": ItemKind.MINUTES, "minutes_of_id": self.before.id}
            self.minutes = make.item(session, self.next, MINUTES, **values)
            self.programme = make.item(session, self.next, PROGRAMME, kind=ItemKind.WORK_PROGRAMME)
        self.wanted()

    def change(self) -> AbstractContextManager[object]:
        return writing(self.session, self.author)

    def wanted(self) -> None:
        self.record.want(self.next.id)

    def built(self, **values: object) -> list[Pack]:
        """The packs of that meeting once what is wanted is made, those with these values."""
        self.session.rollback()
        self.workshop.build(self.next.id)
        found = self.record.packs(self.next.id)
        return [pack for pack in found if all(getattr(pack, name) == value for name, value in values.items())]

    def arranged(self) -> Arranged:
        self.session.rollback()
        on = self.workshop.time.date()
        return arranging.arrange(self.session, self.next.id, store=self.workshop.store, on=on)

    def nothing_is_due(self) -> bool:
        return not list(arranging.due(self.session, self.next.id, self.arranged()))

    def words_of(self, paper: Printed) -> str:
        """All the text of a paper that the record printed."""
        with self.workshop.store.open(paper.sha256) as file:
            document = Word(io.BytesIO(file.read()))
        return "\n".join([part.text for part in document.element.body.iter() if part.text])


def printed(pack: Pack) -> dict[int, Printed]:
    return dict(Contents.read(pack.holds).printed)


def titles(pack: Pack) -> list[str]:
    return [paper.title for paper in printed(pack).values()]


def in_word(said: str) -> bytes:
    """The file that `make.official_minutes` adopts."""
    minute = samples.Minute("26", "Buses", said, item_id=1)
    return make.minutes_in_word.write(samples.minutes(part_one=(minute,), part_two=()))
