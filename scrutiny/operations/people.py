"""Keeps people: entered once, named as they wish to be. What was written of them keeps the name it was written with."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import one_line
from scrutiny.models.people import Person


@dataclass(frozen=True, slots=True)
class Name:
    """How somebody is named: `title` ("Rev Preb") and `honours` ("MBE") as written, `post` for an officer."""

    name: str
    title: str = ""
    honours: str = ""
    post: str = ""


def enter(session: Session, name: Name) -> Person:
    person = Person(name="")
    _set(person, name)
    session.add(person)
    session.flush()
    return person


def rename(session: Session, person: Person, name: Name) -> None:
    """From now on: minutes, actions and agendas that name the person stay as they were written."""
    _set(person, name)
    session.flush()


def _set(person: Person, name: Name) -> None:
    kept = one_line(name.name, field="The name", most=200)
    if not kept:
        raise RuleBroken("Say what they are called.")
    person.name = kept
    person.title = one_line(name.title, field="The title", most=50)
    person.honours = one_line(name.honours, field="The honours", most=50)
    person.post = one_line(name.post, field="The post", most=200)
