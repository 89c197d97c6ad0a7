"""The forms of the minutes: writing one, saying what became of an item, confirming and correcting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request

from scrutiny.domain.clauses import apart
from scrutiny.domain.dates import written
from scrutiny.domain.vocabulary import ItemOutcome
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.minutes import Minute
from scrutiny.queries.rows import Rows
from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Choice, Lines
from scrutiny.web.forms.publicly import OfMinutes

OUTCOMES = [(outcome.value, outcome.label) for outcome in ItemOutcome if outcome is not ItemOutcome.PENDING]


class MinuteForm(OfMinutes):
    """What a clerk types about one item. Only an exempt item has a summary for the public."""

    narrative = Lines("Minute", rows=16)
    public_summary = Lines("Summary for the public", rows=4)
    clause = Lines("Resolved: That", rows=3)

    kept: Minute | None

    @classmethod
    def of(cls, item: AgendaItem, minute: Minute | None) -> MinuteForm:
        form = cls(obj=minute, clause="")
        form.kept = minute
        if not form.is_submitted():
            form.seen.data = str(minute.version) if minute else ""
        if not item.exempt:
            del form.public_summary
        form.of_minutes(item.meeting.minutes_state)
        return form

    @property
    def says_more(self) -> bool:
        """Whether it says anything but what is kept."""
        kept = (self.kept.narrative, self.kept.public_summary) if self.kept else ("", "")
        typed = self.typed
        return bool(self.clauses) or typed["narrative"] != kept[0] or typed["public_summary"] not in (None, kept[1])

    @property
    def typed(self) -> dict[str, Any]:
        """What the operation saves."""
        return {
            "narrative": self.narrative.data or "",
            "public_summary": (self.public_summary.data or "") if "public_summary" in self else None,
            "version": self.version,
        }

    @property
    def clauses(self) -> list[str]:
        return apart(self.clause.data or "")


class OutcomeForm(Change):
    outcome = Choice("What became of it?", choices=OUTCOMES, spread=True, needed="Choose what became of the item")
    because = Lines("Reason", rows=3)


class ConfirmForm(Change):
    """At which meeting, and the minutes that it amended; each amendment is a box of its own, named after its minute."""

    at = Choice("Confirmed at the meeting on", needed="Choose the meeting that confirmed the minutes")
    because = Lines("What was amended, and why", rows=3)

    @classmethod
    def of(cls, later: Rows, chosen: int | None) -> ConfirmForm:
        form = cls(at=str(chosen or (later[0].id if later else "")))
        form.at.choices = [(str(row.id), written(row.on)) for row in later]
        return form


def amended(minutes: Rows) -> dict[int, str]:
    """The boxes whose text is not that of the minute, by the minute's id."""
    typed = {row.id: request.form.get(f"minute-{row.id}", row.narrative) for row in minutes}
    plain = {id_: text.replace("\r\n", "\n") for id_, text in typed.items()}
    return {row.id: plain[row.id] for row in minutes if plain[row.id].strip() != row.narrative.strip()}


def stale(minutes: Rows) -> bool:
    """Whether a minute was written on since this page was shown."""
    return any(request.form.get(f"version-{row.id}", str(row.version)) != str(row.version) for row in minutes)


class CorrectionForm(Change):
    """The text of a confirmed minute; its clauses are boxes of their own, named after their ids."""

    narrative = Lines("Minute", rows=16)
    public_summary = Lines("Summary for the public", rows=4)
    because = Lines("Why it is corrected", rows=3, needed="Enter why the minute is corrected")

    @classmethod
    def of(cls, item: AgendaItem, minute: Minute) -> CorrectionForm:
        form = cls(obj=minute)
        if not form.is_submitted():
            form.seen.data = str(minute.version)
        if not item.exempt:
            del form.public_summary
        return form


def reworded(clauses: Rows) -> Mapping[int, str]:
    """What stands in the boxes of the clauses."""
    return {row.id: request.form.get(f"clause-{row.id}", row.text) for row in clauses}
