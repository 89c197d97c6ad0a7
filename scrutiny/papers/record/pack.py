"""The part of the record that a pack tells of, in the record's own shape: nothing that is not printed in the pack."""

from __future__ import annotations

from collections.abc import Iterable

from scrutiny.domain.record import Committee, Record
from scrutiny.domain.record.meetings import Document, Item, Meeting
from scrutiny.domain.record.people import Lead
from scrutiny.domain.vocabulary import Part
from scrutiny.papers.agenda import Agenda, Enclosure, Line
from scrutiny.papers.pack import Pack


def of(pack: Pack) -> Record:
    agenda = pack.agenda
    return Record(
        committee=Committee(code=agenda.committee_code, name=agenda.committee, council=agenda.council),
        meetings=(_meeting(agenda, pack),),
    )


def _meeting(agenda: Agenda, pack: Pack) -> Meeting:
    second = {line.item_id for line in agenda.part_two}
    return Meeting(
        id=agenda.meeting_id,
        date=agenda.on,
        time=agenda.at,
        venue=agenda.venue,
        kind=agenda.kind,
        status=agenda.status,
        rearranged_from=agenda.rearranged_from,
        status_because=agenda.status_because,
        published_on=agenda.published_on,
        items=tuple(_item(item.line, item.papers, in_part_two=item.line.item_id in second) for item in pack.items),
    )


def _item(line: Line, papers: Iterable[Enclosure], *, in_part_two: bool) -> Item:
    return Item(
        id=line.item_id,
        number=line.number,
        title=line.title,
        part=Part.TWO if in_part_two else Part.ONE,
        restricted=bool(line.paragraphs),
        kind=line.kind,
        public_title=line.title if line.withheld else "",
        paragraphs=line.paragraphs,
        topic=None,
        standing=None,
        leads=tuple(Lead(label=lead.label, name=name) for lead in line.leads for name in lead.names),
        report_recommendations="\n".join(line.recommendations),
        documents=tuple(_document(paper) for paper in papers if not paper.withheld),
        supplement=line.supplement,
        late_because=line.late_because,
        outcome=line.outcome,
        outcome_note=line.outcome_note,
    )


def _document(paper: Enclosure) -> Document:
    return Document(
        title=paper.title,
        part=Part.TWO if paper.exempt else Part.ONE,
        to_follow=paper.to_follow,
        sha256=paper.sha256,
        media_type=paper.media_type,
    )
