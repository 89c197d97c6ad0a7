"""A small record: 14 September 2021 held, 30 November (moved from the 4th) and 28 February still to come."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.roll_forward import Plan
from scrutiny.domain.vocabulary import ItemKind, ResolutionKind, Section
from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.committees import Committee
from scrutiny.models.follow_up import Action, ActionAppearance
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, Resolution
from scrutiny.models.programme import EntryMove, EntryOrigin, WorkProgrammeEntry
from scrutiny.models.roll_forward import RollForward, RollForwardLine
from scrutiny.operations import agenda, follow_up, meetings, minute_numbers, minutes, programme, roll_forward
from scrutiny.operations.follow_up import Source
from scrutiny.operations.programme import TO_BE_CONFIRMED, Slot
from tests.operations import chamber
from tests.operations.chamber import day

CALLED = day("2021-05-20")
TODAY = day("2021-11-15")


@dataclass
class Autumn:
    committee: Committee
    september: Meeting
    november: Meeting
    february: Meeting
    entries: dict[str, WorkProgrammeEntry]
    items: dict[str, AgendaItem]
    minutes: dict[str, Minute]
    kpi_data: Resolution
    referrals: Action


def make(session: Session) -> Autumn:
    committee = chamber.committee(session)
    september, november, february = (
        meetings.schedule(session, committee=committee, day=day(on))
        for on in ("2021-09-14", "2021-11-04", "2022-02-28")
    )
    meetings.rearrange(session, november, day=day("2021-11-30"), because="Full Council", on=day("2021-10-01"))
    entries = _programme(session, committee, september, november, february)
    items = {
        name: agenda.add_item(session, september, title=entries[name].title, entry=entries[name], on=CALLED)
        for name in ("transformation", "cusp of care")
    }
    items["programme"] = agenda.add_item(
        session, september, title="Work programme", kind=ItemKind.WORK_PROGRAMME, on=CALLED
    )
    meetings.hold(session, september, on=september.on)
    written = {
        name: minutes.write(session, item, narrative=f"Members considered: {item.title}.")
        for name, item in items.items()
    }
    for minute in written.values():
        minute_numbers.issue(session, minute)
    asked = minutes.resolve(session, written["transformation"], text="comparative data on GP referrals be forwarded")
    minutes.resolve(session, written["transformation"], text="the update be welcomed")
    kpi_data = minutes.resolve(
        session,
        written["transformation"],
        text="scrutiny of performance against the KPIs be included on the work programme",
        kind=ResolutionKind.PROGRAMME,
    )
    again = minutes.resolve(
        session,
        written["cusp of care"],
        text="a similar forum be included on the work programme",
        kind=ResolutionKind.PROGRAMME,
    )
    programme.answer(session, again, entry=entries["cusp of care again"])
    programme.withdraw(session, entries["investigations"], because="Request withdrawn")
    referrals = follow_up.open_action(
        session, committee=committee, text="GP referral data", on=september.on, source=Source(resolution=asked)
    )
    return Autumn(committee, september, november, february, entries, items, written, kpi_data, referrals)


def _programme(
    session: Session, committee: Committee, september: Meeting, november: Meeting, february: Meeting
) -> dict[str, WorkProgrammeEntry]:
    rows = {
        "transformation": ("Adult Safeguarding Transformation", Slot(september), Section.PROGRAMME),
        "cusp of care": ("Adults on the Cusp of Care", Slot(september), Section.PROGRAMME),
        "report": ("Safeguarding Children Board annual report", Slot(november), Section.PROGRAMME),
        "neglect": ("Low-level neglect", Slot(february), Section.PROGRAMME),
        "young carers": ("Young carers", TO_BE_CONFIRMED, Section.PROGRAMME),
        "investigations": ("Sexual abuse investigations", TO_BE_CONFIRMED, Section.BRIEFING),
    }
    entries = {
        name: programme.add_entry(session, committee=committee, title=title, at=at, section=section, on=CALLED)
        for name, (title, at, section) in rows.items()
    }
    cusp_of_care = session.get_one(Topic, entries["cusp of care"].topic_id)
    entries["cusp of care again"] = programme.add_entry(
        session, committee=committee, title=cusp_of_care.title, at=Slot(february), topic=cusp_of_care, on=CALLED
    )
    return entries


def rolled(session: Session, author: Author, record: Autumn, to: Meeting | None = None) -> Plan:
    with writing(session, author):
        return roll_forward.roll_forward(session, record.september, to or record.november, by="Clerk", on=TODAY)


def titles(session: Session, meeting: Meeting) -> list[str]:
    return list(
        session.scalars(
            select(AgendaItem.title).where(AgendaItem.meeting_id == meeting.id).order_by(AgendaItem.position)
        )
    )


def counted(session: Session) -> dict[str, int | None]:
    kinds = (AgendaItem, ActionAppearance, EntryMove, EntryOrigin, RollForward, RollForwardLine, WorkProgrammeEntry)
    return {kind.__tablename__: session.scalar(select(func.count()).select_from(kind)) for kind in kinds}


def several(session: Session, record: Autumn, names: str, at: Slot) -> list[WorkProgrammeEntry]:
    """A row of the programme for each letter of these names."""
    return [
        programme.add_entry(session, committee=record.committee, title=name, at=at, on=TODAY, section=Section.INQUIRY)
        for name in names
    ]
