"""Actions and recommendations: one row for ever, seen at every meeting until it is done."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scrutiny.database import Base
from scrutiny.domain.vocabulary import ActionState, Part, RecommendationState, Response, ResponseClock

STILL_OPEN = text("state NOT IN ('closed', 'withdrawn', 'superseded')")


class Action(Base):
    """A request to an officer or member. `part` is that of the minute it came from and governs every output.

    `due` is a day, or it is due at the meeting `due_meeting_id`; an action may have neither, and no owner yet.
    """

    __tablename__ = "actions"
    __table_args__ = (
        UniqueConstraint("committee_id", "reference"),
        Index("ix_actions_committee_id_closed_on", "committee_id", "closed_on"),
        Index(
            "ix_actions_outstanding",
            "committee_id",
            "due",
            "id",
            sqlite_where=STILL_OPEN,
            postgresql_where=STILL_OPEN,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    reference: Mapped[str] = mapped_column(String(40))
    text: Mapped[str]
    owner: Mapped[str] = mapped_column(String(250), default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    due: Mapped[date | None]
    due_meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    state: Mapped[ActionState] = mapped_column(default=ActionState.OPEN)
    state_because: Mapped[str] = mapped_column(default="")
    part: Mapped[Part] = mapped_column(default=Part.ONE)
    opened_on: Mapped[date]
    completed_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    confirmed_at_meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"), index=True)
    resolution_id: Mapped[int | None] = mapped_column(ForeignKey("resolutions.id"), index=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("work_programme_entries.id"), index=True)
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topics.id"), index=True)
    superseded_by_id: Mapped[int | None] = mapped_column(ForeignKey("actions.id"))
    version: Mapped[int] = mapped_column(default=1)

    updates: Mapped[list[ActionUpdate]] = relationship(lazy="raise_on_sql", order_by="ActionUpdate.id")
    appearances: Mapped[list[ActionAppearance]] = relationship(
        lazy="raise_on_sql", order_by="ActionAppearance.id", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}


class ActionUpdate(Base):
    """What was said about an action, by whom and when: added to, never changed."""

    __tablename__ = "action_updates"

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"), index=True)
    on: Mapped[date]
    by: Mapped[str] = mapped_column(String(250))
    text: Mapped[str]
    state: Mapped[ActionState]


class ActionAppearance(Base):
    """An action on the tracker that went to a meeting, with its state as that meeting saw it."""

    __tablename__ = "action_appearances"
    __table_args__ = (UniqueConstraint("action_id", "meeting_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    state: Mapped[ActionState]
    note: Mapped[str] = mapped_column(default="")


class Recommendation(Base):
    """A clause addressed to the executive or a partner body: it starts a statutory response clock when received."""

    __tablename__ = "recommendations"
    __table_args__ = (UniqueConstraint("committee_id", "reference"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"), index=True)
    reference: Mapped[str] = mapped_column(String(40))
    text: Mapped[str]
    addressee: Mapped[str] = mapped_column(String(250), default="")
    clock: Mapped[ResponseClock] = mapped_column(default=ResponseClock.EXECUTIVE)
    opened_on: Mapped[date]
    sent_on: Mapped[date | None]
    received_on: Mapped[date | None]
    response_due: Mapped[date | None]
    response: Mapped[Response | None]
    response_text: Mapped[str] = mapped_column(default="")
    responded_on: Mapped[date | None]
    done_about_it: Mapped[str] = mapped_column(default="")
    state: Mapped[RecommendationState] = mapped_column(default=RecommendationState.DRAFT)
    state_because: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None]
    part: Mapped[Part] = mapped_column(default=Part.ONE)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"), index=True)
    resolution_id: Mapped[int | None] = mapped_column(ForeignKey("resolutions.id"), index=True)
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topics.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)

    appearances: Mapped[list[RecommendationAppearance]] = relationship(
        lazy="raise_on_sql", order_by="RecommendationAppearance.id", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}


class RecommendationAppearance(Base):
    __tablename__ = "recommendation_appearances"
    __table_args__ = (UniqueConstraint("recommendation_id", "meeting_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendations.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    state: Mapped[RecommendationState]
    note: Mapped[str] = mapped_column(default="")
