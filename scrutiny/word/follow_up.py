"""The follow-up tracker as a Word document: the actions and the recommendations, and what became of each."""

from collections.abc import Container, Iterator, Sequence
from datetime import date
from pathlib import Path

from scrutiny.domain.dates import written, written_with_weekday
from scrutiny.papers.follow_up import FollowUp, TrackedAction, TrackedRecommendation, counted
from scrutiny.word.body import Body, Column
from scrutiny.word.document import Document
from scrutiny.word.front_matter import Cover
from scrutiny.word.house_style import HOUSE_STYLE
from scrutiny.word.paragraphs import Content, Paragraphs, Styled
from scrutiny.word.styles import Style
from scrutiny.word.withheld import EXEMPT_COPY

_ACTIONS = (
    Column("Ref.", 10),
    Column("Action", 28),
    Column("Asked for at", 15),
    Column("Owner", 13),
    Column("Due", 17),
    Column("Progress", 29),
)
_RECOMMENDATIONS = (
    Column("Ref.", 10),
    Column("Recommendation", 28),
    Column("Made at", 15),
    Column("To", 13),
    Column("Response due", 17),
    Column("Response", 29),
)


def write(paper: FollowUp, *, style: Path = HOUSE_STYLE) -> bytes:
    document = Document(cover(paper), landscape=True, style=style)
    document.paragraph(Style.COUNCIL, paper.council)
    document.paragraph(Style.COMMITTEE, paper.committee)
    document.paragraph(Style.TITLE, "Follow-up tracker")
    document.fact("As at", written_with_weekday(paper.as_at))
    document.fact("Shown", paper.shown)
    body(document, paper)
    return document.finished()


def write_across(papers: Sequence[FollowUp], *, council: str, as_at: date, style: Path = HOUSE_STYLE) -> bytes:
    """The trackers of several committees, one after the other, each under its name."""
    document = Document(_cover_across(papers, council, as_at), landscape=True, style=style)
    document.paragraph(Style.COUNCIL, council)
    document.paragraph(Style.TITLE, "Follow-up tracker")
    document.fact("As at", written_with_weekday(as_at))
    for paper in papers:
        document.paragraph(Style.COMMITTEE, paper.committee, keep_next=True)
        document.fact("Shown", paper.shown)
        body(document, paper)
    if not papers:
        document.paragraph(Style.BODY, "There is nothing to show.")
    return document.finished()


def body(document: Body, paper: FollowUp) -> None:
    """The two tables."""
    paragraphs = document.paragraphs
    _count(document, "action", paper.actions)
    if paper.actions:
        document.table("Actions", _ACTIONS, (tuple(_action(paragraphs, row, paper.exempt)) for row in paper.actions))
    _count(document, "recommendation", paper.recommendations)
    if paper.recommendations:
        rows = (tuple(_recommendation(paragraphs, row, paper.exempt)) for row in paper.recommendations)
        document.table("Recommendations", _RECOMMENDATIONS, rows)


def cover(paper: FollowUp) -> Cover:
    return Cover(
        title=f"Follow-up tracker of the {paper.committee}, {written(paper.as_at)}",
        council=paper.council,
        subject=f"Actions and recommendations of the {paper.committee}",
        running=f"{paper.committee} – follow-up tracker as at {written(paper.as_at)}",
        on=paper.as_at,
        marks=(EXEMPT_COPY,) * bool(paper.exempt),
    )


def _cover_across(papers: Sequence[FollowUp], council: str, as_at: date) -> Cover:
    return Cover(
        title=f"Follow-up tracker, {written(as_at)}",
        council=council,
        subject="Actions and recommendations of the overview and scrutiny committees",
        running=f"Follow-up tracker as at {written(as_at)}",
        on=as_at,
        marks=(EXEMPT_COPY,) * any(paper.exempt for paper in papers),
    )


def _count(document: Body, noun: str, rows: Sequence[TrackedAction | TrackedRecommendation]) -> None:
    """`Actions`, and under it `12 actions, of which 3 are overdue.`"""
    document.paragraph(Style.HEADING, f"{noun.capitalize()}s")
    said = counted(rows, noun) if rows else f"There are no {noun}s to show."
    document.paragraph(Style.BODY, said, keep_next=bool(rows))


def _action(paragraphs: Paragraphs, action: TrackedAction, exempt: Container[str]) -> Iterator[str]:
    yield paragraphs.cell(action.reference, *_not_for_publication(action.reference, exempt))
    yield paragraphs.cell(action.text)
    yield paragraphs.cell(action.origin.printed)
    yield paragraphs.cell(action.owner or "No owner yet")
    yield paragraphs.cell(*_due(action.due, action.clock, action.overdue), _passed(action))
    state = Styled(action.state.label, Style.LABEL)
    age = f"{action.age}." if action.state.open else ""
    yield paragraphs.cell(state, action.state_because, *updates(action), age)


def _recommendation(paragraphs: Paragraphs, row: TrackedRecommendation, exempt: Container[str]) -> Iterator[str]:
    yield paragraphs.cell(row.reference, *_not_for_publication(row.reference, exempt))
    yield paragraphs.cell(row.text)
    yield paragraphs.cell(row.origin.printed)
    yield paragraphs.cell(row.addressee, f"Sent {written(row.sent_on)}" if row.sent_on else "")
    yield paragraphs.cell(*_due(row.response_due, row.clock, row.overdue))
    state = Styled(row.state.label, Style.LABEL)
    yield paragraphs.cell(state, answer(row), row.response_text, row.done_about_it)


def updates(action: TrackedAction) -> list[str]:
    return [f"{written(update.on)}, {update.by}: {update.text}" for update in action.updates]


def _not_for_publication(reference: str, exempt: Container[str]) -> tuple[Content, ...]:
    return (Styled("Exempt", Style.LABEL),) if reference in exempt else ()


def _due(due: date | None, clock: str, overdue: bool) -> tuple[Content, ...]:
    """In words, not in a colour alone: `31 October 2021`, `Overdue by 15 days`."""
    return (written(due) if due else "", Styled(clock, Style.LABEL) if overdue else clock)


def _passed(action: TrackedAction) -> str:
    """The meeting that it was due at, where its clock says how late it is instead."""
    return f"Meeting of {written(action.due_at_meeting)}" if action.overdue and action.due_at_meeting else ""


def answer(row: TrackedRecommendation) -> str:
    if row.response is None:
        return ""
    return f"{row.response.label}, {written(row.responded_on)}" if row.responded_on else row.response.label
