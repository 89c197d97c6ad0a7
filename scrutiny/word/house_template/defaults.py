"""The product's own look as templates, to take away and restyle: filled in, they say what the product prints itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache

from scrutiny.domain.vocabulary import TemplateKind
from scrutiny.word.document import Document
from scrutiny.word.front_matter import Cover
from scrutiny.word.notice import given_that
from scrutiny.word.paragraphs import Content
from scrutiny.word.styles import Style

_FIRST = date(2021, 1, 1)
"""A template is of no day, and the same file on every day."""


class _Template(Document):
    def __init__(self, kind: TemplateKind, running: str, *, landscape: bool = False) -> None:
        name = f"House template: {kind.label.lower()}"
        cover = Cover(name, "{{ council }}", name, running, _FIRST)
        super().__init__(cover, landscape=landscape)

    @contextmanager
    def where(self, field: str, style: Style) -> Iterator[None]:
        """What is written inside is printed only where there is such a thing."""
        self.paragraph(style, f"{{%p if {field} %}}")
        yield
        self.paragraph(style, "{%p endif %}")

    def line(self, style: Style, field: str, *content: Content) -> None:
        with self.where(field, style):
            self.paragraph(style, *content or (f"{{{{ {field} }}}}",))

    def known(self, label: str, field: str) -> None:
        with self.where(field.partition(" ")[0], Style.FACT):
            self.fact(label, f"{{{{ {field} }}}}")

    def whole(self, field: str) -> None:
        self.paragraph(Style.BODY, f"{{{{p {field} }}}}")


@cache
def of(kind: TemplateKind) -> bytes:
    return _DEFAULTS[kind]()


def _agenda() -> bytes:
    document = _Template(TemplateKind.AGENDA, "{{ committee }} – agenda for {{ meeting.date }}")
    document.paragraph(Style.COUNCIL, "{{ council }}")
    document.paragraph(Style.COMMITTEE, "{{ committee }}")
    document.paragraph(Style.TITLE, "{{ title }}")
    document.line(Style.CHANGE, "changed")
    _when_and_where(document)
    document.paragraph(Style.FACT, "{%p if published %}")
    document.fact("Published", "{{ published | weekday }}")
    document.paragraph(Style.FACT, "{%p elif publish_by %}")
    document.fact("To be published by", "{{ publish_by | weekday }}")
    document.paragraph(Style.FACT, "{%p endif %}")
    document.whole("body")
    return document.finished()


def _minutes() -> bytes:
    document = _Template(TemplateKind.MINUTES, "{{ committee }} – minutes of {{ meeting.date }}")
    document.paragraph(Style.COUNCIL, "{{ council }}")
    document.paragraph(Style.TITLE, "{{ title }}")
    document.line(Style.CHANGE, "standing")
    document.fact("Date and time", "{{ meeting.date | weekday }}, {{ meeting.time }}")
    document.known("Place", "meeting.place")
    document.whole("attendance")
    document.whole("body")
    return document.finished()


def _work_programme() -> bytes:
    running = "{{ committee }} – work programme {{ year }}, as at {{ as_at }}"
    document = _Template(TemplateKind.WORK_PROGRAMME, running, landscape=True)
    document.paragraph(Style.COUNCIL, "{{ council }}")
    document.paragraph(Style.COMMITTEE, "{{ committee }}")
    document.paragraph(Style.TITLE, "Work programme {{ year }}")
    document.whole("introduction")
    document.fact("As at", "{{ as_at | weekday }}")
    document.known("Chairman", "chairman")
    document.known("Place", "places")
    document.whole("membership")
    document.whole("body")
    return document.finished()


def _follow_up() -> bytes:
    running = "{{ committee }} – follow-up tracker as at {{ as_at }}"
    document = _Template(TemplateKind.FOLLOW_UP, running, landscape=True)
    document.paragraph(Style.COUNCIL, "{{ council }}")
    document.paragraph(Style.COMMITTEE, "{{ committee }}")
    document.paragraph(Style.TITLE, "Follow-up tracker")
    document.fact("As at", "{{ as_at | weekday }}")
    document.fact("Shown", "{{ shown }}")
    document.whole("body")
    return document.finished()


def _notice() -> bytes:
    document = _Template(TemplateKind.NOTICE, "{{ committee }} – notice of the meeting on {{ meeting.date }}")
    document.paragraph(Style.COUNCIL, "{{ council }}")
    document.paragraph(Style.COMMITTEE, "{{ committee }}")
    document.paragraph(Style.TITLE, "Notice of meeting")
    document.line(Style.CHANGE, "changed")
    document.paragraph(Style.NOTICE, given_that(committee="{{ committee }}", council="{{ council }}"))
    _when_and_where(document)
    document.whole("body")
    return document.finished()


def _when_and_where(document: _Template) -> None:
    document.fact("Date", "{{ meeting.date | weekday }}")
    document.fact("Time", "{{ meeting.time }}")
    document.fact("Place", "{{ meeting.place }}")


_DEFAULTS: dict[TemplateKind, Callable[[], bytes]] = {
    TemplateKind.AGENDA: _agenda,
    TemplateKind.MINUTES: _minutes,
    TemplateKind.WORK_PROGRAMME: _work_programme,
    TemplateKind.FOLLOW_UP: _follow_up,
    TemplateKind.NOTICE: _notice,
}
