"""Where what was asked for goes for the next meeting: what is reported to it, and what it confirms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from scrutiny.domain.roll_forward import Destination, plan
from scrutiny.domain.roll_forward.facts import OpenAction, OpenRecommendation
from scrutiny.domain.vocabulary import ActionState, RecommendationState
from tests.domain.november import ASKED, BEFORE, STAYS, TRACKER, only_line


@pytest.mark.parametrize(
    ("action", "destination", "because"),
    [
        pytest.param(ASKED, TRACKER, "It is outstanding, with no due date.", id="no due date"),
        pytest.param(
            replace(ASKED, due=date(2021, 10, 1)),
            TRACKER,
            "It is outstanding: it was due on 1 October 2021 and is late.",
            id="late",
        ),
        pytest.param(replace(ASKED, due=date(2021, 12, 1)), TRACKER, "It is due on 1 December 2021.", id="due later"),
        pytest.param(
            replace(ASKED, state=ActionState.PAUSED, because="Awaiting the Act."),
            TRACKER,
            "It is paused: Awaiting the Act.",
            id="paused",
        ),
        pytest.param(
            replace(ASKED, state=ActionState.COMPLETE),
            TRACKER,
            "It is reported complete: the Committee is asked to confirm that.",
            id="complete by the officer’s word",
        ),
        pytest.param(
            replace(ASKED, state=ActionState.CLOSED, because="Seen"),
            TRACKER,
            "It is closed: Seen. It is reported this once.",
            id="closed since it was seen",
        ),
        pytest.param(
            replace(ASKED, opened_on=date(2022, 1, 1)),
            STAYS,
            "It was asked for on 1 January 2022, after this meeting.",
            id="asked for after this meeting",
        ),
    ],
)
def test_an_action(action: OpenAction, destination: Destination, because: str) -> None:
    line = only_line(replace(BEFORE, actions=(action,)))
    assert (line.destination, line.because) == (destination, because)


@pytest.mark.parametrize(
    ("state", "due", "because"),
    [
        (RecommendationState.DRAFT, None, "It has not been sent to Cabinet."),
        (RecommendationState.SENT, None, "It awaits a response."),
        (RecommendationState.SENT, date(2021, 11, 13), "It awaits a response, which was due on 13 November 2021."),
        (RecommendationState.SENT, date(2021, 12, 13), "It awaits a response, due on 13 December 2021."),
        (
            RecommendationState.ANSWERED,
            None,
            "It is answered: the Committee decides whether to monitor or to close it.",
        ),
        (RecommendationState.MONITORED, None, "It was answered and is being monitored."),
    ],
)
def test_a_recommendation(state: RecommendationState, due: date | None, because: str) -> None:
    line = only_line(replace(BEFORE, recommendations=(OpenRecommendation(1, "R1", "That…", state, "Cabinet", due),)))
    assert (line.destination, line.because) == (TRACKER, because)


def test_a_recommendation_that_ended_is_reported_once() -> None:
    ended = OpenRecommendation(1, "R1", "That…", RecommendationState.WITHDRAWN, because="Overtaken.")
    line = only_line(replace(BEFORE, recommendations=(ended,)))
    assert (line.destination, line.because) == (TRACKER, "It is withdrawn: Overtaken. It is reported this once.")


def test_what_has_another_state_since_the_tracker_was_made_is_brought_up_to_date() -> None:
    paused = replace(ASKED, state=ActionState.PAUSED, shown=ActionState.OPEN)
    assert [line.settled for line in plan(replace(BEFORE, actions=(paused,))).lines] == [False]
