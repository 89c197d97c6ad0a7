"""The forms of what Cabinet Members answer for."""

from __future__ import annotations

from scrutiny.web.forms.fields import Day, Line
from scrutiny.web.forms.people import PersonForm
from scrutiny.web.forms.rows import RowForm


class PortfolioForm(RowForm):
    name = Line("Portfolio", needed="Enter the portfolio", most=200)
    from_ = Day("First day")
    to = Day("Last day")


class NewPortfolioForm(PersonForm):
    name = Line("Portfolio", needed="Enter the portfolio", most=200)
    from_ = Day("First day")
