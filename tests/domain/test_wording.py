from datetime import date

import pytest

from scrutiny.domain.vocabulary import ResolutionKind
from scrutiny.domain.wording import Reading, due_by, hidden_actions, readings, sentences, suggest

ACTION = ResolutionKind.ACTION
PROGRAMME = ResolutionKind.PROGRAMME
RECOMMENDATION = ResolutionKind.RECOMMENDATION
NONE = ResolutionKind.NONE

WORDINGS = {
    "figures comparing this year with last be forwarded to the Committee": (ACTION, "be forwarded to the Committee"),
    "the figures for each district be circulated to Members": (ACTION, "be circulated to Members"),
    "the slides be shared, after the meeting, with all Councillors": (
        ACTION,
        "be shared, after the meeting, with all Councillors",
    ),
    "a written response be provided on waiting times": (ACTION, "written response be provided"),
    "a briefing note on foster carers be prepared": (ACTION, "briefing note on foster carers be prepared"),
    "further information be sought from the hospital": (ACTION, "further information be sought"),
    "the Director be requested to look at the rota": (ACTION, "be requested to"),
    "the Cabinet Member be asked to provide the costs": (ACTION, "be asked to"),
    "Cabinet be requested to send its forward view": (ACTION, "be requested to"),
    "the Chairman be authorised to sign the letter": (ACTION, "be authorised to"),
    "a visit to the family hub be arranged": (ACTION, "a visit to the family hub be arranged"),
    "a task and finish group be set up": (ACTION, "group be set up"),
    "the fall in referrals be investigated": (ACTION, "be investigated"),
    "ACTION: figures on recruitment": (ACTION, "ACTION:"),
    "officers provide an update on recruitment": (ACTION, "officers provide"),
    "the Director of Children’s Services circulate the plan": (ACTION, "the Director of Children’s Services circulate"),
    "the topic be included on the work programme": (PROGRAMME, "be included on the work programme"),
    "scrutiny of the new indicators be added\nto its work programme": (PROGRAMME, "be added to its work programme"),
    "the review be scheduled in the forward plan": (PROGRAMME, "be scheduled in the forward plan"),
    "the matter be brought back in six months": (PROGRAMME, "be brought back"),
    "the item be deferred to the meeting in February": (PROGRAMME, "be deferred"),
    "the visit be re-arranged": (PROGRAMME, "be re-arranged"),
    "the request be withdrawn and removed from the programme": (PROGRAMME, "be withdrawn and removed from"),
    "officers report back to the March meeting": (PROGRAMME, "report back"),
    "a progress report be submitted in six months": (PROGRAMME, "progress report be submitted"),
    "performance be considered again at the next meeting": (PROGRAMME, "be considered again at the"),
    "the parking report be added to the agenda for May": (PROGRAMME, "added to the agenda"),
    "Cabinet be asked to keep the library open": (RECOMMENDATION, "Cabinet be asked to"),
    "the Cabinet Member for Health be urged to lobby": (RECOMMENDATION, "Cabinet Member for Health be urged to"),
    "the Integrated Care Board be invited to publish its plan": (RECOMMENDATION, "Board be invited to"),
    "it be recommended that charges be frozen": (RECOMMENDATION, "it be recommended"),
    "RECOMMENDED to the Cabinet that the policy be adopted": (RECOMMENDATION, "RECOMMENDED to the Cabinet"),
    "the Committee recommends that the Executive fund two posts": (RECOMMENDATION, "recommends that the Executive"),
    "the Chairman write to the Minister": (RECOMMENDATION, "Chairman write to"),
    "a letter be sent to the Chief Constable": (RECOMMENDATION, "a letter be sent to"),
    "the Committee’s comments be forwarded to Cabinet": (RECOMMENDATION, "comments be forwarded to Cabinet"),
    "the question of funding be referred to full Council": (RECOMMENDATION, "be referred to full Council"),
    "the petition be referred to the Council": (RECOMMENDATION, "be referred to the Council"),
    "the update be welcomed": (NONE, "be welcomed"),
    "the increase in staff be noted and supported": (NONE, "be noted and supported"),
    "the practice of other councils be recognised": (NONE, "be recognised"),
    "the annual report be received": (NONE, "be received"),
    "the direction of travel be endorsed": (NONE, "be endorsed"),
    "the minutes of the last meeting be confirmed and signed by the Chairman": (NONE, "be confirmed and signed"),
    "the minutes be approved as a correct record and signed": (NONE, "be approved as a correct record and signed"),
    "the changes to the work programme be agreed": (NONE, "be agreed"),
    "the Committee notes the report": (NONE, "notes the"),
    "the Committee thanks the officers for the report": (NONE, "thanks the"),
    "the lift be mended": (NONE, ""),
    "": (NONE, ""),
}


