"""Reads from the record what the public may find by its words: one select a kind, all of the same shape.

Exempt matter is left out here, in the statement itself, so that it cannot reach the index: of an exempt item there is
its public title, of its minute the public summary, and of its papers, actions and recommendations nothing. What is not
yet published is left out too: the items of an agenda not yet public, topics that are on nothing else, and minutes that
the chair has not agreed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, func, literal, not_, null, select
from sqlalchemy.orm import InstrumentedAttribute

from scrutiny.domain.searching import Kind
from scrutiny.domain.vocabulary import Part
from scrutiny.models.agenda import AgendaItem, ItemLead, Topic
from scrutiny.models.committees import Committee
from scrutiny.models.documents import Document, StoredFile
from scrutiny.models.follow_up import Action, ActionUpdate, Recommendation
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, MinuteNumber, Resolution
from scrutiny.models.people import Person
from scrutiny.models.programme import EntryLead, WorkProgrammeEntry
from scrutiny.queries.withheld import AGREED, EXEMPT, PUBLISHED, public, told, withheld_entry

Text = ColumnElement[str] | InstrumentedAttribute[str]


def of(kind: Kind) -> Select[Any]:
    """Everything of a kind that the public may find: rows of subject_id, committee_id, meeting_id, on, title, text."""
    return _built(kind)[0]


def of_rows(kind: Kind) -> Select[Any]:
    """What the public may find of it among some rows, whose ids are the parameter `ids`."""
    return _built(kind)[1]


@cache
def _built(kind: Kind) -> tuple[Select[Any], Select[Any]]:
    """Built once, since every save asks: to put such a statement together takes longer than to run it."""
    found, subject = _SELECTS[kind]()
    return found, found.where(subject.in_(bindparam("ids", expanding=True)))


Selected = tuple[Select[Any], InstrumentedAttribute[int]]


def _minutes() -> Selected:
    resolved = (
        select(func.aggregate_strings(Resolution.text, "\n")).where(Resolution.minute_id == Minute.id).scalar_subquery()
    )
    title = case((EXEMPT, AgendaItem.public_title), else_=AgendaItem.title)
    number = func.coalesce(MinuteNumber.printed + " ", "")
    found = (
        _row(
            Minute.id,
            *_AT_THE_MEETING,
            title=number + title,
            text=case((EXEMPT, Minute.public_summary), else_=_lines(Minute.narrative, func.coalesce(resolved, ""))),
        )
        .join(AgendaItem, AgendaItem.id == Minute.item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .outerjoin(MinuteNumber, MinuteNumber.id == Minute.number_id)
        .where(Meeting.minutes_state.in_(AGREED))
    )
    return found, Minute.id


def _items() -> Selected:
    names = _names(ItemLead.name, ItemLead.item_id == AgendaItem.id)
    found = (
        _row(
            AgendaItem.id,
            *_AT_THE_MEETING,
            title=case((EXEMPT, AgendaItem.public_title), else_=AgendaItem.title),
            text=case(
                (EXEMPT, ""),
                else_=_lines(AgendaItem.report_recommendations, AgendaItem.outcome_note, names),
            ),
        )
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(PUBLISHED)
    )
    return found, AgendaItem.id


def _documents() -> Selected:
    """A paper is found by its own words as it is now: those of a file that was replaced are not looked through."""
    said = func.coalesce(StoredFile.text, "")
    found = (
        _row(Document.id, *_AT_THE_MEETING, title=Document.title, text=_lines(AgendaItem.title, said))
        .join(AgendaItem, AgendaItem.id == Document.item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .outerjoin(StoredFile, StoredFile.sha256 == Document.sha256)
        .where(PUBLISHED, Document.part == Part.ONE, not_(EXEMPT), Document.withdrawn_because == "")
    )
    return found, Document.id


def _actions() -> Selected:
    said = _names(ActionUpdate.text, ActionUpdate.action_id == Action.id)
    found = _row(
        Action.id,
        Action.committee_id,
        null(),
        Action.opened_on,
        title=Action.reference,
        text=_lines(Action.text, Action.owner, said),
    ).where(public(Action))
    return found, Action.id


def _recommendations() -> Selected:
    text = _lines(
        Recommendation.text, Recommendation.addressee, Recommendation.response_text, Recommendation.done_about_it
    )
    found = _row(
        Recommendation.id,
        Recommendation.committee_id,
        null(),
        Recommendation.opened_on,
        title=Recommendation.reference,
        text=text,
    ).where(public(Recommendation))
    return found, Recommendation.id


def _topics() -> Selected:
    """A topic that is withheld is found by its items, under their public titles."""
    found = _row(Topic.id, Topic.committee_id, null(), Topic.opened_on, title=Topic.title, text=literal(""))
    return found.where(told(Topic.id)), Topic.id


def _entries() -> Selected:
    entry = WorkProgrammeEntry
    names = _names(EntryLead.name, EntryLead.entry_id == entry.id)
    found = (
        _row(
            entry.id,
            entry.committee_id,
            entry.meeting_id,
            func.coalesce(Meeting.on, entry.planned_on),
            title=entry.title,
            text=_lines(entry.details, entry.outcome, names),
        )
        .outerjoin(Meeting, Meeting.id == entry.meeting_id)
        .where(not_(withheld_entry()))
    )
    return found, entry.id


def _meetings() -> Selected:
    title = case((Meeting.title != "", Meeting.committee_name + ": " + Meeting.title), else_=Meeting.committee_name)
    found = _row(Meeting.id, *_AT_THE_MEETING, title=title, text=_lines(Meeting.venue, Meeting.status_because))
    return found, Meeting.id


def _committees() -> Selected:
    title = Committee.name + " (" + Committee.code + ")"
    found = _row(
        Committee.id, Committee.id, null(), null(), title=title, text=_lines(Committee.remit, Committee.introduction)
    )
    return found, Committee.id


def _people() -> Selected:
    title = func.ltrim(Person.title + " " + Person.name + " " + Person.honours)
    return _row(Person.id, null(), null(), null(), title=title, text=Person.post), Person.id


_AT_THE_MEETING = (Meeting.committee_id, Meeting.id, Meeting.on)

_SELECTS: dict[Kind, Callable[[], Selected]] = {
    Kind.MINUTE: _minutes,
    Kind.ITEM: _items,
    Kind.ACTION: _actions,
    Kind.RECOMMENDATION: _recommendations,
    Kind.TOPIC: _topics,
    Kind.ENTRY: _entries,
    Kind.DOCUMENT: _documents,
    Kind.MEETING: _meetings,
    Kind.COMMITTEE: _committees,
    Kind.PERSON: _people,
}


def _row(subject: Any, committee: Any, meeting: Any, on: Any, *, title: Any, text: Any) -> Select[Any]:
    return select(
        subject.label("subject_id"),
        committee.label("committee_id"),
        meeting.label("meeting_id"),
        on.label("on"),
        title.label("title"),
        text.label("text"),
    ).select_from(subject.class_)


def _lines(*columns: Any) -> Any:
    joined = columns[0]
    for column in columns[1:]:
        joined = joined + "\n" + column
    return joined


def _names(column: Any, whose: ColumnElement[bool]) -> Any:
    return func.coalesce(select(func.aggregate_strings(column, "\n")).where(whose).scalar_subquery(), "")
