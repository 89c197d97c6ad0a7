"""What can be done with an action or a recommendation in the state that it is in, what is most likely first."""

from collections.abc import Mapping

from scrutiny.domain import lifecycles
from scrutiny.domain.vocabulary import ActionState, Labelled, RecommendationState


class ActionStep(Labelled):
    CONFIRM = "confirm", "Confirm it at a meeting"
    UPDATE = "update", "Add an update"
    COMPLETE = "complete", "Report it complete"
    CLOSE = "close", "Close it without a meeting"
    REOPEN = "reopen", "Take it up again"
    REDATE = "redate", "Change the date"
    REASSIGN = "reassign", "Change the owner"
    PAUSE = "pause", "Pause it"
    SUPERSEDE = "supersede", "Let another action take its place"
    WITHDRAW = "withdraw", "Withdraw it"
    REWORD = "reword", "Mend the wording"


class RecommendationStep(Labelled):
    SEND = "send", "Send it"
    RECEIVE = "receive", "Record when it was received"
    RESPOND = "respond", "Record the response"
    ASK_AGAIN = "ask_again", "Ask for the response again"
    MONITOR = "monitor", "Monitor what is done about it"
    REPORT = "report", "Say what was done about it"
    CLOSE = "close", "Close it"
    TAKE_UP = "take_up", "Take it up again"
    WITHDRAW = "withdraw", "Withdraw it"
    REWORD = "reword", "Mend the wording"


_ACTION_BECOMES: Mapping[ActionStep, ActionState] = {
    ActionStep.COMPLETE: ActionState.COMPLETE,
    ActionStep.CONFIRM: ActionState.CLOSED,
    ActionStep.CLOSE: ActionState.CLOSED,
    ActionStep.PAUSE: ActionState.PAUSED,
    ActionStep.SUPERSEDE: ActionState.SUPERSEDED,
    ActionStep.WITHDRAW: ActionState.WITHDRAWN,
}
_RESTING = (ActionState.PAUSED, ActionState.COMPLETE, ActionState.CLOSED)

_DRAFT, _SENT = RecommendationState.DRAFT, RecommendationState.SENT
_ANSWERED, _MONITORED = RecommendationState.ANSWERED, RecommendationState.MONITORED
_RECOMMENDATION_IN: Mapping[RecommendationStep, tuple[RecommendationState, ...]] = {
    RecommendationStep.SEND: (_DRAFT,),
    RecommendationStep.RECEIVE: (_SENT,),
    RecommendationStep.RESPOND: (_SENT,),
    RecommendationStep.ASK_AGAIN: (_ANSWERED,),
    RecommendationStep.MONITOR: (_ANSWERED,),
    RecommendationStep.REPORT: (_ANSWERED, _MONITORED),
    RecommendationStep.CLOSE: (_ANSWERED, _MONITORED),
    RecommendationStep.TAKE_UP: (RecommendationState.CLOSED,),
    RecommendationStep.WITHDRAW: (_DRAFT, _SENT),
    RecommendationStep.REWORD: tuple(RecommendationState),
}


def of_action(state: ActionState) -> tuple[ActionStep, ...]:
    return tuple(step for step in ActionStep if _may_be_taken(step, state))


def _may_be_taken(step: ActionStep, state: ActionState) -> bool:
    """A step to another state as the lifecycle has it. An action that has ended is only reworded, or taken up again."""
    if step is ActionStep.REOPEN:
        return state in _RESTING
    if step in _ACTION_BECOMES:
        return lifecycles.may_become(state, _ACTION_BECOMES[step])
    return state.open or step is ActionStep.REWORD


def of_recommendation(state: RecommendationState) -> tuple[RecommendationStep, ...]:
    return tuple(step for step, states in _RECOMMENDATION_IN.items() if state in states)
