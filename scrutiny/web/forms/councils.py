"""The form of the council's own settings."""

from __future__ import annotations

from scrutiny.domain.notice import PapersGoUp
from scrutiny.domain.vocabulary import Nation
from scrutiny.web.forms.fields import Choice, Line, Lines, Number, Tick
from scrutiny.web.forms.rows import RowForm

GO_UP = (
    (PapersGoUp.BY_CLOSE_OF_A_WORKING_DAY.value, "By the close of a working day"),
    (PapersGoUp.AFTER_THE_OFFICE_CLOSES.value, "After the office closes, so they count from the next working day"),
    (PapersGoUp.ON_ANY_DAY.value, "On any day, weekends and holidays too"),
)


class CouncilForm(RowForm):
    name = Line("Name of the council", needed="Enter the name of the council", most=200)
    nation = Choice(
        "Nation",
        choices=[(nation.value, nation.label) for nation in Nation],
        spread=True,
        needed="Choose the nation",
    )
    clear_days = Number("Clear days of notice", needed="Enter how many clear days", most=30)
    saturdays_count = Tick("Saturdays count as clear days")
    papers_go_up = Choice("Papers go up", choices=GO_UP, spread=True, needed="Choose when papers go up")
    vision = Lines("Vision")
    notes_for_the_public = Lines("Notes for the public")
