"""The form of a roll-forward: a line each, which says where it goes and lets an officer choose otherwise."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from scrutiny.domain.dates import written
from scrutiny.domain.roll_forward import Choice, Destination, Line, Plan, Seen, Subject, Thing, as_seen
from scrutiny.domain.roll_forward.choices import LEAVE, Offers
from scrutiny.web.forms import Change, fields

AS_PLANNED = ""
_LABEL = Markup('<span class="govuk-visually-hidden">What becomes of “{}”</span>')
_WHY = Markup('Why<span class="govuk-visually-hidden"> “{}” goes there instead</span>')


class RollForwardForm(Change):
    """Its lines are fields of their own, named after their thing: `entry-12`, and `why-entry-12` for what the officer
    says of a choice. `seen` is the plan that it shows.
    """

    offered: Offers

    @classmethod
    def of(cls, planned: Plan, offered: Offers, *, keeping: Mapping[str, str] | None = None) -> RollForwardForm:
        """The form for this plan. With `keeping`, a form sent for an earlier one: what still can be chosen stays."""
        changeable = [line for line in planned.lines if line.thing in offered]
        lines = {_name(line.thing): _where(line, offered[line.thing]) for line in changeable}
        whys = {_why(line.thing): fields.Line(_WHY.format(line.title), most=500) for line in changeable}
        form_class: Any = type("RollForwardForm", (cls,), lines | whys)
        if keeping is None:
            form: RollForwardForm = form_class()
        else:
            form = form_class(formdata=None)
            for name in lines:
                field = form[name]
                still_there = {value for value, *_ in field.choices or ()}
                field.data = keeping[name] if keeping.get(name) in still_there else AS_PLANNED
            for name in whys:
                form[name].data = keeping.get(name, "")
        form.offered = offered
        if keeping is not None or not form.is_submitted():
            form.seen.data = _packed(as_seen(planned))
        return form

    @property
    def saw(self) -> Seen:
        """The plan that whoever sent this was looking at."""
        try:
            packed = json.loads(self.seen.data or "{}")
            return {_thing(name): str(mark) for name, mark in packed.items()}
        except (AttributeError, KeyError, ValueError):
            return {}

    @property
    def chosen(self) -> dict[Thing, Choice]:
        """Every choice that is not the plan's own."""
        by_word = {thing: {_word(choice): choice for choice in choices} for thing, choices in self.offered.items()}
        sent = {thing: self[_name(thing)].data for thing in self.offered}
        return {
            thing: replace(by_word[thing][word], why=self[_why(thing)].data or "")
            for thing, word in sent.items()
            if word != AS_PLANNED
        }

    def validate(self, *arguments: Any, **options: Any) -> bool:
        """A reason is one for another place than the plan's, which has its own."""
        valid = bool(super().validate(*arguments, **options))
        for thing in self.offered:
            if self[_why(thing)].data and self[_name(thing)].data == AS_PLANNED:
                self.fails(_why(thing), "Choose where it goes instead, or take the reason out")
                valid = False
        return valid

    def line(self, line: Line) -> Markup | None:
        """The field of a line, if it can be changed."""
        return self[_name(line.thing)]() if line.thing in self.offered else None

    def why(self, line: Line) -> Any:
        """The field of what is said of a choice, if there is one to make."""
        return self[_why(line.thing)] if line.thing in self.offered else None


def _where(line: Line, choices: tuple[Choice, ...]) -> fields.Choice:
    offered = [(AS_PLANNED, _planned(line)), *((_word(choice), _words(choice)) for choice in choices)]
    return fields.Choice(_LABEL.format(line.title), choices=offered)


def _planned(line: Line) -> str:
    if line.ended:
        return "Report it as closed"
    if line.destination is Destination.REDATED:
        return f"Re-date it: {written(line.to.on)}" if line.to else "Next year’s programme"
    return {
        Destination.AGENDA: "On this agenda",
        Destination.TRACKER: "On the tracker",
        Destination.UNDATED: "Date to be confirmed",
        Destination.STAYS: "Leave it where it is",
    }[line.destination]


def _words(choice: Choice) -> str:
    if choice == LEAVE:
        return "Leave it for now"
    if choice.to:
        return f"Meeting of {written(choice.to.on)}"
    return "On this agenda" if choice.destination is Destination.AGENDA else "Date to be confirmed"


def _word(choice: Choice) -> str:
    return f"{choice.destination.value}@{choice.to.meeting_id}" if choice.to else choice.destination.value


def _packed(saw: Seen) -> str:
    return json.dumps({_name(thing): mark for thing, mark in saw.items()}, separators=(",", ":"))


def _name(thing: Thing) -> str:
    return f"{thing.subject.value}-{thing.id}"


def _why(thing: Thing) -> str:
    return f"why-{_name(thing)}"


def _thing(name: str) -> Thing:
    subject, _, id_ = name.partition("-")
    return Thing(Subject(subject), int(id_))
