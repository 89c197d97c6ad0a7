"""The public notice of a meeting as a Word document (Local Government Act 1972 s.100A(6)(a))."""

from pathlib import Path

from scrutiny.domain.dates import written, written_time, written_with_weekday
from scrutiny.domain.vocabulary import MeetingStatus
from scrutiny.papers.notice import Notice
from scrutiny.word.body import Body
from scrutiny.word.document import Document
from scrutiny.word.front_matter import Cover
from scrutiny.word.house_style import HOUSE_STYLE
from scrutiny.word.styles import Style


def write(paper: Notice, *, style: Path = HOUSE_STYLE) -> bytes:
    document = Document(cover(paper), style=style)
    document.paragraph(Style.COUNCIL, paper.council)
    document.paragraph(Style.COMMITTEE, paper.committee)
    document.paragraph(Style.TITLE, "Notice of meeting")
    if change := changed(paper):
        document.paragraph(Style.CHANGE, change)
    document.paragraph(Style.NOTICE, given_that(committee=paper.committee, council=paper.council))
    document.fact("Date", written_with_weekday(paper.on))
    document.fact("Time", written_time(paper.at))
    document.fact("Place", paper.venue or "To be confirmed")
    body(document, paper)
    return document.finished()


def changed(paper: Notice) -> str:
    """What a reader who has the old date in the diary must see first."""
    if paper.status.casefold() == MeetingStatus.CANCELLED:
        return "This meeting has been cancelled."
    return f"This meeting was re-arranged from {written(paper.rearranged_from)}." if paper.rearranged_from else ""


def given_that(*, committee: str, council: str) -> str:
    return (
        "Notice is given under section 100A(6)(a) of the Local Government Act 1972 that a meeting of the "
        f"{committee} of {council} will be held as follows."
    )


def body(document: Body, paper: Notice) -> None:
    """All that follows the time and the place."""
    _business(document, paper)
    if paper.notes:
        document.paragraph(Style.HEADING, "Attending the meeting")
    for note in paper.notes:
        document.prose(note)
    _given(document, paper)


def cover(paper: Notice) -> Cover:
    return Cover(
        title=f"Notice of the meeting of the {paper.committee} on {written(paper.on)}",
        council=paper.council,
        subject="Public notice of a meeting, Local Government Act 1972 s.100A(6)(a)",
        running=f"{paper.committee} – notice of the meeting on {written(paper.on)}",
        on=paper.given_on or paper.on,
    )


def _business(document: Body, paper: Notice) -> None:
    if paper.business:
        document.paragraph(Style.HEADING, "Business to be considered")
        document.listed(Style.BULLET, [(line,) for line in paper.business])
    if paper.exempt:
        document.paragraph(Style.HEADING, "Business from which the public may be excluded")
        document.paragraph(
            Style.NOTICE,
            "The Committee will be asked to exclude the public while it considers these items, which contain exempt "
            "information under Schedule 12A to the Local Government Act 1972.",
            keep_next=True,
        )
        document.listed(Style.BULLET, [(line,) for line in paper.exempt])


def _given(document: Body, paper: Notice) -> None:
    """The clear days are claimed only where they were kept."""
    if paper.given_on:
        kept = paper.publish_by is not None and paper.given_on <= paper.publish_by
        before = f", at least {paper.clear_days} clear days before the meeting" if kept else ""
        document.paragraph(Style.NOTICE, f"Given on {written_with_weekday(paper.given_on)}{before}.", keep_next=True)
    document.paragraph(Style.SIGNATURE, "Proper Officer\t\t")
