"""A committee's work programme: the page, and the same paper as Word and as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.domain.dates import written
from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.vocabulary import EntryStatus, Section
from scrutiny.opendata import tables
from scrutiny.papers import work_programme
from scrutiny.papers.work_programme import WorkProgramme
from scrutiny.permissions import Permission
from scrutiny.queries import programme as found
from scrutiny.web import asked
from scrutiny.web.day import today
from scrutiny.web.gate import may_see, public
from scrutiny.web.responses import CSV, WORD, attached
from scrutiny.word import work_programme as word_of

programme = Blueprint("programme", __name__)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader chose to see of a programme; None is everything."""

    year: MunicipalYear | None
    section: Section | None
    state: EntryStatus | None
    meeting: int | None

    @classmethod
    def read(cls) -> Choice:
        return cls(
            asked.year("year"),
            asked.one_of(Section, "section"),
            asked.one_of(EntryStatus, "state"),
            asked.number("meeting"),
        )

    @property
    def narrowed(self) -> bool:
        return self.section is not None or self.state is not None or self.meeting is not None

    def keeps(self, row: Any) -> bool:
        return (
            (self.section is None or row.section is self.section)
            and (self.state is None or row.status is self.state)
            and (self.meeting is None or row.meeting_id == self.meeting)
        )


@programme.get("/committees/<code:code>/work-programme")
@public
def show(code: str) -> ResponseReturnValue:
    choice = Choice.read()
    paper, years = _paper(code, choice)
    return render_template(
        "programme/show.html",
        paper=paper,
        choice=choice,
        total=sum(map(len, paper.tables.values())),
        files=f"?{request.query_string.decode('ascii', 'replace')}" if choice.narrowed or choice.year else "",
        years=[(str(year).replace("/", "-"), str(year)) for year in years],
        sections=[(section.value, section.label) for section in Section],
        states=[(state.value, state.label) for state in EntryStatus],
        meetings=[(day.meeting_id, written(day.on)) for day in paper.calendar],
    )


@programme.get("/committees/<code:code>/work-programme.docx")
@public
def word(code: str) -> ResponseReturnValue:
    paper, _ = _paper(code, Choice.read())
    return attached(word_of.write(paper), WORD, f"{code}-work-programme-{paper.year}.docx")


@programme.get("/committees/<code:code>/work-programme.csv")
@public
def csv(code: str) -> ResponseReturnValue:
    paper, _ = _paper(code, Choice.read())
    return attached(tables.work_programme(paper), CSV, f"{code}-work-programme-{paper.year}.csv")


def _paper(code: str, choice: Choice) -> tuple[WorkProgramme, list[MunicipalYear]]:
    facts = found.for_year(db.session(), code, today(), choice.year) or abort(404)
    years = found.years(db.session(), facts.committee.id)
    if choice.year and choice.year not in years:
        abort(404)
    exempt = may_see(Permission.SEE_EXEMPT, facts.committee.id)
    paper = work_programme.of(facts, as_at=today(), exempt=exempt, keep=choice.keeps if choice.narrowed else None)
    return paper, years
