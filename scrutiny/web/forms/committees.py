"""The forms that set a committee up, change it and close it."""

from __future__ import annotations

from typing import Any

from scrutiny.domain.committees import code
from scrutiny.domain.numbering import MinuteStyle, Restart
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import Nation
from scrutiny.models.committees import Council
from scrutiny.operations.committees import Settings
from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Choice, Day, Hour, Line, Lines, Number, Tick
from scrutiny.web.forms.rows import RowForm

RESTARTS = (
    (Restart.EACH_YEAR.value, "Every municipal year"),
    (Restart.NEVER.value, "Never"),
    (Restart.EACH_MEETING.value, "At every meeting"),
    (Restart.EACH_ITEM.value, "With every agenda item"),
)


class OfCouncil(RowForm):
    """Whose committee it is: one of several councils, or the first, which is entered with it."""

    council = Choice("Council", needed="Choose the council")
    council_name = Line("Name of the council", needed="Enter the name of the council", most=200)
    nation = Choice("Nation", choices=[(nation.value, nation.label) for nation in Nation], spread=True)


class CommitteeForm(RowForm):
    """The settings of a committee that is there."""

    name = Line("Name", needed="Enter the name")
    code = Line(
        "Code",
        reads=lambda typed: code(typed) if typed.strip() else "",
        needed="Enter the code",
        classes="govuk-input--width-10",
    )
    remit = Lines("Remit")
    introduction = Lines("Introduction to the work programme")
    quorum = Number("Quorum", most=200)
    usual_venue = Line("Usual place")
    usual_time = Hour("Usual time", needed="Enter the usual time")
    minute_pattern = Line("Minute number", needed="Enter the pattern, like {n}", most=50, classes="input--short")
    minutes_restart = Choice("Numbers begin again at 1", choices=RESTARTS, needed="Choose when they begin again")
    crime_and_disorder = Tick("It is the council’s crime and disorder committee")

    def validate(self, extra_validators: Any = None) -> bool:
        return super().validate(extra_validators) and self._style_is_whole()

    def _style_is_whole(self) -> bool:
        """The pattern and when it restarts make sense only together."""
        try:
            MinuteStyle(self.minute_pattern.data, Restart(self.minutes_restart.data))
        except RuleBroken as broken:
            self.fails("minute_pattern", broken)
            return False
        return True

    @property
    def settings(self) -> Settings:
        return Settings(
            code=self.code.data,
            name=self.name.data,
            remit=self.remit.data,
            introduction=self.introduction.data,
            quorum=self.quorum.data or 0,
            usual_venue=self.usual_venue.data,
            usual_time=self.usual_time.given,
            minute_pattern=self.minute_pattern.data,
            minutes_restart=Restart(self.minutes_restart.data),
            crime_and_disorder=self.crime_and_disorder.data,
        )


class NewCommitteeForm(OfCouncil, CommitteeForm):
    @classmethod
    def of(cls, councils: list[Council]) -> NewCommitteeForm:
        usual = Settings(code="", name="")
        form = cls(usual, nation=Nation.ENGLAND)
        if councils:
            del form.council_name, form.nation
        if len(councils) < 2:
            del form.council
        else:
            form.council.choices = [("", "Choose one"), *((str(council.id), council.name) for council in councils)]
        return form


class ClosingForm(Change):
    closed_on = Day("Last day", needed="Enter the day on which the committee closed")
