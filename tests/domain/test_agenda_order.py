"""The order of business: new items join, and nothing that an officer arranged is disturbed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scrutiny.domain.agenda_order import Slot, Stage, insert

slots = st.builds(Slot, st.sampled_from(Stage), st.integers(0, 3))


@given(there=st.lists(slots, max_size=8), new=st.lists(slots, max_size=8))
def test_new_items_join_an_agenda_without_disturbing_its_order(there: list[Slot], new: list[Slot]) -> None:
    placed = [(slot, ("there", at, slot)) for at, slot in enumerate(there)]
    joining = [(slot, ("new", at, slot)) for at, slot in enumerate(new)]
    ordered = insert(placed, joining)
    assert [item for item in ordered if item[0] == "there"] == [item for _, item in placed]
    assert sorted(ordered) == sorted(item for _, item in (*placed, *joining))
    for place, (kind, _, slot) in enumerate(ordered):
        if kind == "new":
            assert all(later[0] == "new" or later[2] > slot for later in ordered[place + 1 :])
