"""Somebody by name in a form: the one of that name whom the record has, or a new person."""

from __future__ import annotations

from collections.abc import Mapping

from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Choice, Line

SOMEBODY_ELSE = "new"


class PersonForm(Change):
    """`who` is asked where the record has somebody of that name: nobody is entered twice without a word."""

    person = Line("Name", needed="Enter the name", most=200)
    who = Choice("Who is it?", spread=True)

    def offer(self, namesakes: Mapping[int, str]) -> None:
        """Ask which of them it is: by the person's id, the name and what tells them apart."""
        if not namesakes:
            self.who.data = ""
            return
        self.who.choices = [
            *((str(person_id), words) for person_id, words in namesakes.items()),
            (SOMEBODY_ELSE, "Somebody else of that name"),
        ]
        self.who.needed = "There is somebody of that name in the record. Choose who it is"

    @property
    def person_id(self) -> int | None:
        """Whoever was chosen; None for a new person."""
        return None if self.who.data in ("", SOMEBODY_ELSE) else int(self.who.data)
