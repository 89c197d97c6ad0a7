"""What has to be done next with a meeting, told from its calling to its confirmed minutes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scrutiny.domain.duties import Duty, next_duty
from scrutiny.domain.vocabulary import MeetingKind, MeetingStatus, MinutesState

TODAY = date(2021, 11, 15)
CALLED: dict[str, Any] = {
    "kind": MeetingKind.FORMAL,
    "status": MeetingStatus.SCHEDULED,
    "on": date(2021, 11, 30),
    "today": TODAY,
    "published": False,
    "has_items": False,
    "minutes": MinutesState.NONE,
}
HELD = {"status": MeetingStatus.HELD, "on": date(2021, 9, 14), "published": True, "has_items": True}


@pytest.mark.parametrize(
    ("then", "duty"),
    [
        pytest.param({}, Duty.ROLL_FORWARD, id="called: its agenda is empty"),
        pytest.param({"has_items": True}, Duty.PUBLISH, id="drafted: it is to be published"),
        pytest.param({"has_items": True, "published": True}, Duty.AWAIT, id="published: it is awaited"),
        pytest.param({"published": True, "on": TODAY}, Duty.HOLD, id="today: it is held"),
        pytest.param({"on": TODAY, "has_items": True}, Duty.PUBLISH, id="today and never published: late, but first"),
        pytest.param({"on": date(2021, 11, 14)}, Duty.HOLD, id="its day has passed"),
        pytest.param({"status": MeetingStatus.ADJOURNED, "published": True}, Duty.AWAIT, id="adjourned to a later day"),
        pytest.param({"status": MeetingStatus.ADJOURNED, "on": date(2021, 11, 1)}, Duty.HOLD, id="adjourned, and past"),
        pytest.param(HELD, Duty.WRITE, id="held: there are no minutes"),
        pytest.param(HELD | {"minutes": MinutesState.DRAFT}, Duty.AGREE, id="written: the chair has not agreed them"),
        pytest.param(HELD | {"minutes": MinutesState.AGREED}, Duty.CONFIRM, id="agreed: a meeting has to confirm them"),
        pytest.param(HELD | {"minutes": MinutesState.CONFIRMED}, None, id="confirmed: done"),
        pytest.param({"status": MeetingStatus.CANCELLED}, None, id="cancelled: done"),
        pytest.param({"kind": MeetingKind.BRIEFING}, Duty.AWAIT, id="a briefing has no agenda to publish"),
        pytest.param(HELD | {"kind": MeetingKind.VISIT}, None, id="a visit has no minutes to confirm"),
    ],
)
def test_a_meeting_has_one_next_thing_to_be_done(then: dict[str, Any], duty: Duty | None) -> None:
    assert next_duty(**CALLED | then) is duty
