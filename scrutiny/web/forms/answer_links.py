"""The form by which an officer asks somebody about an action, by a link."""

from __future__ import annotations

from typing import Any

from scrutiny.web.forms import Change
from scrutiny.web.forms.contacts import NEEDS_ADDRESS, address_or_none
from scrutiny.web.forms.fields import Choice, Line

SEND, SHOW = "send", "show"


class LinkForm(Change):
    name = Line("Who is asked", needed="Enter the name of the person who is asked", most=250)
    email = Line("Email address", reads=address_or_none, kind="email")
    way = Choice(
        "How does the link get there?",
        spread=True,
        needed="Choose how the link gets there",
        choices=[(SEND, "It is sent by e-mail"), (SHOW, "I copy it and pass it on myself")],
        default=SEND,
    )

    @property
    def sends(self) -> bool:
        return bool(self.way.data == SEND)

    def validate(self, extra_validators: Any = None) -> bool:
        right = bool(super().validate(extra_validators))
        if self.sends and not self.email.data and not self.email.errors:
            self.fails("email", NEEDS_ADDRESS)
        return right and not self.errors
