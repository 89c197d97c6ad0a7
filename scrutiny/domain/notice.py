"""Notice of a meeting: when the agenda and reports must be open to the public, and how much notice was given.

Local Government Act 1972 s.100A(6)(a) asks that notice of a formal meeting be given at least so many clear days before
it, s.100B(3) that the agenda and reports be open to inspection for as long: three days in the Act as passed, five in
England since the Local Authorities (Access to Meetings and Documents) (Period of Notice) (England) Order 2002
(SI 2002/715), three still in Wales. A meeting called at shorter notice has its papers open from the time it is called.

A clear day is a whole working day: neither the day on which the papers go up nor the day of the meeting counts
(`working_days`). What the Acts leave open, and so what a council must choose, is which day the papers *went up*:

- **by the close of a working day** (the usual rule, and ours unless told otherwise): the last working day before the
  first clear day. Nobody can say that the papers were put up when no office was open to show them.
- **after the office closes**: papers that go up in the evening count as put up on the next working day, so they must be
  ready one working day sooner.
- **on any day**: the Act's words alone, which do not ask that the day of publication be a working day. A website can
  be filled on Easter Monday for clear days that begin on the Tuesday. Lawful on its face, and no margin at all.

Briefings, working groups and other informal meetings are outside these rules altogether.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from scrutiny.domain.dates import written
from scrutiny.domain.rules import NotCovered, RuleBroken
from scrutiny.domain.vocabulary import Nation
from scrutiny.domain.working_days import Calendar

SOURCE = "Local Government Act 1972 s.100A(6) and s.100B(3)"
URGENCY = "Local Government Act 1972 s.100B(4)"


class ShortNotice(RuleBroken):
    """A meeting that was called is moved so late that the public hears of it with less than its clear days."""


class PapersGoUp(StrEnum):
    """When in the day, and on which days, the council puts its papers up."""

    BY_CLOSE_OF_A_WORKING_DAY = "by_close_of_a_working_day"
    AFTER_THE_OFFICE_CLOSES = "after_the_office_closes"
    ON_ANY_DAY = "on_any_day"


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """The council's setting: how many clear days, and how the day of publication is counted."""

    clear_days: int = 5
    papers_go_up: PapersGoUp = PapersGoUp.BY_CLOSE_OF_A_WORKING_DAY

    def __post_init__(self) -> None:
        if self.clear_days < 1:
            raise RuleBroken(f"Notice of {self.clear_days} clear days is no notice. Set 1 or more ({SOURCE}).")


STATUTORY = {Nation.ENGLAND: NoticeRule(clear_days=5), Nation.WALES: NoticeRule(clear_days=3)}


class NoticeState(StrEnum):
    """How near the publish-by date is, for the colour and the word beside a meeting."""

    CALM = "calm"
    AMBER = "amber"
    RED = "red"
    LATE = "late"


def publish_by(meeting_on: date, calendar: Calendar, rule: NoticeRule) -> date:
    """The last day on which papers can go up and still give the rule's clear days.

    Raises NotCovered where the count runs into a year without entered holidays.
    """
    first_clear_day = calendar.clear_days_before(meeting_on, rule.clear_days)[0]
    if rule.papers_go_up is PapersGoUp.ON_ANY_DAY:
        return first_clear_day - timedelta(days=1)
    working_day_before = calendar.previous_working_day(first_clear_day)
    if rule.papers_go_up is PapersGoUp.AFTER_THE_OFFICE_CLOSES:
        return calendar.previous_working_day(working_day_before)
    return working_day_before


def publish_by_or_why_not(meeting_on: date, calendar: Calendar, rule: NoticeRule) -> tuple[date | None, str]:
    """That day; or why it cannot be counted, in a sentence."""
    try:
        return publish_by(meeting_on, calendar, rule), ""
    except NotCovered as refusal:
        return None, str(refusal)


def notice_given(*, published_on: date, meeting_on: date, calendar: Calendar, rule: NoticeRule) -> int:
    """How many clear days the public had; 0 for papers put up on the meeting's day or after it."""
    counted_from = published_on
    if rule.papers_go_up is PapersGoUp.AFTER_THE_OFFICE_CLOSES:
        counted_from = calendar.next_working_day(published_on)
    return calendar.clear_days_between(counted_from, meeting_on)


def state(
    *, today: date, publish_by: date, published_on: date | None = None, amber_days: int = 7, red_days: int = 1
) -> NoticeState:
    """Amber in the week before the publish-by date, red on its eve and on the day, late after it.

    Papers that are up settle it: calm if they went up in time, late for ever if they did not.
    """
    if published_on is not None:
        return NoticeState.CALM if published_on <= publish_by else NoticeState.LATE
    days_left = (publish_by - today).days
    if days_left < 0:
        return NoticeState.LATE
    if days_left <= red_days:
        return NoticeState.RED
    return NoticeState.AMBER if days_left <= amber_days else NoticeState.CALM


def require_notice_or_urgency(
    *,
    published_on: date,
    meeting_on: date,
    calendar: Calendar,
    rule: NoticeRule,
    called_on: date | None = None,
    urgent_because: str = "",
) -> None:
    """An item whose papers were late is taken only if urgent, for a reason that is minuted (LGA 1972 s.100B(4)).

    The opinion is the chair's, "by reason of special circumstances"; the minutes must say what they were. Papers of a
    meeting that was itself called at shorter notice, on `called_on`, are in time if they went up with the call.
    """
    given = notice_given(published_on=published_on, meeting_on=meeting_on, calendar=calendar, rule=rule)
    up_with_the_call = called_on is not None and published_on <= called_on
    if given >= rule.clear_days or up_with_the_call or urgent_because.strip():
        return
    raise RuleBroken(
        f"Papers put up on {written(published_on)} give {given} of the {rule.clear_days} clear days before the meeting "
        f"on {written(meeting_on)}. The item can be taken only if the Chairman finds it urgent: record the reason, "
        f"which the minutes must give ({URGENCY})."
    )


def require_notice_of_a_move(
    *, told_on: date, meeting_on: date, calendar: Calendar, rule: NoticeRule, urgent_because: str = ""
) -> str:
    """What the public is told of a move that leaves it less than the clear days; nothing where it has them.

    Notice of the time and place counts from the day on which they are told (LGA 1972 s.100A(6)(a)). The Act knows
    shorter notice only of a meeting that is called so: the reason is kept beside the move. Raises ShortNotice without.
    """
    given = notice_given(published_on=told_on, meeting_on=meeting_on, calendar=calendar, rule=rule)
    if given >= rule.clear_days:
        return ""
    short = f"{given} of the {rule.clear_days} clear days’ notice"
    if not urgent_because.strip():
        raise ShortNotice(
            f"The agenda is published, and the public would have {short} of the meeting on {written(meeting_on)}. "
            f"Choose a later day, or enter why it cannot wait (LGA 1972 s.100A(6))."
        )
    return f"Moved with {short}, because: {urgent_because.strip()}"
