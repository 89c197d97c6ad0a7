"""Finds packs: those that are out, those of the desk, and what is to be made."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from scrutiny.domain.packs import Contents
from scrutiny.domain.vocabulary import Audience, ItemKind, MeetingStatus, PackKind
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee
from scrutiny.models.documents import Document
from scrutiny.models.meetings import Meeting
from scrutiny.models.packs import Pack, PackBuild
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.queries.rows import AnyRow, Rows, plain
from scrutiny.queries.withheld import EXEMPT, PUBLISHED, withheld_entry

_IS_OUT = (Pack.published, Pack.meeting_id == bindparam("meeting_id"))
_SHOWN = (
    Pack.id,
    Pack.supplement,
    Pack.audience,
    Pack.kind,
    Pack.version,
    Pack.size,
    Pack.pages,
    Pack.made_at,
    Pack.published,
    Pack.changed,
    Pack.left_out,
    Pack.withdrawn_because,
)
_IN_ORDER = (Pack.supplement, Pack.audience.desc(), Pack.version.desc(), Pack.id)  # the public’s first
_OUT = select(*_SHOWN).where(*_IS_OUT, Pack.audience.in_(bindparam("audiences", expanding=True))).order_by(*_IN_ORDER)
_SERVED = (
    select(
        *_SHOWN,
        Pack.sha256,
        Pack.meeting_id,
        PUBLISHED.label("is_out"),
        Meeting.on,
        Meeting.committee_id,
        Committee.code,
    )
    .join(Meeting, Meeting.id == Pack.meeting_id)
    .join(Committee, Committee.id == Meeting.committee_id)
)
_ONE = _SERVED.where(Pack.id == bindparam("pack_id"))
_NEWEST = (
    _SERVED.where(
        *_IS_OUT,
        Pack.supplement == bindparam("supplement"),
        Pack.audience == bindparam("audience"),
        Pack.kind == bindparam("kind"),
    )
    .order_by(Pack.version.desc())
    .limit(1)
)


def out(session: Session, meeting_id: int, audiences: Collection[Audience]) -> Rows:
    """The published packs of these audiences, the withdrawn ones too: by supplement, the newest version first."""
    found = session.connection().execute(_OUT, {"meeting_id": meeting_id, "audiences": list(audiences)})
    return plain(found.all())


def newest(session: Session, meeting_id: int, *, supplement: int, audience: Audience, kind: PackKind) -> AnyRow | None:
    """The last published version; a withdrawn one does not let an older one through."""
    wanted = {"meeting_id": meeting_id, "supplement": supplement, "audience": audience, "kind": kind}
    return session.connection().execute(_NEWEST, wanted).first()


def one(session: Session, pack_id: int) -> AnyRow | None:
    return session.connection().execute(_ONE, {"pack_id": pack_id}).first()


def of_meeting(session: Session, meeting_id: int) -> list[Pack]:
    """Drafts and withdrawn ones too, in the order of `out`."""
    return list(session.scalars(select(Pack).where(Pack.meeting_id == meeting_id).order_by(*_IN_ORDER)))


def last_versions(session: Session, meeting_id: int) -> dict[tuple[int, Audience, PackKind], Pack]:
    """The newest published one of each supplement, audience and kind, the withdrawn among them."""
    last: dict[tuple[int, Audience, PackKind], Pack] = {}
    for pack in of_meeting(session, meeting_id):
        if pack.published:
            last.setdefault((pack.supplement, pack.audience, pack.kind), pack)
    return last


def still_read(meeting_id: int, audiences: Collection[Audience]) -> Select[Pack]:
    """The packs of these audiences that are not withdrawn, drafts among them, as the database has them now."""
    found = select(Pack).where(
        Pack.meeting_id == meeting_id, Pack.audience.in_(audiences), Pack.withdrawn_because == ""
    )
    return found.execution_options(populate_existing=True)


def build(session: Session, meeting_id: int) -> PackBuild | None:
    """What is to be made of the meeting, as the database has it now."""
    return session.get(PackBuild, meeting_id, populate_existing=True)


def is_to_be_made(session: Session, meeting_id: int) -> bool:
    """Whether somebody is at the meeting's packs, or will be."""
    waits = (PackBuild.meeting_id == meeting_id, PackBuild.failed_because == "")
    return bool(session.scalar(select(exists().where(*waits))))


