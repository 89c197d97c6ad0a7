"""A pack as a reader holds it: the agenda as front sheet, then each item's papers, exempt ones already left out.

It is what was sent out before the meeting. What became of the business there, and what came with a later supplement, is
not in it, so that neither changes a pack that is out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from scrutiny.domain.dates import written_time, written_with_weekday
from scrutiny.domain.files import WORD
from scrutiny.domain.packs import Contents, HeldPaper, Printed
from scrutiny.domain.vocabulary import Audience, ItemOutcome, MeetingStatus
from scrutiny.papers.agenda import Agenda, Enclosure, Line


@dataclass(frozen=True, slots=True)
class PackItem:
    """One item with what was sent for it; `anchor` is unique in the pack, for links and bookmarks."""

    line: Line
    papers: tuple[Enclosure, ...]

    @property
    def anchor(self) -> str:
        return f"item-{self.line.item_id}"


@dataclass(frozen=True, slots=True)
class Pack:
    """`supplement` is 0 for the agenda's own pack: then all that came with it, and of a supplement only what it brings.

    `agenda` is arranged for the same audience, so that nothing in it has to be left out again. `printed` are those of
    its papers that nobody sent, by item: the record printed them.
    """

    agenda: Agenda
    audience: Audience
    supplement: int
    items: tuple[PackItem, ...]
    printed: Mapping[int, Printed] = field(default_factory=dict)

    @property
    def exempt(self) -> bool:
        """Whether a page of it is not for publication."""
        own = (paper for item in self.items for paper in item.papers if paper.supplement == self.supplement)
        return any(paper.exempt for paper in own)


def of(
    agenda: Agenda, *, audience: Audience, supplement: int = 0, printed: Mapping[int, Printed] | None = None
) -> Pack:
    """Arrange an agenda and its papers as a pack. Of a supplement only those items are in it that it brings papers for.

    Of what came later the agenda's own pack says, if it is made once more, with which supplement. What is `printed`
    goes with the items that await it.
    """
    sent = _sent(_with(agenda, printed or {}), supplement)
    items = tuple(PackItem(line, line.documents) for line in lines(sent))
    with_them = {id_: paper for id_, paper in (printed or {}).items() if id_ in {item.line.item_id for item in items}}
    return Pack(agenda=sent, audience=audience, supplement=supplement, items=items, printed=with_them)


def awaits(line: Line, supplement: int) -> bool:
    """Whether a paper that the record prints goes with this item, in the pack that told of it first.

    Only where nobody has put one there: one that is sent, or is to follow, or was withdrawn again, stands instead. What
    came with a later supplement changes nothing of the pack that was out.
    """
    own = [paper for paper in line.documents if paper.supplement == line.supplement]
    return line.supplement == supplement and not (line.withheld or own or line.withdrawn)


def lines(agenda: Agenda) -> tuple[Line, ...]:
    return (*agenda.part_one, *agenda.part_two)


def supplements(agenda: Agenda) -> tuple[int, ...]:
    """The numbers of the supplements that went out, in order."""
    numbers = {line.supplement for line in lines(agenda)}
    numbers |= {paper.supplement for line in lines(agenda) for paper in line.documents}
    return tuple(sorted(numbers - {0}))


def contents(pack: Pack) -> Contents:
    """What the pack tells of openly. What is only named as withheld, or as to follow, is nothing that it holds."""
    agenda = pack.agenda
    openly = [item for item in pack.items if not item.line.withheld]
    return Contents(
        meeting=f"{written_with_weekday(agenda.on)}, {written_time(agenda.at)}, {agenda.venue}",
        items={item.line.item_id: f"{item.line.number} {item.line.title}".strip() for item in openly},
        papers={
            paper.document_id: HeldPaper(paper.title, paper.sha256, paper.exempt)
            for item in openly
            for paper in item.line.documents
            if paper.document_id and not paper.withheld
        },
        printed=pack.printed,
    )


def told(pack: Pack) -> Pack:
    """What of it must be otherwise for a new version: who sits on the committee and what is to follow need not be."""
    items = tuple(replace(item, papers=_come(item.papers), line=_without_papers(item.line)) for item in pack.items)
    return replace(
        pack,
        items=items,
        printed={},
        agenda=replace(
            pack.agenda,
            part_one=(),
            part_two=(),
            members=(),
            notes=(),
            planned=(),
            publish_by=None,
            notice_unknown="",
            reopened_because="",
        ),
    )


def _sent(agenda: Agenda, supplement: int) -> Agenda:
    part_one = tuple(_line(line, supplement) for line in agenda.part_one if _went_out(line, supplement))
    part_two = tuple(_line(line, supplement) for line in agenda.part_two if _went_out(line, supplement))
    held = agenda.status is MeetingStatus.HELD
    exempt = supplement == 0 or part_two or any(line.paragraphs for line in part_one)
    return replace(
        agenda,
        part_one=part_one,
        part_two=part_two,
        status=MeetingStatus.SCHEDULED if held else agenda.status,
        exclusion=agenda.exclusion if part_two else "",
        contains_exempt=agenda.contains_exempt and bool(exempt),
    )


def _with(agenda: Agenda, printed: Mapping[int, Printed]) -> Agenda:
    return replace(
        agenda,
        part_one=tuple(_printed(line, printed.get(line.item_id)) for line in agenda.part_one),
        part_two=tuple(_printed(line, printed.get(line.item_id)) for line in agenda.part_two),
    )


def _printed(line: Line, paper: Printed | None) -> Line:
    if paper is None:
        return line
    enclosure = Enclosure(
        paper.title,
        exempt=paper.exempt,
        sha256=paper.sha256,
        media_type=WORD,
        size=paper.size,
        supplement=line.supplement,
        paragraphs=paper.paragraphs or (line.paragraphs if paper.exempt else ()),
    )
    return line._replace(documents=(enclosure, *line.documents))


def _went_out(line: Line, supplement: int) -> bool:
    """Whether an item is told of in the agenda's own pack, or in the supplement of that number."""
    return line.supplement == supplement or any(supplement == paper.supplement != 0 for paper in line.documents)


def _line(line: Line, supplement: int) -> Line:
    """Without what became of it; an item that was withdrawn before the meeting says so."""
    withdrawn = line.outcome is ItemOutcome.WITHDRAWN
    return line._replace(
        topic_id=None,
        outcome=line.outcome if withdrawn else ItemOutcome.PENDING,
        outcome_note=line.outcome_note if withdrawn else "",
        minute_number="",
        requests=(),
        withdrawn=(),
        documents=tuple(_papers(line, supplement)),
    )


def _papers(line: Line, supplement: int) -> Iterable[Enclosure]:
    for paper in line.documents:
        if paper.supplement == supplement:
            yield paper
        elif supplement == 0:
            yield paper._replace(to_follow=True, sha256="", name="", media_type="", size=0)


def _come(papers: Iterable[Enclosure]) -> tuple[Enclosure, ...]:
    return tuple(paper for paper in papers if not paper.to_follow)


def _without_papers(line: Line) -> Line:
    return line._replace(documents=())
