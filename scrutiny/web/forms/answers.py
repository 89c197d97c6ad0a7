"""How an owner answers by a link: how it stands, and what there is to say of it."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm

from scrutiny.web.forms import Form
from scrutiny.web.forms.fields import Choice, Lines

GOING_ON, DONE = "going on", "done"


class AnswerForm(Form):
    class Meta(FlaskForm.Meta):
        csrf = False  # the address that it is sent to is the proof: nobody else knows it

    stands = Choice(
        "How does it stand?",
        spread=True,
        needed="Choose whether it is done",
        choices=[(GOING_ON, "There is something to report"), (DONE, "It is done")],
    )
    text = Lines("What has been done", rows=6)

    @property
    def done(self) -> bool:
        return bool(self.stands.data == DONE)

    def validate(self, extra_validators: Any = None) -> bool:
        right = bool(super().validate(extra_validators))
        if not self.done and not self.text.errors and not (self.text.data or "").strip():
            self.text.errors = [*self.text.errors, "Enter what has been done so far"]
            return False
        return right