@pytest.mark.parametrize(("wording", "expected"), WORDINGS.items(), ids=[w or "no wording" for w in WORDINGS])
def test_the_kind_that_a_wording_suggests_and_the_phrase_that_made_it(wording, expected):
    assert suggest(wording) == Reading(*expected)


def test_a_clause_that_does_two_things_shows_both_the_weightier_first():
    both = readings("the report be noted, the data be sent to Members and the topic be placed on the work programme")
    assert [reading.kind for reading in both] == [PROGRAMME, ACTION, NONE]


HIDDEN = {
    "The officer agreed to share the dashboard.": "agreed to share",
    "The Director undertook to write to schools.": "undertook to write",
    "Comparative data was requested.": "was requested",
    "Further figures were also sought.": "were also sought",
    "They asked for a comparison with the previous year.": "They asked for",
    "Cllr. O'Hara asked whether the map could be enlarged.": "Cllr. O'Hara asked whether the map could",
    "Members requested that the indicators be added.": "Members requested",
    "The Head of Service would look into this.": "would look into",
    "The officer would come back on the cost.": "would come back",
    "It was confirmed that the slides would be circulated.": "would be circulated",
    "The manager would provide the Committee with a note.": "would provide the Committee",
    "The Cabinet Member would take this back.": "take this back",
}


@pytest.mark.parametrize(("sentence", "phrase"), HIDDEN.items())
def test_wording_that_hides_an_action_is_offered(sentence, phrase):
    narrative = f"The Committee received the report. {sentence} The Chairman thanked the officers."
    assert [(found.sentence, found.phrase) for found in hidden_actions(narrative)] == [(sentence, phrase)]


PLAIN = [
    "The Committee agreed to support the proposal.",
    "Members noted the increase in concerns.",
    "Members asked how many staff were in post.",
    "The project had started in February 2020.",
    "The Chairman welcomed the Cabinet Member.",
]


@pytest.mark.parametrize("sentence", PLAIN)
def test_plain_narrative_is_left_alone(sentence):
    assert hidden_actions(sentence) == []


@pytest.mark.parametrize(
    ("wording", "day"),
    [
        pytest.param("a note be sent to Members by 8 May 2015", date(2015, 5, 8), id="a day to be ready by"),
        pytest.param(
            "figures be sent by the 10th January\n2022; and", date(2022, 1, 10), id="the tenth, over two lines"
        ),
        pytest.param("the figures of 8 May 2015 be noted", None, id="a day that nothing is to be ready by"),
        pytest.param("a note be sent by 31 June 2022", None, id="a day that is none"),
        pytest.param("a note be sent by January", None, id="a month alone"),
    ],
)
def test_the_day_that_a_wording_sets_is_read(wording, day):
    assert due_by(wording) == day


def test_a_narrative_is_cut_into_sentences_and_bullets_and_wrapped_lines_are_joined():
    narrative = (
        "Dr. Example told Cllr. Sample that the\nrate had risen, e.g. By half. Why?\n\n"
        "Further detail was requested on:\n• waiting\n  times;\n- referrals.\na) costs"
    )
    assert sentences(narrative) == [
        "Dr. Example told Cllr. Sample that the rate had risen, e.g. By half.",
        "Why?",
        "Further detail was requested on:",
        "• waiting times;",
        "- referrals.",
        "a) costs",
    ]


@pytest.mark.parametrize("narrative", ["", "  \n\n "])
def test_no_narrative_hides_nothing(narrative):
    assert hidden_actions(narrative) == []
