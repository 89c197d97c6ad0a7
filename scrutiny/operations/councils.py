"""Keeps the council itself: its name, and how it counts the notice of a meeting."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.domain.notice import SOURCE, STATUTORY, NoticeRule
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import clean, one_line
from scrutiny.domain.vocabulary import Nation
from scrutiny.models.committees import Council


def found(session: Session, *, name: str, nation: Nation = Nation.ENGLAND) -> Council:
    """A new council, whose notice is what the law of its nation asks for."""
    council = Council(
        name=_free_name(session, name), nation=nation, clear_days=STATUTORY[nation].clear_days, saturdays_count=False
    )
    session.add(council)
    session.flush()
    return council


def change(
    session: Session,
    council: Council,
    *,
    name: str,
    nation: Nation,
    rule: NoticeRule,
    saturdays_count: bool,
    vision: str,
    notes_for_the_public: str,
) -> None:
    """Set how the council counts notice and what its papers say. More notice than the law asks for is a choice."""
    if rule.clear_days < STATUTORY[nation].clear_days:
        raise RuleBroken(
            f"In {nation.label} papers are open to the public at least {STATUTORY[nation].clear_days} clear days "
            f"before a meeting ({SOURCE})."
        )
    council.name = _free_name(session, name, but_for=council.id)
    council.nation, council.clear_days, council.papers_go_up = nation, rule.clear_days, rule.papers_go_up
    council.saturdays_count = saturdays_count
    council.vision = clean(vision, field="The vision").strip()
    council.notes_for_the_public = clean(notes_for_the_public, field="The notes for the public").strip()
    session.flush()


def _free_name(session: Session, name: str, *, but_for: int = 0) -> str:
    kept = one_line(name, field="The council’s name", most=200)
    if not kept:
        raise RuleBroken("Say what the council is called.")
    if session.scalar(select(Council.id).where(func.lower(Council.name) == kept.lower(), Council.id != but_for)):
        raise RuleBroken(f"{kept} is in the record already.")
    return kept
