"""A committee's work programme: the page, the same paper as Word and as a table, and the board it is planned on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.domain.dates import written
from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.vocabulary import EntryStatus, Section, TemplateKind
from scrutiny.models.committees import Committee
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.opendata import tables
from scrutiny.operations import programme as operations
from scrutiny.papers import board as boards
from scrutiny.papers import work_programme
from scrutiny.papers.work_programme import WorkProgramme
from scrutiny.permissions import Permission
from scrutiny.queries import programme as found
from scrutiny.queries import to_change
from scrutiny.web import asked
from scrutiny.web.day import today
from scrutiny.web.forms.entries import NewEntryForm
from scrutiny.web.gate import may_see, needs, public
from scrutiny.web.responses import CSV, attached, in_word

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
    paper, years, plans = _paper(code, choice)
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
        plans=plans,
    )


@programme.get("/committees/<code:code>/work-programme.docx")
@public
def word(code: str) -> ResponseReturnValue:
    paper, *_ = _paper(code, Choice.read())
    return in_word(TemplateKind.WORK_PROGRAMME, paper, code=code, name=f"{code}-work-programme-{paper.year}.docx")


@programme.get("/committees/<code:code>/work-programme.csv")
@public
def csv(code: str) -> ResponseReturnValue:
    paper, *_ = _paper(code, Choice.read())
    return attached(tables.work_programme(paper), CSV, f"{code}-work-programme-{paper.year}.csv")


@programme.get("/committees/<code:code>/work-programme/board")
@needs(Permission.PLAN, committee=to_change.committee)
def board(committee: Committee) -> ResponseReturnValue:
    """One of the four tables of a year, as a board or as a table; a year that is over is only read."""
    session, year = db.session(), asked.year("year")
    facts = found.for_year(session, committee.code, today(), year) or abort(404)
    now = found.year_of(session, committee.council_id, today())
    years = sorted({now, now.next, *found.years(session, committee.id)}, reverse=True)
    if facts.year not in years:
        abort(404)
    section = asked.one_of(Section, "section") or Section.PROGRAMME
    exempt = may_see(Permission.SEE_EXEMPT, committee.id)
    return render_template(
        "programme/board.html",
        committee=committee,
        board=boards.of(facts, section=section, as_at=today(), exempt=exempt),
        as_table=asked.words("shown") == "table",
        over=facts.year < now,
        section=section,
        sections=[(each.value, each.label) for each in Section],
        years=[(str(each).replace("/", "-"), str(each)) for each in years],
    )


@programme.route("/committees/<code:code>/work-programme/new", methods=["GET", "POST"])
@needs(Permission.PLAN, committee=to_change.committee)
def add(committee: Committee) -> ResponseReturnValue:
    session = db.session()
    form = NewEntryForm.of(
        found.to_come(session, committee.id, today()),
        found.topics(session, committee.id),
        on=today(),
        section=asked.one_of(Section, "section") or Section.PROGRAMME,
        to=asked.words("to"),
    )
    if form.validate_on_submit():
        topic = form.chosen_topic(session)
        with form.rules("title"):
            entry = operations.add_entry(
                session,
                committee=committee,
                title=form.title.data or (topic.title if topic else ""),
                on=today(),
                at=form.slot(session),
                topic=topic,
                section=Section(form.section.data),
                details=form.details.data or "",
                leads=form.leads.named,
            )
            flash(f"“{entry.title}” is on the work programme.")
            return redirect(address_on_board(committee, entry), 303)
    page = render_template("programme/add.html", form=form, committee=committee)
    return page, 422 if form.errors else 200


def address_on_board(committee: Committee, entry: WorkProgrammeEntry, *, as_table: bool = False) -> str:
    """Where the row stands on the board, or in the table of the same."""
    return url_for(
        "programme.board",
        code=committee.code,
        year=str(MunicipalYear(entry.year)).replace("/", "-"),
        section=entry.section.value,
        shown="table" if as_table else None,
        _anchor=f"entry-{entry.id}",
    )


def _paper(code: str, choice: Choice) -> tuple[WorkProgramme, list[MunicipalYear], bool]:
    """The paper, the years that have one, and whether its reader may plan it."""
    facts = found.for_year(db.session(), code, today(), choice.year) or abort(404)
    years = found.years(db.session(), facts.committee.id)
    if choice.year and choice.year not in years:
        abort(404)
    exempt = may_see(Permission.SEE_EXEMPT, facts.committee.id)
    paper = work_programme.of(facts, as_at=today(), exempt=exempt, keep=choice.keeps if choice.narrowed else None)
    return paper, years, may_see(Permission.PLAN, facts.committee.id)
