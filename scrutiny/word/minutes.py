"""The minutes of a meeting as a Word document, in the order in which committees keep them."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from string import ascii_lowercase

from scrutiny.domain.dates import written, written_time, written_with_weekday
from scrutiny.domain.merging.marks import Mark, Place
from scrutiny.domain.vocabulary import ItemOutcome, MinutesState
from scrutiny.papers import resolution
from scrutiny.papers.minutes import Clause, Interest, Minute, Minutes, Tally
from scrutiny.papers.people import Named, listed
from scrutiny.word.body import Body
from scrutiny.word.document import Document
from scrutiny.word.front_matter import Cover
from scrutiny.word.house_style import HOUSE_STYLE
from scrutiny.word.paragraphs import IN_MINUTES, Styled
from scrutiny.word.styles import Style
from scrutiny.word.withheld import EXEMPT_COPY, not_for_publication

DRAFT = "DRAFT – not yet confirmed"

_INSTEAD = {
    ItemOutcome.DEFERRED: "This item was deferred.",
    ItemOutcome.ADJOURNED: "This item was adjourned.",
    ItemOutcome.NOT_REACHED: "This item was not reached.",
    ItemOutcome.WITHDRAWN: "This item was withdrawn.",
}


def write(paper: Minutes, *, style: Path = HOUSE_STYLE) -> bytes:
    document = Document(cover(paper), style=style, made_from=dict(places(paper)))
    document.paragraph(Style.COUNCIL, paper.council)
    document.paragraph(Style.TITLE, paper.title)
    if said := standing(paper):
        document.paragraph(Style.CHANGE, said)
    document.fact("Date and time", f"{written_with_weekday(paper.on)}, {written_time(paper.at)}")
    if paper.venue:
        document.fact("Place", paper.venue)
    attendance(document, paper)
    body(document, paper)
    return document.finished()


def body(document: Body, paper: Minutes) -> None:
    """The minutes, and the lines to sign them on."""
    for heading, minutes in (("PART ONE", paper.part_one), ("PART TWO", paper.part_two)):
        if minutes:
            document.paragraph(Style.HEADING, heading)
        for minute in minutes:
            with document.marked(Mark(Place.ITEM, minute.item_id)):
                document.numbered_heading(minute.number, minute.title)
                record(document, minute)
    if paper.ended_at:
        document.paragraph(Style.BODY, f"The meeting ended at {written_time(paper.ended_at)}.")
    if paper.nothing_held:
        document.paragraph(Style.BODY, paper.nothing_held)
    else:
        _signature(document, paper)


def cover(paper: Minutes) -> Cover:
    confirmed = paper.state is MinutesState.CONFIRMED
    return Cover(
        title=paper.title,
        council=paper.council,
        subject=f"Minutes of the {paper.committee}",
        running=f"{paper.committee} – minutes of {written(paper.on)}",
        on=paper.confirmed_on or paper.on,
        marks=(DRAFT,) * (not confirmed) + (EXEMPT_COPY,) * paper.contains_exempt,
        status="Confirmed" if confirmed else "Draft",
    )


def standing(paper: Minutes) -> str:
    """What the header says on paper, said in the body too: screen readers pass over headers."""
    if paper.state is not MinutesState.CONFIRMED:
        return "Draft: these minutes have not yet been confirmed by the Committee."
    amended = "as amended " if paper.amended else ""
    return f"Confirmed {amended}on {written(paper.confirmed_on)}." if paper.confirmed_on else ""


def attendance(document: Body, paper: Minutes) -> None:
    if paper.present:
        document.members(Style.FACT, Styled("Present:", Style.LABEL), [printed(person) for person in paper.present])
    others = {
        "Attending remotely": paper.remote,
        "Also in attendance": paper.in_attendance,
        "Apologies": paper.apologies,
        "Absent": paper.absent,
    }
    for label, people in others.items():
        if people:
            document.fact(label, listed([printed(person) for person in people]))


def printed(person: Named) -> str:
    return f"{person.printed} ({person.note})" if person.note else person.printed


def record(document: Body, minute: Minute) -> None:
    """What stands under the heading of a minute."""
    if minute.paragraphs:
        document.paragraph(Style.EXEMPT, not_for_publication(minute.paragraphs))
    if instead := _INSTEAD.get(minute.outcome):
        document.paragraph(Style.MINUTE, instead)
    if minute.interests:
        document.listed(Style.BULLET, [(_interest(interest),) for interest in minute.interests])
    if minute.movements:
        document.paragraph(Style.MINUTE, " ".join(minute.movements))
    if minute.body.strip():  # a mark around nothing is no mark
        with document.marked(_body(minute)):
            document.prose(minute.body, IN_MINUTES)
    for tally in minute.tallies:
        _vote(document, tally)
    if minute.clauses:
        with document.marked(Mark(Place.CLAUSES, minute.item_id)):
            _resolution(document, minute.clauses)
    for correction in minute.corrections:
        document.paragraph(Style.CHANGE, correction.printed)


def places(paper: Minutes) -> Iterator[tuple[Mark, str]]:
    """What a clerk may rewrite, and what it says."""
    yield Mark(Place.MEETING, paper.meeting_id), paper.title
    for minute in (*paper.part_one, *paper.part_two):
        yield Mark(Place.TITLE, minute.item_id), f"{minute.number}\t{minute.title}"
        yield _body(minute), minute.body
        for clause in minute.clauses:
            yield Mark(Place.RESOLUTION, clause.id), clause.text


def _body(minute: Minute) -> Mark:
    """The summary of a minute that is withheld is another text than the minute."""
    return Mark(Place.SUMMARY if minute.withheld else Place.NARRATIVE, minute.item_id)


def _interest(interest: Interest) -> str:
    said = f"{interest.name} – {interest.kind.label}"
    return " ".join(filter(None, (f"{said}: {interest.detail}" if interest.detail else f"{said}.", interest.did)))


def _vote(document: Body, tally: Tally) -> None:
    """The count, and under it the names where a recorded vote was asked for."""
    movers = {"moved": tally.moved_by, "seconded": tally.seconded_by}
    moved = listed([f"{verb} by {name}" for verb, name in movers.items() if name])
    motion = ", ".join(filter(None, (tally.motion, moved)))
    count = f"{tally.for_} for, {tally.against} against, {tally.abstained} abstained."
    told = f" {motion}: {count}" if motion else f" {count}"
    label = "Recorded vote:" if tally.named else "Vote:"
    document.paragraph(Style.MINUTE, Styled(label, Style.LABEL), told, keep_next=bool(tally.named))
    choices = dict.fromkeys(choice for _, choice in tally.named)
    voters = {choice: [name for name, chosen in tally.named if chosen == choice] for choice in choices}
    document.listed(Style.BULLET, [(f"{choice}: {listed(names)}",) for choice, names in voters.items()])


def _resolution(document: Body, clauses: Sequence[Clause]) -> None:
    """A lone clause runs on. Letters are a real list, unless the stored ones are not a), b), c): those are printed as
    they stand, since a letter that was resolved is never another one."""
    texts = resolution.clauses([clause.text for clause in clauses])
    lead_in = Styled("RESOLVED:", Style.LEAD_IN)
    if len(texts) == 1:
        with document.marked(Mark(Place.RESOLUTION, clauses[0].id)):
            document.paragraph(Style.RESOLUTION, lead_in, f" That {texts[0]}")
        return
    document.paragraph(Style.RESOLUTION, lead_in, " That:", keep_next=True)
    listed = ascii_lowercase.startswith("".join(clause.letter for clause in clauses))
    number = document.paragraphs.begin(Style.CLAUSE) if listed else ""
    for clause, text in zip(clauses, texts, strict=True):
        with document.marked(Mark(Place.RESOLUTION, clause.id)):
            if listed:
                document.paragraph(Style.CLAUSE, text, within=number)
            else:
                document.paragraph(Style.CONTINUED, f"{clause.letter}) {text}" if clause.letter else text)


def _signature(document: Body, paper: Minutes) -> None:
    signed = bool(paper.signed_by)
    document.paragraph(Style.SIGNATURE, "Chairman\t", paper.signed_by if signed else "\t")
    document.paragraph(
        Style.SIGNATURE, "Date\t", written(paper.confirmed_on) if signed and paper.confirmed_on else "\t"
    )
