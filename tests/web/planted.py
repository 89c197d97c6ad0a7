"""A record with a secret in every corner, and everybody who may ask for it.

Each secret says in a word which right shows it, so that the permission table alone tells who may meet it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Base
from scrutiny.domain.vocabulary import (
    AccountRole,
    AttendanceStatus,
    Choice,
    InterestKind,
    ItemKind,
    ItemOutcome,
    MinutesState,
    Movement,
    Part,
    RecommendationState,
    TemplateKind,
)
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.closures import Closure
from scrutiny.models.committees import Committee, Phrase, StandingItem
from scrutiny.models.follow_up import Action
from scrutiny.models.meetings import AttendanceMovement, Meeting
from scrutiny.models.minutes import Declaration, Minute, MinuteVersion, Resolution, Vote, VoteCast
from scrutiny.models.people import Membership, Portfolio
from scrutiny.models.post import Contact, Letter
from scrutiny.models.programme import EntryMove, WorkProgrammeEntry
from scrutiny.models.suggestions import Criterion, Score, Suggestion
from scrutiny.permissions import TABLE, Permission
from tests import chamber, make, one_page
from tests.web import signing_in

R = TypeVar("R", bound=Base)

SECRETS = {
    "SECRET exempt": Permission.SEE_EXEMPT,
    "SECRET draft": Permission.SEE_DRAFTS,
    "SECRET interest": Permission.TAKE_MINUTES,
    "SECRET suggestion": Permission.PLAN,
    "secret.contact@": Permission.FOLLOW_UP,
    "secret.letter@": Permission.KEEP_ACCOUNTS,
    "SECRET letter": Permission.KEEP_ACCOUNTS,
}
"""Words of our committee's record, and the right without which nobody meets them."""

PEOPLE: dict[str, tuple[AccountRole, str | None] | None] = {
    "": None,
    "Mara Member": (AccountRole.COUNCILLOR, "SOS"),
    "Clara Chair": (AccountRole.CHAIR, "SOS"),
    "Cleo Clerk": (AccountRole.CLERK, "SOS"),
    "Olga Officer": (AccountRole.OFFICER, "SOS"),
    "Hugo Clerk": (AccountRole.CLERK, "HCS"),
    "Adam Administrator": (AccountRole.ADMINISTRATOR, None),
    "Ulla Officer": (AccountRole.OFFICER, None),
}
"""One of each role, and nobody in particular: the public."""

THEIRS = 4001
"""The id of each row of the other committee, of whatever kind: a number that is nothing of ours."""


def may(name: str, right: str, committee: str | None) -> bool:
    """What the permission table says of somebody on that committee (None: on all of them)."""
    held = PEOPLE[name]
    return held is not None and right in TABLE[held[0]] and held[1] in (None, committee)


@dataclass(frozen=True, slots=True)
class Scene:
    """`sitting` is a meeting whose minutes are being taken; `ours` a row of our own for each argument of an address."""

    sitting: Meeting
    ours: dict[str, Any]


def fill(session: Session) -> Scene:
    """The chamber, a second committee with a row of each kind, everybody's account, and the secrets."""
    filled = chamber.fill(session)
    sos, hcs = filled.committee, session.scalars(select(Committee).where(Committee.code == "HCS")).one()
    signing_in.cast(session, sos, hcs)
    signing_in.account(session, "Ulla Officer", AccountRole.OFFICER, None)
    sitting = make.held(
        session, sos, date(2021, 10, 12), published_on=date(2021, 10, 4), minutes_state=MinutesState.NONE
    )
    ours = _one_of_each(session, sos, sitting, "SECRET draft")
    _one_of_each(session, hcs, make.meeting(session, hcs, date(2021, 12, 7), id=THEIRS), "Theirs", id=THEIRS)
    _exempt(session, sos, sitting)
    _post(session, sos)
    portfolio = _added(session, Portfolio(person_id=1, name="Social care"))
    closure = _added(session, Closure(council_id=1, on=date(2021, 12, 24), name="Christmas Eve"))
    ours |= {"code": "SOS", "portfolio_id": portfolio.id, "closure_id": closure.id, "person_id": 1, "topic_id": 1}
    return Scene(sitting, ours | {"council_id": 1, "account_id": 1, "letter_id": 1, "key": "k" * 43, "token": "a.b"})


def _added(session: Session, row: R) -> R:
    session.add(row)
    session.flush()
    return row


def _one_of_each(session: Session, of: Committee, at: Meeting, word: str, **id_: int) -> dict[str, Any]:
    """A row of each kind that an address names. What was said at that meeting is a draft as yet."""
    who = make.person(session, f"Sitting of {of.code}", **id_)
    topic = make.topic(session, of, f"Topic of {of.code}", **id_)
    item = make.item(session, at, f"Item of {of.code}", topic_id=topic.id, **id_)
    minute = make.minute(session, item, f"{word} minute", **id_)
    present = make.present(session, at, who.name, AttendanceStatus.PRESENT, person_id=who.id, **id_)
    secret = _suggested(session, of, **id_)
    rows = {
        "seat": Membership(committee_id=of.id, person_id=who.id, from_=date(2021, 5, 20)),
        "resolution": Resolution(minute_id=minute.id, position=0, text=f"{word} resolution"),
        "movement": AttendanceMovement(attendance_id=present.id, item_id=item.id, movement=Movement.LEFT),
        "vote": Vote(item_id=item.id, motion=f"{word} motion", for_=1),
        "declaration": _declared(at, item, who.name),
        "standing_item": StandingItem(committee_id=of.id, kind=ItemKind.BUSINESS, title="Annual report", position=1),
        "phrase": Phrase(committee_id=of.id, position=1, text="be noted"),
        "entry": WorkProgrammeEntry(committee_id=of.id, topic_id=topic.id, year=2021, title=f"Entry of {of.code}"),
    }
    for row in rows.values():
        for name, value in id_.items():
            setattr(row, name, value)
        _added(session, row)
    cast = VoteCast(vote_id=rows["vote"].id, person_id=who.id, name=who.name, choice=Choice.FOR, **id_)
    _added(session, cast)
    rows |= {
        "document": _paper(session, item, "Theirs" if id_ else "SECRET exempt", **id_),
        "template": make.house_template(session, of, TemplateKind.NOTICE, **id_),
        "draft": make.minutes_draft(session, at, f"{word} from Word", **id_),
        "official": make.official_minutes(session, at, f"{word} from Word", name=f"{word}.docx", **id_),
        "meeting": at,
        "item": item,
        "attendance": present,
        "action": make.action(session, of, f"Action of {of.code}", item_id=item.id, **id_),
        "recommendation": make.recommendation(session, of, "Fund it", state=RecommendationState.SENT, **id_),
    }
    return {f"{name}_id": row.id for name, row in (rows | secret).items()}  # type: ignore[attr-defined]


