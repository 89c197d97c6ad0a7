"""Rows for tests, each with plain values for whatever the test does not care about.

Every function adds its row inside a change (`writing(session, author)`) and gives it back with its id.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from hashlib import sha256
from itertools import count
from typing import Any, TypeVar

from flask import current_app, has_app_context
from sqlalchemy.orm import Session

from scrutiny.database import Base
from scrutiny.domain.vocabulary import (
    AttendanceStatus,
    Audience,
    Capacity,
    ItemKind,
    ItemOutcome,
    MeetingStatus,
    MinutesState,
    PackKind,
    Part,
    ResolutionKind,
    Role,
    TemplateKind,
)
from scrutiny.models.agenda import AgendaItem, ItemLead, Topic
from scrutiny.models.committees import Committee, Council
from scrutiny.models.documents import Document, DocumentVersion, StoredFile
from scrutiny.models.follow_up import Action, ActionUpdate, Recommendation
from scrutiny.models.house_templates import HouseTemplate
from scrutiny.models.meetings import Attendance, Meeting, Rearrangement
from scrutiny.models.minutes import Minute, MinuteNumber, MinuteSeries, Resolution
from scrutiny.models.official_minutes import MinutesDraft, OfficialMinutes
from scrutiny.models.packs import Pack
from scrutiny.models.people import Membership, Person
from scrutiny.models.programme import EntryLead, WorkProgrammeEntry
from scrutiny.papers.minutes import Minute as MinutePrinted
from scrutiny.word import minutes as minutes_in_word
from scrutiny.word.house_template import default
from tests.word import samples

PDF = "application/pdf"
NOON = datetime(2021, 9, 1, 12, 0, tzinfo=UTC)
R = TypeVar("R", bound=Base)
_numbers = count(1)


def _added(session: Session, row: R) -> R:
    session.add(row)
    session.flush()
    return row


def council(session: Session, name: str = "Loamshire County Council", **values: Any) -> Council:
    return _added(session, Council(name=name, **values))


def committee(session: Session, of: Council, *, code: str = "SOS", **values: Any) -> Committee:
    values = {"name": "Safeguarding Overview and Scrutiny Committee", "usual_venue": "Oak Room"} | values
    return _added(session, Committee(council_id=of.id, code=code, **values))


def person(session: Session, name: str, **values: Any) -> Person:
    return _added(session, Person(name=name, **values))


def member(session: Session, of: Committee, name: str, role: Role = Role.MEMBER, **values: Any) -> Membership:
    values = {"from_": date(2021, 5, 20)} | values
    who = person(session, name, honours=values.pop("honours", ""))
    return _added(session, Membership(committee_id=of.id, person_id=who.id, role=role, **values))


def meeting(session: Session, of: Committee, on: date, **values: Any) -> Meeting:
    values = {"at": time(10), "venue": "Oak Room", "changed_at": NOON} | values
    uid = f"{next(_numbers)}@test.invalid"
    return _added(session, Meeting(committee_id=of.id, committee_name=of.name, on=on, uid=uid, **values))


def held(session: Session, of: Committee, on: date, **values: Any) -> Meeting:
    """A meeting that is over, its minutes agreed for publication."""
    values = {"published_on": on, "minutes_state": MinutesState.AGREED} | values
    return meeting(session, of, on, status=MeetingStatus.HELD, **values)


def rearranged(session: Session, what: Meeting, was_on: date, because: str = "") -> Rearrangement:
    return _added(session, Rearrangement(meeting_id=what.id, was_on=was_on, was_at=what.at, because=because))


def topic(session: Session, of: Committee, title: str, **values: Any) -> Topic:
    return _added(session, Topic(committee_id=of.id, title=title, **values))


def exempt_topic(session: Session, of: Committee, title: str, public_title: str) -> Topic:
    return topic(session, of, title, exempt=True, public_title=public_title, paragraphs="1, 2")


def item(session: Session, at: Meeting, title: str, **values: Any) -> AgendaItem:
    """The next item of that meeting, numbered by its place unless told otherwise."""
    position = session.query(AgendaItem).filter_by(meeting_id=at.id).count() + 1
    values = {"position": position, "number": str(position), "kind": ItemKind.BUSINESS} | values
    return _added(session, AgendaItem(meeting_id=at.id, title=title, **values))


def exempt_item(session: Session, at: Meeting, title: str, public_title: str, **values: Any) -> AgendaItem:
    values = {"paragraphs": "1,2", "part": Part.TWO} | values
    return item(session, at, title, public_title=public_title, **values)


def lead(session: Session, of: AgendaItem, name: str, label: str = "Lead Officer") -> ItemLead:
    return _added(session, ItemLead(item_id=of.id, name=name, label=label, capacity=Capacity.LEAD_OFFICER))


def document(session: Session, of: AgendaItem, title: str, **values: Any) -> Document:
    return _added(session, Document(item_id=of.id, title=title, **values))


def house_template(session: Session, of: Committee, kind: TemplateKind, **values: Any) -> HouseTemplate:
    """The product's own of that kind, as the committee's. Its file is in the store where the application is at hand."""
    content = default(kind)
    if has_app_context():
        current_app.extensions["scrutiny.store"].keep(content)
    came = {"sha256": sha256(content).hexdigest(), "name": f"{kind}.docx", "size": len(content)}
    owner = {"council_id": of.council_id, "committee_id": of.id}
    made = {"kind": kind, "version": 1, "by": "Test Clerk", "at": NOON}
    return _added(session, HouseTemplate(**owner | came | made | values))


def minutes_draft(session: Session, of: Meeting, said: str, **values: Any) -> MinutesDraft:
    """Minutes that came back from Word saying that. Their file is in the store where the application is at hand."""
    return _added(session, MinutesDraft(meeting_id=of.id, **_finished_in_word(said) | values))


def official_minutes(session: Session, of: Meeting, said: str, **values: Any) -> OfficialMinutes:
    """Such a file, adopted: the first version, unless another is named."""
    return _added(session, OfficialMinutes(meeting_id=of.id, **{"version": 1} | _finished_in_word(said) | values))


def _finished_in_word(said: str) -> dict[str, Any]:
    content = minutes_in_word.write(
        samples.minutes(part_one=(MinutePrinted("26", "Buses", said, item_id=1),), part_two=())
    )
    if has_app_context():
        current_app.extensions["scrutiny.store"].keep(content)
    came = {"sha256": sha256(content).hexdigest(), "name": "minutes.docx", "size": len(content)}
    return came | {"by": "Test Clerk", "at": NOON}


def paper(
    session: Session, of: AgendaItem, title: str, content: bytes, text: str, *, name: str = "report.pdf", **values: Any
) -> Document:
    """A document that has come, as a PDF. Its file is in the store where the application is at hand."""
    came = {"sha256": sha256(content).hexdigest(), "name": name, "media_type": PDF, "size": len(content)}
    if has_app_context():
        current_app.extensions["scrutiny.store"].keep(content)
    _added(session, StoredFile(sha256=came["sha256"], size=came["size"], media_type=PDF, text=text))
    row = document(session, of, title, received_on=NOON.date(), **came | values)
    _added(session, DocumentVersion(document_id=row.id, number=1, by="Test Clerk", at=NOON, **came))
    return row


def pack(session: Session, of: Meeting, content: bytes, **values: Any) -> Pack:
    """A published PDF for the public unless it says otherwise. Its file is in the store."""
    current_app.extensions["scrutiny.store"].keep(content)
    bound = {"sha256": sha256(content).hexdigest(), "size": len(content), "made_from": "m" * 64, "pages": 3}
    usual = {"audience": Audience.PUBLIC, "kind": PackKind.PDF, "version": 1, "published": True, "made_at": NOON}
    return _added(session, Pack(meeting_id=of.id, **(bound | usual | values)))


def present(
    session: Session, at: Meeting, name: str, status: AttendanceStatus = AttendanceStatus.PRESENT, **values: Any
) -> Attendance:
    return _added(session, Attendance(meeting_id=at.id, name=name, status=status, **values))


def series(session: Session, of: Committee, name: str = "2021/22") -> MinuteSeries:
    return _added(session, MinuteSeries(council_id=of.council_id, committee_id=of.id, name=name))


def minute(
    session: Session,
    of: AgendaItem,
    narrative: str,
    resolved: Sequence[str | tuple[str, ResolutionKind]] = (),
    *,
    number: int | None = None,
    within: MinuteSeries | None = None,
    **values: Any,
) -> Minute:
    """The minute of an item, considered unless it says otherwise; several clauses are lettered."""
    if of.outcome is ItemOutcome.PENDING:
        of.outcome = ItemOutcome.CONSIDERED
    issued = None
    if number is not None and within is not None:
        issued = _added(session, MinuteNumber(series_id=within.id, ordinal=number, printed=str(number)))
    row = _added(session, Minute(item_id=of.id, number_id=issued and issued.id, narrative=narrative, **values))
    for position, clause in enumerate(resolved):
        text, kind = clause if isinstance(clause, tuple) else (clause, ResolutionKind.NONE)
        letter = chr(ord("a") + position) if len(resolved) > 1 else ""
        _added(session, Resolution(minute_id=row.id, position=position, letter=letter, text=text, kind=kind))
    return row


def action(session: Session, of: Committee, text: str, **values: Any) -> Action:
    values = {"opened_on": date(2021, 9, 14), "reference": f"{of.code}-{next(_numbers)}"} | values
    return _added(session, Action(committee_id=of.id, text=text, **values))


def update(session: Session, of: Action, text: str, **values: Any) -> ActionUpdate:
    values = {"on": date(2021, 10, 1), "by": "Test Clerk", "state": of.state} | values
    return _added(session, ActionUpdate(action_id=of.id, text=text, **values))


def recommendation(session: Session, of: Committee, text: str, **values: Any) -> Recommendation:
    values = {"opened_on": date(2021, 9, 14), "reference": f"{of.code}-R{next(_numbers)}"} | values
    return _added(session, Recommendation(committee_id=of.id, text=text, **values))


def entry(session: Session, of: Committee, title: str, **values: Any) -> WorkProgrammeEntry:
    """A row of the work programme, of a topic made for it."""
    about = values.pop("topic", None) or topic(session, of, title)
    values = {"year": 2021} | values
    return _added(session, WorkProgrammeEntry(committee_id=of.id, topic_id=about.id, title=title, **values))


def entry_lead(session: Session, of: WorkProgrammeEntry, name: str, label: str = "Lead Officer") -> EntryLead:
    return _added(session, EntryLead(entry_id=of.id, name=name, label=label, capacity=Capacity.LEAD_OFFICER))
