"""The papers that the record prints for a pack, where nobody sent one: the last minutes and the work programme.

Until the meeting they are printed as they stand. Once it is held, what went out is bound again, as it went out: the
minutes that the meeting confirmed, and the programme of another day, are not what was sent to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy.orm import Session

from scrutiny import house_look
from scrutiny.domain.dates import written
from scrutiny.domain.packs import Contents, Printed
from scrutiny.domain.vocabulary import Audience, MeetingStatus, MinutesState, TemplateKind
from scrutiny.papers import minutes, pack, work_programme
from scrutiny.papers.agenda import Agenda, Line
from scrutiny.papers.minutes import Minutes
from scrutiny.queries import minutes as minutes_queries
from scrutiny.queries import official_minutes, programme
from scrutiny.queries import packs as queries
from scrutiny.queries.agenda import AgendaFacts
from scrutiny.queries.minutes import MinutesFacts
from scrutiny.queries.rows import AnyRow
from scrutiny.store import Store

NOTHING = Contents(meeting="")


@dataclass(frozen=True, slots=True)
class Prints:
    """What was printed for the items of an agenda, by their ids, and why there is none for others: a sentence each."""

    papers: Mapping[int, Printed]
    lacking: tuple[str, ...] = ()


class Lacking(Exception):
    """There is nothing to print. The message says why, as a sentence."""


class Printer:
    """Of one meeting, on the day `on`. `files` are what it printed, by SHA-256, until somebody keeps them."""

    def __init__(self, session: Session, store: Store, facts: AgendaFacts, *, on: date) -> None:
        self._session, self._store, self._meeting, self._on = session, store, facts.meeting, on
        self._printed_for = queries.printed_for(session, facts.meeting.id)
        self._before = queries.last_contents(session, facts.meeting.id) if self._printed_for else {}
        self.files: dict[str, bytes] = {}

    def of(self, agenda: Agenda, *, audience: Audience, supplement: int = 0) -> Prints:
        """For the items that await it, as that audience may read it."""
        before = self._before.get((supplement, audience), NOTHING)
        others = [self._before[supplement, other] for other in Audience if (supplement, other) in self._before]
        papers: dict[int, Printed] = {}
        lacking: list[str] = []
        for line in pack.lines(agenda):
            if line.item_id in self._printed_for and pack.awaits(line, supplement):
                there = before.printed.get(line.item_id)
                if self._printed_for[line.item_id] is None:  # it is one paper for all readers
                    there = there or next((o.printed[line.item_id] for o in others if line.item_id in o.printed), None)
                try:
                    if paper := self._for(line, audience, there):
                        papers[line.item_id] = paper
                except Lacking as why:
                    lacking.append(str(why))
        return Prints(papers, tuple(lacking))

    def _for(self, line: Line, audience: Audience, before: Printed | None) -> Printed | None:
        if before is not None and not self._may_be_read(before, audience):
            before = None
        held = self._meeting.status is MeetingStatus.HELD
        if line.documents or (held and before is not None):  # something came with a supplement: what was out stays
            return before
        minutes_of = self._printed_for[line.item_id]
        if minutes_of is not None:
            return self._minutes(minutes_of, line, audience)
        if held:
            raise Lacking(f"The work programme that was sent for this meeting is not kept here{_item(line)}.")
        return self._programme(line, before)

    def _may_be_read(self, paper: Printed, audience: Audience) -> bool:
        if audience is Audience.MEMBERS:
            return True
        return not any(queries.exempt_of(self._session, items=paper.items, entries=paper.entries))

    def _minutes(self, meeting_id: int, line: Line, audience: Audience) -> Printed:
        facts = minutes_queries.find(self._session, meeting_id)
        assert facts is not None
        on = written(facts.meeting.on)
        if not facts.meeting.minutes_state.public:
            raise Lacking(f"The minutes of {on} are still being written: they are not in this pack{_item(line)}.")
        confirmed = facts.meeting.minutes_state is MinutesState.CONFIRMED
        title = f"Minutes, {on}" if confirmed else f"Draft minutes, {on}"
        exempt = audience is Audience.MEMBERS
        there = official_minutes.versions(self._session, meeting_id, exempt=exempt)
        if official := official_minutes.official(there):
            return self._official(official, title, facts, line)
        paper = minutes.of(facts, exempt=exempt, drafts=False)
        assert paper is not None
        if paper.nothing_held:
            raise Lacking(f"This record does not hold the text of the minutes of {on}{_item(line)}.")
        content = self._written(TemplateKind.MINUTES, paper)
        return Printed(
            title,
            self._kept(content),
            len(content),
            exempt=paper.contains_exempt or bool(line.paragraphs),
            paragraphs=_paragraphs(paper) if paper.contains_exempt else line.paragraphs,
            minutes_of=meeting_id,
            items=tuple(each.item_id for each in (*paper.part_one, *paper.part_two) if not each.withheld),
        )

    def _official(self, official: AnyRow, title: str, facts: MinutesFacts, line: Line) -> Printed:
        """The file that was adopted, which may tell of every item but those that it was said to withhold."""
        withheld = official_minutes.ids(official.withheld)
        paper = minutes.of(facts, exempt=True, drafts=False)
        assert paper is not None
        return Printed(
            title,
            official.sha256,
            official.size,
            exempt=official.exempt or bool(line.paragraphs),
            paragraphs=_paragraphs(paper) if official.exempt else line.paragraphs,
            minutes_of=facts.meeting.id,
            items=tuple(each.id for each in facts.items if each.id not in withheld),
        )

    def _programme(self, line: Line, before: Printed | None) -> Printed:
        """As the public reads it. While nothing but the day is otherwise, it stays as it went out."""
        if before is not None and before.as_at:
            same = self._programme_as_at(line, date.fromisoformat(before.as_at))
            if same.sha256 == before.sha256:
                return same
        return self._programme_as_at(line, self._on)

    def _programme_as_at(self, line: Line, as_at: date) -> Printed:
        year = programme.year_of(self._session, self._meeting.council_id, self._meeting.on)
        facts = programme.for_year(self._session, self._meeting.code, as_at, year)
        if facts is None or not facts.entries:
            raise Lacking(f"There is nothing on the work programme {year} yet: it is not in this pack{_item(line)}.")
        paper = work_programme.of(facts, as_at=as_at)
        content = self._written(TemplateKind.WORK_PROGRAMME, paper)
        return Printed(
            f"Work programme {year}",
            self._kept(content),
            len(content),
            exempt=bool(line.paragraphs),
            paragraphs=line.paragraphs,
            as_at=as_at.isoformat(),
            entries=tuple(
                sorted(each.entry_id for rows in paper.tables.values() for each in rows if not each.withheld)
            ),
        )

    def _written(self, kind: TemplateKind, paper: object) -> bytes:
        return house_look.printed(self._session, self._store, kind, paper, code=self._meeting.code)

    def _kept(self, content: bytes) -> str:
        digest = sha256(content).hexdigest()
        self.files[digest] = content
        return digest


def _item(line: Line) -> str:
    return f" (item {line.number})" if line.number else ""


def _paragraphs(paper: Minutes) -> tuple[int, ...]:
    """Those that any of the minutes claims."""
    return tuple(sorted({number for each in (*paper.part_one, *paper.part_two) for number in each.paragraphs}))
