from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from scrutiny.papers import letters
from scrutiny.papers.letters import Answer, Asked

TODAY, UNTIL = date(2021, 11, 15), date(2021, 12, 15)
LATE = Asked("SOS/1", "Safeguarding Committee", "Send the figures", date(2021, 10, 31), "https://x.example/answer/one")
SOON = Asked("HCS/2", "Health Committee", "Write to the Board", date(2021, 11, 16), "https://x.example/answer/two")
PRIVATE = replace(LATE, reference="SOS/3", text=None)


@pytest.mark.parametrize(
    ("actions", "subject"),
    [
        ([LATE], "1 action for overview and scrutiny: 1 overdue"),
        ([SOON], "1 action for overview and scrutiny: 1 due soon"),
        ([SOON, LATE, PRIVATE], "3 actions for overview and scrutiny: 2 overdue, 1 due soon"),
    ],
    ids=["one overdue", "one due soon", "both"],
)
def test_the_subject_of_a_digest_counts(actions: list[Asked], subject: str) -> None:
    assert letters.digest("Jo", "Loamshire", actions, today=TODAY, until=UNTIL).subject == subject


def test_a_digest_names_each_action_under_its_committee_and_says_why_it_came() -> None:
    body = letters.digest("Jo Reed", "Loamshire", [SOON, LATE, PRIVATE], today=TODAY, until=UNTIL).body
    assert body == (
        "Dear Jo Reed,\n\n"
        "Loamshire has these down as yours, and would like to know how they stand.\n\n"
        "Health Committee\n\n"
        "HCS/2: due tomorrow, Tuesday 16 November 2021\nWrite to the Board\n"
        "Say how it stands, or that it is done:\nhttps://x.example/answer/two\n\n"
        "Safeguarding Committee\n\n"
        "SOS/1: overdue by 15 days: it was due on 31 October 2021\nSend the figures\n"
        "Say how it stands, or that it is done:\nhttps://x.example/answer/one\n\n"
        "SOS/3: overdue by 15 days: it was due on 31 October 2021\n"
        "A matter considered in private. Sign in, or ask the scrutiny officer, for what it is.\n"
        "Say how it stands, or that it is done:\nhttps://x.example/answer/one\n\n"
        "You need no account. Each link opens one action and nothing else, until 15 December 2021. Whoever has it can "
        "answer in your name, so please do not pass this letter on.\n\n"
        "Why you got this: you are named as the owner, and each is due within a week or overdue. You are told a week "
        "before the day, the day before, the day after, and then once a week until you say that it is done. If one is "
        "not yours, or its date is wrong, answer this letter: the scrutiny officer will put it right.\n"
    )


def test_a_link_is_sent_with_the_one_action_that_it_opens() -> None:
    letter = letters.link("Jo", replace(LATE, due=None), today=TODAY, until=UNTIL)
    assert letter.subject == "SOS/1: how does it stand?"
    assert "SOS/1: no date set\nSend the figures\n" in letter.body
    assert "The link opens this action and nothing else, until 15 December 2021." in letter.body
    assert "Why you got this: an officer" in letter.body


def test_a_long_action_is_told_in_part() -> None:
    long = replace(LATE, text="figures\n\n" * 500)
    body = letters.link("Jo", long, today=TODAY, until=UNTIL).body
    assert body.count("figures") == 75
    assert "figures …" in body


@pytest.mark.parametrize(
    ("done", "said"), [(True, "Ivy Lane says that it is done"), (False, "Ivy Lane has reported on it")]
)
def test_officers_are_told_what_was_answered(done: bool, said: str) -> None:
    letter = letters.answered("Olga", Answer(LATE, "Ivy Lane", done, "They were sent."))
    assert letter.subject == f"SOS/1: {said}"
    assert "What was asked:\nSend the figures\n\nWhat was written:\nThey were sent.\n" in letter.body
    assert ("waits for the committee to confirm" in letter.body) is done
    assert "https://x.example/answer/one" in letter.body


def test_of_a_private_matter_neither_the_words_nor_the_owner_are_told() -> None:
    letter = letters.answered("Olga", Answer(PRIVATE, "Ivy Lane", True, "SECRET"))
    assert letter.subject == "SOS/3: its owner says that it is done"
    assert "considered in private" in letter.body
    assert "SECRET" not in letter.body
    assert "Ivy Lane" not in letter.body


def test_the_chair_is_asked_to_agree_the_minutes() -> None:
    letter = letters.to_agree("Clara", "Safeguarding Committee", date(2021, 9, 14), "https://x.example/meetings/1")
    assert letter.subject == "Minutes of 14 September 2021 for you to agree"
    assert "held on Tuesday 14 September 2021 are written" in letter.body
    assert "https://x.example/meetings/1" in letter.body
    assert "Why you got this: you chair the committee" in letter.body