def _paper(session: Session, item: AgendaItem, word: str, **id_: int) -> Base:
    """Exempt, with the word in its title, in its file, and in the name of that."""
    content, named = one_page.pdf(f"{word} costs of item {item.id}"), f"{word} file.pdf"
    return make.paper(
        session, item, f"{word} paper", content, f"{word} costs", name=named, part=Part.TWO, paragraphs="3", **id_
    )


def _declared(at: Meeting, item: AgendaItem, name: str) -> Declaration:
    return Declaration(
        meeting_id=at.id,
        item_id=item.id,
        name=name,
        kind=InterestKind.PECUNIARY,
        detail="SECRET interest",
        sensitive=True,
    )


def _suggested(session: Session, of: Committee, **id_: int) -> dict[str, Base]:
    """Suggestions are weighed before they are anybody's business."""
    word = "SECRET suggestion"
    suggestion = Suggestion(
        committee_id=of.id, title=word, suggested_by=f"{word} by", suggested_on=date(2021, 10, 1), why=word, **id_
    )
    criterion = Criterion(committee_id=of.id, position=1, name=f"{word} scale", guidance=word, **id_)
    _added(session, suggestion)
    _added(session, criterion)
    _added(session, Score(suggestion_id=suggestion.id, criterion_id=criterion.id, points=3, **id_))
    return {"suggestion": suggestion, "criterion": criterion}


def _exempt(session: Session, sos: Committee, sitting: Meeting) -> None:
    """Reasons, owners, notes, motions, answers: all that is written about exempt matter, the minutes agreed."""
    word = "SECRET exempt"
    review = session.scalars(select(AgendaItem).where(AgendaItem.title == "SECRET review")).one()
    review.outcome, review.outcome_note, review.late_because = ItemOutcome.DEFERRED, f"{word} note", f"{word} late"
    review.report_recommendations = f"{word} advice"
    make.lead(session, review, f"{word} lead")
    make.document(session, review, f"{word} to follow", part=Part.TWO, to_follow=True)
    _paper(session, review, word)
    minute = session.scalars(select(Minute).where(Minute.item_id == review.id)).one()
    kept = {"narrative": f"{word} earlier", "resolved": word, "because": f"{word} because", "by": "Test Clerk"}
    _added(session, MinuteVersion(minute_id=minute.id, state=MinutesState.AGREED, at=make.NOON, **kept))
    _added(session, Vote(item_id=review.id, motion=f"{word} motion", for_=2, moved_by=f"{word} mover"))
    _added(session, Declaration(**_fields_of(review, f"{word} interest")))
    there = make.present(session, sitting, "Hal Judd")
    _added(
        session, AttendanceMovement(attendance_id=there.id, movement=Movement.LEFT, at=time(11), note="SECRET draft")
    )
    about = {"part": Part.TWO, "item_id": review.id}
    asked = make.action(session, sos, f"{word} action", owner=f"{word} owner", state_because=f"{word} why", **about)
    make.update(session, asked, f"{word} update")
    make.recommendation(
        session,
        sos,
        f"{word} advice",
        addressee=f"{word} body",
        response_text=f"{word} answer",
        done_about_it=word,
        **about,
    )
    planned = session.scalars(
        select(WorkProgrammeEntry).where(WorkProgrammeEntry.title.startswith("SECRET placement"))
    ).one()
    planned.status_because = planned.outcome = f"{word} outcome"
    _added(
        session, EntryMove(entry_id=planned.id, on=date(2021, 10, 1), to_meeting_id=sitting.id, because=f"{word} move")
    )


def _fields_of(item: AgendaItem, detail: str) -> dict[str, Any]:
    return {
        "meeting_id": item.meeting_id,
        "item_id": item.id,
        "name": "Ada Marsh",
        "kind": InterestKind.OTHER,
        "detail": detail,
        "did": detail,
    }


def _post(session: Session, sos: Committee) -> None:
    """Where an owner is written to, and a letter that nobody could deliver."""
    owner = session.scalars(select(Action.owner).where(Action.reference == "SOS/21/1")).one()
    _added(session, Contact(council_id=sos.council_id, name=owner, email="secret.contact@example.org"))
    letter = Letter(
        once="a letter", email="secret.letter@example.org", subject="SECRET letter", body="SECRET letter body",
        queued_at=make.NOON, next_try_at=make.NOON, given_up_because="SECRET letter bounced",
    )  # fmt: skip
    _added(session, letter)
