"""The forms of one meeting's attendance: the roll itself, and what is added to it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from scrutiny.domain.vocabulary import AttendanceStatus, Movement
from scrutiny.operations.attendance import Unmarked
from scrutiny.queries.attendance import TAKEN, AttendanceFacts
from scrutiny.queries.attendance import Line as Taken
from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Choice, Choices, Hour, Line

Marks = dict[str, AttendanceStatus | None]

ON_THE_DAY = [(status.value, status.label) for status in TAKEN]
BEFOREHAND = [("", "Expected"), (AttendanceStatus.APOLOGIES.value, AttendanceStatus.APOLOGIES.label)]
BY_STATUS = {status.value: status for status in TAKEN}


class RollForm(Change):
    """One field a line, named by its key. `seen` is what each line said when the page was made."""

    keys: tuple[str, ...] = ()

    @classmethod
    def of(cls, lines: Sequence[Taken], *, beforehand: bool, fresh: bool = False) -> RollForm:
        """With a field for each of the lines, which say what is recorded now; `fresh` is as if nothing were sent."""
        fields = {
            line.key: Choice(_called(line), choices=BEFOREHAND if beforehand else ON_THE_DAY, spread=True)
            for line in lines
        }
        now = {line.key: line.status.value if line.status else "" for line in lines}
        made: type[RollForm] = type("RollOfThisMeeting", (cls,), fields)
        form = made(formdata=None, data=now) if fresh else made(data=now)
        form.keys = tuple(fields)
        if not form.seen.data:
            form.see(lines)
        return form

    def see(self, lines: Sequence[Taken]) -> None:
        """From now on, this is what the page has shown."""
        self.seen.data = json.dumps({line.key: line.status or "" for line in lines})

    def marks(self, rest: str) -> Marks:
        """As sent; `rest` is for everybody of whom nothing is said."""
        return {key: BY_STATUS.get(self[key].data or rest) for key in self.keys}

    @property
    def was(self) -> Marks | None:
        """What the page had shown, if it says so in a way that can be read."""
        return read_marks(self.seen.data or "")

    def refuse(self, unmarked: Unmarked) -> None:
        for key, why in unmarked.why.items():
            self.fails(key if key in self.keys else self.keys[0], why)


def _called(line: Taken) -> str:
    return f"{line.name} ({line.role_title})" if line.role_title else line.name


def read_marks(written: str) -> Marks | None:
    """By key, from JSON; None for what is no such thing."""
    try:
        read = json.loads(written)
        return {str(key): BY_STATUS[status] if status else None for key, status in read.items()}
    except (ValueError, RecursionError, AttributeError, KeyError, TypeError):
        return None


class SubstituteForm(Change):
    """Whose place is taken, and by whom: one of the committee's own substitutes, or anybody by name."""

    instead_of = Choice("Member who is not there", needed="Choose the member whose place is taken")
    who = Choice("Substitute")
    name = Line("Name of another substitute", most=250)

    def offer(self, facts: AttendanceFacts) -> None:
        there = {row.name for row in facts.rows if row.status in (AttendanceStatus.PRESENT, AttendanceStatus.REMOTE)}
        there |= {row.substitute_for for row in facts.rows if row.substitute_for}
        self.instead_of.choices = [("", "Choose"), *((o.key, o.name) for o in facts.lines if o.name not in there)]
        known = {row.person_id for row in facts.rows if row.person_id}
        named = [(str(each.person_id), each.name) for each in facts.named if each.person_id not in known]
        self.who.choices = [("", "Somebody else, named below"), *named]


class GuestForm(Change):
    """Those who are likely to be in attendance, any of them at once, and one more by name."""

    likely = Choices("In attendance")
    name = Line("Name of somebody else", most=250)
    post = Line("Their post", most=200)


class MovementForm(Change):
    who = Choice("Who", needed="Choose who came or went")
    movement = Choice(
        "What they did",
        needed="Choose whether they arrived, left, withdrew or returned",
        choices=[(each.value, each.label) for each in Movement],
        spread=True,
    )
    item = Choice("During which item", needed="Choose the item that was before the meeting")
    at = Hour("Time")
    note = Line("Note", most=300)

    def offer(self, facts: AttendanceFacts) -> None:
        there = [each for each in facts.room.sittings if each.was_there]
        self.who.choices = [("", "Choose"), *((str(each.attendance_id), each.name) for each in there)]
        items = [
            (str(item.id), f"{item.number or place}. {item.title}") for place, item in enumerate(facts.items, start=1)
        ]
        self.item.choices = [("", "Choose"), ("0", "Before the first item"), *items]


class HeldForm(Change):
    ended_at = Hour("Ended at")
