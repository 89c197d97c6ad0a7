"""The agenda of a meeting as a Word document: front sheet, Part One, Part Two, membership, notes for the public."""

from pathlib import Path

from scrutiny.domain.dates import written, written_time, written_with_weekday
from scrutiny.domain.vocabulary import ItemOutcome, MeetingKind, MeetingStatus
from scrutiny.papers.agenda import Agenda, Enclosure, Line
from scrutiny.word.body import Body
from scrutiny.word.document import Document
from scrutiny.word.front_matter import Cover
from scrutiny.word.house_style import HOUSE_STYLE
from scrutiny.word.paragraphs import IN_ITEMS, Styled
from scrutiny.word.styles import Style
from scrutiny.word.withheld import EXEMPT_COPY, not_for_publication

DRAFT = "DRAFT – not yet published"

_GONE = {ItemOutcome.WITHDRAWN: "Withdrawn", ItemOutcome.DEFERRED: "Deferred"}


def write(paper: Agenda, *, supplement: int = 0, style: Path = HOUSE_STYLE) -> bytes:
    """With a number, as the front sheet of that supplement, which has only the items that it brings papers for."""
    document = Document(cover(paper, supplement), style=style)
    _front_sheet(document, paper, supplement)
    body(document, paper, supplement)
    return document.finished()


def body(document: Body, paper: Agenda, supplement: int = 0) -> None:
    """All that follows the front sheet."""
    if paper.part_one or not supplement:
        document.paragraph(Style.HEADING, "PART ONE")
    if not paper.part_one and not supplement:
        document.paragraph(Style.BODY, "No items have been published for this meeting yet.")
    for line in paper.part_one:
        _item(document, line)
    if paper.part_two:
        document.paragraph(Style.HEADING, "PART TWO")
        _exclusion(document, paper.exclusion)
        for line in paper.part_two:
            _item(document, line)
    if supplement:
        return
    if paper.members:
        document.members(Style.HEADING, "Membership", [member.printed for member in paper.members])
    if paper.notes:
        document.paragraph(Style.HEADING, "Notes for the public")
        for note in paper.notes:
            document.prose(note)


def cover(paper: Agenda, supplement: int = 0) -> Cover:
    called = f"Supplement {supplement} to the agenda" if supplement else "Agenda"
    return Cover(
        title=f"{called} of the {paper.committee}, {written(paper.on)}",
        council=paper.council,
        subject=f"{called} of the {paper.committee}",
        running=f"{paper.committee} – {called[0].lower()}{called[1:]} for {written(paper.on)}",
        on=paper.published_on or paper.on,
        marks=(DRAFT,) * paper.draft + (EXEMPT_COPY,) * paper.contains_exempt,
        status="Draft" if paper.draft else "Final",
    )


def title(paper: Agenda, supplement: int = 0) -> str:
    if supplement:
        return f"Supplement {supplement} to the agenda"
    return "Agenda" if paper.kind is MeetingKind.FORMAL else f"Agenda: {paper.kind.label}"


def _front_sheet(document: Body, paper: Agenda, supplement: int) -> None:
    document.paragraph(Style.COUNCIL, paper.council)
    document.paragraph(Style.COMMITTEE, paper.committee)
    document.paragraph(Style.TITLE, title(paper, supplement))
    if change := changed(paper):
        document.paragraph(Style.CHANGE, change)
    document.fact("Date", written_with_weekday(paper.on))
    document.fact("Time", written_time(paper.at))
    document.fact("Place", paper.venue or "To be confirmed")
    if supplement:
        return
    if paper.published_on:
        document.fact("Published", written_with_weekday(paper.published_on))
    elif paper.publish_by:
        document.fact("To be published by", written_with_weekday(paper.publish_by))


def changed(paper: Agenda) -> str:
    """What a reader who has the old date in the diary must see first."""
    because = f" {paper.status_because}" if paper.status_because else ""
    if paper.status is MeetingStatus.CANCELLED:
        return f"This meeting has been cancelled.{because}"
    if paper.rearranged_from:
        return f"This meeting was re-arranged from {written(paper.rearranged_from)}.{because}"
    if paper.time_or_place_changed and paper.status is MeetingStatus.SCHEDULED:
        return f"The time or place of this meeting was changed.{because}"
    return f"This meeting was adjourned.{because}" if paper.status is MeetingStatus.ADJOURNED else ""


def _exclusion(document: Body, resolution: str) -> None:
    """The resolution that opens Part Two: what it says, then a line an item."""
    opening, *items = resolution.splitlines() or [""]
    if opening:
        document.paragraph(Style.BODY, Styled("The Committee will be asked to resolve:", Style.LABEL), f" {opening}")
        document.listed(Style.BULLET, [(item,) for item in items])


def _item(document: Body, line: Line) -> None:
    document.numbered_heading(line.number, line.title)
    details(document, line)


def details(document: Body, line: Line) -> None:
    """What stands under the heading of an item."""
    if gone := _GONE.get(line.outcome):
        document.paragraph(Style.DETAIL, Styled(f"{gone}.", Style.LABEL), f" {line.outcome_note}".rstrip())
    if line.paragraphs:
        document.paragraph(Style.EXEMPT, not_for_publication(line.paragraphs))
    for lead in line.leads:
        document.paragraph(Style.DETAIL, lead.printed)
    if line.late_because:
        document.paragraph(Style.DETAIL, Styled("Urgent item:", Style.LABEL), f" {line.late_because}")
    if line.recommendations:
        document.paragraph(Style.DETAIL, Styled("Recommended in the report:", Style.LABEL), keep_next=True)
        document.prose("\n".join(line.recommendations), IN_ITEMS)
    if len(line.documents) == 1:
        document.paragraph(Style.DETAIL, Styled("Paper:", Style.LABEL), f" {_named(line, line.documents[0])}")
    elif line.documents:
        document.paragraph(Style.DETAIL, Styled("Papers:", Style.LABEL), keep_next=True)
        document.listed(Style.BULLET, [(_named(line, paper),) for paper in line.documents])
    for paper in line.withdrawn:
        document.paragraph(Style.DETAIL, Styled(f"{paper.when}:", Style.LABEL), f" {paper.title}. {paper.because}")


def _named(line: Line, paper: Enclosure) -> str:
    """An exempt paper of a public item is named as such, and by which paragraph (LGA 1972 s.100B(5))."""
    exempt = paper.paragraphs != line.paragraphs and (paper.exempt or paper.withheld)
    said = [not_for_publication(paper.paragraphs).rstrip(".")] if exempt else []
    said += [paper.awaited] if paper.to_follow else []
    return f"{paper.title} ({'; '.join(said)})" if said else paper.title