def to_be_made(session: Session, *, silent_since: datetime) -> list[int]:
    """The meetings whose packs wait to be made, or whose worker is silent since then: who has waited longest first."""
    nobody = or_(PackBuild.beat_at.is_(None), PackBuild.beat_at <= silent_since)
    found = select(PackBuild.meeting_id).where(PackBuild.failed_because == "", nobody)
    return list(session.scalars(found.order_by(PackBuild.wanted_at, PackBuild.meeting_id)))


_HAS_PACKS = exists().where(Pack.meeting_id == Meeting.id) | exists().where(PackBuild.meeting_id == Meeting.id)
_HAS_PAPERS = exists().where(
    AgendaItem.meeting_id == Meeting.id, AgendaItem.id == Document.item_id, Document.sha256 != ""
)


def to_be_followed(session: Session, meetings: Collection[int]) -> list[int]:
    """Of these, the meetings whose agenda is out and that have packs, or papers to make some of."""
    there = (Meeting.id.in_(meetings), PUBLISHED, _HAS_PACKS | _HAS_PAPERS)
    return list(session.scalars(select(Meeting.id).where(*there)))


def with_papers(session: Session) -> list[int]:
    """The meetings whose agenda is out with papers that came, the earliest first."""
    return list(session.scalars(select(Meeting.id).where(PUBLISHED, _HAS_PAPERS).order_by(Meeting.on, Meeting.id)))


_PRINTED_FOR = or_(AgendaItem.minutes_of_id.is_not(None), AgendaItem.kind == ItemKind.WORK_PROGRAMME)
"""The items that the record itself has the paper of."""


def printed_for(session: Session, meeting_id: int) -> dict[int, int | None]:
    """Such items of a meeting: by their ids, the meeting whose minutes they are for; None, the work programme."""
    found = select(AgendaItem.id, AgendaItem.minutes_of_id).where(AgendaItem.meeting_id == meeting_id, _PRINTED_FOR)
    return {row.id: row.minutes_of_id for row in session.execute(found)}


def with_printed(session: Session, committees: Collection[int]) -> list[int]:
    """The meetings of these committees that have a pack, or will, in which the record prints something: in order."""
    prints = exists().where(AgendaItem.meeting_id == Meeting.id, _PRINTED_FOR)
    found = select(Meeting.id).where(Meeting.committee_id.in_(committees), prints, _HAS_PACKS)
    return list(session.scalars(found.order_by(Meeting.id)))


def to_confirm(session: Session, meetings: Collection[int]) -> list[int]:
    """The meetings still to come at which the minutes of these are to be confirmed."""
    found = select(Meeting.id).join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
    wanted = found.where(AgendaItem.minutes_of_id.in_(meetings), Meeting.status == MeetingStatus.SCHEDULED)
    return list(session.scalars(wanted))


def last_contents(session: Session, meeting_id: int) -> dict[tuple[int, Audience], Contents]:
    """What the newest pack that is out and may be read holds, by supplement and audience."""
    last: dict[tuple[int, Audience], Contents] = {}
    for pack in of_meeting(session, meeting_id):
        if pack.published and not pack.withdrawn_because and (pack.supplement, pack.audience) not in last:
            last[pack.supplement, pack.audience] = Contents.read(pack.holds)
    return last


def exempt_of(session: Session, *, items: Collection[int], entries: Collection[int]) -> tuple[set[int], set[int]]:
    """Which of these items and rows of the programme the public may not read of by now."""
    exempt = session.scalars(select(AgendaItem.id).where(AgendaItem.id.in_(items), EXEMPT)) if items else ()
    row = WorkProgrammeEntry.id
    withheld = session.scalars(select(row).where(row.in_(entries), withheld_entry())) if entries else ()
    return set(exempt), set(withheld)
