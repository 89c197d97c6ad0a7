"""The forms of an item's papers."""

from __future__ import annotations

from typing import Any, Self

from wtforms import ValidationError

from scrutiny.domain import exemption
from scrutiny.domain.vocabulary import Part
from scrutiny.intake.uploads import ENDINGS
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.documents import Document
from scrutiny.operations.documents import as_it_is
from scrutiny.papers.agenda import paragraphs
from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Choice, Choices, Files, Line, Lines, Tick

OPEN, EXEMPT = "open", "exempt"


def _heard() -> Choice:
    return Choice(
        "May the public read it?",
        needed="Choose whether the public may read it",
        choices=[(OPEN, "Yes"), (EXEMPT, "No: it is exempt, and not for publication")],
        default=OPEN,
        spread=True,
    )


def _paragraphs() -> Choices:
    return Choices("Paragraph of Schedule 12A that makes it exempt")


def _descriptions(item: AgendaItem) -> list[tuple[str, str]]:
    """What makes a paper exempt where and when the meeting is."""
    held = exemption.descriptions(item.meeting.committee.council.nation, item.meeting.on).paragraphs
    return [(str(number), f"{number}. {words}") for number, words in held.items()]


class PaperForm(Change):
    """Whether the public may read a paper is not asked where its item is exempt: then they may not.

    Each form makes the two fields anew, behind its own: their order is that of the page.
    """

    heard: Choice
    paragraphs: Choices

    @classmethod
    def about(cls, item: AgendaItem, **options: Any) -> Self:
        """The form for a paper of that item, which is loaded with its meeting, committee and council."""
        form = cls(**options)
        if item.exempt:
            del form.heard, form.paragraphs
        else:
            form.paragraphs.choices = _descriptions(item)
        return form

    def validate_paragraphs(self, field: Choices) -> None:
        if self.heard.data == EXEMPT and not field.data:
            raise ValidationError("Choose the paragraph that makes the paper exempt")

    @property
    def part(self) -> Part:
        return Part.TWO if "heard" not in self or self.heard.data == EXEMPT else Part.ONE

    @property
    def claimed(self) -> tuple[int, ...]:
        exempt = "heard" in self and self.part is Part.TWO
        return tuple(map(int, self.paragraphs.data or ())) if exempt else ()


class UploadForm(PaperForm):
    files = Files("Papers", needed="Choose a file", several=True, endings=ENDINGS)
    title = Line("Title")
    heard = _heard()
    paragraphs = _paragraphs()

    def validate_title(self, field: Line) -> None:
        if field.data and len(self.files.given) > 1:
            raise ValidationError("Leave the title empty for several papers: each is called as its file is")


class ToFollowForm(PaperForm):
    title = Line("Title", needed="Enter the title of the paper")
    heard = _heard()
    paragraphs = _paragraphs()


class DocumentForm(PaperForm):
    """`seen` is the paper as it was when its writer opened it."""

    title = Line("Title", needed="Enter the title of the paper")
    heard = _heard()
    paragraphs = _paragraphs()

    @classmethod
    def of(cls, document: Document, item: AgendaItem) -> Self:
        return cls.about(
            item,
            data={
                "title": document.title,
                "heard": EXEMPT if document.part is Part.TWO else OPEN,
                "paragraphs": [str(number) for number in paragraphs(document.paragraphs)],
                "seen": as_it_is(document),
            },
        )


class WithholdForm(Change):
    """Of a paper that was withdrawn; `seen` as above."""

    paragraphs = _paragraphs()

    @classmethod
    def of(cls, document: Document, item: AgendaItem) -> Self:
        form = cls(data={"seen": as_it_is(document)})
        form.paragraphs.choices = _descriptions(item)
        return form

    def validate_paragraphs(self, field: Choices) -> None:
        if not field.data:
            raise ValidationError("Choose the paragraph that makes the paper exempt")

    @property
    def claimed(self) -> tuple[int, ...]:
        return tuple(map(int, self.paragraphs.data or ()))


class ReceiveForm(Change):
    """`seen` as above."""

    files = Files("The paper", needed="Choose a file", endings=ENDINGS)

    @classmethod
    def of(cls, document: Document) -> Self:
        return cls(data={"seen": as_it_is(document)})


class ReplaceForm(ReceiveForm):
    because = Lines("Why it is replaced", needed="Enter why it is replaced", rows=3)
    closed = Tick("Nobody may read the earlier file any more, because it showed what it must not")


class TakeOffForm(Change):
    because = Lines("Why it is withdrawn", needed="Enter why it is withdrawn", rows=3)

    @classmethod
    def of(cls, document: Document, *, draft: bool) -> Self:
        """No reason is asked for while only the desk can have seen it."""
        form = cls(data={"seen": as_it_is(document)})
        if draft:
            del form.because
        return form
