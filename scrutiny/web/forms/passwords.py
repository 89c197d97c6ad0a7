"""Forms about passwords: changed, forgotten, and set by a link."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import StopValidation, ValidationError

from scrutiny.domain.accounts import LONGEST_PASSWORD, email_address, refuse_weak
from scrutiny.domain.rules import RuleBroken
from scrutiny.web.forms import Change, Form
from scrutiny.web.forms.accounts import AskedFor
from scrutiny.web.forms.fields import Line, Needed, Password


class NewPassword(Password):
    """One that is hard to guess."""

    def __init__(self, label: str = "New password", **options: Any) -> None:
        super().__init__(label, validators=[Needed("Enter a new password")], **options)

    def pre_validate(self, _form: Any) -> None:
        try:
            if self.data:
                refuse_weak(self.data)
        except RuleBroken as broken:
            raise StopValidation(str(broken)) from broken


class ChangeForm(Change):
    old_password = Password("Current password", validators=[Needed("Enter your current password")])
    new_password = NewPassword()

    def validate_old_password(self, field: PasswordField) -> None:
        if len(field.data or "") > LONGEST_PASSWORD:
            raise ValidationError(f"Your password has at most {LONGEST_PASSWORD} characters")


class ForgottenForm(Form):
    class Meta(FlaskForm.Meta):
        csrf_class = AskedFor

    email = Line("Email address", reads=email_address, kind="email")


class SetForm(Form):
    class Meta(FlaskForm.Meta):
        csrf_class = AskedFor

    new_password = NewPassword()
