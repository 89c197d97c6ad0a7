"""What letters say. Plain text, and always why the reader got it; nothing exempt, for e-mail is read on the way.

An action that is not public is named by its reference alone: its text never comes as far as here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from scrutiny.domain.dates import written, written_with_weekday
from scrutiny.domain.reminders import standing

PRIVATE = "A matter considered in private. Sign in, or ask the scrutiny officer, for what it is."
LONGEST_TEXT = 600
"""Characters of an action's text: the whole of it is behind the link."""


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as it is queued."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Asked:
    """An action in a letter. `text` is None where it is not public; `link` opens that action alone."""

    reference: str
    committee: str
    text: str | None
    due: date | None
    link: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What an owner said by a link: that it is done, or how it stands."""

    asked: Asked
    by: str
    done: bool
    text: str


def digest(name: str, council: str, actions: Sequence[Asked], *, today: date, until: date) -> Written:
    """All that an owner has due within a week or overdue, in the order given: by committee."""
    late = sum(action.due is not None and action.due < today for action in actions)
    soon = len(actions) - late
    counts = [f"{late} overdue"] * bool(late) + [f"{soon} due soon"] * bool(soon)
    parts = [
        f"Dear {name},",
        f"{council} has these down as yours, and would like to know how they stand.",
    ]
    for committee, own in groupby(actions, key=lambda action: action.committee):
        parts += [committee, *(_entry(action, today) for action in own)]
    parts += [
        _about_links(until, len(actions)),
        "Why you got this: you are named as the owner, and each is due within a week or overdue. You are told a week "
        "before the day, the day before, the day after, and then once a week until you say that it is done. If one is "
        "not yours, or its date is wrong, answer this letter: the scrutiny officer will put it right.",
    ]
    subject = f"{_counted(len(actions), 'action')} for overview and scrutiny: {', '.join(counts)}"
    return Written(subject, _letter(parts))


def link(name: str, action: Asked, *, today: date, until: date) -> Written:
    """One action, to somebody whom an officer asks about it."""
    parts = [
        f"Dear {name},",
        f"The {action.committee} would like to know how this stands.",
        _entry(action, today),
        _about_links(until, 1),
        "Why you got this: an officer who keeps the committee's tracker asked for it to be sent to you. If it is not "
        "for you, answer this letter.",
    ]
    return Written(f"{action.reference}: how does it stand?", _letter(parts))


def answered(name: str, answer: Answer) -> Written:
    """To those who keep the tracker: somebody has answered by a link. Of what is private not even who."""
    asked = answer.asked
    who = answer.by if asked.text is not None else "its owner"
    said = f"{who} {'says that it is done' if answer.done else 'has reported on it'}"
    parts = [f"Dear {name},", f"{asked.reference}, {asked.committee}: {said}."]
    if asked.text is None:
        parts.append("It is a matter considered in private, so this letter does not say what was written.")
    else:
        parts += [f"What was asked:\n{_shortened(asked.text)}", f"What was written:\n{_shortened(answer.text)}"]
    if answer.done:
        parts.append("It now waits for the committee to confirm it at a meeting.")
    parts += [
        f"See it on the desk:\n{asked.link}",
        "Why you got this: you keep this committee's tracker. It is one letter a day about an action, so look there "
        "for what was said later.",
    ]
    return Written(f"{asked.reference}: {said}", _letter(parts))


def to_agree(name: str, committee: str, on: date, link: str) -> Written:
    """To the chair: draft minutes wait to be agreed for publication as draft."""
    parts = [
        f"Dear {name},",
        f"The draft minutes of the {committee} meeting held on {written_with_weekday(on)} are written. They are not "
        "public until you agree that they may be published as draft; the committee confirms them at a later meeting.",
        f"Sign in to read them, then agree them or ask the clerk for changes:\n{link}",
        "Why you got this: you chair the committee, and its minutes wait for you. You are asked once a week until they "
        "are agreed.",
    ]
    return Written(f"Minutes of {written(on)} for you to agree", _letter(parts))


def _entry(action: Asked, today: date) -> str:
    stands = standing(action.due, today) if action.due else "no date set"
    text = PRIVATE if action.text is None else _shortened(action.text)
    return f"{action.reference}: {stands}\n{text}\nSay how it stands, or that it is done:\n{action.link}"


def _about_links(until: date, number: int) -> str:
    opens = "The link opens this action" if number == 1 else "Each link opens one action"
    return (
        f"You need no account. {opens} and nothing else, until {written(until)}. Whoever has it can answer in your "
        "name, so please do not pass this letter on."
    )


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_TEXT else f"{words[:LONGEST_TEXT].rsplit(' ', 1)[0]} …"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _letter(parts: Sequence[str]) -> str:
    return "\n\n".join(parts) + "\n"
