"""The five kinds of house template: what each may read, the styles it needs, and what stands around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from scrutiny.domain.merging.marks import Mark
from scrutiny.domain.vocabulary import MinutesState, Section, TemplateKind
from scrutiny.papers import resolution
from scrutiny.papers.agenda import Line
from scrutiny.papers.minutes import Minute
from scrutiny.papers.work_programme import Entry
from scrutiny.word import agenda, follow_up, minutes, notice, work_programme
from scrutiny.word.body import Body, numbered
from scrutiny.word.front_matter import Cover
from scrutiny.word.house_template.fields import (
    Field,
    answer,
    day,
    group,
    hour,
    number,
    paragraphs,
    rows,
    text,
    texts,
)
from scrutiny.word.styles import Style
from scrutiny.word.withheld import not_for_publication

_IN_PROSE = (Style.BODY, Style.BULLET, Style.NUMBER, Style.CLAUSE, Style.CONTINUED)
_IN_TABLES = (Style.TABLE, Style.CELL_HEADING, Style.CELL, Style.CELL_BULLET, Style.CELL_NUMBER, Style.CELL_LETTER)


@dataclass(frozen=True, slots=True)
class Kind:
    """`styles` are those that the whole paragraphs are printed in. `made_from` is what each marked place says, of
    papers that come back finished in Word."""

    fields: tuple[Field, ...]
    styles: tuple[Style, ...]
    cover: Callable[[Any], Cover]
    made_from: Callable[[Any], Mapping[Mark, str]] | None = None


def _withheld(row: Line | Minute) -> str:
    return not_for_publication(row.paragraphs) if row.paragraphs else ""


def _place(paper: Any) -> str:
    return paper.venue or "To be confirmed"


_COUNCIL = text("council", "The council’s name", lambda paper: paper.council)
_COMMITTEE = text("committee", "The committee’s name", lambda paper: paper.committee)
_DATE = day("date", "The day of the meeting", lambda paper: paper.on)
_TIME = hour("time", "When it begins", lambda paper: paper.at)
_MEETING = group("meeting", "When and where", _DATE, _TIME, text("place", "Where it is held", _place))
_CHANGED = "What a reader who has the old date in the diary must see: re-arranged, cancelled; else empty"
_EXEMPT = answer("exempt", "Whether this copy holds exempt matter", lambda paper: paper.contains_exempt)


def _items(name: str, means: str) -> Field:
    return rows(
        name,
        means,
        lambda paper: getattr(paper, name),
        text("number", "The item’s number, with its stop", lambda line: numbered(line.number)),
        text("title", "The item’s title", lambda line: line.title),
        texts("leads", "Who answers for it", lambda line: [lead.printed for lead in line.leads]),
        texts("recommendations", "What the report recommends", lambda line: line.recommendations),
        texts("papers", "The papers that go with it", lambda line: [paper.title for paper in line.documents]),
        text("late", "Why it was let in late, as urgent", lambda line: line.late_because),
        text("exempt", "Why it is not for publication", _withheld),
        paragraphs("details", "All that stands under its heading", agenda.details),
    )


AGENDA = Kind(
    fields=(
        _COUNCIL,
        _COMMITTEE,
        text("title", "“Agenda”, and the kind of an informal meeting", agenda.title),
        _MEETING,
        text("changed", _CHANGED, agenda.changed),
        day("published", "The day of publication, once it is published", lambda paper: paper.published_on),
        day("publish_by", "The last day for publishing, until then", lambda paper: paper.publish_by),
        answer("draft", "Whether it is still a draft", lambda paper: paper.draft),
        _EXEMPT,
        _items("part_one", "The items in public"),
        _items("part_two", "The items from which the public may be excluded"),
        text(
            "exclusion", "The resolution to exclude the public, where there is Part Two", lambda paper: paper.exclusion
        ),
        texts("members", "The committee", lambda paper: [member.printed for member in paper.members]),
        texts("notes", "The notes for the public", lambda paper: paper.notes),
        paragraphs("body", "Part One, Part Two, the membership and the notes", agenda.body, sections=True),
    ),
    styles=(*_IN_PROSE, Style.HEADING, Style.NUMBERED_HEADING, Style.DETAIL, Style.EXEMPT, Style.MEMBER, Style.LABEL),
    cover=agenda.cover,
)


def _people(name: str, means: str) -> Field:
    return texts(name, means, lambda paper: [minutes.printed(person) for person in getattr(paper, name)])


def _minutes(name: str, means: str) -> Field:
    return rows(
        name,
        means,
        lambda paper: getattr(paper, name),
        text("number", "The minute’s number, with its stop", lambda minute: numbered(minute.number)),
        text("title", "Its title", lambda minute: minute.title),
        texts("resolved", "The clauses that were resolved", lambda m: resolution.clauses([c.text for c in m.clauses])),
        text("exempt", "Why it is not for publication", _withheld),
        paragraphs("record", "All that stands under its heading", minutes.record),
    )


MINUTES = Kind(
    fields=(
        _COUNCIL,
        _COMMITTEE,
        text("title", "The heading of the minutes", lambda paper: paper.title),
        group("meeting", "When and where", _DATE, _TIME, text("place", "Where it was held", lambda paper: paper.venue)),
        text("standing", "Whether they are a draft, or when they were confirmed", minutes.standing),
        answer("draft", "Whether they are not confirmed yet", lambda paper: paper.state is not MinutesState.CONFIRMED),
        _EXEMPT,
        _people("present", "The members who were present"),
        _people("remote", "Those who joined remotely"),
        _people("in_attendance", "Who else attended"),
        _people("apologies", "Who sent apologies"),
        _people("absent", "Who was absent"),
        _minutes("part_one", "The minutes of the items in public"),
        _minutes("part_two", "The minutes of the items without the public"),
        hour("ended", "When the meeting ended", lambda paper: paper.ended_at),
        day("confirmed", "When they were confirmed", lambda paper: paper.confirmed_on),
        text("signed_by", "Who signed them", lambda paper: paper.signed_by),
        paragraphs("attendance", "Present, apologies and the others", minutes.attendance, sections=True),
        paragraphs("body", "The minutes, and the lines to sign them on", minutes.body),
    ),
    styles=(
        *_IN_PROSE,
        *(Style.HEADING, Style.NUMBERED_HEADING, Style.MINUTE, Style.EXEMPT, Style.RESOLUTION, Style.CHANGE),
        *(Style.FACT, Style.MEMBER, Style.SIGNATURE, Style.LABEL, Style.LEAD_IN),
    ),
    cover=minutes.cover,
    made_from=lambda paper: dict(minutes.places(paper)),
)


def _entries(section: Section, name: str) -> Field:
    return rows(
        name,
        section.label,
        lambda paper: paper.tables.get(section, ()),
        text("date", "The date, as the programme has it", lambda entry: entry.when),
        text("title", "The item", lambda entry: entry.title),
        texts("leads", "Who answers for it", lambda entry: [lead.printed for lead in entry.leads]),
        text("note", "Where it was moved from, or what ended it", lambda entry: entry.note),
        paragraphs("details", "The details", _details),
        paragraphs("outcome", "The action and outcome", _outcome),
    )


def _details(document: Body, entry: Entry) -> None:
    document.prose(entry.details)


def _outcome(document: Body, entry: Entry) -> None:
    document.prose(entry.outcome)


WORK_PROGRAMME = Kind(
    fields=(
        _COUNCIL,
        _COMMITTEE,
        text("year", "The municipal year", lambda paper: paper.year),
        day("as_at", "The day of this edition", lambda paper: paper.as_at),
        text("chairman", "The Chairman", lambda paper: paper.chairman),
        text("places", "The usual places", lambda paper: paper.venues),
        texts("members", "The committee", lambda paper: [member.printed for member in paper.members]),
        rows(
            "meetings",
            "The meetings of the year",
            lambda paper: paper.calendar,
            _DATE,
            _TIME,
            text("note", "Whether it was re-arranged or cancelled", lambda meeting: meeting.note),
        ),
        _entries(Section.PROGRAMME, "programme"),
        _entries(Section.STANDING, "standing_items"),
        _entries(Section.BRIEFING, "briefings"),
        _entries(Section.INQUIRY, "inquiries"),
        paragraphs("introduction", "What the committee says first", lambda document, p: document.prose(p.introduction)),
        paragraphs("membership", "The members, in two columns", work_programme.membership, sections=True),
        paragraphs("body", "The meetings and the four tables", work_programme.body),
    ),
    styles=(*_IN_PROSE, *_IN_TABLES, Style.HEADING, Style.FACT, Style.MEMBER, Style.LABEL),
    cover=work_programme.cover,
)


FOLLOW_UP = Kind(
    fields=(
        _COUNCIL,
        _COMMITTEE,
        day("as_at", "The day of this edition", lambda paper: paper.as_at),
        text("shown", "What was chosen of the tracker", lambda paper: paper.shown),
        rows(
            "actions",
            "The actions",
            lambda paper: paper.actions,
            text("reference", "Its reference", lambda action: action.reference),
            text("action", "What was asked for", lambda action: action.text),
            text("owner", "Who is to do it", lambda action: action.owner or "No owner yet"),
            text("asked_at", "Where it was asked for", lambda action: action.origin.printed),
            day("due", "When it is due", lambda action: action.due),
            text("clock", "How it stands with its day", lambda action: action.clock),
            text("state", "Its state", lambda action: action.state.label),
            texts("updates", "What has been done", follow_up.updates),
        ),
        rows(
            "recommendations",
            "The recommendations",
            lambda paper: paper.recommendations,
            text("reference", "Its reference", lambda row: row.reference),
            text("recommendation", "What was recommended", lambda row: row.text),
            text("to", "To whom", lambda row: row.addressee),
            text("made_at", "Where it was made", lambda row: row.origin.printed),
            day("due", "When the response is due", lambda row: row.response_due),
            text("clock", "How it stands with its day", lambda row: row.clock),
            text("state", "Its state", lambda row: row.state.label),
            text("answer", "The response, in a word", follow_up.answer),
            text("response", "The response in full", lambda row: row.response_text),
        ),
        paragraphs("body", "The two tables", follow_up.body),
    ),
    styles=(*_IN_TABLES, Style.BODY, Style.HEADING, Style.LABEL),
    cover=follow_up.cover,
)

NOTICE = Kind(
    fields=(
        _COUNCIL,
        _COMMITTEE,
        _MEETING,
        text("changed", _CHANGED, notice.changed),
        texts("business", "The items in public", lambda paper: paper.business),
        texts("exempt_business", "The items from which the public may be excluded", lambda paper: paper.exempt),
        texts("notes", "The notes for the public", lambda paper: paper.notes),
        number("clear_days", "How many clear days’ notice there must be", lambda paper: paper.clear_days),
        day("given", "The day on which notice is given", lambda paper: paper.given_on),
        day("publish_by", "The last day for it", lambda paper: paper.publish_by),
        paragraphs("body", "The business, the notes, and the line to sign it on", notice.body),
    ),
    styles=(*_IN_PROSE, Style.HEADING, Style.NOTICE, Style.SIGNATURE),
    cover=notice.cover,
)

KINDS: Mapping[TemplateKind, Kind] = {
    TemplateKind.AGENDA: AGENDA,
    TemplateKind.MINUTES: MINUTES,
    TemplateKind.WORK_PROGRAMME: WORK_PROGRAMME,
    TemplateKind.FOLLOW_UP: FOLLOW_UP,
    TemplateKind.NOTICE: NOTICE,
}
