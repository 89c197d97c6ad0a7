"""The forms of a vote: counted by a show of hands, or recorded by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from scrutiny.domain.attendance import Sitting
from scrutiny.domain.vocabulary import Choice as Cast
from scrutiny.operations.votes import Ballot
from scrutiny.web.forms.fields import Choice, Lines, Number
from scrutiny.web.forms.rows import RowForm

CASTS = [(cast.value, cast.label) for cast in Cast]
DID_NOT = "none"


class VoteForm(RowForm):
    """Of a vote that is there, or of a new one, which nobody can have changed meanwhile."""

    def __init__(self, row: Any = None, **options: Any) -> None:
        super().__init__(row, **options)
        if row is None:
            self.seen.data = self.now

    motion = Lines("The motion", rows=2)
    moved_by = Choice("Moved by")
    seconded_by = Choice("Seconded by")

    def offer(self, names: Iterable[str]) -> None:
        """Those who may have moved it, and whoever is recorded as having done so."""
        names = list(names)
        for field in (self.moved_by, self.seconded_by):
            kept = [field.object_data] if field.object_data and field.object_data not in names else []
            field.choices = [("", "Not recorded"), *((name, name) for name in [*names, *kept])]

    @property
    def ballot(self) -> Ballot:
        return Ballot(motion=self.motion.data, moved_by=self.moved_by.data, seconded_by=self.seconded_by.data)


class CountForm(VoteForm):
    for_ = Number("For", needed="Enter how many voted for", most=999)
    against = Number("Against", needed="Enter how many voted against", most=999)
    abstained = Number("Abstained", needed="Enter how many abstained", most=999)

    about = "for_"

    @property
    def ballot(self) -> Ballot:
        counts = (self.for_.data or 0, self.against.data or 0, self.abstained.data or 0)
        return Ballot(self.motion.data, self.moved_by.data, self.seconded_by.data, *counts)


class NamesForm(VoteForm):
    """One field a member, named by their attendance; who is not here did not vote."""

    voters: Mapping[str, str] = {}
    about = "motion"

    @classmethod
    def of(cls, sittings: Iterable[Sitting], row: Any = None, casts: Mapping[str, Cast] | None = None) -> NamesForm:
        """With a field for each, filled with how they are recorded as having voted."""
        voters = {f"v{each.attendance_id}": each.name for each in sittings}
        fields = {
            key: Choice(
                name,
                needed=f"Choose how {name} voted, or that they did not",
                choices=[*CASTS, (DID_NOT, "Did not vote")],
                spread=True,
            )
            for key, name in voters.items()
        }
        held = {key: casts.get(name, DID_NOT) for key, name in voters.items()} if casts else {}
        form: NamesForm = type("NamesOfThisItem", (cls,), fields)(row, data=held)
        form.voters = voters
        form.about = next(iter(voters), "motion")
        return form

    @property
    def ballot(self) -> Ballot:
        chosen = {name: self[key].data for key, name in self.voters.items()}
        return Ballot(
            self.motion.data,
            self.moved_by.data,
            self.seconded_by.data,
            named={name: Cast(cast) for name, cast in chosen.items() if cast != DID_NOT},
            by_name=True,
        )
