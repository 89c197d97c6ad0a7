"""What has to be done next with a meeting, from the first day it is called until its minutes are confirmed."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from scrutiny.domain.vocabulary import MeetingKind, MeetingStatus, MinutesState


class Duty(StrEnum):
    """The one next thing; the value is how it is said."""

    ROLL_FORWARD = "Roll forward what is outstanding"
    PUBLISH = "Publish the agenda"
    AWAIT = "Nothing until the meeting"
    HOLD = "Record that it was held"
    WRITE = "Write the minutes"
    AGREE = "Agree the draft minutes"
    CONFIRM = "Confirm the minutes at a later meeting"


_OF_MINUTES = {
    MinutesState.NONE: Duty.WRITE,
    MinutesState.DRAFT: Duty.AGREE,
    MinutesState.AGREED: Duty.CONFIRM,
    MinutesState.CONFIRMED: None,
}


def next_duty(
    *,
    kind: MeetingKind,
    status: MeetingStatus,
    on: date,
    today: date,
    published: bool,
    has_items: bool,
    minutes: MinutesState,
) -> Duty | None:
    """None when nothing is left to do: an informal meeting once it was held has no minutes to confirm."""
    if status is MeetingStatus.CANCELLED:
        return None
    if status is MeetingStatus.HELD:
        return _OF_MINUTES[minutes] if kind is MeetingKind.FORMAL else None
    if on < today:
        return Duty.HOLD
    if kind is not MeetingKind.FORMAL or published:
        return Duty.HOLD if on == today else Duty.AWAIT
    return Duty.PUBLISH if has_items else Duty.ROLL_FORWARD
