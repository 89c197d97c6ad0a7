"""A committee's work programme as a Word document: who, when, and the four tables."""

from collections.abc import Iterator
from pathlib import Path

from scrutiny.domain.dates import written, written_time, written_with_weekday
from scrutiny.domain.vocabulary import EntryStatus, Section
from scrutiny.papers.work_programme import Entry, WorkProgramme
from scrutiny.word.body import Body, Column
from scrutiny.word.document import Document
from scrutiny.word.front_matter import Cover
from scrutiny.word.house_style import HOUSE_STYLE
from scrutiny.word.paragraphs import Paragraphs, Styled
from scrutiny.word.styles import Style

_EMPTY = {
    Section.PROGRAMME: "There are no items on the work programme yet.",
    Section.STANDING: "There are no standing items.",
    Section.BRIEFING: "There are no briefing notes, updates or visits.",
    Section.INQUIRY: "There are no working groups or inquiry days.",
}
_COLUMNS = (Column("Date", 12), Column("Item", 27), Column("Details", 32), Column("Action and outcome", 29))


def write(paper: WorkProgramme, *, style: Path = HOUSE_STYLE) -> bytes:
    document = Document(cover(paper), landscape=True, style=style)
    _opening(document, paper)
    body(document, paper)
    return document.finished()


def body(document: Body, paper: WorkProgramme) -> None:
    """The calendar and the four tables."""
    _calendar(document, paper)
    for section in Section:
        _table(document, section, paper.tables.get(section, ()))


def cover(paper: WorkProgramme) -> Cover:
    return Cover(
        title=f"Work programme {paper.year} of the {paper.committee}",
        council=paper.council,
        subject=f"Work programme of the {paper.committee}",
        running=f"{paper.committee} – work programme {paper.year}, as at {written(paper.as_at)}",
        on=paper.as_at,
    )


def _opening(document: Body, paper: WorkProgramme) -> None:
    document.paragraph(Style.COUNCIL, paper.council)
    document.paragraph(Style.COMMITTEE, paper.committee)
    document.paragraph(Style.TITLE, f"Work programme {paper.year}")
    document.prose(paper.introduction)
    document.fact("As at", written_with_weekday(paper.as_at))
    if paper.chairman:
        document.fact("Chairman", paper.chairman)
    if paper.venues:
        document.fact("Place", paper.venues)
    membership(document, paper)


def membership(document: Body, paper: WorkProgramme) -> None:
    if paper.members:
        names = [member.printed for member in paper.members]
        document.members(Style.FACT, Styled("Membership:", Style.LABEL), names)


def _calendar(document: Body, paper: WorkProgramme) -> None:
    document.paragraph(Style.HEADING, "Meetings")
    if not paper.calendar:
        document.paragraph(Style.BODY, "No meetings have been arranged yet.")
        return
    cell = document.paragraphs.cell
    document.table(
        f"Meetings of the {paper.committee} in {paper.year}",
        (Column("Date", 4), Column("Time", 2), Column("Note", 6)),
        ((cell(written_with_weekday(day.on)), cell(written_time(day.at)), cell(day.note)) for day in paper.calendar),
    )


def _table(document: Body, section: Section, entries: tuple[Entry, ...]) -> None:
    """Standing items have no dates: their table has that column only where one of them has."""
    document.paragraph(Style.HEADING, section.label)
    if not entries:
        document.paragraph(Style.BODY, _EMPTY[section])
        return
    dated = section is not Section.STANDING or any(entry.when for entry in entries)
    rows = (tuple(_cells(document.paragraphs, entry))[not dated :] for entry in entries)
    document.table(section.label, _COLUMNS[not dated :], rows)


def _cells(paragraphs: Paragraphs, entry: Entry) -> Iterator[str]:
    yield paragraphs.cell(entry.when)
    yield paragraphs.cell(Styled(entry.title, Style.LABEL), *(lead.printed for lead in entry.leads))
    yield paragraphs.cell(_deferred(entry.deferred), entry.note, text=entry.details)
    said = "withdrawn" in entry.outcome.casefold()
    withdrawn = "Withdrawn." if entry.status is EntryStatus.WITHDRAWN and not said else ""
    yield paragraphs.cell(withdrawn, text=entry.outcome)


def _deferred(times: int) -> str:
    """Once is said by the note of where it came from."""
    return f"Deferred {'twice' if times == 2 else f'{times} times'}." if times > 1 else ""
