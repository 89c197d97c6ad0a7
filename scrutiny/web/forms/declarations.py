"""The form of an interest declared."""

from __future__ import annotations

from scrutiny.domain.vocabulary import InterestKind
from scrutiny.models.minutes import Declaration
from scrutiny.queries.attendance import AttendanceFacts
from scrutiny.web.forms.fields import Choice, Line, Lines, Tick
from scrutiny.web.forms.rows import RowForm

LEFT = "Left the room and took no part."
DONE = (
    LEFT,
    "Stayed and took no part.",
    "Stayed and spoke, and did not vote.",
    "Stayed, spoke and voted.",
)
WHOLE_MEETING = "0"
OTHERWISE = "otherwise"


class DeclarationForm(RowForm):
    """`did` is one of the usual sentences, or `otherwise` and then `in_words`."""

    by = Choice("Who declared it", needed="Choose who declared the interest")
    item = Choice("In which item", needed="Choose the item, or the meeting as a whole")
    kind = Choice(
        "Kind of interest",
        needed="Choose the kind of interest",
        choices=[(kind.value, kind.label) for kind in InterestKind],
        spread=True,
    )
    sensitive = Tick("It is a sensitive interest")
    detail = Lines("What the interest is", rows=2)
    did = Choice(
        "What was done",
        choices=[("", "Nothing yet"), *((said, said) for said in DONE), (OTHERWISE, "Something else")],
        default="",
        spread=True,
    )
    in_words = Line("What else was done", most=300)

    def offer(self, facts: AttendanceFacts) -> DeclarationForm:
        there = [each for each in facts.room.sittings if each.was_there]
        self.by.choices = [("", "Choose"), *((str(each.attendance_id), each.name) for each in there)]
        items = [
            (str(item.id), f"{item.number or place}. {item.title}") for place, item in enumerate(facts.items, start=1)
        ]
        self.item.choices = [("", "Choose"), (WHOLE_MEETING, "The meeting as a whole"), *items]
        return self

    @property
    def done(self) -> str:
        return self.in_words.data if self.did.data == OTHERWISE else self.did.data


def held_in(declaration: Declaration, by: int | None) -> dict[str, object]:
    """What a declaration holds, by the fields that show it."""
    usual = declaration.did in ("", *DONE)
    return {
        "by": str(by or ""),
        "item": str(declaration.item_id or WHOLE_MEETING),
        "kind": declaration.kind.value,
        "sensitive": declaration.sensitive,
        "detail": declaration.detail,
        "did": declaration.did if usual else OTHERWISE,
        "in_words": "" if usual else declaration.did,
    }
