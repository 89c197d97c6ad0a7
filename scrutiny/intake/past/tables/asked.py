"""A row of a past tracker: an action or a recommendation, made of what its cells say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scrutiny.domain.dates import written
from scrutiny.domain.record.follow_up import Action, Recommendation, Update
from scrutiny.domain.record.references import UNSAID
from scrutiny.domain.vocabulary import ActionState, RecommendationState, Response
from scrutiny.intake.past.tables import cells, dates, states
from scrutiny.intake.past.tables.notes import Notes

LONGEST_REFERENCE, LONGEST_OWNER, LONGEST_MINUTE, LONGEST_TOPIC = 40, 250, 40, 300

_NOBODY = frozenset({"", "no owner yet", "tbc", "-", "–"})
_NO_DAY = re.compile(r"no date set|overdue by [0-9,]+ days?|[0-9,]+ days? left to respond", re.IGNORECASE)
_AT_MEETING = re.compile(r"(?:due at the )?meeting of (?P<day>.+)", re.IGNORECASE)
_MINUTE = re.compile(r"minute\s+(?P<number>\S{1,40}?),\s*(?P<day>.+)", re.IGNORECASE)
_MEETING = re.compile(r"meeting,\s*(?P<day>.+)", re.IGNORECASE)
_ENTRY = re.compile(r"work programme:\s*(?P<title>.+)", re.IGNORECASE)
_ASKED = re.compile(r"asked on (?P<day>.+)", re.IGNORECASE)
_UPDATE = re.compile(
    r"(?P<day>[0-9]{1,2} [A-Z][a-z]+ [0-9]{4},|[0-9]{4}-[0-9]{2}-[0-9]{2}) (?P<by>[^:]{1,250}): (?P<text>.+)"
)
_AGE = re.compile(r"(?:open|was open) for [0-9,]+ days?(?:, through [0-9,]+ meetings?)?\.?", re.IGNORECASE)
_DUE_WITHIN = re.compile(r"\bdue (?:by |on )?(?P<day>[^);.]{6,30})", re.IGNORECASE)
_ANSWER = re.compile(
    rf"(?P<answer>{'|'.join(each.label for each in Response)})(?:, (?P<day>.+)|: (?P<text>.+))?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Asking:
    """Where something was asked for: a minute of a meeting, a meeting, a row of the programme by its title, or only on
    what day.
    """

    meeting: date | None = None
    on: date | None = None
    minute: str = ""
    topic: str = ""
    rest: str = ""


def action(cell: Mapping[str, str], where: str, notes: Notes, *, on: date) -> Action:
    """`cell` holds what the columns say, by what each is for; `on` is the day as of which the tracker is."""
    asked, due, at_meeting = _asked_at(cell.get("origin", "")), *_due(cell.get("due", ""), where, notes)
    progress = cell.get("progress", "").split("\n")
    word = cell.get("status", "") or states.label_in(progress, tuple(ActionState))
    state = states.of_action(word, f"{where}.status", notes)
    opened_on = dates.day(cell.get("opened", "")) or asked.meeting or asked.on
    told = [line for line in progress if line.strip() and line != word and not _AGE.fullmatch(line)]
    because = _because(told, word) if state in (ActionState.PAUSED, ActionState.WITHDRAWN) else ""
    told = [line for line in told if line != because]
    aside = _aside(cell, asked)
    ended = not state.open
    closed_on = dates.day(cell.get("closed", ""))
    if ended and closed_on is None:
        closed_on = _day_taken(on, f"{where}.closed_on", notes)
    owner = "" if cell.get("owner", "").casefold() in _NOBODY else cell["owner"]
    if not owner:
        notes.doubt(f"{where}.owner", "nobody is named to whom it falls")
    return Action(
        reference=_reference(cell, where, notes),
        text=cells.prose(cell["text"]),
        owner=notes.fitted(owner, LONGEST_OWNER, f"{where}.owner"),
        due=due,
        due_at_meeting=at_meeting,
        status=state,
        status_because=because,
        from_minute=asked.minute,
        from_meeting=asked.meeting if asked.minute or asked.rest == "" else None,
        topic=asked.topic or UNSAID,
        opened_on=opened_on,
        completed_on=_day_taken(on, f"{where}.completed_on", notes) if state is ActionState.COMPLETE else None,
        closed_on=closed_on if ended else None,
        updates=_updates([*told, *aside], state, by=owner, on=on),
    )


def recommendation(cell: Mapping[str, str], where: str, notes: Notes, *, on: date) -> Recommendation:
    asked, due = _asked_at(cell.get("origin", "")), _due(cell.get("due", ""), where, notes)[0]
    sent, owner = _sent(cell, where, notes)
    lines = [line for line in cell.get("progress", "").split("\n") if line.strip()]
    word = cell.get("status", "") or states.label_in(lines, tuple(RecommendationState))
    state = states.of_recommendation(word, f"{where}.status", notes, sent=sent is not None)
    response, answered, response_text = _response(cell.get("response", ""), lines)
    told = [line for line in lines if line not in (word, *answered)]
    because = _because(told, word) if states.is_resting(word) else ""
    within = _DUE_WITHIN.search(" ".join(told))
    if due is None and within and (due := dates.day(within["day"])):
        notes.doubt(f"{where}.response_due", f"is taken from “{within[0].strip()}” in what was done about it")
    responded_on = dates.day(cell.get("closed", "")) or dates.day(" ".join(answered))
    return Recommendation(
        reference=_reference(cell, where, notes),
        text=cells.prose(cell["text"]),
        to=notes.fitted(owner, LONGEST_OWNER, f"{where}.to"),
        sent=sent,
        response_due=due,
        response=response,
        response_text=response_text,
        responded_on=responded_on if response or state is not RecommendationState.CLOSED else None,
        status=state,
        status_because=because,
        from_minute=asked.minute,
        from_meeting=asked.meeting if asked.minute or asked.rest == "" else None,
        topic=asked.topic or UNSAID,
        opened_on=dates.day(cell.get("opened", "")) or asked.meeting or asked.on,
        done_about_it="\n\n".join([*told, *_aside(cell, asked)]),
        closed_on=None if state.open else _day_taken(on, f"{where}.closed_on", notes),
    )


def _day_taken(on: date, where: str, notes: Notes) -> date:
    """The day of the tracker, in place of one that it does not tell."""
    notes.doubt(where, f"the day is not said: {written(on)}, that of the tracker, is taken")
    return on


def _reference(cell: Mapping[str, str], where: str, notes: Notes) -> str:
    said = notes.fitted(cell.get("reference", ""), LONGEST_REFERENCE, f"{where}.reference")
    if not said:
        notes.doubt(f"{where}.reference", "is missing: the next one of the committee’s own is given")
    return said


def _asked_at(origin: str) -> Asking:
    said = " ".join(origin.split())
    if minuted := _MINUTE.fullmatch(said):
        return Asking(dates.day(minuted["day"]), minute=minuted["number"])
    if at := _MEETING.fullmatch(said):
        return Asking(dates.day(at["day"]))
    if noted := _ENTRY.fullmatch(said):
        return Asking(topic=noted["title"] if len(noted["title"]) <= LONGEST_TOPIC else "", rest=said)
    if (asked := _ASKED.fullmatch(said)) and (on := dates.day(asked["day"])):
        return Asking(on=on)
    return Asking(rest=said)


def _due(said: str, where: str, notes: Notes) -> tuple[date | None, date | None]:
    """A day, or the day of the meeting at which it is due; what else is said is told."""
    due = at_meeting = None
    for line in filter(None, (line.strip() for line in said.split("\n"))):
        meeting = _AT_MEETING.fullmatch(line)
        if meeting and (day := dates.day(meeting["day"])):
            at_meeting = day
        elif not _NO_DAY.fullmatch(line):
            when = dates.when(line)
            due = due or when.on
            notes.unplaced(f"{where}.due", when.rest or when.words)
    return (None if at_meeting else due), at_meeting


def _sent(cell: Mapping[str, str], where: str, notes: Notes) -> tuple[date | None, str]:
    """When it was sent and to whom; in our own tables the second stands above the first."""
    lines = cell.get("owner", "").split("\n")
    below = next((line for line in lines[1:] if line.startswith("Sent ")), "")
    owner = cells.joined([line for line in lines if line != below])
    sent = dates.day(cell.get("sent", "") or below)
    if cell.get("sent") and sent is None:
        notes.unplaced(f"{where}.sent", cell["sent"])
    if cell.get("sent_by_executive_date") and sent is not None:
        notes.doubt(f"{where}.sent", "the day on which the executive had it is taken as the day it was sent")
    return sent, owner


def _response(said: str, lines: Sequence[str]) -> tuple[Response | None, list[str], str]:
    """What was answered, the lines that say so, and the words of it."""
    for line in filter(None, (said, *lines)):
        found = _ANSWER.fullmatch(line)
        if found and (found["day"] is None or dates.day(found["day"])):
            response = next(each for each in Response if each.label.casefold() == found["answer"].casefold())
            return response, [line], found["text"] or ""
    return None, [], said


def _because(lines: Iterable[str], word: str) -> str:
    """The line that tells why: `Paused: supplier changed`."""
    return next((line for line in lines if word and line.casefold().startswith(word.casefold())), "")


def _aside(cell: Mapping[str, str], asked: Asking) -> list[str]:
    """What the record has no column for, kept in words."""
    said = [("Area", cell.get("area", "")), ("Origin", "" if asked.topic else asked.rest)]
    words = [f"{label}: {cells.line(text)}" for label, text in said if text.strip()]
    return [f"{'; '.join(words)}."] if words else []


def _updates(lines: Sequence[str], state: ActionState, *, by: str, on: date) -> tuple[Update, ...]:
    """Dated ones as they are; what has no day of its own is of the day of the tracker."""
    found: list[Update] = []
    loose: list[str] = []
    for line in lines:
        dated = _UPDATE.fullmatch(line)
        day = dates.day(dated["day"]) if dated else None
        if dated and day:
            found.append(Update(on=day, by=cells.line(dated["by"]), text=dated["text"], status=state))
        else:
            loose.append(line)
    if loose:
        who = cells.line(by)[:LONGEST_OWNER] or "The tracker"
        found.append(Update(on=on, by=who, text="\n\n".join(loose), status=state))
    return tuple(found)
