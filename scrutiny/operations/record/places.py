"""Where the rows of a record go: under their own ids in an empty database, past all the others elsewhere."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.follow_up import Action, Recommendation
from scrutiny.models.meetings import Meeting
from scrutiny.models.people import Person
from scrutiny.models.programme import WorkProgrammeEntry

NUMBERED: tuple[type[Any], ...] = (Person, Topic, Meeting, AgendaItem, WorkProgrammeEntry, Action, Recommendation)
"""What a record names by id. An address like /meetings/12 stays good when the record is moved to an empty database."""


Reference = int | str | date | None
"""In a completed record always an id, or None."""


class Places:
    def __init__(self, session: Session) -> None:
        self._past = {model: session.scalar(select(func.max(model.id))) or 0 for model in NUMBERED}

    def person(self, reference: Reference) -> int | None:
        return self._of(Person, reference)

    def topic(self, reference: Reference) -> int | None:
        return self._of(Topic, reference)

    def meeting(self, reference: Reference) -> int | None:
        return self._of(Meeting, reference)

    def item(self, reference: Reference) -> int | None:
        return self._of(AgendaItem, reference)

    def entry(self, reference: Reference) -> int | None:
        return self._of(WorkProgrammeEntry, reference)

    def action(self, reference: Reference) -> int | None:
        return self._of(Action, reference)

    def recommendation(self, reference: Reference) -> int | None:
        return self._of(Recommendation, reference)

    def _of(self, model: type[Any], reference: Reference) -> int | None:
        if reference is None or isinstance(reference, int):
            return None if reference is None else self._past[model] + reference
        raise TypeError(f"the record was not completed: {reference!r} is still not an id")


def hand_on(session: Session) -> None:
    """PostgreSQL gives ids from a counter that has not seen those given here: set it past them."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for model in NUMBERED:
        counter = func.pg_get_serial_sequence(model.__tablename__, "id")
        session.execute(select(func.setval(counter, select(func.max(model.id)).scalar_subquery())))
