"""Queues the letters that the record asks for, each with what it takes: links made, and a note that it was told.

Every function works inside a change that its caller has begun, and flushes. `site` is the public address of the site.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from scrutiny.domain.reminders import horizon, is_news, is_news_again
from scrutiny.domain.vocabulary import AccountRole
from scrutiny.models.follow_up import Action, ActionUpdate
from scrutiny.operations import answer_links, letters
from scrutiny.operations import reminders as notes
from scrutiny.papers import letters as papers
from scrutiny.papers.letters import Answer, Asked, Written
from scrutiny.permissions import Permission
from scrutiny.queries import accounts, reminders
from scrutiny.queries import answer_links as links
from scrutiny.queries.accounts import Holder

ACTIONS, MEETINGS = "actions", "meetings"


def readers_owed(session: Session, today: date) -> list[str]:
    """The addresses of owners for whom there is something new to be told today."""
    rows = reminders.owed(session, horizon(today))
    told = reminders.last_told(session, ACTIONS, [row.id for row in rows])
    return list(dict.fromkeys(row.email for row in rows if is_news(row.due, today, told.get((row.id, row.email)))))


def remind_owner(session: Session, email: str, *, site: str, today: date) -> bool:
    """One letter of all that is due or overdue at this address; False where there is no news, or was one today."""
    rows = reminders.owed(session, horizon(today), email)
    told = reminders.last_told(session, ACTIONS, [row.id for row in rows])
    news = any(is_news(row.due, today, told.get((row.id, email))) for row in rows)
    if not news or reminders.was_told(session, ACTIONS, email, today):
        return False
    notes.note(session, about=ACTIONS, ids=[row.id for row in rows], email=email, on=today)
    asked = [_asked(session, row, email, site=site, today=today) for row in rows]
    letter = papers.digest(_names(rows), rows[0].council, asked, today=today, until=today + answer_links.LASTS)
    told_of = [row.id for row in rows if row.public]
    return _queue(session, f"digest {today} {email}", email, rows[0].owner, letter, told_of)


def ask_chair(session: Session, meeting: Any, holder: Holder, *, site: str, today: date) -> bool:
    """Ask a chair to agree the draft minutes of a meeting (`id`, `on`, `committee`); False where asked this week."""
    told = reminders.last_told(session, MEETINGS, [meeting.id])
    if not is_news_again(today, told.get((meeting.id, holder.email))):
        return False
    notes.note(session, about=MEETINGS, ids=[meeting.id], email=holder.email, on=today)
    letter = papers.to_agree(holder.name, meeting.committee, meeting.on, f"{site}/meetings/{meeting.id}/minutes/close")
    return _queue(session, f"agree {meeting.id} {today} {holder.email}", holder.email, holder.name, letter)


def chairs(session: Session, committee_id: int, today: date) -> list[Holder]:
    """Who chairs the committee and has an account. An officer may agree minutes too, but is not asked to."""
    may_agree = accounts.holding(session, Permission.AGREE_MINUTES, committee_id, today)
    return [
        holder
        for holder in may_agree
        if any(role.role is AccountRole.CHAIR and role.committee_id in (None, committee_id) for role in holder.grants)
    ]


def tell_officers(session: Session, action: Any, update: ActionUpdate, *, done: bool, site: str, today: date) -> None:
    """An owner has answered by a link: whoever keeps the tracker of the committee hears of it, once a day.

    Whoever holds the link can answer without end, so that what is said later the same day stands on the tracker alone.
    """
    asked = Asked(
        action.reference, action.committee, action.text if action.public else None, None, f"{site}/actions/{action.id}"
    )
    said = Answer(asked, update.by, done, update.text if action.public else "")
    for holder in accounts.holding(session, Permission.FOLLOW_UP, action.committee_id, today):
        letter = papers.answered(holder.name, said)
        told_of = [action.id] * bool(action.public)
        _queue(session, f"answer {action.id} {today} {holder.email}", holder.email, holder.name, letter, told_of)


def send_link(session: Session, action: Action, *, name: str, email: str, site: str, today: date) -> str:
    """Make a link for somebody; send it where there is an address, and give it back to be shown this once."""
    key = answer_links.make(session, action, name=name, email=email, on=today)
    link = links.by_digest(session, answer_links.digest(key))
    if email and link is not None:
        row = links.opened(session, link)
        text = row.text if row.public else None
        asked = Asked(row.reference, row.committee, text, row.due or row.due_at_meeting, address_of(site, key))
        letter = papers.link(link.name, asked, today=today, until=link.expires_on)
        _queue(session, f"link {link.id}", link.email, link.name, letter, [row.id] * bool(row.public))
    return address_of(site, key)


def address_of(site: str, key: str) -> str:
    return f"{site}/answer/{key}"


def _asked(session: Session, row: Any, email: str, *, site: str, today: date) -> Asked:
    action = session.get_one(Action, row.id)
    key = answer_links.make(session, action, name=row.owner, email=email, on=today)
    return Asked(row.reference, row.committee, row.text if row.public else None, row.due, address_of(site, key))


def _names(rows: Sequence[Any]) -> str:
    """Several owners may share an address: a team's."""
    return ", ".join(dict.fromkeys(row.owner for row in rows))


def _queue(session: Session, once: str, email: str, name: str, letter: Written, tells_of: Collection[int] = ()) -> bool:
    said = {"subject": letter.subject, "body": letter.body}
    return letters.queue(session, once=once, email=email, name=name, tells_of=tells_of, **said)
