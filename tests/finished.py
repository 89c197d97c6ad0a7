"""Minutes of the chamber that came back from Word, edited in every way that a page has to show."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from sqlalchemy.orm import Session

from scrutiny.models.meetings import Meeting
from scrutiny.operations import minutes_from_word, official_minutes
from scrutiny.papers import minutes as papers
from scrutiny.queries import minutes as queries
from scrutiny.store import Store
from scrutiny.word import minutes
from tests.word import hands


def send_back(session: Session, store: Store, meeting: Meeting) -> None:
    """As its clerk would send it and adopt it, inside a change that the caller has begun."""
    facts = queries.find(session, meeting.id)
    paper = papers.of(facts, exempt=True, drafts=True) if facts else None
    assert paper is not None
    file = hands.in_body(minutes.write(paper), _edit)
    file = hands.tracked(file, taken_out="none", put_in="two", within="There were")
    file = hands.with_comment(file, "comparative", "Is the period right?")
    sha256 = store.keep(file)
    draft = minutes_from_word.keep(
        session, meeting, sha256=sha256, name="Minutes, finished.docx", size=len(file), by="Cleo Clerk"
    )
    official_minutes.adopt(session, draft, exempt=True, withheld=(), because="The Chairman’s wording", by="Cleo Clerk")


def _edit(body: Any) -> None:
    """A paragraph typed, a clause added and one taken out, a name changed, and a word of thanks at the end."""
    hands.paragraph(body, "There were none").addnext(hands.new_paragraph("Councillor Holt said that he fosters."))
    last = hands.paragraph(body, "performance data")
    added = deepcopy(last)
    added.find(f".//{hands.W}t").text = "a briefing note be circulated to the Committee."
    last.addnext(added)
    gone = hands.paragraph(body, "the update be welcomed")
    gone.getparent().remove(gone)
    hands.paragraph(body, "Bertram Holt").find(f".//{hands.W}t").text = "Bertram Holt, OBE"
    body.insert(len(body) - 1, hands.new_paragraph("The Chairman thanked the officers."))
